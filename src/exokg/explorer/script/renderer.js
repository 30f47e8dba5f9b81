// The one place that knows vis-network: draw, select, neighbours, fit, hide, picture.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const EFFECT_COLOURS = { up: "up", down: "down", none: "none", same: "none", cargo: "cargo", plain: "line" };

// The library stands in the page squeezed; it is unsqueezed and run once, when first needed.
const loadLibrary = () => {
  if (!window.vis) document.head.append(el("script", { text: unsqueeze($("library").textContent) }));
  return window.vis;
};

const HEADS = { up: "arrow", down: "bar", cargo: "vee" };
const DASHES = { up: false, down: [8, 5], none: [2, 5], same: [10, 4, 2, 4], cargo: [1, 4], plain: [1, 4] };
const CURVES = {
  0: false,
  1: { enabled: true, type: "curvedCW", roundness: 0.14 },
  "-1": { enabled: true, type: "curvedCCW", roundness: 0.14 },
  2: { enabled: true, type: "curvedCW", roundness: 0.28 },
  "-2": { enabled: true, type: "curvedCCW", roundness: 0.28 },
};

const visNode = (node) => ({
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
const visEdge = (edge) => {
  const ink = colour(EFFECT_COLOURS[edge.css]);
  const type = HEADS[edge.css];
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: edge.width,
    dashes: DASHES[edge.css],
    smooth: CURVES[edge.curve] || false,
    color: { color: ink, highlight: ink, hover: ink, opacity: edge.strong ? 0.95 : 0.6, inherit: false },
    arrows: { to: { enabled: !!type, type, scaleFactor: edge.css === "down" ? 0.75 : 0.6 } },
  };
};

const OPTIONS = {
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
  edges: {
    chosen: false,
    selectionWidth: 0,
    hoverWidth: 0,
    arrowStrikethrough: false,
    endPointOffset: { to: 2 },
  },
};

// handlers: click(id, isEdge), open(id), moved() once the view stands still
const createRenderer = (container, handlers) => {
  const vis = loadLibrary();
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, OPTIONS);
  const canvas = container.querySelector("canvas");
  if (canvas) canvas.setAttribute("aria-hidden", "true");
  for (const part of container.querySelectorAll(".vis-network")) part.setAttribute("tabindex", "-1");
  let scene = { nodes: [], edges: [] };
  let chosen = null;
  let hovered = "";

  network.on("click", (event) => {
    if (event.nodes.length) handlers.click(event.nodes[0], false);
    else if (event.edges.length) handlers.click(event.edges[0], true);
    else handlers.click("", false);
  });
  network.on("doubleClick", (event) => {
    if (event.nodes.length) handlers.open(event.nodes[0]);
  });
  network.on("animationFinished", handlers.moved);
  network.on("hoverNode", (event) => {
    hovered = event.node;
    network.redraw();
  });
  network.on("blurNode", () => {
    hovered = "";
    network.redraw();
  });
  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    if (chosen) paintChosen(context, network, chosen, scale);
    drawLabels(context, scene, scale, chosen, hovered);
  });

  const sync = (set, wanted, make) => {
    const keys = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
    const gone = set.getIds().filter((id) => !keys.has(id));
    if (gone.length) set.remove(gone);
    const fresh = wanted.filter((item) => drawn.get(item.id) !== keys.get(item.id) || !set.get(item.id));
    if (fresh.length) set.update(fresh.map(make));
    for (const id of gone) drawn.delete(id);
    for (const item of fresh) drawn.set(item.id, keys.get(item.id));
  };
  const drawn = new Map();

  return {
    draw(next) {
      scene = next;
      sync(nodes, scene.nodes, visNode);
      sync(edges, scene.edges, visEdge);
      network.redraw();
    },
    recolour() {
      drawn.clear();
      this.draw(scene);
    },
    select(ids) {
      chosen = ids;
      network.redraw();
    },
    neighbours: (id) => network.getConnectedNodes(id),
    hide(ids) {
      this.draw({
        nodes: scene.nodes.filter((node) => !ids.has(node.id)),
        edges: scene.edges.filter((edge) => !ids.has(edge.id)),
      });
    },
    fit(ids, calm) {
      network.setSize("100%", "100%");
      network.redraw();
      const box = boundsOf(scene.nodes.filter((node) => !ids || ids.has(node.id)));
      if (!box) return;
      const scale = Math.min(
        roomy(container.clientWidth, 2 * labelRoom()[0]) / (box.width + 30),
        roomy(container.clientHeight, 2 * labelRoom()[1]) / (box.height + 30),
        ids ? 1.25 : 1.6,
      );
      const still = calm || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      network.moveTo({
        position: box.middle,
        scale,
        animation: still ? false : { duration: 260, easingFunction: "easeInOutQuad" },
      });
    },
    pan(x, y) {
      const at = network.getViewPosition();
      network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } });
    },
    zoom(factor) {
      network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });
    },
    onScreen(id) {
      const node = scene.nodes.find((one) => one.id === id);
      return node ? network.canvasToDOM({ x: node.x, y: node.y }) : { x: -1, y: -1 };
    },
    view: () => ({
      at: network.getViewPosition(),
      scale: network.getScale(),
      width: container.clientWidth,
      height: container.clientHeight,
    }),
    scene: () => scene,
    picture: () => drawScene(scene, chosen),
    stop() {
      network.destroy();
    },
  };
};

// Labels keep their size, so the margin for them is in screen pixels.
const roomy = (size, margin) => Math.max(size - margin, size * 0.6);

const boundsOf = (nodes) => {
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

// The rest is veiled, and only what is chosen is drawn again on top: no node has to be changed.
const paintChosen = (context, network, chosen, scale) => {
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
    if (drawLabel && drawLabel.drawExternalLabel) drawLabel.drawExternalLabel();
  }
};
const ring = (context, node, scale) => {
  context.save();
  context.beginPath();
  context.arc(node.x, node.y, node.options.size + 7 / scale, 0, 2 * Math.PI);
  context.lineWidth = 3 / scale;
  context.strokeStyle = colour("focus");
  context.stroke();
  context.restore();
};
