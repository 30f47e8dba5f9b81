// Filters: values with counts. A count says how many findings would be left, given the other filters.

import { byText } from "../base/text.js";
import { EFFECTS, FINDINGS_OF, findingById } from "../data/evidence.js";
import { FACETS, has, standIn, valuesOf } from "../data/facets.js";
import { RUNGS } from "../data/things.js";
import { onChange, state } from "./state.js";

/** @type {(finding: FindingsRow, except?: string) => boolean} */
const fits = (finding, except = "") =>
  Object.entries(state.facets).every(
    ([facet, chosen]) => facet === except || !chosen.length || !FACETS.has(facet) || has(facet, finding, chosen),
  );
/** @type {(finding: Finding, except?: string) => boolean} */
export const passes = (finding, except) => (state.retracted || !finding.retracted) && fits(finding, except);

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
/** The findings of a claim that pass the filters. @type {(claim: Claim) => Finding[]} */
export const shownFindings = ({ supportedBy = [] }) => {
  const findings = supportedBy.flatMap((id) => findingById(id) || []);
  return filtered() ? findings.filter((finding) => shown().has(finding)) : findings;
};

// A record is shown where one of its findings is, or, if it has none, where its own values pass.
/** @type {(record: RecordRow) => boolean} */
export const recordShown = (record) =>
  !filtered() || (FINDINGS_OF.get(record.id) || [standIn(record)]).some((finding) => fits(finding));

export const counts = (/** @type {string} */ facet) => {
  const tally = new Map();
  for (const finding of EFFECTS) {
    if (!passes(finding, facet)) continue;
    for (const value of valuesOf(facet, finding)) tally.set(value, (tally.get(value) || 0) + 1);
  }
  for (const value of state.facets[facet] || []) if (!tally.has(value)) tally.set(value, 0);
  return tally;
};

/** How the values of a facet are ordered. @type {(facet: string) => (a: [string, number], b: [string, number]) => number} */
export const orderOf = (facet) => {
  if (facet === "rung") return ([a], [b]) => ((RUNGS.indexOf(a) + 9) % 9) - ((RUNGS.indexOf(b) + 9) % 9);
  if (FACETS.get(facet)?.kind === "number") return ([a], [b]) => byText(b, a);
  return ([a, m], [b, n]) => n - m || byText(a, b);
};
