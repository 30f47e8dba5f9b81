// Labels of one size at every zoom; where two would touch, the better evidenced thing keeps its name.

import { compare } from "../base/text.js";
import { narrow } from "../state/address.js";
import { boundsOf, colour, middleOf } from "./shapes.js";

const touches = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Boxes by a grid of cells, so that asking what is in the way stays cheap with many labels.
export class Ground {
  constructor(/** @type {number} */ cell) {
    this.cell = cell;
    this.cells = new Map();
  }
  *keys(/** @type {Box} */ box) {
    for (let x = Math.floor(box.x / this.cell); x <= Math.floor((box.x + box.w) / this.cell); x += 1)
      for (let y = Math.floor(box.y / this.cell); y <= Math.floor((box.y + box.h) / this.cell); y += 1)
        yield `${x},${y}`;
  }
  free(/** @type {Box} */ box, /** @type {string} */ own, lightly = false) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.of !== own && !(lightly && other.mark) && touches(box, other)) return false;
    return true;
  }
  take(/** @type {Box} */ box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

export const LABEL_PX = 12.5;
export const LINE_PX = 14.5;
// Labels may stand out from the outermost marks by so many pixels; a fitted view leaves this margin.
export const labelRoom = () => (narrow() ? [56, 38] : [82, 38]);
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
/** @type {Map<string, number>} */
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let meter = null;

/** @type {(text: string) => number} */
export const measure = (text) => {
  const known = widths.get(text);
  if (known !== undefined) return known;
  meter = meter || /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  meter.font = `${LABEL_PX}px ${FONT}`;
  const { width } = meter.measureText(text);
  widths.set(text, width);
  return width;
};

// At most three lines of about twenty characters.
/** @type {Map<string, string[]>} */
const wrapped = new Map();
export const wrap = (/** @type {string} */ text) => {
  const known = wrapped.get(text);
  if (known) return known;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (!lines[last] || lines[last].length + word.length < 21) lines[last] = `${lines[last]} ${word}`.trim();
    else lines.push(word);
  }
  const kept = lines.slice(0, 3).map((line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line));
  if (lines.length > 3) kept[2] = `${kept[2].replace(/…$/, "")}…`;
  wrapped.set(text, kept);
  return kept;
};

// Where a label may stand beside its mark, the best place first; in screen pixels from the mark's centre.
export const spots = (/** @type {number} */ size, /** @type {number} */ width, /** @type {number} */ height) => [
  [-width / 2, size + 3],
  [-width / 2, -size - 3 - height],
  [size + 5, -height / 2],
  [-size - 5 - width, -height / 2],
  [size * 0.7, size * 0.7],
  [-width - size * 0.7, size * 0.7],
  [-width / 2, size + 17],
  [-width / 2, -size - 17 - height],
  [size + 20, -height / 2],
  [-size - 20 - width, -height / 2],
  [size + 8, size + 8],
  [-width - size - 8, -size - 8 - height],
];

// From so many studies on, a label may cover a lesser mark rather than be missing.
const WEIGHTY = 6;

// How much a node asks for its name; less than 0: not at all.
const urgeOf = (/** @type {SceneNode} */ node, /** @type {Chosen | null} */ chosen, /** @type {string} */ hovered) =>
  node.id === hovered ? 4 : chosen && node.id === chosen.main ? 3 : chosen?.nodes.has(node.id) ? 2 : chosen ? -1 : 0;
const occupied = (/** @type {Scene} */ scene, /** @type {number} */ scale, /** @type {Chosen | null} */ chosen) => {
  const ground = new Ground(90);
  for (const node of scene.nodes) {
    if (chosen && !chosen.nodes.has(node.id)) continue;
    const [reach, mark] = [node.size * scale, node.weight < WEIGHTY];
    const [x, y] = [node.x * scale - reach, node.y * scale - reach];
    ground.take({ of: node.id, mark, x, y, w: 2 * reach, h: 2 * reach });
  }
  return ground;
};
// Whether a box stays within what a fitted view shows.
const within = (/** @type {SceneNode[]} */ nodes, /** @type {number} */ scale) => {
  const edge = boundsOf(nodes);
  const [aside, above] = labelRoom();
  return (/** @type {Box} */ box) =>
    !!edge &&
    box.x > edge.left * scale - aside &&
    box.x + box.w < (edge.left + edge.width) * scale + aside &&
    box.y > edge.top * scale - above &&
    box.y + box.h < (edge.top + edge.height) * scale + above;
};
const placeLabel = (
  /** @type {SceneNode} */ node,
  /** @type {number} */ urge,
  /** @type {number} */ scale,
  /** @type {Ground} */ ground,
  /** @type {(box: Box) => boolean} */ inside,
) => {
  const lines = wrap(node.label);
  const [w, h] = [Math.max(...lines.map(measure)), lines.length * LINE_PX];
  const [x, y] = [node.x * scale, node.y * scale];
  const boxes = spots(node.size * scale, w, h).map(([dx, dy]) => ({ of: node.id, x: x + dx, y: y + dy, w, h }));
  const weighty = urge > 0 || node.weight >= WEIGHTY;
  const near = boxes.slice(0, weighty ? 12 : 6).filter(inside);
  const box =
    near.find((one) => ground.free(one, node.id)) ||
    (weighty && near.find((one) => ground.free(one, node.id, true))) ||
    (urge >= 3 && boxes[0]);
  if (!box) return null;
  ground.take(box);
  return { node, lines, dx: box.x - x, dy: box.y - y, width: w };
};

// Places of all labels at one scale: panning does not move them against their marks.
/** @type {{ key: string, scene: Scene | null, labels: PlacedLabel[] }} */
let placed = { key: "", scene: null, labels: [] };
export const placeLabels = (
  /** @type {Scene} */ scene,
  /** @type {number} */ scale,
  /** @type {Chosen | null} */ chosen,
  /** @type {string} */ hovered,
) => {
  const key = `${Math.round(scale * 500)}|${chosen ? chosen.key : ""}|${hovered}`;
  if (placed.key === key && placed.scene === scene) return placed.labels;
  const ground = occupied(scene, scale, chosen);
  const inside = within(scene.nodes, scale);
  const labels = scene.nodes
    .map((/** @type {SceneNode} */ node) => ({ urge: urgeOf(node, chosen, hovered), node }))
    .filter(({ urge }) => urge >= 0)
    .sort((a, b) => b.urge - a.urge || b.node.weight - a.node.weight || compare(a.node.id, b.node.id))
    .map(({ urge, node }) => placeLabel(node, urge, scale, ground, inside))
    .filter((label) => label !== null);
  placed = { key, scene, labels };
  return labels;
};

export const drawLabels = (
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Scene} */ scene,
  /** @type {number} */ scale,
  /** @type {Chosen | null} */ chosen,
  /** @type {string} */ hovered,
) => {
  const labels = placeLabels(scene, scale, chosen, hovered);
  context.save();
  context.font = `${LABEL_PX / scale}px ${FONT}`;
  context.textBaseline = "top";
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 3.5 / scale;
  context.strokeStyle = colour("ground");
  context.fillStyle = colour("ink");
  for (const one of labels) {
    one.lines.forEach((line, /** @type {number} */ place) => {
      const x = one.node.x + (one.dx + one.width / 2) / scale;
      const y = one.node.y + (one.dy + place * LINE_PX) / scale;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
  drawConflicts(context, scene, scale, chosen);
  context.restore();
};

const drawConflicts = (
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Scene} */ scene,
  /** @type {number} */ scale,
  /** @type {Chosen | null} */ chosen,
) => {
  context.font = `bold ${15 / scale}px ${FONT}`;
  context.textBaseline = "middle";
  for (const edge of scene.edges) {
    if (!edge.mark || (chosen && !chosen.edges.has(edge.id))) continue;
    const [x, y] = middleOf(edge, scene.byId);
    context.fillStyle = colour("warn");
    context.strokeText(edge.mark, x, y);
    context.fillText(edge.mark, x, y);
  }
};
