// Pictures: the graph as SVG with the same shapes, lines and marks; PNG is that SVG painted.
const middleOf = (edge, byId) => {
  const [a, b] = [byId.get(edge.from), byId.get(edge.to)];
  const [x, y] = bend(edge, a, b);
  return [(a.x + b.x + 2 * x) / 4, (a.y + b.y + 2 * y) / 4];
};
// The control point of a curved edge, as vis-network's curvedCW and curvedCCW place it.
const bend = (edge, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const share = [0, 0.14, 0.28][Math.abs(edge.curve || 0)] * Math.sign(edge.curve || 0) * 2;
  return [(a.x + b.x) / 2 + (dy * share) / 2, (a.y + b.y) / 2 - (dx * share) / 2];
};

const corners = (count, radius, turn) =>
  Array.from({ length: count }, (_, i) => [
    radius * Math.cos(turn + (2 * Math.PI * i) / count),
    radius * Math.sin(turn + (2 * Math.PI * i) / count),
  ]);
const starPoints = (radius) =>
  Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? radius * 0.5 : radius * 1.18;
    return [r * Math.sin((2 * Math.PI * i) / 10), -r * Math.cos((2 * Math.PI * i) / 10)];
  });
const polygon = {
  hexagon: (r) => corners(6, r, 0),
  square: (r) => [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ],
  triangle: (r) => [
    [0, -r * 1.15],
    [r, r * 0.72],
    [-r, r * 0.72],
  ],
  diamond: (r) => [
    [0, -r],
    [r, 0],
    [0, r],
    [-r, 0],
  ],
  star: starPoints,
};
const shapeMark = (shape, radius, x, y, fill) => {
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

const head = (edge, from, to, size) => {
  const turn = Math.atan2(to.y - from[1], to.x - from[0]);
  const tip = [to.x - Math.cos(turn) * (size + 3), to.y - Math.sin(turn) * (size + 3)];
  const at = (along, aside) =>
    `${(tip[0] - Math.cos(turn) * along - Math.sin(turn) * aside).toFixed(1)},${(tip[1] - Math.sin(turn) * along + Math.cos(turn) * aside).toFixed(1)}`;
  const ink = colour(EFFECT_COLOURS[edge.css]);
  if (edge.css === "up")
    return svg("polygon", { points: `${at(0, 0)} ${at(11, 5)} ${at(11, -5)}`, fill: ink });
  if (edge.css === "down")
    return svg("polyline", {
      points: `${at(0, 8)} ${at(0, -8)}`,
      stroke: ink,
      "stroke-width": 3.5,
      fill: "none",
    });
  if (edge.css === "cargo")
    return svg("polyline", {
      points: `${at(10, 5)} ${at(0, 0)} ${at(10, -5)}`,
      stroke: ink,
      "stroke-width": 2,
      fill: "none",
    });
  return null;
};

const edgeMark = (edge, byId, faint) => {
  const [a, b] = [byId.get(edge.from), byId.get(edge.to)];
  const control = bend(edge, a, b);
  const path = edge.curve
    ? `M${a.x} ${a.y} Q${control[0].toFixed(1)} ${control[1].toFixed(1)} ${b.x} ${b.y}`
    : `M${a.x} ${a.y} L${b.x} ${b.y}`;
  const dashes = DASHES[edge.css];
  return svg(
    "g",
    { opacity: faint ? 0.14 : edge.strong ? 0.95 : 0.65 },
    svg("path", {
      d: path,
      fill: "none",
      stroke: colour(EFFECT_COLOURS[edge.css]),
      "stroke-width": edge.width,
      "stroke-dasharray": dashes ? dashes.join(" ") : null,
    }),
    head(edge, edge.curve ? control : [a.x, a.y], b, b.size),
  );
};

const textMark = (one, faint) =>
  svg(
    "text",
    {
      "text-anchor": "middle",
      "font-size": LABEL_PX,
      "font-family": "sans-serif",
      fill: colour("ink"),
      stroke: colour("ground"),
      "stroke-width": 3,
      "paint-order": "stroke",
      opacity: faint ? 0.2 : 1,
    },
    one.lines.map((line, place) =>
      svg(
        "tspan",
        {
          x: (one.node.x + one.dx + one.width / 2).toFixed(1),
          y: (one.node.y + one.dy + place * LINE_PX + 11).toFixed(1),
        },
        line,
      ),
    ),
  );

const drawScene = (scene, chosen) => {
  const box = boundsOf(scene.nodes) || { left: 0, top: 0, width: 10, height: 10 };
  const view = [box.left - 130, box.top - 60, box.width + 260, box.height + 120].map(Math.round);
  const faintNode = (node) => chosen && !chosen.nodes.has(node.id);
  return svg(
    "svg",
    { xmlns: SVG, viewBox: view.join(" "), width: view[2], height: view[3], role: "img" },
    svg("title", {}, `${META.title || "exokg"}, version ${META.version || "not shown"}`),
    svg("rect", { x: view[0], y: view[1], width: view[2], height: view[3], fill: colour("ground") }),
    scene.edges.map((edge) => edgeMark(edge, scene.byId, chosen && !chosen.edges.has(edge.id))),
    scene.nodes.map((node) =>
      svg(
        "g",
        { opacity: faintNode(node) ? 0.2 : 1, "data-shape": node.shape },
        shapeMark(node.shape, node.size, node.x, node.y, node.fill),
      ),
    ),
    placeLabels(scene, 1, chosen, "").map((one) => textMark(one, faintNode(one.node))),
    scene.edges
      .filter((edge) => edge.mark)
      .map((edge) => {
        const [x, y] = middleOf(edge, scene.byId);
        return svg(
          "text",
          {
            x,
            y: y + 5,
            "text-anchor": "middle",
            "font-size": 15,
            "font-weight": "bold",
            fill: colour("warn"),
          },
          edge.mark,
        );
      }),
  );
};

const svgText = (node) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(node)}\n`;

// Paints an SVG on a canvas of twice its size, as a PNG blob.
const toPng = (node) =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([svgText(node)], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const [width, height] = ["width", "height"].map((side) => Number(node.getAttribute(side)));
      const scale = Math.min(2, 8000 / Math.max(width, height));
      const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be painted"));
    image.src = address;
  });
