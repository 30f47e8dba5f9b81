// The SPARQL that gives the same rows as what is on the screen.
import { announce, button, el, outside } from "../base/dom.js";
import { expandCurie } from "../data/things.js";

/** A link to what `exokg serve` has beside this page; nothing where the page is a file. @type {(path: string, words: string) => Child} */
export const beside = (path, words) =>
  location.protocol?.startsWith("http") ? outside(new URL(path, location.href).href, words) : null;
export const iri = (/** @type {string} */ curie) =>
  `<${expandCurie(curie).replace(/[<>"{}|^`\\\u0000-\u0020]/g, encodeURIComponent)}>`;
/** @type {(...ids: string[]) => string} */
const iris = (...ids) => ids.map(iri).join(" ");
/** The findings that some lines choose, with study, place and summary. @type {(lines: string) => string} */
const queryOf = (lines) => `PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT DISTINCT ?finding ?study ?locator ?summary WHERE {
${lines}
  ?finding exokg:reportedBy ?study ; exokg:locator ?locator ; exokg:summary ?summary .
}
ORDER BY ?finding`;

/** @type {(claims: Claim[]) => string} */
export const claimsQuery = (claims) =>
  queryOf(`  VALUES ?claim { ${iris(...claims.map(({ id }) => id))} }
  ?claim exokg:supportedBy ?finding .`);
/** @type {(id: string) => string} */
export const nodeQuery = (id) =>
  queryOf(`  { ?claim exokg:claimSubject ${iri(id)} } UNION { ?claim exokg:claimTarget ${iri(id)} }
  ?claim exokg:supportedBy ?finding .`);
/** @type {(id: string) => string} */
export const recordQuery = (id) =>
  queryOf(`  VALUES ?study { ${iri(id)} }
  VALUES ?kind { exokg:Finding exokg:ReviewFinding }
  ?finding a ?kind .`);
/** @type {(...ids: string[]) => string} */
export const findingQuery = (...ids) => queryOf(`  VALUES ?finding { ${iris(...ids)} }`);

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
