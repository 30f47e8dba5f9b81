// Studies by year and rung: filled where an effect on that rung is separable from what else was given.
import { el, scrolling, svg } from "../base/dom.js";
import { groupBy } from "../base/rows.js";
import { compare, studiesWords } from "../base/text.js";
import { highestWords, isRetracted, isSeparableOnTop, shortName } from "../data/evidence.js";
import { LADDER, label, rank } from "../data/things.js";
import { mark } from "../figures/marks.js";
import { openCard } from "../parts/badges.js";

const [STEP, MOST] = [13, 16];
/** Where it is narrower, the names of the rungs are above their rows. */
const WIDE = 620;

/** @type {(record: RecordRow, x: number, y: number) => SVGElement} */
const study = (record, x, y) =>
  svg(
    `g.study${isRetracted(record) ? ".gone" : ""}`,
    { onclick: () => openCard(record.id) },
    svg("title", `${shortName(record)}, ${highestWords(record)}${isRetracted(record) ? ", RETRACTED" : ""}`),
    mark(isSeparableOnTop(record) ? "separable" : "together", x, y),
  );
/** The studies of a year and a rung around the middle of their year. @type {(own: RecordRow[], middle: number, base: number, across: number) => Child} */
const pile = (own, middle, base, across) => {
  const x = middle - ((Math.min(across, own.length) - 1) * STEP) / 2;
  return [
    own
      .slice(0, MOST)
      .map((record, nth) => study(record, x + (nth % across) * STEP, base - 8 - Math.floor(nth / across) * STEP)),
    own.length > MOST
      ? svg("text.small", { x, y: base - 8 - Math.ceil(MOST / across) * STEP }, `+${own.length - MOST}`)
      : null,
  ];
};

/** The studies that have a year and a rung, in a width in px; nothing where there are fewer than two.
 * @type {(records: RecordRow[], width: number) => HTMLElement | null} */
export const timeline = (records, width) => {
  const dated = records
    .filter((record) => record.class === "Study" && record.year && rank(record.rung))
    .sort((a, b) => compare(a.id, b.id));
  if (dated.length < 2) return null;
  const numbers = dated.map(({ year }) => Number(year));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const years = Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
  const beside = width >= WIDE;
  const left = beside ? 150 : 4;
  const each = Math.max(STEP + 2, Math.min(90, (width - left - 84) / years.length));
  const [across, some] = [Math.floor((each - 2) / STEP), Math.ceil(36 / each)];
  /** @type {(year: number) => number} */
  const middle = (year) => left + (year - first + 0.5) * each;
  const wide = left + years.length * each;
  let y = 0;
  const rows = [...LADDER].reverse().map((rung) => {
    const piles = [
      ...groupBy(
        dated.filter((record) => record.rung === rung),
        (record) => Number(record.year),
      ),
    ];
    const most = Math.min(MOST, Math.max(1, ...piles.map(([, own]) => own.length)));
    const top = y;
    y += Math.ceil(most / across) * STEP + (beside ? 12 : 26);
    return [
      svg("path.line", { d: `M0 ${y}H${wide}` }),
      beside
        ? svg("text", { x: left - 10, y: (top + y) / 2 + 4, "text-anchor": "end" }, label(rung))
        : svg("text.small", { x: 0, y: top + 14 }, label(rung)),
      svg(
        "g",
        { "aria-hidden": "true" },
        piles.map(([year, own]) => pile(own, middle(year), y, across)),
      ),
    ];
  });
  const says = `Timeline: ${studiesWords(dated.length)} from ${first} to ${last} by rung; the table below lists them`;
  const drawing = svg(
    "svg.fig.timeline",
    { width: wide + 8, height: y + 22, role: "img", "aria-label": says },
    rows,
    years.map((year) =>
      (last - year) % some ? null : svg("text.small", { x: middle(year), y: y + 16, "text-anchor": "middle" }, year),
    ),
  );
  return el(
    "details.strip",
    { open: true },
    el("summary", "Timeline by rung (hollow: no separable effect)"),
    scrolling("Timeline", drawing),
  );
};
