// The state of the page as an address, and back.
export const VIEWS = /** @type {const} */ (["ladder", "lanes", "map", "findings", "studies", "questions", "about"]);
export const narrow = () => window.matchMedia("(max-width: 760px)").matches;
/** The state of a page that nobody has touched. @type {(view: View) => State} */
export const blank = (view) => ({
  view,
  sel: "",
  facets: {},
  retracted: false,
  table: "effects",
  sort: "",
  columns: "outcomes",
  pins: [],
  show: [],
  open: [],
  focus: "",
  pair: 0,
  question: "",
  card: "",
});
const PLAIN = /** @type {const} */ (["sel", "focus", "table", "sort", "columns", "question", "card"]);
const LISTS = /** @type {const} */ (["pins", "show", "open"]);

/** @type {(state: State) => string} */
export const toHash = (state) => {
  const parts = new URLSearchParams({ view: state.view });
  const usual = blank(state.view);
  for (const name of PLAIN) if (state[name] !== usual[name]) parts.set(name, state[name]);
  for (const name of LISTS) if (state[name].length) parts.set(name, state[name].join("~"));
  if (state.retracted) parts.set("retracted", "1");
  if (state.pair) parts.set("pair", String(state.pair));
  for (const [facet, values] of Object.entries(state.facets))
    if (values.length) parts.set(`f.${facet}`, values.join("~"));
  return `#${parts}`;
};

/** The state of an address; what it does not say, and a view that is none, is as usual. @type {(hash: string, view: View) => State} */
export const fromHash = (hash, view) => {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const state = blank(VIEWS.find((name) => name === parts.get("view")) || view);
  for (const name of PLAIN) state[name] = parts.get(name) ?? state[name];
  for (const name of LISTS) state[name] = (parts.get(name) || "").split("~").filter(Boolean);
  state.retracted = parts.get("retracted") === "1";
  state.pair = Number(parts.get("pair")) || 0;
  for (const [name, value] of parts) if (name.startsWith("f.") && value) state.facets[name.slice(2)] = value.split("~");
  if (state.card && !parts.has("sel")) state.sel = state.card;
  return state;
};

/** The names of what differs between two states. @type {(one: State, other: State) => Changed} */
export const differences = (one, other) =>
  new Set(
    /** @type {(keyof State)[]} */ (Object.keys(one)).filter(
      (name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
    ),
  );
