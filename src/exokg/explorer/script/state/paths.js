// Paths between two things over claims: what was reported together, never a proven mechanism.

import { compare } from "../base/text.js";
import { CLAIMS, CLAIMS_OF } from "../data/evidence.js";
import { shownFindings } from "./filters.js";
import { state } from "./state.js";
import { walk, weakest } from "./walking.js";

const MOST_PATHS = 12;
/** @type {{ key: string, paths: Claim[][] }} */
let found = { key: "", paths: [] };

// Shorter first, then better evidenced at the weakest link, then fewer well-connected go-betweens.
/** @type {(claims: Claim[]) => number} */
const crowd = (claims) => claims.reduce((sum, claim) => sum + (CLAIMS_OF.get(claim.claimTarget) || []).length, 0);
/** @type {(a: Claim[], b: Claim[]) => number} */
const rankPaths = (a, b) =>
  a.length - b.length ||
  weakest(b) - weakest(a) ||
  crowd(a) - crowd(b) ||
  compare(a.map((c) => c.id).join(), b.map((c) => c.id).join());

export const pathsNow = () => {
  if (state.path.length !== 2) return [];
  const key = JSON.stringify([state.path, state.facets, state.retracted]);
  if (found.key !== key) {
    const usable = CLAIMS.filter((claim) => shownFindings(claim).length);
    found = { key, paths: walk(state.path[0], state.path[1], usable).sort(rankPaths).slice(0, MOST_PATHS) };
  }
  return found.paths;
};
export const currentPath = () => pathsNow()[Math.min(state.nth, pathsNow().length - 1)] || [];
export const pathClaims = () => new Set(currentPath().map((claim) => claim.id));
