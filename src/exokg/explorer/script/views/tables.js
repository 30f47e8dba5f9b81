// Tables that sort by any column, draw no more rows than can be read at once, and export as they stand.
import { $, button, el, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { EFFECTS, REVIEWED, recordOf } from "../data/evidence.js";
import { T } from "../data/things.js";
import { byStudy } from "../parts/findings.js";
import { passes, recordShown, shown } from "../state/filters.js";
import { go, state } from "../state/state.js";
import { effectColumns, harmColumns, positionColumns } from "./columns.js";
import { backTo, drawRows, placeIn, showAtLeast, sorted } from "./rows.js";

/** @type {Record<string, [string, Column<any>[], () => (Finding | Harm | Position)[], string]>} */
const TABLES = {
  effects: ["Effects", effectColumns, () => EFFECTS.filter((finding) => shown().has(finding)).sort(byStudy), "finding"],
  harms: ["Harm reports", harmColumns, () => T.harms.filter((harm) => recordShown(recordOf(harm))), "harm report"],
  positions: [
    "Positions",
    positionColumns,
    () => T.positions.filter((position) => recordShown(recordOf(position))),
    "position",
  ],
  reviews: [
    "What reviews say",
    effectColumns,
    () => REVIEWED.filter((finding) => passes(finding)).sort(byStudy),
    "review finding",
  ],
};
/** @type {Record<string, string>} */
export const TABLE_NOTES = {
  effects:
    "One row for each reported effect of one study, the highest rung first. What is missing says why: not reported, or not read.",
  harms:
    "What was said about harm. “None observed” is a sentence of the source; it is not “no effect”, and silence is not safety.",
  positions: "What authorities, societies and authors hold or propose. A position is never counted as an effect.",
  reviews: "What reviews report. It points to the studies it rests on and is never counted as evidence.",
};

const tableName = () => (Object.hasOwn(TABLES, state.table) ? state.table : "effects");
export const tableNow = () => TABLES[tableName()];
export const drawFindings = (/** @type {Changed} */ changed) => {
  const place = placeIn($("view-findings"));
  const [words, columns, read, noun] = tableNow();
  const rows = sorted(read(), columns);
  showAtLeast(rows.findIndex((row) => row.id === state.sel) + 1);
  replace(
    $("view-findings"),
    el("h2.hide", "Findings"),
    el(
      "div.bar",
      el(
        "span.segments",
        { role: "group", "aria-label": "Table" },
        Object.entries(TABLES).map(([name, [title]]) =>
          button(title, () => go({ table: name, sort: "" }), { "aria-pressed": String(tableName() === name) }),
        ),
      ),
      el("span.grow"),
      el("span.tally", plural(rows.length, noun)),
    ),
    el("p.note", TABLE_NOTES[tableName()]),
    rows.length ? drawRows(columns, rows, words) : el("p.empty", "No row passes the filters."),
  );
  backTo($("view-findings"), place, changed);
};
