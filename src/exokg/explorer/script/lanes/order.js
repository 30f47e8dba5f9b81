// The order of the boxes in their columns: few crossings, rungs from cells to people, groups kept together.
import { compare } from "../base/text.js";
import { GATE } from "../data/lanes.js";
import { fixedPlace } from "./boxes.js";

const ROUNDS = 10;
/** @type {(pairs: [number, number][]) => number} */
const mean = (pairs) => {
  const weight = pairs.reduce((sum, [, own]) => sum + own, 0);
  return weight ? pairs.reduce((sum, [at, own]) => sum + at * own, 0) / weight : 0.5;
};
/** Where the neighbours of a box stand, on the mean. @type {(box: LaneBox) => number} */
const barycentre = (box) =>
  mean([
    .../** @type {[number, number][]} */ (box.into.map((strand) => [strand.from.place, strand.studies])),
    .../** @type {[number, number][]} */ (box.out.map((strand) => [strand.to.place, strand.studies])),
  ]);
/** Where the findings of each source were tested, and how many of them: two columns on, or one.
 * @type {(column: LaneBox[]) => Map<LaneBox, [LaneBox, number][]>} */
const testedIn = (column) =>
  new Map(
    column.map((box) => {
      const own = new Set(box.lanes);
      /** @type {[LaneBox, number][]} */
      const ways = box.out.flatMap((way) =>
        way.to.column === 3
          ? [[way.to, way.lanes.length]]
          : way.to.out.map((strand) => [strand.to, strand.lanes.filter((lane) => own.has(lane)).length]),
      );
      return [box, ways];
    }),
  );

/** The source that most findings of a study are about. @type {(box: LaneBox) => LaneBox} */
const familyOf = (box) =>
  box.into.reduce((best, strand) => (strand.lanes.length > best.lanes.length ? strand : best)).from;

/** @type {(column: LaneBox[]) => void} */
const number = (column) => {
  for (const [nth, box] of column.entries()) box.place = nth / Math.max(1, column.length - 1);
};

/** @type {(column: LaneBox[], wanted: Map<LaneBox, number>, together: boolean) => void} */
const sortByWish = (column, wanted, together) => {
  const groups = new Map();
  /** @type {(box: LaneBox) => string} */
  const group = (box) => (together && box.group) || box.key;
  for (const box of column) groups.set(group(box), [...(groups.get(group(box)) || []), wanted.get(box)]);
  /** @type {(box: LaneBox) => number} */
  const wish = (box) => {
    const own = groups.get(group(box));
    return own.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0) / own.length;
  };
  column.sort(
    (a, b) =>
      Number(a.key === GATE) - Number(b.key === GATE) ||
      wish(a) - wish(b) ||
      compare(group(a), group(b)) ||
      (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) ||
      compare(a.key, b.key),
  );
};

/** @type {(column: LaneBox[]) => void} */
const sortStudies = (column) => {
  const wanted = new Map(column.map((box) => [box, barycentre(box)]));
  for (const box of column) box.family = box.into.length ? familyOf(box).place : 0;
  column.sort((a, b) => a.family - b.family || (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || compare(a.key, b.key));
};

/**
 * Sort the boxes of each column, in place. The tested-in column keeps the order of its groups unless the
 * picture has two columns only.
 * @param {Map<number, LaneBox[]>} columns
 * @param {boolean} focused whether the picture is of one thing
 */
export const sortColumns = (columns, focused) => {
  const names = [...columns.keys()];
  for (const column of columns.values()) {
    column.sort((a, b) => fixedPlace(a) - fixedPlace(b) || b.studies - a.studies || compare(a.key, b.key));
    number(column);
  }
  const tested = columns.has(3) ? testedIn(columns.get(1) || []) : new Map();
  /** Sources stand where their findings were tested. @type {(box: LaneBox) => number} */
  const wish = (box) =>
    tested.has(box)
      ? mean(tested.get(box).map((/** @type {[LaneBox, number]} */ [to, count]) => [to.place, count]))
      : barycentre(box);
  for (let round = 0; round < ROUNDS; round++)
    for (const name of round % 2 ? [...names].reverse() : names) {
      const column = columns.get(name) || [];
      if (name === 2 && columns.has(1)) sortStudies(column);
      else if (name !== 3) {
        sortByWish(column, new Map(column.map((box) => [box, wish(box)])), !focused);
      } else if (focused) {
        const wanted = new Map(column.map((box) => [box, barycentre(box)]));
        column.sort(
          (a, b) =>
            groupPlace(a) - groupPlace(b) || (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || compare(a.key, b.key),
        );
      }
      number(column);
    }
};
/** @type {(box: LaneBox) => number} */
const groupPlace = (box) => fixedPlace(box) >> 1;
