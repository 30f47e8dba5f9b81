// Tables of what is shown, with the qualifications of the figure in each row.
import { recordOf, shortName, studyName } from "../data/evidence.js";
import { boxName, shownLanes, studiesOf } from "../data/lanes.js";
import { headline, ladderRows, MARKS } from "../data/rungs.js";
import { expandCurie, LADDER, label, META, TEXTS } from "../data/things.js";
import { CITATION, filterWords, readWords } from "../figures/figure.js";
import { STYLE_WORDS } from "../lanes/say.js";
import { lanesFigure, lanesNow, titleOf } from "../lanes/view.js";
import { filtered } from "../state/filters.js";
import { state } from "../state/state.js";
import { blankNote, gridNow, rungsOf, stylesOf } from "../views/grid.js";
import { mapTitle } from "../views/map.js";
import { questionNow } from "../views/questions.js";
import { sorted } from "../views/rows.js";
import { recordColumns, recordsNow } from "../views/studies.js";
import { tableNow } from "../views/tables.js";
import { csv } from "./files.js";

/** A table whose every row says what a figure says around its picture, so that no row loses it when it is copied.
 * @type {(title: string, columns: string[], rows: unknown[][]) => string} */
const qualified = (title, columns, rows) => {
  const said = [title, readWords(), filterWords(), META.version || "", META.searchedTo || "", CITATION];
  return csv(
    [...columns, "table", "read", "filters", "version", "searched to", "cite"],
    rows.map((row) => [...row, ...said]),
  );
};

const ladderCsv = () =>
  qualified(
    headline(shownLanes()),
    ["family", "source", "rung", "mark", "what it means", "study", "cohort"],
    ladderRows(shownLanes(), !filtered()).flatMap(({ source, rungs, planned }) => {
      /** @type {(rung: string, kind: DotKind, study: string, cohort: string) => string[]} */
      const row = (rung, kind, study, cohort) => {
        const { sign, words } = MARKS[kind];
        return [boxName(source.group), source.name, rung, sign, words, studyName(study), expandCurie(cohort)];
      };
      return [
        ...rungs.flatMap((dots, nth) =>
          dots.map(({ kind, cohort, lanes }) => row(label(LADDER[nth]), kind, lanes[0].study, cohort)),
        ),
        ...planned.map((id) => row("planned", "planned", id, id)),
      ];
    }),
  );

const lanesCsv = () => {
  /** @type {Strand[]} */
  let strands = [];
  lanesFigure(1100, 700, undefined, (drawn) => {
    strands = drawn.strands;
  });
  return qualified(
    titleOf(lanesNow())[0],
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
    mapTitle(),
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
 * @param {string} title
 * @param {Column<R>[]} columns
 * @param {R[]} rows
 */
const tableCsv = (title, columns, rows) =>
  qualified(
    title,
    [...columns.map((one) => one.words), "id"],
    rows.map((row) => [...columns.map((one) => one.text(row)), expandCurie(row.id)]),
  );
/** The table of what is shown. */
export const csvNow = () => {
  if (state.view === "studies") return tableCsv("Studies and other records", recordColumns, recordsNow());
  if (state.view === "findings") {
    const [title, columns, read] = tableNow();
    return tableCsv(title, columns, sorted(read(), columns));
  }
  if (state.view === "questions") {
    const chosen = questionNow();
    return chosen
      ? qualified(
          chosen.title,
          chosen.columns,
          chosen.rows.map((row) => row.map((cell) => TEXTS[cell])),
        )
      : "";
  }
  return state.view === "lanes" ? lanesCsv() : state.view === "map" ? mapCsv() : ladderCsv();
};
