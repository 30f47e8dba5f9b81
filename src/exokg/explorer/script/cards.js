// The card of one record: everything read of it, and what was not.
const notice = (record) =>
  isRetracted(record)
    ? el(
        "div",
        { class: "retraction", role: "note" },
        el("strong", {}, "RETRACTED"),
        el(
          "p",
          {},
          `This paper was retracted${publicationOf(record).retractionNotice ? ` (notice: ${publicationOf(record).retractionNotice})` : ""}. Its findings stand here so that they can be recognised; they support no claim and are in no default answer.`,
        ),
      )
    : null;

// A number between two control characters points to what the tables say of the paper.
const citation = (record, form) => {
  const paper = publicationOf(record);
  const fields = [record.label, paper.doi, paper.journal, paper.pmid, paper.pages];
  return ((RAW.citations[record.id] || {})[form] || "").replace(
    /\u0001(\d)\u0001/g,
    (_, place) => fields[place],
  );
};
const citeBox = (record) => {
  const texts = Object.keys(RAW.citations[record.id] || {}).map((form) => [form, citation(record, form)]);
  if (!texts.length) return null;
  return el(
    "details",
    { class: "cite" },
    el("summary", {}, "How to cite"),
    texts.map(([form, text]) => [
      el("h4", {}, form === "ris" ? "RIS" : form === "bibtex" ? "BibTeX" : form),
      el("pre", { tabindex: "0", "aria-label": form }, text),
      button("Copy", () => copyText(text, form), { class: "quiet", "aria-label": `copy ${form}` }),
    ]),
  );
};

const sectionOf = (title, rows) =>
  rows && rows.length ? el("section", {}, el("h3", {}, title), rows) : null;
const card = (record) => {
  const paper = publicationOf(record);
  const findings = FINDINGS_OF.get(record.id) || [];
  const title =
    record.titleStatus === "code:titlestatus-shown"
      ? record.label
      : `${record.label} (${label(record.titleStatus) || "title not shown"})`;
  return el(
    "article",
    {
      id: "card",
      class: `card ${isRetracted(record) ? "gone" : ""}`,
      tabindex: "-1",
      "aria-labelledby": "card-title",
    },
    el(
      "div",
      { class: "cardtop" },
      el("p", { class: "kicker" }, `${KIND_WORDS[record.class]} · ${label(paper.documentType)}`),
      button("Close card", () => go({ card: "" }), { class: "quiet" }),
    ),
    notice(record),
    el("h2", { id: "card-title" }, title),
    el(
      "p",
      {},
      [
        paper.authorList ? `${paper.authorList}${paper.authorsComplete === "no" ? " …" : ""}. ` : "",
        paper.journal
          ? `${paper.journal} `
          : paper.journalInferred
            ? `${paper.journalInferred} (inferred) `
            : "",
        paper.year || (paper.yearInferred ? `${paper.yearInferred} (inferred)` : ""),
        paper.volume ? `; ${paper.volume}` : "",
        paper.pages ? `: ${paper.pages}` : "",
      ].join(""),
    ),
    el(
      "p",
      { class: "links" },
      links(record).flatMap((link, place) => [place ? " · " : "", link]),
    ),
    el(
      "p",
      {},
      depthBadge(record),
      " ",
      statusBadge(record),
      " ",
      el("span", { class: "badge" }, `confidence in the reading: ${label(record.confidence)}`),
    ),
    record.caution
      ? el("blockquote", { class: "caution" }, el("b", {}, "The authors' own caution. "), record.caution)
      : null,
    el(
      "dl",
      { class: "wide" },
      fact("Design", saidOr(record, list([...labels(record.design), ...labels(record.designFeature)]))),
      fact("Highest rung", record.rung ? [ladder([highest(record)]), ` ${highestWords(record)}`] : null),
      fact("Species", saidOr(record, list(labels(record.taxon)))),
      fact("Sex and age", list([record.sex, record.age].filter(Boolean))),
      fact("Condition", list([record.conditionReported, record.severity].filter(Boolean))),
      fact("Sample", saidOr(record, sampleOf(record))),
      fact("Comparators", saidOr(record, list(record.comparatorReported))),
      fact("Co-interventions", list(coInterventions(record))),
      fact("Primary endpoint", record.primaryEndpoint),
      fact("Follow-up", record.followUp),
      fact(
        "Systems",
        list(
          (SYSTEMS_OF.get(record.id) || []).map((system) => `${system.reportedName} (${rungWords(system)})`),
        ),
      ),
      fact(
        "Comparisons",
        list(
          (COMPARISONS_OF.get(record.id) || []).map(
            (one) => `${one.comparatorReported} (${label(one.comparatorKind)})`,
          ),
        ),
      ),
      fact(
        "Funding and interests",
        saidOr(
          record,
          [
            record.interestStatement,
            record.funderKind
              ? ` (${label(record.funderKind)}${record.funder ? `: ${record.funder.join("; ")}` : ""})`
              : "",
            record.productTie ? ` Tie to the product: ${record.productTie}.` : "",
          ]
            .filter(Boolean)
            .join(""),
        ),
      ),
      fact("Search of the review", record.searchStatement),
      fact("Searched to", record.searchedTo),
      fact("Authority", list([record.authority, record.jurisdiction, record.issued].filter(Boolean))),
      fact("Note", record.note),
      fact(
        "Read",
        [
          `entered ${record.entered || ""}`,
          record.secondRead ? `, read a second time ${record.secondRead}` : ", read once",
        ].join(""),
      ),
    ),
    sectionOf(
      "Preparations",
      (PREPARATIONS_OF.get(record.id) || []).map((one) => preparationCard(one, record)),
    ),
    findings.length
      ? el(
          "section",
          {},
          el(
            "h3",
            {},
            record.class === "Review" ? "What the review reports (never counted as evidence)" : "Findings",
          ),
          findingList(findings, { subject: true }),
        )
      : null,
    harmsPart(record),
    sectionOf(
      "Positions (never counted as effects)",
      POSITIONS_OF.has(record.id)
        ? [el("ol", { class: "findings" }, POSITIONS_OF.get(record.id).map(positionRow))]
        : [],
    ),
    sectionOf(
      "Conclusions of the authors",
      (CONCLUSIONS_OF.get(record.id) || []).map((one) =>
        el("p", {}, el("b", {}, `${label(one.conclusionKind)}: `), one.summary),
      ),
    ),
    registryPart(record),
    includedPart(record),
    strip(record.id, "Reporting of this study (exokg reporting checklist)"),
    citeBox(record),
    queryBox(recordQuery(record.id)),
  );
};
const harmsPart = (record) => {
  const harms = HARMS_OF.get(record.id);
  if (!harms && !/human/.test(label(record.rung))) return null;
  return el(
    "section",
    {},
    el("h3", {}, "Harm reports"),
    harms
      ? el("ol", { class: "findings" }, harms.map(harmRow))
      : el("p", { class: "absent" }, `Harms: ${absent(record)}`),
  );
};
const includedPart = (record) => {
  const own = (record.includesStudy || []).map(thing).filter(Boolean);
  const by = INCLUDED_BY.get(record.id) || [];
  if (!own.length && !by.length && record.class !== "Review") return null;
  return el(
    "section",
    {},
    el(
      "h3",
      {},
      record.class === "Review"
        ? `Included studies (list ${label(record.inclusionList)})`
        : "Included by reviews",
    ),
    el(
      "ul",
      {},
      [...own, ...by].map((one) => el("li", {}, recordLink(one))),
      (record.includesElsewhere || []).map((text) => el("li", {}, `${text} (no record here)`)),
    ),
  );
};
