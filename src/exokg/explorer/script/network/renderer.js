// The one place that knows vis-network: draw, select, neighbours, fit, hide, picture.

import { drawLabels } from "./labels.js";
import { labelRoom } from "./measure.js";
import { drawScene } from "./picture.js";
import { boundsOf, roomy } from "./shapes.js";
import { loadLibrary, OPTIONS, paintChosen, visEdge, visNode } from "./visnet.js";

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
