import { el } from "../base/dom.js";
import { plural } from "../base/text.js";
import { DIFFERENCES_OF } from "../data/evidence.js";
import { label, thing } from "../data/things.js";
import { recordLink } from "./links.js";
import { fact, list } from "./words.js";

export const registryPart = (record) => {
  const trial = record.class === "TrialRegistration" ? record : thing(record.registeredAs);
  if (!trial) return null;
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
      fact("Registered n", trial.registeredN),
      fact("Dates", list([trial.start, trial.completion].filter(Boolean))),
      fact("Phase", trial.phase),
      fact("Sponsor", trial.sponsor),
      fact("Endpoints", list(trial.endpoint)),
      fact("Paper", trial.paper ? recordLink(thing(trial.paper) || { id: trial.paper }) : trial.paperNote),
    ),
    differences.length
      ? el(
          "table.differences",
          el("caption", `≠ Sources differ on ${plural(differences.length, "point")}`),
          el(
            "thead",
            el(
              "tr",
              ["What", "Between", "Registry or first", "Paper or second", "Where"].map((words) =>
                el("th", { scope: "col" }, words),
              ),
            ),
          ),
          el(
            "tbody",
            differences.map((one) =>
              el(
                "tr",
                el("th", { scope: "row" }, one.field),
                el("td", label(one.differenceKind)),
                el("td", one.registryValue),
                el("td", one.paperValue),
                el("td", one.locator || ""),
              ),
            ),
          ),
        )
      : null,
  );
};
