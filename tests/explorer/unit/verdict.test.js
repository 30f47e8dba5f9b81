import assert from "node:assert/strict";
import test from "node:test";
import "./page.js";

const { settingRung, verdict, verdictText } = await import("../../../src/exokg/explorer/script/data/verdict.js");
const { dotsOf, MARKS, headline, ladderRows, vesiclesAndHair } = await import(
  "../../../src/exokg/explorer/script/data/rungs.js"
);
const { LANES, pairLanes } = await import("../../../src/exokg/explorer/script/data/lanes.js");

/** A finding: direction, rung, study; "-" after it where it is not separable, "~" where it only compares preparations, "?" where the contrast is unclear. */
/** @type {(text: string) => Lane} */
const lane = (text) => {
  const [style, rung, study, doubt] = text.split(" ");
  return {
    ...LANES[1],
    style,
    rung: Number(rung),
    cohorts: [study],
    separable: !/[-~]/.test(doubt || ""),
    between: doubt === "~",
    contrast: doubt === "?" ? "code:contrast-unclear" : "code:contrast-between-group",
  };
};
/** @type {(...texts: string[]) => string} */
const said = (...texts) => verdictText(verdict(texts.map(lane)));

test("the strongest system comes first, then how many studies, then the opposite", () => {
  assert.equal(
    said("up 3 a", "up 3 b", "up 2 c"),
    "▲ Increased in animals (2 studies); no finding in people. Three independent studies in all; none reports the opposite.",
  );
  assert.equal(
    said("up 1 a", "up 1 b", "down 1 c"),
    "▲ Increased in cells (2 studies); no finding in animals or people. Three independent studies in all; one reports the opposite.",
  );
  assert.equal(said("down 4 a"), "▼ Decreased in people with no control group (1 study). One study, not repeated.");
  assert.equal(said("up 0 a"), "▲ Increased in a model that is not shown (1 study). One study, not repeated.");
});

test("a difference between preparations is called so, not the effect of what was given", () => {
  assert.equal(
    said("up 1 a ~"),
    "▲ Increased in cells (1 study), only against another preparation; no finding in animals or people. One study, not repeated.",
  );
  assert.match(
    said("up 2 a ~", "up 2 b -"),
    /\(1 study\), not separable from what was given with it;.* one only compared preparations with each other\.$/,
  );
  assert.equal(
    said("up 3 a", "down 3 b ~", "none 5 c ~"),
    "▲ Increased in animals (1 study); no finding in people. Three independent studies in all; none reports the opposite, two only compared preparations with each other.",
  );
  assert.match(said("none 3 a ~"), /^○ No difference in animals \(1 study\), only against another preparation\./);
});

test("as many studies on either side, or the opposite in a stronger system, is a disagreement", () => {
  assert.equal(
    said("up 3 a", "down 3 b", "none 3 b"),
    "Studies disagree: ▲ increased in 1 (in animals), ▼ decreased in 1 (in animals); no finding in people. Two independent studies in all; one also found no difference.",
  );
  assert.equal(
    said("up 1 a", "up 2 b", "down 4 c -", "none 1 d"),
    "Studies disagree: ▼ decreased in 1 (in people with no control group, not separable from what was given with it), ▲ increased in 2 (highest in tissue kept in culture). Four independent studies in all; one found no difference.",
  );
  assert.equal(
    said("up 3 a", "down 3 a"),
    "One study points both ways: ▲ increased in 1 (in animals), ▼ decreased in 1 (in animals); no finding in people. One study, not repeated.",
  );
});

test("each study is counted once in the sum, whatever it reports", () => {
  assert.match(said("up 3 a", "up 3 b", "down 3 b", "none 3 a"), /Two independent studies in all; one reports both\.$/);
  assert.match(
    said("up 3 a", "up 3 b", "up 3 c", "down 3 c", "down 3 d", "none 3 d", "none 3 e"),
    /Five independent studies in all; one reports the opposite, one reports both, one found no difference\.$/,
  );
});

test("what could be due to something else given says so", () => {
  assert.equal(
    said("up 5 a -"),
    "▲ Increased in people against a control (1 study), not separable from what was given with it. One study, not repeated.",
  );
});

test("where only some of the studies are separable, it says how many", () => {
  assert.match(said("up 3 a", "up 3 b -"), /^▲ Increased in animals \(2 studies, 1 separable\); /);
  assert.match(said("up 3 a", "up 3 a -"), /^▲ Increased in animals \(1 study\); /);
  assert.match(said("none 3 a", "none 3 b -"), /^○ No difference in animals \(2 studies, 1 separable\)\. /);
  assert.match(said("harm 4 a", "harm 4 b -"), /^! Reported as harm in 2 studies, 1 separable\.$/);
  assert.match(
    said("up 4 a -", "up 3 b", "down 4 c", "down 4 d"),
    /increased in 2 \(1 separable; highest in people with no control group, not separable from [^)]*\), ▼ decreased in 2 \(in/,
  );
  assert.match(said("up 5 a -", "up 5 b", "none 5 c"), /: ▲ increased in 2 \(1 separable\), ○ no difference in 1\. /);
});

test("a controlled study that found no difference outranks a rise without a control", () => {
  assert.equal(
    said("none 5 a", "up 4 b"),
    "○ No difference in people against a control (1 study). ▲ Increased only without a control. Two independent studies in all; none reports the opposite, one found no difference.",
  );
  assert.match(said("none 5 a ?", "up 4 b"), /^○ No difference in people \(1 study; what was compared is unclear\)\./);
  assert.match(
    said("none 5 a", "up 5 b -"),
    /^Controlled studies in people differ: ▲ increased in 1, ○ no difference in 1\. The change is not separable/,
  );
  assert.match(
    said("none 5 a", "up 5 b", "down 5 c"),
    /differ: ▲ increased in 1, ▼ decreased in 1, ○ no difference in 1\./,
  );
  assert.match(said("none 5 a", "up 4 b", "down 4 c"), /\. ▲ Increased or ▼ decreased only without a control\./);
  assert.equal(
    said("none 5 a", "up 5 a"),
    "One controlled study in people reports both: ▲ increased in 1, ○ no difference in 1. One study, not repeated.",
  );
});

test("no change, harm, and what is only carried are told apart", () => {
  assert.equal(said("none 2 a"), "○ No difference in tissue kept in culture (1 study). One study, not repeated.");
  assert.equal(said("harm 4 a"), "! Reported as harm in 1 study.");
  assert.match(said("clear 4 a"), /that is not “no effect”\.$/);
  assert.match(said("cargo 0 a"), /not an effect\.$/);
  assert.equal(said(), "No finding passes the filters.");
});

test("one cohort counts once, also in a verdict", () => {
  assert.match(said("up 3 a", "up 3 a"), /One study, not repeated\.$/);
  assert.equal(
    verdictText(verdict(pairLanes("source:adipose", "term:growth"))),
    "▲ Increased in animals (2 studies); no finding in people. Two independent studies in all; none reports the opposite.",
  );
});

test("the rung is set by separable findings alone", () => {
  const lanes = ["up 5 a -", "up 3 b", "up 1 c"].map(lane);
  assert.deepEqual(
    settingRung(lanes).map(({ rung }) => rung),
    [3],
  );
  assert.deepEqual(settingRung([lanes[0]]), []);
});

test("a mark for each study: separable, together with something else, no effect, harm alone", () => {
  /** @type {(...texts: string[]) => string[]} */
  const kinds = (...texts) => dotsOf(texts.map(lane)).map(({ kind }) => kind);
  assert.deepEqual(kinds("up 3 a", "up 3 a -", "up 3 b -", "none 3 c"), ["separable", "together", "nothing"]);
  assert.deepEqual(
    dotsOf(LANES.filter(({ id }) => id === "h1")).map(({ kind }) => kind),
    ["harmTogether"],
  );
  assert.deepEqual(dotsOf(LANES.filter(({ id }) => id === "f8")), [], "cargo is no effect");
});

test("the ladder has a row for each source given, and planned trials apart from all rungs", () => {
  const rows = ladderRows(LANES, true);
  assert.deepEqual(
    rows.map(({ source, rungs, planned }) => [source.id, rungs.map((dots) => dots.length).join(""), planned.length]),
    [
      ["source:adipose", "10200", 0],
      ["source:bone", "00001", 1],
      ["without:adipose", "00011", 0],
    ],
  );
  // f2 and f3 support a claim on hair growth; f7 is no vesicle's, f1 is on Wnt, f4 supports no claim.
  assert.equal(vesiclesAndHair(LANES), 2);
});

test("the headline is computed", () => {
  assert.equal(
    headline(LANES),
    "No controlled study in people has separated an effect of vesicles from what was given with them.",
  );
  assert.equal(headline([]), "No controlled study in people has tested vesicles on hair.");
  const alone = { ...LANES[1], rung: 5 };
  assert.match(headline([...LANES, alone]), /^1 controlled study in people separates an effect of vesicles/);
});

test("a harm report that may be due to something else given says so, in the verdict and on its mark", () => {
  assert.equal(said("harm 4 a"), "! Reported as harm in 1 study.");
  assert.equal(said("harm 4 a -"), "! Reported as harm in 1 study, not separable from what was given with it.");
  const report = /** @type {Lane} */ (LANES.find(({ id }) => id === "h1"));
  const kinds = [true, false].map((separable) => dotsOf([{ ...report, separable }])[0].kind);
  assert.deepEqual(kinds, ["harm", "harmTogether"]);
  assert.notEqual(MARKS.harm.sign, MARKS.harmTogether.sign, "another shape, not only another colour");
  assert.equal(report.separable, false);
});
