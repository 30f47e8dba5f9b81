import { $, announce } from "../base/dom.js";
import { compare, independentStudies, plural } from "../base/text.js";
import { CLAIMS_OF, claimById } from "../data/evidence.js";
import { kindOf, NODE, thing } from "../data/things.js";
import { claimText } from "../panel/claims.js";
import { shownFindings } from "../state/filters.js";
import { select, state } from "../state/state.js";
import { current, expand } from "./current.js";

// The nearest node in the direction of an arrow key, ahead rather than aside.
const nextNode = (
  /** @type {SceneNode[]} */ nodes,
  /** @type {SceneNode} */ from,
  /** @type {number[]} */ [dx, dy],
) => {
  /** @type {{ cost: number, node: SceneNode } | null} */
  let best = null;
  for (const node of nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    if (node.id === from.id || ahead <= 0) continue;
    const cost = ahead + 2.5 * Math.abs(x * dy - y * dx);
    if (!best || cost < best.cost) best = { cost, node };
  }
  return best?.node;
};
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @type {(node: SceneNode, renderer: import("./renderer.js").Renderer) => void} */
const moveTo = (node, renderer) => {
  current.cursor = node.id;
  select(node.id);
  const at = renderer.onScreen(node.id);
  const { clientWidth: width, clientHeight: height } = $("canvas");
  if (at.x < 40 || at.y < 40 || at.x > width - 40 || at.y > height - 40)
    renderer.pan(at.x - width / 2, at.y - height / 2);
  const claims = (CLAIMS_OF.get(node.id) || []).length;
  announce(NODE.has(node.id) ? `${node.label}, ${kindOf(node.id)}, ${plural(claims, "claim")}` : node.label);
};
const nextEdge = () => {
  const chosen = thing(state.sel);
  const node = NODE.has(state.sel)
    ? state.sel
    : chosen && chosen.table === "claims"
      ? current.cursor || claimById(chosen.id)?.claimSubject || ""
      : current.cursor;
  const claims = (CLAIMS_OF.get(node) || []).filter((claim) => shownFindings(claim).length);
  if (!claims.length) return;
  current.cursor = node;
  const claim = claims[(claims.findIndex((one) => one.id === state.sel) + 1) % claims.length];
  select(claim.id);
  announce(`${claimText(claim)}, ${independentStudies(claim.studies)}`);
};

export const graphKey = (/** @type {KeyboardEvent} */ event) => {
  const { renderer } = current;
  if (!renderer || event.ctrlKey || event.metaKey || event.altKey) return;
  const nodes = renderer.scene.nodes;
  const here = nodes.find(
    (/** @type {SceneNode} */ node) =>
      node.id === (NODE.has(state.sel) || nodes.some((one) => one.id === state.sel) ? state.sel : current.cursor),
  );
  /** @type {Record<string, () => void>} */
  const acts = {
    Enter: () => {
      if (here) {
        select(here.id);
        $("panel").focus();
      }
    },
    e: () => expand(here?.id || ""),
    n: nextEdge,
    "+": () => renderer.zoom(1.25),
    "=": () => renderer.zoom(1.25),
    "-": () => renderer.zoom(0.8),
    0: () => renderer.fit(null),
  };
  const step = STEPS[event.key];
  if (step) {
    const next = here
      ? nextNode(nodes, here, step)
      : [...nodes].sort((a, b) => b.weight - a.weight || compare(a.id, b.id))[0];
    if (next) moveTo(next, renderer);
  } else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
};
