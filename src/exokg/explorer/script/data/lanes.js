// One lane for each finding and harm report: source → study → tested in → mechanism → outcome.
import { groupedBy } from "../base/rows.js";
import { recordShown, shown } from "../state/filters.js";
import { direction, isCargo } from "./effects.js";
import { CLAIMS_OF_FINDING, EFFECTS, isTogether, recordOf } from "./evidence.js";
import { label, RAW, rank, row, T, TEXTS, thing } from "./things.js";

export const COLUMNS = ["", "Source", "Study", "Tested in", "Mechanism", "Outcome"];
const { groups, items, findings, harms, trials } = RAW.lanes;
export const GROUPS = groups.map(([column, name], place) => ({ key: `${column}#${name}`, column, name, place }));
export const ITEMS = items.map(([idPlace, namePlace, group]) => {
  const [id, name] = [TEXTS[idPlace], TEXTS[namePlace]];
  const { column, key } = GROUPS[group];
  return { id, name, column, key: `${column}|${id}`, group: key, of: row("terms", id)?.ofSource };
});
/** The box that findings about an outcome pass when they name no step between. */
export const GATE = GROUPS.find(({ column, name }) => column === 4 && name === "no mechanism named")?.key || "4#";
const NO_VESICLES = ["1#not vesicles", "1#molecule on its own"];

/** How a strand is drawn: the styles of the directions, and those of harm. @type {(effect?: string) => string} */
const styleOf = (effect) => (direction(effect).style === "same" ? "none" : direction(effect).style);
/** @type {(record: RecordRow) => string[]} */
const cohortsOf = ({ inCohort, id }) => (Array.isArray(inCohort) ? inCohort : [inCohort || id]);
/** @type {(row: Finding | Harm, steps: LaneSteps, style: string) => Lane} */
const laneOf = (row, [source, system, through, outcome], style) => {
  const record = recordOf(row);
  const [given, tested, steps] = [ITEMS[source], ITEMS[system], through.map((place) => ITEMS[place])];
  const end = outcome < 0 ? undefined : ITEMS[outcome];
  const rung = "rung" in row ? row.rung : thing(row.inSystem)?.table === "systems" ? rungOf(row.inSystem) : "";
  return {
    row,
    id: row.id,
    study: record.id,
    source: given,
    system: tested,
    through: steps,
    outcome: end,
    items: end ? [given, tested, ...steps, end] : [given, tested, ...steps],
    // An experiment on a mechanism says what became of an effect: unless a claim counts it, it is none of its own.
    style: "effectBecame" in row && row.effectBecame && !CLAIMS_OF_FINDING.has(row.id) ? "named" : style,
    separable: !isTogether(row),
    between: row.separability === "code:separability-between-preparations",
    rung: rank(rung),
    contrast: ("contrast" in row && row.contrast) || "",
    cohorts: cohortsOf(record),
  };
};
/** @type {(system?: string) => string | undefined} */
const rungOf = (system) => /** @type {SystemsRow | undefined} */ (thing(system))?.rung;

/** What a report says of harm; where nothing is said, there is no lane. @type {Record<string, string>} */
const HARM_STYLES = { "code:harmstate-observed": "harm", "code:harmstate-none-observed": "clear" };
const IS_EFFECT = new Set(EFFECTS);
/** @type {Lane[]} */
export const LANES = [
  ...T.findings.flatMap((row, nth) => {
    const steps = findings[nth];
    const finding = /** @type {Finding} */ (row);
    // What a placebo alone was followed by is the effect of nothing.
    const style = finding.countedUnder ? styleOf(finding.effect) : "plain";
    return steps && IS_EFFECT.has(finding) ? laneOf(finding, steps, style) : [];
  }),
  ...T.harms.flatMap((harm, nth) =>
    recordOf(harm).class === "Study" && harm.harmState && HARM_STYLES[harm.harmState]
      ? laneOf(harm, harms[nth], HARM_STYLES[harm.harmState])
      : [],
  ),
];
export const LANE = new Map(LANES.map((lane) => [lane.id, lane]));
/** Registered trials without a result in this graph: the record, and the item of what they give. */
export const TRIALS = trials.map(([id, source]) => ({ id, source: ITEMS[source] }));

/** @type {(lane: Lane) => boolean} */
const isShown = ({ row }) =>
  row.table === "findings" ? shown().has(/** @type {Finding} */ (row)) : recordShown(recordOf(row));
/** @type {{ passing: Set<Finding>, lanes: Lane[] } | null} */
let kept = null;
/** The lanes that pass the filters; the same list until these change. */
export const shownLanes = () => {
  const passing = shown();
  if (kept?.passing !== passing) kept = { passing, lanes: LANES.filter(isShown) };
  return kept.lanes;
};
/** @type {(lane: Lane) => boolean} */
export const isVesicle = (lane) => !NO_VESICLES.includes(lane.source.group);
/** @type {(lane: Lane) => boolean} */
export const isEffect = (lane) =>
  lane.row.table === "findings" &&
  !["named", "plain"].includes(lane.style) &&
  !isCargo(/** @type {FindingsRow} */ (lane.row).effect);
/** What a lane is about: its outcome, else the mechanism it ends in. @type {(lane: Lane) => Item} */
export const targetOf = (lane) => lane.outcome || /** @type {Item} */ (lane.through.at(-1));
/** The lanes of each source and target. */
export const OF_PAIR = groupedBy(
  () => LANES,
  (lane) => `${lane.source.id}~${targetOf(lane).id}`,
);
/** When each cohort was last counted: one table for all counts, as a set for each costs a tenth of the first picture.
 * @type {Map<string, number>} */
const COUNTED = new Map();
let counts = 0;
/** How many independent studies. @type {(lanes: Iterable<Lane>) => number} */
export const studiesOf = (lanes) => {
  let studies = 0;
  counts += 1;
  for (const lane of lanes)
    for (const cohort of lane.cohorts)
      if (COUNTED.get(cohort) !== counts) {
        COUNTED.set(cohort, counts);
        studies += 1;
      }
  return studies;
};

/** The items of a lane in a column; a study, and the absence of a mechanism, have none. @type {(lane: Lane, column: number) => Item[]} */
export const stepsOf = (lane, column) =>
  column === 1
    ? [lane.source]
    : column === 3
      ? [lane.system]
      : column === 4
        ? lane.through
        : lane.outcome && column === 5
          ? [lane.outcome]
          : [];
/** Whether a lane passes a box: a thing by its id, an item or a group by its key, or a rung. @type {(lane: Lane, box: string) => boolean} */
export const passesBox = (lane, box) =>
  lane.study === box ||
  (box === GATE ? !lane.through.length : lane.items.some((item) => isIn(item, box))) ||
  (box.startsWith("code:rung-") && rank(box) === lane.rung) ||
  box === `style:${lane.style}`;
/** What was found before, by the list it was found in: picture and panel ask for the same.
 * @type {WeakMap<Lane[], Map<string, Lane[]>>} */
const FOUND = new WeakMap();
/** The lanes that pass all boxes of a selection. @type {(boxes: string[], lanes?: Lane[]) => Lane[]} */
export const lanesThrough = (boxes, lanes = shownLanes()) => {
  const [known, key] = [FOUND.get(lanes) || new Map(), boxes.join("~")];
  const found = known.get(key) || lanes.filter((lane) => boxes.every((box) => passesBox(lane, box)));
  FOUND.set(lanes, known.set(key, found));
  return found;
};
/** All findings of a source on a target, whatever their direction; what only names the target as a step is none of them.
 * @type {(source: string, target: string) => Lane[]} */
export const pairLanes = (source, target) => allOfPair(source, target).filter(isShown);
/** The same, whether they pass the filters or not. @type {(source: string, target: string) => Lane[]} */
export const allOfPair = (source, target) => OF_PAIR.get(`${source}~${target}`) || [];

/** Of lanes that pass these boxes, the effects on the mechanism or outcome among them, or any where there is none.
 * @type {(boxes: string[], lanes: Lane[]) => Lane[]} */
export const aimedAt = (boxes, lanes) => {
  const ends = boxes.filter((box) =>
    lanes.some((lane) => [...lane.through, lane.outcome].some((one) => one && isIn(one, box))),
  );
  return lanes.filter((lane) => isEffect(lane) && ends.every((box) => box === GATE || isIn(targetOf(lane), box)));
};
/** @type {(item: Item, box: string) => boolean} */
const isIn = ({ id, key, group, of }, box) => id === box || key === box || group === box || of === box;

const NAMES = new Map([...ITEMS, ...GROUPS].map(({ key, name }) => [key, name]));
/** @type {(box: string) => string} */
export const boxName = (box) => NAMES.get(box) || label(box);
/** @type {(text: string) => string} */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** What was given, without what the picture says already: native vesicles are the rule, and most names would hold the
 * longest of all words. @type {(item: { name: string, column: number }) => string} */
export const shortly = ({ name, column }) =>
  column === 1 ? name.replace(/^vesicles of /, "").replace("mesenchymal stromal cell", "MSC") : name;
/** The name of a family, with what the names of its members shorten. @type {(family: string) => string} */
export const inFull = (family) => family.replace("mesenchymal stromal cells", "mesenchymal stromal cells (MSCs)");
