"""Work on ``terms.tsv``: finding a term, adding one, comparing labels with their vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..model.categories import CATEGORIES
from ..model.names import slug
from .hints import likely_names
from .reading import read_graph
from .replacement import replacing
from .rules import check_graph
from .spelling import singular, words_of
from .tables import parse_table
from .terms import TERM_COLUMNS, Term, Terms, label_checksum
from .vocabulary import OutsideTerm


class FoundTerm(NamedTuple):
    """A term whose name holds the words looked for."""

    category: str
    curie: str
    label: str
    synonyms: tuple[str, ...]
    where: str


class NewTerm(NamedTuple):
    """What a curator says of a new term; its checksum and the slug of a term of our own are made."""

    category: str
    label: str
    curie: str = ""
    synonyms: tuple[str, ...] = ()
    parent: str = ""
    definition: str = ""
    mapping: str = ""
    dimension: str = ""
    group: str = ""
    valence: str = ""
    valence_reason: str = ""
    version: str = ""


class TermDifference(NamedTuple):
    """A row of ``terms.tsv`` that its vocabulary says differently."""

    line: int
    curie: str
    message: str
    hint: str


def find_terms(terms: Terms, text: str, outside: Mapping[str, OutsideTerm] | None = None) -> list[FoundTerm]:
    """Return the terms of which a name holds all words of a text, or may be meant by it; ours come first."""
    ours = [FoundTerm(term.category, term.curie, term.label, term.synonyms, terms.name) for term in terms]
    known = {term.curie for term in ours}
    in_use = (one for one in (outside or {}).values() if not one.obsolete)
    theirs = sorted(one for one in in_use if one.curie not in known)
    everything = [*ours, *(FoundTerm("", one.curie, one.label, one.synonyms, "file") for one in theirs)]
    wanted = {singular(word) for word in words_of(text)}
    near = set(likely_names(text, (name for term in ours for name in (term.label, *term.synonyms))))

    def fits(term: FoundTerm) -> bool:
        names = (term.label, *term.synonyms)
        held = any(wanted <= {singular(word) for word in words_of(name)} for name in names)
        return text == term.curie or (bool(wanted) and held) or not near.isdisjoint(names)

    found = [term for term in everything if fits(term)]
    return sorted(found, key=lambda term: (term.where != terms.name, len(term.label), term.label))


def add_term(folder: Path, new: NewTerm) -> str:
    """Add a row to ``terms.tsv``, below those of its category, and return its CURIE.

    Raises:
        InputError: a rule of the table refuses the row: the term or one of its names is there already, its
            prefix or parent is not known, or a definition or version is missing. The table stays as it was.
    """
    if new.category not in CATEGORIES:
        raise InputError(f"{new.category} is not a category", f"one of: {', '.join(CATEGORIES)}")
    own = f"{'source' if new.category == 'source' else 'term'}:{slug(new.label)}"
    curie = new.curie or own
    graph = read_graph(folder, ())
    parent = graph.terms.find(new.parent) if new.parent else None
    if new.parent and parent is None:
        raise InputError(f"there is no term {new.parent}", "add the parent first, or choose another")
    _refuse_known_names(graph.terms, new, curie)
    cells = {name.replace("_", "-"): value for name, value in new._asdict().items()}
    cells |= {"curie": curie, "synonyms": "|".join(new.synonyms)}
    cells |= {"parent": parent.curie if parent else "", "checksum": label_checksum(curie, new.label)}
    row = "\t".join(str(cells.get(column, "")) for column in TERM_COLUMNS)
    path = folder / "terms.tsv"
    before = path.read_bytes().decode("utf-8")
    after = _with_row(before, new.category, row)
    table = parse_table(after.replace("\r\n", "\n"), TERM_COLUMNS, str(path))
    changed = replace(graph, terms=Terms.from_table(table), violations=[])
    known = {(fault.rule, fault.message) for fault in check_graph(graph)}
    faults = sorted({*table.violations, *check_graph(changed)})
    new_faults = [fault for fault in faults if (fault.rule, fault.message) not in known]
    if new_faults:
        raise InputError(new_faults[0].message, new_faults[0].hint)
    with replacing(path.resolve()) as file:
        file.write(after.encode("utf-8"))
    return curie


def _refuse_known_names(terms: Terms, new: NewTerm, curie: str) -> None:
    for name in (curie, new.label, *new.synonyms):
        known = terms.find(name, (new.category,))
        if known is not None:
            raise InputError(
                f"{name} names {known.label} ({known.curie}) already, in line {known.line}",
                "use that term, or add the name to its synonyms",
            )


def _with_row(text: str, category: str, row: str) -> str:
    """Return a table with a row below the last of its category."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.rstrip("\r\n").split(end)
    same = [at for at, line in enumerate(lines) if line.split("\t", 1)[0] == category]
    lines.insert((same[-1] if same else len(lines) - 1) + 1, row)
    return end.join(lines) + end


def compare_terms(
    terms: Iterable[Term], outside: Mapping[str, OutsideTerm]
) -> Iterator[TermDifference | None]:
    """Yield None for each of our terms that its vocabulary has as we do, and else what differs.

    Terms of which the vocabulary says nothing are passed over.
    """
    for term in terms:
        if term.curie not in outside:
            continue
        known = outside[term.curie]
        if known.label != term.label:
            message = f"{term.curie} is {term.label!r} here and {known.label!r} there"
            yield TermDifference(term.line, term.curie, message, "copy the label, then renew the checksum")
        elif known.obsolete and term.obsolete is None:
            hint = f"write {known.replaced_by or 'none'} into obsolete"
            yield TermDifference(term.line, term.curie, f"{term.curie} {term.label} is obsolete", hint)
        else:
            yield None
