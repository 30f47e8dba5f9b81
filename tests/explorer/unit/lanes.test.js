import assert from "node:assert/strict";
import test from "node:test";
import "./page.js";

const { GATE, ITEMS, LANES, lanesThrough, pairLanes, shortly, studiesOf } = await import(
  "../../../src/exokg/explorer/script/data/lanes.js"
);
const { boxesOf } = await import("../../../src/exokg/explorer/script/lanes/boxes.js");
const { columnsOf } = await import("../../../src/exokg/explorer/script/lanes/measures.js");
const { layout, outline } = await import("../../../src/exokg/explorer/script/lanes/layout.js");
const { boxSentence, strandSentence } = await import("../../../src/exokg/explorer/script/lanes/say.js");
const { verdict, verdictText } = await import("../../../src/exokg/explorer/script/data/verdict.js");
const { dotsOf } = await import("../../../src/exokg/explorer/script/data/rungs.js");
const { go } = await import("../../../src/exokg/explorer/script/state/state.js");

const ALL = [1, 2, 3, 4, 5];
/** @type {(options?: object, lanes?: Lane[]) => LanesLayout} */
const draw = (options = {}, lanes = LANES) =>
  layout(lanes, { columns: ALL, width: 1300, height: 600, focus: "", open: [], ...options });
/** @type {(picture: LanesLayout, from: string, to: string) => Strand[]} */
const strands = (picture, from, to) => picture.strands.filter((one) => one.from.key === from && one.to.key === to);

test("a lane for each finding, and for each report of a study about harm", () => {
  assert.deepEqual(
    LANES.map(({ id }) => id),
    ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "h1"],
  );
  assert.equal(studiesOf(lanesThrough(["term:growth"])), 4, "s2 and s3 share a cohort");
});

test("a source is named shortly in the picture, and what holds no vesicles keeps its whole name", () => {
  const names = new Map(ITEMS.map((item) => [item.id, shortly(item)]));
  assert.equal(names.get("source:adipose"), "adipose stromal cells");
  assert.equal(names.get("without:adipose"), "medium of adipose stromal cells");
});

test("a strand holds one direction and separability, and is as wide as its independent studies", () => {
  const picture = draw();
  const growth = strands(picture, GATE, "5#growth");
  assert.deepEqual(growth.map(({ style, separable, studies }) => [style, separable, studies]).sort(), [
    ["down", false, 1],
    ["none", true, 1],
    ["plain", true, 1],
    ["up", false, 1],
    ["up", true, 2],
  ]);
  for (const strand of picture.strands) assert.ok(strand.thick >= strand.studies * picture.unit - 1e-9);
});

test("a mechanism that is only named takes no direction from the outcome", () => {
  const into = strands(draw(), "3#mice", "4#Wnt");
  assert.deepEqual(
    into.map(({ style, lanes }) => [style, lanes[0].id]),
    [["named", "f2"]],
  );
  assert.deepEqual(
    pairLanes("source:adipose", "GO:wnt").map(({ id }) => id),
    ["f1", "f8"],
    "f2 names it on the way to hair growth",
  );
});

test("findings without a named step pass one box", () => {
  const gate = draw().boxes.get(GATE);
  assert.deepEqual(
    [...(gate?.lanes || [])].map(({ id }) => id),
    ["f3", "f4", "f5", "f6", "f7", "f9", "h1"],
  );
});

test("groups open in place, and a picture of one thing has its items", () => {
  const open = draw({ open: ["5#growth"] });
  assert.ok(open.boxes.has("5|term:growth") && open.boxes.has("5|term:length"));
  assert.ok(!open.boxes.has("5#growth") && open.boxes.has("1#stromal cells"));
  const { boxes } = boxesOf(lanesThrough(["term:length"]), ALL, { focus: "term:length", open: [] });
  assert.ok(boxes.has("1|source:bone"));
});

test("the same lanes have the same places, whatever their order; no box overlaps another", () => {
  /** @type {(picture: LanesLayout) => (string | number)[][]} */
  const told = (picture) =>
    [...picture.boxes.values()]
      .map(({ key, x, middle, height }) => [key, x, middle.toFixed(3), height.toFixed(3)])
      .sort();
  assert.deepEqual(told(draw()), told(draw({}, [...LANES].reverse())));
  for (const column of draw().columns.values())
    for (const [nth, box] of column.entries())
      if (nth) assert.ok(box.middle - box.height / 2 >= column[nth - 1].middle + column[nth - 1].height / 2);
});

test("the tested-in column keeps the order of the rungs, the box without a mechanism comes last", () => {
  const picture = draw();
  assert.deepEqual(
    picture.columns.get(3)?.map(({ key }) => key),
    ["3#cells in a dish", "3#mice", "3#people, controlled"],
  );
  assert.equal(picture.columns.get(4)?.at(-1)?.key, GATE);
});

test("two columns make a picture for a phone; many studies are folded away", () => {
  const pair = draw(
    { columns: [1, 5], width: 360 },
    LANES.filter((lane) => lane.outcome),
  );
  assert.deepEqual([...pair.columns.keys()], [1, 5]);
  assert.match(outline(pair.strands[0], 4), /^M[\d.]+ /);
  const many = Array.from({ length: 91 }, (_, nth) => ({ ...LANES[2], study: `x${nth}`, cohorts: [`x${nth}`] }));
  assert.deepEqual([...draw({}, many).columns.keys()], [1, 3, 4, 5]);
});

test("a strand and a box say what they hold, with the things themselves", () => {
  const picture = draw();
  const [strand] = strands(picture, GATE, "5#growth").filter(({ style, separable }) => style === "down" && !separable);
  assert.equal(
    strandSentence(strand),
    "Vesicles of bone stromal cells decreased hair length, in scalp (1 independent study, not separable from what was given with them).",
  );
  const wnt = picture.boxes.get("4#Wnt");
  assert.match(wnt ? boxSentence(wnt) : "", /Followed to an outcome within 1 study; .* joins different studies\.$/);
});

test("what a placebo alone was followed by is drawn as no effect, and says so", () => {
  const [strand] = draw().strands.filter(({ from, style }) => from.key === GATE && style === "plain");
  assert.equal(
    strandSentence(strand),
    "Salt water served as the comparison for hair length, in scalp (1 independent study).",
  );
  const lanes = pairLanes("CHEBI:salt", "term:length");
  assert.equal(verdictText(verdict(lanes)), "Given for comparison, in 1 study; not an effect on it.");
  assert.deepEqual(dotsOf(lanes), []);
});

test("an experiment on the way to an effect that names no step, or ends in one, has a whole sentence", () => {
  const [tested, ended] = [LANES[2], LANES[0]].map((lane) => draw({}, [{ ...lane, style: "named" }]));
  assert.deepEqual(
    [strands(tested, GATE, "5#growth"), strands(ended, "3#cells in a dish", "4#Wnt")].map(([one]) =>
      strandSentence(one),
    ),
    [
      "Vesicles of adipose stromal cells were tested for how they act on hair growth, in mouse (1 independent study).",
      "Vesicles of adipose stromal cells were tested for how they act on Wnt signalling, in papilla cell (1 independent study).",
    ],
  );
});

test("filters leave out lanes", () => {
  go({ facets: { rung: ["animal"] } });
  assert.deepEqual(
    lanesThrough(["term:growth"]).map(({ id }) => id),
    ["f2", "f3", "f4"],
  );
  go({ facets: {} });
});

test("columns never run into each other, however narrow the picture", () => {
  for (let width = 560; width < 1500; width += 20)
    for (const ticks of [true, false])
      for (const named of [true, false]) {
        const places = [...columnsOf(ALL, width, { ticks, named }).values()];
        for (const [nth, { x, width: wide }] of places.slice(0, -1).entries())
          assert.ok(places[nth + 1].x - x - wide > 12, `${width} ${ticks} ${named} ${nth}`);
        const last = places[places.length - 1];
        assert.ok(last.x + last.width <= width + 1);
      }
});
