import { el } from "../base/dom.js";
import { ARMS_OF } from "../data/evidence.js";
import { label, labels, thing } from "../data/things.js";
import { number } from "./numbers.js";
import { strip } from "./reporting.js";
import { fact, list, saidOr } from "./words.js";

export const preparationCard = (preparation, record) => {
  const size = preparation.sizeMeanNm
    ? `${number(preparation.sizeMeanNm)}${preparation.sizeSdNm ? ` ± ${number(preparation.sizeSdNm)}` : ""} nm`
    : preparation.sizeLowNm
      ? `${number(preparation.sizeLowNm)} to ${number(preparation.sizeHighNm)} nm`
      : null;
  const arms = (ARMS_OF.get(record.id) || []).filter((arm) => arm.ofPreparation === preparation.id);
  return el(
    "section.sub",
    el("h4", preparation.reportedName || label(preparation.source)),
    el(
      "dl",
      fact("Source", preparation.source ? label(preparation.source) : saidOr(record, preparation.sourceReported)),
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
          list([...new Set(arms.map((arm) => (arm.route ? label(arm.route) : arm.routeReported)).filter(Boolean))]),
        ),
      ),
      fact("Schedule", list([...new Set(arms.map((arm) => arm.scheduleReported).filter(Boolean))])),
      fact("Note", preparation.note),
    ),
    strip(preparation.id, "Reporting of this preparation (exokg reporting checklist)"),
  );
};

export const coInterventions = (record) =>
  (ARMS_OF.get(record.id) || []).flatMap((arm) =>
    (arm.coIntervention || []).map((id) => {
      const one = thing(id);
      return `${label(one.given)} (in the comparator too: ${one.inComparator || "not shown"})`;
    }),
  );
