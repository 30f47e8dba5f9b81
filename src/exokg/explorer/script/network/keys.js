import { $, announce } from "../base/dom.js";
import { compare, independentStudies, plural } from "../base/text.js";
import { CLAIMS_OF } from "../data/evidence.js";
import { kindOf, NODE, thing } from "../data/things.js";
import { claimText } from "../panel/parts.js";
import { shownFindings } from "../state/filters.js";
import { select, state } from "../state/state.js";
import { current, expand } from "./current.js";

// The nearest node in the direction of an arrow key, ahead rather than aside.
const nextNode = (from, dx, dy) => {
  let best = null;
  for (const node of current.renderer.scene.nodes) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    if (node.id === from.id || ahead <= 0) continue;
    const cost = ahead + 2.5 * Math.abs(x * dy - y * dx);
    if (!best || cost < best.cost) best = { cost, node };
  }
  return best?.node;
};
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const moveTo = (node) => {
  current.cursor = node.id;
  select(node.id);
  const at = current.renderer.onScreen(node.id);
  const { clientWidth: width, clientHeight: height } = $("canvas");
  if (at.x < 40 || at.y < 40 || at.x > width - 40 || at.y > height - 40)
    current.renderer.pan(at.x - width / 2, at.y - height / 2);
  const claims = (CLAIMS_OF.get(node.id) || []).length;
  announce(NODE.has(node.id) ? `${node.label}, ${kindOf(node.id)}, ${plural(claims, "claim")}` : node.label);
};
const nextEdge = () => {
  const chosen = thing(state.sel);
  const node = NODE.has(state.sel)
    ? state.sel
    : chosen && chosen.table === "claims"
      ? current.cursor || chosen.claimSource
      : current.cursor;
  const claims = (CLAIMS_OF.get(node) || []).filter((claim) => shownFindings(claim).length);
  if (!claims.length) return;
  current.cursor = node;
  const claim = claims[(claims.findIndex((one) => one.id === state.sel) + 1) % claims.length];
  select(claim.id);
  announce(`${claimText(claim)}, ${independentStudies(claim.studies)}`);
};

export const graphKey = (event) => {
  if (!current.renderer || event.ctrlKey || event.metaKey || event.altKey) return;
  const nodes = current.renderer.scene.nodes;
  const here = nodes.find(
    (node) =>
      node.id === (NODE.has(state.sel) || nodes.some((one) => one.id === state.sel) ? state.sel : current.cursor),
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
    "+": () => current.renderer.zoom(1.25),
    "=": () => current.renderer.zoom(1.25),
    "-": () => current.renderer.zoom(0.8),
    0: () => current.renderer.fit(null),
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
