import { svg } from "../base/dom.js";
import { polygon } from "./geometry.js";
import { colour } from "./palette.js";

export const shapeMark = (shape, radius, x, y, fill) => {
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
