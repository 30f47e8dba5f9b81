// What a record says of its preparations, its registration and its reporting, each silence with its reason.
const STATE_WORDS = { r: "reported", n: "not reported", u: "not read", a: "not applicable" };
const STATE_MARKS = { r: "■", n: "□", u: "?", a: "–" };

const strip = (id, title) => {
  const states = STRIPS.get(id);
  if (!states) return null;
  const items = RAW.items.map((item, place) => [item, states[place]]).filter(([, letter]) => letter !== ".");
  const tally = (letter) => items.filter(([, own]) => own === letter).length;
  const applicable = items.length - tally("a");
  return el(
    "div",
    { class: "reporting" },
    el("h4", {}, title),
    el(
      "p",
      {},
      tally("u")
        ? `${tally("r")} to ${tally("r") + tally("u")} of ${applicable} items reported: ${tally("u")} not read`
        : `${tally("r")} of ${applicable} items reported`,
    ),
    el(
      "ul",
      { class: "states" },
      items.map(([item, letter]) =>
        el(
          "li",
          { class: `s-${letter}`, title: `${label(item)}: ${STATE_WORDS[letter]}` },
          el("span", { "aria-hidden": "true" }, STATE_MARKS[letter]),
          el("span", { class: "hide" }, `${label(item)}: ${STATE_WORDS[letter]}`),
        ),
      ),
    ),
    el(
      "details",
      {},
      el("summary", {}, "Item by item"),
      el(
        "ul",
        { class: "items" },
        items.map(([item, letter]) =>
          el(
            "li",
            {},
            el("span", { "aria-hidden": "true", class: `s-${letter}` }, `${STATE_MARKS[letter]} `),
            `${label(item)}: ${STATE_WORDS[letter]}`,
          ),
        ),
      ),
    ),
  );
};

const list = (values) => (values && values.length ? values.join("; ") : null);
const saidOr = (record, value) => value || el("span", { class: "absent" }, absent(record));
// Curators count what a paper counts: "number of men" is said as "20 men", the largest number first.
const sampleOf = (record) =>
  list(
    [
      ...Object.keys(record)
        .filter((name) => /^n[A-Z]/.test(name) && name !== "nNote")
        .sort((a, b) => record[b] - record[a] || compare(a, b))
        .map((name) => `${number(record[name])} ${label(`exokg:${name}`).replace(/^number (of )?/, "")}`),
      record.nNote,
    ].filter(Boolean),
  );

const preparationCard = (preparation, record) => {
  const size = preparation.sizeMeanNm
    ? `${number(preparation.sizeMeanNm)}${preparation.sizeSdNm ? ` ± ${number(preparation.sizeSdNm)}` : ""} nm`
    : preparation.sizeLowNm
      ? `${number(preparation.sizeLowNm)} to ${number(preparation.sizeHighNm)} nm`
      : null;
  const arms = (ARMS_OF.get(record.id) || []).filter((arm) => arm.ofPreparation === preparation.id);
  return el(
    "section",
    { class: "sub" },
    el("h4", {}, preparation.reportedName || label(preparation.source)),
    el(
      "dl",
      {},
      fact(
        "Source",
        preparation.source ? label(preparation.source) : saidOr(record, preparation.sourceReported),
      ),
      fact("Type", label(preparation.preparationType)),
      fact("Condition of the source", preparation.sourceCondition),
      fact("Product", preparation.product),
      fact("Isolation", saidOr(record, list(labels(preparation.isolation)))),
      fact("Characterisation", saidOr(record, list(labels(preparation.characterisation)))),
      fact("Markers", saidOr(record, list(labels(preparation.marker)))),
      fact("Size", saidOr(record, size)),
      fact("Cargo", list(labels(preparation.cargo))),
      fact("Silenced or removed", list(labels(preparation.lacks))),
      fact("Engineering", preparation.engineering),
      fact("Exosome by biogenesis", preparation.biogenesisShown || "not shown: typed extracellular vesicle"),
      fact("Dose", saidOr(record, list([...new Set(arms.map((arm) => arm.doseReported).filter(Boolean))]))),
      fact(
        "Route",
        saidOr(
          record,
          list([
            ...new Set(arms.map((arm) => (arm.route ? label(arm.route) : arm.routeReported)).filter(Boolean)),
          ]),
        ),
      ),
      fact("Schedule", list([...new Set(arms.map((arm) => arm.scheduleReported).filter(Boolean))])),
      fact("Note", preparation.note),
    ),
    strip(preparation.id, "Reporting of this preparation (exokg reporting checklist)"),
  );
};

const coInterventions = (record) =>
  (ARMS_OF.get(record.id) || []).flatMap((arm) =>
    (arm.coIntervention || []).map((id) => {
      const one = thing(id);
      return `${label(one.given)} (in the comparator too: ${one.inComparator || "not shown"})`;
    }),
  );
const registryPart = (record) => {
  const trial = record.class === "TrialRegistration" ? record : thing(record.registeredAs);
  if (!trial) return null;
  const differences = DIFFERENCES_OF.get(trial.id) || [];
  return el(
    "section",
    { class: "sub" },
    el("h3", {}, "Registration"),
    el(
      "dl",
      {},
      fact("Entry", trial.registryId || "not shown"),
      fact("Registry", trial.registry),
      fact("State", [
        label(trial.registryState) || trial.stateReported,
        trial.asOf ? ` as of ${trial.asOf}` : "",
      ]),
      fact("Planned n", trial.plannedN),
      fact("Registered n", trial.registeredN),
      fact("Dates", list([trial.start, trial.completion].filter(Boolean))),
      fact("Phase", trial.phase),
      fact("Sponsor", trial.sponsor),
      fact("Endpoints", list(trial.endpoint)),
      fact("Paper", trial.paper ? recordLink(thing(trial.paper) || { id: trial.paper }) : trial.paperNote),
    ),
    differences.length
      ? el(
          "table",
          { class: "differences" },
          el("caption", {}, `≠ Sources differ on ${plural(differences.length, "point")}`),
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              ["What", "Between", "Registry or first", "Paper or second", "Where"].map((words) =>
                el("th", { scope: "col" }, words),
              ),
            ),
          ),
          el(
            "tbody",
            {},
            differences.map((one) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, one.field),
                el("td", {}, label(one.differenceKind)),
                el("td", {}, one.registryValue),
                el("td", {}, one.paperValue),
                el("td", {}, one.locator || ""),
              ),
            ),
          ),
        )
      : null,
  );
};

