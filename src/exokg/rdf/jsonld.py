"""The JSON-LD 1.1 context of the graph, made from the declarations of the model.

With it, keys are plain (``locator``), things are CURIEs (``study:…``) and values have types. What no field
declares, such as the parts of a claim, has its type from the ontology. Its key ``context`` is its own IRI,
which names the version of exokg that made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, Triple

from ..model.lists import Codes, OwnProperties
from ..model.records import MODELS
from ..model.slots import Slot, node_of, parts_of, slots
from ..model.types import RefersTo, TermOf, WebAddress
from .description import TYPE, predicate
from .namespaces import BASE, EXOKG, ONTOLOGY_PREFIXES, PREFIXES, compress, expand

_PLAIN: Final = ("exokg", "rdfs", "dcterms", "skos")
"""The vocabularies whose properties are written without a prefix, the first before the others."""

_RANGE: Final = expand("rdfs:range")
_KINDS: Final = {f"owl:{kind}Property" for kind in ("Object", "Datatype", "Annotation")}
PROPERTIES: Final = f"""
PREFIX owl: <{PREFIXES["owl"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
CONSTRUCT {{ ?property a ?kind ; rdfs:range ?range }} WHERE {{
  VALUES ?kind {{ {" ".join(sorted(_KINDS))} }}
  ?property a ?kind .
  OPTIONAL {{ ?property rdfs:range ?range }}
}}
"""
"""Asks a store for the statements of its ontology that the context needs."""

_TYPED: Final = ("xsd:integer", "xsd:decimal")


def context_iri() -> str:
    """The IRI of the context that this version of exokg makes."""
    from importlib.metadata import version

    return f"{BASE}context/{version('exokg')}"


def context_document(context: Mapping[str, Any]) -> bytes:
    """The document that is at :func:`context_iri`, as a release holds it and a server sends it."""
    return (json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n").encode()


def jsonld_context(ontology: Iterable[Quad | Triple]) -> dict[str, Any]:
    """The context: every prefix, and the key, type and container of every property.

    Numbers that are ``xsd:decimal`` are to be written as text, as JSON's own are doubles for JSON-LD.

    Args:
        ontology: the statements of ``ontology.ttl``, or what a store says to :data:`PROPERTIES`; others among
            them do no harm.

    Returns:
        What belongs under ``@context``; its keys are in the order of the alphabet, prefixes first.
    """
    types: dict[str, set[str]] = {}
    many: set[str] = set()
    for name, type_, several in _declared():
        types.setdefault(predicate(name).value, set()).update(type_)
        many |= {predicate(name).value} if several else set()
    for iri, type_ in _defined(ontology):
        types[iri] = types.get(iri) or type_
    names = _names([*types, TYPE.value])
    context: dict[str, Any] = {"@version": 1.1, "@vocab": EXOKG, "id": "@id", "type": "@type"}
    context["context"] = {"@id": context_iri()}
    for prefix, namespace in sorted({**ONTOLOGY_PREFIXES, **PREFIXES}.items()):
        context[prefix] = {"@id": namespace, "@prefix": True}
    for iri, name in sorted(names.items(), key=lambda item: item[1]):
        if iri != TYPE.value:
            context[name] = _entry(iri, types[iri], several=iri in many)
    return context


def _declared() -> Iterator[tuple[str, set[str], bool]]:
    """Each property that the model declares, its type if it says one, and whether it has several values."""
    for part in dict.fromkeys(part for model in MODELS.values() for part in parts_of(model)):
        node = node_of(part)
        if node is not None:
            yield from ((composed.property, set(), composed.many) for composed in node.composed)
            yield from [(node.of, {"@id"}, False)] if node.of else []
        for slot in slots(part):
            inside = slot.declared.inside if slot.part is not None else {}
            for inner in slots(slot.part) if slot.part is not None else ():
                if inner.name in inside:
                    yield inside[inner.name], {_type(inner)}, False
            if isinstance(slot.declared.property, str) and slot.declared.property:
                yield slot.declared.property, {_type(slot)}, slot.holds != "one"


def _type(slot: Slot) -> str:
    """The type of a field's values: ``@id`` for things, a datatype, or nothing for text."""
    if slot.part is not None or isinstance(slot.mark, Codes | OwnProperties | RefersTo | TermOf):
        return "@id"
    if isinstance(slot.mark, WebAddress):
        return "@none"  # an address where it is one, else text
    return {int: "xsd:integer", float: "xsd:decimal"}.get(slot.item, "")


def _defined(ontology: Iterable[Quad | Triple]) -> Iterator[tuple[str, set[str]]]:
    """Each property of the ontology with the type of its values."""
    kinds: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for said in ontology:
        if isinstance(said.subject, NamedNode) and isinstance(said.object, NamedNode):
            if said.predicate == TYPE and (kind := compress(said.object)) in _KINDS:
                kinds[said.subject.value] = kind
            elif said.predicate == _RANGE:
                ranges[said.subject.value] = compress(said.object)
    for iri, kind in kinds.items():
        range_ = ranges.get(iri, "")
        yield iri, {"@id" if kind.startswith("owl:Object") else range_ if range_ in _TYPED else ""}


def _names(iris: Iterable[str]) -> dict[str, str]:
    """The key of each property: its local name where no other has it, else its CURIE."""
    taken = {*PREFIXES, *ONTOLOGY_PREFIXES, "id", "type", "context"}
    found: dict[str, str] = {}
    for iri in sorted(iris, key=lambda iri: (not iri.startswith(EXOKG), iri)):
        curie = compress(iri)
        prefix, _, local = curie.partition(":")
        found[iri] = curie if prefix not in _PLAIN or local in taken else local
        taken.add(found[iri])
    return found


def _entry(iri: str, types: set[str], *, several: bool) -> dict[str, str]:
    entry = {"@id": iri}
    if len(types) == 1 and (only := next(iter(types))) not in ("", "@none"):
        entry["@type"] = only
    return entry | ({"@container": "@set"} if several else {})
