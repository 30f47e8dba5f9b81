// Colours on the screen and on paper: light or dark, and on paper a line that says what this is a print of.
import { $, replace } from "../base/dom.js";
import { plain } from "../base/text.js";
import { META } from "../data/things.js";
import { legend } from "../network/bar.js";
import { current } from "../network/current.js";
import { FACETS } from "../state/filters.js";
import { state } from "../state/state.js";

const imprint = () => {
  const filters = Object.entries(state.facets)
    .filter(([, values]) => values.length)
    .map(([facet, values]) => `${FACETS[facet] || facet}: ${values.join(" or ")}`);
  return [
    META.title || "exokg",
    `version ${META.version || "not shown"}`,
    `searched to ${META.searchedTo || "not shown"}`,
    filters.length ? `filtered by ${filters.join("; ")}` : "all findings",
    "reported findings, not medical advice",
  ].join(" · ");
};
export const toPaper = () => {
  document.documentElement.dataset.theme = "light";
  $("imprint").textContent = plain(imprint());
  if ($("paper")) replace($("paper"), current.renderer ? current.renderer.picture() : null);
};
export const fromPaper = () => {
  setTheme(theme);
  if ($("paper")) replace($("paper"));
};

// Theme: as the system says, unless chosen.
export const THEMES = { auto: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
/** @type {Record<Theme, Theme>} */
export const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" };
/** @type {Theme} */
export let theme = "auto";
export const setTheme = (/** @type {Theme} */ next) => {
  theme = next;
  if (next === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  $("theme").textContent = THEMES[next];
  repaint();
};
export const repaint = () => {
  if (current.renderer) current.renderer.recolour();
  if (!$("legend")) return;
  replace($("legend"), legend());
};
