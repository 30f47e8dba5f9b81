// The marks of studies, drawn: filled, hollow, barred, crossed, boxed, and a triangle for what is only planned.
import { svg } from "../base/dom.js";

/** @type {(kind: DotKind, x: number, y: number) => SVGElement} */
export const mark = (kind, x, y) => {
  const at = { transform: `translate(${x},${y})`, "data-mark": kind };
  if (kind === "harm") return svg("path.mark.harm", { ...at, d: "M-4-4L4 4M-4 4L4-4" });
  if (kind === "harmTogether") return svg("path.mark.harm", { ...at, d: "M-4.5-4.5h9v9h-9zL4.5 4.5M-4.5 4.5L4.5-4.5" });
  if (kind === "planned") return svg("path.mark.planned", { ...at, d: "M0-5.5l5.6 10h-11.2z" });
  if (kind === "nothing")
    return svg("path.mark.nothing", { ...at, d: "M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0ZM-3.4 3.4L3.4-3.4" });
  return svg(`circle.mark.${kind}`, { ...at, r: 5 });
};

/** A bar for each rung, as high as its studies: hollow where none of them is separable. @type {(rungs: Dot[][]) => SVGElement} */
export const rungBars = (rungs) =>
  svg(
    "g.bars",
    svg("path.base", { d: `M0 18H${rungs.length * 8 - 2}` }),
    rungs.map((dots, nth) => {
      if (!dots.length) return null;
      const high = Math.min(16, 4 + 3 * dots.length);
      const alone = dots.some(({ kind }) => kind === "separable");
      const nothing = dots.every(({ kind }) => kind === "nothing");
      return svg(`rect.bar${alone ? ".alone" : nothing ? ".nothing" : ".together"}`, {
        x: nth * 8 + 0.5,
        y: 17.5 - high,
        width: 5,
        height: high,
      });
    }),
  );
