import { narrow } from "../state/address.js";

export const LABEL_PX = 12.5;
export const LINE_PX = 14.5;
// Labels may stand out from the outermost marks by so many pixels; a fitted view leaves this margin.
export const labelRoom = () => (narrow() ? [56, 38] : [82, 38]);
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const widths = new Map();
let meter = null;

export const measure = (text) => {
  if (!widths.has(text)) {
    meter = meter || document.createElement("canvas").getContext("2d");
    meter.font = `${LABEL_PX}px ${FONT}`;
    widths.set(text, meter.measureText(text).width);
  }
  return widths.get(text);
};

// At most three lines of about twenty characters.
const wrapped = new Map();
export const wrap = (text) => {
  if (wrapped.has(text)) return wrapped.get(text);
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
export const spots = (size, width, height) => [
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
