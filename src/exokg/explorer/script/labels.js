// Labels of one size at every zoom; where two would touch, the better evidenced thing keeps its name.
const LABEL_PX = 12.5;
const LINE_PX = 14.5;
// From so many studies on, a label may cover a lesser mark rather than be missing.
const WEIGHTY = 6;
// Labels may stand out from the outermost marks by so many pixels; a fitted view leaves this margin.
const labelRoom = () => (narrow() ? [56, 38] : [82, 38]);
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const widths = new Map();
let meter = null;

const measure = (text) => {
  if (!widths.has(text)) {
    meter = meter || document.createElement("canvas").getContext("2d");
    meter.font = `${LABEL_PX}px ${FONT}`;
    widths.set(text, meter.measureText(text).width);
  }
  return widths.get(text);
};

// At most three lines of about twenty characters.
const wrapped = new Map();
const wrap = (text) => {
  if (wrapped.has(text)) return wrapped.get(text);
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
const spots = (size, width, height) => [
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
const touches = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Boxes by a grid of cells, so that asking what is in the way stays cheap with many labels.
class Ground {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }
  *keys(box) {
    for (let x = Math.floor(box.x / this.cell); x <= Math.floor((box.x + box.w) / this.cell); x += 1)
      for (let y = Math.floor(box.y / this.cell); y <= Math.floor((box.y + box.h) / this.cell); y += 1)
        yield `${x},${y}`;
  }
  free(box, own, lightly) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.of !== own && !(lightly && other.mark) && touches(box, other)) return false;
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

// Places of all labels at one scale: panning does not move them against their marks.
let placed = { key: null, labels: [] };
const placeLabels = (scene, scale, chosen, hovered) => {
  const key = `${Math.round(scale * 500)}|${chosen ? chosen.key : ""}|${hovered}`;
  if (placed.key === key && placed.scene === scene) return placed.labels;
  const ground = new Ground(90);
  const wanted = (node) =>
    node.id === hovered
      ? 4
      : chosen && node.id === chosen.main
        ? 3
        : chosen && chosen.nodes.has(node.id)
          ? 2
          : chosen
            ? -1
            : 0;
  const order = scene.nodes
    .map((node) => [wanted(node), node])
    .filter(([urge]) => urge >= 0)
    .sort(([a, m], [b, n]) => b - a || n.weight - m.weight || compare(m.id, n.id));
  const seen = chosen ? scene.nodes.filter((node) => chosen.nodes.has(node.id)) : scene.nodes;
  for (const node of seen) {
    const reach = node.size * scale;
    ground.take({
      of: node.id,
      mark: node.weight < WEIGHTY,
      x: node.x * scale - reach,
      y: node.y * scale - reach,
      w: 2 * reach,
      h: 2 * reach,
    });
  }
  const labels = [];
  const edge = boundsOf(scene.nodes);
  const [aside, above] = labelRoom();
  const inside = (box) =>
    box.x > edge.left * scale - aside &&
    box.x + box.w < (edge.left + edge.width) * scale + aside &&
    box.y > edge.top * scale - above &&
    box.y + box.h < (edge.top + edge.height) * scale + above;
  for (const [urge, node] of order) {
    const lines = wrap(node.label);
    const width = Math.max(...lines.map(measure));
    const height = lines.length * LINE_PX;
    const boxes = spots(node.size * scale, width, height).map(([x, y]) => ({
      of: node.id,
      x: node.x * scale + x,
      y: node.y * scale + y,
      w: width,
      h: height,
    }));
    const weighty = urge > 0 || node.weight >= WEIGHTY;
    const near = boxes.slice(0, weighty ? 12 : 6).filter(inside);
    const box =
      near.find((one) => ground.free(one, node.id)) ||
      (weighty && near.find((one) => ground.free(one, node.id, true))) ||
      (urge >= 3 ? boxes[0] : null);
    if (!box) continue;
    ground.take(box);
    labels.push({ node, lines, dx: box.x - node.x * scale, dy: box.y - node.y * scale, width });
  }
  placed = { key, scene, labels };
  return labels;
};

const drawLabels = (context, scene, scale, chosen, hovered) => {
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
    one.lines.forEach((line, place) => {
      const x = one.node.x + (one.dx + one.width / 2) / scale;
      const y = one.node.y + (one.dy + place * LINE_PX) / scale;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
  drawConflicts(context, scene, scale, chosen);
  context.restore();
};

const drawConflicts = (context, scene, scale, chosen) => {
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
