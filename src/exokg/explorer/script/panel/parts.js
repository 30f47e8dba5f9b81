import { button, el } from "../base/dom.js";
import { compare, plural } from "../base/text.js";
import { direction } from "../data/effects.js";
import { independent } from "../data/evidence.js";
import { label } from "../data/things.js";
import { ladder, worded } from "../parts/badges.js";
import { shownFindings } from "../state/filters.js";
import { select } from "../state/state.js";

export const claimText = (/** @type {Claim} */ claim) =>
  `${label(claim.claimSource)} ${direction(claim.claimEffect).word} ${label(claim.claimTarget)}`;

export const head2 = (/** @type {string} */ kicker, /** @type {Child} */ title) => [
  el("p.kicker", kicker),
  el("h2", { tabindex: "-1", id: "panel-title" }, title),
];
export const closeButton = () => button("×", () => select(""), { class: "close", "aria-label": "Clear the selection" });

// Only findings that can be told apart from what else was given set the best of a claim.
export const bestOf = (/** @type {Claim} */ claim, /** @type {string | undefined} */ code) =>
  claim.separable ? label(code) || "not shown" : "none separable";
export const between = (/** @type {string | undefined} */ least, /** @type {string | undefined} */ most) =>
  least === most ? label(least) : `${label(least)} to ${label(most)}`;
/** @type {(...ids: string[]) => HTMLElement} */
export const moreOf = (...ids) =>
  el(
    "p.more-of",
    "See all of ",
    ids.flatMap((id, place) => [place ? " · " : "", button(label(id), () => select(id), { class: "link" })]),
  );

/** @type {(claim: Claim, from: string) => HTMLElement} */
const claimButton = (claim, from) => {
  const findings = shownFindings(claim);
  return el(
    "li",
    button(
      [
        from === claim.claimSource ? "" : `${label(claim.claimSource)} `,
        worded(claim.claimEffect),
        from === claim.claimSource ? ` ${label(claim.claimTarget)} ` : " ",
        el("small", plural(independent(findings), "study", "studies")),
        ladder(findings),
        claim.disagreesWith?.length ? el("b.warn-text", " ≠ disagree") : null,
      ],
      () => select(claim.id),
      { class: "entry", "data-claim": claim.id },
    ),
  );
};
/** @type {(a: Claim, b: Claim) => number} */
const byDirection = (a, b) =>
  direction(a.claimEffect).place - direction(b.claimEffect).place || b.studies - a.studies || compare(a.id, b.id);
/** @type {(id: string, claims: Claim[]) => Child[]} */
export const claimGroups = (id, claims) => {
  const as = claims.filter((claim) => claim.claimSource === id);
  const on = claims.filter((claim) => claim.claimTarget === id);
  /** @type {(title: string, own: Claim[]) => Child} */
  const part = (title, own) =>
    own.length
      ? [
          el("h3", title),
          el(
            "ul.claims",
            own.sort(byDirection).map((claim) => claimButton(claim, id)),
          ),
        ]
      : null;
  return [part("What it was seen to do", as), part("What acts on it", on)];
};
