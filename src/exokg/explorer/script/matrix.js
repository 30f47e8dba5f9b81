// The evidence matrix: what was tested on what, how often, how high on the ladder, and where nobody looked.
const COLUMN_SETS = {
  outcomes: [
    "Outcomes",
    ["HairOutcome", "ClinicalOutcome", "SkinOutcome", "SafetyOutcome", "DeliveryOutcome"],
  ],
  pathways: ["Pathways and processes", ["Pathway", "CellProcess"]],
  molecules: ["Molecules", ["Molecule"]],
};
const ORDERS = { evidence: "most studies first", name: "by name", rung: "highest rung first" };

const columnSet = () =>
  Object.hasOwn(COLUMN_SETS, state.columns) ? COLUMN_SETS[state.columns] : COLUMN_SETS.outcomes;
const cellClaims = () => {
  const classes = columnSet()[1];
  return CLAIMS.filter(
    (claim) =>
      !isCargo(claim.claimEffect) &&
      classes.includes((thing(claim.claimTarget) || {}).class) &&
      shownFindings(claim).length,
  );
};

const orderEnds = (claims, end) => {
  const groups = group(claims, end);
  const of = new Map(
    [...groups].map(([id, own]) => {
      const findings = own.flatMap(shownFindings);
      return [
        id,
        {
          id,
          studies: independent(findings),
          rung: Math.max(0, ...findings.filter(isSeparable).map((f) => rank(f.rung))),
        },
      ];
    }),
  );
  const sorts = {
    evidence: (a, b) => b.studies - a.studies || b.rung - a.rung || byText(label(a.id), label(b.id)),
    name: (a, b) => byText(label(a.id), label(b.id)),
    rung: (a, b) => b.rung - a.rung || b.studies - a.studies || byText(label(a.id), label(b.id)),
  };
  const pinned = (one) => state.pins.indexOf(one.id) + 1 || 9999;
  return [...of.values()].sort(
    (a, b) => pinned(a) - pinned(b) || (Object.hasOwn(sorts, state.order) ? sorts[state.order] : sorts.evidence)(a, b),
  );
};

const cellWords = (claims) =>
  claims
    .map((claim) => {
      const findings = shownFindings(claim);
      const rungs = rungList(findings);
      return `${direction(claim.claimEffect).word}: ${plural(independent(findings), "independent study", "independent studies")}${rungs ? ` (${rungs})` : ""}`;
    })
    .join("; ");

const cellMarks = (claims) =>
  [...claims]
    .sort((a, b) => direction(a.claimEffect).rank - direction(b.claimEffect).rank)
    .map((claim) => {
      const findings = shownFindings(claim);
      return el(
        "span",
        { class: `stack ${direction(claim.claimEffect).css}` },
        `${direction(claim.claimEffect).mark}${independent(findings)}`,
        el("span", { class: "ladder" }, bars(findings)),
      );
    });

// An empty cell is "not studied" only where every study of the source was read in full.
const emptyCell = (source) => {
  const unread = (RECORDS_OF_SOURCE.get(source) || []).filter(
    (record) => absent(record) === "not read",
  ).length;
  const words = unread
    ? `no finding read; ${plural(unread, "study", "studies")} of this source not read in full`
    : "not studied in any record here";
  return { words, mark: unread ? "?" : "–", css: unread ? "unread" : "unstudied" };
};

const filledCell = (row, column, claims) => {
  const disagree =
    new Set(claims.map((claim) => claim.claimEffect)).size > 1 &&
    claims.some((claim) => (claim.disagreesWith || []).length);
  const id = `cell:${row}|${column}`;
  const words = `${label(row)}, ${label(column)}: ${disagree ? "studies disagree: " : ""}${cellWords(claims)}`;
  const inside = claims.some((claim) => claim.id === state.sel) || state.sel === id;
  return el(
    "td",
    { class: `full ${disagree ? "clash" : ""} ${inside ? "chosen" : ""}` },
    el(
      "button",
      {
        type: "button",
        "data-cell": id,
        tabindex: "-1",
        title: cellWords(claims),
        onclick: () => select(id),
      },
      el("span", { class: "hide" }, words),
      el("span", { class: "stacks", "aria-hidden": "true" }, cellMarks(claims)),
    ),
  );
};
const gap = (row, column) => {
  const { words, mark, css } = emptyCell(row);
  return el(
    "td",
    { class: css, title: `${label(row)}, ${label(column)}: ${words}` },
    el("span", { "aria-hidden": "true" }, mark),
    el("span", { class: "hide" }, words),
  );
};

const headCell = (one, scope) =>
  el(
    "th",
    {
      scope,
      class: `${state.sel === one.id ? "chosen" : ""} ${state.pins.includes(one.id) ? "pinned" : ""}`,
    },
    el(
      "span",
      { class: "headline" },
      button(
        // The words turn within the button: WebKit does not turn a button itself.
        [el("span", {}, label(one.id)), scope === "row" && isMolecule(one.id) ? el("small", {}, " (molecule alone)") : null],
        () => select(one.id),
        {
          class: "name",
          tabindex: "-1",
          title: `${label(one.id)}: ${plural(one.studies, "independent study", "independent studies")}`,
        },
      ),
      button(
        state.pins.includes(one.id) ? "◆" : "◇",
        () => {
          go({ pins: toggled(state.pins, one.id) });
          announce(`${label(one.id)} ${state.pins.includes(one.id) ? "pinned first" : "unpinned"}`);
        },
        {
          class: "pin",
          tabindex: "-1",
          "aria-label": `${state.pins.includes(one.id) ? "unpin" : "pin"} ${label(one.id)}`,
          "aria-pressed": String(state.pins.includes(one.id)),
        },
      ),
    ),
  );

const pickers = () =>
  el(
    "div",
    { class: "bar" },
    el(
      "span",
      { role: "group", "aria-label": "Columns", class: "segments" },
      Object.entries(COLUMN_SETS).map(([name, set]) =>
        button(set[0], () => go({ columns: name }), { "aria-pressed": String(columnSet() === set) }),
      ),
    ),
    el(
      "label",
      {},
      "Order ",
      el(
        "select",
        { id: "matrix-order", onchange: (event) => go({ order: event.target.value }) },
        Object.entries(ORDERS).map(([name, words]) =>
          el("option", { value: name, selected: state.order === name }, words),
        ),
      ),
    ),
  );

const caption = (claims, rows, columns) =>
  el(
    "p",
    { class: "note", id: "matrix-note" },
    `${plural(rows, "source")} × ${columns.toLocaleString("en")} ${columnSet()[0].toLowerCase()}. Numbers are independent studies; bars are rungs `,
    ladder([]),
    " from in vitro to controlled human, dim and with ",
    el("b", {}, TOGETHER),
    ` where no finding is separable from what else was given. A double frame: studies disagree. `,
    el("b", {}, "–"),
    " not studied; ",
    el("b", {}, "?"),
    " not read: a study of this source was not read in full, so silence proves nothing; ",
    el("b", {}, "○"),
    " tested, no effect detected. Searched to ",
    el("b", {}, META.searchedTo || "not shown"),
    ".",
  );

const drawMatrix = () => {
  const focused =
    document.activeElement && $("view-matrix").contains(document.activeElement)
      ? placeOf(document.activeElement)
      : null;
  const old = $("view-matrix").querySelector(".scroll");
  const scroll = old ? [old.scrollLeft, old.scrollTop] : [0, 0];
  const claims = cellClaims();
  const rows = orderEnds(claims, "claimSource");
  const columns = orderEnds(claims, "claimTarget");
  const cells = group(claims, "pair");
  const table = el(
    "table",
    { class: "matrix", onkeydown: matrixKey, "aria-describedby": "matrix-note" },
    el(
      "caption",
      { class: "hide" },
      `Evidence matrix: vesicle sources by ${columnSet()[0].toLowerCase()}`,
    ),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("td", { class: "corner" }, el("span", { "aria-hidden": "true" }, "source ↓  tested on →")),
        columns.map((column) => headCell(column, "col")),
      ),
    ),
    el(
      "tbody",
      {},
      rows.map((row) =>
        el(
          "tr",
          {},
          headCell(row, "row"),
          columns.map((column) => {
            const own = cells.get(`${row.id}|${column.id}`);
            return own ? filledCell(row.id, column.id, own) : gap(row.id, column.id);
          }),
        ),
      ),
    ),
  );
  replace(
    $("view-matrix"),
    el("h2", { class: "hide" }, "Evidence matrix"),
    pickers(),
    caption(claims, rows.length, columns.length),
    rows.length
      ? el(
          "div",
          { class: "scroll", role: "region", "aria-label": "Evidence matrix, scrolls", tabindex: "0" },
          table,
        )
      : el("p", { class: "empty" }, "No finding passes the filters."),
  );
  table.style.setProperty("--columns", columns.length);
  const box = $("view-matrix").querySelector(".scroll");
  if (box) [box.scrollLeft, box.scrollTop] = scroll;
  roving(table, focused);
};
