"""The questions of the catalogue: one SPARQL file each, with a header that says what it asks.

A file is plain SPARQL 1.1 and runs unchanged on any engine. Its header is a block of comments::

    # title: Doses given in animals and people
    # number: Q12
    # audience: researcher
    # about: One row for each arm; the dose as printed and, where plain, as typed.
    #   A second line goes on here.
    # because: its rows are arms, not findings.
    # keywords: dose, route, schedule
    # parameter: route term(route) optional; how it was given
    # columns: study arm dose route
    # shown: study dose route
    # tally: route
    # coverage: studies

``because`` says why neither find nor count answers it. A person sees the columns ``shown`` first; all where
that line is missing. The sentence above an answer says how many rows have each value of the column ``tally``;
a second column names what is counted instead: ``tally: state record`` counts records. Each parameter is one
line ``VALUES ?route { … }`` of the query, which holds its default. Values are put in as RDF terms, serialised
by the engine's own library: no text of a user is ever pasted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, get_args

from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Literal as RdfLiteral
    from pyoxigraph import NamedNode

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
        """Whether the question can be asked without it."""
        return self.default in _OPEN


@dataclass(frozen=True)
class Question:
    """A question of the catalogue: what it asks, and the query that answers it."""

    name: str
    title: str
    number: str
    audience: str
    description: str
    because: str
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    tally: tuple[str, ...]
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
        InputError: the header lacks an entry, or a parameter has no VALUES line, or unequal ones.
    """
    place = f"questions/{name}.rq"
    entries = _header(text)
    said = dict(entries)
    for needed in ("title", "audience", "about", "columns", "coverage"):
        if not said.get(needed):
            raise InputError(f"{place}: the header lacks '# {needed}: …'")
    if said["coverage"] not in COVERAGES:
        raise InputError(f"{place}: coverage is one of {', '.join(COVERAGES)}, not {said['coverage']}")
    columns = tuple(said["columns"].split())
    shown = tuple(said.get("shown", said["columns"]).split())
    tally = tuple(said.get("tally", "").split())
    for entry, names in (("shown", set(shown)), ("tally", set(tally))):
        if not names <= set(columns):
            raise InputError(f"{place}: {entry} has {', '.join(names - set(columns))}, which is no column")
    defaults: dict[str, str] = {}
    for line in _VALUES.finditer(text):
        if defaults.setdefault(line["name"], line["default"]) != line["default"]:
            raise InputError(f"{place}: the lines VALUES ?{line['name']} hold different defaults")
    return Question(
        name=name,
        title=said["title"],
        number=said.get("number", ""),
        audience=said["audience"],
        description=said["about"],
        because=said.get("because", ""),
        keywords=tuple(word.strip() for word in said.get("keywords", "").split(",") if word.strip()),
        parameters=tuple(_parameter(place, value, defaults) for key, value in entries if key == "parameter"),
        columns=columns,
        shown=shown,
        tally=tally,
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
