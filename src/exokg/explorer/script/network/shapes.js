// Colours, shapes, and where lines and marks are.
import { svg } from "../base/dom.js";

export const colour = (/** @type {string} */ name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const FILL = {
  hexagon: "#E69F00",
  square: "#009E73",
  triangle: "#F0E442",
  diamond: "#CC79A7",
  star: "#D55E00",
  dot: "#56B4E9",
  box: "#0072B2",
};

export const roomy = (/** @type {number} */ size, /** @type {number} */ margin) => Math.max(size - margin, size * 0.6);

export const boundsOf = (/** @type {Point[]} */ nodes) => {
  if (!nodes.length) return null;
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    left,
    top,
    width: right - left,
    height: bottom - top,
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
  };
};

/** The nodes that an edge joins. @type {(edge: SceneEdge, byId: Map<string, SceneNode>) => [SceneNode, SceneNode]} */
export const endsOf = (edge, byId) => [
  /** @type {SceneNode} */ (byId.get(edge.from)),
  /** @type {SceneNode} */ (byId.get(edge.to)),
];
export const middleOf = (/** @type {SceneEdge} */ edge, /** @type {Map<string, SceneNode>} */ byId) => {
  const [a, b] = endsOf(edge, byId);
  const [x, y] = bend(edge, a, b);
  return [(a.x + b.x + 2 * x) / 4, (a.y + b.y + 2 * y) / 4];
};
// The control point of a curved edge, as vis-network's curvedCW and curvedCCW place it.
export const bend = (/** @type {SceneEdge} */ edge, /** @type {Point} */ a, /** @type {Point} */ b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = [0, 0.14, 0.28][Math.abs(edge.curve || 0)] * Math.sign(edge.curve || 0) * 2;
  return [(a.x + b.x) / 2 + (dy * share) / 2, (a.y + b.y) / 2 - (dx * share) / 2];
};

const corners = (/** @type {number} */ count, /** @type {number} */ radius, /** @type {number} */ turn) =>
  Array.from({ length: count }, (_, i) => [
    radius * Math.cos(turn + (2 * Math.PI * i) / count),
    radius * Math.sin(turn + (2 * Math.PI * i) / count),
  ]);
const starPoints = (/** @type {number} */ radius) =>
  Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? radius * 0.5 : radius * 1.18;
    return [r * Math.sin((2 * Math.PI * i) / 10), -r * Math.cos((2 * Math.PI * i) / 10)];
  });
/** @type {Record<string, (radius: number) => number[][]>} */
export const polygon = {
  hexagon: (/** @type {number} */ r) => corners(6, r, 0),
  square: (/** @type {number} */ r) => [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ],
  triangle: (/** @type {number} */ r) => [
    [0, -r * 1.15],
    [r, r * 0.72],
    [-r, r * 0.72],
  ],
  diamond: (/** @type {number} */ r) => [
    [0, -r],
    [r, 0],
    [0, r],
    [-r, 0],
  ],
  star: starPoints,
};

export const shapeMark = (
  /** @type {Shape} */ shape,
  /** @type {number} */ radius,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {string} */ fill,
) => {
  const paint = { fill, stroke: colour("outline"), "stroke-width": 1.5 };
  if (shape === "dot") return svg("circle", { cx: x, cy: y, r: radius, ...paint });
  if (shape === "box")
    return svg("rect", {
      x: x - radius * 1.3,
      y: y - radius * 0.8,
      width: radius * 2.6,
      height: radius * 1.6,
      rx: 3,
      ...paint,
    });
  const points = polygon[shape](radius)
    .map(([dx, dy]) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`)
    .join(" ");
  return svg("polygon", { points, "stroke-linejoin": "round", ...paint });
};
