// Claims in the evidence panel: headings, the evidence vector, disagreement, and the lists of a node.

import { button, el } from "../base/dom.js";
import { compare, independentStudies, plural } from "../base/text.js";
import { direction, isCargo } from "../data/effects.js";
import { claimById, independent, isSeparable, PAIRS } from "../data/evidence.js";
import { label } from "../data/things.js";
import { ladder, worded } from "../parts/badges.js";
import { findingList } from "../parts/findings.js";
import { claimsQuery, queryBox } from "../parts/queries.js";
import { fact } from "../parts/words.js";
import { filtered, shownFindings } from "../state/filters.js";
import { select } from "../state/state.js";

export const claimText = (/** @type {Claim} */ claim) =>
  `${label(claim.claimSubject)} ${direction(claim.claimEffect).word} ${label(claim.claimTarget)}`;

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
        from === claim.claimSubject ? "" : `${label(claim.claimSubject)} `,
        worded(claim.claimEffect),
        from === claim.claimSubject ? ` ${label(claim.claimTarget)} ` : " ",
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
  const as = claims.filter((claim) => claim.claimSubject === id);
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

const vector = (/** @type {Claim} */ claim, /** @type {Finding[]} */ findings) => {
  const studies = filtered() ? independent(findings) : claim.studies;
  const separable = filtered() ? independent(findings.filter(isSeparable)) : claim.separable;
  const agreement =
    claim.agreement !== undefined
      ? `${Math.round(Number(claim.agreement) * 100)} % of the studies that tested it`
      : !isCargo(claim.claimEffect) && "not computed for fewer than two studies";
  return el(
    "dl.vector",
    fact("Independent studies", String(studies)),
    fact("Independent groups", claim.independentGroups),
    fact("Separable", `${separable} of ${plural(studies, "study", "studies")} separable`),
    fact("Measured against", bestOf(claim, claim.against)),
    fact("Findings", String(findings.length)),
    fact("Rungs", [ladder(findings), ` highest: ${bestOf(claim, claim.highestRung)}`]),
    fact("Agreement", agreement),
    fact("Best contrast", bestOf(claim, claim.bestContrast)),
    fact("Best support", bestOf(claim, claim.bestSupport)),
    fact("Read", between(claim.shallowestReading, claim.deepestReading)),
    fact("Confidence of the reading", between(claim.lowestConfidence, claim.highestConfidence)),
  );
};
const hiddenNote = (/** @type {Claim} */ claim, /** @type {Finding[]} */ findings) =>
  findings.length < claim.findings.length
    ? el("p.note", `${plural(claim.findings.length - findings.length, "finding")} of this claim hidden by the filters.`)
    : null;

/** A claim and those that disagree with it; nothing where none does. @type {(claim: Claim) => Claim[]} */
const withOpposed = (claim) => {
  const opposed = (claim.disagreesWith || []).flatMap((id) => claimById(id) || []);
  return opposed.length ? [claim, ...opposed] : [];
};
const disagreement = (/** @type {Claim[]} */ claims) => {
  const clashing = [...new Set(claims.flatMap(withOpposed))];
  if (clashing.length < 2) return null;
  return el(
    "div.clashbox",
    el("p", el("b", "≠ Studies disagree. "), "Look at what differs between them before calling it a contradiction."),
    el(
      "ul",
      clashing.map((claim) =>
        el(
          "li",
          button(
            [
              label(claim.claimSubject),
              " ",
              worded(claim.claimEffect),
              ` ${label(claim.claimTarget)} (${plural(claim.studies, "study", "studies")})`,
            ],
            () => select(claim.id),
            { class: "link" },
          ),
        ),
      ),
    ),
  );
};

export const claimPanel = (/** @type {Claim} */ claim) => {
  const findings = shownFindings(claim);
  return [
    closeButton(),
    head2("Claim, derived from its findings", [
      label(claim.claimSubject),
      " ",
      worded(claim.claimEffect),
      " ",
      label(claim.claimTarget),
    ]),
    disagreement([claim]),
    vector(claim, findings),
    el("h3", plural(findings.length, "finding")),
    hiddenNote(claim, findings),
    findingList(findings),
    queryBox(claimsQuery([claim])),
    moreOf(claim.claimSubject, claim.claimTarget),
  ];
};

export const cellPanel = (/** @type {string} */ pair) => {
  const claims = PAIRS.get(pair) || [];
  const [source, target] = pair.split("|");
  return [
    closeButton(),
    head2("Matrix cell", `${label(source)} × ${label(target)}`),
    disagreement(claims),
    claims.map((claim) => [
      el("h3", worded(claim.claimEffect), ` ${independentStudies(independent(shownFindings(claim)))}`),
      hiddenNote(claim, shownFindings(claim)),
      findingList(shownFindings(claim)),
    ]),
    queryBox(claimsQuery(claims)),
    moreOf(source, target),
  ];
};
