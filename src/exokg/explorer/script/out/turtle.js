// The selection as Turtle: the very statements of the graph about these findings, claims and studies.

import { compare } from "../base/text.js";
import { CLAIMS_OF_FINDING, recordOf } from "../data/evidence.js";
import { RAW, thing } from "../data/things.js";
import { iri } from "../parts/queries.js";
import { state } from "../state/state.js";

/** @type {Record<string, string>} */
const PROPERTIES = {
  label: "rdfs:label",
  key: "dcterms:identifier",
  taxon: "obo:RO_0002162",
  cargo: "obo:RO_0002180",
  title: "dcterms:title",
  altLabel: "skos:altLabel",
  definition: "obo:IAO_0000115",
};
/** Columns of a result that name other things. */
const NAMED = "reportedBy subject countedUnder target inSystem inArm comparison unit event topic".split(" ");
const SKIPPED = new Set(["id", "class", "table", "at", "parent", "producedBy"]);
const STANDARD = {
  exokg: "https://w3id.org/exokg/ontology/",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  dcterms: "http://purl.org/dc/terms/",
  obo: "http://purl.obolibrary.org/obo/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const quote = (/** @type {string} */ text) =>
  `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t")}"`;
const literal = (/** @type {string} */ text, /** @type {string} */ kind) =>
  kind === "iri"
    ? iri(text)
    : kind === "lang"
      ? `${quote(text)}@en`
      : kind === "string"
        ? quote(text)
        : `${quote(text)}^^xsd:${kind}`;

const statements = (/** @type {AnyRow} */ row) => {
  const kinds = RAW.tables[row.table].kinds;
  const said = [`a exokg:${row.class}`];
  for (const [name, value] of Object.entries(row)) {
    if (SKIPPED.has(name) || !kinds[name]) continue;
    for (const one of Array.isArray(value) ? value : [value])
      said.push(`${PROPERTIES[name] || `exokg:${name}`} ${literal(one, kinds[name])}`);
  }
  return `${iri(row.id)}\n  ${said.join(" ;\n  ")} .\n`;
};

// Findings, and all they name within the graph: claims, study, publication, preparation, system, arm, comparison, terms.
const closure = (/** @type {AnyRow[]} */ findings, /** @type {AnyRow | undefined} */ chosen) => {
  const rows = new Set();
  const add = (/** @type {string | undefined} */ id) => {
    const row = thing(id);
    if (row && row.table !== "reporting") rows.add(row);
  };
  if (chosen) add(chosen.id);
  for (const finding of findings) {
    rows.add(finding);
    for (const claim of CLAIMS_OF_FINDING.get(finding.id) || []) rows.add(claim);
    for (const name of NAMED) add(/** @type {Record<string, any>} */ (finding)[name]);
    add(recordOf(/** @type {FindingsRow} */ (finding)).describedIn);
  }
  return [...rows].sort((a, b) => compare(a.id, b.id));
};
export const turtleOf = (/** @type {AnyRow[]} */ findings) =>
  `${Object.entries(STANDARD)
    .map(([prefix, space]) => `@prefix ${prefix}: <${space}> .`)
    .join("\n")}\n\n${closure(findings, thing(state.sel)).map(statements).join("\n")}`;
