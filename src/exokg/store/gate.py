"""The query gate: what a query may be before any engine sees it.

Embedded engines reach the network on ``SERVICE`` and overflow the stack on a few kilobytes of
brackets, so every query text passes here first. The gate reads tokens, not substrings: the word
*service* in a string, an IRI, a comment, a variable or a prefixed name is no call.

Oxigraph's parser reads without a separate lexer, so its reading can differ from a tokenizer's:
``true<?o#>`` is an IRI to one reader, and a comparison before a comment to the other. So the engine
does not get the text that was sent but :attr:`Shape.text`, one line written from the tokens: comments
are gone, long strings are short ones, no ``#`` is left that could begin a comment, and no IRI begins as an
operand of ``<`` can, however the line is read. Two readings that remain possible are refused: a keyword
glued to a name (``SERVICEex:x``), and a name with the prefix ``service`` where a group follows
(``service:x {``).

Everything here is pure Python on text and imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar, Final, NamedTuple

from ..errors import QueryRefusedError, QuerySyntaxError
from .tokens import Token, apart, iri_of, place, tokenize, written

LIMITS: Final[Mapping[str, int]] = {
    "bytes": 256 * 1024,  # of the text as UTF-8
    "nesting": 64,  # open brackets of all kinds; engines overflow their stack from about 2,000
    "patterns": 200,  # triple patterns; planning time grows with the cube of their number
    "operators": 512,  # comparison, arithmetic, logic, UNION, OPTIONAL, MINUS, BIND, groups
    "path steps": 100,  # "/", "|" and "^" of property paths
}
"""The limits of the gate by name, each inclusive."""

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_OPERATOR_WORDS = frozenset({"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "IN", "EXISTS", "AS", "GRAPH"})
_OPERATOR_MARKS = frozenset({"&&", "||", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "!", "|", "^"})
_VOLATILE = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
_PATH_MARKS = frozenset({"/", "|", "^"})
_TERMS = frozenset({"long", "string", "iri", "variable", "name", "number"})
_CLOSES: Final = {")": "(", "]": "[", "}": "{"}


class Shape(NamedTuple):
    """What can be said about a query from its tokens alone.

    Attributes:
        form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.
        prefixes: declared prefix → IRI.
        graphs: the IRIs that ``FROM`` and ``FROM NAMED`` name, in order.
        variables: all variables without their sign, in order of first appearance.
        star: where in :attr:`text` the ``*`` of the outermost projection is, −1 without one.
        words: the keywords and function names in it, in capitals.
        iris: the IRIs written in full, those of prefixes among them.
        text: the query as an engine is to read it.
    """

    form: str
    prefixes: dict[str, str]
    graphs: list[str]
    variables: list[str]
    star: int
    words: frozenset[str]
    iris: frozenset[str]
    text: str

    @property
    def is_volatile(self) -> bool:
        """Whether the same data can give another answer each time."""
        return not self.words.isdisjoint(_VOLATILE)


def check(text: str, *, graphs: Collection[str] | None = None) -> None:
    """Let a read-only, local query of bounded size pass, and refuse every other.

    >>> check('SELECT ("SERVICE <http://x/>" AS ?x) { }')
    >>> check("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    exokg.errors.QueryRefusedError: <query>:1:12: SERVICE is refused: queries never reach the network

    Args:
        text: the query.
        graphs: the named graphs of the dataset; with it, ``FROM`` any other graph is refused.

    Raises:
        QueryRefusedError: the query writes, calls out, or passes a limit of :data:`LIMITS`.
        QuerySyntaxError: the text cannot be a query.
    """
    shape = read_shape(text)
    if graphs is not None:
        check_graphs(shape, graphs)


def check_graphs(shape: Shape, graphs: Collection[str]) -> None:
    """Refuse ``FROM`` a graph that the dataset does not hold.

    Raises:
        QueryRefusedError: nothing is fetched.
    """
    for graph in shape.graphs:
        if graph not in graphs:
            known = ", ".join(f"<{iri}>" for iri in sorted(graphs)) or "none"
            raise QueryRefusedError(
                f"<query>: FROM <{graph}> names no graph of this store, and nothing is fetched",
                hint=f"named graphs here: {known}",
            )


def read_shape(text: str) -> Shape:
    """Check a query and say what it is; see :func:`check` for the errors."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise QuerySyntaxError("<query>: the text is not valid UTF-8") from error
    except AttributeError as error:
        raise QuerySyntaxError(f"<query>: a query is text, not {type(text).__name__}") from error
    if size > LIMITS["bytes"]:
        raise QueryRefusedError(f"<query>: {size:,} bytes; a query may have {LIMITS['bytes']:,}")
    return _Reader(text).read()


class _Reader:
    """One pass over the tokens of one query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.counts = dict.fromkeys(LIMITS, 0)
        self.stack: list[str] = []
        self.opened: list[int] = []  # position of each open bracket
        self.previous = Token("", "", 0)
        self.word = ""  # the last keyword, in capitals
        self.form = ""
        self.prefixes: dict[str, str] = {}
        self.graphs: list[str] = []
        self.variables: dict[str, None] = {}
        self.star = -1  # index in `written`
        self.words: set[str] = set()
        self.iris: set[str] = set()
        self.written: list[str] = []
        self.data = 0  # 1: VALUES was read; 2: inside its block

    def read(self) -> Shape:
        write, end = self.written.append, 0
        for token in tokenize(self.text):
            kind, text, offset = token
            if (offset > end or kind != "mark") and apart(self.previous, token):
                write(" ")
            self.READ.get(kind, _Reader._read_term)(self, token)
            write(written(token) if kind in {"long", "iri"} or "#" in text else text)
            self.previous, end = token, offset + len(text)
        if self.stack:
            self._fail(self.opened[-1], f"{self.stack[-1]!r} is never closed")
        if not self.form:
            self._fail(0, "there is no SELECT, ASK, CONSTRUCT or DESCRIBE in this query")
        star = -1 if self.star < 0 else len("".join(self.written[: self.star]).lstrip())
        said = self.form, self.prefixes, self.graphs, list(self.variables), star
        return Shape(*said, frozenset(self.words), frozenset(self.iris), "".join(self.written).strip())

    def _refuse(self, token: Token, why: str, hint: str | None = None) -> None:
        raise QueryRefusedError(f"<query>:{place(self.text, token.offset)}: {why}", hint=hint)

    def _fail(self, offset: int, why: str) -> None:
        raise QuerySyntaxError(f"<query>:{place(self.text, offset)}: {why}")

    def _count(self, what: str, token: Token, by: int = 1) -> None:
        self.counts[what] += by
        if self.counts[what] > LIMITS[what]:
            self._refuse(token, f"more than {LIMITS[what]} {what}; the limit keeps the engine alive")

    def _read_word(self, token: Token) -> None:
        word = token.text.upper()
        if "SERVICE" in word:
            self._refuse(token, "SERVICE is refused: queries never reach the network")
        self._read_keyword(word, token)
        if word in _OPERATOR_WORDS:
            self._count("operators", token)
        if word == "VALUES":
            self.data = 1
            self._count("patterns", token)  # each block is joined: engines overflow from about 15,000
        self.word = word
        self.words.add(word)

    def _read_keyword(self, word: str, token: Token) -> None:
        if self.stack:
            return
        if word in _UPDATES:
            self._refuse(token, f"{word} is refused: queries never write", "records live in graph/")
        if not self.form and word in _FORMS:
            self.form = word
        elif not self.form and word not in {"BASE", "PREFIX", "VERSION"}:
            self._fail(
                token.offset,
                f"{token.text!r} found where SELECT, ASK, CONSTRUCT or DESCRIBE was expected",
            )

    def _read_name(self, token: Token) -> None:
        self._read_term(token)
        dots, rest = token.text.count("."), token.text.partition(".")[2]
        if "service" in rest.lower():  # Oxigraph may end the name at a dot
            self._refuse(token, f"{token.text} can be read as a SERVICE call", "write its IRI in < >")
        if dots and self.stack:
            self._count("patterns", token, by=dots)
        if self.word in {"FROM", "NAMED"} and not self.stack:
            prefix, _, local = token.text.partition(":")
            base = self.prefixes.get(prefix)
            self.graphs.append(token.text if base is None else base + local)

    def _read_iri(self, token: Token) -> None:
        iri = iri_of(token)
        self.iris.add(iri)
        if self.word == "PREFIX" and self.previous.kind == "name" and not self.stack:
            self.prefixes[self.previous.text[:-1]] = iri
        elif self.word in {"FROM", "NAMED"} and not self.stack:
            self.graphs.append(iri)
        self._read_term(token)

    def _read_variable(self, token: Token) -> None:
        self.variables.setdefault(token.text[1:])
        self._read_term(token)

    def _read_term(self, token: Token) -> None:
        # Two terms side by side within "( )" are members of a collection: two patterns each.
        if self.stack:
            listed = self.stack[-1] == "(" and not self.data
            if listed and self.previous.kind in _TERMS and token.kind in _TERMS:
                self._count("patterns", token, by=2)
        elif self.form == "DESCRIBE":
            self._count("patterns", token)  # one more thing to describe is one more pattern

    def _read_mark(self, token: Token) -> None:
        mark = token.text
        if mark in "([{":
            self._open(token)
        elif mark in _CLOSES:
            self._close(token)
        elif mark in "\\\"'":
            self._fail(token.offset, f"unexpected {mark!r}" if mark == "\\" else "a string without its end")
        elif mark == "~" or (mark in ".;," and self.stack and self.stack[-1] != "("):
            self._count("patterns", token)
        if mark in _OPERATOR_MARKS and not self.data:
            self._count("operators", token)
            if mark in _PATH_MARKS and self.stack:
                self._count("path steps", token)
        if mark == "*" and self.word in {"SELECT", "DISTINCT", "REDUCED"} and not self.stack:
            self.star = len(self.written)

    def _open(self, token: Token) -> None:
        prefix = self.previous.text.partition(":")[0] if self.previous.kind == "name" else ""
        if token.text == "{" and "service" in prefix.lower():
            hint = 'rename the prefix: engines may read "SERVICE" and a name'
            self._refuse(token, f"a group after {self.previous.text} can be read as a SERVICE call", hint)
        self.stack.append(token.text)
        self.opened.append(token.offset)
        if len(self.stack) > LIMITS["nesting"]:
            self._refuse(token, f"brackets are nested deeper than {LIMITS['nesting']}")
        if token.text == "{" and self.data:
            self.data = 2
        elif token.text != "(":
            self._count("patterns", token)
            self._count("operators", token)
        elif len(self.stack) == 1:  # one of the conditions or keys at the end of a query
            self._count("operators", token)

    def _close(self, token: Token) -> None:
        mark = token.text
        if self.stack[-1:] != [_CLOSES[mark]]:
            self._fail(token.offset, f"{mark!r} closes nothing")
        self.stack.pop()
        self.opened.pop()
        if mark == "}" and self.data == 2:
            self.data = 0

    READ: ClassVar = {"word": _read_word, "name": _read_name, "iri": _read_iri,
                      "variable": _read_variable, "mark": _read_mark}  # fmt: skip
    """What is done with each kind of token; the others are terms."""
