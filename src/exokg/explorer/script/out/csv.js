import { announce, el } from "../base/dom.js";
import { compare } from "../base/text.js";
import { direction } from "../data/effects.js";
import { independent, isSeparable } from "../data/evidence.js";
import { expandCurie, label } from "../data/things.js";
import { bestOf } from "../panel/claims.js";
import { shownFindings } from "../state/filters.js";
import { state } from "../state/state.js";
import { cellClaims } from "../views/cells.js";
import { questionNow } from "../views/questions.js";
import { sorted } from "../views/rows.js";
import { recordColumns, recordsNow } from "../views/studies.js";
import { tableNow } from "../views/tables.js";

export const saveBlob = (/** @type {Blob} */ blob, /** @type {string} */ name) => {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`${name} saved`);
};
export const saveText = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ type) =>
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);

// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
const FORMULA = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const csvCell = (/** @type {string} */ text) => {
  const safe = FORMULA.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
const csv = (/** @type {string[]} */ columns, /** @type {unknown[][]} */ rows) =>
  `${[columns, ...rows]
    .map((row) => row.map((cell) => csvCell(String(cell === undefined ? "" : cell))).join(","))
    .join("\r\n")}\r\n`;

const matrixCsv = () => {
  const claims = cellClaims();
  return csv(
    "source,direction,target,independent studies,findings,separable studies,highest rung,disagrees,claim".split(","),
    [...claims]
      .sort((a, b) => compare(a.id, b.id))
      .map((claim) => [
        label(claim.claimSubject),
        direction(claim.claimEffect).word,
        label(claim.claimTarget),
        independent(shownFindings(claim)),
        shownFindings(claim).length,
        independent(shownFindings(claim).filter(isSeparable)),
        bestOf(claim, claim.highestRung),
        (claim.disagreesWith || []).length ? "yes" : "no",
        expandCurie(claim.id),
      ]),
  );
};
/**
 * @template {AnyRow} R
 * @param {Column<R>[]} columns
 * @param {R[]} rows
 */
const tableCsv = (columns, rows) =>
  csv(
    [...columns.map((one) => one.words), "id"],
    rows.map((row) => [...columns.map((one) => one.text(row)), expandCurie(row.id)]),
  );
export const csvNow = () => {
  if (state.view === "studies") return tableCsv(recordColumns, recordsNow());
  if (state.view === "findings") {
    const [, columns, read] = tableNow();
    return tableCsv(columns, sorted(read(), columns));
  }
  if (state.view === "questions") {
    const chosen = questionNow();
    return chosen ? csv(chosen.columns, chosen.rows) : "";
  }
  return matrixCsv();
};
