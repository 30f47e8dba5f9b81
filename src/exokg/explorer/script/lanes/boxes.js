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
  return [...new Set(items.map((item) => (isOpen(item) ? item.key : item.group)))];
};

/** @type {(key: string, column: number) => LaneBox} */
const newBox = (key, column) => ({
  key,
  column,
  lanes: new Set(),
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
  return [lane.style, lane.separable];
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
    !grouped.has(item.column) || open.includes(item.group) || [item.id, item.key].includes(focus);
  const boxes = new Map();
  const strands = new Map();
  /** @type {(key: string, column: number) => LaneBox} */
  const box = (key, column) => {
    if (!boxes.has(key)) boxes.set(key, newBox(key, column));
    return boxes.get(key);
  };
  for (const lane of lanes) {
    const keys = columns.map((column) => keysOf(lane, column, isOpen));
    for (const [nth, own] of keys.entries()) {
      for (const key of own) box(key, columns[nth]).lanes.add(lane);
      for (const from of own)
        for (const to of keys[nth + 1] || [])
          addStrand(strands, lane, box(from, columns[nth]), box(to, columns[nth + 1]));
    }
  }
  for (const one of boxes.values()) one.studies = studiesOf(one.lanes);
  for (const one of strands.values()) one.studies = studiesOf(one.lanes);
  return { boxes, strands: [...strands.values()], grouped };
};

/** @type {(strands: Map<string, Strand>, lane: Lane, from: LaneBox, to: LaneBox) => void} */
const addStrand = (strands, lane, from, to) => {
  const [style, separable] = kindOf(lane, to.column);
  const key = [from.key, to.key, style, separable].join("~");
  let strand = strands.get(key);
  if (!strand) {
    strand = { key, from, to, style, separable, lanes: [], studies: 0, thick: 0, left: 0, right: 0 };
    strands.set(key, strand);
    from.out.push(strand);
    to.into.push(strand);
  }
  strand.lanes.push(lane);
};

const PLACE = new Map(GROUPS.map(({ key, place }) => [key, place]));
/** The fixed place of a box: that of its group. @type {(box: LaneBox) => number} */
export const fixedPlace = (box) => (PLACE.get(box.group || box.key) ?? 999) * 2 + (box.group ? 1 : 0);
