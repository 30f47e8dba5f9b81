// All records: studies first, then reviews, registrations and statements, with one card open.
import { $, el, folded, replace, tableOf } from "../base/dom.js";
import { compare, plural } from "../base/text.js";
import {
  absent,
  FINDINGS_OF,
  HARMS_OF,
  highestWords,
  INCLUDED_BY,
  RECORDS,
  recordById,
  shortName,
  sourcesOf,
  titleOf,
  topOf,
} from "../data/evidence.js";
import { isOfPeople, kindOf, label, labels, rank } from "../data/things.js";
import { card } from "../panel/card.js";
import { ladder, openCard, recordLink, statusBadge } from "../parts/badges.js";
import { sampleOf } from "../parts/words.js";
import { recordShown } from "../state/filters.js";
import { state } from "../state/state.js";
import { columnsOf, linksCell, linksText, recordCell } from "./columns.js";
import { backTo, drawRows, placeIn, sorted } from "./rows.js";
import { timeline } from "./timeline.js";

const REVIEWS = RECORDS.filter((record) => record.class === "Review");
const listRead = (/** @type {RecordRow} */ review) => label(review.inclusionList) || "not read";
/** @type {(study: RecordRow) => number} */
const inclusions = (study) => (INCLUDED_BY.get(study.id) || []).length;
/** Rows of the grid; those that most reviews include. */
const MOST_ROWS = 200;

/** @type {(study: RecordRow, review: RecordRow) => HTMLElement} */
const inclusion = (study, review) => {
  const has = (review.includesStudy || []).includes(study.id);
  const unknown = !has && listRead(review) !== "read";
  return el(
    "td",
    { class: has ? "in" : unknown ? "unread" : "" },
    el("span", { "aria-hidden": "true" }, has ? "■" : unknown ? "?" : "·"),
    el("span.hide", has ? "included" : unknown ? "not known: the list was not read in full" : "not included"),
  );
};
/** @type {(studies: RecordRow[]) => HTMLElement} */
const overlapTable = (studies) =>
  tableOf(
    "overlap",
    "Studies by review",
    ["", ...REVIEWS.map((review) => [recordLink(review), el("small", ` list ${listRead(review)}`)])],
    studies.map((study) => [
      [recordLink(study), " ", statusBadge(study)],
      ...REVIEWS.map((review) => inclusion(study, review)),
    ]),
  );
const overlapParts = () => {
  const studies = RECORDS.filter(inclusions).sort((a, b) => inclusions(b) - inclusions(a) || compare(a.id, b.id));
  const twice = plural(studies.filter((study) => inclusions(study) > 1).length, "study is", "studies are");
  const first = studies.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${studies.length} studies.` : "";
  return [
    el(
      "p.note",
      `${twice} included by more than one review. ? means the review's list of included studies was not read in full: unknown, not absent.${first}`,
    ),
    studies.length
      ? overlapTable(studies.slice(0, MOST_ROWS))
      : el("p.empty", "No review's list names a study of this graph."),
  ];
};
const overlapGrid = () => (REVIEWS.length ? folded("strip", "Reviews and what they include", overlapParts) : null);

const KIND_ORDER = ["Study", "Review", "TrialRegistration", "RegulatoryStatement"];
/** @type {(record: RecordRow) => string} */
const harmWord = (record) =>
  [...new Set((HARMS_OF.get(record.id) || []).map((harm) => label(harm.harmState)))].join(", ") ||
  (isOfPeople(record.rung) ? absent(record) : "");
/** @type {(record: RecordRow) => number} */
const findingCount = (record) => (FINDINGS_OF.get(record.id) || []).length;
/** @type {Column<RecordRow>[]} */
export const recordColumns = columnsOf([
  { name: "name", words: "Record", text: shortName, cell: recordCell },
  { name: "kind", words: "Kind", text: (r) => kindOf(r.id), key: (r) => KIND_ORDER.indexOf(r.class) },
  { name: "title", words: "Title", text: titleOf },
  { name: "year", words: "Year", text: (r) => r.year || "", key: (r) => Number(r.year || 0) },
  { name: "design", words: "Design", text: (r) => labels(r.design).join(", ") || absent(r) },
  {
    name: "rung",
    words: "Highest rung",
    text: highestWords,
    cell: (r) => (r.rung ? [ladder([topOf(r)]), " ", highestWords(r)] : ""),
    key: (r) => rank(r.rung),
  },
  { name: "species", words: "Species", text: (r) => labels(r.taxon).join(", ") },
  {
    name: "sample",
    words: "n",
    text: (r) => sampleOf(r) || absent(r),
    key: (r) => Number(r.nParticipants || r.nAnalysed || r.nAnimals || 0),
  },
  { name: "of", words: "Vesicle source", text: (r) => sourcesOf(r).map(label).join(", ") },
  { name: "findings", words: "Findings", text: (r) => String(findingCount(r)), key: findingCount },
  { name: "harms", words: "Harms", text: harmWord },
  { name: "depth", words: "Reading depth", text: (r) => label(r.readingDepth) },
  { name: "link", words: "DOI, PMID or registry", text: linksText, cell: linksCell },
]);
export const recordsNow = () => {
  const rows = RECORDS.filter(recordShown);
  return state.sort
    ? sorted(rows, recordColumns)
    : rows.sort(
        (a, b) =>
          KIND_ORDER.indexOf(a.class) - KIND_ORDER.indexOf(b.class) ||
          Number(b.year || 0) - Number(a.year || 0) ||
          compare(a.id, b.id),
      );
};
export const drawStudies = (/** @type {Changed} */ changed) => {
  const place = placeIn($("view-studies"));
  const records = recordsNow();
  const chosen = recordById(state.card);
  replace(
    $("view-studies"),
    el("h2.hide", "Studies and other records"),
    chosen ? card(chosen) : null,
    el("div.bar", el("span.tally", plural(records.length, "record")), el("span.grow")),
    timeline(records, $("main").clientWidth),
    overlapGrid(),
    records.length
      ? drawRows(recordColumns, records, "Records", openCard)
      : el("p.empty", "No record passes the filters."),
  );
  backTo($("view-studies"), place, changed);
  if (changed.has("card") && chosen && state.view === "studies") {
    $("main").scrollTop = 0;
    window.scrollTo(0, 0);
    $("card").focus({ preventScroll: true });
  }
};
