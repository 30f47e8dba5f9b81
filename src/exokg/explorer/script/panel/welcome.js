import { button, el } from "../base/dom.js";
import { plural } from "../base/text.js";
import { isCargo } from "../data/effects.js";
import { CLAIMS, EFFECTS } from "../data/evidence.js";
import { META } from "../data/payload.js";
import { label } from "../data/things.js";
import { ladder, worded } from "../parts/badges.js";
import { shownFindings } from "../state/filters.js";
import { select } from "../state/state.js";

const claimEntry = (/** @type {Claim} */ claim) =>
  el(
    "li",
    button(
      [
        `${label(claim.claimSource)} `,
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
      [el("b.warn-text", "≠ "), `${label(claim.claimSource)} × ${label(claim.claimTarget)}`],
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
