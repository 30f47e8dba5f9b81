"""Queries written at random by the grammar of SPARQL 1.1, read by the gate and by the engine.

Two kinds: `legal` ones follow the grammar, with blanks, line ends and comments wherever it allows them;
`wild` ones are legal ones that lost, doubled or gained tokens and blanks, calls among them. Ten minutes, in a
process a minute: the gate refuses no legal query below its limits, the engine reads of each text what the
gate read, nothing is called, and no process dies.
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from benchmarks.table import Row
from exokg.errors import QueryRefusedError, QuerySyntaxError
from exokg.store import gate
from exokg.store.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
TITLE = "The gate and the engine read the same"
ROUNDS, ROUND_S = 10, 60.0
PREFIXES = ["PREFIX", "e:", "<urn:>", "PREFIX", ":", "<http://a/b#>", "PREFIX", "a.b:", "<mailto:>"]
IRIS = [
    "<urn:a>",
    "<http://a/b#c>",
    "<\\u0075rn:a>",
    "<urn:%23?o#>",
    "<urn:a&&b>",
    "<mailto:x@y>",
    "<urn:ä\U0001f9ec>",
    "<b#c>",
    "<?o#>",
    "<>",
]
NAMES = [
    "e:a",
    ":c",
    "e:a.b",
    "e:",
    "a.b:c",
    "e:%41",
    "e:x\\#y",
    "e:\\~z",
    "e:0",
    "e:a-b",
    "e:a:b",
    "e:é",
    ":SERVICE",
    "e:u0061",
]
VARIABLES = ["?a", "$b", "?o", "?service", "?_1", "?é"]
NUMBERS = ["1", "0.5", ".5", "1e3", "2.5E-1", "-1", "+2", "-.5e+1"]
STRINGS = [
    '"x"',
    "''",
    '"#"',
    '"a\\"b"',
    "'}'",
    '"""a\n#"b"""',
    "'''\"''x'''",
    '"\\u0041"',
    '"SERVICE <urn:a> {"',
    '"\\\\"',
    "'ä'",
]
LANGUAGES = ["@en", "@en-GB", "@de-1996"]
COMMENTS = ['# "', "#", "# '''", "# }", "# SERVICE <urn:a> { ?s ?p ?o }", "#>", "# \\", '#"""', "## <"]
CALLS = [
    "SERVICE",
    "e:a.SERVICEx",
    "service",
    "SERVICE SILENT",
    "SERVICEe:a",
    "\\u0053ERVICE",
    "1SERVICE",
    "LOAD",
]
ESCAPED = ["e:\\u0061", "\\u0065:a", "?\\u006F", "<\\U0001F9EC>", "\\u003C", "\\u0023", "\\u0022", "\\u007B"]
"""Signs by their numbers: some readers put the signs there before they read anything else."""
JUNK = [
    *ESCAPED,
    *"{}()<>.;,*/|^!=+-?@~#\\\"'",
    "<<",
    ">>",
    "&&",
    "||",
    "^^",
    '"""',
    "'''",
    "\n",
    "true",
    "a",
    "UNION",
    "VALUES",
]
FUNCTIONS = [
    ("STR", 1),
    ("LANG", 1),
    ("IF", 3),
    ("COALESCE", 2),
    ("NOW", 0),
    ("BNODE", 0),
    ("BNODE", 1),
    ("CONCAT", 2),
]
AGGREGATES = ["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"]
OPERATORS = ["<", ">", "<=", ">=", "=", "!=", "+", "-", "*", "/", "&&", "||"]
GLUED = frozenset("{}()[];,")
"""Signs that are no part of any other token, so nothing need be between them and the next."""
STUCK = frozenset({"()", "<<", ">>", "{|", "|}", "BNODE(", "COALESCE(", "CONCAT("})
"""Two tokens between which Oxigraph allows no blank."""


class Writer:
    """The productions of the grammar, each a list of tokens."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.room = chance, 12  # how many groups and brackets a query may have
        self.columns = 0

    def any(self, choices: Sequence[T]) -> T:
        return choices[self.chance.randrange(len(choices))]

    def one_of(self, *productions: Callable[[], list[str]]) -> list[str]:
        return self.any(productions)()

    def variable(self) -> list[str]:
        return [self.any(VARIABLES)]

    def may(self) -> bool:
        """Whether there is room for one more bracket."""
        self.room -= 1
        return self.room > 0

    def iri(self) -> list[str]:
        return [self.any(self.any([IRIS, NAMES]))]

    def literal(self) -> list[str]:
        kind = self.chance.randrange(5)
        if kind == 0:
            return [self.any(NUMBERS)]
        if kind == 1:
            return [self.any(["true", "false"])]
        tail = [[], [self.any(LANGUAGES)], ["^^", *self.iri()]][kind - 2]
        return [self.any(STRINGS), *tail]

    def node(self) -> list[str]:
        kind = self.chance.randrange(8)
        if kind == 0 and self.may():
            return ["(", *[token for _ in range(self.chance.randrange(4)) for token in self.node()], ")"]
        if kind == 1 and self.may():
            return ["[", *self.any([[], [*self.verb(), *self.node()]]), "]"]
        if kind == 2:
            return [f"_:{self.fresh()[1:]}"]
        return self.one_of(self.iri, self.literal, self.variable)

    def verb(self) -> list[str]:
        return self.any([["a"], [self.any(VARIABLES)], self.path()])

    def path(self) -> list[str]:
        kind = self.chance.randrange(7)
        if kind == 0 and self.may():
            return ["(", *self.path(), ")", self.any("*+?")]
        if kind == 1 and self.may():
            return [*self.path(), self.any("/|"), *self.path()]
        if kind == 2:
            return ["^", *self.iri()]
        if kind == 3:
            return ["!", "(", *self.iri(), "|", "^", *self.iri(), ")"]
        return self.iri()

    def expression(self) -> list[str]:
        kind = self.chance.randrange(9)
        if kind < 3 and self.may():
            return ["(", *self.expression(), self.any(OPERATORS), *self.expression(), ")"]
        if kind == 3 and self.may():
            name, count = self.any(FUNCTIONS)
            listed = [token for _ in range(count) for token in (*self.expression(), ",")]
            return [name, "(", *listed[:-1], ")"]
        if kind == 4 and self.may():
            return [self.any("!-"), "(", *self.expression(), ")"]
        if kind == 5 and self.may():
            return [
                "(",
                *self.expression(),
                *self.any([["IN"], ["NOT", "IN"]]),
                "(",
                *self.literal(),
                ",",
                *self.iri(),
                ")",
                ")",
            ]
        if kind == 6 and self.may():
            return [*self.any([["EXISTS"], ["NOT", "EXISTS"]]), *self.group()]
        return self.one_of(self.iri, self.literal, self.variable)

    def data(self) -> list[str]:
        if self.chance.randrange(2):
            return ["VALUES", self.fresh(), "{", *self.iri(), "UNDEF", *self.literal(), "}"]
        row = ["(", *self.one_of(self.iri, self.literal), *self.one_of(self.iri, self.literal), ")"]
        return ["VALUES", "(", self.fresh(), self.fresh(), ")", "{", *row, *self.any([[], row]), "}"]

    def fresh(self) -> str:
        """A variable that nothing else binds."""
        self.columns += 1
        return f"?n{self.columns}"

    def part(self) -> list[str]:
        kind = self.chance.randrange(9)
        if kind < 3 or not self.may():
            more = (
                [";", *self.verb(), *self.node()] if kind == 1 else [",", *self.node()] if kind == 2 else []
            )
            return [*self.any([self.iri(), [self.any(VARIABLES)]]), *self.verb(), *self.node(), *more, "."]
        if kind == 3:
            return ["FILTER", "(", *self.expression(), ")"]
        if kind == 4:
            return ["BIND", "(", *self.expression(), "AS", self.fresh(), ")"]
        if kind == 5:
            return [*self.group(), "UNION", *self.group()]
        if kind == 6:
            return [self.any(["OPTIONAL", "MINUS"]), *self.group()]
        if kind == 7:
            return ["GRAPH", *self.any([self.iri(), [self.any(VARIABLES)]]), *self.group()]
        return self.one_of(self.data, lambda: ["{", *self.select(), "}"])

    def group(self) -> list[str]:
        return ["{", *[token for _ in range(self.chance.randrange(3)) for token in self.part()], "}"]

    def select(self) -> list[str]:
        if self.chance.randrange(4) == 0:
            return self.grouped()
        shown = self.any(
            [["*"], ["(", *self.expression(), "AS", self.fresh(), ")"], ["DISTINCT", "?a", "$b"]]
        )
        end = self.any(
            [[], ["ORDER", "BY", "DESC", "(", *self.expression(), ")"], ["LIMIT", "3", "OFFSET", "0"]]
        )
        return ["SELECT", *shown, *self.any([[], ["WHERE"]]), *self.group(), *end]

    def grouped(self) -> list[str]:
        """A query that counts or sums."""
        having = self.any(
            [[], ["HAVING", "(", *self.aggregate(), self.any(OPERATORS[:6]), *self.literal(), ")"]]
        )
        shown = ["SELECT", "?a", "(", *self.aggregate(), "AS", self.fresh(), ")"]
        return [*shown, "WHERE", *self.group(), "GROUP", "BY", "?a", *having]

    def aggregate(self) -> list[str]:
        name, distinct = self.any(AGGREGATES), self.any([[], ["DISTINCT"]])
        if name == "COUNT" and self.chance.randrange(2):
            return [name, "(", *distinct, "*", ")"]
        more = [";", "SEPARATOR", "=", self.any(STRINGS)] if name == "GROUP_CONCAT" and self.may() else []
        return [name, "(", *distinct, *self.expression(), *more, ")"]

    def dataset(self) -> list[str]:
        """Where the data come from; the engine knows these graphs or has none of that name."""
        return [*self.any([["FROM"], ["FROM", "NAMED"]]), *self.iri()]

    def query(self) -> list[str]:
        graphs = [token for _ in range(self.any([0, 0, 1, 2])) for token in self.dataset()]
        form = self.one_of(
            self.select,
            lambda: ["SELECT", "*", *graphs, *self.group()],
            lambda: ["ASK", *graphs, *self.group()],
            lambda: ["CONSTRUCT", "{", "?a", *self.iri(), "?o", "}", *graphs, "WHERE", *self.group()],
            lambda: ["DESCRIBE", *self.iri(), "?a", *graphs, *self.group()],
        )
        base = ["BASE", "<http://a/>"]
        return [*self.any([[*base, *PREFIXES], [*PREFIXES, *base]]), *form]

    def between(self, before: str, after: str) -> str:
        """What may be between two tokens without changing them; ``<`` and what follows could be an IRI."""
        if after[0] == "@" or "^^" in (before, after):
            return self.any(["", "", " "])
        if before != "<" and (before[-1] in GLUED or after[0] in GLUED) and self.chance.randrange(2):
            return ""
        return self.any([" ", " ", "\n", "\t", f" {self.any(COMMENTS)}\n", f" {self.any(COMMENTS)}\r"])

    def joined(self, tokens: Sequence[str]) -> str:
        text = tokens[0]
        for before, after in pairwise(tokens):
            text += self.between(before, after) + after
        return text

    def broken(self, tokens: list[str]) -> str:
        """The text of tokens of which a few were changed."""
        for _ in range(self.chance.randrange(1, 4)):
            at = self.chance.randrange(len(PREFIXES), len(tokens) + 1)
            call = [self.any(CALLS), "<http://127.0.0.1:PORT/>", "{", "?s", "?p", "?o", "}"]
            tokens[at : at + self.chance.randrange(2)] = self.any(
                [[], [self.any(JUNK)], [self.any(JUNK)], call]
            )
        if self.chance.randrange(2):
            return self.joined(tokens)
        return "".join(token + self.any(["", "", " ", "\n"]) for token in tokens)


def plain(tokens: Sequence[str]) -> str:
    """Tokens with a blank between any two that can have one, so that no reader takes them otherwise."""
    text = tokens[0]
    for before, after in pairwise(tokens):
        stuck = (before.upper() + after).endswith(tuple(STUCK))  # also where a blank before it was lost
        text += after if stuck else " " + after
    return text


# Numbers, not `st.randoms`: no text shrinks, but ten times as many are tried.
_CHANCES = st.integers(0, 2**48).map(random.Random)


def legal() -> st.SearchStrategy[tuple[str, str]]:
    """A legal query with blanks and comments, and its tokens written plainly."""

    def write(chance: random.Random) -> tuple[str, str]:
        writer = Writer(chance)
        tokens = writer.query()
        return writer.joined(tokens), plain(tokens)

    return _CHANCES.map(write)


def wild() -> st.SearchStrategy[str]:
    """A text near a legal query; ``PORT`` is the port of what it calls."""

    def write(chance: random.Random) -> str:
        writer = Writer(chance)
        return writer.broken(writer.query())

    return _CHANCES.map(write)


def little_store() -> pyoxigraph.Store:
    """An engine with something to find under the names that the queries use."""
    engine, name = pyoxigraph.Store(), pyoxigraph.NamedNode
    engine.add(pyoxigraph.Quad(name("urn:a"), name("urn:a"), pyoxigraph.Literal("x")))
    engine.add(pyoxigraph.Quad(name("urn:a"), name("http://a/b#c"), name("urn:a"), name("urn:a")))
    return engine


def outcome(engine: pyoxigraph.Store, text: str) -> object:
    """What an engine makes of a text, so far as it is the same each time."""
    try:
        answer = engine.query(text)
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return bool(answer)
        columns = answer.variables if isinstance(answer, pyoxigraph.QuerySolutions) else None
        return columns, len(list(answer))
    except SyntaxError:
        return "no query"
    except (OSError, RuntimeError, ValueError):
        return "not answered"


def misread_legal(engine: pyoxigraph.Store, text: str, meant: str) -> str:
    """Return how a legal query is read otherwise than it is meant, or nothing."""
    wanted = outcome(engine, meant)
    if wanted == "no query":
        return f"the engine cannot read {meant!r}"
    try:
        found = outcome(engine, gate.read_shape(text).text)
    except (QueryRefusedError, QuerySyntaxError) as error:
        return f"the gate: {error}: {text!r}"
    return "" if found == wanted else f"{found}, not {wanted}: {text!r}"


def misread_wild(engine: pyoxigraph.Store, text: str) -> str | None:
    """Return how the engine reads other tokens than the gate, or nothing; ``None`` if the gate refuses."""
    try:
        written = gate.read_shape(text).text
    except (QueryRefusedError, QuerySyntaxError):
        return None
    wanted = outcome(engine, plain([token.text for token in tokenize(text)]))
    found = outcome(engine, written)
    return "" if found == wanted else f"{found}, not {wanted}: {text!r}"


@contextmanager
def listening() -> Iterator[tuple[int, list[int]]]:
    """A port on the loopback and the list of calls it received."""
    calls: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append(1)
                connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def search(number: int, seconds: float) -> tuple[int, list[str], int]:
    """Return the queries tried in a time, what was misread, and the calls that arrived."""
    engine, end, tried = little_store(), time.monotonic() + seconds, 0
    faults: list[str] = []
    with listening() as (port, calls):

        @settings(max_examples=500, database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(legal(), wild())
        def look(pair: tuple[str, str], text: str) -> None:
            nonlocal tried
            tried += 2
            said = [misread_legal(engine, *pair), misread_wild(engine, text.replace("PORT", str(port)))]
            faults.extend(filter(None, said))

        while time.monotonic() < end:
            number += 1
            seed(number)(look)()
    return tried, faults, len(calls)


def measure() -> list[Row]:
    """What ten minutes of queries found; the faults themselves go to the error stream."""
    tried, faults, calls, deaths = 0, 0, 0, 0
    for number in range(ROUNDS):
        command = [sys.executable, "-m", "benchmarks.fuzzing", str(number * 10_000), str(ROUND_S)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            deaths += 1
            continue
        found = [int(word) for word in done.stdout.split()]
        tried, faults, calls = tried + found[0], faults + found[1], calls + found[2]
    counts = {"queries": tried, "read otherwise": faults, "calls": calls, "deaths": deaths}
    return [Row(what, count, "") for what, count in counts.items()]


if __name__ == "__main__":
    tried, faults, calls = search(int(sys.argv[1]), float(sys.argv[2]))
    print(*faults, sep="\n", file=sys.stderr)
    print(tried, len(faults), calls)
