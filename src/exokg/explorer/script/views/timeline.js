// Studies by year and rung: when each step of the ladder was reached.
import { $, el, svg } from "../base/dom.js";
import { groupBy } from "../base/groups.js";
import { compare, plural } from "../base/text.js";
import { highestWords, isRetracted, isSeparableOnTop, TOGETHER } from "../data/evidence.js";
import { LADDER, label, rank } from "../data/things.js";
import { FILL, shapeMark } from "../network/shapes.js";
import { openCard, shortName } from "../parts/links.js";
import { state } from "../state/state.js";

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
