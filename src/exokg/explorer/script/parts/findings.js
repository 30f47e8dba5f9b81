// One finding, harm report or position as a row: what was seen, in what, against what, and where it is written.

import { el, folded } from "../base/dom.js";
import { compare } from "../base/text.js";
import { CONFLICTS_OF, findingById, isTogether, recordOf, separabilityWords } from "../data/evidence.js";
import { label, rank } from "../data/things.js";
import { state } from "../state/state.js";
import { depthBadge, ladder, linkLine, recordLink, statusBadge, worded } from "./badges.js";
import {
  comparisonText,
  pText,
  rungWords,
  sampleText,
  seedNote,
  separabilityNote,
  systemText,
  valueText,
} from "./words.js";

/** @type {(harm: Harm) => string} */
export const howMany = (harm) =>
  harm.count !== undefined
    ? `${harm.count}${harm.denominator ? ` of ${harm.denominator}` : ""}`
    : harm.countReported || "";
/** Where it is written; beside its record, only the place there. @type {(row: Finding | Harm | Position, own: boolean) => Child} */
const written = (row, own) => {
  const record = recordOf(row);
  return own
    ? el("p.where", `in the source: ${row.locator}`)
    : [
        el("p.where", recordLink(record), ` · ${row.locator} · `, depthBadge(record), " ", statusBadge(record)),
        linkLine(record),
      ];
};
/** @type {(harm: Harm, own?: boolean) => HTMLElement} */
export const harmRow = (harm, own = false) => {
  const many = howMany(harm);
  return el(
    "li.finding.harm",
    { "data-harm": harm.id },
    el(
      "p.what",
      el("span.flag", { "aria-hidden": "true" }, "⚑ "),
      el("b", `${label(harm.event)}: ${label(harm.harmState)}`),
      many ? ` (${many})` : null,
    ),
    el("p.sum", harm.summary),
    el(
      "p.context",
      [
        harm.eventReported ? `worded: ${harm.eventReported}` : null,
        harm.serious ? `serious: ${harm.serious}` : null,
        harm.followUp ? `follow-up ${harm.followUp}` : null,
        harm.population,
        isTogether(harm) ? separabilityWords(harm.separability) : null,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    written(harm, own),
  );
};
/** @type {(position: Position, own?: boolean) => HTMLElement} */
export const positionRow = (position, own = false) =>
  el(
    "li.finding.position",
    { "data-position": position.id },
    el(
      "p.what",
      el("span", { "aria-hidden": "true" }, "§ "),
      el("b", `${label(position.stance)}: ${label(position.topic)}`),
    ),
    el("p.sum", position.summary),
    written(position, own),
  );

/** @typedef {{ subject?: boolean, own?: boolean }} RowOptions whether a row names the subject, and is beside its record */
/** @type {(finding: Finding, options?: RowOptions) => HTMLElement} */
const findingRow = (finding, { subject = false, own = false } = {}) => {
  const numbers = [valueText(finding), pText(finding), sampleText(finding), finding.timepoint]
    .filter(Boolean)
    .join(" · ");
  return el(
    "li",
    {
      class: `finding ${state.sel === finding.id ? "chosen" : ""} ${finding.retracted ? "gone" : ""}`,
      "data-finding": finding.id,
    },
    finding.retracted ? el("strong.retracted", "RETRACTED") : null,
    el(
      "p.what",
      subject ? `${label(finding.countedUnder || finding.subject)} ` : null,
      worded(finding.effect, finding.verb),
      ` ${label(finding.target)}`,
    ),
    el("p.sum", finding.summary),
    numbers ? el("p.numbers", numbers) : null,
    el(
      "p.context",
      ladder([finding]),
      ` ${rungWords(finding)} · ${systemText(finding)}`,
      comparisonText(finding) ? ` · against ${comparisonText(finding)}` : null,
    ),
    el(
      "p.context",
      [
        finding.contrast ? `${label(finding.contrast)} contrast` : null,
        finding.support ? `support: ${label(finding.support)}` : null,
        finding.doseReported ? `dose: ${finding.doseReported}` : null,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    (CONFLICTS_OF.get(finding.id) || []).map((conflict) =>
      el(
        "p.warn",
        `≠ ${label(conflict.conflictKind)} with ${label(otherFinding(conflict, finding))}; differs in ${conflict.differsIn || "nothing known"}${morePairs(conflict)}`,
      ),
    ),
    separabilityNote(finding),
    seedNote(finding),
    written(finding, own),
  );
};
/** Of large disagreements one pair is drawn for all that differ in the same.
 * @type {(conflict: ConflictsRow) => string} */
const morePairs = ({ pairCount }) =>
  Number(pairCount) > 1 ? `, as do ${Number(pairCount) - 1} other pairs of findings` : "";
/** @type {(conflict: ConflictsRow, finding: Finding) => string | undefined} */
const otherFinding = ({ findingA, findingB }, finding) =>
  findingById(findingA === finding.id ? findingB : findingA)?.reportedBy;

export const byStudy = (/** @type {Finding} */ a, /** @type {Finding} */ b) =>
  rank(b.rung) - rank(a.rung) || compare(b.record.year || "", a.record.year || "") || compare(a.id, b.id);
/** The first rows of a list; the others where a reader asks for them, as a large graph has hundreds.
 * @template R
 * @param {R[]} rows
 * @param {(row: R) => HTMLElement} make
 * @returns {Child[]}
 */
export const listOf = (rows, make, most = 40) => [
  el(
    "ol.findings",
    rows.slice(0, most).map((row) => make(row)),
  ),
  rows.length > most
    ? folded("rest", `${rows.length - most} more`, () => listOf(rows.slice(most), make, Infinity))
    : null,
];
/** @type {(findings: Finding[], options?: RowOptions) => Child[]} */
export const findingList = (findings, options) =>
  listOf([...findings].sort(byStudy), (finding) => findingRow(finding, options));
