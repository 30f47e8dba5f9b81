"""What the page of a thing says of it: its heading, citation, notice, and the columns of its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ...answers.descriptions import Fact, Value
from ...rdf.namespaces import PREFIXES, compress, expand

if TYPE_CHECKING:
    from ...answers.descriptions import Thing
    from ..version import Version


def grouped(thing: Thing) -> list[Fact]:
    """Return what points to a thing, by property."""
    found: dict[Value, list[Value]] = {}
    for mention in thing.mentions:
        found.setdefault(Value(mention.role, mention.role_iri), []).append(Value(mention.label, mention.iri))
    return [Fact(name, values) for name, values in found.items()]


_ADDRESSES = {
    "doi": ("doi:", "https://doi.org/"),
    "pmid": ("PMID ", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("", "https://pmc.ncbi.nlm.nih.gov/articles/"),
}
"""Identifier of a publication → what is written before it, and its address."""


def _citation(thing: Thing) -> dict[str, object] | None:
    """Return who published a record, where and when, with links to it; nothing for what is no record."""
    links = [
        (name + found, base + found)
        for key, (name, base) in _ADDRESSES.items()
        if (found := thing.first(key))
    ]
    pages = [value.text for value in _values(thing, "sourcePage")]
    if not links:
        number = thing.first("registryId")
        links = [
            (number or urlsplit(page).netloc.removeprefix("www."), page)
            for page in pages[:1]
            if page.startswith(("https://", "http://"))
        ]
    volume, page_numbers = thing.first("volume"), thing.first("pages")
    issue = ": ".join(filter(None, (volume, page_numbers)))
    words = [thing.first(name) for name in ("authorList", "journal")]
    words.append("; ".join(filter(None, (thing.first("year"), issue))))
    text = ". ".join(filter(None, words))
    return {"text": f"{text}." if text else "", "links": links} if text or links else None


_PARTS = frozenset({
    "appraisal", "arm", "comparison", "conclusion", "finding", "harm", "position", "preparation", "system",
})  # fmt: skip
"""Kinds of things that one record holds."""


async def source(version: Version, thing: Thing) -> dict[str, object] | None:
    """Return the citation of a record, or of the one record that a finding or a preparation is part of."""
    own = _citation(thing)
    if own or compress(thing.iri).partition(":")[0] not in _PARTS:
        return own
    named = {value.iri for value in _values(thing, "reportedBy")}
    named = named or {expand(one.record).value for one in thing.statements}
    if len(named) != 1:
        return None
    record = await version.thing(*named)
    found = _citation(record) if record is not None else None
    return found | {"record": Value(record.label, record.iri)} if found and record else None


def _values(thing: Thing, name: str) -> list[Value]:
    """Return the values of a property of exokg's."""
    return [
        value
        for fact in thing.facts
        if fact.property.iri == PREFIXES["exokg"] + name
        for value in fact.values
    ]


def heading(thing: Thing) -> str:
    """Return what a page is called: a conflict by the findings that contradict each other."""
    sides = [value.text for name in ("findingA", "findingB") for value in _values(thing, name)]
    return " against ".join(sides) or thing.label


_RESULT_COLUMNS: Final = {
    "Values": "values",
    "Rung": "rung",
    "Contrast": "contrast",
    "Separability": "separability",
    "Support": "support",
    "Measured in, and against": "setting",
}
"""Head of a column of the statements → the attribute it shows."""


def columns(thing: Thing) -> dict[str, str]:
    """Return the columns of the statements that say something of one of them: positions have no values."""
    return {
        head: name
        for head, name in _RESULT_COLUMNS.items()
        if any(getattr(one, name) != "not applicable" for one in thing.statements)
    }


def said(thing: Thing) -> list[Value]:
    """Return the statement of a finding or a claim: what was given, the effect and its target."""
    names = ("countedUnder" if _values(thing, "countedUnder") else "subject", "effect", "target")
    parts = [_values(thing, name)[:1] for name in names]
    return [part for one in parts for part in one] if all(parts) else []


def notice(thing: Thing) -> str:
    """Return what a reader must not overlook."""
    if thing.first(f"{PREFIXES['owl']}deprecated") == "true":
        return "This was published and is withdrawn: nothing rests on it any more. The comment says why."
    if "retracted" in thing.first("status"):
        return "The publication is retracted: no default answer and no claim rests on it."
    if any(value.iri.endswith("/Claim") for value in thing.types):
        return "A claim is derived from the findings below; increase does not mean good."
    return ""
