// The card of one record: everything read of it, and what was not.

import { button, el } from "../base/dom.js";
import {
  absent,
  COMPARISONS_OF,
  CONCLUSIONS_OF,
  FINDINGS_OF,
  HARMS_OF,
  highestWords,
  INCLUDED_BY,
  isRetracted,
  POSITIONS_OF,
  PREPARATIONS_OF,
  publicationOf,
  recordById,
  SYSTEMS_OF,
  titleOf,
  topOf,
} from "../data/evidence.js";
import { isOfPeople, kindOf, label, labels } from "../data/things.js";
import { CITATIONS } from "../out/citations.js";
import { depthBadge, ladder, linkLine, recordLink, statusBadge } from "../parts/badges.js";
import { findingList, harmRow, listOf, positionRow } from "../parts/findings.js";
import { copyText, queryBox, recordQuery } from "../parts/queries.js";
import { coInterventions, preparationCard, registryPart, strip } from "../parts/reporting.js";
import { factList, list, rungWords, sampleOf } from "../parts/words.js";
import { go } from "../state/state.js";

export const notice = (/** @type {RecordRow} */ record) =>
  isRetracted(record)
    ? el(
        "div.retraction",
        { role: "note" },
        el("strong", "RETRACTED"),
        el(
          "p",
          `This paper was retracted${publicationOf(record).retractionNotice ? ` (notice: ${publicationOf(record).retractionNotice})` : ""}. Its findings stand here so that they can be recognised; they support no claim and are in no default answer.`,
        ),
      )
    : null;
const citeBox = (/** @type {RecordRow} */ record) =>
  record.describedIn
    ? el(
        "details.cite",
        el("summary", "How to cite"),
        Object.entries(CITATIONS).map(([form, write]) => [
          el("h4", form),
          el("pre", { tabindex: "0", "aria-label": form }, write(record)),
          button("Copy", () => copyText(write(record), form), { class: "quiet", "aria-label": `copy ${form}` }),
        ]),
      )
    : null;

const sectionOf = (/** @type {string} */ title, /** @type {Child[] | undefined} */ rows) =>
  rows?.length ? el("section", el("h3", title), rows) : null;
const reference = (/** @type {Partial<PublicationsRow>} */ paper) =>
  [
    paper.authorList ? `${paper.authorList}${paper.authorsComplete === "no" ? " …" : ""}. ` : "",
    paper.journal ? `${paper.journal} ` : paper.journalInferred ? `${paper.journalInferred} (inferred) ` : "",
    paper.year || (paper.yearInferred ? `${paper.yearInferred} (inferred)` : ""),
    paper.volume ? `; ${paper.volume}` : "",
    paper.pages ? `: ${paper.pages}` : "",
  ].join("");
const head = (/** @type {RecordRow} */ record) => [
  el(
    "div.cardtop",
    el("p.kicker", `${kindOf(record.id)} · ${label(publicationOf(record).documentType)}`),
    button("Close card", () => go({ card: "" }), { class: "quiet" }),
  ),
  notice(record),
  el("h2", { id: "card-title" }, titleOf(record)),
  el("p", reference(publicationOf(record))),
  linkLine(record),
  el(
    "p",
    depthBadge(record),
    " ",
    statusBadge(record),
    " ",
    el("span.badge", `confidence of the reading: ${label(record.confidence)}`),
  ),
  record.caution ? el("blockquote.caution", el("b", "The authors' own caution. "), record.caution) : null,
];

const systemsOf = (/** @type {RecordRow} */ record) =>
  (SYSTEMS_OF.get(record.id) || []).map((one) => `${one.reportedName} (${rungWords(one)})`);
const comparisonsOf = (/** @type {RecordRow} */ record) =>
  (COMPARISONS_OF.get(record.id) || []).map((one) => `${one.comparatorReported} (${label(one.comparatorKind)})`);
const fundingOf = (/** @type {RecordRow} */ record) =>
  [
    record.interestStatement,
    record.funderKind ? ` (${label(record.funderKind)}${record.funder ? `: ${record.funder.join("; ")}` : ""})` : "",
    record.productTie ? ` Tie to the product: ${record.productTie}.` : "",
  ]
    .filter(Boolean)
    .join("");
const facts = (/** @type {RecordRow} */ record) =>
  factList(record, "dl.wide", [
    ["Design", list([...labels(record.design), ...labels(record.designFeature)]), true],
    ["Highest rung", record.rung ? [ladder([topOf(record)]), ` ${highestWords(record)}`] : null],
    ["Species", list(labels(record.taxon)), true],
    ["Sex and age", list([record.sex, record.age])],
    ["Condition", list([record.conditionReported, record.severity])],
    ["Sample", sampleOf(record), true],
    ["Comparators", list(record.comparatorReported), true],
    ["Co-interventions", list(coInterventions(record))],
    ["Primary endpoint", record.primaryEndpoint],
    ["Follow-up", record.followUp],
    ["Systems", list(systemsOf(record))],
    ["Comparisons", list(comparisonsOf(record))],
    ["Funding and interests", fundingOf(record), true],
    ["Search of the review", record.searchStatement],
    ["Searched to", record.searchedTo],
    ["Authority", list([record.authority, record.jurisdiction, record.issued])],
    ["Note", record.note],
    [
      "Read",
      `entered ${record.entered || ""}${record.secondRead ? `, read a second time ${record.secondRead}` : ", read once"}`,
    ],
  ]);

const findingsPart = (/** @type {RecordRow} */ record) => {
  const findings = FINDINGS_OF.get(record.id);
  const title = record.class === "Review" ? "What the review reports (never counted as evidence)" : "Findings";
  return findings && sectionOf(title, [findingList(findings, { subject: true, own: true })]);
};
const positionsPart = (/** @type {RecordRow} */ record) => {
  const positions = POSITIONS_OF.get(record.id);
  return (
    positions && sectionOf("Positions (never counted as effects)", [listOf(positions, (one) => positionRow(one, true))])
  );
};
const conclusionsPart = (/** @type {RecordRow} */ record) =>
  sectionOf(
    "Conclusions of the authors",
    CONCLUSIONS_OF.get(record.id)?.map((one) => el("p", el("b", `${label(one.conclusionKind)}: `), one.summary)),
  );

export const card = (/** @type {RecordRow} */ record) =>
  el(
    "article",
    { id: "card", class: `card ${isRetracted(record) ? "gone" : ""}`, tabindex: "-1", "aria-labelledby": "card-title" },
    head(record),
    findingsPart(record),
    harmsPart(record),
    el("h3", "Design and people"),
    facts(record),
    sectionOf(
      "Preparations",
      PREPARATIONS_OF.get(record.id)?.map((one) => preparationCard(one, record)),
    ),
    positionsPart(record),
    conclusionsPart(record),
    registryPart(record),
    includedPart(record),
    strip(record.id, "Reporting of this study (exokg reporting checklist)"),
    citeBox(record),
    queryBox(recordQuery(record.id)),
  );
const harmsPart = (/** @type {RecordRow} */ record) => {
  const harms = HARMS_OF.get(record.id);
  if (!harms && !isOfPeople(record.rung)) return null;
  return el(
    "section",
    el("h3", "Harm reports"),
    harms ? listOf(harms, (one) => harmRow(one, true)) : el("p.absent", `Harms: ${absent(record)}`),
  );
};
const includedPart = (/** @type {RecordRow} */ record) => {
  const own = (record.includesStudy || []).flatMap((id) => recordById(id) || []);
  const by = INCLUDED_BY.get(record.id) || [];
  if (!own.length && !by.length && record.class !== "Review") return null;
  return el(
    "section",
    el(
      "h3",
      record.class === "Review" ? `Included studies (list ${label(record.inclusionList)})` : "Included by reviews",
    ),
    el(
      "ul",
      [...own, ...by].map((one) => el("li", recordLink(one))),
      (record.includesElsewhere || []).map((/** @type {string} */ text) => el("li", `${text} (no record here)`)),
    ),
  );
};
