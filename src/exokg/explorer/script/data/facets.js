// What a finding has of each dimension of find and count: every dimension is read by one rule.
import { groupBy } from "../base/rows.js";
import { fold } from "../base/text.js";
import { direction } from "./effects.js";
import {
  ARMS_OF,
  absent,
  EFFECTS,
  PREPARATIONS_OF,
  recordById,
  recordOf,
  SYSTEMS_OF,
  shortName,
  sourcesOf,
} from "./evidence.js";
import { label, RAW, row, thing } from "./things.js";

/** Words that a finding says, as the search box looks for them. */
export const SAYS = "says";
/** @type {Map<string, Facet>} */
export const FACETS = new Map(RAW.facets.map((facet) => [facet.name, facet]));
FACETS.set(SAYS, { name: SAYS, part: "result", kind: "words", paths: [] });
/** The name of a filter as people read it. @type {(name: string) => string} */
export const facetWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

/** The values of a column of a row. @type {(row: AnyRow | undefined, column: string) => string[]} */
const cells = (row, column) => {
  const value = /** @type {Record<string, Value> | undefined} */ (/** @type {unknown} */ (row))?.[column];
  return Array.isArray(value) ? value : value ? [value] : [];
};
/** The values at the ends of the paths from a finding. @type {(facet: Facet, finding: FindingsRow) => string[]} */
const endsOf = ({ paths }, finding) => {
  let ends = /** @type {string[]} */ ([]);
  for (const [first, ...rest] of paths) {
    let ids = cells(finding, first);
    for (const column of rest)
      ids = ids.length === 1 ? cells(thing(ids[0]), column) : ids.flatMap((id) => cells(thing(id), column));
    ends = ends.length ? [...ends, ...ids] : ids;
  }
  return ends;
};
/** A term and those that it is a narrower one of. @type {(id: string) => string[]} */
const above = (id) => [id, ...(row("terms", id)?.within || []).flatMap(above)];
/** @type {(facet: Facet, id: string) => string} */
const wordsOf = ({ kind }, id) => {
  if (kind === "direction") return direction(id).word;
  const record = kind === "thing" ? recordById(id) : undefined;
  return record ? shortName(record) : label(id);
};
/** What the lack of a value says; nothing where it does not apply. @type {(facet: Facet, finding: FindingsRow) => string[]} */
const lack = ({ name, owner, field }, finding) => {
  if (!owner || (owner === "preparation" && !row("preparations", finding.subject))) return [];
  const record = recordOf(finding);
  const said = (/** @type {string[] | undefined} */ list) =>
    list?.includes(field || name) || list?.includes(name.replaceAll("-", " "));
  if (said(record.notApplicable)) return [];
  return [said(record.notReported) ? "not reported" : absent(record)];
};
/** The words of values, each list of values read once: thousands of findings have the same. @type {Map<Facet, Map<string, string[]>>} */
const WORDS = new Map();
/** What is recorded of a finding. @type {(facet: Facet, finding: FindingsRow) => string[]} */
const recorded = (facet, finding) => {
  const ends = endsOf(facet, finding);
  const [known, key] = [WORDS.get(facet) || new Map(), ends.join("~")];
  let words = known.get(key);
  if (!words) {
    const own = facet.kind === "term" ? ends.flatMap(above).filter((id) => isOf(facet, id)) : ends;
    words = [...new Set(own.map((id) => wordsOf(facet, id)))];
    WORDS.set(facet, known.set(key, words));
  }
  return words;
};
/** @type {(facet: Facet, id: string) => boolean} */
const isOf = ({ classes }, id) => !!classes?.includes(thing(id)?.class || "");

/** @type {Map<string, Map<string, string[]>>} */
const KNOWN = new Map();
/** The words of a finding for a facet, read once. @type {(name: string, finding: FindingsRow) => string[]} */
export const valuesOf = (name, finding) => {
  const facet = /** @type {Facet} */ (FACETS.get(name));
  const known = KNOWN.get(name) || new Map();
  KNOWN.set(name, known);
  let values = known.get(finding.id);
  if (!values) {
    const found = recorded(facet, finding);
    values = found.length ? found : lack(facet, finding);
    known.set(finding.id, values);
  }
  return values;
};
/** One finding for all that begin alike in some columns, and how many these are.
 * @type {Map<string, { finding: Finding, count: number }[]>} */
const ALIKE = new Map();
/** @type {(columns: string[]) => { finding: Finding, count: number }[]} */
const alike = (columns) => {
  const name = columns.join();
  const known =
    ALIKE.get(name) ||
    [...groupBy(EFFECTS, (finding) => columns.map((column) => cells(finding, column).join()).join("~")).values()].map(
      (own) => ({ finding: own[0], count: own.length }),
    );
  ALIKE.set(name, known);
  return known;
};
/** What is recorded of any finding, and of how many: quick, as many begin alike. @type {(name: string) => Map<string, number>} */
export const tallyOf = (name) => {
  const facet = /** @type {Facet} */ (FACETS.get(name));
  const tally = new Map();
  for (const { finding, count } of alike(facet.paths.map(([first]) => first)))
    for (const value of recorded(facet, finding)) tally.set(value, (tally.get(value) || 0) + count);
  return tally;
};
/** What a record without findings would give one. @type {(record: RecordRow) => FindingsRow} */
export const standIn = (record) => ({
  table: "findings",
  id: record.id,
  class: "Finding",
  reportedBy: record.id,
  countedUnder: sourcesOf(record)[0],
  subject: PREPARATIONS_OF.get(record.id)?.[0].id,
  inSystem: SYSTEMS_OF.get(record.id)?.[0].id,
  inArm: ARMS_OF.get(record.id)?.[0].id,
});

/** `2020..2023`, open at either end, as two numbers. @type {(text: string) => [number, number]} */
export const rangeOf = (text) => {
  const [from, to = from] = text.split("..");
  return [from === "" ? -Infinity : Number(from), to === "" ? Infinity : Number(to)];
};
/** @type {(text: string, values: string[]) => boolean} */
const inRange = (text, values) => {
  const [from, to] = rangeOf(text);
  return values.some((value) => Number(value) >= from && Number(value) <= to);
};
/** What a finding says, folded once. @type {Map<FindingsRow, string>} */
const SAID = new Map();
/** @type {(finding: FindingsRow) => string} */
const saidBy = (finding) => {
  const { summary = "", verb = "", targetReported = "", measure = "", target, countedUnder } = finding;
  const said =
    SAID.get(finding) ?? fold([summary, verb, targetReported, measure, label(target), label(countedUnder)].join(" "));
  SAID.set(finding, said);
  return said;
};
/** The findings that say every word of a text. @type {(findings: Finding[], text: string) => Finding[]} */
export const sayingAll = (findings, text) => {
  const words = fold(text).split(/\s+/);
  return findings.filter((finding) => words.every((word) => saidBy(finding).includes(word)));
};
/** Whether a finding has one of the values chosen. @type {(name: string, finding: FindingsRow, chosen: string[]) => boolean} */
export const has = (name, finding, chosen) => {
  if (name === SAYS) return chosen.some((one) => sayingAll([/** @type {Finding} */ (finding)], one).length);
  const values = valuesOf(name, finding);
  const isNumber = FACETS.get(name)?.kind === "number";
  return chosen.some((one) => values.includes(one) || (isNumber && inRange(one, values)));
};
