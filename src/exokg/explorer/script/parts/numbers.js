import { absent, recordOf } from "../data/evidence.js";
import { label } from "../data/things.js";

export const number = (text) => {
  const value = Number(text);
  return text === undefined || Number.isNaN(value)
    ? String(text || "")
    : value.toLocaleString("en", { maximumFractionDigits: 4 });
};
const signed = (text) => (Number(text) > 0 ? `+${number(text)}` : number(text).replace("-", "−"));
const spreadText = (row, spread) =>
  row[spread]
    ? ` ± ${number(row[spread])}${row.spreadType && label(row.spreadType) !== "not shown" ? ` ${label(row.spreadType)}` : ""}`
    : "";

// "81.2 → 99.1 (+18 ± 2 SD) hairs/cm²": what was measured, nothing made up.
export const valueText = (row) => {
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
export const valueOr = (row) => valueText(row) || absent(recordOf(row));
export const pText = (row) =>
  row.pText
    ? /^[<>=≤≥]/.test(row.pText)
      ? `p ${row.pText}`
      : /^[\d.]/.test(row.pText)
        ? `p = ${row.pText}`
        : row.pText
    : "";
