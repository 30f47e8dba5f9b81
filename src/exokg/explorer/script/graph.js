// The graph view: canvas, its tools, and walking it with the keyboard.
let renderer = null;
let cursor = "";

// Where the chosen nodes stand on the screen is noted on the canvas element, for whoever automates the page.
const noteChosen = () => {
  const chosen = renderer && chosenIn(renderer.scene());
  $("canvas").dataset.chosen = JSON.stringify(
    chosen ? [...chosen.nodes].map((id) => Object.values(renderer.onScreen(id))) : [],
  );
};
const redrawGraph = (fit) => {
  if (!renderer) return;
  const scene = makeScene();
  renderer.draw(scene);
  const chosen = chosenIn(scene);
  renderer.select(chosen);
  if (fit && chosen && state.path.length === 2) renderer.fit(chosen.nodes);
  noteChosen();
  $("graph-count").textContent =
    `${plural(scene.nodes.length, "node")}, ${plural(scene.edges.length, "edge")}${scene.left ? `; ${scene.left.toLocaleString("en")} less evidenced not drawn` : ""}`;
};

const startGraph = () => {
  try {
    renderer = createRenderer($("canvas"), {
      click: (id, isEdge) => {
        cursor = isEdge ? cursor : id;
        select(id.startsWith("by|") ? id.slice(3) : id);
      },
      open: (id) => expand(id),
      moved: noteChosen,
    });
    redrawGraph();
    renderer.fit(state.path.length === 2 ? (chosenIn(renderer.scene()) || {}).nodes : null, true);
    performance.mark("exokg-drawn");
  } catch (error) {
    replace(
      $("canvas"),
      el(
        "p",
        { class: "empty" },
        `The graph could not be drawn here (${error.message}). The matrix and the tables hold the same findings.`,
      ),
    );
  }
};

const expand = (id) => {
  if (NODE.has(id)) {
    go({ expand: toggled(state.expand, id), sel: id });
    announce(
      `${label(id)} ${state.expand.includes(id) ? "expanded to findings, cargo and studies" : "collapsed"}`,
    );
  }
};

const layerBox = ([name, words]) => {
  const input = el("input", {
    type: "checkbox",
    onchange: () => go({ layers: toggled(state.layers, name) }),
  });
  input.checked = state.layers.includes(name);
  return el("label", { class: "switch" }, input, el("span", {}, words));
};

const layerBoxes = () =>
  [
    ...Object.entries(LAYERS),
    ...(NODES.length > MOST_NODES || CLAIMS.length > MOST_EDGES ? [["everything", "All claims"]] : []),
  ].map(layerBox);

const pathForm = () => {
  const names = new Map(NODES.map((node) => [label(node.id).toLowerCase(), node.id]));
  const field = (id, words) =>
    el("label", { for: id }, words, el("input", { id, list: "path-names", autocomplete: "off", size: 18 }));
  const submit = (event) => {
    event.preventDefault();
    const ends = ["path-from", "path-to"].map((id) => names.get($(id).value.trim().toLowerCase()));
    if (ends.includes(undefined) || ends[0] === ends[1]) {
      $("path-said").textContent = "Choose two different names from the list.";
      return;
    }
    $("path-said").textContent = "";
    $("pathbox").open = false;
    go({ path: ends, nth: 0, sel: "" });
    announce(`${plural(pathsNow().length, "path")} found`);
  };
  return el(
    "details",
    { id: "pathbox", class: "menu" },
    el("summary", {}, "Path …"),
    el(
      "form",
      { onsubmit: submit },
      field("path-from", "From "),
      field("path-to", "To "),
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

const legend = () => {
  const line = (css, words) =>
    el(
      "li",
      {},
      svg(
        "svg",
        { width: 40, height: 14, "aria-hidden": "true", class: `line ${css}` },
        svg("line", {
          x1: 1,
          y1: 7,
          x2: css === "up" ? 31 : 35,
          y2: 7,
          "stroke-width": 2,
          "stroke-dasharray": (DASHES[css] || []).join(" ") || null,
        }),
        css === "up"
          ? svg("polygon", { points: "39,7 30,3 30,11" })
          : css === "down"
            ? svg("line", { x1: 36, y1: 1, x2: 36, y2: 13, "stroke-width": 3 })
            : css === "cargo"
              ? svg("polyline", { points: "31,3 38,7 31,11", fill: "none", "stroke-width": 2 })
              : null,
      ),
      words,
    );
  const shape = (name, words) =>
    el(
      "li",
      {},
      svg("svg", { width: 20, height: 18, "aria-hidden": "true" }, shapeMark(name, 7, 10, 9, FILL[name])),
      words,
    );
  return el(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    shape("hexagon", "vesicle source"),
    shape("star", "outcome"),
    shape("square", "pathway"),
    shape("triangle", "cell process"),
    shape("diamond", "molecule"),
    state.expand.length ? [shape("dot", "finding"), shape("box", "study")] : null,
    line("up", "▲ increases"),
    line("down", "▼ decreases"),
    line("none", "○ no detected effect"),
    line("same", "≈ comparable"),
    state.layers.includes("cargo") || state.expand.length ? line("cargo", "contains, delivers") : null,
    el("li", {}, el("b", { class: "warn-text" }, "≠"), "\u2002studies disagree"),
    el("li", { class: "note" }, "wider: more independent studies"),
  );
};

const buildGraph = () => {
  replace(
    $("view-graph"),
    el("h2", { class: "hide" }, "Graph of claims"),
    el(
      "div",
      { class: "bar" },
      el("span", { role: "group", "aria-label": "Layers", class: "switches", id: "layers" }, layerBoxes()),
      pathForm(),
      el("span", { id: "graph-count", class: "tally" }),
      el(
        "span",
        { role: "group", "aria-label": "Zoom", class: "zoom" },
        button("−", () => renderer && renderer.zoom(1 / 1.25), { "aria-label": "Zoom out" }),
        button("Fit", () => renderer && renderer.fit(null), {}),
        button("+", () => renderer && renderer.zoom(1.25), { "aria-label": "Zoom in" }),
      ),
    ),
    el(
      "div",
      { class: "stage" },
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
      "p",
      { id: "graph-keys", class: "keys" },
      "Keys: arrows next node · Enter choose · E expand · N next edge · + − 0 zoom · Esc clear · / search. Matrix and tables hold the same findings.",
    ),
  );
  startGraph();
};

// The nearest node in the direction of an arrow key, ahead rather than aside.
const nextNode = (from, dx, dy) => {
  let best = null;
  for (const node of renderer.scene().nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    if (node.id === from.id || ahead <= 0) continue;
    const cost = ahead + 2.5 * Math.abs(x * dy - y * dx);
    if (!best || cost < best.cost) best = { cost, node };
  }
  return best && best.node;
};
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const moveTo = (node) => {
  cursor = node.id;
  select(node.id);
  const at = renderer.onScreen(node.id);
  const view = renderer.view();
  if (at && (at.x < 40 || at.y < 40 || at.x > view.width - 40 || at.y > view.height - 40))
    renderer.pan(at.x - view.width / 2, at.y - view.height / 2);
  const claims = (CLAIMS_OF.get(node.id) || []).length;
  announce(NODE.has(node.id) ? `${node.label}, ${kindOf(node.id)}, ${plural(claims, "claim")}` : node.label);
};
const nextEdge = () => {
  const chosen = thing(state.sel);
  const node = NODE.has(state.sel)
    ? state.sel
    : chosen && chosen.table === "claims"
      ? cursor || chosen.claimSource
      : cursor;
  const claims = (CLAIMS_OF.get(node) || []).filter((claim) => shownFindings(claim).length);
  if (!claims.length) return;
  cursor = node;
  const claim = claims[(claims.findIndex((one) => one.id === state.sel) + 1) % claims.length];
  select(claim.id);
  announce(`${claimText(claim)}, ${plural(claim.studies, "independent study", "independent studies")}`);
};
const claimText = (claim) =>
  `${label(claim.claimSource)} ${direction(claim.claimEffect).word} ${label(claim.claimTarget)}`;

const graphKey = (event) => {
  if (!renderer || event.ctrlKey || event.metaKey || event.altKey) return;
  const nodes = renderer.scene().nodes;
  const here = nodes.find(
    (node) =>
      node.id === (NODE.has(state.sel) || nodes.some((one) => one.id === state.sel) ? state.sel : cursor),
  );
  const acts = {
    Enter: () => {
      if (here) {
        select(here.id);
        $("panel").focus();
      }
    },
    e: () => here && expand(here.id),
    n: nextEdge,
    "+": () => renderer.zoom(1.25),
    "=": () => renderer.zoom(1.25),
    "-": () => renderer.zoom(0.8),
    0: () => renderer.fit(null),
  };
  const step = STEPS[event.key];
  if (step) {
    const next = here
      ? nextNode(here, ...step)
      : [...nodes].sort((a, b) => b.weight - a.weight || compare(a.id, b.id))[0];
    if (next) moveTo(next);
  } else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
};

const drawGraph = (changed) => {
  if (!$("canvas")) buildGraph();
  else if (changed.has("layers") || changed.has("expand")) {
    replace($("legend"), legend());
    replace($("layers"), layerBoxes());
  }
  redrawGraph(changed.has("path") || changed.has("nth"));
};
