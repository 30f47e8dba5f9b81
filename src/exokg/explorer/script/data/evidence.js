// Findings joined with their study, system, arm and comparison, and the claims they support.

import { groupedBy } from "../base/rows.js";
import { label, row, T, thing } from "./things.js";

export const RECORDS = T.records.map((record) =>
  Object.assign(record, { key: record.id.slice(record.id.indexOf(":") + 1) }),
);
/** @type {RecordRow} */
const NO_RECORD = { table: "records", id: "", class: "Study", key: "" };
/** @type {(id?: string) => RecordRow | undefined} */
export const recordById = (id) => /** @type {RecordRow | undefined} */ (row("records", id));
/** @type {(row: { reportedBy?: string }) => RecordRow} */
export const recordOf = (row) => recordById(row.reportedBy) || NO_RECORD;
/** @type {(id?: string) => boolean} */
export const isRecord = (id) => thing(id)?.table === "records";
/** @type {(record: RecordsRow) => Partial<PublicationsRow>} */
export const publicationOf = (record) => row("publications", record.describedIn) || {};
/** @type {(record: RecordsRow) => boolean} */
export const isRetracted = (record) => record.status === "code:status-retracted";
/** @type {(record: RecordsRow) => boolean} */
export const isReadInFull = ({ readingDepth }) => readingDepth === "code:readingdepth-full-text";

/** "Kim 2022": who and when, as far as shown. @type {(record: RecordRow) => string} */
export const shortName = (record) => record.cited || record.id;
/** A title as the source has it, else what is known of it. @type {(record: RecordRow) => string} */
export const titleOf = ({ label: title = "", titleStatus }) =>
  titleStatus && titleStatus !== "code:titlestatus-shown" ? `${title} (title ${label(titleStatus)})` : title;
/** Author, year and title; the title alone where it is what the record is called by. @type {(record: RecordRow) => string} */
export const nameAndTitle = (record) => {
  const [name, title] = [shortName(record), titleOf(record)];
  return title.startsWith(name.replace(/( …)? \S+( year\))?$/, "")) ? title : `${name}: ${title}`;
};
/** A study by its id. @type {(id: string) => string} */
export const studyName = (id) => {
  const record = recordById(id);
  return record ? shortName(record) : id;
};
/** What the absence of a field means in this record. @type {(record: RecordsRow) => "not reported" | "not read"} */
export const absent = (record) => (record.absenceMeans === "code:state-not-reported" ? "not reported" : "not read");

/** The rows of a table by what a column of theirs names.
 * @template {TableName} N
 * @param {N} table
 * @param {keyof Rows[N]} column */
const by = (table, column) =>
  groupedBy(
    () => T[table],
    (one) => /** @type {string | undefined} */ (one[column]),
  );
export const ARMS_OF = by("arms", "ofRecord");
export const HARMS_OF = by("harms", "reportedBy");
export const POSITIONS_OF = by("positions", "reportedBy");
export const CONCLUSIONS_OF = by("conclusions", "reportedBy");
export const PREPARATIONS_OF = by("preparations", "usedIn");
export const SYSTEMS_OF = by("systems", "ofRecord");
export const COMPARISONS_OF = by("comparisons", "ofRecord");
export const DIFFERENCES_OF = by("differences", "ofRegistration");
export const INCLUDED_BY = groupedBy(
  () => RECORDS,
  (one) => one.includesStudy,
);
export const CONFLICTS_OF = groupedBy(
  () => T.conflicts,
  (one) => [one.findingA || "", one.findingB || ""],
);

/** @type {Finding[]} */
const FINDINGS = T.findings.map((finding) => {
  const record = recordOf(finding);
  const system = row("systems", finding.inSystem) || { table: "systems", id: "", class: "ExperimentalSystem" };
  return Object.assign(finding, { record, system, retracted: isRetracted(record) });
});
export const FINDINGS_OF = groupedBy(
  () => FINDINGS,
  (one) => one.reportedBy,
);
export const EFFECTS = FINDINGS.filter((finding) => finding.class === "Finding");
export const REVIEWED = FINDINGS.filter((finding) => finding.class === "ReviewFinding");
/** @type {(id?: string) => Finding | undefined} */
export const findingById = (id) => /** @type {Finding | undefined} */ (row("findings", id));

/** @type {Claim[]} */
export const CLAIMS = T.claims.map((claim) => {
  const { claimSubject = "", claimTarget = "" } = claim;
  return Object.assign(claim, {
    claimSubject,
    claimTarget,
    claimEffect: claim.claimEffect || "",
    studies: Number(claim.independentStudies || 0),
    separable: Number(claim.separableStudies || 0),
    pair: `${claimSubject}|${claimTarget}`,
  });
});
export const CLAIMS_OF = groupedBy(
  () => CLAIMS,
  (claim) => [...new Set([claim.claimSubject, claim.claimTarget])],
);
export const CLAIMS_OF_FINDING = groupedBy(
  () => CLAIMS,
  (claim) => claim.supportedBy,
);
export const PAIRS = groupedBy(
  () => CLAIMS,
  (claim) => claim.pair,
);
/** Whether claims of a source and a target contradict each other. @type {(source?: string, target?: string) => boolean} */
export const isDisputed = (source, target) =>
  (PAIRS.get(`${source}|${target}`) || []).some((claim) => claim.disagreesWith?.length);

/** The subjects that a record gives or reports on. @type {(record: RecordsRow) => string[]} */
export const sourcesOf = (record) => [
  ...new Set([
    ...(PREPARATIONS_OF.get(record.id) || []).flatMap((one) => one.ofSubject || []),
    ...(FINDINGS_OF.get(record.id) || []).flatMap((one) => one.countedUnder || []),
  ]),
];
const RECORDS_OF_SOURCE = groupedBy(() => RECORDS, sourcesOf);
/** @type {(id: string) => boolean} */
export const isSourceOfRecord = (id) => RECORDS_OF_SOURCE.has(id);

/** How many independent studies: the build says which cohort each reports. @type {(findings: Finding[]) => number} */
export const independent = (findings) => new Set(findings.flatMap((one) => one.record.inCohort || one.record.id)).size;
/** Whether an effect or a harm can be told apart from what else was given. Of a placebo and in reviews nothing is said. @type {(one: { separability?: string }) => boolean} */
export const isSeparable = ({ separability: code }) => code === "code:separability-separable";
/** Whether it cannot, or that is not known. @type {(one: { separability?: string }) => boolean} */
export const isTogether = (one) => !!one.separability && !isSeparable(one);
/** The sign for findings that cannot. */
export const TOGETHER = "&";
/** @type {(code?: string) => string} */
export const separabilityWords = (code) => (code?.endsWith("not-known") ? "separability not known" : label(code));
/** Whether a record's highest rung has a separable finding. @type {(record: RecordsRow) => boolean} */
export const isSeparableOnTop = ({ rungSeparability: separability }) => !isTogether({ separability });
/** @type {(record: RecordsRow) => string} */
export const highestWords = (record) =>
  `${label(record.rung)}${isSeparableOnTop(record) ? "" : ` (${separabilityWords(record.rungSeparability)})`}`;
/** A record's place on the ladder. @type {(record: RecordsRow) => { rung?: string, separability?: string }} */
export const topOf = (record) => ({ rung: record.rung, separability: record.rungSeparability });
