// The evidence matrix: what was tested on what, how often, how high on the ladder, and where nobody looked.
import { $, button, el, replace } from "../base/dom.js";
import { groupBy } from "../base/packing.js";
import { plural } from "../base/text.js";
import { TOGETHER } from "../data/evidence.js";
import { META } from "../data/things.js";
import { ladder } from "../parts/badges.js";
import { go, state } from "../state/state.js";
import { COLUMN_SETS, cellClaims, columnSet, filledCell, gap, headCell, ORDERS, orderEnds } from "./cells.js";

const grid = (/** @type {HTMLTableElement} */ table) => [...table.rows].map((row) => [...row.cells]);
export const placeOf = (/** @type {Element} */ node) => {
  /** @type {HTMLTableCellElement | null} */
  const cell = node.closest("td,th");
  const row = /** @type {HTMLTableRowElement | null} */ (cell?.parentElement);
  return cell && row ? [row.rowIndex, cell.cellIndex] : null;
};
export const roving = (/** @type {HTMLTableElement} */ table, /** @type {number[] | null} */ place) => {
  /** @type {HTMLElement[]} */
  const buttons = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("td button, .name"))];
  const at = place && table.rows[place[0]] && table.rows[place[0]].cells[place[1]];
  /** @type {HTMLElement | null | undefined} */
  const wanted =
    at?.querySelector("button") ||
    table.querySelector("td.chosen button") ||
    table.querySelector("td button") ||
    buttons[0];
  if (!wanted) return;
  wanted.tabIndex = 0;
  if (place) wanted.focus({ preventScroll: true });
};
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
export const matrixKey = (/** @type {any} */ event) => {
  const move = MOVES[event.key];
  const place = placeOf(event.target);
  if (event.key === "p" && place) {
    const pin = event.target.closest("th");
    if (pin) pin.querySelector(".pin").click();
    return;
  }
  if (!move || !place) return;
  event.preventDefault();
  const cells = grid(event.currentTarget);
  let [row, column] = place;
  for (;;) {
    row += move[0];
    column += move[1];
    const cell = cells[row]?.[column];
    if (!cell) return;
    const next = cell.querySelector("button");
    if (!next) continue;
    for (const one of event.currentTarget.querySelectorAll('button[tabindex="0"]')) one.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    return;
  }
};

const pickers = () =>
  el(
    "div.bar",
    el(
      "span.segments",
      { role: "group", "aria-label": "Columns" },
      Object.entries(COLUMN_SETS).map(([name, set]) =>
        button(set[0], () => go({ columns: name }), { "aria-pressed": String(columnSet() === set) }),
      ),
    ),
    el(
      "label",
      "Order ",
      el(
        "select",
        { id: "matrix-order", onchange: (event) => go({ order: event.target.value }) },
        Object.entries(ORDERS).map(([name, words]) =>
          el("option", { value: name, selected: state.order === name }, words),
        ),
      ),
    ),
  );

const caption = (/** @type {number} */ rows, /** @type {number} */ columns) =>
  el(
    "p.note",
    { id: "matrix-note" },
    `${plural(rows, "source")} × ${columns.toLocaleString("en")} ${columnSet()[0].toLowerCase()}. Numbers are independent studies; bars are rungs `,
    ladder([]),
    " from in vitro to controlled human, dim and with ",
    el("b", TOGETHER),
    ` where no finding is separable from what else was given. A double frame: studies disagree. `,
    el("b", "–"),
    " not studied; ",
    el("b", "?"),
    " not read: a study of this source was not read in full, so silence proves nothing; ",
    el("b", "○"),
    " tested, no effect detected. Searched to ",
    el("b", META.searchedTo || "not shown"),
    ".",
  );

export const drawMatrix = () => {
  const focused =
    document.activeElement && $("view-matrix").contains(document.activeElement)
      ? placeOf(document.activeElement)
      : null;
  const old = $("view-matrix").querySelector(".scroll");
  const scroll = old ? [old.scrollLeft, old.scrollTop] : [0, 0];
  const claims = cellClaims();
  const rows = orderEnds(claims, "claimSubject");
  const columns = orderEnds(claims, "claimTarget");
  const cells = groupBy(claims, (one) => one.pair);
  const table = el(
    "table.matrix",
    { onkeydown: matrixKey, "aria-describedby": "matrix-note" },
    el("caption.hide", `Evidence matrix: vesicle sources by ${columnSet()[0].toLowerCase()}`),
    el(
      "thead",
      el(
        "tr",
        el("td.corner", el("span", { "aria-hidden": "true" }, "source ↓  tested on →")),
        columns.map((column) => headCell(column, "col")),
      ),
    ),
    el(
      "tbody",
      rows.map((row) =>
        el(
          "tr",
          headCell(row, "row"),
          columns.map((column) => {
            const own = cells.get(`${row.id}|${column.id}`);
            return own ? filledCell(row.id, column.id, own) : gap(row.id, column.id);
          }),
        ),
      ),
    ),
  );
  replace(
    $("view-matrix"),
    el("h2.hide", "Evidence matrix"),
    pickers(),
    caption(rows.length, columns.length),
    rows.length
      ? el("div.scroll", { role: "region", "aria-label": "Evidence matrix, scrolls", tabindex: "0" }, table)
      : el("p.empty", "No finding passes the filters."),
  );
  table.style.setProperty("--columns", String(columns.length));
  const box = $("view-matrix").querySelector(".scroll");
  if (box) [box.scrollLeft, box.scrollTop] = scroll;
  roving(table, focused);
};
