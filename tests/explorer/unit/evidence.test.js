import assert from "node:assert/strict";
import test from "node:test";
import "./page.js";

const { isSeparable, isTogether } = await import("../../../src/exokg/explorer/script/data/evidence.js");
const { rungList } = await import("../../../src/exokg/explorer/script/parts/badges.js");

test("what nothing is said of, such as a placebo's finding, is neither separable nor given with something else", () => {
  /** @type {{ rung: string, separability?: string }} */
  const placebo = { rung: "code:rung-uncontrolled-human" };
  const told = { ...placebo, separability: "code:separability-separable" };
  const beside = { ...placebo, separability: "code:separability-not-known" };
  assert.deepEqual([placebo, told, beside].map(isSeparable), [false, true, false]);
  assert.deepEqual([placebo, told, beside].map(isTogether), [false, false, true]);
  const [alone, both] = [[placebo], [placebo, told]].map((findings) => rungList(/** @type {any} */ (findings)));
  assert.equal(alone, `${both} (none separable)`);
});
