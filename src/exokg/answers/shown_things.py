"""Things as people read them: the text that ``exokg show`` prints, and what a notebook shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..rdf.namespaces import compress
from .descriptions import StatedResult, Thing, Value

_SAID: Final = frozenset({"reportedBy", "subject", "countedUnder", "target", "supportedBy", "step"})
"""Roles of a thing in a result that its sentence says already."""
_SHOWN: Final = 20  # verdicts, results and mentions of a thing, where not all are asked for


class Things(list[Thing]):
    """The things that a name means, with all that the graph says of each: what ``kg.show`` returns.

    It is a list; ``print`` writes what ``exokg show`` does, and a notebook shows it with links.
    """

    def text(self, *, whole: bool = False) -> str:
        """All that is said of each thing.

        Args:
            whole: also the verdicts and mentions beyond the first 20.
        """
        return "\n".join("".join(_lines(thing, None if whole else _SHOWN)) for thing in self)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        about = (f"{thing.label} ({_said_of(thing)})" for thing in self)
        return f"<Things: {'; '.join(about)}>"

    def _repr_html_(self) -> str:
        return "\n".join("".join(_html(thing)) for thing in self)


def _said_of(thing: Thing) -> str:
    number = len(thing.statements)
    kinds = ", ".join(one.text for one in thing.types)
    return f"{kinds or compress(thing.iri)}, {number} statement{'' if number == 1 else 's'}"


def _lines(thing: Thing, limit: int | None) -> Iterator[str]:
    yield f"{thing.label}\n{compress(thing.iri)}  {', '.join(one.text for one in thing.types)}\n{thing.iri}\n"
    properties = thing.properties
    yield "\n" if properties else ""
    width = max(map(len, properties), default=0)
    for name, values in properties.items():
        for number, value in enumerate(values):
            yield f"  {'' if number else name:<{width}}  {value}\n"
    if thing.verdicts:
        yield f"\nWhat all studies say ({len(thing.verdicts)})\n"
    for one in thing.verdicts[:limit]:
        yield f"  {one.source.text} × {one.target.text}\n    {one.text}\n"
    if thing.statements:
        yield f"\nStatements ({len(thing.statements)})\n"
    for result in thing.statements:
        yield f"  {result.text}{_beside(result)}\n    {_place(result)}  [{compress(result.iri)}]\n"
        for line in filter(None, (*result.lines, result.summary)):
            yield f"    {line}\n"
    yield from _mentioned(thing, limit)


def _beside(statement: StatedResult) -> str:
    """The role of the thing in a result, where the sentence does not say it."""
    role = statement.role.removeprefix("exokg:")
    return "" if role in _SAID or role.startswith("links") else f" (named as {role})"


def _place(statement: StatedResult) -> str:
    """Author and year, the record as ``exokg show`` takes it, and where it says so."""
    record, cited = statement.record, statement.cited
    named = record if record.endswith(cited) else f"{cited} ({record})"
    return ", ".join(filter(None, (named, statement.locator)))


def _mentioned(thing: Thing, limit: int | None) -> Iterator[str]:
    if not thing.mentions:
        return
    yield f"\nPointing here ({len(thing.mentions)})\n"
    shown = thing.mentions[:limit]
    for mention in shown:
        yield f"  {mention.role}  {mention.label}  [{compress(mention.iri)}]\n"
    if len(shown) < len(thing.mentions):
        yield f"  … and {len(thing.mentions) - len(shown)} more: -v shows all\n"


def _html(thing: Thing) -> Iterator[str]:
    """A thing as a notebook shows it: what it is, its facts, what all studies say, and the results."""
    from html import escape

    kinds = ", ".join(one.text for one in thing.types)
    yield f"<h4>{escape(thing.label)}</h4><p>{escape(kinds)} {_link(thing.iri)}</p>"
    facts = [(fact.property.text, "<br>".join(map(_value, fact.values))) for fact in thing.facts]
    yield _table(("property", "value"), ((escape(name), values) for name, values in facts))
    said = ((_value(one.source), _value(one.target), escape(one.text)) for one in thing.verdicts[:_SHOWN])
    yield _table(("source", "target", "what all studies say"), said)
    results = (
        (escape(f"{one.text}{_beside(one)}"), escape(one.summary), escape(_place(one)), _link(one.iri))
        for one in thing.statements[:_SHOWN]
    )
    yield _table(("statement", "summary", "where", "node"), results)
    more = len(thing.statements) - _SHOWN
    yield f"<p>… and {more} more statements: print() shows all</p>" if more > 0 else ""


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of cells that are HTML already; nothing where there is no row."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _value(value: Value) -> str:
    from html import escape

    return _link(value.iri, value.text) if value.iri else escape(value.text)


def _link(iri: str, text: str = "") -> str:
    from html import escape

    shown = escape(text or compress(iri))
    return f'<a href="{escape(iri)}">{shown}</a>' if iri.startswith(("https://", "http://")) else shown
