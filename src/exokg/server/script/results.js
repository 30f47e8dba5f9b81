// Results beside YASR's table: a bar chart, and a network of triples.
import { el, svg } from "../../explorer/script/base/dom.js";
import { spring } from "./spring.js";

const BARS = 40;
const TRIPLES = 150;
/** @type {(text: string, most: number) => string} */
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
/** @type {(cell: Cell) => boolean} */
const isNumber = (cell) => !!cell && cell.value !== "" && Number.isFinite(Number(cell.value));

/** The first column that is no number names the bars, the first that is gives their length. @type {(rows: Bindings[]) => [string, string] | null} */
export const chartColumns = (rows) => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const numeric = names.find(
    (name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || isNumber(row[name])),
  );
  const label = names.find((name) => name !== numeric && rows.some((row) => row[name] && !isNumber(row[name])));
  return numeric && label ? [label, numeric] : null;
};
/** The answer of CONSTRUCT, or three columns of that kind. @type {(rows: Bindings[]) => [Cell, Cell, Cell][]} */
export const triplesOf = (rows) =>
  rows
    .map(
      (row) => /** @type {[Cell, Cell, Cell]} */ ([row.subject || row.s, row.predicate || row.p, row.object || row.o]),
    )
    .filter((triple) => triple.every((cell) => cell));

/** @type {(rows: Bindings[], columns: [string, string], shorten: (iri: string) => string) => Element[]} */
const chart = (all, [label, number], shorten) => {
  const rows = all.filter((row) => row[number]).slice(0, BARS);
  const values = rows.map((row) => Math.max(0, Number(row[number]?.value)));
  const most = Math.max(...values, 1e-9);
  const bars = rows.map((row, at) => {
    const [y, wide] = [at * 24, (values[at] / most) * 520];
    return [
      svg("text", { x: 300, y: y + 20, "text-anchor": "end" }, short(shorten(row[label]?.value || ""), 44)),
      svg("rect.bar", { x: 308, y: y + 6, height: 18, width: Math.max(1, wide) }),
      svg("text", { x: 314 + wide, y: y + 20 }, row[number]?.value),
    ];
  });
  const box = { viewBox: `0 0 900 ${rows.length * 24 + 10}`, role: "img" };
  const count = all.length > rows.length ? `The first ${rows.length} of ${all.length} rows.` : `${rows.length} rows.`;
  return [
    el("p.exokg-note", count),
    svg("svg.exokg-chart", { ...box, "aria-label": `Bar chart of ${number} by ${label}` }, bars),
  ];
};

/** @type {(triples: [Cell, Cell, Cell][], shorten: (iri: string) => string) => Element} */
const network = (triples, shorten) => {
  /** @type {Map<string, NetworkNode>} */
  const nodes = new Map();
  const node = (/** @type {Cell} */ cell) => {
    const key = `${cell?.type} ${cell?.value}`;
    const known = nodes.get(key) || { text: shorten(cell?.value || ""), x: 0, y: 0 };
    nodes.set(key, known);
    return known;
  };
  const edges = triples.map(([s, p, o]) => ({ from: node(s), name: shorten(p?.value || ""), to: node(o) }));
  spring([...nodes.values()], edges);
  const says = `Network of ${nodes.size} nodes and ${edges.length} edges; the table has the same`;
  return svg(
    "svg.exokg-network",
    { viewBox: "0 0 1000 700", role: "img", "aria-label": says },
    edges.map(({ from, name, to }) => [
      svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }),
      svg("text.edge", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, "text-anchor": "middle" }, name),
    ]),
    [...nodes.values()].map(({ text, x, y }) => [
      svg("circle", { cx: x, cy: y, r: 6 }),
      svg("text", { x: x + 9, y: y + 4 }, short(text, 34)),
    ]),
  );
};

/**
 * A plugin of YASR: shown where it can draw the rows of an answer.
 * @param {string} label
 * @param {number} priority
 * @param {(rows: Bindings[]) => Element[] | null} draw
 */
const plugin = (label, priority, draw) =>
  class {
    label = label;
    priority = priority;
    hideFromSelection = false;
    constructor(/** @type {Yasr} */ yasr) {
      this.yasr = yasr;
    }
    get rows() {
      return this.yasr.results?.getBindings?.() || [];
    }
    getIcon() {
      return svg("svg", { viewBox: "0 0 10 10", width: 12, height: 12, "aria-hidden": "true" });
    }
    canHandleResults() {
      return draw(this.rows) !== null;
    }
    draw() {
      this.yasr.resultsEl.replaceChildren(...(draw(this.rows) || []));
    }
  };
/** @type {(shorten: (iri: string) => string) => Record<string, ReturnType<typeof plugin>>} */
export const plugins = (shorten) => ({
  "exokg-chart": plugin("Chart", 5, (rows) => {
    const columns = chartColumns(rows);
    return columns && chart(rows, columns, shorten);
  }),
  "exokg-network": plugin("Network", 4, (rows) => {
    const triples = triplesOf(rows).slice(0, TRIPLES);
    return triples.length ? [network(triples, shorten)] : null;
  }),
});
