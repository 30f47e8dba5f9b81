// The evidence panel: for whatever is chosen, exactly its findings, and the query that gives the same rows.
const termPanel = (term) => {
  const claims = (CLAIMS_OF.get(term.id) || []).filter((claim) => shownFindings(claim).length);
  const findings = [...new Set(claims.flatMap(shownFindings))];
  const harms = T.harms.filter((harm) => harm.subjectSource === term.id || harm.event === term.id);
  const positions = T.positions.filter(
    (position) => position.topic === term.id || position.subjectSource === term.id,
  );
  return [
    closeButton(),
    head2(`${kindOf(term.id)}${term.sourceKind ? ` · ${term.sourceKind}` : ""}`, term.label || term.id),
    term.definition ? el("p", { class: "sum" }, term.definition) : null,
    el(
      "p",
      { class: "context" },
      term.id,
      (term.altLabel || []).length ? ` · also: ${term.altLabel.join(", ")}` : null,
      term.producedBy ? ` · produced by ${label(term.producedBy)} (${term.producedBy})` : null,
    ),
    NODE.has(term.id)
      ? el(
          "p",
          { class: "actions" },
          button(
            state.expand.includes(term.id) ? "Collapse in the graph" : "Expand to findings, cargo, studies",
            () => {
              go({ view: "graph" });
              expand(term.id);
            },
            {},
          ),
          " ",
          button(
            "Path from here …",
            () => {
              go({ view: "graph" });
              $("pathbox").open = true;
              $("path-from").value = label(term.id);
              $("path-to").focus();
            },
            {},
          ),
        )
      : null,
    claims.length
      ? el(
          "p",
          {},
          `${plural(findings.length, "finding")} in ${plural(independent(findings), "independent study", "independent studies")}.`,
        )
      : el("p", { class: "absent" }, "No claim about it passes the filters."),
    claimGroups(term.id, claims),
    harms.length
      ? [
          el("h3", {}, "Harm reports"),
          el("p", { class: "note" }, "Not effects: what was said about harm."),
          el("ol", { class: "findings" }, harms.map(harmRow)),
        ]
      : null,
    positions.length
      ? [el("h3", {}, "Positions"), el("ol", { class: "findings" }, positions.map(positionRow))]
      : null,
    claims.length ? queryBox(nodeQuery(term.id)) : null,
  ];
};

const recordPanel = (record) => [
  closeButton(),
  head2(KIND_WORDS[record.class], shortName(record)),
  notice(record),
  el("p", { class: "sum" }, record.label),
  el(
    "p",
    { class: "links" },
    links(record).flatMap((link, place) => [place ? " · " : "", link]),
  ),
  el("p", {}, depthBadge(record), " ", statusBadge(record)),
  state.view === "studies" && state.card === record.id
    ? null
    : el(
        "p",
        { class: "actions" },
        button("Open the card", () => openCard(record.id), {}),
      ),
  record.caution
    ? el("blockquote", { class: "caution" }, el("b", {}, "The authors' own caution. "), record.caution)
    : null,
  (FINDINGS_OF.get(record.id) || []).length
    ? [
        el("h3", {}, plural(FINDINGS_OF.get(record.id).length, "finding")),
        findingList(FINDINGS_OF.get(record.id), { subject: true }),
      ]
    : el("p", { class: "absent" }, "No finding in this record."),
  HARMS_OF.has(record.id)
    ? [el("h3", {}, "Harm reports"), el("ol", { class: "findings" }, HARMS_OF.get(record.id).map(harmRow))]
    : null,
  POSITIONS_OF.has(record.id)
    ? [
        el("h3", {}, "Positions"),
        el("ol", { class: "findings" }, POSITIONS_OF.get(record.id).map(positionRow)),
      ]
    : null,
  queryBox(recordQuery(record.id)),
];

const findingPanel = (finding) => [
  closeButton(),
  head2(finding.class === "Finding" ? "Finding" : "What a review reports", shortName(finding.record)),
  findingList([finding], { subject: true }),
  el(
    "dl",
    {},
    fact("Measured as", finding.measure),
    fact("Changed by", finding.modifier),
    fact("By way of", list(labels(finding.via))),
    fact("Necessity tested", finding.necessityTested),
    fact("Target as worded", finding.targetReported),
    fact("Note", finding.quantityNote),
    fact("Id", finding.id),
  ),
  (CLAIMS_OF_FINDING.get(finding.id) || []).map((claim) =>
    el(
      "p",
      {},
      "Supports the claim ",
      button(claimText(claim), () => select(claim.id), { class: "link" }),
    ),
  ),
  finding.retracted ? el("p", { class: "warn" }, "Its study is retracted: it supports no claim.") : null,
  queryBox(findingQuery(finding.id)),
];

const reportPanel = (row) => [
  closeButton(),
  head2(row.table === "harms" ? "Harm report" : "Position", shortName(recordOf(row))),
  el("p", { class: "note" }, row.table === "harms" ? TABLE_NOTES.harms : TABLE_NOTES.positions),
  el("ol", { class: "findings" }, row.table === "harms" ? harmRow(row) : positionRow(row)),
  row.quantityNote ? el("dl", {}, fact("Note", row.quantityNote)) : null,
  moreOf(row.event || row.topic, row.reportedBy),
  queryBox(findingQuery(row.id)),
];

const PANELS = {
  claims: claimPanel,
  records: recordPanel,
  findings: findingPanel,
  harms: reportPanel,
  positions: reportPanel,
  terms: termPanel,
};

const welcome = () => {
  const top = [...CLAIMS]
    .filter((claim) => !isCargo(claim.claimEffect) && shownFindings(claim).length)
    .sort((a, b) => b.separable - a.separable || b.studies - a.studies || compare(a.id, b.id))
    .slice(0, 7);
  const clashes = [
    ...new Map(
      CLAIMS.filter((claim) => (claim.disagreesWith || []).length).map((claim) => [claim.pair, claim]),
    ).values(),
  ].slice(0, 12);
  return [
    el("h2", { id: "panel-title", tabindex: "-1" }, "Evidence"),
    el(
      "p",
      {},
      "Choose a node, an edge, a matrix cell or a row: its findings stand here, each with its place in the source.",
    ),
    el(
      "p",
      { class: "note" },
      `${plural(Number(META.findingTotal || EFFECTS.length), "finding")} · ${plural(Number(META.studyCount || 0), "study", "studies")} · ${plural(CLAIMS.length, "claim")} · searched to ${META.searchedTo || "not shown"}`,
    ),
    el("h3", {}, "Best evidenced claims"),
    el(
      "ul",
      { class: "claims" },
      top.map((claim) =>
        el(
          "li",
          {},
          button(
            [
              `${label(claim.claimSource)} `,
              worded(claim.claimEffect),
              ` ${label(claim.claimTarget)} `,
              el("small", {}, plural(claim.studies, "study", "studies")),
              ladder(claim.findings),
            ],
            () => select(claim.id),
            { class: "entry" },
          ),
        ),
      ),
    ),
    clashes.length
      ? [
          el("h3", {}, "Where studies disagree"),
          el(
            "ul",
            { class: "claims" },
            clashes.map((claim) =>
              el(
                "li",
                {},
                button(
                  [
                    el("b", { class: "warn-text" }, "≠ "),
                    `${label(claim.claimSource)} × ${label(claim.claimTarget)}`,
                  ],
                  () => select(`cell:${claim.pair}`),
                  { class: "entry" },
                ),
              ),
            ),
          ),
        ]
      : null,
  ];
};

const panelParts = () => {
  if (state.path.length === 2) return pathPanel();
  if (!state.sel) return welcome();
  if (state.sel.startsWith("cell:")) return cellPanel(state.sel.slice(5));
  const chosen = thing(state.sel);
  if (!chosen || !PANELS[chosen.table])
    return [
      el("h2", { id: "panel-title", tabindex: "-1" }, "Not in this graph"),
      el("p", {}, `The address asks for ${state.sel}, which this version does not hold.`),
      closeButton(),
    ];
  return PANELS[chosen.table](chosen);
};
// Whether the panel has something to show that is not on the open card already.
const markChosen = () => {
  const onCard = state.view === "studies" && state.card && state.card === state.sel;
  document.body.dataset.chosen = (state.sel && !onCard) || state.path.length ? "yes" : "no";
};
const drawPanel = () => {
  markChosen();
  replace($("panel"), panelParts());
  $("panel").scrollTop = 0;
};
const selectionText = () =>
  state.sel && $("panel-title")
    ? `${$("panel-title").textContent}. ${plural($("panel").querySelectorAll("[data-finding]").length, "finding")} in the panel.`
    : "";
