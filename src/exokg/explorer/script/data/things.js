// What the program wrote into the page, as objects: every thing findable by its CURIE, and the words for it.
import { $ } from "../base/dom.js";
import { payloadOf, rowsOf } from "../base/rows.js";

export const RAW = await payloadOf($("data").textContent || "");
export const META = RAW.meta;
export const TEXTS = RAW.texts;

/** The tables; each is unpacked when it is first asked for. */
export const T = /** @type {{ [N in TableName]: Rows[N][] }} */ ({});
for (const [name, packed] of /** @type {[TableName, PackedTable][]} */ (Object.entries(RAW.tables)))
  Object.defineProperty(T, name, {
    configurable: true,
    get: () => {
      const value = rowsOf(name, packed, TEXTS);
      Object.defineProperty(T, name, { value });
      return value;
    },
  });

/** @type {Map<TableName, Map<string, AnyRow>>} */
const BY_ID = new Map();
/** @type {(name: TableName, id: string) => AnyRow | undefined} */
const rowById = (name, id) => {
  let rows = BY_ID.get(name);
  if (!rows) {
    rows = new Map(/** @type {AnyRow[]} */ (T[name]).map((one) => [one.id, one]));
    BY_ID.set(name, rows);
  }
  return rows.get(id);
};
/** What a CURIE names; its prefix says in which table. @type {(id: string | undefined) => AnyRow | undefined} */
export const thing = (id) => (id ? rowById(RAW.homes[id.slice(0, id.indexOf(":"))] || "terms", id) : undefined);
/** The reporting checklist of a study or preparation. @type {(id: string) => ReportingRow | undefined} */
export const checklist = (id) => /** @type {ReportingRow | undefined} */ (rowById("reporting", id));
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

/** What people call a thing of its class. @type {(id?: string) => string} */
export const kindOf = (id) => RAW.kinds[thing(id)?.class || ""] || RAW.kinds.Molecule;
