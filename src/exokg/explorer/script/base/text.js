// Text as a reader sees it: safe characters, plurals, order.
// Characters that turn or hide text are shown by their code point, so that a label cannot pose as another.
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** @type {(text: string) => string} */
export const plain = (text) =>
  text.replace(HIDDEN, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

const NUMBER = new Intl.NumberFormat("en");
/** @type {(count: number, one: string, many?: string) => string} */
export const plural = (count, one, many) => `${NUMBER.format(count)} ${count === 1 ? one : many || `${one}s`}`;
/** @type {(count: number) => string} */
export const studiesWords = (count) => plural(count, "study", "studies");
/** @type {(count: number) => string} */
export const independentStudies = (count) => `${NUMBER.format(count)} independent ${count === 1 ? "study" : "studies"}`;
/** @type {(a: string, b: string) => number} */
export const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

const isAscii = (/** @type {string} */ text) => !/[^\u0000-\u007f]/.test(text);
/** @type {(text: string) => string} */
const inAscii = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/β/g, "beta")
    .replace(/α/g, "alpha");
/** Text as it is searched: without case, accents, Greek letters and British endings. @type {(text: string) => string} */
export const fold = (text) => {
  const lower = text.toLowerCase();
  return (isAscii(lower) ? lower : inAscii(lower)).replace(/is(e|ed|es|ing|ation)\b/g, "iz$1");
};
