import { $, replace } from "../base/dom.js";
import { current } from "../network/current.js";
import { legend } from "../network/legend.js";

// Theme: as the system says, unless chosen.
export const THEMES = { auto: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
export let theme = "auto";
export const setTheme = (next) => {
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
