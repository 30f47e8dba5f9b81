// The SPARQL that gives the same rows as what is on the screen.
import { announce, button, el, outside } from "../base/dom.js";
import { expandCurie } from "../data/things.js";

/** A link to what `exokg serve` has beside this page; nothing where the page is a file. @type {(path: string, words: string) => Child} */
export const beside = (path, words) =>
  location.protocol?.startsWith("http") ? outside(new URL(path, location.href).href, words) : null;
const QUERY_HEAD = `PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
`;
export const iri = (/** @type {string} */ curie) =>
  `<${expandCurie(curie).replace(/[<>"{}|^`\\\u0000-\u0020]/g, encodeURIComponent)}>`;
const QUERY_TAIL = `  ?finding exokg:reportedBy ?study ; exokg:locator ?locator ; exokg:summary ?summary .
}
ORDER BY ?finding`;

export const claimsQuery = (
  /** @type {Claim[]} */ claims,
) => `${QUERY_HEAD}SELECT DISTINCT ?finding ?study ?locator ?summary WHERE {
  VALUES ?claim { ${claims.map((/** @type {Claim} */ claim) => iri(claim.id)).join(" ")} }
  ?claim exokg:supportedBy ?finding .
${QUERY_TAIL}`;

export const nodeQuery = (
  /** @type {string} */ id,
) => `${QUERY_HEAD}SELECT DISTINCT ?finding ?study ?locator ?summary WHERE {
  { ?claim exokg:claimSubject ${iri(id)} } UNION { ?claim exokg:claimTarget ${iri(id)} }
  ?claim exokg:supportedBy ?finding .
${QUERY_TAIL}`;

export const recordQuery = (
  /** @type {string} */ id,
) => `${QUERY_HEAD}SELECT DISTINCT ?finding ?study ?locator ?summary WHERE {
  VALUES ?study { ${iri(id)} }
  VALUES ?kind { exokg:Finding exokg:ReviewFinding }
  ?finding a ?kind .
${QUERY_TAIL}`;

/** @type {(...ids: string[]) => string} */
export const findingQuery = (...ids) => `${QUERY_HEAD}SELECT DISTINCT ?finding ?study ?locator ?summary WHERE {
  VALUES ?finding { ${ids.map(iri).join(" ")} }
${QUERY_TAIL}`;

export const copyText = async (/** @type {string} */ text, /** @type {string} */ what) => {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied`);
  } catch {
    announce(`${what} could not be copied; select the text instead`);
  }
};

export const queryBox = (/** @type {string} */ query) =>
  el(
    "details.sparql",
    el("summary", "As SPARQL"),
    el("pre", { tabindex: "0", "aria-label": "SPARQL query" }, el("code", query)),
    el(
      "p.actions",
      button("Copy query", () => copyText(query, "query"), { class: "quiet" }),
      beside(`sparql?query=${encodeURIComponent(query)}`, "Open in the workbench"),
    ),
  );
