// Rows that sort by any column, no more of them than can be read at once; a reader keeps their place.
import { button, el, scrolling } from "../base/dom.js";
import { byText, compare } from "../base/text.js";
import { isRetracted, recordOf } from "../data/evidence.js";
import { chosenFindings } from "../state/selection.js";
import { go, onChange, select, state, tell } from "../state/state.js";

/** @returns {Place} */
export const placeIn = (/** @type {HTMLElement} */ view) => {
  const box = view.querySelector(":scope > .scroll");
  const focus = view.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  /** @type {HTMLElement | null | undefined} */
  const row = focus?.closest("tr[data-row]");
  return {
    scroll: box ? [box.scrollLeft, box.scrollTop] : [0, 0],
    sort: focus?.dataset.sort,
    row: row?.dataset.row,
    nth:
      focus && row
        ? [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("a, button"))].indexOf(focus)
        : -1,
  };
};
export const backTo = (/** @type {HTMLElement} */ view, /** @type {Place} */ place, /** @type {Changed} */ changed) => {
  const box = view.querySelector(":scope > .scroll");
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (view.querySelectorAll("tr[data-row]"))];
  const same = !["table", "sort", "facets", "retracted"].some((name) => changed.has(name));
  if (box && same) [box.scrollLeft, box.scrollTop] = place.scroll;
  const row = rows.find((one) => one.dataset.row === place.row);
  /** @type {HTMLElement | null | undefined} */
  const focus = place.sort
    ? view.querySelector(`[data-sort="${place.sort}"]`)
    : /** @type {NodeListOf<HTMLElement> | undefined} */ (row?.querySelectorAll("a, button"))?.[place.nth];
  if (focus) focus.focus({ preventScroll: true });
  const chosen = rows.find((one) => one.classList.contains("chosen"));
  if (chosen && state.view === "findings" && (changed.has("sel") || changed.has("view")))
    chosen.scrollIntoView({ block: "nearest" });
};

const PAGE = 150;
let rowsWanted = PAGE;
onChange((/** @type {Changed} */ changed) => {
  if (["view", "facets", "table", "sort"].some((name) => changed.has(name))) rowsWanted = PAGE;
});

export const showAtLeast = (/** @type {number} */ count) => {
  rowsWanted = Math.max(rowsWanted, count);
};

/** @type {() => string[]} */
const sortNow = () => state.sort.split("-");
/**
 * @template {AnyRow} R
 * @param {R[]} rows
 * @param {Column<R>[]} columns
 */
export const sorted = (rows, columns) => {
  const [by, way] = sortNow();
  const chosen = columns.find((one) => one.name === by);
  if (!chosen) return rows;
  /** @type {(a: string | number, b: string | number) => number} */
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : byText(String(a), String(b)));
  return rows
    .map((row) => ({ key: chosen.key(row), row }))
    .sort((a, b) => (way === "down" ? -1 : 1) * order(a.key, b.key) || compare(a.row.id, b.row.id))
    .map(({ row }) => row);
};

/** @type {(one: { name: string, words: string }) => HTMLElement} */
const headOf = (one) => {
  const [by, way] = sortNow();
  const own = by === one.name;
  const next = own && way !== "down" ? `${one.name}-down` : `${one.name}-up`;
  return el(
    "th",
    { scope: "col", "aria-sort": own ? (way === "down" ? "descending" : "ascending") : null },
    button(
      [one.words, el("span", { "aria-hidden": "true" }, own ? (way === "down" ? " ▾" : " ▴") : "")],
      () => go({ sort: next }),
      { class: "sort", "data-sort": one.name },
    ),
  );
};
/** @type {(row: AnyRow) => boolean} */
const isGone = (row) => isRetracted(row.table === "records" ? row : recordOf(/** @type {FindingsRow} */ (row)));
/**
 * @template {AnyRow} R
 * @param {R} row
 * @param {Column<R>[]} columns
 * @param {boolean} chosen
 * @param {(id: string) => void} open
 */
const rowOf = (row, columns, chosen, open) =>
  el(
    "tr",
    {
      "data-row": row.id,
      class: `${chosen ? "chosen" : ""} ${isGone(row) ? "gone" : ""}`,
      onclick: (/** @type {any} */ event) => {
        if (!event.target.closest("a, button")) open(row.id);
      },
    },
    columns.map((one, place) =>
      el(place ? "td" : "th", { scope: place ? null : "row", class: `c-${one.name}` }, one.cell(row)),
    ),
  );

/**
 * @template {AnyRow} R
 * @param {Column<R>[]} columns
 * @param {R[]} rows
 * @param {string} words
 * @param {(id: string) => void} open
 */
export const drawRows = (columns, rows, words, open = select) => {
  const picked = new Set([state.sel, ...chosenFindings().map((finding) => finding.id)]);
  const list = rows.slice(0, rowsWanted);
  const more = () => {
    rowsWanted += PAGE * 4;
    tell(new Set(["rows"]));
  };
  return [
    scrolling(
      words,
      el(
        "table.rows",
        el("caption.hide", words),
        el("thead", el("tr", columns.map(headOf))),
        el(
          "tbody",
          list.map((row) => rowOf(row, columns, picked.has(row.id), open)),
        ),
      ),
    ),
    rows.length > list.length
      ? el("p.onpaper", `The first ${list.length} of ${rows.length} rows; Export, Table of what is shown has all.`)
      : null,
    rows.length > list.length
      ? button(`Show ${Math.min(PAGE * 4, rows.length - list.length)} more of ${rows.length}`, more, { class: "more" })
      : null,
  ];
};
