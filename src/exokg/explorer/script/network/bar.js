// The tools above the graph, and what its marks and lines mean.
import { $, announce, el, field, svg } from "../base/dom.js";
import { byText, plural } from "../base/text.js";
import { DIRECTIONS, isCargo } from "../data/effects.js";
import { CLAIMS } from "../data/evidence.js";
import { label, NODES } from "../data/things.js";
import { pathsNow } from "../state/paths.js";
import { go, state, toggled } from "../state/state.js";
import { LAYERS, MOST_EDGES, MOST_NODES } from "./scene.js";
import { FILL, shapeMark } from "./shapes.js";

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

/** @type {(layer: [string, string]) => HTMLElement} */
const layerBox = ([name, words]) => {
  const input = el("input", { type: "checkbox", onchange: () => go({ layers: toggled(state.layers, name) }) });
  input.checked = state.layers.includes(name);
  return el("label.switch", input, el("span", words));
};

export const layerBoxes = () =>
  /** @type {[string, string][]} */ ([
    ...Object.entries(LAYERS),
    ...(NODES.length > MOST_NODES || CLAIMS.length > MOST_EDGES ? [["everything", "All claims"]] : []),
  ]).map(layerBox);

export const pathForm = () => {
  const names = new Map(NODES.map((node) => [label(node.id).toLowerCase(), node.id]));
  const entry = (/** @type {string} */ id, /** @type {string} */ words) =>
    el("label", { for: id }, words, el("input", { id, list: "path-names", autocomplete: "off", size: 18 }));
  const submit = (/** @type {any} */ event) => {
    event.preventDefault();
    const ends = ["path-from", "path-to"].map((id) => names.get(field(id).value.trim().toLowerCase()));
    if (ends.includes(undefined) || ends[0] === ends[1]) {
      $("path-said").textContent = "Choose two different names from the list.";
      return;
    }
    $("path-said").textContent = "";
    $("pathbox").removeAttribute("open");
    go({ path: ends.flatMap((end) => end || []), nth: 0, sel: "" });
    announce(`${plural(pathsNow().length, "path")} found`);
  };
  return el(
    "details.menu",
    { id: "pathbox" },
    el("summary", "Path …"),
    el(
      "form",
      { onsubmit: submit },
      entry("path-from", "From "),
      entry("path-to", "To "),
      el(
        "datalist",
        { id: "path-names" },
        [...NODES]
          .map((node) => label(node.id))
          .sort(byText)
          .map((name) => el("option", { value: name })),
      ),
      el("button", { type: "submit" }, "Find paths"),
      el("p", { id: "path-said", role: "alert" }),
    ),
  );
};
