// The evidence panel: the verdict first, then exactly the findings behind it, then how it was counted.
import { $, button, el, folded, replace } from "../base/dom.js";
import { independentStudies, plural, studiesWords } from "../base/text.js";
import {
  CLAIMS_OF_FINDING,
  FINDINGS_OF,
  HARMS_OF,
  isSeparable,
  PAIRS,
  POSITIONS_OF,
  recordOf,
  shortName,
  titleOf,
} from "../data/evidence.js";
import {
  aimedAt,
  allOfPair,
  boxName,
  COLUMNS,
  capital,
  ITEMS,
  LANES,
  lanesThrough,
  pairLanes,
  passesBox,
  shownLanes,
  studiesOf,
  targetOf,
} from "../data/lanes.js";
import { kindOf, label, labels, T, thing } from "../data/things.js";
import { depthBadge, linkLine, openCard, statusBadge, worded } from "../parts/badges.js";
import { findingList, harmRow, listOf, positionRow } from "../parts/findings.js";
import { claimsQuery, findingQuery, nodeQuery, queryBox, recordQuery } from "../parts/queries.js";
import { fact, list } from "../parts/words.js";
import { narrow } from "../state/address.js";
import { shownFindings } from "../state/filters.js";
import { hiddenLanes } from "../state/selection.js";
import { go, select, state } from "../state/state.js";
import { TABLE_NOTES } from "../views/tables.js";
import { notice } from "./card.js";
import { disagreement, head2, howCounted, pairList, readNote, rungTable, vector, verdictLine } from "./parts.js";

const MOST_REPORTS = 12;
/** @type {(harms?: Harm[], own?: boolean) => Child} */
const harmList = (harms = [], own = false) =>
  harms.length
    ? [
        el("h3", "Harm reports"),
        el("p.note", "Not effects: what was said about harm."),
        listOf(harms, (harm) => harmRow(harm, own), MOST_REPORTS),
      ]
    : null;
/** @type {(positions?: Position[], own?: boolean) => Child} */
const positionList = (positions = [], own = false) =>
  positions.length
    ? [el("h3", "Positions"), listOf(positions, (position) => positionRow(position, own), MOST_REPORTS)]
    : null;
/** @type {(lanes: Lane[]) => Finding[]} */
const findingsOf = (lanes) =>
  lanes.flatMap(({ row }) => (row.table === "findings" ? /** @type {Finding} */ (row) : []));
/** @type {(lanes: Lane[]) => Harm[]} */
const harmsOf = (lanes) => lanes.flatMap(({ row }) => (row.table === "harms" ? row : []));
/** @type {(words: string, act: () => void) => HTMLElement} */
const action = (words, act) => el("p.actions", button(words, act));
/** @type {(...ids: string[]) => HTMLElement} */
const moreOf = (...ids) =>
  el(
    "p.more-of",
    "See all of ",
    ids.flatMap((id, place) => [place ? " · " : "", button(boxName(id), () => select(id), { class: "link" })]),
  );
const hiddenNote = (/** @type {number} */ count) =>
  count > 0 ? el("p.note", `${plural(count, "finding")} hidden by the filters or of retracted studies.`) : null;

/** A source and a target: the verdict over everything found, then those findings. @type {(source: string, target: string) => Child[]} */
const pairPanel = (source, target) => {
  const lanes = pairLanes(source, target);
  const all = allOfPair(source, target);
  const claims = PAIRS.get(`${source}|${target}`) || [];
  const named = lanesThrough([source, target]).filter((lane) => !lanes.includes(lane));
  return [
    head2("Source and target", [capital(all[0].source.name), " × ", boxName(target)]),
    verdictLine(lanes),
    disagreement(source, target),
    rungTable(lanes),
    readNote(lanes),
    el("h3", plural(findingsOf(lanes).length, "finding")),
    hiddenNote(all.length - lanes.length),
    findingList(findingsOf(lanes)),
    harmList(harmsOf(lanes)),
    named.length ? [el("h3", "Named as a step, which is no effect on it"), findingList(findingsOf(named))] : null,
    howCounted(
      source,
      target,
      claims.length ? claimsQuery(claims) : findingQuery(...lanes.map(({ id }) => id)),
      claims.map((claim) => [el("h4", worded(claim.claimEffect)), vector(claim)]),
    ),
    moreOf(source, target),
  ];
};

/** One direction of a pair, as the build derived it; its verdict is over all directions. @type {(claim: Claim) => Child[]} */
const claimPanel = (claim) => {
  const { claimSubject: source, claimTarget: target } = claim;
  const findings = shownFindings(claim);
  const others = pairLanes(source, target).length - findings.length;
  return [
    head2("Claim, derived from its findings", [label(source), " ", worded(claim.claimEffect), " ", label(target)]),
    verdictLine(pairLanes(source, target)),
    disagreement(source, target),
    rungTable(pairLanes(source, target)),
    readNote(pairLanes(source, target)),
    el("h3", plural(findings.length, "finding")),
    hiddenNote((claim.supportedBy?.length || 0) - findings.length),
    findingList(findings),
    others > 0
      ? action(`${plural(others, "finding")} of another direction: see all of this pair`, () =>
          select(`${source}~${target}`),
        )
      : null,
    howCounted(source, target, claimsQuery([claim]), vector(claim)),
    moreOf(source, target),
  ];
};

const FEW = 8;
/** Findings that stand open where they are few. @type {(findings: Finding[]) => Child} */
const foldedFindings = (findings) => {
  const [words, list] = [plural(findings.length, "finding"), () => findingList(findings, { subject: true })];
  return findings.length > FEW ? folded("found", words, list) : [el("h3", words), list()];
};

/** What passes several boxes: each source and target in it with its whole verdict, then the findings. @type {(boxes: string[]) => Child[]} */
const boxesPanel = (boxes) => {
  const lanes = lanesThrough(boxes);
  const effects = aimedAt(boxes, lanes);
  const others = lanes.length - effects.length;
  const names = boxes.filter((box) => !box.startsWith("style:")).map(boxName);
  const direction = boxes.find((box) => box.startsWith("style:"));
  const findings = findingsOf(lanes);
  const sources = new Set(lanes.map((lane) => lane.source.id));
  const item = ITEMS.find(({ key }) => key === boxes[0]);
  const one = item ? COLUMNS[item.column] : "Group";
  return [
    head2(direction ? "Strand" : boxes.length > 1 ? "Where these meet" : one, capital(names.join(" × "))),
    el(
      "p.verdict",
      lanes.length
        ? `${independentStudies(studiesOf(effects))}, ${plural(effects.length, "finding")}${others ? `; ${others} more name a step, carry something or report harm` : ""}. Each verdict below is over all findings of its source and target, not only those here.`
        : "No finding here, or none passes the filters.",
    ),
    hiddenNote(hiddenLanes().length),
    lanes.length ? [rungTable(lanes), readNote(lanes)] : null,
    pairList(lanes, (lane) =>
      sources.size > 1 ? `${lane.source.name} × ${targetOf(lane).name}` : targetOf(lane).name,
    ),
    findings.length ? foldedFindings(findings) : null,
    harmList(harmsOf(lanes)),
    findings.length ? queryBox(findingQuery(...findings.map(({ id }) => id))) : null,
    boxes.length > 1 ? moreOf(...boxes.filter((box) => !/^style:|^code:/.test(box))) : null,
  ];
};

const findingPanel = (/** @type {Finding} */ finding) => [
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
  (CLAIMS_OF_FINDING.get(finding.id) || []).map((claim) => [
    el("h3", "All that was found of this source and target"),
    verdictLine(pairLanes(claim.claimSubject, claim.claimTarget)),
    action("See these findings", () => select(`${claim.claimSubject}~${claim.claimTarget}`)),
  ]),
  finding.retracted ? el("p.warn", "Its study is retracted: it supports no claim.") : null,
  queryBox(findingQuery(finding.id)),
];

const reportPanel = (/** @type {Harm | Position} */ row) => [
  head2(row.table === "harms" ? "Harm report" : "Position", shortName(recordOf(row))),
  el("p.note", row.table === "harms" ? TABLE_NOTES.harms : TABLE_NOTES.positions),
  el("ol.findings", row.table === "harms" ? harmRow(row) : positionRow(row)),
  row.quantityNote ? el("dl", fact("Note", row.quantityNote)) : null,
  moreOf((row.table === "harms" ? row.event : row.topic) || "", row.reportedBy || ""),
  queryBox(findingQuery(row.id)),
];

/** @type {(id: string, lanes: Lane[]) => Child[]} */
const termLanes = (id, lanes) => {
  const [as, on] = [
    lanes.filter(({ source }) => [source.id, source.of].includes(id)),
    lanes.filter((lane) => targetOf(lane).id === id),
  ];
  const seen = new Set([...as, ...on]);
  const named = lanes.filter((lane) => !seen.has(lane) && passesBox(lane, id));
  /** @type {(title: string, own: Lane[], name: (lane: Lane) => string) => Child} */
  const pairs = (title, own, name) => (own.length ? [el("h3", title), pairList(own, name)] : null);
  /** @type {(lane: Lane) => string} */
  const subject = ({ source }) => (source.id === id ? "" : `${capital(source.name)} × `);
  return [
    pairs("What it was found to do", as, (lane) => `${subject(lane)}${targetOf(lane).name}`),
    pairs("What acts on it", on, (lane) => capital(lane.source.name)),
    pairs(
      `Named as a step, or tested in, in ${studiesWords(studiesOf(named))}`,
      named,
      (lane) => `${lane.source.name} × ${targetOf(lane).name}`,
    ),
  ];
};
const termPanel = (/** @type {Term} */ term) => {
  const { id } = term;
  const lanes = lanesThrough([id]);
  const findings = findingsOf(lanes);
  const source = ITEMS.find((item) => item.id === id && item.column === 1);
  return [
    head2(
      `${kindOf(id)}${term.sourceKind ? ` · ${term.sourceKind}` : ""}`,
      source ? capital(source.name) : term.label || id,
    ),
    lanes.length
      ? el(
          "p.verdict",
          `${independentStudies(studiesOf(lanes))}, ${plural(findings.length, "finding")}; ${findings.filter(isSeparable).length} separable from what else was given.`,
        )
      : el("p.absent", "No finding about it passes the filters."),
    lanes.length ? [rungTable(lanes), readNote(lanes)] : null,
    lanes.length && !(state.view === "lanes" && state.focus === id)
      ? action("Show its lanes", () => go({ view: "lanes", focus: id, sel: id, open: [] }))
      : null,
    termLanes(id, lanes),
    harmList(T.harms.filter((harm) => harm.countedUnder === id || harm.event === id)),
    positionList(T.positions.filter((position) => position.topic === id || position.countedUnder === id)),
    term.definition ? el("p.sum", term.definition) : null,
    el(
      "p.context",
      id,
      term.altLabel?.length ? ` · also: ${term.altLabel.join(", ")}` : null,
      term.producedBy ? ` · produced by ${label(term.producedBy)} (${term.producedBy})` : null,
    ),
    lanes.length ? queryBox(nodeQuery(id)) : null,
  ];
};

const recordPanel = (/** @type {RecordRow} */ record) => {
  const findings = FINDINGS_OF.get(record.id) || [];
  const lanes = lanesThrough([record.id], shownLanes());
  return [
    head2(kindOf(record.id), shortName(record)),
    notice(record),
    el("p.sum", titleOf(record)),
    linkLine(record),
    el("p", depthBadge(record), " ", statusBadge(record)),
    state.view === "studies" && state.card === record.id
      ? null
      : el(
          "p.actions",
          button("Open the card", () => openCard(record.id)),
          " ",
          lanes.length
            ? button("Show its lanes", () => go({ view: "lanes", focus: record.id, sel: record.id, open: [] }))
            : null,
        ),
    record.caution ? el("blockquote.caution", el("b", "The authors' own caution. "), record.caution) : null,
    lanes.length
      ? [
          el("h3", "What all studies say of what it tested"),
          pairList(lanes, (lane) => `${lane.source.name} × ${targetOf(lane).name}`, 6),
        ]
      : null,
    findings.length
      ? [el("h3", plural(findings.length, "finding")), findingList(findings, { subject: true, own: true })]
      : el("p.absent", "No finding in this record."),
    harmList(HARMS_OF.get(record.id), true),
    positionList(POSITIONS_OF.get(record.id), true),
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

/** What is said before anything is chosen. */
const welcome = () => [
  el("h2", { id: "panel-title", tabindex: "-1" }, "Evidence"),
  el(
    "p",
    "Choose a mark, a box, a strand, a cell or a row to see its findings here, each with its place in the source.",
  ),
];
const panelParts = () => {
  if (!state.sel) return welcome();
  const chosen = thing(state.sel);
  if (chosen && PANELS[chosen.table]) return PANELS[chosen.table](chosen);
  const boxes = state.sel.split("~");
  const [source, target] = boxes;
  if (boxes.length === 2 && allOfPair(source, target).length) return pairPanel(source, target);
  if (lanesThrough(boxes, LANES).length) return boxesPanel(boxes);
  return [
    head2("", "Not in this graph"),
    el("p", `The address asks for ${state.sel}, which this version does not hold.`),
  ];
};
// Whether the panel has something to show that is not on the open card already.
export const markChosen = () => {
  const onCard = state.view === "studies" && state.card && state.card === state.sel;
  document.body.dataset.chosen = state.sel && !onCard ? "yes" : "no";
};
/** @type {(changed?: Changed) => void} */
export const drawPanel = (changed = new Set()) => {
  markChosen();
  replace($("panel"), panelParts());
  if (changed.has("sel") && state.sel && narrow() && document.body.dataset.chosen === "yes")
    $("panel-title").focus({ preventScroll: true });
};
export const selectionText = () =>
  state.sel && $("panel-title")
    ? `${$("panel-title").textContent}. ${$("panel").querySelector(".verdict")?.textContent || ""}`
    : "";
