import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { has, rangeOf, valuesOf } = await import("../../../src/exokg/explorer/script/data/facets.js");
const { findingById } = await import("../../../src/exokg/explorer/script/data/evidence.js");
const found = /** @type {Finding} */ (findingById("f2"));

test("a range is open at an end that is empty", () => {
  assert.deepEqual(rangeOf("2020..2023"), [2020, 2023]);
  assert.deepEqual(rangeOf("2020.."), [2020, Infinity]);
  assert.deepEqual(rangeOf("..5"), [-Infinity, 5]);
  assert.deepEqual(rangeOf("7"), [7, 7]);
});
test("a value is followed through the tables, and its lack is said", () => {
  assert.deepEqual(valuesOf("rung", found), ["animal"]);
  assert.match(valuesOf("year", found)[0], /^(not read|not reported|20\d\d)$/);
});
test("words are looked for in any order, whole filters by their values", () => {
  assert.ok(has("rung", found, ["in vitro", "animal"]));
  assert.ok(!has("rung", found, ["in vitro"]));
  assert.ok(!has("year", found, ["3000..3001"]));
  assert.ok(has("says", found, ["growth hair"]));
  assert.ok(!has("says", found, ["growth unicorn"]));
});
