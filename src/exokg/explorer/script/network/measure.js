// How much room labels take, and what is in their way.
import { narrow } from "../state/address.js";

const touches = (/** @type {Box} */ a, /** @type {Box} */ b) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Boxes by a grid of cells, so that asking what is in the way stays cheap with many labels.
export class Ground {
  constructor(/** @type {number} */ cell) {
    this.cell = cell;
    this.cells = new Map();
  }
  *keys(/** @type {Box} */ box) {
    for (let x = Math.floor(box.x / this.cell); x <= Math.floor((box.x + box.w) / this.cell); x += 1)
      for (let y = Math.floor(box.y / this.cell); y <= Math.floor((box.y + box.h) / this.cell); y += 1)
        yield `${x},${y}`;
  }
  free(/** @type {Box} */ box, /** @type {string} */ own, lightly = false) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) || [])
        if (other.of !== own && !(lightly && other.mark) && touches(box, other)) return false;
    return true;
  }
  take(/** @type {Box} */ box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

export const LABEL_PX = 12.5;
export const LINE_PX = 14.5;
// Labels may stand out from the outermost marks by so many pixels; a fitted view leaves this margin.
export const labelRoom = () => (narrow() ? [56, 38] : [82, 38]);
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
/** @type {Map<string, number>} */
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let meter = null;

/** @type {(text: string) => number} */
export const measure = (text) => {
  const known = widths.get(text);
  if (known !== undefined) return known;
  meter = meter || /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  meter.font = `${LABEL_PX}px ${FONT}`;
  const { width } = meter.measureText(text);
  widths.set(text, width);
  return width;
};

// At most three lines of about twenty characters.
/** @type {Map<string, string[]>} */
const wrapped = new Map();
export const wrap = (/** @type {string} */ text) => {
  const known = wrapped.get(text);
  if (known) return known;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (!lines[last] || lines[last].length + word.length < 21) lines[last] = `${lines[last]} ${word}`.trim();
    else lines.push(word);
  }
  const kept = lines.slice(0, 3).map((line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line));
  if (lines.length > 3) kept[2] = `${kept[2].replace(/…$/, "")}…`;
  wrapped.set(text, kept);
  return kept;
};

// Where a label may stand beside its mark, the best place first; in screen pixels from the mark's centre.
export const spots = (/** @type {number} */ size, /** @type {number} */ width, /** @type {number} */ height) => [
  [-width / 2, size + 3],
  [-width / 2, -size - 3 - height],
  [size + 5, -height / 2],
  [-size - 5 - width, -height / 2],
  [size * 0.7, size * 0.7],
  [-width - size * 0.7, size * 0.7],
  [-width / 2, size + 17],
  [-width / 2, -size - 17 - height],
  [size + 20, -height / 2],
  [-size - 20 - width, -height / 2],
  [size + 8, size + 8],
  [-width - size - 8, -size - 8 - height],
];
