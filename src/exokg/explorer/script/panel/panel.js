// The evidence panel: for whatever is chosen, exactly its findings, and the query that gives the same rows.
import { $, button, el, field, replace } from "../base/dom.js";
import { independentStudies, plural } from "../base/text.js";
import { CLAIMS_OF, FINDINGS_OF, HARMS_OF, independent, POSITIONS_OF } from "../data/evidence.js";
import { kindOf, label, NODE, T, thing } from "../data/things.js";
import { expand } from "../network/current.js";
import { depthBadge, statusBadge } from "../parts/badges.js";
import { findingList } from "../parts/findings.js";
import { linkLine, openCard, shortName } from "../parts/links.js";
import { nodeQuery, queryBox, recordQuery } from "../parts/queries.js";
import { harmRow, positionRow } from "../parts/reports.js";
import { shownFindings } from "../state/filters.js";
import { go, state } from "../state/state.js";
import { notice } from "./card.js";
import { cellPanel, claimPanel } from "./claims.js";
import { claimGroups, closeButton, head2 } from "./parts.js";
import { pathPanel } from "./paths.js";
import { findingPanel, reportPanel } from "./reports.js";
import { welcome } from "./welcome.js";

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
    head2(`${kindOf(id)}${term.sourceKind ? ` · ${term.sourceKind}` : ""}`, term.label || id),
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
    harmList(T.harms.filter((harm) => harm.subjectSource === id || harm.event === id)),
    positionList(T.positions.filter((position) => position.topic === id || position.subjectSource === id)),
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
