// What the graph view draws now: claims that pass the filters, and what expanded nodes add.

import { groupBy } from "../base/packing.js";
import { compare } from "../base/text.js";
import { isCargo } from "../data/effects.js";
import { CLAIMS, CLAIMS_OF, CLAIMS_OF_FINDING, claimById, FINDINGS_OF, independent, PAIRS } from "../data/evidence.js";
import { label, NODE, rank, thing } from "../data/things.js";
import { shortName } from "../parts/badges.js";
import { narrow } from "../state/address.js";
import { filtered, shownFindings } from "../state/filters.js";
import { currentPath, pathClaims } from "../state/paths.js";
import { state } from "../state/state.js";
import { FILL } from "./shapes.js";

// Which nodes and edges the selection lights up; the same answer serves every view.
/** @returns {Chosen | null} */
export const chosenIn = (/** @type {Scene} */ scene) => {
  /** @type {Set<string>} */
  const nodes = new Set();
  /** @type {Set<string>} */
  const edges = new Set();
  const light = (/** @type {Claim | undefined} */ claim) => {
    if (claim) {
      edges.add(claim.id);
      nodes.add(claim.claimSubject);
      nodes.add(claim.claimTarget);
    }
  };
  const chosen = thing(state.sel);
  if (state.path.length === 2) for (const claim of currentPath()) light(claim);
  else if (!state.sel) return null;
  else if (state.sel.startsWith("cell:")) (PAIRS.get(state.sel.slice(5)) || []).forEach(light);
  else if (!chosen) return null;
  else if (chosen.table === "claims") light(claimById(chosen.id));
  else if (chosen.table === "findings") {
    (CLAIMS_OF_FINDING.get(chosen.id) || []).forEach(light);
    nodes.add(chosen.id);
    nodes.add(chosen.reportedBy || "");
    edges.add(`by|${chosen.id}`);
  } else if (chosen.table === "records") {
    for (const finding of FINDINGS_OF.get(chosen.id) || []) {
      (CLAIMS_OF_FINDING.get(finding.id) || []).forEach(light);
      nodes.add(finding.id);
      edges.add(`by|${finding.id}`);
    }
    nodes.add(chosen.id);
  } else {
    nodes.add(chosen.id);
    for (const claim of CLAIMS_OF.get(chosen.id) || []) light(claim);
    for (const edge of scene.edges)
      if (!edge.effect && edges.size && nodes.size) {
        const f = thing(edge.to);
        if (f && (CLAIMS_OF_FINDING.get(f.id) || []).some((claim) => edges.has(claim.id))) {
          edges.add(edge.id);
          nodes.add(edge.from);
          nodes.add(edge.to);
        }
      }
  }
  /** @type {(ids: Set<string>, known: { has: (id: string) => boolean }) => Set<string>} */
  const present = (ids, known) => new Set([...ids].filter((id) => known.has(id)));
  const own = new Set(scene.edges.map((/** @type {SceneEdge} */ edge) => edge.id));
  const kept = {
    nodes: present(nodes, scene.byId),
    edges: present(edges, own),
    main: state.path.length === 2 ? "" : state.sel,
  };
  return kept.nodes.size ? { ...kept, key: `${state.sel}|${state.path.join("|")}|${state.nth}` } : null;
};

export const LAYERS = { molecules: "Molecules", cargo: "Cargo" };
export const MOST_NODES = 150;
export const MOST_EDGES = 300;
export const isMolecule = (/** @type {string} */ id) => NODE.get(id)?.shape === "diamond";

const layerShown = (/** @type {Claim} */ claim) => {
  if (state.expand.includes(claim.claimSubject) || state.expand.includes(claim.claimTarget)) return true;
  if (isCargo(claim.claimEffect)) return state.layers.includes("cargo");
  return state.layers.includes("molecules") || !(isMolecule(claim.claimTarget) || isMolecule(claim.claimSubject));
};
const inSight = (/** @type {Claim} */ claim) =>
  shownFindings(claim).length > 0 && (layerShown(claim) || claim.id === state.sel || pathClaims().has(claim.id));

const edgeOf = (
  /** @type {Claim} */ claim,
  /** @type {number} */ place,
  /** @type {number} */ count,
  /** @type {number} */ most,
) => {
  const studies = filtered() ? independent(shownFindings(claim)) : claim.studies;
  const curve = count === 1 ? 0 : count === 2 ? [1, -1][place] : [0, 1, -1, 2, -2][place % 5];
  return {
    id: claim.id,
    from: claim.claimSubject,
    to: claim.claimTarget,
    effect: claim.claimEffect,
    curve,
    width: 1.2 + (6 * Math.log2(studies || 1)) / Math.log2(Math.max(8, most)),
    strong: studies > most / 12 && (studies > 1 || rank(claim.highestRung) >= 4),
    mark: claim.disagreesWith && place === 0 ? "≠" : "",
    studies,
  };
};
// A star has little inside: it is drawn larger, so that its fill can be told.
const STAR_SIZE = 1.35;
// On a narrow screen the graph is turned to stand upright.
/** @type {(at: [number, number]) => [number, number]} */
const turned = ([x, y]) => (narrow() ? [y, x] : [x, y]);

/** @type {(at: string) => [number, number]} */
const pointOf = (at) => /** @type {[number, number]} */ (at.split(" ").map(Number));
const nodeOf = (/** @type {string} */ id, /** @type {number} */ weight) => {
  const at = /** @type {{ shape: Shape, x: number, y: number }} */ (NODE.get(id));
  const [x, y] = turned([at.x, at.y]);
  return {
    id,
    x,
    y,
    shape: at.shape,
    fill: FILL[at.shape],
    size: (10 + Math.min(8, Math.sqrt(weight) * 2)) * (narrow() ? 2.1 : 1) * (at.shape === "star" ? STAR_SIZE : 1),
    label: label(id),
    weight,
  };
};

// A drawing of everything is a ball: past 150 nodes or 300 edges the best evidenced are drawn, and what is
// chosen. "All" is a layer of its own; the matrix and the tables never leave anything out.
const best = (/** @type {Iterable<[string, number]>} */ tally, /** @type {number} */ most) =>
  [...tally]
    .sort(([a, m], [b, n]) => n - m || compare(a, b))
    .slice(0, most)
    .map(([id]) => id);
const limited = (/** @type {Claim[]} */ claims) => {
  if (state.layers.includes("everything")) return claims;
  const weight = new Map();
  for (const claim of claims)
    for (const end of [claim.claimSubject, claim.claimTarget]) weight.set(end, (weight.get(end) || 0) + claim.studies);
  const nodes = new Set([...best(weight, MOST_NODES), ...state.path, ...state.expand]);
  const among = claims.filter(
    (/** @type {Claim} */ claim) => nodes.has(claim.claimSubject) && nodes.has(claim.claimTarget),
  );
  const edges = new Set(
    best(
      among.map((/** @type {Claim} */ claim) => [claim.id, claim.studies]),
      MOST_EDGES,
    ),
  );
  const asked = new Set([state.sel, ...state.expand, ...pathClaims()]);
  const cell = state.sel.startsWith("cell:") ? state.sel.slice(5) : "";
  return claims.filter(
    (/** @type {Claim} */ claim) =>
      edges.has(claim.id) ||
      asked.has(claim.id) ||
      asked.has(claim.claimSubject) ||
      asked.has(claim.claimTarget) ||
      claim.pair === cell,
  );
};

/** A mark that an expanded node adds. @type {(id: string, at: string, shape: Shape, size: number, name: string, weight: number) => SceneNode} */
const added = (id, at, shape, size, name, weight) => {
  const [x, y] = turned(pointOf(at));
  return { id, x, y, shape, fill: FILL[shape], size, label: name, weight };
};
const expansion = (/** @type {Claim[]} */ claims) => {
  /** @type {Map<string, SceneNode>} */
  const nodes = new Map();
  /** @type {SceneEdge[]} */
  const edges = [];
  const open = claims.filter((claim) =>
    state.expand.some((id) => id === claim.claimSubject || id === claim.claimTarget),
  );
  for (const { id, at, record } of open.flatMap(shownFindings)) {
    if (!at || !record.at) continue;
    nodes.set(id, added(id, at, "dot", 6, id.split("_").pop() || id, 0.1));
    nodes.set(record.id, added(record.id, record.at, "box", 8, shortName(record), 0.5));
    const [from, to] = [record.id, id];
    edges.push({ id: `by|${id}`, from, to, effect: "", curve: 0, width: 1, strong: false, mark: "", studies: 0 });
  }
  return { nodes: [...nodes.values()], edges };
};

export const makeScene = () => {
  const possible = CLAIMS.filter(inSight);
  const claims = limited(possible);
  const pairs = groupBy(claims, (one) => one.pair);
  const most = claims.reduce(
    (/** @type {number} */ high, /** @type {Claim} */ claim) => Math.max(high, claim.studies),
    1,
  );
  const edges = [...pairs.values()].flatMap((same) =>
    same.map((claim, place) => edgeOf(claim, place, same.length, most)),
  );
  const weight = new Map();
  for (const edge of edges)
    for (const end of [edge.from, edge.to]) weight.set(end, (weight.get(end) || 0) + edge.studies);
  const more = expansion(claims);
  const nodes = [...[...weight].map(([id, sum]) => nodeOf(id, sum)), ...more.nodes];
  return {
    nodes,
    edges: [...edges, ...more.edges],
    byId: new Map(nodes.map((node) => [node.id, node])),
    left: possible.length - claims.length,
  };
};
