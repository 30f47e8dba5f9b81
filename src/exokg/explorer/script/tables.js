// Tables that sort by any column, draw no more rows than can be read at once, and export as they stand.
const PAGE = 150;
let rowsWanted = PAGE;
onChange((changed) => {
  if (["view", "facets", "table", "sort"].some((name) => changed.has(name))) rowsWanted = PAGE;
});

// A column: [name, words, text(row), cell(row)?, sort key(row)?]
const column = (name, words, text, cell, key) => ({
  name,
  words,
  text,
  cell: cell || text,
  key: key || text,
});
const studyColumns = [
  column(
    "study",
    "Study",
    (row) => shortName(recordOf(row)),
    (row) => [recordLink(recordOf(row)), " ", statusBadge(recordOf(row))],
  ),
  column(
    "source",
    "DOI, PMID or registry",
    (row) =>
      links(recordOf(row))
        .map((link) => (link.firstChild ? link.firstChild.textContent : ""))
        .join(" "),
    (row) => links(recordOf(row)).flatMap((link, place) => [place ? " " : "", link]),
  ),
];
const rowButton = (row, mark, words, noun) =>
  button(
    [
      el("span", { "aria-hidden": "true" }, mark),
      words,
      el("span", { class: "hide" }, `, show this ${noun}`),
    ],
    () => select(row.id),
    { class: "link" },
  );
const effectColumns = [
  column(
    "of",
    "Source",
    (f) => label(f.subjectSource || f.subject),
    (f) =>
      f.subjectSource
        ? button(label(f.subjectSource), () => select(f.subjectSource), { class: "link" })
        : label(f.subject),
  ),
  column(
    "direction",
    "Direction",
    (f) => f.verb,
    (f) =>
rowButton(f, "", worded(f.effect, f.verb), "finding"),
  ),
  column(
    "target",
    "Target",
    (f) => label(f.target),
    (f) => button(label(f.target), () => select(f.target), { class: "link" }),
  ),
  column("system", "System", systemText),
  column("against", "Comparison", (f) => comparisonText(f) || absent(f.record)),
  column("value", "Value ± spread, unit", valueOr, null, (f) => Number(f.change || f.after || -1e9)),
  column("contrast", "Contrast", (f) => label(f.contrast) || "not stated"),
  column(
    "p",
    "p",
    (f) => f.pText || absent(f.record),
    null,
    (f) => {
      const p = /[\d.]+/.exec(f.pText || "");
      return p ? Number(p[0]) : 9;
    },
  ),
  column(
    "n",
    "n",
    (f) => f.sampleSize || absent(f.record),
    null,
    (f) => Number(f.sampleSize || 0),
  ),
  column("design", "Design", (f) => f.facets.design.join(", ")),
  column(
    "rung",
    "Rung",
    (f) => label(f.rung),
    (f) => [ladder([f]), " ", label(f.rung)],
    (f) => rank(f.rung),
  ),
  column("separable", "Separable", (f) => label(f.separability) || "not asked of a review"),
  column("depth", "Reading depth", (f) => label(f.record.readingDepth)),
  column("locator", "Locator", (f) => f.locator),
  ...studyColumns,
];
const harmColumns = [
  column(
    "event",
    "Event",
    (h) => label(h.event),
    (h) => rowButton(h, "⚑ ", label(h.event), "report"),
  ),
  column("state", "What is said", (h) => label(h.harmState)),
  column("of", "Source", (h) => label(h.subjectSource) || "not shown"),
  column("count", "How many", (h) =>
    h.count !== undefined
      ? `${h.count}${h.denominator ? ` of ${h.denominator}` : ""}`
      : h.countReported || absent(recordOf(h)),
  ),
  column("serious", "Serious", (h) => h.serious || absent(recordOf(h))),
  column("follow", "Follow-up", (h) => h.followUp || absent(recordOf(h))),
  column("summary", "In our words", (h) => h.summary),
  column("depth", "Reading depth", (h) => label(recordOf(h).readingDepth)),
  column("locator", "Locator", (h) => h.locator),
  ...studyColumns,
];
const positionColumns = [
  column(
    "stance",
    "Stance",
    (p) => label(p.stance),
    (p) => rowButton(p, "§ ", label(p.stance), "position"),
  ),
  column("topic", "Topic", (p) => label(p.topic)),
  column("summary", "In our words", (p) => p.summary),
  column("scope", "Scope", (p) => p.scope || ""),
  column("as", "As of", (p) => p.asOf || recordOf(p).issued || ""),
  column("locator", "Locator", (p) => p.locator),
  ...studyColumns,
];
const TABLES = {
  effects: [
    "Effects",
    effectColumns,
    () => EFFECTS.filter((finding) => shown().has(finding)).sort(byStudy),
    "finding",
  ],
  harms: [
    "Harm reports",
    harmColumns,
    () => T.harms.filter((harm) => recordShown(recordOf(harm))),
    "harm report",
  ],
  positions: [
    "Positions",
    positionColumns,
    () => T.positions.filter((position) => recordShown(recordOf(position))),
    "position",
  ],
  reviews: [
    "What reviews say",
    effectColumns,
    () => REVIEWED.filter((finding) => passes(finding)).sort(byStudy),
    "review finding",
  ],
};
const TABLE_NOTES = {
  effects:
    "One row for each reported effect of one study, the highest rung first. What is missing says why: not reported, or not read.",
  harms:
    "What was said about harm. “None observed” is a sentence of the source; it is not “no effect”, and silence is not safety.",
  positions:
    "What authorities, societies and authors hold or propose. A position is never counted as an effect.",
  reviews: "What reviews report. It points to the studies it rests on and is never counted as evidence.",
};

const sorted = (rows, columns, name) => {
  const [by, way] = (state.sort || "").split("-");
  const chosen = columns.find((one) => one.name === by);
  if (!chosen) return rows;
  const keyed = rows.map((row) => [chosen.key(row), row]);
  const order = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : byText(String(a), String(b));
  return keyed
    .sort(([a, m], [b, n]) => (way === "down" ? -1 : 1) * order(a, b) || compare(m.id, n.id))
    .map(([, row]) => row);
};

const headOf = (one) => {
  const [by, way] = (state.sort || "").split("-");
  const own = by === one.name;
  const next = own && way !== "down" ? `${one.name}-down` : `${one.name}-up`;
  return el(
    "th",
    { scope: "col", "aria-sort": own ? (way === "down" ? "descending" : "ascending") : null },
    button(
      [one.words, el("span", { "aria-hidden": "true" }, own ? (way === "down" ? " ▾" : " ▴") : "")],
      () => go({ sort: next }),
      { class: "sort", "data-sort": one.name },
    ),
  );
};

const drawRows = (columns, rows, words, options) => {
  const picked = new Set(chosenFindings().map((finding) => finding.id));
  const list = rows.slice(0, rowsWanted);
  return [
    el(
      "div",
      { class: "scroll", role: "region", tabindex: "0", "aria-label": `${words}, scrolls` },
      el(
        "table",
        { class: "rows" },
        el("caption", { class: "hide" }, words),
        el("thead", {}, el("tr", {}, columns.map(headOf))),
        el(
          "tbody",
          {},
          list.map((row) =>
            el(
              "tr",
              {
                "data-row": row.id,
                class: `${picked.has(row.id) || state.sel === row.id ? "chosen" : ""} ${isRetracted(row.record || recordOf(row)) || isRetracted(row) ? "gone" : ""}`,
                onclick: (event) => {
                  if (!event.target.closest("a, button"))
                    options && options.open ? options.open(row) : select(row.id);
                },
              },
              columns.map((one, place) =>
                place
                  ? el("td", { class: `c-${one.name}` }, one.cell(row))
                  : el("th", { scope: "row", class: `c-${one.name}` }, one.cell(row)),
              ),
            ),
          ),
        ),
      ),
    ),
    rows.length > list.length
      ? button(
          `Show ${Math.min(PAGE * 4, rows.length - list.length)} more of ${rows.length}`,
          () => {
            rowsWanted += PAGE * 4;
            drawView(new Set());
          },
          { class: "more" },
        )
      : null,
  ];
};

// The findings, harm reports and positions behind the selection, whatever it is.
const chosenFindings = () => {
  const chosen = thing(state.sel);
  if (state.sel.startsWith("cell:")) return (PAIRS.get(state.sel.slice(5)) || []).flatMap(shownFindings);
  if (!chosen) return [];
  if (chosen.table === "claims") return shownFindings(chosen);
  if (["findings", "harms", "positions"].includes(chosen.table)) return [chosen];
  if (chosen.table === "records")
    return [FINDINGS_OF, HARMS_OF, POSITIONS_OF].flatMap((of) => of.get(chosen.id) || []);
  return [...new Set((CLAIMS_OF.get(chosen.id) || []).flatMap(shownFindings))];
};

const tableName = () => (Object.hasOwn(TABLES, state.table) ? state.table : "effects");
const tableNow = () => TABLES[tableName()];
const drawFindings = (changed) => {
  const place = placeIn($("view-findings"));
  const [words, columns, read, noun] = tableNow();
  const rows = sorted(read(), columns);
  rowsWanted = Math.max(rowsWanted, rows.findIndex((row) => row.id === state.sel) + 1);
  replace(
    $("view-findings"),
    el("h2", { class: "hide" }, "Findings"),
    el(
      "div",
      { class: "bar" },
      el(
        "span",
        { role: "group", "aria-label": "Table", class: "segments" },
        Object.entries(TABLES).map(([name, [title]]) =>
          button(title, () => go({ table: name, sort: "" }), {
            "aria-pressed": String(tableName() === name),
          }),
        ),
      ),
      el("span", { class: "grow" }),
      el("span", { class: "tally" }, plural(rows.length, noun)),
    ),
    el("p", { class: "note" }, TABLE_NOTES[tableName()]),
    rows.length ? drawRows(columns, rows, words) : el("p", { class: "empty" }, "No row passes the filters."),
  );
  backTo($("view-findings"), place, changed);
};
