// How wide the columns are, and how high the boxes: from the labels, before anything has a place.

import { widthOf, wrap } from "../base/measure.js";
import { studyName } from "../data/evidence.js";
import { boxName, capital, shortly, stepsOf } from "../data/lanes.js";
import { LADDER, label, rank } from "../data/things.js";

export const LINE = 15;
/** How high a line of the name of an open group is. */
export const OPENED = 13;
const MOST_LINES = 9;
/** Columns with more studies than this show them as ticks; the whole network always does. */
export const MOST_STUDIES = 22;
const TICK = 10;
/** Between two columns there is room for strands, however narrow the picture. */
const LEAST_GAP = 26;

/**
 * The width and place of each column.
 * @param {number[]} columns
 * @param {number} width of the whole picture
 * @param {{ ticks: boolean, named: boolean }} options whether studies are ticks, and whether some have names
 * @returns {Map<number, { x: number, width: number }>}
 */
export const columnsOf = (columns, width, { ticks, named }) => {
  const pair = columns.length === 2;
  const bare = ticks && !named;
  const boxes = columns.length - Number(bare && columns.includes(2));
  const most = (width - LEAST_GAP * (columns.length - 1)) / boxes;
  /** @type {(column: number) => number} */
  const wide = (column) =>
    pair
      ? Math.floor(width * 0.38)
      : column === 2 && bare
        ? TICK
        : Math.floor(Math.min(most, column === 2 ? 126 : width < 1050 ? 150 : 184));
  const share = columns.slice(1).map((column) => (column === 2 && ticks && !pair ? (named ? 0.8 : 0.5) : 1));
  const free = width - columns.reduce((sum, column) => sum + wide(column), 0);
  const unit = free / share.reduce((sum, one) => sum + one, 0);
  let x = 0;
  return new Map(
    columns.map((column, nth) => {
      const place = { x, width: wide(column) };
      x += place.width + (share[nth] || 0) * unit;
      return [column, place];
    }),
  );
};

/** @type {(box: LaneBox) => string} */
const nameOf = (box) =>
  box.column === 2
    ? studyName(box.key.slice(2))
    : box.group
      ? shortly({ name: boxName(box.key), column: box.column })
      : capital(boxName(box.key));
/** @type {(box: LaneBox, ticks: boolean, open: string[]) => boolean} */
const isTick = (box, ticks, open) =>
  box.column === 2 && ticks && !box.lanes.some((lane) => open.includes(lane.source.group));

/** Give a box its width, its lines of text and the least height it needs.
 * @type {(box: LaneBox, place: { x: number, width: number }, ticks: boolean, open: string[]) => void} */
export const fill = (box, place, ticks, open) => {
  box.tick = isTick(box, ticks, open);
  box.x = place.x;
  box.width = box.tick ? TICK : place.width;
  box.title = nameOf(box);
  const room = box.width - (box.column === 2 ? 14 : 26 + widthOf(String(box.studies), 12)) - (box.group ? 8 : 0);
  box.lines = box.tick ? [] : wrap(box.title, room, MOST_LINES);
};
/** The name of the open group that begins with a box, above it; room is left for "only ›" beside its first line.
 * @type {(box: LaneBox) => string[]} */
export const openedLines = (box) => wrap(`▾ ${capital(boxName(box.opens || ""))}`, (box.width - 46) / 1.12, 3, 11);
/** @type {(box: LaneBox) => number} */
export const leastHeight = (box) => (box.tick ? 3 : box.lines.length * LINE + 8);

const NOT_SHOWN = "not shown";
/** The rungs of the findings of a box, as words from dish to people. @type {(box: LaneBox) => string[]} */
const rungsOf = (box) => {
  const { lanes } = box;
  if (stepsOf(lanes[0], 3)[0].group === "3#the preparation itself") return ["preparation"];
  const found = new Set(lanes.map((lane) => lane.rung));
  const names = LADDER.filter((code) => found.delete(rank(code))).map(label);
  return found.size ? [...names, NOT_SHOWN] : names;
};
/** Cells whose setting no page shows stand among the cells in a dish. @type {(names: string[]) => boolean} */
const areCells = (names) => names.every((name) => name === label(LADDER[0]) || name === NOT_SHOWN);
/** What stands above the kinds of system, by the first box that it is about. @type {(column: LaneBox[]) => Map<LaneBox, string>} */
export const rungHeads = (column) => {
  /** @type {Map<LaneBox, string[]>} */
  const heads = new Map();
  /** @type {LaneBox | undefined} */
  let first;
  for (const box of column) {
    const [names, before] = [rungsOf(box), (first && heads.get(first)) || []];
    const alike = first && ((areCells(names) && areCells(before)) || names.join() === before.join());
    if (!alike) first = box;
    const all = alike ? [...new Set([...before, ...names])] : names;
    heads.set(
      /** @type {LaneBox} */ (first),
      all.sort((a, b) => Number(a === NOT_SHOWN) - Number(b === NOT_SHOWN)),
    );
  }
  return new Map([...heads].map(([box, names]) => [box, names.join(" or ")]));
};
