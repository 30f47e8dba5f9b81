// Writes what a page says, as JSON: the verdict of every source and target, and the findings of every value of a filter.
import { readFileSync } from "node:fs";

const [, data] = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(readFileSync(0, "utf8")) || [];
const nothing = () => {};
Object.assign(globalThis, {
  document: { getElementById: () => ({ textContent: data }), addEventListener: nothing },
  window: { matchMedia: () => ({ matches: false, addEventListener: nothing }), addEventListener: nothing },
  location: { hash: "" },
  history: { replaceState: nothing, pushState: nothing },
});
const { pairLanes, shownLanes, targetOf } = await import("../../../src/exokg/explorer/script/data/lanes.js");
const { verdict, verdictText } = await import("../../../src/exokg/explorer/script/data/verdict.js");

const { EFFECTS } = await import("../../../src/exokg/explorer/script/data/evidence.js");
const { FACETS, SAYS, valuesOf } = await import("../../../src/exokg/explorer/script/data/facets.js");

/** @type {Record<string, string>} */
const verdicts = {};
for (const { source, row, ...lane } of shownLanes()) {
  const target = targetOf(/** @type {Lane} */ ({ source, row, ...lane })).id;
  const lanes = pairLanes(source.id, target);
  if (lanes.every((one) => one.row.countedUnder === source.id))
    verdicts[`${source.id} ${target}`] ??= verdictText(verdict(lanes));
}
/** @type {Record<string, Record<string, string[]>>} */
const facets = {};
for (const name of FACETS.keys())
  for (const finding of EFFECTS)
    for (const value of name === SAYS || finding.retracted ? [] : valuesOf(name, finding)) {
      facets[name] ??= {};
      facets[name][value] ??= [];
      facets[name][value].push(finding.id);
    }
process.stdout.write(JSON.stringify({ verdicts, facets }));
