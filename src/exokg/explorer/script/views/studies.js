// All records: studies first, then reviews, registrations and statements, with one card open.
import { $, el, replace, svg } from "../base/dom.js";
import { groupBy } from "../base/packing.js";
import { compare, plural } from "../base/text.js";
import {
  absent,
  FINDINGS_OF,
  HARMS_OF,
  highestWords,
  INCLUDED_BY,
  isRetracted,
  isSeparableOnTop,
  RECORDS,
  recordById,
  sourcesOf,
  TOGETHER,
  topOf,
} from "../data/evidence.js";
import { isOfPeople, kindOf, LADDER, label, labels, rank } from "../data/things.js";
import { FILL, shapeMark } from "../network/shapes.js";
import { card } from "../panel/card.js";
import { ladder, openCard, recordLink, shortName, statusBadge } from "../parts/badges.js";
import { sampleOf } from "../parts/words.js";
import { recordShown } from "../state/filters.js";
import { state } from "../state/state.js";
import { columnsOf, linksCell, linksText, recordCell } from "./columns.js";
import { backTo, drawRows, placeIn, sorted } from "./rows.js";

export const overlapGrid = () => {
  const reviews = RECORDS.filter((record) => record.class === "Review");
  const studies = RECORDS.filter((record) => INCLUDED_BY.has(record.id));
  if (!reviews.length) return null;
  const read = (/** @type {RecordRow} */ review) => label(review.inclusionList) || "not read";
  const rows = studies.map((study) =>
    el(
      "tr",
      el("th", { scope: "row" }, recordLink(study), " ", statusBadge(study)),
      reviews.map((review) => {
        const has = (review.includesStudy || []).includes(study.id);
        const unknown = !has && read(review) !== "read";
        return el(
          "td",
          { class: has ? "in" : unknown ? "unread" : "" },
          el("span", { "aria-hidden": "true" }, has ? "■" : unknown ? "?" : "·"),
          el("span.hide", has ? "included" : unknown ? "not known: the list was not read in full" : "not included"),
        );
      }),
    ),
  );
  const twice = studies.filter((study) => (INCLUDED_BY.get(study.id) || []).length > 1).length;
  return el(
    "details.strip",
    el("summary", "Reviews and what they include"),
    el(
      "p.note",
      `${plural(twice, "study is", "studies are")} included by more than one review. ? means the review's list of included studies was not read in full: unknown, not absent.`,
    ),
    rows.length
      ? el(
          "div.scroll",
          { tabindex: "0", role: "region", "aria-label": "Review overlap, scrolls" },
          el(
            "table.overlap",
            el("caption.hide", "Studies by review"),
            el(
              "thead",
              el(
                "tr",
                el("td"),
                reviews.map((review) =>
                  el("th", { scope: "col" }, recordLink(review), el("small", ` list ${read(review)}`)),
                ),
              ),
            ),
            el("tbody", rows),
          ),
        )
      : el("p.empty", "No review's list names a study of this graph."),
  );
};

const TIME_RUNGS = [...LADDER].reverse();
const MOST_MARKS = 16;
/** @type {Shape[]} */
const RUNG_SHAPES = ["dot", "dot", "triangle", "square", "diamond", "star"];
const [LEFT, TOP] = [10, 6];

const cellsOf = (/** @type {RecordRow[]} */ dated) => groupBy(dated, (record) => `${record.year}|${record.rung}`);
// The grid of years and rungs that the marks stand in.
const gridOf = (/** @type {RecordRow[]} */ dated) => {
  const years = dated.map((/** @type {RecordRow} */ record) => Number(record.year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = Math.max(...[...cellsOf(dated).values()].map((own) => own.length));
  const step = Math.max(34, Math.min(90, Math.floor(($("main").clientWidth - 240) / (last - first + 1))));
  const across = Math.floor((step - 6) / 12);
  const high = 12 * Math.ceil(Math.min(most, MOST_MARKS) / across) + 10;
  const width = LEFT + (last - first + 1) * step;
  return { first, last, step, across, high, width, tall: TOP + TIME_RUNGS.length * high + 22 };
};
const placeOf = (/** @type {RecordRow} */ record, /** @type {ReturnType<typeof gridOf>} */ grid) => [
  LEFT + (Number(record.year) - grid.first) * grid.step + 8,
  TOP + (TIME_RUNGS.indexOf(record.rung || "") + 1) * grid.high - 10,
];
const mark = (
  /** @type {RecordRow} */ record,
  /** @type {number} */ nth,
  /** @type {ReturnType<typeof gridOf>} */ grid,
) => {
  const [left, base] = placeOf(record, grid);
  const [x, y] = [left + (nth % grid.across) * 12, base - 12 * Math.floor(nth / grid.across)];
  const alone = isSeparableOnTop(record);
  const gone = isRetracted(record);
  return svg(
    "g",
    {
      class: `dot ${gone ? "gone" : ""} ${state.card === record.id ? "chosen" : ""}`,
      onclick: () => openCard(record.id),
    },
    svg("title", `${shortName(record)}, ${highestWords(record)}${gone ? ", RETRACTED" : ""}`),
    shapeMark(RUNG_SHAPES[rank(record.rung)], alone ? 4.5 : 5.5, x, y, gone || !alone ? "none" : FILL.dot),
    alone ? null : svg("text.together", { x, y: y + 2.5 }, TOGETHER),
  );
};
// Where there are too many to show each, their number stands instead.
const crowd = (/** @type {RecordRow[]} */ own, /** @type {ReturnType<typeof gridOf>} */ grid) => {
  const [x, y] = placeOf(own[0], grid);
  return svg(
    "g",
    svg("title", plural(own.length, "study", "studies")),
    shapeMark(RUNG_SHAPES[rank(own[0].rung)], 5.5, x, y, FILL.dot),
    svg("text", { x: x + 10, y: y + 4 }, own.length),
  );
};
/** @type {(grid: ReturnType<typeof gridOf>) => Child[]} */
const ticks = ({ first, last, step, high }) =>
  Array.from({ length: last - first + 1 }, (_, i) =>
    step < 40 && (last - first - i) % 2
      ? null
      : svg(
          "text",
          { x: LEFT + i * step + step / 2 - 6, y: TOP + TIME_RUNGS.length * high + 14, "text-anchor": "middle" },
          first + i,
        ),
  );
// The names of the rungs stay in sight while the years scroll.
/** @type {(grid: ReturnType<typeof gridOf>) => Child} */
const rungNames = ({ tall, high }) =>
  svg(
    "svg",
    { width: 130, height: tall, "aria-hidden": "true" },
    TIME_RUNGS.map((rung, row) =>
      svg("text", { x: 122, y: TOP + row * high + high / 2 + 4, "text-anchor": "end" }, label(rung)),
    ),
  );

export const timeline = (/** @type {RecordRow[]} */ records) => {
  const dated = records
    .filter((/** @type {RecordRow} */ record) => record.class === "Study" && record.year && rank(record.rung))
    .sort((a, b) => compare(a.id, b.id));
  if (dated.length < 2) return null;
  const grid = gridOf(dated);
  const says = `Timeline: ${plural(dated.length, "study", "studies")} from ${grid.first} to ${grid.last} by rung; the table below lists them`;
  const drawing = svg(
    "svg",
    { width: grid.width, height: grid.tall, role: "img", "aria-label": says },
    TIME_RUNGS.map((_rung, row) => {
      const y = TOP + (row + 1) * grid.high;
      return svg("line.rule", { x1: 0, x2: grid.width, y1: y, y2: y });
    }),
    [...cellsOf(dated).values()].map((own) =>
      own.length > MOST_MARKS ? crowd(own, grid) : own.map((record, nth) => mark(record, nth, grid)),
    ),
    ticks(grid),
  );
  const box = el("div.scroll", { tabindex: "0", role: "region", "aria-label": "Timeline, scrolls" }, drawing);
  requestAnimationFrame(() => {
    box.scrollLeft = grid.width;
  });
  return el(
    "details.strip",
    { open: true },
    el("summary", "Timeline by rung (& not separable from what else was given)"),
    el("div.timeline", rungNames(grid), box),
  );
};

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
  { name: "title", words: "Title", text: (r) => r.label || "" },
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
    timeline(records),
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
