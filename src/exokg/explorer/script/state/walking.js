// The ways between two things over links, shortest first.
import { groupBy } from "../base/packing.js";

export const LONGEST = 4;

/**
 * A link between two things, and how well it is shown.
 * @typedef {{ id: string, claimSubject: string, claimTarget: string, pair: string, studies: number }} Link
 */
/** @type {(link: Link, at: string) => string} */
export const otherEnd = (link, at) => (link.claimSubject === at ? link.claimTarget : link.claimSubject);

/** The best evidenced link of each pair of things. @type {<L extends Link>(links: L[]) => L[]} */
const bestOfPairs = (links) => {
  const best = new Map();
  for (const link of links) if (!(best.get(link.pair)?.studies >= link.studies)) best.set(link.pair, link);
  return [...best.values()];
};

/** How many links each thing is away. @type {<L extends Link>(to: string, around: Map<string, L[]>) => Map<string, number>} */
const distances = (to, around) => {
  const far = new Map([[to, 0]]);
  for (const [at, steps] of far)
    for (const link of around.get(at) || []) {
      const next = otherEnd(link, at);
      if (!far.has(next)) far.set(next, steps + 1);
    }
  return far;
};

/**
 * All ways of up to LONGEST links from one thing to another, each thing once; of a graph too large to walk, some.
 * @template {Link} L
 * @param {string} from
 * @param {string} to
 * @param {L[]} links
 * @returns {L[][]}
 */
export const walk = (from, to, links) => {
  const around = groupBy(bestOfPairs(links), (link) => [link.claimSubject, link.claimTarget]);
  const far = distances(to, around);
  /** @type {L[][]} */
  const paths = [];
  let steps = 0;
  /** @type {(at: string, way: L[], seen: Set<string>) => void} */
  const step = (at, way, seen) => {
    if (at === to) {
      paths.push(way);
      return;
    }
    for (const link of around.get(at) || []) {
      const next = otherEnd(link, at);
      steps += 1;
      if (steps > 200000 || seen.has(next) || way.length + 1 + (far.get(next) ?? LONGEST) > LONGEST) continue;
      step(next, [...way, link], new Set([...seen, next]));
    }
  };
  if (around.has(to)) step(from, [], new Set([from]));
  return paths;
};
/** @type {(links: Link[]) => number} */
export const weakest = (links) => Math.min(...links.map((link) => link.studies));
