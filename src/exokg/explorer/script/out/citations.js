import { publicationOf, RECORDS, recordOf } from "../data/evidence.js";
import { RAW } from "../data/payload.js";
import { thing } from "../data/things.js";
import { recordShown } from "../state/filters.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";

// A number between two control characters points to what the tables say of the paper.
export const citation = (record, form) => {
  const paper = publicationOf(record);
  const fields = [record.label, paper.doi, paper.journal, paper.pmid, paper.pages];
  return (RAW.citations[record.id]?.[form] || "").replace(/\u0001(\d)\u0001/g, (_, place) => fields[place]);
};

export const citationsNow = (form) => {
  const chosen =
    state.sel || state.path.length ? [...new Set(findingsNow().map(recordOf))] : RECORDS.filter(recordShown);
  const records = thing(state.sel) && thing(state.sel).table === "records" ? [thing(state.sel)] : chosen;
  return records
    .map((record) => citation(record, form))
    .filter(Boolean)
    .join("\n");
};
