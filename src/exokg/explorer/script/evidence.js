// Findings joined with their study, system, arm and comparison, and the claims they support.
const recordOf = (row) => thing(row.reportedBy) || {};
const publicationOf = (record) => thing(record.describedIn) || {};
const labels = (ids) => (ids || []).map(label);

// What the absence of a field means in this record: read in full it is "not reported", else "not read".
const absent = (record) => (record.absenceMeans === "code:state-not-reported" ? "not reported" : "not read");

const given = (record, arms) => {
  const found = arms.flatMap((arm) => (arm.coIntervention || []).map((id) => label((thing(id) || {}).given)));
  return found.length ? [...new Set(found)] : [record.class === "Study" ? "none recorded" : "not a study"];
};

const facetValues = (finding, record, system) => ({
  source: [finding.subjectSource ? label(finding.subjectSource) : "not a vesicle source"],
  sourceKind: [(thing(finding.subjectSource) || {}).sourceKind || "molecule or other"],
  species: system.taxon ? [label(system.taxon)] : record.taxon ? labels(record.taxon) : [absent(record)],
  rung: [label(finding.rung || record.rung) || "not shown"],
  design: record.design ? labels(record.design) : [absent(record)],
  targetKind: [kindOf(finding.target)],
  direction: [direction(finding.effect).word],
  contrast: [label(finding.contrast) || "not stated"],
  readingDepth: [label(record.readingDepth)],
  year: [record.year || "not shown"],
  status: [label(record.status) || "not shown"],
  sponsor: record.funderKind ? [label(record.funderKind)] : [absent(record)],
  coIntervention: given(record, finding.inArm ? [thing(finding.inArm)] : ARMS_OF.get(record.id) || []),
});

const ARMS_OF = group(T.arms, "ofRecord");
const HARMS_OF = group(T.harms, "reportedBy");
const POSITIONS_OF = group(T.positions, "reportedBy");
const CONCLUSIONS_OF = group(T.conclusions, "reportedBy");
const PREPARATIONS_OF = group(T.preparations, "usedIn");
const SYSTEMS_OF = group(T.systems, "ofRecord");
const COMPARISONS_OF = group(T.comparisons, "ofRecord");
const DIFFERENCES_OF = group(T.differences, "ofRegistration");
const FINDINGS_OF = group(T.findings, "reportedBy");
// The finding that puts a record on its rung, a separable one if there is any; else the record itself.
const highest = (record) => {
  const own = (FINDINGS_OF.get(record.id) || []).filter((finding) => finding.rung === record.rung);
  return own.find(isSeparable) || own[0] || record;
};
const highestWords = (record) =>
  `${label(record.rung)}${isSeparable(highest(record)) ? "" : ` (${separabilityWords(highest(record))})`}`;
const INCLUDED_BY = group(
  RECORDS.filter((record) => record.includesStudy),
  "includesStudy",
);

for (const finding of T.findings) {
  finding.record = recordOf(finding);
  finding.system = thing(finding.inSystem) || {};
  finding.facets = facetValues(finding, finding.record, finding.system);
  finding.retracted = isRetracted(finding.record);
}
const EFFECTS = T.findings.filter((finding) => finding.class === "Finding");
const REVIEWED = T.findings.filter((finding) => finding.class === "ReviewFinding");

const CLAIMS_OF = new Map();
const PAIRS = new Map();
const CLAIMS_OF_FINDING = group(CLAIMS, "supportedBy");
for (const claim of CLAIMS) {
  claim.findings = (claim.supportedBy || []).map(thing).filter(Boolean);
  claim.studies = Number(claim.independentStudies || 0);
  claim.separable = Number(claim.separableStudies || 0);
  claim.pair = `${claim.claimSource}|${claim.claimTarget}`;
  for (const end of new Set([claim.claimSource, claim.claimTarget])) {
    if (!CLAIMS_OF.has(end)) CLAIMS_OF.set(end, []);
    CLAIMS_OF.get(end).push(claim);
  }
  if (!PAIRS.has(claim.pair)) PAIRS.set(claim.pair, []);
  PAIRS.get(claim.pair).push(claim);
}
const SOURCES_OF_RECORD = new Map(
  RECORDS.map((record) => [
    record.id,
    [
      ...new Set(
        [
          ...(PREPARATIONS_OF.get(record.id) || []).map((preparation) => preparation.source),
          ...(FINDINGS_OF.get(record.id) || []).map((finding) => finding.subjectSource),
        ].filter(Boolean),
      ),
    ],
  ]),
);
const RECORDS_OF_SOURCE = new Map();
for (const record of RECORDS) {
  if (record.class !== "Study" || isRetracted(record)) continue;
  for (const source of SOURCES_OF_RECORD.get(record.id)) {
    if (!RECORDS_OF_SOURCE.has(source)) RECORDS_OF_SOURCE.set(source, []);
    RECORDS_OF_SOURCE.get(source).push(record);
  }
}
const CONFLICTS_OF = new Map();
for (const conflict of T.conflicts) {
  for (const end of [conflict.findingA, conflict.findingB]) {
    if (!CONFLICTS_OF.has(end)) CONFLICTS_OF.set(end, []);
    CONFLICTS_OF.get(end).push(conflict);
  }
}
// Studies of one cohort count once.
const independent = (findings) => new Set(findings.map((f) => (f.record.inCohort || [f.record.id])[0])).size;
