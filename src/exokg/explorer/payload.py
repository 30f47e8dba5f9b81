"""Everything the page knows, as one JSON value: tables, places, labels, questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from ..answers.readable import citations
from ..errors import UnknownTermError, alike
from ..model.effects import DIRECTIONS, Direction
from ..model.identifiers import best_page
from ..model.rungs import HUMAN_RUNGS
from ..rdf.findings import AUTHORS_OF_REVIEWS, GRAPHS
from ..rdf.namespaces import ONTOLOGY_PREFIXES, PREFIXES, compress
from ..store import Store
from .computed_columns import add_made_columns
from .facets import facets
from .lanes import lanes
from .page_questions import read_answers
from .page_tables import PageTable
from .sheets import Row, Rows, Sheet, read_class_labels, read_labels, read_meta, read_sheets

_STATES: Final = {
    "code:state-reported": "r",
    "code:state-not-reported": "n",
    "code:state-not-read": "u",
    "code:state-not-applicable": "a",
}
_CHOOSABLE: Final = ("terms", "records", "claims", "findings")
STRIPS: Final = PageTable("reporting", (), "", made=("states",))
"""The reporting checklist as the page holds it: one letter for each item."""
_ORDERED: Final = "code:rung-"
"""Words whose order the page needs."""
_EXPLAINED: Final = ("code:rung-", "code:readingdepth-")
"""Words whose definition the page shows; of the others it needs the label alone."""


def payload(store: Store, *, about: str | None = None) -> dict[str, Any]:
    """The data of the page; equal graphs give equal values, in the same order.

    Raises:
        UnknownTermError: ``about`` names nothing of the graph.
    """
    sheets = read_sheets(store)
    _check(about, sheets)
    items, strips = _strips(sheets["reporting"].rows)
    sheets["reporting"] = Sheet(STRIPS, strips, {})
    labels = read_labels(store)
    graphs = {study: f" (of <{graph}>)" for study, graph in store.kept.rows(GRAPHS)}
    cited = citations(store) | citations(store, AUTHORS_OF_REVIEWS)
    names = {compress(iri): name + graphs.get(iri, "") for iri, name in cited.items()}
    add_made_columns(sheets, labels, names)
    data = {
        "about": about,
        "meta": read_meta(store) | {"digest": store.digest[:12]},
        "prefixes": _prefixes(sheets),
        "labels": _short(labels),
        "effects": [_effect(direction) for direction in DIRECTIONS],
        "kinds": read_class_labels(store),
        "peopleRungs": [f"code:rung-{rung.replace(' ', '-')}" for rung in HUMAN_RUNGS],
        "facets": facets(),
        "homes": _homes(sheets),
        "items": items,
        "lanes": lanes(sheets),
        "questions": read_answers(store),
    }
    _trim(sheets)
    data["tables"] = {name: _table(sheet) for name, sheet in sheets.items()}
    return data


def _check(about: str | None, sheets: Mapping[str, Sheet]) -> None:
    known = {str(row["id"]) for name in _CHOOSABLE for row in sheets[name].rows}
    if about is not None and about not in known:
        near = ", ".join(alike(about, sorted(known)))
        raise UnknownTermError(f"{about}: nothing in this graph", f"near it: {near}" if near else None)


def _short(labels: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Labels without what the page does not show, and without a label that the code itself spells."""
    short = {
        name: {
            key: text
            for key, text in known.items()
            if (key != "definition" or name.startswith(_EXPLAINED))
            and (key != "rank" or name.startswith(_ORDERED))
            and (key != "label" or text != _spelt(name))
        }
        for name, known in labels.items()
    }
    return {name: known for name, known in short.items() if known}


def _spelt(code: str) -> str:
    """The words of a code: ``code:rung-in-vitro`` → ``in vitro``; ``data/things.js`` makes them too."""
    return code.partition("-")[2].replace("-", " ") if code.startswith("code:") else ""


def _effect(direction: Direction) -> dict[str, Any]:
    """How the page writes and draws one direction; of its colours it has those of the theme, by ``style``."""
    names = ("word", "mark", "style", "sign")
    return {"id": direction.property} | {name: getattr(direction, name) for name in names}


def _table(sheet: Sheet) -> dict[str, Any]:
    """One table: the kinds of its columns, their names, and its rows; 0 stands for what a row lacks.

    The columns that most rows have come first, and a row ends with the last that it has.
    """
    counts = Counter(name for row in sheet.rows for name in row)
    columns = sorted(counts, key=lambda name: (name not in {"id", "class"}, -counts[name], name))
    rows = [[row.get(name, 0) for name in columns] for row in sheet.rows]
    return {"kinds": sheet.kinds, "columns": columns, "rows": [_ended(row) for row in rows]}


def _ended(row: list[Any]) -> list[Any]:
    last = max(place for place, value in enumerate(row) if value != 0)
    return row[: last + 1]


def _strips(rows: Rows) -> tuple[list[str], Rows]:
    """The reporting items, and for each preparation or study one letter per item.

    Letters: ``r`` reported, ``n`` not reported, ``u`` not read, ``a`` not applicable, ``.`` no such item.
    """
    items = sorted({str(row["item"]) for row in rows if "item" in row})
    owners: dict[str, Row] = {}
    for row in rows:
        owner = str(row.get("ofPreparation") or row.get("ofRecord"))
        owners.setdefault(owner, {})[str(row["item"])] = str(row.get("state", ""))
    letters = {
        owner: "".join(_STATES.get(str(states.get(item)), ".") for item in items)
        for owner, states in sorted(owners.items())
    }
    return items, [{"id": owner, "states": states} for owner, states in letters.items()]


def _trim(sheets: Mapping[str, Sheet]) -> None:
    """Leave out what the page would say twice, or never show."""
    claims = sheets["claims"].rows
    drawn = {str(row.get("source")) for row in sheets["preparations"].rows}
    drawn |= {str(row[end]) for row in claims for end in ("claimSubject", "claimTarget")}
    publications = {str(row["id"]): row for row in sheets["publications"].rows}
    _keep_nearest(sheets["terms"].rows)
    for row in sheets["terms"].rows:
        for name in ("displayGroup",) if row["id"] in drawn else ("displayGroup", "definition", "altLabel"):
            row.pop(name, None)
    for row in sheets["records"].rows:
        paper = publications.get(str(row.get("describedIn")), {})
        pages = row.pop("sourcePage", [])
        if "doi" not in paper and pages:
            known = [paper.get("pmcid"), paper.get("pmid"), row.get("registryId")]
            best = best_page([str(name or "") for name in known], pages)
            shown = 1 if "registryId" in row else 2
            row["sourcePage"] = list(dict.fromkeys([best or pages[0], *pages]))[:shown]


def _keep_nearest(terms: Rows) -> None:
    """Of the terms above a term, leave those that no other of them is below: the page goes on from there."""
    held = {str(row["id"]) for row in terms}
    above = {str(row["id"]): held.intersection(row.get("within", ())) - {str(row["id"])} for row in terms}
    for row in terms:
        wider = above[str(row["id"])]
        row["within"] = sorted(wider.difference(*(above[one] for one in wider)))
        if not wider:
            del row["within"]


def _homes(sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """The prefix of CURIEs → the table that holds what they name, for all but terms."""
    names = [name for name in sheets if name not in {"terms", STRIPS.name}]
    return {str(row["id"]).partition(":")[0]: name for name in names for row in sheets[name].rows}


def _prefixes(sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """Namespace of every prefix that some value of the page may begin with."""
    known = {**ONTOLOGY_PREFIXES, **PREFIXES}
    used = {"exokg", "rdf", "rdfs", "dcterms", "xsd", "obo"}
    for sheet in sheets.values():
        for row in sheet.rows:
            for value in row.values():
                used.update(text.partition(":")[0] for text in ([value] if isinstance(value, str) else value))
    return {prefix: known[prefix] for prefix in sorted(used & set(known))}
