import assert from "node:assert/strict";
import { test } from "node:test";
import { localLink } from "../../../src/exokg/server/script/links.js";

const HERE = "http://localhost:7878/kg/";
/** @type {[string, string][]} */
const CASES = [
  ["https://w3id.org/exokg/study/kim-2022", "/kg/study/kim-2022"],
  ["http://purl.obolibrary.org/obo/GO_1", "/kg/about?iri=http%3A%2F%2Fpurl.obolibrary.org%2Fobo%2FGO_1"],
  ["https://w3id.org/exokg/", "/kg/about?iri=https%3A%2F%2Fw3id.org%2Fexokg%2F"],
  [`${HERE}study/kim-2022`, `${HERE}study/kim-2022`],
  ["javascript:alert(1)", "javascript:alert(1)"],
];
for (const [iri, link] of CASES)
  test(`${iri} leads to ${link}`, () => assert.equal(localLink(iri, "/kg/", HERE), link));
