import { CLAIMS_OF, CLAIMS_OF_FINDING, claimById, FINDINGS_OF, PAIRS } from "../data/evidence.js";
import { thing } from "../data/things.js";
import { currentPath } from "../state/paths.js";
import { state } from "../state/state.js";

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
      nodes.add(claim.claimSource);
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
