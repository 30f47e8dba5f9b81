"""A search or a count as an address names it: the parameters are the options of the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from ...answers.find.counting import MEASURES
from ...answers.find.filters import WITHOUT
from ...errors import InputError
from ...model.dimensions import dimension_named, dimensions
from ..workers.job import ALL, choice_of

_LONGEST: Final = 1000
_MOST: Final = 100
_TEXT: Final = {"type": "string", "maxLength": _LONGEST}
_TEXTS: Final = {"type": "array", "items": _TEXT, "maxItems": _MOST}
_YES: Final = {"type": "boolean"}
_SHARED: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "without": (_TEXTS, f"kinds of evidence to leave out: {', '.join(WITHOUT)}"),
    "with-graphs": (_TEXT, "include graphs of others: yes for all that were built in, or the IRI of one"),
    "limit": ({"type": "integer", "minimum": 0}, "rows of a table or a page; 0 for all"),
    "spreadsheet": (_YES, "in CSV, mark UTF-8 and defuse formulas"),
    "format": ({"type": "string"}, "csv, json, xml, tsv, markdown, table or html, instead of Accept"),
}
_OPTIONS: Final[dict[str, dict[str, tuple[dict[str, Any], str]]]] = {
    "find": {
        "words": (_TEXT, "free words"),
        "columns": (_TEXT, "columns to show, with commas"),
        "wide": (_YES, "show all columns"),
        **_SHARED,
    },
    "count": {
        "by": ({**_TEXTS, "maxItems": 2}, "one or two dimensions"),
        "of": (_TEXT, f"what is counted: {', '.join(MEASURES)}"),
        "level": (_TEXT, "term, or group for groups of terms"),
        "list": (_YES, "list the studies of each cell"),
        **_SHARED,
    },
}
_REPEATED: Final = frozenset({"words", "without", "by"})
_NO: Final = frozenset({"0", "false", "no"})


def parameters(verb: str) -> dict[str, dict[str, Any]]:
    """The parameters of ``find`` or ``count`` as OpenAPI describes them, by name."""
    found = dict(_OPTIONS[verb])
    for name, dimension in dimensions().items():
        found[name] = (_TEXTS, dimension.help)
        found[f"not-{name}"] = (_TEXTS, f"findings with this are left out: {dimension.help}")
    return {name: {"schema": schema, "description": text} for name, (schema, text) in found.items()}


class Call(NamedTuple):
    """A search or a count.

    Attributes:
        verb: ``find`` or ``count``.
        given: values by dimension; ``not-`` before a name turns it round.
        options: texts by option.
    """

    verb: str
    given: Mapping[str, Sequence[str]]
    options: Mapping[str, Sequence[str]]

    def one(self, name: str, default: str = "") -> str:
        """The text of an option that has one."""
        return next(iter(self.options.get(name, ())), default)

    def yes(self, name: str) -> bool:
        """Whether a switch is on."""
        return bool(self.one(name)) and self.one(name).casefold() not in _NO

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer; a form that nobody filled in yet asks nothing."""
        return "by" in self.options if self.verb == "count" else bool(self.given or self.options)

    @property
    def limit(self) -> int | None:
        """How many rows a table or a page shows.

        Raises:
            InputError: it is no number.
        """
        text = self.one("limit")
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise InputError(f"limit: {text} is no number of rows", "write 0 for all")
        return int(text) if text else None

    def arguments(self) -> str:
        """The arguments of ``KnowledgeGraph.find`` or ``count``, and how to write the answer, as JSON.

        Raises:
            InputError: an option has a value that it cannot have, or one is missing.
        """
        by, columns = list(self.options.get("by", ())), self.one("columns").split(",")
        found: dict[str, Any] = {name.replace("-", "_"): list(texts) for name, texts in self.given.items()}
        found |= {"verb": self.verb, "words": " ".join(self.options.get("words", ())), "by": by}
        found |= {"limit": self.limit or 0, "spreadsheet": self.yes("spreadsheet")}
        found["without"] = list(self.options.get("without", ()))
        if self.verb == "find":
            names = [name.strip() for name in columns if name.strip()]
            return json.dumps(found | {"columns": names, "wide": self.yes("wide")})
        if not by:
            names = list(dimensions())
            raise InputError("count needs by", f"count?by=source; dimensions: {', '.join(names)}")
        of, level = self.one("of", "studies"), self.one("level", "term")
        return json.dumps(found | {"of": of, "level": level, "studies": self.yes("list")})

    def pairs(self) -> list[tuple[str, str]]:
        """Its parameters, in the order of the command line."""
        both = (*self.options.items(), *self.given.items())
        return [(name, text) for name, texts in both for text in texts]

    def address(self, **changed: Sequence[str]) -> str:
        """Its path and query string, with other texts for some parameters."""
        kept = [(name, text) for name, text in self.pairs() if name not in changed]
        more = [(name, text) for name, texts in changed.items() for text in texts]
        query = urlencode(kept + more)
        return f"{self.verb}?{query}" if query else self.verb

    def command(self) -> str:
        """The command that gives the same answer."""
        from shlex import quote

        words = [f"exokg {self.verb}", *map(quote, " ".join(self.options.get("words", ())).split())]
        for name, text in self.pairs():
            if name in {"wide", "list", "spreadsheet"}:
                words += [f"--{name}"] if self.yes(name) else []
            elif name == "with-graphs":
                chosen = choice_of(text)
                words += (
                    ["--with-graphs"] if chosen == ALL else ["--with-graph", quote(chosen)] if chosen else []
                )
            elif name not in {"words", "format"}:
                words += [f"--{name}", quote(text)]
        return " ".join(words)

    def drilled(self, labels: Mapping[str, str]) -> str:
        """The address of the search for what is in a cell, by the labels of its dimensions."""
        options = {name: self.options[name] for name in ("without", "with-graphs") if name in self.options}
        given = {**self.given, **{name: [label] for name, label in labels.items()}}
        return Call("find", given, options).address()


def read_call(verb: str, pairs: Iterable[tuple[str, str]]) -> Call:
    """Read the parameters of an address; those without a text say nothing.

    Raises:
        InputError: a name is no option and no dimension, or there is too much.
    """
    given: dict[str, list[str]] = {}
    options: dict[str, list[str]] = {}
    known = _OPTIONS[verb]
    for number, (name, text) in enumerate((name, text) for name, text in pairs if text.strip()):
        if number >= _MOST or len(text) > _LONGEST:
            raise InputError(f"{verb} takes {_MOST} values of {_LONGEST} characters", "ask for less")
        if name in known:
            if name in options and name not in _REPEATED:
                raise InputError(f"{name} is given twice", "leave one out")
            options.setdefault(name, []).append(text)
        else:
            negated = "not-" if name.startswith(("not-", "not_")) else ""
            plain = dimension_named(name[len(negated) :]).name
            given.setdefault(negated + plain, []).append(text)
    return Call(verb, given, options)


def kept(mark: str, choice: str) -> str:
    """What an address needs to lead to the same graphs of others.

    >>> kept("?", "yes")
    '?with-graphs=yes'
    """
    return f"{mark}{urlencode({'with-graphs': choice})}" if choice else ""
