import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { recordById } = await import("../../../src/exokg/explorer/script/data/evidence.js");
const { CITATIONS } = await import("../../../src/exokg/explorer/script/out/citations.js");
const record = /** @type {RecordRow} */ (recordById("s1"));

test("BibTeX escapes what LaTeX would read, and marks what was not seen whole", () => {
  assert.equal(
    CITATIONS.BibTeX(record),
    String.raw`@misc{s1,
  author = {Di Vizio, D. and {Korea Ministry} and {\r A}B, C. and others},
  title = {{50\% \textbraceleft{}of\textbraceright{} \textasciitilde{}\textbackslash{} \& \textasciicircum{}}},
  pages = {12--19},
  pmid = {7},
  url = {https://a.example/%7Bx%7D},
  note = {retracted; PMCID PMC7},
  annote = {author list incomplete}
}
`,
  );
});

test("RIS has a tag a line, and the pages apart", () => {
  assert.equal(
    CITATIONS.RIS(record),
    String.raw`TY  - JOUR
ID  - s1
AU  - Di Vizio, D.
AU  - Korea Ministry
AU  - ÅB, C.
TI  - 50% {of} ~\ & ^
SP  - 12
EP  - 19
AN  - PMID 7
UR  - https://a.example/{x}
N1  - retracted; PMCID PMC7
N1  - author list incomplete
ER  - 
`,
  );
});
