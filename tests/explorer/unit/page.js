// A small invented page for the scripts: what they need of a browser, and a payload of a few findings.
import { deflateSync } from "node:zlib";

const RUNGS = ["in-vitro", "ex-vivo", "animal", "uncontrolled-human", "controlled-human"];
const labels = Object.fromEntries([
  ...RUNGS.map((name, nth) => [`code:rung-${name}`, { label: name.replace("-", " "), rank: String(nth + 1) }]),
  ["code:rung-not-shown", { label: "not shown", rank: "0" }],
  ["code:readingdepth-abstract", { label: "abstract" }],
]);
const effects = [
  ["exokg:increases", "increases", "▲", "up", 1],
  ["exokg:decreases", "decreases", "▼", "down", -1],
  ["exokg:noDetectedEffectOn", "no detected effect on", "○", "none", 0],
  ["RO:0002180", "contains", "∋", "cargo", null],
].map(([id, word, mark, style, sign]) => ({ id, word, mark, style, sign }));

const groups = [
  [1, "stromal cells"],
  [1, "not vesicles"],
  [3, "cells in a dish"],
  [3, "mice"],
  [3, "people, controlled"],
  [4, "Wnt"],
  [4, "no mechanism named"],
  [5, "growth"],
  [5, "safety"],
];
/** @type {[string, string, number][]} */
const items = [
  ["source:adipose", "vesicles of adipose stromal cells", 0],
  ["source:bone", "vesicles of bone stromal cells", 0],
  ["without:adipose", "medium of adipose stromal cells", 1],
  ["dish", "papilla cell", 2],
  ["mouse", "mouse", 3],
  ["scalp", "scalp", 4],
  ["GO:wnt", "Wnt signalling", 5],
  ["term:growth", "hair growth", 7],
  ["term:length", "hair length", 7],
  ["event:pain", "pain", 8],
  ["CHEBI:salt", "salt water", 1],
];
const [ADIPOSE, BONE, MEDIUM, DISH, MOUSE, SCALP, WNT, GROWTH, LENGTH, PAIN, SALT] = items.keys();
/** id, study, effect, rung, separable, contrast, and the boxes it passes. */
/** @type {[string, string, number, number, string, string, LaneSteps][]} */
const findings = [
  ["f1", "s1", 0, 1, "yes", "", [ADIPOSE, DISH, [WNT], -1]],
  ["f2", "s1", 0, 3, "yes", "between-group", [ADIPOSE, MOUSE, [WNT], GROWTH]],
  ["f3", "s2", 0, 3, "yes", "between-group", [ADIPOSE, MOUSE, [], GROWTH]],
  ["f4", "s3", 0, 3, "no", "between-group", [ADIPOSE, MOUSE, [], GROWTH]],
  ["f5", "s4", 1, 5, "no", "between-group", [BONE, SCALP, [], LENGTH]],
  ["f6", "s5", 2, 5, "yes", "unclear", [MEDIUM, SCALP, [], GROWTH]],
  ["f7", "s6", 0, 4, "yes", "within-group", [MEDIUM, SCALP, [], GROWTH]],
  ["f8", "s2", 3, 0, "yes", "", [ADIPOSE, DISH, [WNT], -1]],
  ["f9", "s6", 0, 4, "no", "within-group", [SALT, SCALP, [], LENGTH]],
];
/** @type {(steps: LaneSteps) => string} */
const target = (steps) => items[steps[3] < 0 ? steps[2][steps[2].length - 1] : steps[3]][0];
/** @type {string[]} */
const texts = [];
/** @type {(text: string) => number} */
const place = (text) => {
  const known = texts.indexOf(text);
  return known < 0 ? texts.push(text) - 1 : known;
};
/** @type {(rows: Record<string, any>[]) => PackedTable} */
const table = (rows) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const steps = columns.map((name) => {
    let last = 0;
    return rows.map((row) => {
      if (row[name] === undefined) return "1";
      const next = (/** @type {string} */ text) => {
        const step = place(text) - last;
        last += step;
        return step;
      };
      return Array.isArray(row[name]) ? row[name].map(next) : next(row[name]);
    });
  });
  return { kinds: {}, columns, count: rows.length, steps };
};
const empty = table([]);
/** The payload of the page, as payload.py writes one. */
export const payload = {
  about: null,
  meta: { version: "9.9", searchedTo: "2030-01-02", issued: "2030-01-03" },
  prefixes: { exokg: "https://example.org/" },
  labels,
  effects,
  kinds: { Molecule: "molecule" },
  peopleRungs: [],
  facets: [
    {
      name: "rung",
      words: "Rung",
      part: "tested in",
      common: true,
      kind: "code",
      paths: [["rung"]],
      classes: [],
      owner: "system",
      field: "rung",
    },
    {
      name: "year",
      words: "Year",
      part: "study",
      common: true,
      kind: "number",
      paths: [["reportedBy", "year"]],
      classes: [],
      owner: "record",
      field: "year",
    },
  ],
  homes: { s: "records", t: "records", f: "findings", c: "claims", h: "harms", p: "publications" },
  items: [],
  questions: [],
  lanes: {
    groups,
    items: items.map(([id, name, group]) => [place(id), place(name), group]),
    findings: findings.map((one) => one[6]),
    harms: [[ADIPOSE, SCALP, [], PAIN]],
    trials: [["t1", BONE]],
  },
  tables: {
    ...Object.fromEntries(
      "preparations systems arms doses cointerventions comparisons positions conclusions differences reporting conflicts"
        .split(" ")
        .map((name) => [name, empty]),
    ),
    publications: table([
      {
        id: "p1",
        class: "Publication",
        authorList: "Di Vizio D; Korea Ministry; ÅB C",
        authorsComplete: "no",
        documentType: "code:documenttype-primary",
        status: "code:status-retracted",
        pages: "12–19",
        pmid: "7",
        pmcid: "PMC7",
      },
      { id: "p2", class: "Publication", doi: "10.1000/x" },
    ]),
    terms: table([{ id: "term:growth", class: "HairOutcome", label: "hair growth" }]),
    records: table([
      ...["s1", "s2", "s3", "s4", "s5", "s6"].map((id) => ({
        id,
        class: "Study",
        label: id === "s1" ? "50% {of} ~\\ & ^" : `Study ${id}`,
        ...(id === "s1" ? { cited: "Vizio 2022", describedIn: "p1", sourcePage: ["https://a.example/{x}"] } : {}),
        readingDepth: "code:readingdepth-abstract",
        ...(id === "s3" ? { inCohort: "s2" } : {}),
        ...(id === "s2" ? { describedIn: "p2" } : {}),
      })),
      { id: "t1", class: "TrialRegistration", label: "Trial", registryId: "NCT00000001" },
    ]),
    findings: table(
      findings.map(([id, reportedBy, effect, rung, separable, contrast, steps]) => ({
        id,
        class: "Finding",
        reportedBy,
        effect: effects[effect].id,
        rung: `code:rung-${RUNGS[rung - 1] || "not-shown"}`,
        separability: `code:separability-${separable === "yes" ? "" : "not-"}separable`,
        contrast: contrast && `code:contrast-${contrast}`,
        ...(steps[0] === SALT ? {} : { countedUnder: items[steps[0]][0] }),
        target: target(steps),
      })),
    ),
    claims: table(
      [
        ["c1", "source:adipose", "term:growth", ["f2", "f3"]],
        ["c2", "without:adipose", "term:growth", ["f7"]],
        ["c3", "source:adipose", "GO:wnt", ["f1"]],
      ].map(([id, claimSubject, claimTarget, supportedBy]) => ({
        id,
        claimSubject,
        claimTarget,
        claimEffect: "exokg:increases",
        supportedBy,
      })),
    ),
    harms: table([
      {
        id: "h1",
        class: "HarmReport",
        reportedBy: "s4",
        harmState: "code:harmstate-observed",
        event: "event:pain",
        separability: "code:separability-not-known",
      },
    ]),
  },
  texts,
};

const packed = deflateSync(JSON.stringify(payload)).toString("base64");
const nothing = () => {};
Object.assign(globalThis, {
  document: { getElementById: () => ({ textContent: packed }), addEventListener: nothing },
  window: { matchMedia: () => ({ matches: false, addEventListener: nothing }), addEventListener: nothing },
  location: { hash: "" },
  history: { replaceState: nothing, pushState: nothing },
});
