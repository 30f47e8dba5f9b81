import { $, el } from "../base/dom.js";
import { unsqueeze } from "../base/unsqueeze.js";
import { direction } from "../data/effects.js";
import { colour } from "./palette.js";

// The library stands in the page squeezed; it is unsqueezed and run once, when first needed.
export const loadLibrary = () => {
  if (!window.vis) document.head.append(el("script", { text: unsqueeze($("library").textContent) }));
  return window.vis;
};

const CURVES = {
  0: false,
  1: { enabled: true, type: "curvedCW", roundness: 0.14 },
  "-1": { enabled: true, type: "curvedCCW", roundness: 0.14 },
  2: { enabled: true, type: "curvedCW", roundness: 0.28 },
  "-2": { enabled: true, type: "curvedCCW", roundness: 0.28 },
};

export const visNode = (node) => ({
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
export const visEdge = (edge) => {
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
