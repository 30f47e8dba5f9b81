"""Writes docs/questions.md from the headers of ``graph/questions/*.rq``, so that the two cannot part."""

from __future__ import annotations

from pathlib import Path

from exokg.rdf.catalogue import Parameter, Question, read_questions

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "questions.md"
HEAD = """# The questions

Written from the headers of `graph/questions/*.rq` by `python scripts/write_questions_page.py`.

Each question is one SPARQL file, one command and one row-pinned test. The files are plain SPARQL 1.1
with their own PREFIX lines; they run unchanged in rdflib, Oxigraph, Virtuoso and Jena, and stand in the
graph as SHACL executables in the named graph `https://w3id.org/exokg/graph/questions`.

```console
$ exokg ask
$ exokg ask pathway-support --pathway Wnt
$ exokg ask findings source='dermal papilla cell' species=mouse -f csv
$ exokg ask 'what activates Wnt in dermal papilla cells?'
$ exokg ask human-studies --cite bibtex
```

* A parameter takes a label, a synonym or a CURIE; an unknown name is an error with its neighbours. Repeat
  it to ask for several, write `any` to leave it open. Narrower terms count too, through `exokg:within`.
* A sentence is mapped by fixed rules, without a language model. What was understood is said on stderr; what
  cannot be mapped surely is refused, and the nearest questions are named.
* On stderr stands what was searched: how many studies, how many read in full, to which day the literature
  was searched, and how many were left out because they are retracted.
* *not reported* (a full text is silent), *not read* (nobody looked), *none observed* (a sentence of the
  source) and *no detected effect on* (a tested null) are four different answers.
* `--cite bibtex`, `ris` or `csl` gives the studies an answer rests on and this version of the dataset.

In Python, rows come by column and go straight into a table:

```python
import exokg

kg = exokg.load()
answer = kg.ask("head-to-head", drug="minoxidil")
print(answer.coverage)
for row in answer:
    print(row["preparation"], row["direction"], row["endpoint"], row["study"])
```

To add a question, add a file: a header as in any other, one line `VALUES ?name { … }` for each parameter,
and a run of `EXOKG_WRITE_GOLDEN=1 pytest tests/answers/test_questions.py` to pin its rows.
"""


def parameter_line(parameter: Parameter) -> str:
    kind = f"{parameter.type} ({', '.join(parameter.of)})" if parameter.of else parameter.type
    default = "" if parameter.optional else f"; by default `{parameter.default}`"
    return f"* `--{parameter.name}`, {kind}: {parameter.label.removeprefix('optional; ')}{default}"


def section(question: Question) -> str:
    lines = [
        f"## {question.name}",
        "",
        f"**{question.title}** ({question.number}; for {question.audience})",
        "",
    ]
    lines += [question.description, ""]
    lines += [*map(parameter_line, question.parameters), *([""] if question.parameters else [])]
    lines += [f"Columns: {', '.join(f'`{column}`' for column in question.columns)}.", ""]
    return "\n".join(lines)


def page() -> str:
    questions = read_questions(ROOT / "graph" / "questions")
    rows = [f"| [{question.name}](#{question.name}) | {question.title} |" for question in questions]
    listing = "\n".join(["| question | answers |", "|---|---|", *rows])
    return f"{HEAD}\n{listing}\n\n" + "\n".join(map(section, questions)).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
