import assert from "node:assert/strict";
import test from "node:test";
import { groupBy, rowsOf, unpackColumn } from "../../../src/exokg/explorer/script/base/packing.js";
import { compare, independentStudies, plain, plural } from "../../../src/exokg/explorer/script/base/text.js";

test("hidden and turning characters are shown by their code point", () => {
  assert.equal(plain("a\u202eb\u0000c"), "a[U+202E]b[U+0000]c");
  assert.equal(plain("β – ok\n"), "β – ok\n");
});

test("numbers are written with their noun", () => {
  assert.deepEqual([plural(1, "finding"), plural(1200, "finding")], ["1 finding", "1,200 findings"]);
  assert.equal(independentStudies(2), "2 independent studies");
  assert.deepEqual(["b", "a", "B"].sort(compare), ["B", "a", "b"]);
});

test("rows are grouped by one key or by each of several", () => {
  const groups = groupBy([{ k: ["a", "b"] }, { k: "b" }, { k: undefined }], (row) => row.k);
  assert.deepEqual(
    [...groups].map(([key, own]) => [key, own.length]),
    [
      ["a", 1],
      ["b", 2],
    ],
  );
});

test("a packed column gives one value for each row", () => {
  assert.deepEqual(unpackColumn({ v: ["x", null] }, 2), ["x", undefined]);
  assert.deepEqual(unpackColumn({ d: ["a", "b"], i: [1, -1, [0, 1]] }, 3), ["b", undefined, ["a", "b"]]);
  assert.deepEqual(unpackColumn({ d: ["a"], i: [0], at: [2] }, 3), [undefined, undefined, "a"]);
});

test("a column of several values is a list in each row that has any", () => {
  const table = {
    n: 2,
    kinds: {},
    many: ["via"],
    columns: { id: { v: ["f1", "f2"] }, via: { d: ["p"], i: [0], at: [1] } },
  };
  assert.deepEqual(rowsOf("findings", table), [
    { table: "findings", id: "f1" },
    { table: "findings", id: "f2", via: ["p"] },
  ]);
});
