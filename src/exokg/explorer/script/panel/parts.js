import { button, el } from "../base/dom.js";
import { compare, plural } from "../base/text.js";
import { direction } from "../data/effects.js";
import { independent } from "../data/evidence.js";
import { label } from "../data/things.js";
import { ladder, worded } from "../parts/badges.js";
import { shownFindings } from "../state/filters.js";
import { select } from "../state/state.js";

export const claimText = (claim) =>
  `${label(claim.claimSource)} ${direction(claim.claimEffect).word} ${label(claim.claimTarget)}`;

export const head2 = (kicker, title) => [
  el("p.kicker", kicker),
  el("h2", { tabindex: "-1", id: "panel-title" }, title),
];
export const closeButton = () => button("×", () => select(""), { class: "close", "aria-label": "Clear the selection" });

// Only findings that can be told apart from what else was given set the best of a claim.
export const bestOf = (claim, code) => (claim.separable ? label(code) || "not shown" : "none separable");
export const between = (least, most) => (least === most ? label(least) : `${label(least)} to ${label(most)}`);
export const moreOf = (...ids) =>
  el(
    "p.more-of",
    "See all of ",
    ids.flatMap((id, place) => [place ? " · " : "", button(label(id), () => select(id), { class: "link" })]),
  );

const claimButton = (claim, from) =>
  el(
    "li",
    button(
      [
        worded(claim.claimEffect),
        ` ${label(from === claim.claimSource ? claim.claimTarget : claim.claimSource)} `,
        el("small", plural(independent(shownFindings(claim)), "study", "studies")),
        ladder(shownFindings(claim)),
        (claim.disagreesWith || []).length ? el("b.warn-text", " ≠ disagree") : null,
      ],
      () => select(claim.id),
      { class: "entry", "data-claim": claim.id },
    ),
  );
export const claimGroups = (id, claims) => {
  const as = claims.filter((claim) => claim.claimSource === id);
  const on = claims.filter((claim) => claim.claimTarget === id);
  const order = (a, b) =>
    direction(a.claimEffect).place - direction(b.claimEffect).place || b.studies - a.studies || compare(a.id, b.id);
  return [
    as.length
      ? [
          el("h3", "What it was seen to do"),
          el(
            "ul.claims",
            as.sort(order).map((claim) => claimButton(claim, id)),
          ),
        ]
      : null,
    on.length
      ? [
          el("h3", "What acts on it"),
          el(
            "ul.claims",
            on.sort(order).map((claim) =>
              el(
                "li",
                button(
                  [
                    `${label(claim.claimSource)} `,
                    worded(claim.claimEffect),
                    " ",
                    el("small", plural(independent(shownFindings(claim)), "study", "studies")),
                    ladder(shownFindings(claim)),
                    (claim.disagreesWith || []).length ? el("b.warn-text", " ≠ disagree") : null,
                  ],
                  () => select(claim.id),
                  { class: "entry", "data-claim": claim.id },
                ),
              ),
            ),
          ),
        ]
      : null,
  ];
};
