"""What is wrong with RDF of others: names of ours, things without names, statements about our things.

Then our shapes judge our records and theirs together, as ours alone keep them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from ..curation.graph import Graph
from ..curation.reading import read_graph
from ..curation.shipped import ontology_of
from ..curation.violations import Violation
from ..errors import InputError, QueryTimeoutError
from ..rdf.conformance import conform
from ..rdf.dataset import complete, curated_store
from ..rdf.description import TYPE, predicate
from ..rdf.namespaces import BASE, EXOKG, PREFIXES, compress
from ..rdf.origin import Origins, Place
from ..rdf.others import ForeignGraph, derived_names, is_derived, joined
from .deadline import run_within
from .foreign_graphs import ReadGraph, choices_of, read_foreign_graph
from .foreign_places import ForeignPlaces

_IMPORTS: Final = predicate("owl:imports")
_LICENCE_HINT: Final = "say dcterms:license of its void:Dataset, or give exokg build --licence IRI"
_LABEL: Final = predicate("rdfs:label")
_ALMOST: Final = BASE.replace("https:", "http:")
_SECONDS: Final = 120.0
_MEMORY_MB: Final = 1500
_WORDS: Final = 12  # of a closed list that a hint names
_KINDS: Final = {EXOKG: "class or property", PREFIXES["code"]: "code"}


class Joining:
    """Graphs of others beside a graph of ours: what is wrong with them, and the dataset of both.

    Args:
        graph: our records, without faults.
        curated: what :func:`exokg.rdf.dataset.curated_store` made of them; becomes the dataset of both.
        whole: the same with all that follows from it.
        others: what is to join them.
    """

    def __init__(self, graph: Graph, curated: Store, whole: Store, others: Sequence[ReadGraph]) -> None:
        self._graph = graph
        self._whole = whole
        self._others = others
        self.dataset = curated
        self._derived = derived_names(curated, whole)

    def faults(self) -> list[Violation]:
        """Every fault, sorted by its place; the shapes judge what has no other error."""
        found = [fault for other, places in self._others for fault in self._of_names(other, places)]
        graphs = [other for other, _ in self._others]
        for other in graphs:
            self.dataset.extend(list(joined(other, self._derived)))
        if not any(fault.level == "ERROR" for fault in found):
            complete(self.dataset, self._graph, graphs)
            changed = {*self.dataset} ^ {*self._whole}
            origins = _Origins(self._graph, self.dataset, self._others)
            found += conform(self.dataset, self._graph, changed, origins)
        return sorted(set(found))

    def _of_names(self, other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
        """What is wrong with single statements."""
        own = {triple.subject for triple in other.triples}
        yield from _nameless(other, places)
        for triple in other.triples:
            subject, said = triple.subject, compress(triple.predicate)
            where = places.of(getattr(subject, "value", ""), triple.predicate.value)
            if isinstance(subject, NamedNode) and self._is_ours(subject, triple):
                message = f"{compress(subject)} has a name of exokg, and this file says its {said}"
                hint = "leave the statement out, or name a thing of your own outside " + BASE
                yield Violation(*where, "said-of-ours", "ERROR", message, hint)
            elif is_derived(triple, self._derived):
                kind = triple.object if triple.predicate == TYPE else triple.predicate
                message = f"exokg derives {_short(kind)} itself: this statement is left out"
                yield Violation(*where, "derived-by-exokg", "WARN", message)
        yield from self._unknown(other, places)
        for thing in sorted(_of_our_classes(other) & own - _labelled(other), key=str):
            message = f"{compress(thing)} has no rdfs:label"
            yield Violation(*places.of(thing.value), "label-missing", "WARN", message, "give it one")

    def _is_ours(self, subject: NamedNode, triple: Triple) -> bool:
        """Whether a statement adds something to a thing that we describe, or takes a name of ours."""
        known = self.dataset.quads_for_pattern(subject, None, None)
        if next(known, None) is None:
            return subject.value.startswith(BASE)
        return next(self._whole.quads_for_pattern(subject, triple.predicate, triple.object), None) is None

    def _unknown(self, other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
        """Names of ours that we do not have."""
        own = {triple.subject for triple in other.triples}
        used = {
            term for triple in other.triples for term in (triple.predicate, triple.object)
            if isinstance(term, NamedNode) and term.value.startswith((BASE, _ALMOST)) and term not in own
        }  # fmt: skip
        for name in sorted(used, key=str):
            if name.value.startswith(_ALMOST):
                fault = (f"{name.value} begins with http:", f"names of exokg begin with {BASE}")
            elif next(self._whole.quads_for_pattern(name, None, None), None) is not None:
                continue
            else:
                fault = self._missing(name.value)
            yield Violation(*places.first(name.value), "unknown-name", "ERROR", *fault)

    def _missing(self, name: str) -> tuple[str, str]:
        space = name[: max(name.rfind("/"), name.rfind("#")) + 1]
        local = name.removeprefix(space)
        known = [one.removeprefix(space) for one in self._subjects if one.startswith(space)]
        cased = {one.casefold(): one for one in known}
        near = get_close_matches(local.casefold(), sorted(cased), n=3)
        said = " / ".join(compress(space + cased[one]) for one in near)
        hint = f"did you mean {said}?" if near else "exokg search lists names"
        if space == PREFIXES["code"]:
            words = sorted(one for one in known if one.startswith(local.partition("-")[0] + "-"))
            hint = f"one of: {', '.join(words[:_WORDS])}" if words else hint
        return f"{compress(name)} is no {_KINDS.get(space, 'thing')} of exokg", hint

    @property
    def _subjects(self) -> list[str]:
        rows = self._whole.query(f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}')
        return [row["s"].value for row in rows]  # type: ignore[union-attr]  # rows of a SELECT


def judged(joining: Joining) -> list[Violation]:
    """The faults of graphs of others, in bounded time and memory: a hostile file may have endless ones.

    Raises:
        QueryTimeoutError: a bound was passed.
    """
    try:
        return run_within(_SECONDS, joining.faults, memory_mb=_MEMORY_MB)
    except QueryTimeoutError as error:
        raise QueryTimeoutError(
            f"RDF of others: not judged within {_SECONDS:g} s and {_MEMORY_MB:,} MB",
            hint="check a part of the file first, and correct its faults",
        ) from error


def check_foreign(paths: Sequence[Path], folder: Path) -> tuple[list[Violation], list[str]]:
    """Check RDF files of others, together and each by itself, against a graph of ours.

    Args:
        paths: the files.
        folder: the graph.

    Returns:
        Every fault, sorted by its place, and a line on each file. A file without names of ours is only read.

    Raises:
        FormatError: a suffix is not known.
        InputError: a file cannot be read, parsed, or passes a limit; or the graph has errors.
    """
    read = [read_foreign_graph(path) for path in paths]
    ours = [one for one in read if _names_ours(one.graph)]
    found = [
        Violation(places.path, 1, 1, "licence-missing", "WARN", "states no licence", _LICENCE_HINT)
        for graph, places in ours
        if not graph.licence
    ]
    for graphs in choices_of(ours).values() if ours else ():
        found += judged(_joined_to(folder, graphs))
    return sorted(set(found)), [line for one in read for line in _lines(one, named=one in ours)]


def _joined_to(folder: Path, others: Sequence[ReadGraph]) -> Joining:
    graph = read_graph(folder)
    if any(fault.level == "ERROR" for fault in graph.violations):
        raise InputError(f"{folder}: has errors, so nothing can be checked against it", "exokg validate")
    curated, whole = curated_store(graph, ontology_of(folder).read_bytes()), Store()
    whole.bulk_extend(curated)
    complete(whole, graph)
    return Joining(graph, curated, whole, others)


def _names_ours(graph: ForeignGraph) -> bool:
    terms = (term for triple in graph.triples for term in (triple.subject, triple.predicate, triple.object))
    return any(isinstance(term, NamedNode) and term.value.startswith((BASE, _ALMOST)) for term in terms)


def _lines(read: ReadGraph, *, named: bool) -> Iterator[str]:
    """What is said of a file."""
    graph, path = read.graph, read.places.path
    if any(triple.predicate == _IMPORTS for triple in graph.triples):
        yield f"{path}: its owl:imports were not followed: nothing is fetched"
    size = f"{path}: {len(graph.triples):,} statements"
    if not named:
        yield f"{size}, readable; it uses no name of exokg, and no rule was applied"
        return
    kinds = [triple.object for triple in graph.triples if triple.predicate == TYPE]
    studies, findings = (kinds.count(NamedNode(EXOKG + name)) for name in ("Study", "Finding"))
    yield f"{size} of <{graph.name}>; studies: {studies}, findings: {findings}"


def _short(term: object) -> str:
    return compress(str(getattr(term, "value", term)))


def _nameless(other: ForeignGraph, places: ForeignPlaces) -> Iterator[Violation]:
    terms = [term for triple in other.triples for term in (triple.subject, triple.object)]
    number = len({term for term in terms if isinstance(term, BlankNode)})
    if number:
        message = f"{number} thing{'' if number == 1 else 's'} without an IRI"
        hint = "name each one: two builds must give the same graph, and a finding must be cited"
        yield Violation(*places.nameless(), "nameless-thing", "ERROR", message, hint)
    if any(isinstance(term, Triple) for term in terms):
        hint = "exokg reads RDF 1.1: describe a finding with its own IRI instead"
        yield Violation(*places.nameless(), "nameless-thing", "ERROR", "a statement about a statement", hint)


def _of_our_classes(other: ForeignGraph) -> set[NamedNode]:
    return {
        triple.subject for triple in other.triples
        if triple.predicate == TYPE and isinstance(triple.subject, NamedNode)
        and getattr(triple.object, "value", "").startswith(EXOKG)
    }  # fmt: skip


def _labelled(other: ForeignGraph) -> set[object]:
    return {triple.subject for triple in other.triples if triple.predicate == _LABEL}


class _Origins(Origins):
    """Knows of our things the place in the records, and of theirs the place in the file."""

    def __init__(self, graph: Graph, store: Store, others: Sequence[ReadGraph]) -> None:
        super().__init__(graph, store)
        self._places = {
            str(getattr(triple.subject, "value", "")): there
            for other, there in others
            for triple in other.triples
        }

    def of(self, iri: str, predicate: str | None = None, value: str | None = None) -> Place:
        there = self._places.get(iri)
        return super().of(iri, predicate, value) if there is None else there.of(iri, predicate, value)
