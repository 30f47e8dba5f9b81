// The map: what was tested on what, how high on the ladder, and where nobody looked.
import { $, announce, button, el, replace, scrolling, svg } from "../base/dom.js";
import { wrap } from "../base/measure.js";
import { independentStudies } from "../base/text.js";
import { capital, inFull, shortly } from "../data/lanes.js";
import { MARKS } from "../data/rungs.js";
import { BOLDER, figure } from "../figures/figure.js";
import { rungBars } from "../figures/marks.js";
import { STYLE_WORDS } from "../lanes/say.js";
import { arrowKeys } from "../parts/moving.js";
import { go, select, state, toggled } from "../state/state.js";
import { blankNote, COLUMN_SETS, cellWords, columnSet, disagree, gridNow, rungsOf, stylesOf } from "./grid.js";

/** @type {[string, string][]} */
const SHOWN = [
  ["people", "People only"],
  ["empty", "Only empty cells"],
];
const tools = () =>
  el(
    "div.bar",
    el(
      "span.segments",
      { role: "group", "aria-label": "Columns" },
      Object.entries(COLUMN_SETS).map(([name, [words]]) =>
        button(words, () => go({ columns: name }), { "aria-pressed": String(columnSet() === name) }),
      ),
    ),
    SHOWN.map(([name, words]) =>
      button(words, () => go({ show: toggled(state.show, name) }), {
        class: "toggle",
        "aria-pressed": String(state.show.includes(name)),
      }),
    ),
    state.pins.length
      ? button(state.pins.length > 1 ? "End comparing" : "Choose a second row to compare", () => go({ pins: [] }), {
          class: "quiet",
        })
      : null,
  );

/** @type {(end: GridEnd) => string} */
const words = (end) => (end.item ? shortly(end.item) : capital(inFull(end.name)));
/** @type {(end: GridEnd) => HTMLElement | null} */
const opener = (end) =>
  end.item
    ? null
    : button(end.open ? "▾" : "▸", () => go({ open: toggled(state.open, end.key) }), {
        class: "opener",
        "aria-expanded": String(end.open),
        "aria-label": `${end.open ? "close" : "open"} ${end.name}`,
      });
/** @type {(end: GridEnd) => HTMLElement} */
const pin = (end) => {
  const on = state.pins.includes(end.key);
  return button(
    on ? "◆" : "◇",
    () => {
      go({ pins: toggled(state.pins, end.key) });
      announce(on ? `${end.name} no longer compared` : `${end.name} compared`);
    },
    {
      class: "pin",
      "aria-pressed": String(on),
      "aria-label": `compare ${end.name}`,
      title: "Compare this row with another",
    },
  );
};
/** @type {(end: GridEnd, scope: "row" | "col", row: number, column: number) => HTMLElement} */
const headCell = (end, scope, row, column) =>
  el(
    "th",
    {
      scope,
      class: `${end.item ? "item" : "group"} ${state.sel === end.select ? "chosen" : ""}`,
      "aria-label": scope === "row" ? `${words(end)}, ${blankNote(end)}` : words(end),
    },
    el(
      "span.headline",
      opener(end),
      button(words(end), () => select(end.select), {
        class: "name",
        tabindex: "-1",
        "data-row": row,
        "data-column": column,
        title: `${end.name}: ${independentStudies(end.count)}`,
      }),
      scope === "row" ? pin(end) : null,
    ),
    scope === "row" ? el("small.blanks", { title: blankNote(end) }, blankNote(end).split(":")[0]) : null,
  );

/** @type {(lanes: Lane[], row: GridEnd, column: GridEnd, at: [number, number]) => HTMLElement} */
const cell = (lanes, row, column, [nth, place]) => {
  const said = cellWords(lanes, row, column);
  const selection = `${row.select}~${column.select}`;
  const styles = stylesOf(lanes, row, column);
  return el(
    "td",
    { class: `full ${disagree(row, column) ? "clash" : ""} ${state.sel === selection ? "chosen" : ""}` },
    button(
      [
        el(
          "span.marks",
          { "aria-hidden": "true" },
          styles.map((style) => el(`span.dir.${style}`, STYLE_WORDS[style][0])),
          disagree(row, column) ? " ≠" : "",
        ),
        rungsOf(lanes).some((dots) => dots.length)
          ? svg("svg.fig", { width: 40, height: 19, "aria-hidden": "true" }, rungBars(rungsOf(lanes)))
          : el("small", { "aria-hidden": "true" }, "model not shown"),
      ],
      () => select(selection),
      { "data-cell": selection, "data-row": nth, "data-column": place, tabindex: "-1", title: said },
    ),
  );
};

/** @type {(grid: Grid) => HTMLTableElement} */
const table = ({ rows, columns, cells }) =>
  el(
    "table.matrix",
    { class: `matrix ${state.show.includes("empty") ? "empty-only" : ""}` },
    el("caption.hide", `Evidence map: sources by ${columnSet()}`),
    el(
      "thead",
      el(
        "tr",
        el("td.corner", "source ↓"),
        columns.map((column, nth) => headCell(column, "col", 0, nth + 1)),
      ),
    ),
    el(
      "tbody",
      rows.map((row, nth) =>
        el(
          "tr",
          headCell(row, "row", nth + 1, 0),
          columns.map((column, place) => {
            const own = cells.get(`${row.key} ${column.key}`);
            return own
              ? cell(own, row, column, [nth + 1, place + 1])
              : el("td.blank", el("span.hide", `${row.name}, ${column.name}: no finding`));
          }),
        ),
      ),
    ),
  );

const CELLS =
  "A cell shows the five rungs, from in vitro to controlled human: a bar for each rung with a finding, higher for more independent studies, filled where an effect is separable from what else was given, dashed where none was detected. A blank: no finding";
const NOTE = `${CELLS}; its row says whether the studies were read in full, since a blank may be in what was not read. Open a row or column for its sources or outcomes; the directions of a group are never added up. ◇ compares rows.`;

/** @type {(lanes: Lane[] | undefined, x: number, y: number, row: GridEnd, column: GridEnd, wide: number) => Child} */
const pictureCell = (lanes, x, y, row, column, wide) => {
  if (!lanes) return null;
  const signs = stylesOf(lanes, row, column).map((style) => STYLE_WORDS[style][0]);
  return svg(
    "g",
    { "data-cell": `${row.select}~${column.select}` },
    svg("title", cellWords(lanes, row, column)),
    svg("g", { transform: `translate(${x + (wide - 38) / 2},${y + 4})` }, rungBars(rungsOf(lanes))),
    rungsOf(lanes).some((dots) => dots.length)
      ? null
      : svg("text.small", { x: x + wide / 2, y: y + 20, "text-anchor": "middle" }, "not shown"),
    signs.length
      ? svg("text.small", { x: x + 3, y: y + 22 }, signs.join("") + (disagree(row, column) ? "≠" : ""))
      : null,
  );
};
export const mapTitle = () => `What was tested on which ${columnSet()}, and how high on the ladder`;
/** The map as a figure: what the table shows, for a file or for paper. @type {(width: number) => SVGElement} */
export const mapFigure = (width) => {
  const { rows, columns, cells } = gridNow();
  const left = 176;
  const wide = Math.max(46, (width - left) / Math.max(1, columns.length));
  const [high, head, size] = [28, 62, wide < 84 ? 10 : 12];
  const whole = left + wide * columns.length;
  return figure({
    title: mapTitle(),
    note: `${CELLS}, which may be in what was not read. “Not shown”: no page says in what it was tested.`,
    legend: [
      { sign: svg("rect.bar.alone", { x: 10, y: -12, width: 6, height: 12 }), words: MARKS.separable.words },
      { sign: svg("rect.bar.together", { x: 10, y: -12, width: 6, height: 12 }), words: MARKS.together.words },
      { sign: svg("rect.bar.nothing", { x: 10, y: -12, width: 6, height: 12 }), words: MARKS.nothing.words },
    ],
    width: Math.ceil(Math.max(width, whole)),
    name: "Evidence map",
    body: () => ({
      height: head + rows.length * high + 6,
      parts: [
        columns.map((column, nth) =>
          wrap(words(column), (wide - 3) / BOLDER, 4, size).map((line, at) =>
            svg(
              `text.${column.item ? "small" : "column"}${size < 12 ? ".narrow" : ""}`,
              { x: left + nth * wide + 3, y: 12 + at * 13 },
              line,
            ),
          ),
        ),
        rows.map((row, nth) => {
          const y = head + nth * high;
          const lines = wrap(words(row), row.item ? left - 22 : (left - 6) / BOLDER, 2);
          return [
            svg("path.line", { d: `M0 ${y}H${whole}` }),
            lines.map((line, at) =>
              svg(
                `text${row.item ? "" : ".family"}`,
                { x: row.item ? 12 : 0, y: y + 19 + (at * 2 - lines.length + 1) * 6.5 },
                line,
              ),
            ),
            columns.map((column, place) =>
              pictureCell(cells.get(`${row.key} ${column.key}`), left + place * wide, y, row, column, wide),
            ),
          ];
        }),
      ],
    }),
  });
};

export const drawMap = () => {
  const view = $("view-map");
  const active = /** @type {HTMLElement | null} */ (
    view.contains(document.activeElement) ? document.activeElement : null
  );
  const again =
    active &&
    ["data-cell", "aria-label", "title"].map((name) => [name, active.getAttribute(name)]).find(([, value]) => value);
  const old = view.querySelector(".scroll");
  const scroll = old ? [old.scrollLeft, old.scrollTop] : [0, 0];
  const grid = gridNow();
  const drawn = table(grid);
  drawn.addEventListener(
    "keydown",
    arrowKeys("[data-row]", (event) => /** @type {HTMLElement} */ (event.target).click()),
  );
  replace(
    view,
    el("h2.hide", "Evidence map"),
    tools(),
    el("p.note", { id: "map-note" }, NOTE),
    grid.rows.length ? scrolling("Evidence map", drawn) : el("p.empty", "No finding passes the filters."),
  );
  const box = view.querySelector(".scroll");
  if (box) [box.scrollLeft, box.scrollTop] = scroll;
  drawn.querySelector("td button, .name")?.setAttribute("tabindex", "0");
  if (again)
    /** @type {HTMLElement | null} */ (drawn.querySelector(`[${again[0]}="${CSS.escape(again[1] || "")}"]`))?.focus({
      preventScroll: true,
    });
};
