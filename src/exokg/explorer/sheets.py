"""Reads the tables of the page from a store, by SPARQL, in an order that depends on the data alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ..model.effects import DIRECTIONS
from ..rdf.namespaces import PREFIXES, compress, expand
from ..store import Store
from ..store.solutions import value_of
from .page_tables import TABLES, PageTable

Row = dict[str, "str | list[str]"]
"""One thing: column → text; IRIs are CURIEs. Every row has ``id`` and ``class``."""
Rows = list[Row]

_short = lru_cache(maxsize=1 << 18)(compress)
"""CURIEs are made once: a large graph says the same IRI many thousand times."""
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD: Final = PREFIXES["xsd"]
_NUMBER: Final = re.compile("n[A-Z]")


class Sheet:
    """The rows of one table, and what kind of value each column holds.

    Args:
        table: the declaration.
        rows: sorted by id.
        kinds: column → ``iri``, ``lang`` (English text) or the local name of an XSD type; columns of mixed
            kinds are left out.
    """

    def __init__(self, table: PageTable, rows: Rows, kinds: dict[str, str]) -> None:
        self.table = table
        self.rows = rows
        self.kinds = kinds


def _values(classes: tuple[str, ...]) -> str:
    return " ".join(f"<{expand('exokg:' + name).value}>" for name in classes)


def _rows_query(table: PageTable) -> str:
    """What things state, filtered: to look up every column of every thing takes a third longer."""
    properties = ", ".join(f"<{expand(column.property).value}>" for column in table.columns)
    return (
        f"SELECT ?thing ?property ?value ?class WHERE {{ VALUES ?class {{ {_values(table.classes)} }} "
        f"?thing a ?class ; ?property ?value FILTER(?property IN ({properties})) }}"
    )


def _kind(value: object) -> str:
    datatype = getattr(value, "datatype", None)
    if datatype is None:
        return "iri"
    if getattr(value, "language", None):
        return "lang"
    return str(datatype.value).removeprefix(_XSD)


def read_sheet(store: Store, table: PageTable) -> Sheet:
    """The rows of one table.

    A thing of several of the table's classes is shown under the first of them.
    """
    names = {expand(column.property).value: column for column in table.columns}
    found: dict[str, dict[str, set[str]]] = {}
    classes: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for thing, property_, value, class_ in store.select(_rows_query(table)):
        identity = _short(value_of(thing))
        column = names[value_of(property_)]
        kind = _kind(value)
        text = _short(value_of(value)) if kind == "iri" else value_of(value)
        found.setdefault(identity, {}).setdefault(column.name, set()).add(text)
        classes.setdefault(identity, set()).add(value_of(class_).rpartition("/")[2])
        kinds.setdefault(column.name, set()).add(kind)
    many = {column.name for column in table.columns if column.many}
    rows: Rows = []
    for identity in sorted(found):
        row: Row = {
            "id": identity,
            "class": next(name for name in table.classes if name in classes[identity]),
        }
        for name, values in sorted(found[identity].items()):
            row[name] = sorted(values) if name in many else min(values)
        rows.append(row)
    return Sheet(table, rows, {name: min(seen) for name, seen in sorted(kinds.items()) if len(seen) == 1})


def read_sheets(store: Store) -> dict[str, Sheet]:
    """Every table of :data:`~exokg.explorer.page_tables.TABLES`; terms only as far as something names them.

    A record has a column for each number that some record gives.
    """
    numbers = " ".join(_read_numbers(store))
    tables = [replace(one, text=f"{one.text} {numbers}") if one.name == "records" else one for one in TABLES]
    sheets = {table.name: read_sheet(store, table) for table in tables}
    terms = sheets["terms"]
    terms.rows = _mentioned(terms.rows, sheets)
    return sheets


def _read_numbers(store: Store) -> list[str]:
    """``nMen``, ``nPerArm`` …: what the build declared for the keys under which curators counted."""
    domain, range_ = expand("rdfs:domain").value, expand("rdfs:range").value
    record = expand("exokg:Record").value
    query = f"SELECT ?property WHERE {{ ?property <{domain}> <{record}> ; <{range_}> <{_XSD}integer> }}"
    names = sorted(value_of(property_).rpartition("/")[2] for (property_,) in store.select(query))
    return [name for name in names if _NUMBER.match(name)]


def _mentioned(terms: Rows, sheets: dict[str, Sheet]) -> Rows:
    """The terms that a row of another table names, what those come from, and the terms above them."""
    wanted: set[str] = set()
    for name, sheet in sheets.items():
        if name != "terms":
            for row in sheet.rows:
                for value in row.values():
                    wanted.update([value] if isinstance(value, str) else value)
    above = {str(row["id"]): [*row.get("within", []), str(row.get("producedBy"))] for row in terms}
    frontier = [identity for identity in above if identity in wanted]
    while frontier:
        parents = {parent for identity in frontier for parent in above.get(identity, []) if parent in above}
        frontier = sorted(parents - wanted)
        wanted |= parents
    return [row for row in terms if row["id"] in wanted]


def read_labels(store: Store) -> dict[str, dict[str, str]]:
    """Label, definition and rank of the words of the closed lists, effects, numbers and groups, by CURIE."""
    effects = ", ".join(f"<{expand(direction.property).value}>" for direction in DIRECTIONS)
    query = (
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "PREFIX obo: <http://purl.obolibrary.org/obo/> "
        "SELECT ?thing ?label ?definition ?rank WHERE { { SELECT ?thing ?label WHERE { "
        "?thing rdfs:label ?label FILTER("
        'REGEX(STR(?thing), "^https://w3id.org/exokg/((code|group)/|ontology/n[A-Z])") || '
        f"?thing IN ({effects})) }} }} "
        "OPTIONAL { ?thing obo:IAO_0000115 ?definition } OPTIONAL { ?thing exokg:rank ?rank } }"
    )
    labels: dict[str, dict[str, str]] = {}
    for thing, label, definition, rank in store.select(query):
        texts = {"label": value_of(label), "definition": value_of(definition), "rank": value_of(rank)}
        labels[_short(value_of(thing))] = {name: text for name, text in texts.items() if text}
    return dict(sorted(labels.items()))


def read_class_labels(store: Store) -> dict[str, str]:
    """What the ontology calls the classes of terms and of records, by their local names."""
    names = [name for table in TABLES if table.name in {"terms", "records"} for name in table.classes]
    label = expand("rdfs:label").value
    values = _values(tuple(names))
    query = f"SELECT ?class ?label WHERE {{ VALUES ?class {{ {values} }} ?class <{label}> ?label }}"
    found = {value_of(class_).rpartition("/")[2]: value_of(word) for class_, word in store.select(query)}
    return {name: found.get(name, name) for name in names}


def read_meta(store: Store) -> dict[str, str]:
    """What the graph says of itself: title, description, version, licence, dates and counts."""
    query = (
        "SELECT ?property ?value WHERE { GRAPH <https://w3id.org/exokg/graph/metadata> "
        "{ <https://w3id.org/exokg/dataset> ?property ?value } }"
    )
    said = {value_of(property_): value_of(value) for property_, value in store.select(query)}
    return {iri.replace("#", "/").rpartition("/")[2]: said[iri] for iri in sorted(said) if iri != _TYPE}
