import { $, announce, button, el, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { EFFECTS } from "../data/evidence.js";
import { counts, FACETS, orderOf, shown } from "../state/filters.js";
import { go, state, toggled } from "../state/state.js";

const OPEN_AT_FIRST = new Set(["rung", "direction"]);
const SHORT = 8;
const opened = new Set();

const choose = (/** @type {string} */ facet, /** @type {string} */ value) => {
  const facets = { ...state.facets, [facet]: toggled(state.facets[facet] || [], value) };
  if (!facets[facet].length) delete facets[facet];
  go({ facets });
  announce(`${plural(shown().size, "finding")} shown`);
};

const facetBox = (/** @type {string} */ facet) => {
  const chosen = state.facets[facet] || [];
  const values = [...counts(facet)].sort(orderOf(facet));
  const all = opened.has(facet) || values.length <= SHORT + 1;
  const some = all ? values : values.filter(([value], place) => place < SHORT || chosen.includes(value));
  const box = el(
    "fieldset",
    el("legend.hide", FACETS[facet]),
    some.map(([value, count]) => {
      const input = el("input", {
        type: "checkbox",
        onchange: () => choose(facet, value),
        "data-facet": facet,
        "data-value": value,
      });
      input.checked = chosen.includes(value);
      return el("label", { class: count ? "" : "none" }, input, el("span", value), el("b", count));
    }),
    all
      ? null
      : button(
          `all ${values.length}`,
          () => {
            opened.add(facet);
            drawFacets();
            focusFacet(facet);
          },
          { class: "quiet", "aria-label": `all ${values.length} values of ${FACETS[facet]}` },
        ),
  );
  return box;
};
const focusFacet = (/** @type {string} */ facet) => {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(`[data-box="${facet}"] input`));
  if (box) box.focus();
};

const openBoxes = new Set(OPEN_AT_FIRST);
export const drawFacets = () => {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset || {};
  replace(
    $("facets"),
    Object.keys(FACETS).map((facet) => {
      const chosen = (state.facets[facet] || []).length;
      const box = el(
        "details.facet",
        { "data-box": facet },
        el("summary", FACETS[facet], chosen ? el("b", ` ${chosen} chosen`) : null),
      );
      const fill = () => {
        if (box.open && box.children.length === 1) box.append(facetBox(facet));
      };
      box.open = openBoxes.has(facet) || chosen > 0;
      fill();
      box.addEventListener("toggle", () => {
        openBoxes[box.open ? "add" : "delete"](facet);
        fill();
      });
      return box;
    }),
    retractedBox(),
  );
  if (focused.facet) {
    const again = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#facets input"))].find(
      (one) => one.dataset.facet === focused.facet && one.dataset.value === focused.value,
    );
    if (again) again.focus();
  }
};

const retractedBox = () => {
  const count = EFFECTS.filter((finding) => finding.retracted).length;
  if (!count) return null;
  const input = el("input", { type: "checkbox", onchange: () => go({ retracted: !state.retracted }) });
  input.checked = state.retracted;
  return el("label.lone", input, el("span", "Show findings of retracted studies"), el("b", count));
};

export const drawChips = () => {
  const chips = Object.entries(state.facets).flatMap(([facet, values]) =>
    values.map((/** @type {string} */ value) =>
      button(
        [
          el("span.hide", "remove filter "),
          el("i", `${FACETS[facet] || facet}: `),
          value,
          el("span", { "aria-hidden": "true" }, " ×"),
        ],
        () => choose(facet, value),
        { class: "chip" },
      ),
    ),
  );
  const clear = chips.length > 1 ? button("Clear all", () => go({ facets: {} }), { class: "quiet" }) : null;
  replace(
    $("chips"),
    chips.length
      ? [
          el(
            "span.tally",
            `${plural(shown().size, "finding")} of ${EFFECTS.filter((f) => state.retracted || !f.retracted).length}`,
          ),
          chips,
          clear,
        ]
      : null,
  );
};
