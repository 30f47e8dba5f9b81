// vis-network: how it draws nodes and edges, and what is chosen on top.
import { $, el } from "../base/dom.js";
import { unsqueeze } from "../base/unsqueeze.js";
import { direction } from "../data/effects.js";
import { colour } from "./shapes.js";

// The rest is veiled, and only what is chosen is drawn again on top: no node has to be changed.
export const paintChosen = (
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {any} */ network,
  /** @type {Chosen} */ chosen,
  /** @type {number} */ scale,
) => {
  const view = network.getViewPosition();
  const [width, height] = [context.canvas.width / scale, context.canvas.height / scale];
  context.save();
  context.globalAlpha = 0.8;
  context.fillStyle = colour("ground");
  context.fillRect(view.x - width, view.y - height, 2 * width, 2 * height);
  context.restore();
  for (const id of chosen.edges) {
    const edge = network.body.edges[id];
    if (edge) {
      edge.draw(context);
      edge.drawArrows(context);
    }
  }
  for (const id of chosen.nodes) {
    const node = network.body.nodes[id];
    if (!node) continue;
    if (id === chosen.main) ring(context, node, scale);
    const drawLabel = node.draw(context);
    if (drawLabel?.drawExternalLabel) drawLabel.drawExternalLabel();
  }
};
const ring = (
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {any} */ node,
  /** @type {number} */ scale,
) => {
  context.save();
  context.beginPath();
  context.arc(node.x, node.y, node.options.size + 7 / scale, 0, 2 * Math.PI);
  context.lineWidth = 3 / scale;
  context.strokeStyle = colour("focus");
  context.stroke();
  context.restore();
};

// The library stands in the page squeezed; it is unsqueezed and run once, when first needed.
export const loadLibrary = () => {
  if (!window.vis) document.head.append(el("script", { text: unsqueeze($("library").textContent) }));
  return window.vis;
};

/** @type {Record<number, object | boolean>} */
const CURVES = {
  0: false,
  1: { enabled: true, type: "curvedCW", roundness: 0.14 },
  "-1": { enabled: true, type: "curvedCCW", roundness: 0.14 },
  2: { enabled: true, type: "curvedCW", roundness: 0.28 },
  "-2": { enabled: true, type: "curvedCCW", roundness: 0.28 },
};

export const visNode = (/** @type {SceneNode} */ node) => ({
  id: node.id,
  x: node.x,
  y: node.y,
  shape: node.shape,
  size: node.size,
  borderWidth: 1.2,
  color: {
    background: node.fill,
    border: colour("outline"),
    highlight: { background: node.fill, border: colour("outline") },
    hover: { background: node.fill, border: colour("outline") },
  },
});
export const visEdge = (/** @type {SceneEdge} */ edge) => {
  const { style, dashes, head: type } = direction(edge.effect);
  const ink = colour(style);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: edge.width,
    dashes: dashes.length ? dashes : false,
    smooth: CURVES[edge.curve] || false,
    color: { color: ink, highlight: ink, hover: ink, opacity: edge.strong ? 0.95 : 0.6, inherit: false },
    arrows: { to: { enabled: !!type, type, scaleFactor: type === "bar" ? 0.75 : 0.6 } },
  };
};

export const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  autoResize: true,
  interaction: {
    hover: true,
    dragNodes: false,
    multiselect: false,
    keyboard: false,
    selectConnectedEdges: false,
    hoverConnectedEdges: false,
    zoomSpeed: 0.6,
  },
  nodes: { chosen: false, labelHighlightBold: false },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, endPointOffset: { to: 2 } },
};
