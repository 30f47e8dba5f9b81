"""RDF files of others that are to join a store: each as one graph with a name and a licence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph
from pyoxigraph import Triple

from ..errors import InputError
from ..model.names import slug
from ..rdf.description import TYPE
from ..rdf.namespaces import BASE, PREFIXES
from ..rdf.others import ForeignGraph
from .foreign import media_type_of, parse_apart
from .foreign_places import ForeignPlaces

_DATASETS: Final = {
    f"{PREFIXES['void']}Dataset",
    f"{PREFIXES['dcat']}Dataset",
    f"{PREFIXES['owl']}Ontology",
    "https://schema.org/Dataset",
}
_LICENCES: Final = {
    f"{PREFIXES['dcterms']}license",
    "http://creativecommons.org/ns#license",
    "https://schema.org/license",
}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


class ReadGraph(NamedTuple):
    """A graph of others and where in its file it says what."""

    graph: ForeignGraph
    places: ForeignPlaces


def read_foreign_graphs(paths: Iterable[Path], licence: str | None = None) -> list[ReadGraph]:
    """Read the files that join a store, sorted by the names of their graphs.

    Args:
        paths: RDF files.
        licence: IRI of the licence of those that state none.

    Raises:
        InputError: a file cannot be read, states no licence where none is given or another than is given,
            or two files are the same graph.
    """
    if licence is not None and not _ADDRESS.fullmatch(licence):
        raise InputError(
            f"--licence {licence}: not an address", "such as https://creativecommons.org/licenses/by/4.0/"
        )
    found: dict[str, ReadGraph] = {}
    for path in paths:
        graph, places = read_foreign_graph(path)
        stated = graph.licence
        if not (stated or licence):
            hint = "state it in the file (dcterms:license of its void:Dataset) or with --licence IRI"
            raise InputError(f"{path}:1: states no licence", hint)
        if licence is not None and stated not in ("", licence):
            raise InputError(f"{path}: its licence is {stated}, not {licence}", "leave out --licence")
        if graph.name in found:
            raise InputError(f"{path}: the same graph as {found[graph.name].places.path}, <{graph.name}>")
        found[graph.name] = ReadGraph(graph._replace(licence=stated or str(licence)), places)
    return [found[name] for name in sorted(found)]


def choices_of(graphs: Sequence[ReadGraph]) -> dict[str | None, Sequence[ReadGraph]]:
    """What a user may include of graphs of others: all of them (``None``), or one, by its IRI."""
    found: dict[str | None, Sequence[ReadGraph]] = {None: graphs}
    return found if len(graphs) == 1 else found | {one.graph.name: [one] for one in graphs}


def read_foreign_graph(path: Path) -> ReadGraph:
    """Read one file, under :data:`~.foreign.LIMITS`; the licence is empty if the file states none.

    The graph is named as the file describes itself: by its one ``void:Dataset``, ``dcat:Dataset`` or
    ``owl:Ontology``; else by the name of the file and its digest. Named graphs in the file become one.

    Raises:
        FormatError: the suffix is not known.
        InputError: the file cannot be read or parsed, or names an impossible licence.
    """
    media_type = media_type_of(path)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            with parse_apart(file, media_type, str(path)) as quads:
                read = {quad.triple for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)}
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    triples = tuple(sorted(read, key=str))
    name, licence = _description(triples)
    graph = ForeignGraph(name or _name_of(path, digest), path.name, digest, licence, triples)
    return ReadGraph(graph, ForeignPlaces(path, media_type))


def _name_of(path: Path, digest: str) -> str:
    return f"{BASE}graph/with/{slug(path.name.partition('.')[0]) or 'file'}-{digest[:16]}"


def _description(triples: Collection[Triple]) -> tuple[str, str]:
    """IRI and licence of the dataset that a file says it is; empty where it does not say."""
    datasets = {
        triple.subject
        for triple in triples
        if triple.predicate == TYPE and getattr(triple.object, "value", "") in _DATASETS
    }
    stated = {
        triple.subject: triple.object
        for triple in triples
        if triple.predicate.value in _LICENCES and triple.subject in datasets
    }
    licensed = set(stated) or datasets
    names = [node.value for node in licensed if isinstance(node, pyoxigraph.NamedNode)]
    licences = {getattr(node, "value", "") for node in stated.values()}
    (licence,) = licences if len(licences) == 1 else ("",)
    return names[0] if len(names) == 1 else "", licence if _ADDRESS.fullmatch(licence) else ""
