// Where everything stands: one scale for all columns, found so that the tallest fits.
import { boxesOf } from "./boxes.js";
import { columnsOf, fill, leastHeight, MOST_STUDIES, OPENED, openedLines, rungHeads } from "./measures.js";
import { sortColumns } from "./order.js";

const TOP = 26;
const BOTTOM = 4;
const MOST_FOLDED = 90;
const STYLES = ["plain", "named", "up", "down", "none", "cargo", "clear", "harm"];
/** @type {(strands: Strand[]) => number} */
const sum = (strands) => strands.reduce((total, strand) => total + strand.studies, 0);
/** @type {(box: LaneBox, unit: number) => number} */
const highOf = (box, unit) => Math.max(leastHeight(box), Math.max(sum(box.into), sum(box.out)) * unit);
/** @type {(column: LaneBox[], unit: number) => number} */
const heightOf = (column, unit) => column.reduce((total, box) => total + box.space + highOf(box, unit), 0);

/** The room above each box, and the headings in it. @type {(columns: Map<number, LaneBox[]>, grouped: Set<number>) => void} */
const spaceOut = (columns, grouped) => {
  for (const [name, column] of columns) {
    const heads = name === 3 ? rungHeads(column) : new Map();
    let group = /** @type {string | undefined} */ (undefined);
    for (const [nth, box] of column.entries()) {
      box.space = nth ? (box.tick ? (box.family !== column[nth - 1].family ? 9 : 1.5) : 5) : 0;
      box.head = heads.get(box) || "";
      if (box.head) box.space += 14;
      if (grouped.has(name) && box.group && box.group !== group) {
        box.opens = box.group;
        box.space += 4 + openedLines(box).length * OPENED;
      } else if (group && !box.group) box.space += 6;
      group = box.group;
    }
  }
};

/** The height of one study, as large as fits. @type {(columns: LaneBox[][], room: number, most: number) => number} */
const unitFor = (columns, room, most) => {
  let [low, high] = [0.02, most];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (columns.some((column) => heightOf(column, middle) > room)) high = middle;
    else low = middle;
  }
  return low;
};

/** Boxes of a column from the top, with what room is left spread between them. @type {(column: LaneBox[], height: number, unit: number, most: number) => void} */
const stack = (column, height, unit, most) => {
  const room = height - TOP - BOTTOM;
  const left = room - heightOf(column, unit);
  const each = Math.max(0, Math.min(most, left / (column.length + 1)));
  let y = TOP + Math.max(0, (left - each * (column.length - 1)) / 2);
  for (const [nth, box] of column.entries()) {
    y += box.space + (nth ? each : 0);
    put(box, y, highOf(box, unit));
    y += box.height;
  }
};
/** @type {(box: LaneBox, y: number, height: number) => void} */
const put = (box, y, height) => {
  box.height = height;
  box.middle = y + height / 2;
};

/** Move boxes toward a wish, in their order and without overlap. @type {(column: LaneBox[], wish: (box: LaneBox) => number, height: number) => void} */
const settle = (column, wish, height) => {
  let y = TOP;
  for (const [nth, box] of column.entries()) {
    const top = Math.max(y + (nth ? Math.max(box.space, 5) : box.space), wish(box) - box.height / 2);
    put(box, top, box.height);
    y = top + box.height;
  }
  let limit = height - BOTTOM;
  for (const box of [...column].reverse()) {
    if (box.middle + box.height / 2 > limit) box.middle = limit - box.height / 2;
    limit = box.middle - box.height / 2 - Math.max(5, box.space);
  }
};
/** A family stands at the mean height of its studies. @type {(box: LaneBox) => number} */
const middleOfStudies = (box) => {
  const own = box.out.filter(({ to }) => to.family === box.place).map(({ to }) => to.middle);
  const all = own.length ? own : box.out.map(({ to }) => to.middle);
  return all.reduce((total, one) => total + one, 0) / (all.length || 1);
};
/** The outcomes slide toward what runs into them. @type {(column: LaneBox[], height: number) => void} */
const slide = (column, height) => {
  const [first, last] = [column[0], column[column.length - 1]];
  const into = column.flatMap((box) => box.into);
  if (!into.length) return;
  const [top, end] = [first.middle - first.height / 2, last.middle + last.height / 2];
  const mean = into.reduce((total, strand) => total + strand.from.middle * strand.studies, 0) / sum(into);
  const wish = (mean - (top + end) / 2) * 0.6;
  const move = Math.max(TOP + first.space - top, Math.min(wish, height - BOTTOM - end));
  for (const box of column) box.middle += move;
};

/** Where each strand meets its boxes: in the order of the other ends. @type {(boxes: Iterable<LaneBox>, unit: number) => void} */
const attach = (boxes, unit) => {
  /** @type {(strand: Strand) => number} */
  const kind = (strand) => STYLES.indexOf(strand.style) * 2 + (strand.separable ? 0 : 1);
  for (const box of boxes) {
    box.into.sort((a, b) => a.from.middle - b.from.middle || kind(a) - kind(b));
    box.out.sort((a, b) => a.to.middle - b.to.middle || kind(a) - kind(b));
    let [left, right] = [box.middle - (sum(box.into) * unit) / 2, box.middle - (sum(box.out) * unit) / 2];
    for (const strand of box.into) {
      strand.thick = Math.max(0.6, strand.studies * unit);
      strand.right = left + (strand.studies * unit) / 2;
      left += strand.studies * unit;
    }
    for (const strand of box.out) {
      strand.left = right + (strand.studies * unit) / 2;
      right += strand.studies * unit;
    }
  }
};

/** @type {(wanted: number[], lanes: Lane[]) => number[]} */
const kept = (wanted, lanes) =>
  new Set(lanes.map((lane) => lane.study)).size > MOST_FOLDED ? wanted.filter((column) => column !== 2) : wanted;

/**
 * The whole picture, in px: the same lanes and sizes give the same places in every browser.
 * @param {Lane[]} lanes
 * @param {{ columns: number[], width: number, height: number, focus: string, open: string[] }} options
 * @returns {LanesLayout}
 */
export const layout = (lanes, { columns: wanted, width, height, focus, open }) => {
  const names = kept(wanted, lanes);
  const { boxes, strands, grouped } = boxesOf(lanes, names, { focus, open });
  const columns = new Map(names.map((name) => [name, [...boxes.values()].filter((box) => box.column === name)]));
  const ticks = names.includes(2) && (!focus || (columns.get(2) || []).length > MOST_STUDIES);
  const places = columnsOf(names, width, { ticks, named: open.some((key) => key.startsWith("1#")) });
  for (const box of boxes.values()) fill(box, places.get(box.column) || { x: 0, width: 0 }, ticks, open);
  sortColumns(columns, !!focus);
  spaceOut(columns, grouped);
  const lists = [...columns.values()];
  // What is opened, or has many boxes, makes a column longer than the window; its strands stay thick enough to see.
  const busiest = Math.max(1, ...lists.map((column) => column.reduce((total, box) => total + sum(box.out), 0)));
  const least = focus
    ? Math.min(2.5, (height - TOP) / busiest)
    : open.length
      ? layout(lanes, { columns: wanted, width, height, focus, open: [] }).unit
      : 0;
  const unit = Math.max(least, unitFor(lists, height - TOP - BOTTOM, focus ? 9 : names.length === 2 ? 7 : 12));
  const tallest = Math.max(...lists.map((column) => heightOf(column, unit)), 40) + TOP + BOTTOM;
  const high = Math.ceil(Math.max(focus && names.length > 2 ? Math.min(height * 0.62, 460) : 0, tallest));
  for (const [name, column] of columns) stack(column, high, unit, name === 1 && !focus ? 26 : name === 2 ? 4 : 12);
  if (columns.has(1) && columns.has(2)) settle(columns.get(1) || [], middleOfStudies, high);
  if (names.length > 2 && columns.get(5)?.length) slide(columns.get(5) || [], high);
  attach(boxes.values(), unit);
  return { boxes, strands, columns, places, width, height: high, unit };
};

/** The outline of a strand of a thickness. @type {(strand: Strand, thick: number) => string} */
export const outline = ({ from, to, left, right }, thick) => {
  const [x0, x1] = [from.x + from.width, to.x];
  const middle = (x0 + x1) / 2;
  const half = thick / 2;
  /** @type {(value: number) => string} */
  const n = (value) => value.toFixed(1);
  const [a, b, c, d] = [left - half, right - half, right + half, left + half].map(n);
  const m = n(middle);
  return `M${n(x0)} ${a}C${m} ${a} ${m} ${b} ${n(x1)} ${b}V${c}C${m} ${c} ${m} ${d} ${n(x0)} ${d}Z`;
};
