// The map as data: families or sources by groups or targets, and what was found where they meet.
import { groupBy } from "../base/rows.js";
import { byText, independentStudies, studiesWords } from "../base/text.js";
import { isDisputed, isReadInFull, recordOf } from "../data/evidence.js";
import { GROUPS, isEffect, shownLanes, studiesOf, targetOf } from "../data/lanes.js";
import { dotsOf, MARKS } from "../data/rungs.js";
import { LADDER, label, thing } from "../data/things.js";
import { STYLE_WORDS } from "../lanes/say.js";
import { state } from "../state/state.js";

/** @type {Record<string, [string, number]>} */
export const COLUMN_SETS = { outcomes: ["Outcomes", 5], mechanisms: ["Mechanisms", 4] };
export const columnSet = () => (Object.hasOwn(COLUMN_SETS, state.columns) ? state.columns : "outcomes");
const PEOPLE = 4;

/** The lanes of the map: effects alone, of people only where that is asked. @type {() => Lane[]} */
const mapLanes = () =>
  shownLanes().filter(
    (lane) =>
      isEffect(lane) &&
      targetOf(lane).column === COLUMN_SETS[columnSet()][1] &&
      (!state.show.includes("people") || lane.rung >= PEOPLE),
  );

/** A group, and after it its items where it is open. @type {(lanes: Lane[], itemOf: (lane: Lane) => Item) => GridEnd[]} */
const endsOf = (lanes, itemOf) => {
  const byGroup = groupBy(lanes, (lane) => itemOf(lane).group);
  return GROUPS.filter(({ key }) => byGroup.has(key)).flatMap(({ key, name }) => {
    const own = byGroup.get(key) || [];
    const head = {
      key,
      name,
      group: "",
      count: studiesOf(own),
      open: state.open.includes(key),
      select: key,
      item: null,
    };
    if (!head.open) return [head];
    const items = [...groupBy(own, (lane) => itemOf(lane).key).values()].map((found) => {
      const item = itemOf(found[0]);
      const select = thing(item.id) ? item.id : item.key;
      return { key: item.key, name: item.name, group: key, count: studiesOf(found), open: false, select, item };
    });
    return [head, ...items.sort((a, b) => b.count - a.count || byText(a.name, b.name))];
  });
};

/** Rows, columns, and the lanes of each cell by "row column". @returns {Grid} */
export const gridNow = () => {
  const lanes = mapLanes();
  const cells = groupBy(lanes, (lane) => {
    const target = targetOf(lane);
    return [lane.source.group, lane.source.key].flatMap((one) => [`${one} ${target.group}`, `${one} ${target.key}`]);
  });
  const rows = endsOf(lanes, (lane) => lane.source);
  const compared = rows.filter(({ key }) => state.pins.includes(key));
  return { rows: compared.length > 1 ? compared : rows, columns: endsOf(lanes, targetOf), cells };
};

/** The studies of a cell on each rung. @type {(lanes: Lane[]) => Dot[][]} */
export const rungsOf = (lanes) => LADDER.map((_, nth) => dotsOf(lanes.filter((lane) => lane.rung === nth + 1)));
/** The directions in a cell of one source and one target; a group adds none up. @type {(lanes: Lane[], row: GridEnd, column: GridEnd) => string[]} */
export const stylesOf = (lanes, row, column) =>
  row.item && column.item ? Object.keys(STYLE_WORDS).filter((style) => lanes.some((lane) => lane.style === style)) : [];
/** @type {(row: GridEnd, column: GridEnd) => boolean} */
export const disagree = (row, column) => isDisputed(row.item?.id, column.item?.id);
/** A cell in words. @type {(lanes: Lane[], row: GridEnd, column: GridEnd) => string} */
export const cellWords = (lanes, row, column) => {
  const rungs = rungsOf(lanes)
    .flatMap((dots, nth) =>
      dots.length
        ? `${label(LADDER[nth])} ${dots.length} (${[...new Set(dots.map(({ kind }) => MARKS[kind].words))].join("; ")})`
        : [],
    )
    .join(", ");
  const styles = stylesOf(lanes, row, column).map((style) => STYLE_WORDS[style][1]);
  const said = [disagree(row, column) ? "studies disagree" : "", styles.join(", "), rungs || "model not shown"];
  return `${row.name}, ${column.name}: ${independentStudies(studiesOf(lanes))}; ${said.filter(Boolean).join("; ")}`;
};

/** What the blanks of a row mean: silence says something only of what was read in full. @type {(end: GridEnd) => string} */
export const blankNote = (end) => {
  const own = shownLanes().filter(({ source }) => source.key === end.key || source.group === end.key);
  const records = new Set(own.map(({ row }) => recordOf(row)));
  const unread = [...records].filter((record) => !isReadInFull(record)).length;
  return unread
    ? `${studiesWords(unread)} not read in full: a blank may be in what was not read`
    : "not studied in any record here";
};
