// On paper: light colours, the graph as a picture of lines, and a line that says what this is a print of.
import { $, replace } from "../base/dom.js";
import { plain } from "../base/text.js";
import { META } from "../data/payload.js";
import { current } from "../network/current.js";
import { FACETS } from "../state/filters.js";
import { state } from "../state/state.js";
import { setTheme, theme } from "./theme.js";

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
