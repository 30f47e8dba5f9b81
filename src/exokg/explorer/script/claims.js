// Claims in the evidence panel: the evidence vector, disagreement, and the lists of a node.
const head2 = (kicker, title) => [
  el("p", { class: "kicker" }, kicker),
  el("h2", { tabindex: "-1", id: "panel-title" }, title),
];
const closeButton = () =>
  button("×", () => select(""), { class: "close", "aria-label": "Clear the selection" });

// Only findings that can be told apart from what else was given set the best of a claim.
const bestOf = (claim, code) => (claim.separable ? label(code) || "not shown" : "none separable");
const between = (least, most) => (least === most ? label(least) : `${label(least)} to ${label(most)}`);

const vector = (claim, findings) => {
  const studies = filtered() ? independent(findings) : claim.studies;
  const separable = filtered() ? independent(findings.filter(isSeparable)) : claim.separable;
  const agreement =
    claim.agreement !== undefined
      ? `${Math.round(Number(claim.agreement) * 100)} % of the studies that tested it`
      : direction(claim.claimEffect).rank < 3 && "not told of fewer than two studies";
  return el(
    "dl",
    { class: "vector" },
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
    fact("Confidence in it", between(claim.lowestConfidence, claim.highestConfidence)),
  );
};
const hiddenNote = (claim, findings) =>
  findings.length < claim.findings.length
    ? el(
        "p",
        { class: "note" },
        `${plural(claim.findings.length - findings.length, "finding")} of this claim hidden by the filters.`,
      )
    : null;

const disagreement = (claims) => {
  const clashing = [
    ...new Set(
      claims.flatMap((claim) =>
        (claim.disagreesWith || []).length ? [claim, ...claim.disagreesWith.map(thing)] : [],
      ),
    ),
  ].filter(Boolean);
  if (clashing.length < 2) return null;
  return el(
    "div",
    { class: "clashbox" },
    el(
      "p",
      {},
      el("b", {}, "≠ Studies disagree. "),
      "Look at what differs between them before calling it a contradiction.",
    ),
    el(
      "ul",
      {},
      clashing.map((claim) =>
        el(
          "li",
          {},
          button(
            [
              label(claim.claimSource),
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

const claimPanel = (claim) => {
  const findings = shownFindings(claim);
  return [
    closeButton(),
    head2("Claim, derived from its findings", [
      label(claim.claimSource),
      " ",
      worded(claim.claimEffect),
      " ",
      label(claim.claimTarget),
    ]),
    disagreement([claim]),
    vector(claim, findings),
    el("h3", {}, plural(findings.length, "finding")),
    hiddenNote(claim, findings),
    findingList(findings),
    queryBox(claimsQuery([claim])),
    moreOf(claim.claimSource, claim.claimTarget),
  ];
};
const moreOf = (...ids) =>
  el(
    "p",
    { class: "more-of" },
    "See all of ",
    ids.flatMap((id, place) => [place ? " · " : "", button(label(id), () => select(id), { class: "link" })]),
  );

const cellPanel = (pair) => {
  const claims = PAIRS.get(pair) || [];
  const [source, target] = pair.split("|");
  return [
    closeButton(),
    head2("Matrix cell", `${label(source)} × ${label(target)}`),
    disagreement(claims),
    claims.map((claim) => [
      el(
        "h3",
        {},
        worded(claim.claimEffect),
        ` ${plural(independent(shownFindings(claim)), "independent study", "independent studies")}`,
      ),
      hiddenNote(claim, shownFindings(claim)),
      findingList(shownFindings(claim)),
    ]),
    queryBox(claimsQuery(claims)),
    moreOf(source, target),
  ];
};

const claimButton = (claim, from) =>
  el(
    "li",
    {},
    button(
      [
        worded(claim.claimEffect),
        ` ${label(from === claim.claimSource ? claim.claimTarget : claim.claimSource)} `,
        el("small", {}, plural(independent(shownFindings(claim)), "study", "studies")),
        ladder(shownFindings(claim)),
        (claim.disagreesWith || []).length ? el("b", { class: "warn-text" }, " ≠ disagree") : null,
      ],
      () => select(claim.id),
      { class: "entry", "data-claim": claim.id },
    ),
  );
const claimGroups = (id, claims) => {
  const as = claims.filter((claim) => claim.claimSource === id);
  const on = claims.filter((claim) => claim.claimTarget === id);
  const order = (a, b) =>
    direction(a.claimEffect).rank - direction(b.claimEffect).rank ||
    b.studies - a.studies ||
    compare(a.id, b.id);
  return [
    as.length
      ? [
          el("h3", {}, "What it was seen to do"),
          el(
            "ul",
            { class: "claims" },
            as.sort(order).map((claim) => claimButton(claim, id)),
          ),
        ]
      : null,
    on.length
      ? [
          el("h3", {}, "What acts on it"),
          el(
            "ul",
            { class: "claims" },
            on.sort(order).map((claim) =>
              el(
                "li",
                {},
                button(
                  [
                    `${label(claim.claimSource)} `,
                    worded(claim.claimEffect),
                    " ",
                    el("small", {}, plural(independent(shownFindings(claim)), "study", "studies")),
                    ladder(shownFindings(claim)),
                    (claim.disagreesWith || []).length
                      ? el("b", { class: "warn-text" }, " ≠ disagree")
                      : null,
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

