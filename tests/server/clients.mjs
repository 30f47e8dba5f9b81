// What JavaScript's clients make of our answers; the test starts it once: node clients.mjs URL, one JSON object out.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import { Parser } from "n3";

const endpoint = `${process.argv[2]}/sparql`;
const TRIPLES = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } ORDER BY ?s ?c LIMIT 20";

/** Triples that N3.js reads of an answer in a format. */
const byN3 = async (media) => {
  const url = `${endpoint}?${new URLSearchParams({ query: TRIPLES })}`;
  const answer = await fetch(url, { headers: { Accept: media } });
  return new Parser({ format: answer.headers.get("content-type") }).parse(await answer.text()).length;
};

/** The request of Yasqe, the editor of YASGUI. */
const asYasqe = async (query, accept) => {
  const headers = { Accept: accept, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" };
  const answer = await fetch(endpoint, { method: "POST", headers, body: new URLSearchParams({ query }).toString() });
  return [answer.status, answer.headers.get("content-type")];
};

/** The client of Comunica: its own parsers of results and graphs, streams from end to end. */
const byComunica = async (method) => {
  const client = new SparqlEndpointFetcher({ method });
  const rows = await (await client.fetchBindings(endpoint, "SELECT (1 AS ?n) (\"ä\"@de AS ?t) {}")).toArray();
  const triples = await (await client.fetchTriples(endpoint, TRIPLES)).toArray();
  return { rows: rows.map((row) => [row.n.value, row.n.datatype.value, row.t.value, row.t.language]),
    triples: triples.length, ask: await client.fetchAsk(endpoint, "ASK {}") };
};

const found = { n3: {}, comunica: {}, yasqe: {} };
for (const media of ["text/turtle", "application/n-triples", "application/trig"]) found.n3[media] = await byN3(media);
for (const method of ["GET", "POST"]) found.comunica[method] = await byComunica(method);
found.yasqe.select = await asYasqe("SELECT * { ?s a ?c } LIMIT 1", "application/sparql-results+json,*/*;q=0.9");
found.yasqe.construct = await asYasqe(TRIPLES, "application/n-triples,*/*;q=0.9");
console.log(JSON.stringify(found));
