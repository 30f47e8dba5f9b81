"""A vocabulary in a local file: OBO Graphs, OWL or a table; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import FormatError, InputError
from ..model.prefixes import curie_fault, curie_of

_FORMATS: Final = {".json": "OBO Graphs", ".owl": "OWL", ".rdf": "OWL", ".ttl": "OWL", ".tsv": "table"}
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_OBO_IN_OWL: Final = "http://www.geneontology.org/formats/oboInOwl#"
_REPLACED: Final = "http://purl.obolibrary.org/obo/IAO_0100001"


class OutsideTerm(NamedTuple):
    """A term of an outside vocabulary.

    Attributes:
        curie: its identifier.
        label: its name.
        synonyms: its exact synonyms.
        obsolete: whether its vocabulary gave it up.
        replaced_by: the CURIE to use instead, where it says so.
    """

    curie: str
    label: str
    synonyms: tuple[str, ...] = ()
    obsolete: bool = False
    replaced_by: str | None = None


def read_vocabulary(path: Path) -> dict[str, OutsideTerm]:
    """Return the terms of a vocabulary by CURIE; those of prefixes that exokg does not know are left out.

    Args:
        path: OBO Graphs (``.json``, https://github.com/geneontology/obographs), OWL (``.owl``, ``.rdf``,
            ``.ttl``) or a table (``.tsv``) with the columns curie, label and, if there are any, synonyms
            (separated by ``|``), obsolete and replaced_by.

    Raises:
        FormatError: the name of the file ends otherwise.
        InputError: the file cannot be read, or holds no term of a known vocabulary.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise FormatError(f"{path}: not a vocabulary", f"known endings: {', '.join(_FORMATS)}")
    try:
        data = path.read_bytes()
        terms = {"OBO Graphs": _obo_graphs, "OWL": _owl, "table": _table}[form](data, path.suffix.lower())
        found = {term.curie: term for term in terms if curie_fault(term.curie) is None and term.label}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise InputError(f"{path}: not {form}: {error}", "check that the file is whole") from error
    if not found:
        raise InputError(f"{path}: no term of a known vocabulary", "its prefixes are in model/prefixes.py")
    return found


def _curie(name: str) -> str:
    return curie_of(name) or name


def _obo_graphs(data: bytes, _suffix: str) -> Iterator[OutsideTerm]:
    for graph in json.loads(data)["graphs"]:
        for node in graph.get("nodes", ()):
            meta: dict[str, Any] = node.get("meta", {})
            synonyms = [
                one["val"] for one in meta.get("synonyms", ()) if one.get("pred") == "hasExactSynonym"
            ]
            values = {one["pred"]: one["val"] for one in meta.get("basicPropertyValues", ())}
            replaced = values.get(_REPLACED)
            yield OutsideTerm(
                _curie(node["id"]),
                node.get("lbl") or "",
                tuple(synonyms),
                bool(meta.get("deprecated")),
                _curie(replaced) if replaced else None,
            )


def _owl(data: bytes, suffix: str) -> Iterator[OutsideTerm]:
    import pyoxigraph as ox

    form = ox.RdfFormat.TURTLE if suffix == ".ttl" else ox.RdfFormat.RDF_XML
    said: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(data, format=form, base_iri="file:///"):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(
                quad.object.value
            )
    for iri, values in said.items():
        replaced = next(iter(values.get(_REPLACED, ())), None)
        yield OutsideTerm(
            _curie(iri),
            next(iter(values.get(f"{_RDFS}label", ())), ""),
            tuple(sorted(values.get(f"{_OBO_IN_OWL}hasExactSynonym", ()))),
            "true" in values.get(f"{_OWL}deprecated", ()),
            _curie(replaced) if replaced else None,
        )


def _table(data: bytes, _suffix: str) -> Iterator[OutsideTerm]:
    head, *lines = data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n").split("\n")
    columns = head.split("\t")
    if not {"curie", "label"} <= set(columns):
        raise ValueError("its first line does not name the columns curie and label")
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=False))
        synonyms = tuple(filter(None, row.get("synonyms", "").split("|")))
        obsolete = row.get("obsolete", "").lower() not in ("", "false", "no", "0")
        yield OutsideTerm(row["curie"], row["label"], synonyms, obsolete, row.get("replaced_by") or None)
