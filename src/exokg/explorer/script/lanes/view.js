// The lanes on the page: what is drawn for the state, what lights up under the pointer, and the keys.
import { $, button, el, replace, svg, whileResting } from "../base/dom.js";
import { independentStudies, plural } from "../base/text.js";
import {
  boxName,
  COLUMNS,
  capital,
  GATE,
  ITEMS,
  lanesThrough,
  pairLanes,
  shownLanes,
  studiesOf,
} from "../data/lanes.js";
import { MARKS } from "../data/rungs.js";
import { thing } from "../data/things.js";
import { verdict, verdictText } from "../data/verdict.js";
import { figure, readWords } from "../figures/figure.js";
import { moveTo } from "../parts/moving.js";
import { narrow } from "../state/address.js";
import { boxesOfSelection, lanesOfSelection } from "../state/selection.js";
import { go, state } from "../state/state.js";
import { lanesParts, litPaths, nameParts } from "./draw.js";
import { layout } from "./layout.js";
import { boxSentence, STYLE_WORDS, strandSentence } from "./say.js";

const ALL = [1, 2, 3, 4, 5];
export const PAIRS = [
  [1, 5],
  [1, 3],
  [3, 4],
  [3, 5],
  [4, 5],
];
/** @type {LanesLayout | null} */
let picture = null;

const focusNow = () => (state.focus && lanesThrough([state.focus]).length ? state.focus : "");
export const lanesNow = () => (focusNow() ? lanesThrough([focusNow()]) : shownLanes());
/** @type {(id: string) => string} */
const nameOf = (id) => {
  const item = ITEMS.find((one) => one.id === id || one.key === id);
  return capital(item?.column === 1 ? item.name : item?.name || boxName(id));
};

/** What the strands mean, as far as they are drawn. @type {(lanes: Lane[], columns: number[]) => LegendEntry[]} */
const legendOf = (lanes, columns) => {
  const styles = new Set(lanes.map((lane) => lane.style));
  const steps = columns.includes(4) && columns.includes(3) && lanes.some((lane) => lane.outcome && lane.through.length);
  /** @type {(css: string) => SVGElement} */
  const swatch = (css) => svg(`rect.strand.s-${css}`, { x: 0, y: -10, width: 26, height: 10, rx: 2 });
  return [
    ...Object.entries(STYLE_WORDS)
      .filter(([style]) => styles.has(style) || (style === "named" && steps))
      .map(([style, [, words]]) => ({ sign: swatch(style), words })),
    ...(lanes.some((lane) => !lane.separable) ? [{ sign: swatch("up.hatched"), words: MARKS.together.words }] : []),
    { sign: swatch("up.single"), words: "width: independent studies (pale: one)" },
  ];
};
/** @type {(lanes: Lane[]) => [string, string]} */
export const titleOf = (lanes) => {
  const findings = lanes.filter(({ row }) => row.table === "findings").length;
  const harms = lanes.length - findings;
  const counted = `${plural(findings, "finding")}${harms ? ` and ${plural(harms, "harm report")}` : ""}`;
  const independent = independentStudies(studiesOf(lanes));
  if (focusNow())
    return [nameOf(focusNow()), `${independent}, ${counted}. Choose another box to move there; Esc goes back.`];
  return [`What ${independent} report, from source to outcome`, `${capital(counted)} of ${readWords()}.`];
};

/** The network as one figure.
 * @type {(width: number, height: number, columns?: number[], keep?: (drawn: LanesLayout) => void) => SVGElement} */
export const lanesFigure = (width, height, columns = ALL, keep = () => {}) => {
  const lanes = lanesNow();
  const shownAs = lanes.filter((lane) => columns.length > 2 || !columns.includes(5) || lane.outcome);
  const [title, note] = titleOf(shownAs);
  /** @type {() => (() => void)[]} */
  let named = () => [];
  const node = figure({
    title,
    note,
    legend: legendOf(shownAs, columns),
    width,
    name: "Lanes from source to outcome",
    body: (top) => {
      const room = columns.length > 2 ? Math.max(430, height - top - 44) : 720;
      const drawn = layout(shownAs, { columns, width, height: room, focus: focusNow(), open: state.open });
      keep(drawn);
      named = () => nameParts(node, drawn);
      return { parts: lanesParts(drawn, focusNow()), height: drawn.height };
    },
  });
  const tasks = named();
  if (keep === keepPicture && shownAs.length > MANY) whileResting(tasks);
  else for (const task of tasks) task();
  return node;
};
/** Of more findings, boxes and strands are named once the picture is seen: their sentences take longer than to draw them. */
const MANY = 3000;
const columnsNow = () => (narrow() ? PAIRS[state.pair] || PAIRS[0] : ALL);

const pairButtons = () =>
  el(
    "div.segments.pairs",
    { role: "group", "aria-label": "Columns shown" },
    PAIRS.map(([from, to], nth) =>
      button(`${COLUMNS[from]} → ${COLUMNS[to].toLowerCase()}`, () => go({ pair: nth }), {
        "aria-pressed": String(state.pair === nth),
      }),
    ),
  );
const HINT = "Rest on a strand, or tap it, to read it; choose a group to open it, another box to keep only its lanes.";
const tools = () =>
  el(
    "div.bar",
    narrow() ? pairButtons() : null,
    state.focus || state.open.length
      ? button("← Whole network", () => go({ focus: "", open: [], sel: "" }), { class: "quiet" })
      : null,
    el("p.say", { id: "say", role: "status", "data-hint": HINT }),
  );

/** @type {(selector: string) => Element | null} */
const find = (selector) => $("view-lanes").querySelector(selector);
/** @type {(key: string) => Element | null} */
const boxElement = (key) => find(`[data-box="${CSS.escape(key)}"]`);

/** Light the lanes of some findings, each strand at their share of its width. @type {(lanes: Lane[], words: string) => void} */
const light = (lanes, words) => {
  if (!picture) return;
  const set = new Set(lanes);
  find("svg.fig")?.classList.toggle("dim", lanes.length > 0);
  const overlay = find(".overlay");
  if (overlay) replace(overlay, litPaths(picture, set));
  for (const box of picture.boxes.values()) {
    const on = box.lanes.some((lane) => set.has(lane));
    boxElement(box.key)?.classList.toggle("on", on);
  }
  $("say").textContent = words;
};
/** What stays lit while nothing is pointed at: the selection, unless the picture is of it. */
const rest = () => {
  const chosen = state.sel && state.sel !== focusNow() ? lanesOfSelection() : [];
  const [source = "", target = ""] = boxesOfSelection();
  const pair = target ? pairLanes(source, target) : [];
  light(chosen, pair.length ? `${boxName(source)} × ${boxName(target)}: ${verdictText(verdict(pair))}` : "");
};
/** @type {(target: Element | null) => void} */
const point = (target) => {
  const hit = /** @type {SVGElement | null} */ (target?.closest("[data-box], [data-strand]"));
  const strand = picture?.strands.find(({ key }) => key === hit?.dataset.strand);
  const box = picture?.boxes.get(hit?.dataset.box || "");
  if (strand) light(strand.lanes, strandSentence(strand));
  else if (box) light(box.lanes, boxSentence(box));
  else rest();
};

/** Keep only the lanes of a box; a thing of the graph is looked at as well. @type {(key: string) => void} */
const focusOn = (key) => {
  const id = thing(key.slice(2)) ? key.slice(2) : key;
  go({ focus: id, sel: id, open: [] });
  moveTo(find(".box.chosen"));
};
/** @type {(key: string) => void} */
const open = (key) => {
  go({ open: [...state.open, key] });
  const first = picture && [...picture.boxes.values()].find((box) => box.group === key);
  moveTo(first && boxElement(first.key));
};
/** @type {(event: Event) => void} */
const act = (event) => {
  const hit = /** @type {SVGElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-box], [data-strand], [data-close], [data-only]")
  );
  const { box, strand, close, only } = hit?.dataset || {};
  const isGroup = box?.[1] === "#" && box !== GATE && picture && ITEMS.some(({ group }) => group === box);
  if (close) go({ open: state.open.filter((one) => one !== close) });
  else if (only) focusOn(only);
  else if (strand) selectStrand(strand);
  else if (isGroup && box !== state.focus && !(/** @type {MouseEvent} */ (event).shiftKey) && !narrow()) open(box);
  else if (box) focusOn(box);
};
/** @type {(key: string) => void} */
const selectStrand = (key) => {
  const strand = picture?.strands.find((one) => one.key === key);
  if (!strand) return;
  const plainStyle = ["plain", "named"].includes(strand.style);
  const boxes = [state.focus, strand.from.key, strand.to.key, plainStyle ? "" : `style:${strand.style}`];
  go({
    sel: [
      ...new Set(boxes.filter(Boolean).map((one) => (one[1] === "|" && thing(one.slice(2)) ? one.slice(2) : one))),
    ].join("~"),
  });
};

/** Arrows: within a column, and along the widest strand. @type {(event: Event) => void} */
const keys = (event) => {
  const { key, target } = /** @type {KeyboardEvent} */ (event);
  if (key === "Enter" || key === " ") act(event);
  else if (key.startsWith("Arrow")) walk(/** @type {SVGElement} */ (target), key);
  else return;
  event.preventDefault();
};
/** @type {(strands: Strand[]) => Strand} */
const widest = (strands) => strands.reduce((best, one) => (one.studies > best.studies ? one : best));
/** @type {(at: SVGElement, key: string) => void} */
const walk = (at, key) => {
  const box = picture?.boxes.get(at.dataset.box || "");
  const strand = picture?.strands.find((one) => one.key === at.dataset.strand);
  const step = key === "ArrowDown" ? 1 : -1;
  if (strand) {
    const all = strand.from.out;
    if (key === "ArrowRight") moveTo(boxElement(strand.to.key));
    else if (key === "ArrowLeft") moveTo(boxElement(strand.from.key));
    else moveTo(strandElement(all[all.indexOf(strand) + step]));
  } else if (box) {
    const column = picture?.columns.get(box.column) || [];
    const strands = key === "ArrowRight" ? box.out : box.into;
    if (["ArrowUp", "ArrowDown"].includes(key)) moveTo(boxElement(column[column.indexOf(box) + step]?.key || ""));
    else if (strands.length)
      moveTo(key === "ArrowRight" ? strandElement(widest(strands)) : boxElement(widest(strands).from.key));
  }
};
/** @type {(strand?: Strand) => Element | null} */
const strandElement = (strand) => (strand ? find(`[data-strand="${CSS.escape(strand.key)}"]`) : null);

/** One step back: from the evidence to the thing, then to the whole network. @returns {boolean} whether there was one */
export const stepBack = () => {
  if (state.sel && state.sel !== state.focus) go({ sel: state.focus });
  else if (state.focus || state.open.length) go({ focus: "", open: [], sel: "" });
  else return false;
  return true;
};

/** @type {(changed: Changed) => void} */
export const drawLanes = (changed) => {
  const view = $("view-lanes");
  const redraw =
    !picture ||
    !find("svg.fig") ||
    ["view", "facets", "retracted", "focus", "open", "pair", "size"].some((name) => changed.has(name)) ||
    widthBefore !== view.clientWidth;
  if (redraw) {
    const { box, strand } = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset || {};
    widthBefore = view.clientWidth;
    const bar = tools();
    replace(view, el("h2.hide", titleOf(lanesNow())[0]), bar);
    const height = Math.max(LOWEST, window.innerHeight - bar.getBoundingClientRect().bottom - 22);
    view.append(
      shownLanes().length
        ? lanesFigure(Math.max(320, widthBefore), height, columnsNow(), keepPicture)
        : el("p.empty", "No finding passes the filters."),
    );
    moveTo(box ? boxElement(box) : strandElement(picture?.strands.find((one) => one.key === strand)));
  }
  rest();
};
/** Lower, the boxes leave no room for strands as wide as their studies. */
const LOWEST = 680;
let widthBefore = 0;
/** @type {(drawn: LanesLayout) => void} */
const keepPicture = (drawn) => {
  picture = drawn;
};
export const startLanes = () => {
  const view = $("view-lanes");
  view.addEventListener("click", act);
  view.addEventListener("keydown", keys);
  view.addEventListener("mouseover", (event) => point(/** @type {Element} */ (event.target)));
  view.addEventListener("mouseleave", () => point(null));
  view.addEventListener("focusin", (event) => {
    const hit = /** @type {Element} */ (event.target);
    if (hit.matches(":focus-visible")) point(hit);
  });
};
