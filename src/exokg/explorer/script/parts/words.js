// What a finding, its numbers and its record say, in words.

import { el } from "../base/dom.js";
import { compare } from "../base/text.js";
import { absent, isTogether, recordOf, separabilityWords, TOGETHER } from "../data/evidence.js";
import { valuesOf } from "../data/facets.js";
import { label, row } from "../data/things.js";

export const number = (/** @type {string | undefined} */ text) => {
  const value = Number(text);
  return text === undefined || Number.isNaN(value)
    ? String(text || "")
    : value.toLocaleString("en", { maximumFractionDigits: 4 });
};
const signed = (/** @type {string | undefined} */ text) =>
  Number(text) > 0 ? `+${number(text)}` : number(text).replace("-", "−");
const spreadText = (
  /** @type {Quantity} */ row,
  /** @type {"baselineSpread" | "spread" | "comparatorSpread"} */ spread,
) =>
  row[spread]
    ? ` ± ${number(row[spread])}${row.spreadType && label(row.spreadType) !== "not shown" ? ` ${label(row.spreadType)}` : ""}`
    : "";

// "81.2 → 99.1 (+18 ± 2 SD) hairs/cm²": what was measured, nothing made up.
export const valueText = (/** @type {Quantity} */ row) => {
  const parts = [];
  if (row.baseline !== undefined) parts.push(`${number(row.baseline)}${spreadText(row, "baselineSpread")}`);
  if (row.after !== undefined)
    parts.push(
      `${parts.length ? "→ " : ""}${number(row.after)}${row.change === undefined ? spreadText(row, "spread") : ""}`,
    );
  if (row.change !== undefined)
    parts.push(`${parts.length ? "(" : ""}${signed(row.change)}${spreadText(row, "spread")}${parts.length ? ")" : ""}`);
  if (!parts.length && row.spread !== undefined) parts.push(spreadText(row, "spread").trim());
  if (parts.length && row.unit) parts.push(label(row.unit));
  if (row.ciLow !== undefined) parts.push(`[CI ${number(row.ciLow)} to ${number(row.ciHigh)}]`);
  if (row.comparatorChange !== undefined)
    parts.push(`against ${signed(row.comparatorChange)}${spreadText(row, "comparatorSpread")} in the comparator`);
  if (parts.length && row.statistic && !["mean", "not shown", label(row.unit)].includes(label(row.statistic)))
    parts.push(`(${label(row.statistic)})`);
  return parts.join(" ");
};
export const valueOr = (/** @type {Quantity} */ row) => valueText(row) || absent(recordOf(row));
export const pText = (/** @type {Quantity} */ row) =>
  row.pText
    ? /^[<>=≤≥]/.test(row.pText)
      ? `p ${row.pText}`
      : /^[\d.]/.test(row.pText)
        ? `p = ${row.pText}`
        : row.pText
    : "";

export const systemText = (/** @type {Finding} */ finding) => {
  const system = finding.system;
  return (
    [
      system.reportedName,
      system.taxon && !(system.reportedName || "").toLowerCase().includes(label(system.taxon).toLowerCase())
        ? label(system.taxon)
        : "",
    ]
      .filter(Boolean)
      .join(", ") || "system not shown"
  );
};
export const rungWords = (/** @type {{ rung?: string }} */ row) => {
  const words = label(row.rung);
  return !words || words === "not shown" ? "rung not shown" : words;
};
export const comparisonText = (/** @type {FindingsRow} */ finding) => {
  const comparison = row("comparisons", finding.comparison);
  return comparison ? `${comparison.comparatorReported || label(comparison.comparatorKind)}` : "";
};
export const sampleText = (/** @type {FindingsRow} */ row) => (row.sampleSize ? `n = ${number(row.sampleSize)}` : "");
/** @type {Record<string, string>} */
const SEED_WORDS = {
  "code:seedsupport-not-seen": "not seen on the paper's own page",
  "code:seedsupport-differs": "the paper's own page differs",
};
export const seedNote = (/** @type {FindingsRow} */ row) => {
  const said = SEED_WORDS[row.seedSupport || ""];
  return said ? el("p.warn", `Seed article: ${said}. ${row.seedBasis || ""}`) : null;
};

export const separabilityNote = (/** @type {Finding} */ finding) =>
  isTogether(finding)
    ? el(
        "p.warn",
        `${TOGETHER} ${separabilityWords(finding.separability)}`,
        finding.inArm && row("arms", finding.inArm)?.coIntervention
          ? `; given as well: ${valuesOf("given-too", finding).join(", ")}`
          : null,
      )
    : null;

export const fact = (/** @type {string} */ name, /** @type {Child} */ value) =>
  value ? [el("dt", name), el("dd", value)] : null;

export const list = (/** @type {(string | undefined)[] | undefined} */ values) =>
  (values || []).filter(Boolean).join("; ") || null;
/**
 * Facts of a record; those it should give and does not stand in one line after them, with the reason.
 * @param {RecordRow} record
 * @param {string} tag
 * @param {[string, Child, boolean?][]} rows name, value, and whether its absence is said
 * @returns {Child[]}
 */
export const factList = (record, tag, rows) => {
  const missing = rows.filter(([, value, wanted]) => wanted && !value).map(([name]) => name.toLowerCase());
  const why = absent(record);
  return [
    el(
      tag,
      rows.map(([name, value]) => fact(name, value)),
    ),
    missing.length ? el("p.absent", `${why.charAt(0).toUpperCase()}${why.slice(1)}: ${missing.join(", ")}.`) : null,
  ];
};
// Curators count what a paper counts: "number of men" is said as "20 men", the largest number first.
/** @type {(record: RecordRow) => string | null} */
export const sampleOf = (record) =>
  list([
    ...Object.entries(record)
      .filter(([name]) => /^n[A-Z]/.test(name) && name !== "nNote")
      .sort(([a, m], [b, n]) => Number(n) - Number(m) || compare(a, b))
      .map(([name, count]) => `${number(String(count))} ${label(`exokg:${name}`).replace(/^number (of )?/, "")}`),
    record.nNote,
  ]);
