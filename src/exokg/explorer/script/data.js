// The graph as objects: packed columns unpacked, and every thing findable by its CURIE.
const RAW = JSON.parse(unsqueeze($("data").textContent));

const unpack = (column, count) => {
  if (column.v) return column.v.map((value) => (value === null ? undefined : value));
  const words = column.d;
  const read = (index) =>
    Array.isArray(index) ? index.map((i) => words[i]) : index < 0 ? undefined : words[index];
  if (!column.at) return column.i.map(read);
  const values = new Array(count);
  column.at.forEach((row, place) => {
    values[row] = read(column.i[place]);
  });
  return values;
};

const rowsOf = (table) => {
  const rows = Array.from({ length: table.n }, () => ({}));
  const many = new Set(table.many);
  for (const [name, column] of Object.entries(table.columns)) {
    unpack(column, table.n).forEach((value, place) => {
      if (value === undefined) return;
      rows[place][name] = many.has(name) && !Array.isArray(value) ? [value] : value;
    });
  }
  return rows;
};

const T = Object.fromEntries(Object.entries(RAW.tables).map(([name, table]) => [name, rowsOf(table)]));
const META = RAW.meta;

const THINGS = new Map();
for (const [table, rows] of Object.entries(T)) {
  if (table === "reporting") continue;
  for (const row of rows) {
    row.table = table;
    THINGS.set(row.id, row);
  }
}
const NODES = RAW.nodes.map(([id, shape, x, y]) => ({ id, shape, x, y }));
T.claims.forEach((claim, nth) => {
  [claim.claimSource, claim.claimTarget] = RAW.edges[nth].map((place) => NODES[place].id);
});
for (const record of T.records) record.key = record.id.slice(record.id.indexOf(":") + 1);
const STRIPS = new Map(T.reporting.map((row) => [row.id, row.states]));
const thing = (id) => THINGS.get(id);
const point = (row) => row.at.split(" ").map(Number);

// The words for a CURIE: a term's label, a code's word, else the CURIE itself.
const label = (id) => {
  if (!id) return "";
  const known = RAW.labels[id] || THINGS.get(id);
  return (known && (known.label || known.reportedName)) || id;
};
const define = (id) =>
  (RAW.labels[id] && RAW.labels[id].definition) || (THINGS.get(id) || {}).definition || "";
const rank = (id) => Number((RAW.labels[id] || {}).rank || 0);
const LADDER = Object.keys(RAW.labels)
  .filter((id) => id.startsWith("code:rung-") && rank(id))
  .sort((a, b) => rank(a) - rank(b));
const RUNGS = LADDER.map(label);

const expandCurie = (curie) => {
  const colon = curie.indexOf(":");
  const space = RAW.prefixes[curie.slice(0, colon)];
  return space ? space + curie.slice(colon + 1) : curie;
};

const group = (rows, key) => {
  const groups = new Map();
  for (const row of rows) {
    const value = row[key];
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
      if (!groups.has(one)) groups.set(one, []);
      groups.get(one).push(row);
    }
  }
  return groups;
};

const RECORDS = T.records;
const CLAIMS = T.claims;
const NODE = new Map(NODES.map((node) => [node.id, node]));
const isRetracted = (record) => !!record && record.status === "code:status-retracted";
const isRecord = (id) => /^(study|review|trial|statement):/.test(id);
const SHAPE_OF = {
  VesicleSource: "hexagon",
  Pathway: "square",
  CellProcess: "triangle",
  Molecule: "diamond",
};
const KIND_WORDS = {
  VesicleSource: "vesicle source",
  Pathway: "pathway",
  CellProcess: "cell process",
  Molecule: "molecule",
  HairOutcome: "hair outcome",
  ClinicalOutcome: "clinical outcome",
  SkinOutcome: "skin outcome",
  SafetyOutcome: "safety outcome",
  DeliveryOutcome: "delivery outcome",
  CellType: "cell type",
  AnatomicalEntity: "tissue",
  Taxon: "species",
  Condition: "condition",
  Technique: "technique",
  Route: "route",
  Unit: "unit",
  Intervention: "intervention",
  Topic: "topic",
  Study: "study",
  Review: "review",
  TrialRegistration: "trial registration",
  RegulatoryStatement: "statement",
};
const kindOf = (id) => KIND_WORDS[(thing(id) || {}).class] || "molecule";
