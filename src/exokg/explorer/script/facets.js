// Filters: values with counts. A count says how many findings would be left, given the other filters.
const FACETS = {
  source: "Source",
  sourceKind: "Kind of source",
  species: "Species",
  rung: "Rung",
  design: "Design",
  targetKind: "Kind of target",
  direction: "Direction",
  contrast: "Contrast",
  readingDepth: "Reading depth",
  year: "Year",
  status: "Status",
  sponsor: "Sponsor",
  coIntervention: "Co-intervention",
};
const OPEN_AT_FIRST = new Set(["rung", "direction"]);
const SHORT = 8;
const opened = new Set();

const passesFacet = (item, facet, chosen) =>
  !chosen || !chosen.length || item.facets[facet].some((value) => chosen.includes(value));
const passes = (item, except) =>
  (state.retracted || !item.retracted) &&
  Object.entries(state.facets).every(
    ([facet, chosen]) => facet === except || !FACETS[facet] || passesFacet(item, facet, chosen),
  );

let passing = null;
onChange((changed) => {
  if (changed.has("facets") || changed.has("retracted")) passing = null;
});
const shown = () => {
  if (!passing) passing = new Set(EFFECTS.filter((finding) => passes(finding)));
  return passing;
};
const filtered = () => Object.values(state.facets).some((values) => values.length);
const shownFindings = (claim) =>
  filtered() ? claim.findings.filter((finding) => shown().has(finding)) : claim.findings;

// A record is shown where one of its findings is, or, if it has none, where its own values pass.
const ownItem = (record) => ({
  retracted: false,
  facets: facetValues(
    { subjectSource: (SOURCES_OF_RECORD.get(record.id) || [])[0], rung: record.rung },
    record,
    {},
  ),
});
const recordShown = (record) => {
  if (!filtered()) return true;
  const findings = FINDINGS_OF.get(record.id) || [];
  return findings.length
    ? findings.some((finding) => passes({ ...finding, retracted: false }))
    : passes(ownItem(record));
};

const counts = (facet) => {
  const tally = new Map();
  for (const finding of EFFECTS) {
    if (!passes(finding, facet)) continue;
    for (const value of finding.facets[facet]) tally.set(value, (tally.get(value) || 0) + 1);
  }
  for (const value of state.facets[facet] || []) if (!tally.has(value)) tally.set(value, 0);
  return tally;
};

const orderOf = (facet) => {
  if (facet === "rung") return ([a], [b]) => ((RUNGS.indexOf(a) + 9) % 9) - ((RUNGS.indexOf(b) + 9) % 9);
  if (facet === "year") return ([a], [b]) => byText(b, a);
  return ([a, m], [b, n]) => n - m || byText(a, b);
};

const choose = (facet, value) => {
  const facets = { ...state.facets, [facet]: toggled(state.facets[facet] || [], value) };
  if (!facets[facet].length) delete facets[facet];
  go({ facets });
  announce(`${plural(shown().size, "finding")} shown`);
};

const facetBox = (facet) => {
  const chosen = state.facets[facet] || [];
  const values = [...counts(facet)].sort(orderOf(facet));
  const all = opened.has(facet) || values.length <= SHORT + 1;
  const some = all ? values : values.filter(([value], place) => place < SHORT || chosen.includes(value));
  const box = el(
    "fieldset",
    {},
    el("legend", { class: "hide" }, FACETS[facet]),
    some.map(([value, count]) => {
      const input = el("input", {
        type: "checkbox",
        onchange: () => choose(facet, value),
        "data-facet": facet,
        "data-value": value,
      });
      input.checked = chosen.includes(value);
      return el("label", { class: count ? "" : "none" }, input, el("span", {}, value), el("b", {}, count));
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
const focusFacet = (facet) => {
  const box = document.querySelector(`[data-box="${facet}"] input`);
  if (box) box.focus();
};

const openBoxes = new Set(OPEN_AT_FIRST);
const drawFacets = () => {
  const focused =
    document.activeElement && document.activeElement.dataset ? document.activeElement.dataset : {};
  replace(
    $("facets"),
    Object.keys(FACETS).map((facet) => {
      const chosen = (state.facets[facet] || []).length;
      const box = el(
        "details",
        { "data-box": facet, class: "facet" },
        el("summary", {}, FACETS[facet], chosen ? el("b", {}, ` ${chosen} chosen`) : null),
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
    const again = [...document.querySelectorAll("#facets input")].find(
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
  return el(
    "label",
    { class: "lone" },
    input,
    el("span", {}, "Show findings of retracted studies"),
    el("b", {}, count),
  );
};

const drawChips = () => {
  const chips = Object.entries(state.facets).flatMap(([facet, values]) =>
    values.map((value) =>
      button(
        [
          el("span", { class: "hide" }, "remove filter "),
          el("i", {}, `${FACETS[facet] || facet}: `),
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
            "span",
            { class: "tally" },
            `${plural(shown().size, "finding")} of ${EFFECTS.filter((f) => state.retracted || !f.retracted).length}`,
          ),
          chips,
          clear,
        ]
      : null,
  );
};
