// On paper: light colours, the graph as a picture of lines, and a line that says what this is a print of.
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
const toPaper = () => {
  document.documentElement.dataset.theme = "light";
  $("imprint").textContent = plain(imprint());
  if ($("paper")) replace($("paper"), renderer ? renderer.picture() : null);
};
const fromPaper = () => {
  setTheme(theme);
  if ($("paper")) replace($("paper"));
};
