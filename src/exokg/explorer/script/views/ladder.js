// The ladder, where the page begins: a row for each source, a column for each rung, a dot for each study.
import { $, button, el, replace, svg } from "../base/dom.js";
import { widthOf, wrap } from "../base/measure.js";
import { groupBy } from "../base/rows.js";
import { independentStudies, plural, studiesWords } from "../base/text.js";
import { CLAIMS, studyName } from "../data/evidence.js";
import { boxName, capital, inFull, pairLanes, shortly, shownLanes, TRIALS } from "../data/lanes.js";
import { headline, ladderRows, MARKS, vesiclesAndHair } from "../data/rungs.js";
import { LADDER, label } from "../data/things.js";
import { verdict, verdictText } from "../data/verdict.js";
import { BOLDER, figure, readWords } from "../figures/figure.js";
import { mark } from "../figures/marks.js";
import { arrowKeys } from "../parts/moving.js";
import { filtered } from "../state/filters.js";
import { select, state } from "../state/state.js";

const ROW = 24;
const STEP = 14;
const LINE = 15;
const LONGEST = LADDER.flatMap((rung) => capital(label(rung)).split(" ")).reduce(
  (a, b) => (widthOf(b) > widthOf(a) ? b : a),
  "",
);

/** @typedef {{ parts: Child, lines: number }} Name */

/** Of the width, names take the less; on paper the more, as there the rows set the size of the type.
 * @type {(width: number, step: number) => { left: number, each: number, narrow: boolean, size: number, head: number }} */
const columnsFor = (width, step) => {
  const narrow = width < 600;
  const left = narrow ? 4 : Math.min(520, width * (step < ROW && width < 900 ? 0.47 : step < ROW ? 0.45 : 0.4));
  const each = (width - left) / (LADDER.length + 1);
  const fits = (/** @type {number} */ size) => widthOf(LONGEST, size) * BOLDER <= each - 8;
  // where the longest word of the rungs does not fit, it is broken, and takes a line more
  return { left, each, narrow, size: [12, 11].find(fits) || 10, head: fits(10) ? 34 : 47 };
};
/** The share of the names' room that families take. @type {(left: number) => number} */
const familyShare = (left) => (left < 320 ? 0.42 : left < 440 ? 0.36 : 0.3);
/** @type {(selection: string, words: string, row: number, column: number) => Attributes} */
const target = (selection, words, row, column) => ({
  class: `target${state.sel === selection ? " chosen" : ""}`,
  role: "button",
  tabindex: row + column === 0 ? "0" : "-1",
  "data-select": selection,
  "data-row": row,
  "data-column": column,
  "aria-label": words,
});

/** The names of the rungs; each leads to all that was found on it. @type {(place: ReturnType<typeof columnsFor>) => Child[]} */
const heads = ({ left, each, size, head }) =>
  [...LADDER, ""].map((rung, nth) => {
    const words = rung ? capital(label(rung)) : "Planned";
    const room = (each - 8) / BOLDER;
    const whole = words.split(" ").every((word) => widthOf(word, size) <= room);
    const lines = wrap(whole ? words : words.replace(/(?<=on)(?=tr)|(?<=n)(?=ned)/, "-"), room, 3, size);
    const x = left + nth * each;
    const texts = svg(
      "g.words",
      { "aria-hidden": "true" },
      lines.map((line, place) => svg(`text.column.high${size}`, { x, y: 12 + place * 13 }, line)),
      rung ? svg("rect.rule", { x, y: head - 3, width: each - 8, height: 4, rx: 2, opacity: 0.2 + 0.2 * nth }) : null,
    );
    const hit = svg("rect.hit", { x: x - 4, y: 0, width: each - 2, height: head });
    return [rung ? svg("g", target(rung, `${label(rung)}: all findings on this rung`, 0, nth + 1), hit) : null, texts];
  });

/** @type {(row: LadderRow, y: number, number: number, place: ReturnType<typeof columnsFor>) => { parts: SVGElement[], lines: number }} */
const cells = (row, y, number, { left, each, narrow }) => {
  const across = Math.max(1, Math.floor((each - 6) / STEP));
  let lines = 1;
  /** @type {(marks: { kind: DotKind, id: string, words: string }[], nth: number) => SVGElement[]} */
  const placed = (marks, nth) => {
    lines = Math.max(lines, Math.ceil(marks.length / across));
    return marks.map(({ kind, id, words }, at) =>
      svg(
        "g.study",
        { "data-study": id },
        svg("title", `${studyName(id)}: ${words}`),
        mark(kind, left + nth * each + 6 + (at % across) * STEP, y + ROW / 2 + Math.floor(at / across) * STEP),
      ),
    );
  };
  const parts = [
    ...row.rungs.map((dots) =>
      dots.map((dot) => ({ kind: dot.kind, id: dot.lanes[0].study, words: MARKS[dot.kind].words })),
    ),
    row.planned.map((id) => ({ kind: /** @type {DotKind} */ ("planned"), id, words: MARKS.planned.words })),
  ].flatMap((marks, nth) => {
    if (!marks.length) return [];
    const [shapes, high] = [placed(marks, nth), Math.max(ROW, Math.ceil(marks.length / across) * STEP + 10)];
    const where = nth < LADDER.length ? label(LADDER[nth]) : "planned";
    const said = [...groupBy(marks, (one) => one.words)].map(
      ([words, own]) => `${own.map(({ id }) => studyName(id)).join(", ")} (${words})`,
    );
    const words = `${row.source.name}, ${where}: ${said.join("; ")}`;
    const selection = nth < LADDER.length ? `${row.source.key}~${LADDER[nth]}` : marks[0].id;
    const hit = { x: left + nth * each - 4, y, width: each - 4, height: narrow ? high : ROW };
    return svg(
      "g",
      { "data-place": selection },
      svg("g", target(selection, words, number, nth + 1), svg("rect.hit", hit)),
      svg("g", { "aria-hidden": "true" }, shapes),
    );
  });
  return { parts, lines };
};

/** The name of a source, whole: beside its marks, or above them where there is no room.
 * @type {(row: LadderRow, y: number, number: number, place: ReturnType<typeof columnsFor>, width: number) => Name} */
const rowName = (row, y, number, { left, narrow }, width) => {
  const lines = wrap(capital(shortly(row.source)), narrow ? width - 16 : left * (1 - familyShare(left)) - 16, 9);
  const wide = Math.max(...lines.map((line) => widthOf(line))) + 12;
  const x = narrow ? 0 : left - 12;
  const words = `${row.source.name}: ${row.studies ? independentStudies(row.studies) : "no study, a trial is registered"}`;
  const hit = { x: narrow ? -4 : x - wide, y, width: wide + 6, height: ROW + (lines.length - 1) * LINE };
  return {
    lines: lines.length,
    parts: [
      svg("g", target(row.source.key, words, number, 0), svg("rect.hit", hit)),
      textOf(lines, { class: "words", x, "text-anchor": narrow ? "start" : "end" }, y),
    ],
  };
};
/** @type {(lines: string[], attributes: Attributes, y: number) => SVGElement[]} */
const textOf = (lines, attributes, y) =>
  lines.map((line, nth) =>
    svg("text", { "aria-hidden": "true", ...attributes, y: y + ROW / 2 + 4.5 + nth * LINE }, line),
  );
/** The name of a family: beside its rows, or above them where there is no room. @type {(key: string, y: number, width: number, number: number) => Name} */
const familyName = (key, y, width, number) => {
  const lines = wrap(capital(inFull(boxName(key))), width / 1.16, 9);
  const hit = { x: -4, y, width: widthOf(lines[0]) + 16, height: ROW };
  const own = { ...target(key, `${boxName(key)}: all findings of this family`, number, 0), tabindex: "-1" };
  return {
    lines: lines.length,
    parts: [svg("g", own, svg("rect.hit", hit)), textOf(lines, { class: "family words", x: 0 }, y)],
  };
};

/** Rows under one head. @type {(rows: LadderRow[], width: number, step: number) => { parts: Child, height: number }} */
const block = (rows, width, step) => {
  const place = columnsFor(width, step);
  /** @type {Child[]} */
  const parts = [heads(place)];
  let [y, family, number, end] = [place.head + 12, "", 0, 0];
  for (const row of rows) {
    number += 1;
    if (row.source.group !== family) {
      y = Math.max(y, end);
      if (family) parts.push(svg("path.line", { d: `M0 ${y + 4}H${width}` }));
      y += family ? 9 : 0;
      family = row.source.group;
      const name = familyName(family, y, place.narrow ? width : place.left * familyShare(place.left), number);
      parts.push(name.parts);
      end = y + ROW + (name.lines - 1) * LINE;
      if (place.narrow) y = end;
    }
    const name = rowName(row, y, number, place, width);
    const high = (name.lines - 1) * LINE;
    const top = place.narrow ? y + high + ROW - 4 : y;
    const found = cells(row, top, number, place);
    parts.push(name.parts, found.parts);
    y = Math.max(top + (found.lines - 1) * STEP, y + high) + step;
  }
  return { parts, height: Math.max(y, end) + 8 };
};

const GAP = 30;
/** The rows in blocks side by side, none of which parts a family.
 * @type {(width: number, step: number, blocks: number) => { parts: Child, height: number }} */
const body = (width, step, blocks) => {
  const rows = ladderRows(shownLanes(), !filtered());
  const families = [...groupBy(rows, (row) => row.source.group).values()];
  const wide = (width - GAP * (blocks - 1)) / blocks;
  /** @type {LadderRow[][]} */
  const split = Array.from({ length: blocks }, () => []);
  let before = 0;
  for (const family of families) {
    split[Math.min(blocks - 1, Math.floor(((before + family.length / 2) / rows.length) * blocks))].push(...family);
    before += family.length;
  }
  const drawn = split.map((own) => block(own, wide, step));
  return {
    parts: drawn.map(({ parts }, nth) => svg("g", { transform: `translate(${nth * (wide + GAP)},0)` }, parts)),
    height: Math.max(...drawn.map(({ height }) => height)),
  };
};

/** The ladder as a figure, with rows of a height. @type {(width: number, step?: number, blocks?: number) => SVGElement} */
export const ladderFigure = (width, step = ROW, blocks = 1) => {
  const lanes = shownLanes();
  const trials = new Set(TRIALS.map(({ id }) => id)).size;
  const planned = trials && !filtered() ? `; ${plural(trials, "registered trial")} without a result` : "";
  const note = `${studiesWords(vesiclesAndHair(lanes))} of vesicles and hair among ${readWords()}${planned}. Each mark is one independent study, on the rung where it found something.`;
  return figure({
    title: headline(lanes),
    note,
    legend: Object.entries(MARKS).map(([kind, { words }]) => ({
      sign: mark(/** @type {DotKind} */ (kind), 14, -4),
      words,
    })),
    width,
    name: "Ladder of evidence",
    body: () => body(width, step, blocks),
  });
};

/** Pairs of a source and a target on which studies point different ways. */
const disagreements = () => {
  const pairs = groupBy(
    CLAIMS.filter((claim) => claim.disagreesWith?.length),
    (claim) => claim.pair,
  );
  if (!pairs.size) return null;
  return el(
    "section.below",
    el("h3", "Where studies disagree"),
    el(
      "ul.claims",
      [...pairs.values()].map(([claim]) => {
        const boxes = [claim.claimSubject, claim.claimTarget];
        const words = verdictText(verdict(pairLanes(claim.claimSubject, claim.claimTarget)));
        return el(
          "li",
          button([el("b", capital(boxes.map(label).join(" × "))), ` ${words}`], () => select(boxes.join("~")), {
            class: "entry",
          }),
        );
      }),
    ),
  );
};

export const drawLadder = () => {
  const view = $("view-ladder");
  const focus = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.select;
  const drawn = ladderFigure(Math.max(320, view.clientWidth));
  replace(view, el("h2.hide", headline(shownLanes())), drawn, disagreements());
  if (focus)
    /** @type {HTMLElement | null} */ (drawn.querySelector(`[data-select="${CSS.escape(focus)}"]`))?.focus({
      preventScroll: true,
    });
};

/** What a click or a key on the ladder chooses: a study's own mark, else what the place stands for. @type {(event: Event) => void} */
const choose = (event) => {
  const hit = /** @type {Element} */ (event.target);
  const study =
    event.type === "click" ? /** @type {SVGElement | null} */ (hit.closest("[data-study]"))?.dataset.study : "";
  const selection = /** @type {SVGElement | null} */ (hit.closest("[data-select]"))?.dataset.select;
  if (study || selection) select(study || selection || "");
};
export const startLadder = () => {
  $("view-ladder").addEventListener("click", choose);
  $("view-ladder").addEventListener("keydown", arrowKeys("[data-row]", choose));
};
