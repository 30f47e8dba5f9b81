// Colours on the screen and on paper: light or dark, and on paper the figure of the view and what it is a print of.
import { $, replace } from "../base/dom.js";
import { META } from "../data/things.js";
import { filterWords, versionWords } from "../figures/figure.js";
import { figureNow } from "../figures/sizes.js";
import { state } from "../state/state.js";

const PICTURED = ["ladder", "lanes", "map"];
export const toPaper = () => {
  document.documentElement.dataset.theme = "light";
  const title = META.title || "exokg";
  $("imprint").textContent = `${title} · ${versionWords()} · ${filterWords()} · reported findings, not medical advice`;
  const drawn = PICTURED.includes(state.view) ? figureNow(state.view === "ladder" ? "portrait" : "landscape") : null;
  for (const side of ["width", "height"]) drawn?.removeAttribute(side);
  replace($("paper"), drawn);
};
export const fromPaper = () => {
  setTheme(theme);
  replace($("paper"));
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
};
