export const VIEWS = ["graph", "matrix", "findings", "studies", "questions", "about"];
export const narrow = () => window.matchMedia("(max-width: 760px)").matches;
const blank = () => ({
  view: narrow() ? "matrix" : "graph",
  sel: "",
  facets: {},
  retracted: false,
  table: "effects",
  sort: "",
  columns: "outcomes",
  order: "evidence",
  pins: [],
  layers: [],
  expand: [],
  path: [],
  nth: 0,
  question: "",
  card: "",
});
const PLAIN = ["view", "sel", "table", "sort", "columns", "order", "question", "card"];
const LISTS = ["pins", "layers", "expand", "path"];

export const toHash = (state) => {
  const parts = new URLSearchParams();
  const usual = blank();
  for (const name of PLAIN) if (state[name] !== usual[name] || name === "view") parts.set(name, state[name]);
  for (const name of LISTS) if (state[name].length) parts.set(name, state[name].join("~"));
  if (state.retracted) parts.set("retracted", "1");
  if (state.nth) parts.set("nth", state.nth);
  for (const [facet, values] of Object.entries(state.facets))
    if (values.length) parts.set(`f.${facet}`, values.join("~"));
  return `#${parts}`;
};

export const fromHash = (hash) => {
  const state = blank();
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  for (const name of PLAIN) if (parts.has(name)) state[name] = parts.get(name);
  for (const name of LISTS) if (parts.get(name)) state[name] = parts.get(name).split("~");
  state.retracted = parts.get("retracted") === "1";
  state.nth = Number(parts.get("nth")) || 0;
  for (const [name, value] of parts) if (name.startsWith("f.") && value) state.facets[name.slice(2)] = value.split("~");
  if (state.card && !parts.has("sel")) state.sel = state.card;
  if (!VIEWS.includes(state.view)) state.view = blank().view;
  return state;
};
