// The boxes and strands of a picture: which items stand in which box, and what runs between boxes.
import { GATE, GROUPS, ITEMS, stepsOf, studiesOf } from "../data/lanes.js";

const GROUP_OF = new Map(ITEMS.map(({ key, group }) => [key, group]));
const MOST_ITEMS = 16;

/** Which columns of a picture of one thing stay in groups: those with more items than can be read.
 * @type {(lanes: Lane[], columns: number[]) => Set<number>} */
const crowded = (lanes, columns) =>
  new Set(
    columns.filter(
      (column) => new Set(lanes.flatMap((lane) => stepsOf(lane, column).map(({ key }) => key))).size > MOST_ITEMS,
    ),
  );

/** The keys of the boxes that a lane passes in a column.
 * @type {(lane: Lane, column: number, isOpen: (item: Item) => boolean) => string[]} */
const keysOf = (lane, column, isOpen) => {
  if (column === 2) return [`2|${lane.study}`];
  const items = stepsOf(lane, column);
  if (column === 4 && !items.length) return [GATE];
  const keys = items.map((item) => (isOpen(item) ? item.key : item.group));
  return keys.length > 1 ? [...new Set(keys)] : keys;
};

/** @type {(key: string, column: number) => LaneBox} */
const newBox = (key, column) => ({
  key,
  column,
  lanes: [],
  studies: 0,
  into: [],
  out: [],
  group: column !== 2 ? GROUP_OF.get(key) : undefined,
  ...{ x: 0, y: 0, width: 0, height: 0, middle: 0, space: 0, place: 0, family: 0 },
  lines: [],
  tick: false,
  head: "",
  title: "",
});

/** A strand holds the findings of one direction and separability; that a mechanism is named is no direction.
 * @type {(lane: Lane, to: number) => [string, boolean]} */
const kindOf = (lane, to) => {
  if (to <= 3) return ["plain", true];
  if (to === 4 && lane.outcome && lane.through.length) return ["named", true];
  return [lane.style, lane.separable || lane.style === "plain"];
};

/**
 * The boxes of each column and the strands between them.
 * @param {Lane[]} lanes
 * @param {number[]} columns
 * @param {{ focus: string, open: string[] }} options a thing that the picture is about, and the open groups
 * @returns {{ boxes: Map<string, LaneBox>, strands: Strand[], grouped: Set<number> }}
 */
export const boxesOf = (lanes, columns, { focus, open }) => {
  const grouped = focus ? crowded(lanes, columns) : new Set(columns);
  /** @type {(item: Item) => boolean} */
  const isOpen = (item) =>
    !grouped.has(item.column) || open.includes(item.group) || item.id === focus || item.key === focus;
  const boxes = new Map();
  /** @type {Strand[]} */
  const strands = [];
  /** @type {(key: string, column: number) => LaneBox} */
  const box = (key, column) => {
    const known = boxes.get(key) || newBox(key, column);
    if (!known.lanes.length) boxes.set(key, known);
    return known;
  };
  for (const lane of lanes) {
    /** @type {LaneBox[]} */
    let before = [];
    for (const column of columns) {
      const own = keysOf(lane, column, isOpen).map((key) => box(key, column));
      for (const one of own) one.lanes.push(lane);
      for (const from of before) for (const to of own) addStrand(strands, lane, from, to);
      before = own;
    }
  }
  for (const one of boxes.values()) one.studies = studiesOf(one.lanes);
  for (const one of strands) one.studies = studiesOf(one.lanes);
  return { boxes, strands, grouped };
};

/** @type {(strands: Strand[], lane: Lane, from: LaneBox, to: LaneBox) => void} */
const addStrand = (strands, lane, from, to) => {
  const [style, separable] = kindOf(lane, to.column);
  let strand = from.out.find((one) => one.to === to && one.style === style && one.separable === separable);
  if (!strand) {
    const key = [from.key, to.key, style, separable].join("~");
    strand = { key, from, to, style, separable, lanes: [], studies: 0, thick: 0, left: 0, right: 0 };
    strands.push(strand);
    from.out.push(strand);
    to.into.push(strand);
  }
  strand.lanes.push(lane);
};

const PLACE = new Map(GROUPS.map(({ key, place }) => [key, place]));
/** The fixed place of a box: that of its group. @type {(box: LaneBox) => number} */
export const fixedPlace = (box) => (PLACE.get(box.group || box.key) ?? 999) * 2 + (box.group ? 1 : 0);
