// What the marks and lines of the graph mean.

import { el, svg } from "../base/dom.js";
import { DIRECTIONS, isCargo } from "../data/effects.js";
import { state } from "../state/state.js";
import { FILL } from "./palette.js";
import { shapeMark } from "./shapes.js";

/** @type {Record<string, () => SVGElement>} */
const HEADS = {
  arrow: () => svg("polygon", { points: "39,7 30,3 30,11" }),
  bar: () => svg("line", { x1: 36, y1: 1, x2: 36, y2: 13, "stroke-width": 3 }),
  vee: () => svg("polyline", { points: "31,3 38,7 31,11", fill: "none", "stroke-width": 2 }),
};
/** @type {(effect: Effect, words: string) => HTMLElement} */
const line = ({ style, head, dashes }, words) =>
  el(
    "li",
    svg(
      "svg",
      { width: 40, height: 14, "aria-hidden": "true", class: `line ${style}` },
      svg("line", {
        x1: 1,
        y1: 7,
        x2: head === "arrow" ? 31 : 35,
        y2: 7,
        "stroke-width": 2,
        "stroke-dasharray": dashes.join(" ") || null,
      }),
      HEADS[head]?.(),
    ),
    words,
  );
/** @type {(name: Shape, words: string) => HTMLElement} */
const shape = (name, words) =>
  el("li", svg("svg", { width: 20, height: 18, "aria-hidden": "true" }, shapeMark(name, 7, 10, 9, FILL[name])), words);
const delivered = () => DIRECTIONS.filter((one) => isCargo(one.id));
export const legend = () =>
  el(
    "ul.legend",
    { "aria-label": "Legend" },
    shape("hexagon", "vesicle source"),
    shape("star", "outcome"),
    shape("square", "pathway"),
    shape("triangle", "cell process"),
    shape("diamond", "molecule"),
    state.expand.length ? [shape("dot", "finding"), shape("box", "study")] : null,
    DIRECTIONS.filter((one) => !isCargo(one.id)).map((one) => line(one, `${one.mark} ${one.word.replace(/ on$/, "")}`)),
    state.layers.includes("cargo") || state.expand.length
      ? line(
          delivered()[0],
          delivered()
            .map((one) => one.word)
            .reverse()
            .join(", "),
        )
      : null,
    el("li", el("b.warn-text", "≠"), "\u2002studies disagree"),
    el("li.note", "wider: more independent studies"),
  );
