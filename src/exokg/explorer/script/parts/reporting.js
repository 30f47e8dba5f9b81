// What a record says of its preparations, its registration and its reporting, each silence with its reason.

import { el, tableOf } from "../base/dom.js";
import { plural } from "../base/text.js";
import { ARMS_OF, DIFFERENCES_OF, recordById } from "../data/evidence.js";
import { checklist, label, labels, RAW, row } from "../data/things.js";
import { recordLink } from "./badges.js";
import { fact, factList, list, number } from "./words.js";

/** @type {(values: (string | undefined)[]) => (string | undefined)[]} */
const distinct = (values) => [...new Set(values)];
export const preparationCard = (/** @type {PreparationsRow} */ preparation, /** @type {RecordRow} */ record) => {
  const size = preparation.sizeMeanNm
    ? `${number(preparation.sizeMeanNm)}${preparation.sizeSdNm ? ` ± ${number(preparation.sizeSdNm)}` : ""} nm`
    : preparation.sizeLowNm
      ? `${number(preparation.sizeLowNm)} to ${number(preparation.sizeHighNm)} nm`
      : null;
  const arms = (ARMS_OF.get(record.id) || []).filter((arm) => arm.ofPreparation === preparation.id);
  return el(
    "section.sub",
    el("h4", preparation.reportedName || label(preparation.source)),
    factList(record, "dl", [
      ["Source", preparation.source ? label(preparation.source) : preparation.sourceReported, true],
      ["Type", label(preparation.preparationType)],
      ["Condition of the source", preparation.sourceCondition],
      ["Product", preparation.product],
      ["Isolation", list(labels(preparation.isolation)), true],
      ["Characterisation", list(labels(preparation.characterisation)), true],
      ["Markers", list(labels(preparation.marker)), true],
      ["Size", size, true],
      ["Cargo", list(labels(preparation.cargo))],
      ["Silenced or removed", list(labels(preparation.lacks))],
      ["Engineering", preparation.engineering],
      ["Exosome by biogenesis", preparation.biogenesisShown || "not shown: typed extracellular vesicle"],
      ["Dose", list(distinct(arms.map((arm) => arm.doseReported))), true],
      ["Route", list(distinct(arms.map((arm) => (arm.route ? label(arm.route) : arm.routeReported)))), true],
      ["Schedule", list(distinct(arms.map((arm) => arm.scheduleReported)))],
      ["Note", preparation.note],
    ]),
    strip(preparation.id, "Reporting of this preparation (exokg reporting checklist)"),
  );
};

export const coInterventions = (/** @type {RecordRow} */ record) =>
  (ARMS_OF.get(record.id) || []).flatMap((arm) =>
    (arm.coIntervention || []).map((id) => {
      const one = row("cointerventions", id);
      return `${label(one?.given)} (in the comparator too: ${one?.inComparator || "not shown"})`;
    }),
  );

export const registryPart = (/** @type {RecordRow} */ record) => {
  const trial = record.class === "TrialRegistration" ? record : recordById(record.registeredAs);
  if (!trial) return null;
  const paper = recordById(trial.paper);
  const differences = DIFFERENCES_OF.get(trial.id) || [];
  return el(
    "section.sub",
    el("h3", "Registration"),
    el(
      "dl",
      fact("Entry", trial.registryId || "not shown"),
      fact("Registry", trial.registry),
      fact("State", [label(trial.registryState) || trial.stateReported, trial.asOf ? ` as of ${trial.asOf}` : ""]),
      fact("Planned n", trial.plannedN),
      fact("Results posted", trial.resultsPosted),
      fact("Registered n", trial.registeredN),
      fact("Dates", list([trial.start, trial.completion].filter(Boolean))),
      fact("Phase", trial.phase),
      fact("Sponsor", trial.sponsor),
      fact("Endpoints", list(trial.endpoint)),
      fact("Paper", paper ? recordLink(paper) : trial.paper || trial.paperNote),
    ),
    differences.length
      ? [
          el("h4.warn", `≠ Sources differ on ${plural(differences.length, "point")}`),
          tableOf(
            "differences",
            "What sources differ on",
            ["What", "Between", "Registry or first", "Paper or second", "Where"],
            differences.map((one) => [
              one.field,
              label(one.differenceKind),
              one.registryValue,
              one.paperValue,
              one.locator || "",
            ]),
          ),
        ]
      : null,
  );
};

/** @type {Record<string, string>} */
const STATE_WORDS = { r: "reported", n: "not reported", u: "not read", a: "not applicable" };
/** @type {Record<string, string>} */
const STATE_MARKS = { r: "■", n: "□", u: "?", a: "–" };

/** @type {(item: string, letter: string) => string} */
const words = (item, letter) => `${label(item)}: ${STATE_WORDS[letter]}`;

export const strip = (/** @type {string} */ id, /** @type {string} */ title) => {
  const row = checklist(id);
  if (!row) return null;
  const items = RAW.items.map((item, place) => [item, row.states?.[place] || "."]).filter(([, one]) => one !== ".");
  const count = (/** @type {string} */ letter) => items.filter(([, one]) => one === letter).length;
  const [reported, notRead, applicable] = [count("r"), count("u"), items.length - count("a")];
  return el(
    "div.reporting",
    el("h4", title),
    el(
      "p",
      notRead
        ? `${reported} to ${reported + notRead} of ${applicable} items reported: ${notRead} not read`
        : `${reported} of ${applicable} items reported`,
    ),
    el(
      "ul.states",
      { "aria-hidden": "true" },
      items.map(([item, letter]) => el(`li.s-${letter}`, { title: words(item, letter) }, STATE_MARKS[letter])),
    ),
    el(
      "details",
      el("summary", "Item by item"),
      el(
        "ul.items",
        items.map(([item, letter]) => el("li", `${STATE_MARKS[letter]} ${words(item, letter)}`)),
      ),
    ),
  );
};
