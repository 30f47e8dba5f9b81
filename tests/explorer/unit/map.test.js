import assert from "node:assert/strict";
import test from "node:test";
import "./page.js";

const { blankNote, cellWords, gridNow, rungsOf, stylesOf } = await import(
  "../../../src/exokg/explorer/script/views/grid.js"
);
const { go } = await import("../../../src/exokg/explorer/script/state/state.js");
const { fromHash, toHash } = await import("../../../src/exokg/explorer/script/state/address.js");
const { wrap, widthOf } = await import("../../../src/exokg/explorer/script/base/measure.js");
const { csv, fileName } = await import("../../../src/exokg/explorer/script/out/files.js");

/** @type {(ends: GridEnd[]) => string[]} */
const keys = (ends) => ends.map(({ key }) => key);

test("families and groups roll up, and open to their sources and targets", () => {
  const closed = gridNow();
  assert.deepEqual(keys(closed.rows), ["1#stromal cells", "1#not vesicles"]);
  assert.deepEqual(keys(closed.columns), ["5#growth"]);
  go({ open: ["1#stromal cells", "5#growth"] });
  const open = gridNow();
  assert.deepEqual(keys(open.rows), ["1#stromal cells", "1|source:adipose", "1|source:bone", "1#not vesicles"]);
  assert.deepEqual(keys(open.columns), ["5#growth", "5|term:growth", "5|term:length"]);
  const [, adipose] = open.rows;
  const [group, growth] = open.columns;
  const lanes = open.cells.get(`${adipose.key} ${growth.key}`) || [];
  assert.deepEqual(
    rungsOf(lanes).map((dots) => dots.length),
    [0, 0, 2, 0, 0],
  );
  assert.deepEqual(stylesOf(lanes, adipose, growth), ["up"]);
  assert.deepEqual(stylesOf(lanes, adipose, group), [], "the directions of a group are never added up");
  assert.match(
    cellWords(lanes, adipose, growth),
    /^vesicles of adipose stromal cells, hair growth: 2 independent studies; increases; animal/,
  );
  go({ open: [] });
});

test("people only, and two rows compared", () => {
  go({ show: ["people"] });
  assert.equal(gridNow().cells.get("1#stromal cells 5#growth")?.length, 1);
  go({ show: [], pins: ["1#not vesicles"] });
  assert.equal(gridNow().rows.length, 2, "one row alone is not compared");
  go({ open: ["1#stromal cells"], pins: ["1#not vesicles", "1|source:bone"] });
  assert.deepEqual(keys(gridNow().rows), ["1|source:bone", "1#not vesicles"]);
  go({ open: [], pins: [] });
});

test("a blank says what it means", () => {
  assert.match(blankNote(gridNow().rows[0]), /^4 studies not read in full: a blank may be in what was not read$/);
});

test("an address holds the state and gives it back", () => {
  const hash = "#view=lanes&sel=a~b&focus=a&open=1%23x~5%23y&pair=2&f.rung=animal";
  const state = fromHash(hash, "ladder");
  assert.deepEqual(
    [state.view, state.sel, state.focus, state.open, state.pair],
    ["lanes", "a~b", "a", ["1#x", "5#y"], 2],
  );
  assert.deepEqual(fromHash(toHash(state), "ladder"), state);
  assert.equal(fromHash("#view=nonsense", "ladder").view, "ladder");
});

test("text is broken to a width, and cut where it does not fit", () => {
  assert.deepEqual(wrap("hair follicle stem cells", 80), ["hair follicle", "stem cells"]);
  const lines = wrap("a very long name that will never fit in here", 60, 2);
  assert.equal(lines.length, 2);
  assert.ok(lines[1].endsWith("…") && widthOf(lines[1]) <= 60);
});

test("file names say what they hold; no cell begins a formula", () => {
  assert.equal(fileName(["map", "people outcomes", ""], "svg"), "exokg-map-people-outcomes-9.9.svg");
  assert.equal(csv(["a"], [["=1+1"], ["-2"], ['say "x", y']]), 'a\r\n\'=1+1\r\n-2\r\n"say ""x"", y"\r\n');
});
