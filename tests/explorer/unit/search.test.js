import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { lookUp, nearest, saying } = await import("../../../src/exokg/explorer/script/search/index.js");
const { nameAndTitle, RECORDS, titleOf } = await import("../../../src/exokg/explorer/script/data/evidence.js");
/** @type {[string, string][]} */
const FOUND = [
  ["adipose growth", "source:adipose~term:growth"],
  ["growth vesicles of adipose", "source:adipose~term:growth"],
  ["hair growth", "term:growth"],
  ["  HAIR  Growth ", "term:growth"],
  ["study s2", "s2"],
  ["https://doi.org/10.1000/x", "s2"],
  ["doi: 10.1000/X", "s2"],
  ["doi.org/10.1000/x", "s2"],
  ["www.doi.org/10.1000/x", "s2"],
  ["DOI 10.1000/x", "s2"],
  ["https://pubmed.ncbi.nlm.nih.gov/7/", "s1"],
  ["pubmed.ncbi.nlm.nih.gov/7?from=search", "s1"],
  ["https://www.ncbi.nlm.nih.gov/pubmed/7", "s1"],
  ["PMID: 7", "s1"],
  ["pmid:7", "s1"],
  ["PMID 7", "s1"],
  ["https://pmc.ncbi.nlm.nih.gov/articles/PMC7/", "s1"],
  ["https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/pdf", "s1"],
  ["Vizio et al. 2022", "s1"],
  ["Vizio et al., 2022", "s1"],
  ["NCT 0000 0001", "t1"],
  ["https://clinicaltrials.gov/study/NCT00000001?term=hair", "t1"],
  ["clinicaltrials.gov/ct2/show/NCT00000001", "t1"],
  ["NCT00000001", "t1"],
  ["animal", "filter:rung:animal"],
];
for (const [typed, id] of FOUND)
  test(`“${typed}” finds ${id}`, () =>
    assert.ok(
      lookUp(typed).some((hit) => hit.id === id),
      lookUp(typed)
        .map((hit) => hit.id)
        .join(" "),
    ));

test("of sources with their targets, vesicles come first", () => {
  const pairs = lookUp("stromal hair").flatMap(({ id }) => (id.includes("~") ? id : []));
  assert.deepEqual(pairs, ["source:adipose~term:growth", "source:bone~term:length", "without:adipose~term:growth"]);
});
test("what is spelled otherwise is found all the same", () => {
  assert.deepEqual(lookUp("randomised"), lookUp("randomized"));
});
test("a name that is wrong finds nothing, and what is nearest to it", () => {
  assert.deepEqual(lookUp("adipos stromel"), []);
  assert.match(nearest("adipos stromel")[0].name, /dipose stromal/);
  assert.deepEqual(nearest("zzzzzz"), []);
  for (const typed of ["doi:", "https://doi.org/", " "]) assert.deepEqual([lookUp(typed), nearest(typed)], [[], []]);
  assert.deepEqual(lookUp("https://doi.org/ zzzzzz"), []);
  assert.match(nearest("zzzzzz hair")[0].name, /^hair/i, "of several words, what begins with one of them");
  assert.deepEqual(lookUp("   "), []);
});
test("findings that say every word that is typed are one entry", () => {
  const [said] = saying("hair GROWTH");
  assert.equal(said.id, "filter:says:hair GROWTH");
  assert.match(said.name, /^\d findings? that say/);
  assert.deepEqual(saying("hair unicorn"), []);
  assert.deepEqual(saying("  "), []);
});
test("a record without an author is called by its title once, and a title that nobody saw is no title", () => {
  const record = {
    ...RECORDS[0],
    label: "Engineered Nanovesicles from Fibroblasts",
    titleStatus: "code:titlestatus-shown",
  };
  assert.equal(nameAndTitle({ ...record, cited: "Kim 2022" }), "Kim 2022: Engineered Nanovesicles from Fibroblasts");
  for (const cited of ["Engineered Nanovesicles from … 2022", "Engineered Nanovesicles … (no year)"])
    assert.equal(nameAndTitle({ ...record, cited }), "Engineered Nanovesicles from Fibroblasts");
  const unseen = {
    ...record,
    label: "sheep plasma",
    cited: "sheep plasma 2026",
    titleStatus: "code:titlestatus-not-shown",
  };
  assert.equal(nameAndTitle(unseen), "sheep plasma (title not shown)");
  assert.equal(titleOf(unseen), nameAndTitle(unseen));
});
