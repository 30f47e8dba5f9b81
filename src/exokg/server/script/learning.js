// What the endpoint declares of itself: prefixes, classes and properties.
const PREFIX_QUERY = `PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace WHERE { GRAPH ?g { ?p sh:prefix ?prefix ; sh:namespace ?namespace } }`;

/** @type {(endpoint: string, query: string) => Promise<Record<string, { value: string }>[]>} */
const ask = async (endpoint, query) => {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
    body: query,
  });
  if (!answer.ok) throw new Error((await answer.json()).message);
  return (await answer.json()).results.bindings;
};

/** The classes and properties that a VoID description in N-Triples names: one line a statement, so no parser is needed. @type {(description: string) => { class: string[], property: string[] }} */
export const termsOf = (description) => {
  /** @type {(kind: string) => string[]} */
  const all = (kind) => {
    const named = new RegExp(`<http://rdfs\\.org/ns/void#${kind}> <([^>]+)>`, "g");
    return [...new Set([...description.matchAll(named)].map((hit) => hit[1]))].sort();
  };
  return { class: all("class"), property: all("property") };
};

/** Nothing where the endpoint cannot say it: the editor works without. @type {(root: string, endpoint: string) => Promise<{ prefixes: Record<string, string>, terms: { class: string[], property: string[] } }>} */
export const learn = async (root, endpoint) => {
  const known = { prefixes: /** @type {Record<string, string>} */ ({}), terms: termsOf("") };
  try {
    for (const row of await ask(endpoint, PREFIX_QUERY)) known.prefixes[row.prefix.value] = row.namespace.value;
    const description = await fetch(`${root}.well-known/void`, { headers: { Accept: "application/n-triples" } });
    known.terms = termsOf(await description.text());
  } catch {}
  return known;
};
