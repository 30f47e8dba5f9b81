// Filters by every dimension of find and count: values to tick with their counts, numbers from and to, free words.
import { $, announce, button, el, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { EFFECTS } from "../data/evidence.js";
import { FACETS, facetWords, SAYS } from "../data/facets.js";
import { counts, filtered, orderOf, shown } from "../state/filters.js";
import { go, state, toggled } from "../state/state.js";
import { beside, copyText } from "./queries.js";

const SHORT = 8;
/** Facets that are open, those whose values are all shown, and whether the less common ones are. */
const openBoxes = new Set(["rung", "effect"]);
/** @type {Set<string>} */
const whole = new Set();
let moreOpen = false;

/** @type {(name: string) => string[]} */
const chosenOf = (name) => state.facets[name] || [];
/** @type {(name: string, values: string[]) => void} */
const setFacet = (name, values) => {
  const facets = { ...state.facets, [name]: values };
  if (!values.length) delete facets[name];
  go({ facets });
  announce(`${plural(shown().size, "finding")} shown`);
};
/** @type {(name: string, value: string) => void} */
const choose = (name, value) => setFacet(name, toggled(chosenOf(name), value));

/** @type {(name: string) => Child} */
const ticks = (name) => {
  const values = [...counts(name)].sort(orderOf(name));
  const all = whole.has(name) || values.length <= SHORT + 1;
  const some = all ? values : values.filter(([value], place) => place < SHORT || chosenOf(name).includes(value));
  const showAll = () => {
    whole.add(name);
    drawFacets();
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-box="${name}"] input`))?.focus();
  };
  return [
    some.map(([value, count]) => {
      const input = el("input", {
        type: "checkbox",
        onchange: () => choose(name, value),
        "data-facet": name,
        "data-value": value,
      });
      input.checked = chosenOf(name).includes(value);
      return el("label", { class: count ? "" : "none" }, input, el("span", value), el("b", count));
    }),
    values.length ? null : el("p.note", "No finding shown has one."),
    all
      ? null
      : button(`all ${values.length}`, showAll, {
          class: "quiet",
          "aria-label": `all ${values.length} values of ${facetWords(name)}`,
        }),
  ];
};
/** Two numbers, either of which may be left open. @type {(name: string) => Child} */
const fromTo = (name) => {
  const ends = (chosenOf(name).find((one) => one.includes("..")) || "..").split("..");
  const inputs = ["from", "to"].map((word, nth) =>
    el("input", {
      type: "number",
      step: "any",
      placeholder: word,
      "aria-label": `${facetWords(name)} ${word}`,
      "data-facet": name,
      "data-value": word,
      value: ends[nth],
      onchange: (/** @type {any} */ event) => {
        const given = ends.with(nth, event.target.value);
        setFacet(name, given.some(Boolean) ? [given.join("..")] : []);
      },
    }),
  );
  return el("div.range", inputs);
};
/** @type {(name: string) => HTMLElement} */
const boxOf = (name) => {
  const facet = /** @type {Facet} */ (FACETS.get(name));
  const chosen = chosenOf(name).length;
  const box = el(
    "details.facet",
    { "data-box": name },
    el("summary", facetWords(name), chosen ? el("b", ` ${chosen} chosen`) : null),
  );
  const fill = () => {
    if (!box.open || box.children.length > 1) return;
    box.append(
      el("fieldset", el("legend.hide", facetWords(name)), facet.kind === "number" ? fromTo(name) : null, ticks(name)),
    );
  };
  box.open = openBoxes.has(name) || chosen > 0;
  fill();
  box.addEventListener("toggle", () => {
    openBoxes[box.open ? "add" : "delete"](name);
    fill();
  });
  return box;
};

/** The less common dimensions, by the part of a finding that they belong to. */
const more = () => {
  const rest = [...FACETS.values()].filter(({ name, common }) => !common && name !== SAYS);
  const box = el(
    "details.more",
    el("summary", `${rest.length} more filters`),
    [...new Set(rest.map(({ part }) => part))].map((part) => [
      el("h3", part),
      rest.filter((facet) => facet.part === part).map(({ name }) => boxOf(name)),
    ]),
  );
  box.open = moreOpen || rest.some(({ name }) => chosenOf(name).length);
  box.addEventListener("toggle", () => {
    moreOpen = box.open;
  });
  return box;
};
/** The filters, where they are open: of a large graph, counting what each would leave takes its time. */
export const drawFacets = () => {
  if (document.body.dataset.filters !== "open") return;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset || {};
  replace(
    $("facets"),
    [...FACETS.values()].filter(({ common }) => common).map(({ name }) => boxOf(name)),
    retractedBox(),
    more(),
  );
  if (!focused.facet) return;
  const inputs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#facets input"));
  [...inputs].find(({ dataset }) => dataset.facet === focused.facet && dataset.value === focused.value)?.focus();
};

const retractedBox = () => {
  const count = EFFECTS.filter((finding) => finding.retracted).length;
  if (!count) return null;
  const input = el("input", { type: "checkbox", onchange: () => go({ retracted: !state.retracted }) });
  input.checked = state.retracted;
  return el("label.lone", input, el("span", "Show findings of retracted studies"), el("b", count));
};

/** The command that finds the same. @type {() => string} */
const command = () => {
  const quote = (/** @type {string} */ text) =>
    /^[\w.@%+:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const parts = Object.entries(state.facets).flatMap(([name, values]) =>
    values.map((value) => (name === SAYS ? quote(value) : `--${name} ${quote(value)}`)),
  );
  return ["exokg find", ...parts].join(" ");
};
/** The same search as the parameters of `/find`. @type {() => string} */
const asked = () =>
  new URLSearchParams(
    Object.entries(state.facets).flatMap(([name, values]) =>
      values.map((value) => [name === SAYS ? "words" : name, value]),
    ),
  ).toString();
export const drawChips = () => {
  const chips = Object.entries(state.facets).flatMap(([name, values]) =>
    values.map((value) =>
      button(
        [
          el("span.hide", "remove filter "),
          el("i", `${facetWords(name)}: `),
          value,
          el("span", { "aria-hidden": "true" }, " ×"),
        ],
        () => choose(name, value),
        { class: "chip" },
      ),
    ),
  );
  const all = EFFECTS.filter((finding) => state.retracted || !finding.retracted).length;
  replace(
    $("chips"),
    filtered()
      ? [
          el("span.tally", `${plural(shown().size, "finding")} of ${all}`),
          chips,
          chips.length > 1 ? button("Clear all", () => go({ facets: {} }), { class: "quiet" }) : null,
          button("Copy as command", () => copyText(command(), "command"), { class: "quiet", title: command() }),
          beside(`find?${asked()}`, "Open as a page"),
        ]
      : null,
  );
};
