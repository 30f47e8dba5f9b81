// Writes the verdict of every source and target of a page: the page on stdin, JSON on stdout.
import { readFileSync } from "node:fs";

const [, data] = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(readFileSync(0, "utf8")) || [];
const nothing = () => {};
Object.assign(globalThis, {
  document: { getElementById: () => ({ textContent: data }), addEventListener: nothing },
  window: { matchMedia: () => ({ matches: false, addEventListener: nothing }), addEventListener: nothing },
  location: { hash: "" },
  history: { replaceState: nothing, pushState: nothing },
});
const { pairLanes, shownLanes, targetOf } = await import("../../../src/exokg/explorer/script/data/lanes.js");
const { verdict, verdictText } = await import("../../../src/exokg/explorer/script/data/verdict.js");

/** @type {Record<string, string>} */
const found = {};
for (const { source, row, ...lane } of shownLanes()) {
  const target = targetOf(/** @type {Lane} */ ({ source, row, ...lane })).id;
  const lanes = pairLanes(source.id, target);
  if (lanes.every((one) => one.row.countedUnder === source.id))
    found[`${source.id} ${target}`] ??= verdictText(verdict(lanes));
}
process.stdout.write(JSON.stringify(found));
