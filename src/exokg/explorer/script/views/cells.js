import { announce, button, el } from "../base/dom.js";
import { groupBy } from "../base/packing.js";
import { byText, independentStudies, plural } from "../base/text.js";
import { direction, isCargo } from "../data/effects.js";
import { CLAIMS, independent, isSeparable } from "../data/evidence.js";
import { kind, label, NODE, rank, row } from "../data/things.js";
import { isMolecule } from "../network/scene.js";
import { bars, rungList } from "../parts/badges.js";
import { shownFindings } from "../state/filters.js";
import { go, select, state, toggled } from "../state/state.js";

/** @type {Record<string, [string, (target: string) => boolean]>} */
export const COLUMN_SETS = {
  outcomes: ["Outcomes", (target) => !!kind(target)?.outcome],
  pathways: ["Pathways and processes", (target) => ["square", "triangle"].includes(NODE.get(target)?.shape || "")],
  molecules: ["Molecules", isMolecule],
};
export const ORDERS = { evidence: "most studies first", name: "by name", rung: "highest rung first" };

export const columnSet = () =>
  Object.hasOwn(COLUMN_SETS, state.columns) ? COLUMN_SETS[state.columns] : COLUMN_SETS.outcomes;
export const cellClaims = () => {
  const belongs = columnSet()[1];
  return CLAIMS.filter(
    (claim) => !isCargo(claim.claimEffect) && belongs(claim.claimTarget) && shownFindings(claim).length,
  );
};

export const orderEnds = (/** @type {Claim[]} */ claims, /** @type {"claimSubject" | "claimTarget"} */ end) => {
  const groups = groupBy(claims, (one) => one[end]);
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
  /** @type {Record<string, (a: End, b: End) => number>} */
  const sorts = {
    evidence: (a, b) => b.studies - a.studies || b.rung - a.rung || byText(label(a.id), label(b.id)),
    name: (a, b) => byText(label(a.id), label(b.id)),
    rung: (a, b) => b.rung - a.rung || b.studies - a.studies || byText(label(a.id), label(b.id)),
  };
  const pinned = (/** @type {End} */ one) => state.pins.indexOf(one.id) + 1 || 9999;
  return [...of.values()].sort(
    (a, b) => pinned(a) - pinned(b) || (Object.hasOwn(sorts, state.order) ? sorts[state.order] : sorts.evidence)(a, b),
  );
};

const cellWords = (/** @type {Claim[]} */ claims) =>
  claims
    .map((/** @type {Claim} */ claim) => {
      const findings = shownFindings(claim);
      const rungs = rungList(findings);
      return `${direction(claim.claimEffect).word}: ${independentStudies(independent(findings))}${rungs ? ` (${rungs})` : ""}`;
    })
    .join("; ");

const cellMarks = (/** @type {Claim[]} */ claims) =>
  [...claims]
    .sort((a, b) => direction(a.claimEffect).place - direction(b.claimEffect).place)
    .map((claim) => {
      const findings = shownFindings(claim);
      return el(
        "span",
        { class: `stack ${direction(claim.claimEffect).style}` },
        `${direction(claim.claimEffect).mark}${independent(findings)}`,
        el("span.ladder", bars(findings)),
      );
    });

// An empty cell is "not studied" only where every study of the source was read in full.
export const emptyCell = (/** @type {string} */ source) => {
  const unread = Number(row("terms", source)?.studiesNotReadInFull || 0);
  const words = unread
    ? `no finding read; ${plural(unread, "study", "studies")} of this source not read in full`
    : "not studied in any record here";
  return { words, mark: unread ? "?" : "–", css: unread ? "unread" : "unstudied" };
};

export const filledCell = (/** @type {string} */ row, /** @type {string} */ column, /** @type {Claim[]} */ claims) => {
  const disagree =
    new Set(claims.map((/** @type {Claim} */ claim) => claim.claimEffect)).size > 1 &&
    claims.some((/** @type {Claim} */ claim) => (claim.disagreesWith || []).length);
  const id = `cell:${row}|${column}`;
  const words = `${label(row)}, ${label(column)}: ${disagree ? "studies disagree: " : ""}${cellWords(claims)}`;
  const inside = claims.some((/** @type {Claim} */ claim) => claim.id === state.sel) || state.sel === id;
  return el(
    "td",
    { class: `full ${disagree ? "clash" : ""} ${inside ? "chosen" : ""}` },
    el(
      "button",
      { type: "button", "data-cell": id, tabindex: "-1", title: cellWords(claims), onclick: () => select(id) },
      el("span.hide", words),
      el("span.stacks", { "aria-hidden": "true" }, cellMarks(claims)),
    ),
  );
};
export const gap = (/** @type {string} */ row, /** @type {string} */ column) => {
  const { words, mark, css } = emptyCell(row);
  return el(
    "td",
    { class: css, title: `${label(row)}, ${label(column)}: ${words}` },
    el("span", { "aria-hidden": "true" }, mark),
    el("span.hide", words),
  );
};

export const headCell = (/** @type {End} */ one, /** @type {string} */ scope) =>
  el(
    "th",
    { scope, class: `${state.sel === one.id ? "chosen" : ""} ${state.pins.includes(one.id) ? "pinned" : ""}` },
    el(
      "span.headline",
      button(
        // The words turn within the button: WebKit does not turn a button itself.
        [el("span", label(one.id)), scope === "row" && isMolecule(one.id) ? el("small", " (molecule alone)") : null],
        () => select(one.id),
        { class: "name", tabindex: "-1", title: `${label(one.id)}: ${independentStudies(one.studies)}` },
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
