import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { groupBy, payloadOf, rowsOf } from "../../../src/exokg/explorer/script/base/rows.js";
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

test("a row has what its table holds of it", () => {
  /** @type {PackedTable} */
  const table = {
    kinds: {},
    columns: ["id", "via"],
    count: 2,
    steps: [
      [0, 1],
      ["1", [2, -2]],
    ],
  };
  assert.deepEqual(rowsOf("findings", table, ["f1", "f2", "p"]), [
    { table: "findings", id: "f1" },
    { table: "findings", id: "f2", via: ["p", "f1"] },
  ]);
});

test("the browser inflates what the page holds", async () => {
  const held = { meta: { title: "β – ok" } };
  assert.deepEqual(await payloadOf(deflateSync(JSON.stringify(held)).toString("base64")), held);
  await assert.rejects(payloadOf("eJyrVg"));
});
