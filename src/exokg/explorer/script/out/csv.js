// Tables of what is shown, with the qualifications of the figure in each row.
import { recordById, recordOf, shortName } from "../data/evidence.js";
import { boxName, shownLanes, studiesOf } from "../data/lanes.js";
import { ladderRows, MARKS } from "../data/rungs.js";
import { expandCurie, LADDER, label } from "../data/things.js";
import { filterWords, readWords, versionWords } from "../figures/figure.js";
import { STYLE_WORDS } from "../lanes/say.js";
import { lanesFigure } from "../lanes/view.js";
import { filtered } from "../state/filters.js";
import { state } from "../state/state.js";
import { blankNote, gridNow, rungsOf, stylesOf } from "../views/grid.js";
import { questionNow } from "../views/questions.js";
import { sorted } from "../views/rows.js";
import { recordColumns, recordsNow } from "../views/studies.js";
import { tableNow } from "../views/tables.js";
import { csv } from "./files.js";

/** @type {(columns: string[], rows: unknown[][]) => string} */
const qualified = (columns, rows) =>
  csv(
    [...columns, "read", "filters", "version"],
    rows.map((row) => [...row, readWords(), filterWords(), versionWords()]),
  );

const ladderCsv = () =>
  qualified(
    ["family", "source", "rung", "mark", "what it means", "study", "cohort"],
    ladderRows(shownLanes(), !filtered()).flatMap(({ source, rungs, planned }) => [
      ...rungs.flatMap((dots, nth) =>
        dots.map(({ kind, cohort, lanes }) => [
          boxName(source.group),
          source.name,
          label(LADDER[nth]),
          MARKS[kind].sign,
          MARKS[kind].words,
          shortName(recordOf(lanes[0].row)),
          expandCurie(cohort),
        ]),
      ),
      ...planned.map((id) => {
        const record = recordById(id);
        return [
          boxName(source.group),
          source.name,
          "planned",
          MARKS.planned.sign,
          MARKS.planned.words,
          record ? shortName(record) : id,
          expandCurie(id),
        ];
      }),
    ]),
  );

const lanesCsv = () => {
  /** @type {Strand[]} */
  let strands = [];
  lanesFigure(1100, 700, undefined, (drawn) => {
    strands = drawn.strands;
  });
  return qualified(
    ["from", "to", "direction", "separable", "independent studies", "findings", "studies"],
    strands.map(({ from, to, style, separable, lanes }) => [
      from.title,
      to.title,
      style === "plain" ? "" : STYLE_WORDS[style][1],
      ["plain", "named"].includes(style) ? "" : separable ? "separable" : "not separable or not known",
      studiesOf(lanes),
      lanes.length,
      [...new Set(lanes.map(({ row }) => shortName(recordOf(row))))].join("; "),
    ]),
  );
};

const mapCsv = () => {
  const { rows, columns, cells } = gridNow();
  const empty = state.show.includes("empty");
  return qualified(
    [
      "source",
      "target",
      "independent studies",
      "directions",
      ...LADDER.map(label),
      "none separable on",
      "what a blank means",
    ],
    rows.flatMap((row) =>
      columns.flatMap((column) => {
        const lanes = cells.get(`${row.key} ${column.key}`) || [];
        if (empty && lanes.length) return [];
        const rungs = rungsOf(lanes);
        const hollow = LADDER.filter(
          (_, nth) => rungs[nth].length && rungs[nth].every(({ kind }) => kind !== "separable"),
        );
        return [
          [
            row.name,
            column.name,
            studiesOf(lanes),
            stylesOf(lanes, row, column)
              .map((style) => STYLE_WORDS[style][1])
              .join("; "),
            ...rungs.map((dots) => dots.length),
            hollow.map(label).join("; "),
            lanes.length ? "" : blankNote(row),
          ],
        ];
      }),
    ),
  );
};
/**
 * @template {AnyRow} R
 * @param {Column<R>[]} columns
 * @param {R[]} rows
 */
const tableCsv = (columns, rows) =>
  csv(
    [...columns.map((one) => one.words), "id"],
    rows.map((row) => [...columns.map((one) => one.text(row)), expandCurie(row.id)]),
  );
/** The table of what is shown. */
export const csvNow = () => {
  if (state.view === "studies") return tableCsv(recordColumns, recordsNow());
  if (state.view === "findings") {
    const [, columns, read] = tableNow();
    return tableCsv(columns, sorted(read(), columns));
  }
  if (state.view === "questions") {
    const chosen = questionNow();
    return chosen ? csv(chosen.columns, chosen.rows) : "";
  }
  return state.view === "lanes" ? lanesCsv() : state.view === "map" ? mapCsv() : ladderCsv();
};
