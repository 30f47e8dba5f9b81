// A strand or a box as a sentence: what was given, what it did, in what, and in how many studies.
import { groupBy } from "../base/rows.js";
import { independentStudies, plural, studiesWords } from "../base/text.js";
import { nameAndTitle, recordById, studyName } from "../data/evidence.js";
import { capital, GATE, stepsOf, studiesOf } from "../data/lanes.js";
import { doubt } from "../data/verdict.js";

/** @type {Record<string, string>} */
const VERBS = {
  up: "increased",
  down: "decreased",
  none: "made no detected difference to",
  cargo: "carried or brought",
  harm: "were followed by",
  clear: "were given without",
  named: "were tested for how they act on",
  plain: "served as the comparison for",
};
/** @type {Record<string, [string, string]>} */
export const STYLE_WORDS = {
  up: ["▲", "increases"],
  down: ["▼", "decreases"],
  none: ["○", "no difference found"],
  cargo: ["◇", "carries or delivers"],
  harm: ["!", "harm observed"],
  clear: ["·", "harm not observed"],
  named: ["–", "named or tested as a step between"],
  plain: ["=", "given for comparison: no effect"],
};
/** How often each item is among the steps of the lanes. @type {(lanes: Iterable<Lane>, column: number) => Map<Item, number>} */
const tallyItems = (lanes, column) => {
  const tally = new Map();
  for (const lane of lanes) for (const item of stepsOf(lane, column)) tally.set(item, (tally.get(item) || 0) + 1);
  return tally;
};
/** The two most frequent of the items, and how many more there are. @type {(items: Map<Item, number>) => string} */
const some = (items) => {
  const names = [...items]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([item]) => item.name);
  const more = items.size - names.length;
  const between = names.some((name) => name.includes(",")) ? "; " : ", ";
  return more ? `${names.join(between)} and ${more} more` : names.join(" and ");
};
/** @type {(lanes: Lane[]) => string} */
const systems = (lanes) => {
  const items = tallyItems(lanes, 3);
  const groups = new Set([...items.keys()].map(({ group }) => group));
  if (groups.size < 2 || items.size < 3) return some(items);
  const names = [...groups].slice(0, 3).map((key) => key.slice(2));
  return names.join("; ") + (groups.size > 3 ? ` and ${groups.size - 3} more` : "");
};
/** @type {(lanes: Lane[], separable?: boolean) => string} */
const counted = (lanes, separable = true) =>
  ` (${independentStudies(studiesOf(lanes))}${separable ? "" : `, ${doubt(lanes, "them")}`}).`;

/** A strand as a sentence: with the items themselves, not only the names of groups. @type {(strand: Strand) => string} */
export const strandSentence = ({ from, to, style, separable, lanes }) => {
  const given = some(tallyItems(lanes, 1));
  if (to.column === 2) return `${studyName(to.key.slice(2))} tested ${given}.`;
  if (to.column === 3) {
    const who = from.column === 2 ? `${studyName(from.key.slice(2))} tested ${given}` : `${capital(given)} were tested`;
    return `${who} in ${systems(lanes)}${from.column === 2 ? "." : counted(lanes)}`;
  }
  const [outcomes, steps] = [some(tallyItems(lanes, 5)), some(tallyItems(lanes, 4))];
  if (style === "named" && outcomes && steps)
    return `In ${systems(lanes)}, ${steps} ${/ and /.test(steps) ? "are named as steps" : "is named as a step"} by which ${given} acted on ${outcomes}${counted(lanes)}`;
  const what = to.column === 4 && to.key !== GATE ? steps : outcomes;
  const way =
    style === "named"
      ? ""
      : to.key === GATE
        ? ", with no mechanism named"
        : from.column === 4 && from.key !== GATE
          ? ` by way of ${steps}`
          : "";
  return `${capital(given)} ${VERBS[style]} ${what}${way}, in ${systems(lanes)}${counted(lanes, separable)}`;
};

/** How many studies say what, as short words. @type {(lanes: Iterable<Lane>) => string} */
export const tally = (lanes) =>
  [...groupBy(lanes, (lane) => lane.style)]
    .sort(([a], [b]) => Object.keys(STYLE_WORDS).indexOf(a) - Object.keys(STYLE_WORDS).indexOf(b))
    .map(([style, own]) => `${STYLE_WORDS[style][0]} ${studiesOf(own)} ${STYLE_WORDS[style][1]}`)
    .join(", ");

/** Whether what passes a mechanism was followed to an outcome by the same study, or joined from several.
 * @type {(box: LaneBox) => string} */
const joined = (box) => {
  if (box.column !== 4 || box.key === GATE) return "";
  const through = box.lanes.filter((lane) => lane.outcome);
  if (!through.length) return " No study followed it to an outcome: a step on from here would join different studies.";
  return ` Followed to an outcome within ${studiesWords(studiesOf(through))}; any other step on from here joins different studies.`;
};
/** A box as a sentence. @type {(box: LaneBox) => string} */
export const boxSentence = (box) => {
  const { lanes } = box;
  const findings = plural(lanes.length, "finding or harm report", "findings and harm reports");
  if (box.column === 2) {
    const record = recordById(box.key.slice(2));
    return `${record ? nameAndTitle(record) : box.title} (${findings})`;
  }
  return `${box.title}: ${independentStudies(box.studies)}, ${findings}. ${tally(lanes)}.${joined(box)}`;
};
