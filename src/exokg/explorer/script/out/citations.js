import { publicationOf, RECORDS, recordById, recordOf } from "../data/evidence.js";
import { RAW, TEXTS } from "../data/things.js";
import { recordShown } from "../state/filters.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";

// A number between two control characters points to what the tables say of the paper.
export const citation = (/** @type {RecordRow} */ record, /** @type {string} */ form) => {
  const paper = publicationOf(record);
  const authors = (paper.authorList || "").split("; ").map((name) => name.replace(/ (\S+)$/, ", $1"));
  const fields = [
    record.label,
    record.key,
    paper.doi,
    paper.journal,
    paper.pmid,
    paper.pages,
    paper.year,
    paper.volume,
    paper.issue,
    record.sourcePage?.[0],
    authors.join(" and "),
    authors.join("\nAU  - "),
  ];
  return (TEXTS[RAW.citations[record.id]?.[form] ?? -1] || "").replace(
    /\u0001(\d+)\u0001/g,
    (_, place) => fields[place] || "",
  );
};

export const citationsNow = (/** @type {string} */ form) => {
  const chosen = state.sel ? [...new Set(findingsNow().map(recordOf))] : RECORDS.filter(recordShown);
  const own = recordById(state.sel);
  const records = own ? [own] : chosen;
  return records
    .map((record) => citation(record, form))
    .filter(Boolean)
    .join("\n");
};
