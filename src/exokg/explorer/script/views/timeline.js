// Studies by year and rung: filled where an effect on that rung is separable from what else was given.
import { el, scrolling, svg } from "../base/dom.js";
import { groupBy } from "../base/rows.js";
import { compare, plural } from "../base/text.js";
import { highestWords, isRetracted, isSeparableOnTop, shortName } from "../data/evidence.js";
import { LADDER, label, rank } from "../data/things.js";
import { mark } from "../figures/marks.js";
import { openCard } from "../parts/badges.js";

const [LEFT, STEP, MOST] = [150, 13, 16];

/** @type {(record: RecordRow, x: number, y: number) => SVGElement} */
const study = (record, x, y) =>
  svg(
    `g.study${isRetracted(record) ? ".gone" : ""}`,
    { onclick: () => openCard(record.id) },
    svg("title", `${shortName(record)}, ${highestWords(record)}${isRetracted(record) ? ", RETRACTED" : ""}`),
    mark(isSeparableOnTop(record) ? "separable" : "together", x, y),
  );
/** @type {(own: RecordRow[], x: number, base: number, across: number) => Child} */
const pile = (own, x, base, across) => [
  own
    .slice(0, MOST)
    .map((record, nth) => study(record, x + (nth % across) * STEP, base - 8 - Math.floor(nth / across) * STEP)),
  own.length > MOST
    ? svg("text.small", { x, y: base - 8 - Math.ceil(MOST / across) * STEP }, `+${own.length - MOST}`)
    : null,
];

/** @type {(records: RecordRow[], width: number) => HTMLElement | null} */
export const timeline = (records, width) => {
  const dated = records
    .filter((record) => record.class === "Study" && record.year && rank(record.rung))
    .sort((a, b) => compare(a.id, b.id));
  if (dated.length < 2) return null;
  const years = dated.map(({ year }) => Number(year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const each = Math.max(34, Math.min(90, (width - LEFT - 60) / (last - first + 1)));
  const cells = groupBy(dated, (record) => `${record.year}|${record.rung}`);
  const across = Math.max(1, Math.floor((each - 8) / STEP));
  const most = Math.min(MOST, Math.max(...[...cells.values()].map((own) => own.length)));
  const high = Math.ceil(most / across) * STEP + 10;
  const rungs = [...LADDER].reverse();
  const [wide, tall] = [LEFT + (last - first + 1) * each, rungs.length * high + 22];
  const says = `Timeline: ${plural(dated.length, "study", "studies")} from ${first} to ${last} by rung; the table below lists them`;
  const drawing = svg(
    "svg.fig.timeline",
    { width: wide, height: tall, role: "img", "aria-label": says },
    rungs.map((rung, row) => [
      svg("path.line", { d: `M0 ${(row + 1) * high}H${wide}` }),
      svg("text", { x: LEFT - 10, y: row * high + high / 2 + 4, "text-anchor": "end" }, label(rung)),
    ]),
    svg(
      "g",
      { "aria-hidden": "true" },
      [...cells.values()].map((own) =>
        pile(
          own,
          LEFT + (Number(own[0].year) - first) * each + 8,
          (rungs.indexOf(own[0].rung || "") + 1) * high,
          across,
        ),
      ),
    ),
    Array.from({ length: last - first + 1 }, (_, nth) =>
      each < 40 && (last - first - nth) % 2
        ? null
        : svg("text.small", { x: LEFT + nth * each + 6, y: tall - 6 }, first + nth),
    ),
  );
  return el(
    "details.strip",
    { open: true },
    el("summary", "Timeline by rung (hollow: not separable from what else was given)"),
    scrolling("Timeline", drawing),
  );
};
