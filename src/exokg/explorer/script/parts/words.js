import { el } from "../base/dom.js";
import { compare } from "../base/text.js";
import { absent, isSeparable, separabilityWords, TOGETHER } from "../data/evidence.js";
import { label, thing } from "../data/things.js";
import { number } from "./numbers.js";

export const systemText = (finding) => {
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
export const rungWords = (row) => {
  const words = label(row.rung);
  return !words || words === "not shown" ? "rung not shown" : words;
};
export const comparisonText = (row) => {
  const comparison = thing(row.comparison);
  return comparison ? `${comparison.comparatorReported || label(comparison.comparatorKind)}` : "";
};
export const sampleText = (row) => (row.sampleSize ? `n = ${number(row.sampleSize)}` : "");
export const seedNote = (row) => {
  const said = {
    "code:seedsupport-not-seen": "not seen on the paper's own page",
    "code:seedsupport-differs": "the paper's own page differs",
  }[row.seedSupport];
  return said ? el("p.warn", `Seed article: ${said}. ${row.seedBasis || ""}`) : null;
};

export const separabilityNote = (finding) =>
  isSeparable(finding)
    ? null
    : el(
        "p.warn",
        `${TOGETHER} ${separabilityWords(finding.separability)}; given as well: ${finding.facets.coIntervention.join(", ")}`,
      );

export const fact = (name, value) => (value ? [el("dt", name), el("dd", value)] : null);

export const list = (values) => (values || []).filter(Boolean).join("; ") || null;
export const saidOr = (record, value) => value || el("span.absent", absent(record));
// Curators count what a paper counts: "number of men" is said as "20 men", the largest number first.
export const sampleOf = (record) =>
  list(
    [
      ...Object.keys(record)
        .filter((name) => /^n[A-Z]/.test(name) && name !== "nNote")
        .sort((a, b) => record[b] - record[a] || compare(a, b))
        .map((name) => `${number(record[name])} ${label(`exokg:${name}`).replace(/^number (of )?/, "")}`),
      record.nNote,
    ].filter(Boolean),
  );
