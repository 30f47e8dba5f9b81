// Paths between two things over claims: what was reported together, never a proven mechanism.

import { compare } from "../base/text.js";
import { CLAIMS, CLAIMS_OF } from "../data/evidence.js";
import { shownFindings } from "./filters.js";
import { state } from "./state.js";

export const LONGEST = 4;
const MOST_PATHS = 12;
let found = { key: "", paths: [] };

const walk = (from, to, usable) => {
  const paths = [];
  const best = new Map();
  for (const claim of usable) {
    const known = best.get(claim.pair);
    if (!known || claim.studies > known.studies) best.set(claim.pair, claim);
  }
  const around = new Map();
  for (const claim of best.values())
    for (const end of [claim.claimSource, claim.claimTarget]) {
      if (!around.has(end)) around.set(end, []);
      around.get(end).push(claim);
    }
  const far = distances(to, around);
  let steps = 0;
  const step = (at, claims, seen) => {
    if (at === to) {
      paths.push([...claims]);
      return;
    }
    for (const claim of around.get(at) || []) {
      const next = claim.claimSource === at ? claim.claimTarget : claim.claimSource;
      steps += 1;
      if (steps > 200000 || seen.has(next) || !(claims.length + 1 + far.get(next) <= LONGEST)) continue;
      seen.add(next);
      step(next, [...claims, claim], seen);
      seen.delete(next);
    }
  };
  if (around.has(from) && around.has(to)) step(from, [], new Set([from]));
  return paths;
};

const distances = (to, around) => {
  const far = new Map([[to, 0]]);
  const queue = [to];
  while (queue.length) {
    const at = queue.shift();
    for (const claim of around.get(at) || [])
      for (const end of [claim.claimSource, claim.claimTarget]) {
        if (!far.has(end)) {
          far.set(end, far.get(at) + 1);
          queue.push(end);
        }
      }
  }
  return far;
};

// Shorter first, then better evidenced at the weakest link, then fewer well-connected go-betweens.
export const weakest = (claims) => Math.min(...claims.map((claim) => claim.studies));
const crowd = (claims) => claims.reduce((sum, claim) => sum + (CLAIMS_OF.get(claim.claimTarget) || []).length, 0);
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
export const pathClaims = () => new Set(state.path.length === 2 ? currentPath().map((claim) => claim.id) : []);
