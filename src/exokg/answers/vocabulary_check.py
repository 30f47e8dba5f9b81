"""Classes and properties of ours that a query names and the graph does not have.

Such a query is right SPARQL and has no rows, which looks like an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..errors import alike
from ..rdf.namespaces import EXOKG, PREFIXES, compress
from ..store import Store
from ..store.gate import read_shape
from ..store.solutions import value_of
from ..store.tokens import tokenize

_KNOWN = """SELECT DISTINCT ?name WHERE {{
  VALUES ?name {{ {names} }}
  FILTER(EXISTS {{ ?name ?any ?thing }} || EXISTS {{ ?one ?name ?other }} || EXISTS {{ ?it a ?name }})
}}"""
_CODES: Final = PREFIXES["code"]
_DECLARED = f"""SELECT DISTINCT ?name WHERE {{
  ?name a ?kind FILTER(STRSTARTS(STR(?name), "{EXOKG}") || STRSTARTS(STR(?name), "{_CODES}")) }}"""
_ALIKE: Final = 0.9  # how similar a namespace must be to one of ours to be taken for it


def unknown_names(store: Store, query: str) -> list[str]:
    """A line for each class, property or code of exokg in a query that the graph neither declares nor uses.

    A prefix that is bound to almost the namespace that people know it for has a line too.

    Args:
        store: what the query was asked.
        query: SPARQL text that was read without an error.
    """
    lines = list(_namespaces(query))
    used = dict.fromkeys(_names(query))
    if not used:
        return lines
    known = {
        value_of(name) for (name,) in store.select(_KNOWN.format(names=" ".join(f"<{n}>" for n in used)))
    }
    missing = [name for name in used if name not in known]
    if not missing:
        return lines
    declared = {compress(value_of(name)) for (name,) in store.select(_DECLARED)}
    return lines + [_line(compress(name), declared) for name in missing]


def _line(name: str, declared: set[str]) -> str:
    local = name.partition(":")[2]
    is_class = local[0].isupper()  # classes begin with a capital, properties do not
    declared = {one for one in declared if one.partition(":")[0] == name.partition(":")[0]}
    holding = [one for one in declared if local.casefold() in one.casefold()]
    within = sorted(holding, key=lambda one: (one.partition(":")[2][0].isupper() != is_class, len(one), one))
    near = within or alike(name, sorted(declared))
    hint = f"; did you mean {' / '.join(near[:3])}?" if near else ""
    kind = "code" if name.startswith("code:") else "class or property"
    return f"{name} is no {kind} of this graph{hint}"


def _namespaces(query: str) -> Iterator[str]:
    """A line for each prefix of a query whose namespace is all but one that the graph uses."""
    for prefix, namespace in sorted(read_shape(query).prefixes.items()):
        known = alike(namespace, PREFIXES.values(), 1, _ALIKE)
        if known and namespace not in PREFIXES.values() and not namespace.startswith(known[0]):
            yield f"nothing in this graph begins with the namespace of {prefix}:; did you mean <{known[0]}>?"


def _names(query: str) -> Iterator[str]:
    """The IRIs of our vocabulary that a query names."""
    prefixes = {**PREFIXES, **read_shape(query).prefixes}
    for token in tokenize(query):
        iri = token.text[1:-1] if token.kind == "iri" else ""
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            iri = prefixes.get(prefix, "") + local
        for space in (EXOKG, _CODES):
            local = iri[len(space) :].replace("-", "") if iri.startswith(space) else ""
            if local.isalnum():
                yield iri
