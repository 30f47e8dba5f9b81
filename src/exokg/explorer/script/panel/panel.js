// The evidence panel: for whatever is chosen, exactly its findings, and the query that gives the same rows.
import { $, button, el, field, replace } from "../base/dom.js";
import { independentStudies, plural } from "../base/text.js";
import { isCargo } from "../data/effects.js";
import {
  CLAIMS,
  CLAIMS_OF,
  CLAIMS_OF_FINDING,
  EFFECTS,
  FINDINGS_OF,
  HARMS_OF,
  independent,
  POSITIONS_OF,
  recordOf,
} from "../data/evidence.js";
import { kindOf, label, labels, META, NODE, T, thing } from "../data/things.js";
import { expand } from "../network/current.js";
import { depthBadge, ladder, linkLine, openCard, shortName, statusBadge, worded } from "../parts/badges.js";
import { findingList, harmRow, positionRow } from "../parts/findings.js";
import { findingQuery, nodeQuery, queryBox, recordQuery } from "../parts/queries.js";
import { fact, list } from "../parts/words.js";
import { shownFindings } from "../state/filters.js";
import { go, select, state } from "../state/state.js";
import { TABLE_NOTES } from "../views/tables.js";
import { notice } from "./card.js";
import { cellPanel, claimGroups, claimPanel, claimText, closeButton, head2, moreOf } from "./claims.js";
import { pathPanel } from "./paths.js";

const claimEntry = (/** @type {Claim} */ claim) =>
  el(
    "li",
    button(
      [
        `${label(claim.claimSubject)} `,
        worded(claim.claimEffect),
        ` ${label(claim.claimTarget)} `,
        el("small", plural(claim.studies, "study", "studies")),
        ladder(claim.findings),
      ],
      () => select(claim.id),
      { class: "entry" },
    ),
  );
const clashEntry = (/** @type {Claim} */ claim) =>
  el(
    "li",
    button(
      [el("b.warn-text", "≠ "), `${label(claim.claimSubject)} × ${label(claim.claimTarget)}`],
      () => select(`cell:${claim.pair}`),
      { class: "entry" },
    ),
  );

export const welcome = () => {
  const top = CLAIMS.filter((claim) => !isCargo(claim.claimEffect) && shownFindings(claim).length)
    .sort((a, b) => Number(a.place) - Number(b.place))
    .slice(0, 7);
  const clashing = CLAIMS.filter((claim) => claim.disagreesWith?.length);
  const clashes = [...new Map(clashing.map((claim) => [claim.pair, claim])).values()].slice(0, 12);
  const counted = [
    plural(Number(META.findingTotal || EFFECTS.length), "finding"),
    plural(Number(META.studyCount || 0), "study", "studies"),
    plural(CLAIMS.length, "claim"),
    `searched to ${META.searchedTo || "not shown"}`,
  ];
  return [
    el("h2", { id: "panel-title", tabindex: "-1" }, "Evidence"),
    el(
      "p",
      "Choose a node, an edge, a matrix cell or a row to see its findings here, each with its place in the source.",
    ),
    el("p.note", counted.join(" · ")),
    el("h3", "Strongest claims"),
    el("p.note", "Closest to people first, then by separable and independent studies."),
    el("ul.claims", top.map(claimEntry)),
    clashes.length ? [el("h3", "Where studies disagree"), el("ul.claims", clashes.map(clashEntry))] : null,
  ];
};

export const findingPanel = (/** @type {Finding} */ finding) => [
  closeButton(),
  head2(finding.class === "Finding" ? "Finding" : "What a review reports", shortName(finding.record)),
  findingList([finding], { subject: true }),
  el(
    "dl",
    fact("Measured as", finding.measure),
    fact("Changed by", finding.modifier),
    fact("By way of", list(labels(finding.via))),
    fact("Perturbed", finding.perturbed && label(finding.perturbed)),
    fact("Perturbed by", finding.perturbationKind && label(finding.perturbationKind)),
    fact("Effect became", finding.effectBecame && label(finding.effectBecame)),
    fact("Target as worded", finding.targetReported),
    fact("Note", finding.quantityNote),
    fact("Id", finding.id),
  ),
  (CLAIMS_OF_FINDING.get(finding.id) || []).map((claim) =>
    el(
      "p",
      "Supports the claim ",
      button(claimText(claim), () => select(claim.id), { class: "link" }),
    ),
  ),
  finding.retracted ? el("p.warn", "Its study is retracted: it supports no claim.") : null,
  queryBox(findingQuery(finding.id)),
];

export const reportPanel = (/** @type {Harm | Position} */ row) => [
  closeButton(),
  head2(row.table === "harms" ? "Harm report" : "Position", shortName(recordOf(row))),
  el("p.note", row.table === "harms" ? TABLE_NOTES.harms : TABLE_NOTES.positions),
  el("ol.findings", row.table === "harms" ? harmRow(row) : positionRow(row)),
  row.quantityNote ? el("dl", fact("Note", row.quantityNote)) : null,
  moreOf((row.table === "harms" ? row.event : row.topic) || "", row.reportedBy || ""),
  queryBox(findingQuery(row.id)),
];

const termActions = (/** @type {string} */ id) =>
  el(
    "p.actions",
    button(state.expand.includes(id) ? "Collapse in the graph" : "Expand to findings, cargo, studies", () => {
      go({ view: "graph" });
      expand(id);
    }),
    " ",
    button("Path from here …", () => {
      go({ view: "graph" });
      $("pathbox").setAttribute("open", "");
      field("path-from").value = label(id);
      $("path-to").focus();
    }),
  );
/** @type {(title: string, note: string, rows?: Child[]) => Child} */
const reportList = (title, note, rows) =>
  rows?.length ? [el("h3", title), note ? el("p.note", note) : null, el("ol.findings", rows)] : null;
const harmList = (/** @type {Harm[] | undefined} */ harms) =>
  reportList("Harm reports", "Not effects: what was said about harm.", harms?.map(harmRow));
const positionList = (/** @type {Position[] | undefined} */ positions) =>
  reportList("Positions", "", positions?.map(positionRow));

const termPanel = (/** @type {Term} */ term) => {
  const { id } = term;
  const claims = (CLAIMS_OF.get(id) || []).filter((claim) => shownFindings(claim).length);
  const findings = [...new Set(claims.flatMap(shownFindings))];
  return [
    closeButton(),
    head2(`${kindOf(id)}${term.subjectKind ? ` · ${label(term.subjectKind)}` : ""}`, term.label || id),
    term.definition ? el("p.sum", term.definition) : null,
    el(
      "p.context",
      id,
      term.altLabel?.length ? ` · also: ${term.altLabel.join(", ")}` : null,
      term.producedBy ? ` · produced by ${label(term.producedBy)} (${term.producedBy})` : null,
    ),
    NODE.has(id) ? termActions(id) : null,
    claims.length
      ? el("p", `${plural(findings.length, "finding")} in ${independentStudies(independent(findings))}.`)
      : el("p.absent", "No claim about it passes the filters."),
    claimGroups(id, claims),
    harmList(T.harms.filter((harm) => harm.countedUnder === id || harm.event === id)),
    positionList(T.positions.filter((position) => position.topic === id || position.countedUnder === id)),
    claims.length ? queryBox(nodeQuery(id)) : null,
  ];
};

const recordPanel = (/** @type {RecordRow} */ record) => {
  const findings = FINDINGS_OF.get(record.id) || [];
  return [
    closeButton(),
    head2(kindOf(record.id), shortName(record)),
    notice(record),
    el("p.sum", record.label),
    linkLine(record),
    el("p", depthBadge(record), " ", statusBadge(record)),
    state.view === "studies" && state.card === record.id
      ? null
      : el(
          "p.actions",
          button("Open the card", () => openCard(record.id)),
        ),
    record.caution ? el("blockquote.caution", el("b", "The authors' own caution. "), record.caution) : null,
    findings.length
      ? [el("h3", plural(findings.length, "finding")), findingList(findings, { subject: true })]
      : el("p.absent", "No finding in this record."),
    harmList(HARMS_OF.get(record.id)),
    positionList(POSITIONS_OF.get(record.id)),
    queryBox(recordQuery(record.id)),
  ];
};

/** @type {Record<string, (row: any) => Child>} */
const PANELS = {
  claims: claimPanel,
  records: recordPanel,
  findings: findingPanel,
  harms: reportPanel,
  positions: reportPanel,
  terms: termPanel,
};

const panelParts = () => {
  if (state.path.length === 2) return pathPanel();
  if (!state.sel) return welcome();
  if (state.sel.startsWith("cell:")) return cellPanel(state.sel.slice(5));
  const chosen = thing(state.sel);
  if (!chosen || !PANELS[chosen.table])
    return [
      el("h2", { id: "panel-title", tabindex: "-1" }, "Not in this graph"),
      el("p", `The address asks for ${state.sel}, which this version does not hold.`),
      closeButton(),
    ];
  return PANELS[chosen.table](chosen);
};
// Whether the panel has something to show that is not on the open card already.
export const markChosen = () => {
  const onCard = state.view === "studies" && state.card && state.card === state.sel;
  document.body.dataset.chosen = (state.sel && !onCard) || state.path.length ? "yes" : "no";
};
export const drawPanel = () => {
  markChosen();
  replace($("panel"), panelParts());
  $("panel").scrollTop = 0;
};
export const selectionText = () =>
  state.sel && $("panel-title")
    ? `${$("panel-title").textContent}. ${plural($("panel").querySelectorAll("[data-finding]").length, "finding")} in the panel.`
    : "";
