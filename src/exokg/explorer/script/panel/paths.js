import { button, el } from "../base/dom.js";
import { independentStudies, plural } from "../base/text.js";
import { label } from "../data/things.js";
import { arrow, worded } from "../parts/badges.js";
import { findingList } from "../parts/findings.js";
import { claimsQuery, queryBox } from "../parts/queries.js";
import { shownFindings } from "../state/filters.js";
import { currentPath, pathsNow } from "../state/paths.js";
import { go, state } from "../state/state.js";
import { LONGEST, weakest } from "../state/walking.js";

const pathText = (/** @type {Claim[]} */ claims, /** @type {string} */ from) => {
  /** @type {Child[]} */
  const parts = [el("b", label(from))];
  let at = from;
  for (const claim of claims) {
    const onward = claim.claimSubject === at;
    at = onward ? claim.claimTarget : claim.claimSubject;
    parts.push(onward ? " " : " ← ", arrow(claim.claimEffect), onward ? " → " : " ", el("b", label(at)));
  }
  return parts;
};

export const pathPanel = () => {
  const [from, to] = state.path;
  const paths = pathsNow();
  return [
    el("h2", `Paths: ${label(from)} to ${label(to)}`),
    el(
      "p.note",
      "A path joins what was reported of the same thing. It is co-mention, not a mechanism: no study need have tested it as a whole.",
    ),
    paths.length
      ? el(
          "ol.paths",
          paths.map((claims, place) =>
            el(
              "li",
              button(pathText(claims, from), () => go({ nth: place }), {
                class: `path ${place === Math.min(state.nth, paths.length - 1) ? "chosen" : ""}`,
                "aria-pressed": String(place === Math.min(state.nth, paths.length - 1)),
              }),
              el("p.context", `${plural(claims.length, "step")} · weakest link ${independentStudies(weakest(claims))}`),
            ),
          ),
        )
      : el("p", `No path of up to ${LONGEST} claims joins them, with these filters.`),
    paths.length
      ? [
          el("h3", "Findings along this path"),
          currentPath().map((/** @type {Claim} */ claim) => [
            el("h4", label(claim.claimSubject), " ", worded(claim.claimEffect), ` ${label(claim.claimTarget)}`),
            findingList(shownFindings(claim)),
          ]),
          queryBox(claimsQuery(currentPath())),
        ]
      : null,
    button("Close paths", () => go({ path: [], nth: 0 }), { class: "quiet" }),
  ];
};
