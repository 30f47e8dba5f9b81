"""The catalogue of questions: one SPARQL file each, with a header that says what it asks.

A file is plain SPARQL 1.1 and runs unchanged on any engine. Its header is a block of comments::

    # title: Doses given in animals and people
    # number: Q12
    # audience: researcher
    # about: One row for each arm; the dose as printed and, where plain, as typed.
    #   A second line goes on here.
    # keywords: dose, route, schedule
    # parameter: route term(route) optional; how it was given
    # columns: study arm dose route
    # coverage: studies

and each parameter is one line ``VALUES ?route { … }`` of the query, which holds its default. Values
are put in as RDF terms, serialised by the engine's own library: no text of a user is ever pasted.

In the graph, each question is a ``sh:SPARQLExecutable`` of the named graph
``https://w3id.org/exokg/graph/questions``, after the convention of the `SIB SPARQL examples
<https://github.com/sib-swiss/sparql-examples>`_.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from ..errors import InputError
from .namespaces import BASE, PREFIXES, QUESTIONS_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "CATALOGUE_QUERY",
    "COVERAGES",
    "Form",
    "Parameter",
    "Question",
    "parse_question",
    "questions_in",
    "read_questions",
    "to_quads",
]

CATALOGUE_QUERY: Final = f"""
PREFIX sh: <{PREFIXES["sh"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?name ?text WHERE {{
  GRAPH <{QUESTIONS_GRAPH.value}> {{
    ?question dcterms:identifier ?name .
    {{ ?question sh:select ?text }}
    UNION {{ ?question sh:construct ?text }} UNION {{ ?question sh:ask ?text }}
  }}
}}
ORDER BY ?name
"""
"""Finds the name and the text of each question of a store, sorted by name."""

COVERAGES: Final = ("studies", "reviews", "trials", "records")
"""What a question searches, and so what its coverage line counts."""

Form = Literal["SELECT", "CONSTRUCT", "ASK"]

_HEADER = re.compile(r"#\s?(?P<name>[a-z]+):\s*(?P<value>.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][A-Za-z]*)\s+(?P<type>[a-z]+)(?:\((?P<of>[a-z ,]+)\))?\s+(?P<label>.+)", re.DOTALL
)
_VALUES = re.compile(r"(?m)^(?P<start>[ \t]*VALUES \?(?P<name>\w+) \{)(?P<default>[^}]*)\}[ \t]*$")
_OPEN: Final = ("UNDEF", "exokg:Term")
_FORM = re.compile(r"(?im)^\s*(SELECT|CONSTRUCT|ASK)\b")
_TYPES = ("term", "code", "effect", "identifier", "number", "record", "text", "year")


@dataclass(frozen=True)
class Parameter:
    """One thing a question can be asked about.

    Args:
        name: the variable, and the option's name after ``--``.
        type: ``term`` (label, synonym or CURIE), ``code`` (a word of a closed list), ``effect``,
            ``identifier`` (any outside identifier), ``record`` (a record's key), ``number``, ``text``
            or ``year``.
        of: categories of ``terms.tsv`` for a term, the closed list for a code.
        label: what it means.
        default: SPARQL terms between the braces of the VALUES line; where any will do, ``UNDEF``, or
            ``exokg:Term``, which every term is ``exokg:within``.
    """

    name: str
    type: str
    of: tuple[str, ...]
    label: str
    default: str

    @property
    def optional(self) -> bool:
        """Whether the question stands without it."""
        return self.default in _OPEN


@dataclass(frozen=True)
class Question:
    """A question of the catalogue: what it asks, and the query that answers it."""

    name: str
    title: str
    number: str
    audience: str
    description: str
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    coverage: str
    query: str

    @cached_property
    def form(self) -> Form:
        """The query form."""
        found = _FORM.search(_without_comments(self.query))
        word = found[1].upper() if found else "SELECT"
        return next(form for form in get_args(Form) if form == word)

    def with_values(self, values: Mapping[str, Sequence[NamedNode | RdfLiteral]]) -> str:
        """The query text with these values in place of the defaults.

        Args:
            values: terms by parameter name; an empty sequence means *any*.

        Raises:
            InputError: a name is not a parameter of this question.
        """
        anything = {
            parameter.name: parameter.default if parameter.optional else "UNDEF"
            for parameter in self.parameters
        }
        for name in sorted(set(values) - set(anything)):
            offered = ", ".join(sorted(anything)) or "none"
            raise InputError(f"{self.name} has no parameter {name}", f"its parameters: {offered}")

        def fill(line: re.Match[str]) -> str:
            if line["name"] not in values:
                return line[0]
            terms = " ".join(str(term) for term in values[line["name"]])
            return f"{line['start']} {terms or anything[line['name']]} }}"

        return _VALUES.sub(fill, self.query)


def _without_comments(query: str) -> str:
    return re.sub(r"(?m)^\s*#.*$", "", query)


def _header(text: str) -> list[tuple[str, str]]:
    """Name and value of every header line, in order; an indented comment goes on with the one before."""
    entries: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found = _HEADER.fullmatch(line)
        if found:
            entries.append((found["name"], found["value"].strip()))
        elif entries:
            name, value = entries[-1]
            entries[-1] = (name, f"{value} {line.lstrip('# ').strip()}".strip())
    return entries


def _parameter(place: str, line: str, defaults: Mapping[str, str]) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or found["type"] not in _TYPES:
        raise InputError(
            f"{place}: not a parameter: {line}", f"write: name type(of) label; types: {', '.join(_TYPES)}"
        )
    if found["name"] not in defaults:
        raise InputError(f"{place}: no line VALUES ?{found['name']} {{ … }} holds the default")
    of = tuple(part.strip() for part in (found["of"] or "").split(",") if part.strip())
    return Parameter(
        found["name"], found["type"], of, found["label"].strip(), defaults[found["name"]].strip()
    )


def parse_question(name: str, text: str) -> Question:
    """The question that a file's text holds.

    Raises:
        InputError: the header lacks an entry, or a parameter has no VALUES line.
    """
    place = f"questions/{name}.rq"
    entries = _header(text)
    said = dict(entries)
    for needed in ("title", "audience", "about", "columns", "coverage"):
        if not said.get(needed):
            raise InputError(f"{place}: the header lacks '# {needed}: …'")
    if said["coverage"] not in COVERAGES:
        raise InputError(f"{place}: coverage is one of {', '.join(COVERAGES)}, not {said['coverage']}")
    defaults = {line["name"]: line["default"] for line in _VALUES.finditer(text)}
    return Question(
        name=name,
        title=said["title"],
        number=said.get("number", ""),
        audience=said["audience"],
        description=said["about"],
        keywords=tuple(word.strip() for word in said.get("keywords", "").split(",") if word.strip()),
        parameters=tuple(_parameter(place, value, defaults) for key, value in entries if key == "parameter"),
        columns=tuple(said["columns"].split()),
        coverage=said["coverage"],
        query=text,
    )


def read_questions(folder: Path) -> list[Question]:
    """Every question of a folder, sorted by name.

    Args:
        folder: ``graph/questions``; files end in ``.rq``.

    Raises:
        InputError: a header is incomplete.
    """
    return [
        parse_question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))
    ]


def questions_in(rows: Iterable[Sequence[Any]]) -> list[Question]:
    """The questions in what a store answers to :data:`CATALOGUE_QUERY`; none where it is not one of ours.

    Args:
        rows: name and text of each, as literals.
    """
    return [parse_question(name.value, text.value) for name, text in rows]


# The named graph ---------------------------------------------------------------------------------

_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_SH = PREFIXES["sh"]
_DCTERMS = PREFIXES["dcterms"]
_SCHEMA: Final = "https://schema.org/"
_PREFIX_SET: Final = NamedNode(BASE + "question/prefixes")


def _quad(subject: NamedNode, predicate: str, value: NamedNode | RdfLiteral) -> Quad:
    return Quad(subject, NamedNode(predicate), value, QUESTIONS_GRAPH)


def _prefix_quads(query: str) -> Iterator[Quad]:
    for prefix, namespace in re.findall(r"(?im)^PREFIX\s+(\w*):\s*<([^>]*)>", query):
        node = NamedNode(f"{_PREFIX_SET.value}/{prefix}")
        yield _quad(_PREFIX_SET, _SH + "declare", node)
        yield _quad(node, _SH + "prefix", RdfLiteral(prefix))
        any_uri = NamedNode(PREFIXES["xsd"] + "anyURI")
        yield _quad(node, _SH + "namespace", RdfLiteral(namespace, datatype=any_uri))


def to_quads(questions: Iterable[Question]) -> Iterator[Quad]:
    """The catalogue as SHACL SPARQL executables in its named graph.

    The text of a query is the whole file with its header, so that :func:`parse_question` reads it
    back from a store.
    """
    for question in questions:
        node = NamedNode(f"{BASE}question/{question.name}")
        kind = question.form.capitalize()
        yield _quad(node, _RDF + "type", NamedNode(_SH + "SPARQLExecutable"))
        yield _quad(node, _RDF + "type", NamedNode(f"{_SH}SPARQL{kind}Executable"))
        yield _quad(node, _DCTERMS + "identifier", RdfLiteral(question.name))
        yield _quad(node, _RDFS + "label", RdfLiteral(question.title, language="en"))
        yield _quad(node, _RDFS + "comment", RdfLiteral(question.description, language="en"))
        for word in question.keywords:
            yield _quad(node, _SCHEMA + "keywords", RdfLiteral(word))
        yield _quad(node, _SCHEMA + "target", NamedNode(BASE + "dataset"))
        yield _quad(node, _SH + "prefixes", _PREFIX_SET)
        yield _quad(node, _SH + question.form.lower(), RdfLiteral(question.query))
        yield from _prefix_quads(question.query)
