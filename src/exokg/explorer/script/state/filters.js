// Filters: values with counts. A count says how many findings would be left, given the other filters.

import { byText } from "../base/text.js";
import { EFFECTS, FINDINGS_OF, facetValues, sourcesOf } from "../data/evidence.js";
import { RUNGS } from "../data/things.js";
import { onChange, state } from "./state.js";

/** @type {Record<string, string>} */
export const FACETS = {
  source: "Subject",
  sourceKind: "Kind of subject",
  species: "Species",
  rung: "Rung",
  design: "Design",
  targetKind: "Kind of target",
  direction: "Direction",
  contrast: "Contrast",
  readingDepth: "Reading depth",
  year: "Year",
  status: "Status",
  sponsor: "Sponsor",
  coIntervention: "Co-intervention",
};

const passesFacet = (/** @type {Filtered} */ item, /** @type {string} */ facet, /** @type {string[]} */ chosen) =>
  !chosen?.length || item.facets[facet].some((/** @type {string} */ value) => chosen.includes(value));
export const passes = (/** @type {Filtered} */ item, /** @type {string} */ except = "") =>
  (state.retracted || !item.retracted) &&
  Object.entries(state.facets).every(
    ([facet, chosen]) => facet === except || !FACETS[facet] || passesFacet(item, facet, chosen),
  );

/** @type {Set<Finding> | null} */
let passing = null;
onChange((/** @type {Changed} */ changed) => {
  if (changed.has("facets") || changed.has("retracted")) passing = null;
});
export const shown = () => {
  if (!passing) passing = new Set(EFFECTS.filter((finding) => passes(finding)));
  return passing;
};
export const filtered = () => Object.values(state.facets).some((values) => values.length);
export const shownFindings = (/** @type {Claim} */ claim) =>
  filtered() ? claim.findings.filter((/** @type {Finding} */ finding) => shown().has(finding)) : claim.findings;

// A record is shown where one of its findings is, or, if it has none, where its own values pass.
const ownItem = (/** @type {RecordRow} */ record) => ({
  retracted: false,
  facets: facetValues({ countedUnder: sourcesOf(record)[0], rung: record.rung }, record),
});
export const recordShown = (/** @type {RecordRow} */ record) => {
  if (!filtered()) return true;
  const findings = FINDINGS_OF.get(record.id) || [];
  return findings.length
    ? findings.some((finding) => passes({ ...finding, retracted: false }))
    : passes(ownItem(record));
};

export const counts = (/** @type {string} */ facet) => {
  const tally = new Map();
  for (const finding of EFFECTS) {
    if (!passes(finding, facet)) continue;
    for (const value of finding.facets[facet]) tally.set(value, (tally.get(value) || 0) + 1);
  }
  for (const value of state.facets[facet] || []) if (!tally.has(value)) tally.set(value, 0);
  return tally;
};

/** How the values of a facet are ordered. @type {(facet: string) => (a: [string, number], b: [string, number]) => number} */
export const orderOf = (facet) => {
  if (facet === "rung") return ([a], [b]) => ((RUNGS.indexOf(a) + 9) % 9) - ((RUNGS.indexOf(b) + 9) % 9);
  if (facet === "year") return ([a], [b]) => byText(b, a);
  return ([a, m], [b, n]) => n - m || byText(a, b);
};
