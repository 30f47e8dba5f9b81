// Labels of one size at every zoom; where two would touch, the better evidenced thing keeps its name.

import { compare } from "../base/text.js";
import { FONT, Ground, LABEL_PX, LINE_PX, labelRoom, measure, spots, wrap } from "./measure.js";
import { boundsOf, colour, middleOf } from "./shapes.js";

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
