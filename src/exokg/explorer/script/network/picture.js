// Pictures: the graph as SVG with the same shapes, lines and marks; PNG is that SVG painted.

import { SVG, svg } from "../base/dom.js";
import { direction } from "../data/effects.js";
import { META } from "../data/things.js";
import { LABEL_PX, LINE_PX, placeLabels } from "./labels.js";
import { bend, boundsOf, colour, endsOf, middleOf, shapeMark } from "./shapes.js";

const head = (
  /** @type {SceneEdge} */ edge,
  /** @type {number[]} */ from,
  /** @type {SceneNode} */ to,
  /** @type {number} */ size,
) => {
  const turn = Math.atan2(to.y - from[1], to.x - from[0]);
  const tip = [to.x - Math.cos(turn) * (size + 3), to.y - Math.sin(turn) * (size + 3)];
  const at = (/** @type {number} */ along, /** @type {number} */ aside) =>
    `${(tip[0] - Math.cos(turn) * along - Math.sin(turn) * aside).toFixed(1)},${(tip[1] - Math.sin(turn) * along + Math.cos(turn) * aside).toFixed(1)}`;
  const { style, head: shape } = direction(edge.effect);
  const ink = colour(style);
  if (shape === "arrow") return svg("polygon", { points: `${at(0, 0)} ${at(11, 5)} ${at(11, -5)}`, fill: ink });
  if (shape === "bar")
    return svg("polyline", { points: `${at(0, 8)} ${at(0, -8)}`, stroke: ink, "stroke-width": 3.5, fill: "none" });
  if (shape === "vee" || shape === "circle")
    return svg("polyline", {
      points: `${at(10, 5)} ${at(0, 0)} ${at(10, -5)}`,
      stroke: ink,
      "stroke-width": 2,
      fill: "none",
    });
  return null;
};

const edgeMark = (
  /** @type {SceneEdge} */ edge,
  /** @type {Map<string, SceneNode>} */ byId,
  /** @type {boolean} */ faint,
) => {
  const [a, b] = endsOf(edge, byId);
  const control = bend(edge, a, b);
  const path = edge.curve
    ? `M${a.x} ${a.y} Q${control[0].toFixed(1)} ${control[1].toFixed(1)} ${b.x} ${b.y}`
    : `M${a.x} ${a.y} L${b.x} ${b.y}`;
  const { style, dashes } = direction(edge.effect);
  return svg(
    "g",
    { opacity: faint ? 0.14 : edge.strong ? 0.95 : 0.65 },
    svg("path", {
      d: path,
      fill: "none",
      stroke: colour(style),
      "stroke-width": edge.width,
      "stroke-dasharray": dashes.join(" ") || null,
    }),
    head(edge, edge.curve ? control : [a.x, a.y], b, b.size),
  );
};

const textMark = (/** @type {PlacedLabel} */ one, /** @type {boolean} */ faint) =>
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
    one.lines.map((line, /** @type {number} */ place) =>
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

export const drawScene = (/** @type {Scene} */ scene, /** @type {Chosen | null} */ chosen) => {
  const box = boundsOf(scene.nodes) || { left: 0, top: 0, width: 10, height: 10 };
  const view = [box.left - 130, box.top - 60, box.width + 260, box.height + 120].map(Math.round);
  const faintNode = (/** @type {SceneNode} */ node) => !!chosen && !chosen.nodes.has(node.id);
  return svg(
    "svg",
    { xmlns: SVG, viewBox: view.join(" "), width: view[2], height: view[3], role: "img" },
    svg("title", `${META.title || "exokg"}, version ${META.version || "not shown"}`),
    svg("rect", { x: view[0], y: view[1], width: view[2], height: view[3], fill: colour("ground") }),
    scene.edges.map((/** @type {SceneEdge} */ edge) =>
      edgeMark(edge, scene.byId, !!chosen && !chosen.edges.has(edge.id)),
    ),
    scene.nodes.map((/** @type {SceneNode} */ node) =>
      svg(
        "g",
        { opacity: faintNode(node) ? 0.2 : 1, "data-shape": node.shape },
        shapeMark(node.shape, node.size, node.x, node.y, node.fill),
      ),
    ),
    placeLabels(scene, 1, chosen, "").map((/** @type {PlacedLabel} */ one) => textMark(one, faintNode(one.node))),
    scene.edges
      .filter((/** @type {SceneEdge} */ edge) => edge.mark)
      .map((/** @type {SceneEdge} */ edge) => {
        const [x, y] = middleOf(edge, scene.byId);
        return svg(
          "text",
          { x, y: y + 5, "text-anchor": "middle", "font-size": 15, "font-weight": "bold", fill: colour("warn") },
          edge.mark,
        );
      }),
  );
};
