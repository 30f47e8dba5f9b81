// The one place that knows vis-network: draw, select, neighbours, fit, hide, picture.
import { $, el } from "../base/dom.js";
import { unsqueeze } from "../base/unsqueeze.js";
import { direction } from "../data/effects.js";
import { drawLabels, labelRoom } from "./labels.js";
import { drawScene } from "./picture.js";
import { boundsOf, colour, roomy } from "./shapes.js";

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

// What is on the canvas now, so that only what changed is handed to vis-network.
/** @template {{ id: string }} T */
class Layer {
  /** @type {Map<string, string>} */
  drawn = new Map();
  /**
   * @param {any} set
   * @param {(item: T) => object} make
   */
  constructor(set, make) {
    this.set = set;
    this.make = make;
  }
  draw(/** @type {T[]} */ wanted) {
    const keys = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
    const gone = [...this.drawn.keys()].filter((id) => !keys.has(id));
    if (gone.length) this.set.remove(gone);
    const fresh = wanted.filter((item) => this.drawn.get(item.id) !== keys.get(item.id));
    if (fresh.length) this.set.update(fresh.map(this.make));
    this.drawn = keys;
  }
}

// handlers: click(id, isEdge), open(id), moved() once the view stands still
const listen = (/** @type {any} */ network, /** @type {Handlers} */ handlers) => {
  network.on("click", (/** @type {any} */ event) => {
    if (event.nodes.length) handlers.click(event.nodes[0], false);
    else if (event.edges.length) handlers.click(event.edges[0], true);
    else handlers.click("", false);
  });
  network.on("doubleClick", (/** @type {any} */ event) => {
    if (event.nodes.length) handlers.open(event.nodes[0]);
  });
  network.on("animationFinished", handlers.moved);
};

export class Renderer {
  constructor(/** @type {HTMLElement} */ container, /** @type {Handlers} */ handlers) {
    const vis = loadLibrary();
    this.container = container;
    this.nodes = new Layer(new vis.DataSet(), visNode);
    this.edges = new Layer(new vis.DataSet(), visEdge);
    this.network = new vis.Network(container, { nodes: this.nodes.set, edges: this.edges.set }, OPTIONS);
    container.querySelector("canvas")?.setAttribute("aria-hidden", "true");
    for (const part of container.querySelectorAll(".vis-network")) part.setAttribute("tabindex", "-1");
    /** @type {Scene} */
    this.scene = { nodes: [], edges: [], byId: new Map(), left: 0 };
    /** @type {Chosen | null} */
    this.chosen = null;
    this.hovered = "";
    listen(this.network, handlers);
    this.network.on("hoverNode", (/** @type {any} */ event) => this.hover(event.node));
    this.network.on("blurNode", () => this.hover(""));
    this.network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ context) => {
      const scale = this.network.getScale();
      if (this.chosen) paintChosen(context, this.network, this.chosen, scale);
      drawLabels(context, this.scene, scale, this.chosen, this.hovered);
    });
  }
  hover(/** @type {string} */ id) {
    this.hovered = id;
    this.network.redraw();
  }
  draw(/** @type {Scene} */ scene) {
    this.scene = scene;
    this.nodes.draw(scene.nodes);
    this.edges.draw(scene.edges);
    this.network.redraw();
  }
  recolour() {
    this.nodes.drawn.clear();
    this.edges.drawn.clear();
    this.draw(this.scene);
  }
  select(/** @type {Chosen | null} */ chosen) {
    this.chosen = chosen;
    this.network.redraw();
  }
  fit(/** @type {Set<string> | null | undefined} */ ids, calm = false) {
    this.network.setSize("100%", "100%");
    this.network.redraw();
    const box = boundsOf(this.scene.nodes.filter((node) => !ids || ids.has(node.id)));
    if (!box) return;
    const [aside, above] = labelRoom();
    const scale = Math.min(
      roomy(this.container.clientWidth, 2 * aside) / (box.width + 30),
      roomy(this.container.clientHeight, 2 * above) / (box.height + 30),
      ids ? 1.25 : 1.6,
    );
    const still = calm || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = still ? false : { duration: 260, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position: box.middle, scale, animation });
  }
  pan(/** @type {number} */ x, /** @type {number} */ y) {
    const at = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  }
  zoom(/** @type {number} */ factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.network.getScale() * factor)) });
  }
  onScreen(/** @type {string} */ id) {
    const node = this.scene.byId.get(id);
    return node ? this.network.canvasToDOM({ x: node.x, y: node.y }) : { x: -1, y: -1 };
  }
  picture() {
    return drawScene(this.scene, this.chosen);
  }
}
