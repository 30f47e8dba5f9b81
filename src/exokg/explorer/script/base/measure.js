// How wide a text is, from the widths of Arial and its metric twins: the same places in every browser that has one.
/** @type {[number, string][]} */
const WIDTHS = [
  [222, "ijl'|"],
  [278, " !,./:;I[]\\ft"],
  [333, "()-`r"],
  [500, "Jckvsxyz"],
  [611, "FTZ"],
  [667, "&ABEKPSVXY"],
  [722, "CDHNRUw"],
  [778, "GOQ"],
  [833, "Mm"],
  [944, "W%@→↦"],
];
const WIDTH = new Map(WIDTHS.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width])));

const SAMPLE = "Hair follicle stem cells, number 27";
/** @type {(text: string) => number} */
const inArial = (text) => [...text].reduce((sum, letter) => sum + (WIDTH.get(letter) ?? 556), 0) / 1000;
/** How much wider the letters of this browser are, where it has no such font; 1 outside a browser. */
const WIDER = (() => {
  if (typeof HTMLCanvasElement === "undefined") return 1;
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return 1;
  context.font = '100px Arial, "Liberation Sans", Helvetica, sans-serif';
  return Math.max(1, context.measureText(SAMPLE).width / 100 / inArial(SAMPLE));
})();

/** Width in px of a text of a size in px. @type {(text: string, size?: number) => number} */
export const widthOf = (text, size = 13) => inArial(text) * size * WIDER;

/** @type {(text: string, width: number, size: number) => string} */
const cut = (text, width, size) => {
  if (widthOf(text, size) <= width) return text;
  let kept = text;
  while (kept.length > 1 && widthOf(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
};

/** A word that is wider than a line, in two. @type {(word: string, width: number, size: number) => string[]} */
const broken = (word, width, size) => {
  if (widthOf(word.trimEnd(), size) <= width || word.length < 8) return [word];
  let at = word.trimEnd().length - 3;
  while (at > 3 && widthOf(`${word.slice(0, at)}-`, size) > width) at -= 1;
  return [`${word.slice(0, at)}-`, word.slice(at)];
};
/** A text in lines of at most a width, broken at blanks and hyphens, and within a word that is wider; what does not fit ends in "…".
 * @type {(text: string, width: number, most?: number, size?: number) => string[]} */
export const wrap = (text, width, most = 2, size = 13) => {
  const lines = [""];
  for (const word of text.split(/(?<=[ -])/).flatMap((one) => broken(one, width, size))) {
    const longer = lines[lines.length - 1] + word;
    if (widthOf(longer.trimEnd(), size) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, most).map((line) => line.trimEnd());
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines.slice(most).join("")}`;
  return kept.map((line) => cut(line, width, size));
};
