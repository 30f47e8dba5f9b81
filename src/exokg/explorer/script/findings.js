// One finding as a row of the evidence panel: what was seen, in what, against what, and where it stands.
const systemText = (finding) => {
  const system = finding.system;
  return (
    [
      system.reportedName,
      system.taxon && !(system.reportedName || "").toLowerCase().includes(label(system.taxon).toLowerCase())
        ? label(system.taxon)
        : "",
    ]
      .filter(Boolean)
      .join(", ") || "system not shown"
  );
};
const rungWords = (row) => {
  const words = label(row.rung);
  return !words || words === "not shown" ? "rung not shown" : words;
};
const comparisonText = (row) => {
  const comparison = thing(row.comparison);
  return comparison ? `${comparison.comparatorReported || label(comparison.comparatorKind)}` : "";
};
const sampleText = (row) => (row.sampleSize ? `n = ${number(row.sampleSize)}` : "");
const seedNote = (row) => {
  const said = {
    "code:seedsupport-not-seen": "not seen on the paper's own page",
    "code:seedsupport-differs": "the paper's own page differs",
  }[row.seedSupport];
  return said ? el("p", { class: "warn" }, `Seed article: ${said}. ${row.seedBasis || ""}`) : null;
};

const separabilityNote = (finding) =>
  isSeparable(finding)
    ? null
    : el(
        "p",
        { class: "warn" },
        `${TOGETHER} ${separabilityWords(finding)}; given as well: ${finding.facets.coIntervention.join(", ")}`,
      );

const fact = (name, value) => (value ? [el("dt", {}, name), el("dd", {}, value)] : null);
const findingRow = (finding, options) => {
  const withSubject = (options || {}).subject;
  const record = finding.record;
  const numbers = [valueText(finding), pText(finding), sampleText(finding), finding.timepoint]
    .filter(Boolean)
    .join(" · ");
  return el(
    "li",
    {
      class: `finding ${state.sel === finding.id ? "chosen" : ""} ${finding.retracted ? "gone" : ""}`,
      "data-finding": finding.id,
    },
    finding.retracted ? el("strong", { class: "retracted" }, "RETRACTED") : null,
    el(
      "p",
      { class: "what" },
      withSubject ? `${label(finding.subjectSource || finding.subject)} ` : null,
      worded(finding.effect, finding.verb),
      ` ${label(finding.target)}`,
    ),
    el("p", { class: "sum" }, finding.summary),
    numbers ? el("p", { class: "numbers" }, numbers) : null,
    el(
      "p",
      { class: "context" },
      ladder([finding]),
      ` ${rungWords(finding)} · ${systemText(finding)}`,
      comparisonText(finding) ? ` · against ${comparisonText(finding)}` : null,
    ),
    el(
      "p",
      { class: "context" },
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
        "p",
        { class: "warn" },
        `≠ ${label(conflict.conflictKind)} with ${label(otherFinding(conflict, finding))}; differs in ${conflict.differsIn || "nothing known"}`,
      ),
    ),
    separabilityNote(finding),
    seedNote(finding),
    el(
      "p",
      { class: "where" },
      recordLink(record),
      ` · ${finding.locator} · `,
      depthBadge(record),
      " ",
      statusBadge(record),
    ),
    el(
      "p",
      { class: "links" },
      links(record).flatMap((link, place) => [place ? " · " : "", link]),
    ),
  );
};
const otherFinding = (conflict, finding) => {
  const other = thing(conflict.findingA === finding.id ? conflict.findingB : conflict.findingA);
  return other ? other.reportedBy : "";
};

const byStudy = (a, b) =>
  rank(b.rung) - rank(a.rung) ||
  compare(b.record.year || "", a.record.year || "") ||
  compare(a.id, b.id);
const findingList = (findings, options) =>
  el(
    "ol",
    { class: "findings" },
    [...findings].sort(byStudy).map((finding) => findingRow(finding, options)),
  );

const harmRow = (harm) => {
  const record = recordOf(harm);
  const many =
    harm.count !== undefined
      ? `${harm.count}${harm.denominator ? ` of ${harm.denominator}` : ""}`
      : harm.countReported || "";
  return el(
    "li",
    { class: "finding harm", "data-harm": harm.id },
    el(
      "p",
      { class: "what" },
      el("span", { class: "flag", "aria-hidden": "true" }, "⚑ "),
      el("b", {}, `${label(harm.event)}: ${label(harm.harmState)}`),
      many ? ` (${many})` : null,
    ),
    el("p", { class: "sum" }, harm.summary),
    el(
      "p",
      { class: "context" },
      [
        harm.eventReported ? `worded: ${harm.eventReported}` : null,
        harm.serious ? `serious: ${harm.serious}` : null,
        harm.followUp ? `follow-up ${harm.followUp}` : null,
        harm.population,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    el(
      "p",
      { class: "where" },
      recordLink(record),
      ` · ${harm.locator} · `,
      depthBadge(record),
      " ",
      statusBadge(record),
    ),
    el(
      "p",
      { class: "links" },
      links(record).flatMap((link, place) => [place ? " · " : "", link]),
    ),
  );
};
const positionRow = (position) => {
  const record = recordOf(position);
  return el(
    "li",
    { class: "finding position", "data-position": position.id },
    el(
      "p",
      { class: "what" },
      el("span", { "aria-hidden": "true" }, "§ "),
      el("b", {}, `${label(position.stance)}: ${label(position.topic)}`),
    ),
    el("p", { class: "sum" }, position.summary),
    el(
      "p",
      { class: "where" },
      recordLink(record),
      ` · ${position.locator} · `,
      depthBadge(record),
      " ",
      statusBadge(record),
    ),
    el(
      "p",
      { class: "links" },
      links(record).flatMap((link, place) => [place ? " · " : "", link]),
    ),
  );
};
