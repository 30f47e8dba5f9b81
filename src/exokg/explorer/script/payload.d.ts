// Made by `python -m scripts.payload_types` from page_tables.py. What a row may lack is marked "?".

interface TermsRow {
  table: "terms";
  id: string;
  class: "Subject" | "VesicleSource" | "Pathway" | "CellProcess" | "Molecule" | "HairOutcome" | "ClinicalOutcome" | "SkinOutcome" | "SafetyOutcome" | "DeliveryOutcome" | "CellType" | "AnatomicalEntity" | "Taxon" | "Condition" | "Country" | "Technique" | "Route" | "Unit" | "Intervention" | "Topic";
  altLabel?: string[];
  definition?: string;
  displayGroup?: string;
  inhibitorOf?: string[];
  label?: string;
  loadedWith?: string[];
  ofSource?: string;
  producedBy?: string;
  sourceKind?: string;
  subjectKind?: string;
  taxon?: string;
  valence?: string;
  within?: string[];
}

interface RecordsRow {
  table: "records";
  id: string;
  class: "Study" | "Review" | "TrialRegistration" | "RegulatoryStatement";
  [number: `n${Uppercase<string>}${string}`]: string | undefined;
  absenceMeans?: string;
  age?: string;
  asOf?: string;
  authority?: string;
  caution?: string;
  cited?: string;
  comparatorReported?: string[];
  completion?: string;
  condition?: string[];
  conditionReported?: string;
  confidence?: string;
  conflictsDeclared?: string;
  country?: string[];
  describedIn?: string;
  design?: string[];
  designFeature?: string[];
  domain?: string[];
  endpoint?: string[];
  entered?: string;
  enteredBy?: string;
  followUp?: string;
  funder?: string[];
  funderKind?: string;
  inCohort?: string[];
  inGroup?: string[];
  includesElsewhere?: string[];
  includesStudy?: string[];
  inclusionList?: string;
  interestStatement?: string;
  issued?: string;
  jurisdiction?: string;
  label?: string;
  nAnalysed?: string;
  nNote?: string;
  notApplicable?: string[];
  notMentioned?: string[];
  notReported?: string[];
  note?: string;
  paper?: string;
  paperNote?: string;
  phase?: string;
  plannedN?: string;
  primaryEndpoint?: string;
  productTie?: string;
  readingDepth?: string;
  registeredAs?: string;
  registeredN?: string;
  registry?: string;
  registryId?: string;
  registryState?: string;
  resultsPosted?: string;
  rung?: string;
  rungSeparability?: string;
  searchStatement?: string;
  searchedTo?: string;
  secondRead?: string;
  secondReadBy?: string;
  severity?: string;
  sex?: string;
  sourcePage?: string[];
  sponsor?: string;
  start?: string;
  stateReported?: string;
  status?: string;
  taxon?: string[];
  titleStatus?: string;
  year?: string;
}

interface PublicationsRow {
  table: "publications";
  id: string;
  class: "Publication";
  authorList?: string;
  authorsComplete?: string;
  dateText?: string;
  documentType?: string;
  doi?: string;
  issue?: string;
  journal?: string;
  journalInferred?: string;
  licence?: string;
  noticeDate?: string;
  pages?: string;
  pmcid?: string;
  pmid?: string;
  preprint?: string;
  publishedAs?: string;
  retractionNotice?: string;
  status?: string;
  volume?: string;
  year?: string;
  yearInferred?: string;
}

interface PreparationsRow {
  table: "preparations";
  id: string;
  class: "VesiclePreparation";
  biogenesisShown?: string;
  cargo?: string[];
  characterisation?: string[];
  displayGroup?: string;
  engineering?: string;
  isolation?: string[];
  lacks?: string[];
  loadedWith?: string[];
  madeFrom?: string;
  marker?: string[];
  note?: string;
  ofSubject?: string;
  preparationType?: string;
  product?: string;
  reportedName?: string;
  sizeHighNm?: string;
  sizeLowNm?: string;
  sizeMeanNm?: string;
  sizeSdNm?: string;
  source?: string;
  sourceCondition?: string;
  sourceReported?: string;
  substance?: string;
  taxon?: string;
  usedIn?: string;
}

interface SystemsRow {
  table: "systems";
  id: string;
  class: "ExperimentalSystem";
  cellType?: string;
  displayGroup?: string;
  modelsCondition?: string;
  ofRecord?: string;
  preparationItself?: string;
  reportedName?: string;
  rung?: string;
  taxon?: string;
  tissue?: string;
}

interface ArmsRow {
  table: "arms";
  id: string;
  class: "Arm";
  coIntervention?: string[];
  depth?: string;
  dose?: string[];
  doseRank?: string;
  doseReported?: string;
  followUp?: string;
  intervalDays?: string;
  n?: string;
  nAnalysed?: string;
  ofPreparation?: string;
  ofRecord?: string;
  reportedName?: string;
  route?: string;
  routeReported?: string;
  scheduleReported?: string;
  sessions?: string;
  treatmentDays?: string;
  treatmentEnd?: string;
}

interface DosesRow {
  table: "doses";
  id: string;
  class: "Dose";
  amount?: string;
  dimension?: string;
  unit?: string;
}

interface CointerventionsRow {
  table: "cointerventions";
  id: string;
  class: "CoIntervention";
  given?: string;
  inComparator?: string;
  note?: string;
}

interface ComparisonsRow {
  table: "comparisons";
  id: string;
  class: "Comparison";
  comparatorArm?: string;
  comparatorDrug?: string;
  comparatorKind?: string;
  comparatorPreparation?: string;
  comparatorReported?: string;
  nonVesicleControl?: string;
  ofRecord?: string;
}

interface FindingsRow {
  table: "findings";
  id: string;
  class: "Finding" | "ReviewFinding";
  after?: string;
  alsoInSystem?: string[];
  aspect?: string[];
  assay?: string[];
  baseline?: string;
  baselineSpread?: string;
  change?: string;
  ciHigh?: string;
  ciLow?: string;
  comparatorAfter?: string;
  comparatorBaseline?: string;
  comparatorChange?: string;
  comparatorSize?: string;
  comparatorSpread?: string;
  comparison?: string;
  contrast?: string;
  countedRung?: string;
  countedUnder?: string;
  daysAfterTreatment?: string;
  doseReported?: string;
  doseResponse?: string;
  effect?: string;
  effectBecame?: string;
  favourability?: string;
  inArm?: string;
  inSystem?: string;
  locator?: string;
  measure?: string;
  modifier?: string;
  pText?: string;
  persistence?: string;
  perturbationAgent?: string;
  perturbationKind?: string;
  perturbed?: string;
  quantityNote?: string;
  reportedBy?: string;
  restsOn?: string[];
  rung?: string;
  sampleSize?: string;
  secondRead?: string;
  seedBasis?: string;
  seedSupport?: string;
  separability?: string;
  spread?: string;
  spreadType?: string;
  statistic?: string;
  step?: string[];
  subject?: string;
  summary?: string;
  support?: string;
  target?: string;
  targetReported?: string;
  testsRoleOf?: string;
  timeAfterTreatment?: string;
  timepoint?: string;
  timepointDays?: string;
  unit?: string;
  verb?: string;
  via?: string[];
}

interface HarmsRow {
  table: "harms";
  id: string;
  class: "HarmReport";
  after?: string;
  baseline?: string;
  baselineSpread?: string;
  change?: string;
  ciHigh?: string;
  ciLow?: string;
  comparatorAfter?: string;
  comparatorBaseline?: string;
  comparatorChange?: string;
  comparatorSize?: string;
  comparatorSpread?: string;
  comparison?: string;
  contrast?: string;
  count?: string;
  countReported?: string;
  countedUnder?: string;
  daysAfterTreatment?: string;
  denominator?: string;
  event?: string;
  eventReported?: string;
  followUp?: string;
  harmState?: string;
  inArm?: string;
  inSystem?: string;
  locator?: string;
  measure?: string;
  pText?: string;
  population?: string;
  quantityNote?: string;
  reportedBy?: string;
  sampleSize?: string;
  secondRead?: string;
  seedBasis?: string;
  seedSupport?: string;
  separability?: string;
  serious?: string;
  spread?: string;
  spreadType?: string;
  statistic?: string;
  subject?: string;
  summary?: string;
  timeAfterTreatment?: string;
  timepoint?: string;
  timepointDays?: string;
  unit?: string;
}

interface PositionsRow {
  table: "positions";
  id: string;
  class: "Position";
  after?: string;
  asOf?: string;
  baseline?: string;
  baselineSpread?: string;
  change?: string;
  ciHigh?: string;
  ciLow?: string;
  comparatorAfter?: string;
  comparatorBaseline?: string;
  comparatorChange?: string;
  comparatorSize?: string;
  comparatorSpread?: string;
  countedUnder?: string;
  daysAfterTreatment?: string;
  locator?: string;
  measure?: string;
  pText?: string;
  quantityNote?: string;
  reportedBy?: string;
  sampleSize?: string;
  scope?: string;
  secondRead?: string;
  seedBasis?: string;
  seedSupport?: string;
  spread?: string;
  spreadType?: string;
  stance?: string;
  statistic?: string;
  subject?: string;
  summary?: string;
  timeAfterTreatment?: string;
  timepoint?: string;
  timepointDays?: string;
  topic?: string;
  unit?: string;
}

interface ConclusionsRow {
  table: "conclusions";
  id: string;
  class: "Conclusion";
  conclusionKind?: string;
  reportedBy?: string;
  seedBasis?: string;
  seedSupport?: string;
  summary?: string;
}

interface DifferencesRow {
  table: "differences";
  id: string;
  class: "RegistryDifference";
  differenceKind?: string;
  field?: string;
  locator?: string;
  ofRegistration?: string;
  paperValue?: string;
  registryValue?: string;
}

interface ClaimsRow {
  table: "claims";
  id: string;
  class: "Claim";
  against?: string;
  agreement?: string;
  bestContrast?: string;
  bestSupport?: string;
  claimEffect?: string;
  claimSubject?: string;
  claimTarget?: string;
  deepestReading?: string;
  disagreesWith?: string[];
  favourability?: string;
  findingCount?: string;
  highestConfidence?: string;
  highestRung?: string;
  independentGroups?: string;
  independentStudies?: string;
  lowestConfidence?: string;
  separability?: string;
  separableStudies?: string;
  shallowestReading?: string;
  supportedBy?: string[];
}

interface ConflictsRow {
  table: "conflicts";
  id: string;
  class: "Conflict";
  conflictKind?: string;
  differsIn?: string;
  findingA?: string;
  findingB?: string;
  pairCount?: string;
}

interface ReportingRow {
  table: "reporting";
  id: string;
  class: undefined;
  states?: string;
}

interface Rows {
  terms: TermsRow;
  records: RecordsRow;
  publications: PublicationsRow;
  preparations: PreparationsRow;
  systems: SystemsRow;
  arms: ArmsRow;
  doses: DosesRow;
  cointerventions: CointerventionsRow;
  comparisons: ComparisonsRow;
  findings: FindingsRow;
  harms: HarmsRow;
  positions: PositionsRow;
  conclusions: ConclusionsRow;
  differences: DifferencesRow;
  claims: ClaimsRow;
  conflicts: ConflictsRow;
  reporting: ReportingRow;
}
