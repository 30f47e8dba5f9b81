import { button, el } from "../base/dom.js";
import { CLAIMS_OF_FINDING, recordOf } from "../data/evidence.js";
import { labels } from "../data/things.js";
import { findingList } from "../parts/findings.js";
import { shortName } from "../parts/links.js";
import { findingQuery, queryBox } from "../parts/queries.js";
import { harmRow, positionRow } from "../parts/reports.js";
import { fact, list } from "../parts/words.js";
import { select } from "../state/state.js";
import { TABLE_NOTES } from "../views/tables.js";
import { claimText, closeButton, head2, moreOf } from "./parts.js";

export const findingPanel = (/** @type {Finding} */ finding) => [
  closeButton(),
  head2(finding.class === "Finding" ? "Finding" : "What a review reports", shortName(finding.record)),
  findingList([finding], { subject: true }),
  el(
    "dl",
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
