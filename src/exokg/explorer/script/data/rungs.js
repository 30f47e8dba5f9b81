// The ladder as data: for each source and rung, the independent studies and what each of them saw.
import { groupBy } from "../base/rows.js";
import { compare } from "../base/text.js";
import { CLAIMS_OF_FINDING } from "./evidence.js";
import { GROUPS, isEffect, isVesicle, studiesOf, TRIALS } from "./lanes.js";
import { LADDER, row } from "./things.js";

/** Marks of a study: sign, style and words. @type {Record<DotKind, { sign: string, words: string }>} */
export const MARKS = {
  separable: { sign: "●", words: "effect separable from what else was given" },
  together: { sign: "○", words: "not separable, or not known to be" },
  nothing: { sign: "⊘", words: "no effect detected" },
  harm: { sign: "✕", words: "harm report only, separable from what else was given" },
  harmTogether: { sign: "⊠", words: "harm report only, not separable or not known to be" },
  planned: { sign: "△", words: "registered trial, no result read" },
};
const MOLECULE = "1#molecule on its own";

/** What one study shows in one place. @type {(lanes: Lane[]) => DotKind | ""} */
export const kindOf = (lanes) => {
  const effects = lanes.filter(isEffect);
  if (!effects.length) {
    const harms = lanes.filter((lane) => lane.style === "harm");
    return harms.some((lane) => lane.separable) ? "harm" : harms.length ? "harmTogether" : "";
  }
  if (effects.every((lane) => lane.style === "none")) return "nothing";
  return effects.some((lane) => lane.separable) ? "separable" : "together";
};
/** The studies of these lanes, those of one cohort joined: separable ones first. @type {(lanes: Lane[]) => Dot[]} */
export const dotsOf = (lanes) =>
  [...groupBy(lanes, (lane) => lane.cohorts)]
    .flatMap(([cohort, own]) => {
      const kind = kindOf(own);
      return kind ? { cohort, kind, lanes: own } : [];
    })
    .sort((a, b) => order(a) - order(b) || compare(a.cohort, b.cohort));
/** @type {(dot: Dot) => number} */
const order = ({ kind }) => Object.keys(MARKS).indexOf(kind);

/** @type {(key: string) => number} */
const familyPlace = (key) => GROUPS.find((group) => group.key === key)?.place ?? 999;

/** The rows of the ladder by family; a source has a row if a study or a registered trial gives it.
 * @type {(lanes: Lane[], planned: boolean) => LadderRow[]} */
export const ladderRows = (lanes, planned) => {
  const trials = planned ? groupBy(TRIALS, ({ source }) => source.key) : new Map();
  const own = groupBy(
    lanes.filter((lane) => lane.source.group !== MOLECULE),
    (lane) => lane.source.key,
  );
  const sources = new Map(
    [...lanes.map((lane) => lane.source), ...TRIALS.map(({ source }) => source)].map((one) => [one.key, one]),
  );
  return [...new Set([...own.keys(), ...trials.keys()])]
    .flatMap((key) => {
      const source = sources.get(key);
      const found = own.get(key) || [];
      const rungs = LADDER.map((_, nth) => dotsOf(found.filter((lane) => lane.rung === nth + 1)));
      return source && (rungs.some((dots) => dots.length) || trials.has(key))
        ? {
            source,
            rungs,
            planned: (trials.get(key) || []).map((/** @type {{ id: string }} */ { id }) => id),
            studies: studiesOf(found),
          }
        : [];
    })
    .sort(
      (a, b) =>
        familyPlace(a.source.group) - familyPlace(b.source.group) ||
        b.studies - a.studies ||
        compare(a.source.name, b.source.name),
    );
};

/** The headline: what the highest rung shows of vesicles. @type {(lanes: Lane[]) => string} */
export const headline = (lanes) => {
  const controlled = lanes.filter(
    (lane) => lane.rung === LADDER.length && isEffect(lane) && isVesicle(lane) && lane.outcome,
  );
  const alone = studiesOf(controlled.filter((lane) => lane.separable && lane.style !== "none"));
  if (alone)
    return `${alone} controlled ${alone === 1 ? "study" : "studies"} in people ${alone === 1 ? "separates" : "separate"} an effect of vesicles from what was given with them.`;
  return controlled.length
    ? "No controlled study in people has separated an effect of vesicles from what was given with them."
    : "No controlled study in people has tested vesicles on hair.";
};
const HAIR = ["HairOutcome", "ClinicalOutcome"];

/** @type {(claim: Claim) => boolean} */
const isOfHair = ({ claimTarget }) => HAIR.includes(row("terms", claimTarget)?.class || "");

/** How many studies measured a hair outcome of vesicles and support a claim: what the dataset counts as such.
 * @type {(lanes: Lane[]) => number} */
export const vesiclesAndHair = (lanes) => {
  const found = lanes.filter((lane) => isVesicle(lane) && CLAIMS_OF_FINDING.get(lane.id)?.some(isOfHair));
  return new Set(found.map((lane) => lane.study)).size;
};
