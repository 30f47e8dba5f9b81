// How wide the columns are, and how high the boxes: from the labels, before anything has a place.

import { widthOf, wrap } from "../base/measure.js";
import { studyName } from "../data/evidence.js";
import { boxName, capital, shortly, stepsOf } from "../data/lanes.js";
import { LADDER, label, rank } from "../data/things.js";

export const LINE = 15;
/** Columns with more studies than this show them as ticks; the whole network always does. */
export const MOST_STUDIES = 22;
const TICK = 10;

/**
 * The width and place of each column.
 * @param {number[]} columns
 * @param {number} width of the whole picture
 * @param {{ ticks: boolean, named: boolean }} options whether studies are ticks, and whether some have names
 * @returns {Map<number, { x: number, width: number }>}
 */
export const columnsOf = (columns, width, { ticks, named }) => {
  const pair = columns.length === 2;
  /** @type {(column: number) => number} */
  const wide = (column) =>
    pair ? Math.floor(width * 0.36) : column === 2 ? (ticks && !named ? TICK : 126) : width < 1050 ? 150 : 184;
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
  box.column === 2 && ticks && ![...box.lanes].some((lane) => open.includes(lane.source.group));

/** Give a box its width, its lines of text and the least height it needs.
 * @type {(box: LaneBox, place: { x: number, width: number }, options: { ticks: boolean, open: string[], most: number }) => void} */
export const fill = (box, place, { ticks, open, most }) => {
  box.tick = isTick(box, ticks, open);
  box.x = place.x;
  box.width = box.tick ? TICK : place.width;
  box.title = nameOf(box);
  const room = box.width - (box.column === 2 ? 14 : 26 + widthOf(String(box.studies), 12)) - (box.group ? 8 : 0);
  box.lines = box.tick ? [] : wrap(box.title, room, most);
};
/** @type {(box: LaneBox) => number} */
export const leastHeight = (box) => (box.tick ? 3 : box.lines.length * LINE + 8);

/** What stands above the boxes of a kind of system. @type {(box: LaneBox) => string} */
export const rungName = (box) => {
  const lane = [...box.lanes][0];
  const [system] = stepsOf(lane, 3);
  if (system.group === "3#the preparation itself") return "preparation";
  const code = LADDER.find((rung) => rank(rung) === lane.rung);
  return code ? label(code) : "not shown";
};
