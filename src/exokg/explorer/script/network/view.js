// The graph view: canvas, its tools, and walking it with the keyboard.
import { $, button, el, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { select, state } from "../state/state.js";
import { layerBoxes, legend, pathForm } from "./bar.js";
import { current, expand } from "./current.js";
import { graphKey } from "./keys.js";
import { Renderer } from "./renderer.js";
import { chosenIn, makeScene } from "./scene.js";

// Where the chosen nodes stand on the screen is noted on the canvas element, for whoever automates the page.
const noteChosen = () => {
  const { renderer } = current;
  const chosen = renderer && chosenIn(renderer.scene);
  $("canvas").dataset.chosen = JSON.stringify(
    chosen ? [...chosen.nodes].map((id) => Object.values(renderer.onScreen(id))) : [],
  );
};
const redrawGraph = (fit = false) => {
  if (!current.renderer) return;
  const scene = makeScene();
  current.renderer.draw(scene);
  const chosen = chosenIn(scene);
  current.renderer.select(chosen);
  if (fit && chosen && state.path.length === 2) current.renderer.fit(chosen.nodes);
  noteChosen();
  $("graph-count").textContent =
    `${plural(scene.nodes.length, "node")}, ${plural(scene.edges.length, "edge")}${scene.left ? `; ${scene.left.toLocaleString("en")} less evidenced not drawn` : ""}`;
};

const startGraph = () => {
  try {
    const renderer = new Renderer($("canvas"), {
      click: (/** @type {string} */ id, isEdge) => {
        current.cursor = isEdge ? current.cursor : id;
        select(id.startsWith("by|") ? id.slice(3) : id);
      },
      open: (/** @type {string} */ id) => expand(id),
      moved: noteChosen,
    });
    current.renderer = renderer;
    redrawGraph();
    renderer.fit(state.path.length === 2 ? chosenIn(renderer.scene)?.nodes : null, true);
    performance.mark("exokg-drawn");
  } catch (error) {
    replace(
      $("canvas"),
      el("p.empty", `The graph could not be drawn here (${error}). The matrix and the tables hold the same findings.`),
    );
  }
};

const buildGraph = () => {
  replace(
    $("view-graph"),
    el("h2.hide", "Graph of claims"),
    el(
      "div.bar",
      el("span.switches", { role: "group", "aria-label": "Layers", id: "layers" }, layerBoxes()),
      pathForm(),
      el("span.tally", { id: "graph-count" }),
      el(
        "span.zoom",
        { role: "group", "aria-label": "Zoom" },
        button("−", () => current.renderer?.zoom(1 / 1.25), { "aria-label": "Zoom out" }),
        button("Fit", () => current.renderer?.fit(null)),
        button("+", () => current.renderer?.zoom(1.25), { "aria-label": "Zoom in" }),
      ),
    ),
    el(
      "div.stage",
      el("div", { id: "paper", "aria-hidden": "true" }),
      el("div", {
        id: "canvas",
        tabindex: "0",
        role: "application",
        "aria-roledescription": "graph",
        "aria-describedby": "graph-keys",
        "aria-label": "Graph of vesicle sources and what they were tested on",
        onkeydown: graphKey,
      }),
    ),
    el("div", { id: "legend" }, legend()),
    el(
      "p.keys",
      { id: "graph-keys" },
      "Keys: arrows next node · Enter choose · E expand · N next edge · + − 0 zoom · Esc clear · / search. Matrix and tables hold the same findings.",
    ),
  );
  startGraph();
};

export const drawGraph = (/** @type {Changed} */ changed) => {
  if (!$("canvas")) buildGraph();
  else if (changed.has("layers") || changed.has("expand")) {
    replace($("legend"), legend());
    replace($("layers"), layerBoxes());
  }
  redrawGraph(changed.has("path") || changed.has("nth"));
};
