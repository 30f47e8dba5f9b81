// Files that leave the page: their names say what they hold, and no cell begins a formula.
import { announce, el } from "../base/dom.js";
import { META } from "../data/things.js";

export const saveBlob = (/** @type {Blob} */ blob, /** @type {string} */ name) => {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`${name} saved`);
};
export const saveText = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ type) =>
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);

/** A file name of words: small letters and hyphens, with the version of the data. @type {(words: string[], ending: string) => string} */
export const fileName = (words, ending) =>
  `${["exokg", ...words, META.version || ""]
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^a-z0-9.]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 40),
    )
    .filter(Boolean)
    .join("-")}.${ending}`;

// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
const FORMULA = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const csvCell = (/** @type {string} */ text) => {
  const safe = FORMULA.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
/** @type {(columns: string[], rows: unknown[][]) => string} */
export const csv = (columns, rows) =>
  `${[columns, ...rows]
    .map((row) => row.map((cell) => csvCell(String(cell === undefined ? "" : cell))).join(","))
    .join("\r\n")}\r\n`;
