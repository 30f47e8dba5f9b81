// Puts the views together: tabs, theme, keys; only the view that is looked at is drawn.
import { $, announce, el, field, replace } from "./base/dom.js";
import { drawLanes, startLanes, stepBack } from "./lanes/view.js";
import { drawExports } from "./out/exports.js";
import { fromPaper, NEXT_THEME, setTheme, THEMES, theme, toPaper } from "./out/theme.js";
import { drawPanel, markChosen, selectionText } from "./panel/panel.js";
import { drawChips, drawFacets } from "./parts/facets.js";
import { beside } from "./parts/queries.js";
import { startSearch } from "./search/box.js";
import { narrow, VIEWS } from "./state/address.js";
import { go, onChange, select, state } from "./state/state.js";
import { drawLadder, startLadder } from "./views/ladder.js";
import { drawMap } from "./views/map.js";
import { drawQuestions } from "./views/questions.js";
import { drawStudies } from "./views/studies.js";
import { drawFindings } from "./views/tables.js";

const TABS = {
  ladder: "Ladder",
  lanes: "Lanes",
  map: "Map",
  findings: "Findings",
  studies: "Studies",
  questions: "Questions",
  about: "About",
};
const DRAW = {
  ladder: drawLadder,
  lanes: drawLanes,
  map: drawMap,
  findings: drawFindings,
  studies: drawStudies,
  questions: drawQuestions,
};
const DEPENDS = {
  ladder: ["view", "sel", "facets", "retracted", "size"],
  lanes: ["view", "sel", "facets", "retracted", "focus", "open", "pair", "size"],
  map: ["view", "sel", "facets", "retracted", "columns", "pins", "show", "open"],
  findings: ["view", "sel", "facets", "retracted", "table", "sort", "rows"],
  studies: ["view", "card", "facets", "retracted", "sort", "rows"],
  questions: ["view", "question"],
  about: ["view"],
};

const drawTabs = () =>
  replace(
    $("tabs"),
    /** @type {[View, string][]} */ (Object.entries(TABS)).map(([name, words]) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name}`,
          "aria-selected": String(state.view === name),
          "aria-controls": `view-${name}`,
          tabindex: state.view === name ? "0" : "-1",
          onclick: () => go({ view: name }),
        },
        words,
      ),
    ),
  );
const tabKey = (/** @type {any} */ event) => {
  const names = VIEWS;
  const at = names.indexOf(state.view);
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1 + names.length, Home: 0, End: names.length - 1 };
  const to = steps[event.key];
  if (to === undefined) return;
  event.preventDefault();
  go({ view: names[to % names.length] });
  $(`tab-${state.view}`).focus();
};

/** The width of the room that was last drawn for. */
let wide = 0;
const drawView = (/** @type {Changed} */ changed) => {
  for (const name of VIEWS) $(`view-${name}`).hidden = name !== state.view;
  document.body.dataset.view = state.view;
  markChosen();
  wide = $("main").clientWidth;
  if (state.view !== "about") DRAW[state.view](changed);
};
const update = (/** @type {Changed} */ changed) => {
  const panel = ["sel", "facets", "retracted", "card", "view"].some((name) => changed.has(name));
  if (panel) $("panel").scrollTop = 0; // before anything is drawn: later, it would have the page laid out once more
  if (changed.has("view")) {
    drawTabs();
    showFilters(FILTERED.includes(state.view) && !narrow());
  }
  if (changed.has("facets") || changed.has("retracted")) {
    drawFacets();
    drawChips();
  }
  if (DEPENDS[state.view].some((/** @type {string} */ name) => changed.has(name))) drawView(changed);
  if (panel) drawPanel(changed);
  if (changed.has("sel") && state.sel) announce(selectionText());
  if (changed.has("view")) announce(`${TABS[state.view]} view`);
};

/** @type {() => NodeListOf<HTMLDetailsElement>} */
const openMenus = () => document.querySelectorAll("details.menu[open]");
const typing = (/** @type {Element} */ target) => target.closest("input, textarea, select, [contenteditable]");
const globalKey = (/** @type {any} */ event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    for (const menu of openMenus()) menu.open = false;
    if (state.view === "lanes" ? stepBack() : state.sel) {
      if (state.view !== "lanes") select("");
      announce(state.sel ? "one step back" : "selection cleared");
    }
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    $("search").focus();
    field("search").select();
    return;
  }
  const view = VIEWS[Number(event.key) - 1];
  if (view && event.key !== " ") {
    go({ view });
    $(`tab-${view}`).focus();
  }
};

const closeMenus = (/** @type {any} */ event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
};

/** Where the room of a drawing has changed since it was drawn, it is drawn again, once the room has settled. */
let settling = 0;
const resized = () => {
  clearTimeout(settling);
  if ($("main").clientWidth !== wide) settling = window.setTimeout(() => update(new Set(["size"])), 60);
};
/** On a phone the evidence is a sheet: its handle closes it. */
const closeSheet = (/** @type {any} */ event) => {
  if (event.target === $("panel") && narrow()) select("");
};

/** Filters stand beside the tables; over a drawing they wait behind a button. */
const FILTERED = ["findings", "studies"];
const showFilters = (/** @type {boolean} */ open) => {
  const before = document.body.dataset.filters;
  document.body.dataset.filters = open ? "open" : "closed";
  if (open && before !== "open") drawFacets();
  $("filter-button").setAttribute("aria-expanded", String(open));
};

const start = () => {
  $("waiting").remove();
  showFilters(FILTERED.includes(state.view) && !narrow());
  $("filter-button").addEventListener("click", () => showFilters(document.body.dataset.filters !== "open"));
  drawTabs();
  drawExports();
  drawChips();
  startSearch();
  $("theme").addEventListener("click", () => setTheme(NEXT_THEME[theme]));
  $("tabs").addEventListener("keydown", tabKey);
  document.addEventListener("keydown", globalKey);
  document.addEventListener("click", closeMenus);
  replace($("free"), beside("explorer/free", "Open the free network"));
  startLadder();
  startLanes();
  $("panel").addEventListener("click", closeSheet);
  $("theme").textContent = THEMES.auto;
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
  onChange(update);
  new ResizeObserver(resized).observe($("main"));
  drawView(new Set(["view"]));
  drawPanel();
  performance.mark("exokg-ready");
};
start();
