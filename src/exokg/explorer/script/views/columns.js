// The columns of the tables: what is exported, what is shown, and what they are sorted by.

import { button, el } from "../base/dom.js";
import { absent, recordOf, shortName } from "../data/evidence.js";
import { valuesOf } from "../data/facets.js";
import { label, rank, row } from "../data/things.js";
import { ladder, links, recordLink, statusBadge, worded } from "../parts/badges.js";
import { howMany } from "../parts/findings.js";
import { comparisonText, systemText, valueOr } from "../parts/words.js";
import { select } from "../state/state.js";

/** A column says how its cells and its order differ from its text, if they do.
 * @template R
 * @param {(Pick<Column<R>, "name" | "words" | "text"> & Partial<Column<R>>)[]} columns
 * @returns {Column<R>[]}
 */
export const columnsOf = (columns) => columns.map((one) => ({ cell: one.text, key: one.text, ...one }));
/** @type {(links: HTMLElement[]) => string} */
const textOfLinks = (links) => links.map((link) => link.firstChild?.textContent || "").join(" ");
/** @type {(record: RecordRow) => Child[]} */
export const recordCell = (record) => [recordLink(record), " ", statusBadge(record)];
/** @type {(record: RecordRow) => string} */
export const linksText = (record) => textOfLinks(links(record));
/** @type {(record: RecordRow) => Child[]} */
export const linksCell = (record) => links(record).flatMap((link, place) => [place ? "; " : "", link]);
/** The subjects measured, or else those of the group: a number that is recorded is never called unread.
 * @type {(f: Finding) => string}
 */
const sizeText = (f) => {
  const arm = f.inArm ? row("arms", f.inArm) : undefined;
  const group = arm?.nAnalysed || arm?.n;
  return f.sampleSize || (group ? `${group} in the group` : absent(f.record));
};
/** @type {Pick<Column<any>, "name" | "words" | "text" | "cell">} */
const study = {
  name: "study",
  words: "Study",
  text: (row) => shortName(recordOf(row)),
  cell: (row) => recordCell(recordOf(row)),
};
/** @type {typeof study} */
const source = {
  name: "source",
  words: "DOI, PMID or registry",
  text: (row) => linksText(recordOf(row)),
  cell: (row) => linksCell(recordOf(row)),
};
/** @type {(row: AnyRow, mark: string, words: Child, noun: string) => HTMLElement} */
const rowButton = (row, mark, words, noun) =>
  button(
    [el("span", { "aria-hidden": "true" }, mark), words, el("span.hide", `, show this ${noun}`)],
    () => select(row.id),
    { class: "link" },
  );
/** @type {(id: string | undefined) => HTMLElement} */
const termButton = (id = "") => button(label(id), () => select(id), { class: "link" });

/** @type {Column<Finding>[]} */
export const effectColumns = columnsOf([
  {
    name: "of",
    words: "Source",
    text: (f) => label(f.countedUnder || f.subject),
    cell: (f) => (f.countedUnder ? termButton(f.countedUnder) : label(f.subject)),
  },
  {
    name: "direction",
    words: "Direction",
    text: (f) => f.verb || "",
    cell: (f) => rowButton(f, "", worded(f.effect, f.verb), "finding"),
  },
  { name: "target", words: "Target", text: (f) => label(f.target), cell: (f) => termButton(f.target) },
  {
    name: "rung",
    words: "Rung",
    text: (f) => label(f.rung),
    cell: (f) => [ladder([f]), " ", label(f.rung)],
    key: (f) => rank(f.rung),
  },
  study,
  { name: "system", words: "System", text: systemText },
  { name: "against", words: "Comparison", text: (f) => comparisonText(f) || absent(f.record) },
  { name: "value", words: "Value ± spread, unit", text: valueOr, key: (f) => Number(f.change || f.after || -1e9) },
  { name: "contrast", words: "Contrast", text: (f) => label(f.contrast) || absent(f.record) },
  {
    name: "p",
    words: "p",
    text: (f) => f.pText || absent(f.record),
    key: (f) => Number(/[\d.]+/.exec(f.pText || "")?.[0] ?? 9),
  },
  { name: "n", words: "n", text: sizeText, key: (f) => Number.parseInt(sizeText(f), 10) || 0 },
  { name: "design", words: "Design", text: (f) => valuesOf("design", f).join(", ") },
  { name: "separable", words: "Separable", text: (f) => label(f.separability) || "not applicable" },
  { name: "depth", words: "Reading depth", text: (f) => label(f.record.readingDepth) },
  { name: "locator", words: "Locator", text: (f) => f.locator || "" },
  source,
]);
/** @type {Column<Harm>[]} */
export const harmColumns = columnsOf([
  {
    name: "event",
    words: "Event",
    text: (h) => label(h.event),
    cell: (h) => rowButton(h, "⚑ ", label(h.event), "report"),
  },
  { name: "state", words: "What is said", text: (h) => label(h.harmState) },
  study,
  { name: "of", words: "Source", text: (h) => label(h.countedUnder) || "not shown" },
  { name: "count", words: "How many", text: (h) => howMany(h) || absent(recordOf(h)) },
  { name: "serious", words: "Serious", text: (h) => h.serious || absent(recordOf(h)) },
  { name: "separable", words: "Separable", text: (h) => label(h.separability) },
  { name: "follow", words: "Follow-up", text: (h) => h.followUp || absent(recordOf(h)) },
  { name: "summary", words: "In our words", text: (h) => h.summary || "" },
  { name: "depth", words: "Reading depth", text: (h) => label(recordOf(h).readingDepth) },
  { name: "locator", words: "Locator", text: (h) => h.locator || "" },
  source,
]);
/** @type {Column<Position>[]} */
export const positionColumns = columnsOf([
  {
    name: "stance",
    words: "Stance",
    text: (p) => label(p.stance),
    cell: (p) => rowButton(p, "§ ", label(p.stance), "position"),
  },
  { name: "topic", words: "Topic", text: (p) => label(p.topic) },
  study,
  { name: "summary", words: "In our words", text: (p) => p.summary || "" },
  { name: "scope", words: "Scope", text: (p) => p.scope || "" },
  { name: "as", words: "As of", text: (p) => p.asOf || recordOf(p).issued || "" },
  { name: "locator", words: "Locator", text: (p) => p.locator || "" },
  source,
]);
