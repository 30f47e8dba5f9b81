// What a finding has of each dimension of find and count: every dimension is read by one rule.
import { fold } from "../base/text.js";
import { direction } from "./effects.js";
import {
  ARMS_OF,
  absent,
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
FACETS.set(SAYS, {
  name: SAYS,
  part: "result",
  kind: "words",
  paths: [["summary"], ["verb"], ["targetReported"], ["measure"], ["target"], ["countedUnder"]],
});
/** The name of a filter as people read it. @type {(name: string) => string} */
export const facetWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");

/** The values at the end of a path. @type {(rows: (AnyRow | undefined)[], path: string[]) => string[]} */
const follow = (rows, [column, ...rest]) => {
  const values = rows.flatMap(
    (one) => /** @type {Record<string, string>} */ (/** @type {unknown} */ (one))?.[column] || [],
  );
  return rest.length ? follow(values.map(thing), rest) : values;
};
/** A term and those that it is a narrower one of. @type {(id: string) => string[]} */
const above = (id) => [id, ...(row("terms", id)?.within || [])];
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
/** @type {(facet: Facet, finding: FindingsRow) => string[]} */
const read = (facet, finding) => {
  const found = facet.paths.flatMap((path) => follow([finding], path));
  const own = facet.kind === "term" ? found.flatMap(above).filter((id) => isOf(facet, id)) : found;
  return own.length ? [...new Set(own.map((id) => wordsOf(facet, id)))] : lack(facet, finding);
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
  const values = known.get(finding.id) || read(facet, finding);
  known.set(finding.id, values);
  return values;
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
/** @type {(text: string, values: string[]) => boolean} */
const saysAll = (text, values) => {
  const said = fold(values.join(" "));
  return fold(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
};
/** Whether a finding has one of the values chosen. @type {(name: string, finding: FindingsRow, chosen: string[]) => boolean} */
export const has = (name, finding, chosen) => {
  const values = valuesOf(name, finding);
  const kind = FACETS.get(name)?.kind;
  return chosen.some(
    (one) =>
      values.includes(one) || (kind === "number" && inRange(one, values)) || (kind === "words" && saysAll(one, values)),
  );
};
