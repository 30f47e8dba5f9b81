// What the program wrote into the page, as objects: every thing findable by its CURIE, and the words for it.
import { $ } from "../base/dom.js";
import { payloadOf, rowsOf } from "../base/rows.js";

export const RAW = await payloadOf($("data").textContent || "");
export const META = RAW.meta;
export const TEXTS = RAW.texts;

/** @type {(table: [TableName, PackedTable]) => [TableName, AnyRow[]]} */
const read = ([name, table]) => [name, rowsOf(name, table, TEXTS)];
export const T = /** @type {{ [N in TableName]: Rows[N][] }} */ (
  Object.fromEntries(/** @type {[TableName, PackedTable][]} */ (Object.entries(RAW.tables)).map(read))
);
export const STRIPS = new Map(T.reporting.map((row) => [row.id, row]));

/** @type {Map<string, AnyRow>} */
const THINGS = new Map();
for (const rows of Object.values(T)) for (const row of rows) if (row.table !== "reporting") THINGS.set(row.id, row);
/** @type {(id: string | undefined) => AnyRow | undefined} */
export const thing = (id) => (id ? THINGS.get(id) : undefined);
/**
 * The row of a table by its id.
 * @template {TableName} N
 * @param {N} table
 * @param {string | undefined} id
 * @returns {Rows[N] | undefined}
 */
export const row = (table, id) => {
  const found = thing(id);
  return found?.table === table ? /** @type {Rows[N]} */ (found) : undefined;
};

/** @type {(found: AnyRow | undefined) => string | undefined} */
const nameOf = (found) =>
  found && ("label" in found ? found.label : "reportedName" in found ? found.reportedName : undefined);
/** The words for a CURIE: a term's label, a code's word, else the CURIE itself. @type {(id?: string) => string} */
export const label = (id) => (id ? RAW.labels[id]?.label || nameOf(thing(id)) || codeWords(id) : "");
/** A code that is written as its label has no other. @type {(id: string) => string} */
const codeWords = (id) => (id.startsWith("code:") ? id.slice(id.indexOf("-") + 1).replaceAll("-", " ") : id);
/** @type {(ids?: string[]) => string[]} */
export const labels = (ids) => (ids || []).map(label);
/** @type {(id?: string) => string} */
export const define = (id) => RAW.labels[id || ""]?.definition || row("terms", id)?.definition || "";
/** @type {(id?: string) => number} */
export const rank = (id) => Number(RAW.labels[id || ""]?.rank || 0);
export const LADDER = Object.keys(RAW.labels)
  .filter((id) => id.startsWith("code:rung-") && rank(id))
  .sort((a, b) => rank(a) - rank(b));
export const RUNGS = LADDER.map(label);
/** @type {(rung?: string) => boolean} */
export const isOfPeople = (rung) => RAW.peopleRungs.includes(rung || "");

/** @type {(curie: string) => string} */
export const expandCurie = (curie) => {
  const colon = curie.indexOf(":");
  const space = RAW.prefixes[curie.slice(0, colon)];
  return space ? space + curie.slice(colon + 1) : curie;
};

/** @type {(id?: string) => Kind | undefined} */
export const kind = (id) => RAW.kinds[thing(id)?.class || ""];
/** @type {(id?: string) => string} */
export const kindOf = (id) => kind(id)?.word || RAW.kinds.Molecule.word;
