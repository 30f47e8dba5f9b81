"""What the gate lets through, what it refuses, and that its limits are where they are said to be."""

from __future__ import annotations

import contextlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from benchmarks.fuzzing import listening
from exokg.errors import QueryError, QueryRefusedError, QuerySyntaxError
from exokg.store import gate
from exokg.store.embedded import EmbeddedStore
from exokg.store.tokens import tokenize, undeclared_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/sparql> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?l . SERVICE SILENT <http://127.0.0.1:{port}/sparql> { ?s ?p ?o } }",
    "select*{sErViCe#c\n<http://127.0.0.1:{port}/sparql>{?s ?p ?o}}",
    "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:{port}/sparql> { ?x ?y ?z } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { SERVICE <http://127.0.0.1:{port}/sparql> { ?s ?p ?o } } } }",
    # Oxigraph reads without a lexer: a keyword may stick to what follows or is before it.
    "PREFIX ex: <http://127.0.0.1:{port}/> SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "PREFIX service: <urn:> PREFIX : <http://127.0.0.1:{port}/> SELECT * { service:x { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?x) SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:{port}/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:{port}/>{ ?s ?p ?o } }",
    # "<?b#>" is an IRI to a tokenizer and a comparison with a comment to Oxigraph.
    'SELECT * { ?s ?p ?a FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:{port}/> {?s ?p ?o} #"""\n }',
    'PREFIX e: <urn:> SELECT * { ?s ?p ?a FILTER(?a<e:b#>"""\n) SERVICE <http://127.0.0.1:{port}/> {}#"""\n}',
    "PREFIX e: <urn:> SELECT * { ?s ?p e:a.b.SERVICE <http://127.0.0.1:{port}/> {?s ?p ?o} }",
    "PREFIX ex: <urn:> SELECT * { {?s ?p ex:a\\#b} SERVICE <http://127.0.0.1:{port}/> {?s ?p ?o} }",
    'SELECT ?a { BIND(true<?o#>"""\n AS ?x) SERVICE <http://127.0.0.1:{port}/x> { ?a ?b ?c } # """)\n}',
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
]
WRITES = [
    "LOAD <http://127.0.0.1:9/load.ttl>",
    "DELETE WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 1 ; DROP ALL",
    "PREFIX ex: <urn:> INSERT DATA { ex:a ex:b ex:c }",
]
HARMLESS = [
    'SELECT ("SERVICE <http://127.0.0.1/>" AS ?x) (<https://ex.org/service> AS ?y) { }',
    "PREFIX service: <https://ex.org/s#> ASK { ?service service:SERVICE ?SERVICE }",
    "ASK { ?s ?p ?o } # SERVICE <http://127.0.0.1/> { }",
    'ASK { ?s ?p """LOAD <x>\nSERVICE""" , \'it\'@en-GB , 1.5e3 }',
    "PREFIX ex: <urn:> SELECT ?x { ?x ex:a.b ex:d\\#e . ?y a ex:f } ORDER BY ?x",
    "SELECT (COUNT(*) AS ?n) { ?x (<urn:a>/<urn:b>)*|^<urn:c> ?y FILTER(?x < ?y && ?y > 3) }",
    "ASK { VALUES (?a ?b) { " + "(1 2) " * 2000 + "} }",
    # An IRI after an operand is an IRI, as the longest token is the one that counts.
    "ASK { VALUES (?a ?b) { (1 <urn:x>) (1 <\\u0075rn:x>) } }",
    "ASK { ?s ?p (<urn:a> <urn:b> <mailto:c>) }",
    "BASE <http://a/> ASK { ?s ?p (<urn:a> <?o> <> <🧬>) }",
    "ASK { ?s ?p <<( <urn:a> <urn:b> <urn:c> )>> }",
    "DESCRIBE <urn:x>",
]


@pytest.fixture
def beacon() -> Iterator[tuple[int, list[int]]]:
    """A port on the loopback and the list of calls it received."""
    with listening() as found:
        yield found


@pytest.mark.parametrize("text", CALLS)
def test_calls_to_the_network_are_refused(text: str, beacon: tuple[int, list[int]]) -> None:
    """By the gate, or by the engine, which cannot read what the gate wrote in any other way."""
    port, calls = beacon
    with pytest.raises((QueryRefusedError, QuerySyntaxError)):
        EmbeddedStore(Store()).query(text.replace("{port}", str(port)))
    assert not calls


def test_the_calls_are_real(beacon: tuple[int, list[int]]) -> None:
    """Without the gate the engine calls out: the list above is not theory."""
    port, calls = beacon
    for text in CALLS:
        try:
            answer = Store().query(text.replace("{port}", str(port)))
            list(answer) if not text.startswith("ASK") else bool(answer)  # type: ignore[arg-type]
        except (SyntaxError, OSError, RuntimeError, ValueError):
            continue
    assert len(calls) >= 5


@pytest.mark.parametrize("text", WRITES)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="never write"):
        gate.check(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_are_no_calls_pass(text: str) -> None:
    gate.check(text)
    Store().query(text)


def test_from_is_refused_where_the_graphs_are_known() -> None:
    text = "SELECT * FROM <http://127.0.0.1:9/from.ttl> FROM NAMED <urn:g> { ?s ?p ?o }"
    gate.check(text)
    with pytest.raises(QueryRefusedError, match="names no graph of this store"):
        gate.check(text, graphs={"urn:g"})
    gate.check("PREFIX g: <urn:> ASK FROM g:g { ?s ?p ?o }", graphs={"urn:g"})
    gate.check(
        "PREFIX g: <\\u0075rn:> ASK FROM g:g FROM NAMED <urn:\\U00000067> { ?s ?p ?o }", graphs={"urn:g"}
    )
    with pytest.raises(QueryRefusedError, match="names no graph"):
        gate.check("ASK FROM <urn:\\U00110067> { ?s ?p ?o }", graphs={"urn:g"})
    with pytest.raises(QueryRefusedError):
        gate.check("PREFIX g: <file:///etc/> ASK FROM NAMED g:passwd { ?s ?p ?o }", graphs={"urn:g"})


def at(limit: str, more: int = 0) -> str:
    """A query that reaches a limit, or goes beyond it."""
    count = gate.LIMITS[limit] + more
    if limit == "nesting":
        return "SELECT * {" + "{" * (count - 1) + "}" * (count - 1) + "}"
    if limit == "patterns":
        return "SELECT * { " + "?s ?p ?o . " * (count - 1) + "}"
    if limit == "operators":
        return "ASK { FILTER(1" + "+1" * (count - 2) + ") }"
    if limit == "path steps":
        return "ASK { ?s <urn:p>" + "/<urn:p>" * count + " ?o }"
    head = 'ASK { ?s ?p "'
    return head + "x" * (count - len(head) - 3) + '" }'


@pytest.mark.parametrize("limit", sorted(gate.LIMITS))
def test_each_limit_is_inclusive(limit: str) -> None:
    gate.check(at(limit))
    with pytest.raises(QueryRefusedError, match=limit if limit != "nesting" else "nested deeper"):
        gate.check(at(limit, 1))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "SELECT * { " + "{ ?s ?p ?o } UNION " * 8000 + "{ ?s ?p ?o } }",
        "SELECT * { " + "".join(f"?v{n} <urn:p> ?v{n + 1} .\n" for n in range(600)) + "}",
        "SELECT * { ?s ?p (" + "?x " * 400 + ") }",
        "ASK { FILTER(" + "!" * 9000 + "true) }",
        "ASK { " + "VALUES () { () } " * 15_000 + "}",
        'ASK { ?s ?p "' + "x" * 300_000 + '" }',
        "DESCRIBE " + "<urn:a> " * 4000,
        "SELECT * { ?s ?p ?o " + "~ <urn:r> " * 1000 + "}",
        "SELECT * { ?s ?p ?o } ORDER BY " + "STR(?s) " * 9000,
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING " + "(1) " * 12_000,
    ],
    ids=[
        "braces",
        "unions",
        "patterns",
        "collection",
        "negations",
        "blocks of data",
        "bytes",
        "described",
        "reifiers",
        "keys",
        "conditions",
    ],
)
def test_queries_that_kill_the_engine_are_refused(text: str) -> None:
    with pytest.raises(
        QueryRefusedError, match=r"more than [0-9]+ (patterns|operators)|nested deeper|may have"
    ):
        gate.check(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no SELECT"),
        ("SELEC * { }", "1:1: 'SELEC' found where"),
        ("ASK {\n  ?s ?p ?o ) }", "2:12: ')' closes nothing"),
        ("ASK { { ?s ?p ?o }", "1:5: '{' is never closed"),
        ("ASK { ?s ?p \udce9 }", "not valid UTF-8"),
    ],
)
def test_faults_are_named_with_their_place(text: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        gate.check(text)
    assert said in str(raised.value)


@pytest.mark.parametrize("text", [None, 1, b"ASK {}", ["ASK {}"]])
def test_what_is_no_text_is_no_query(text: Any) -> None:
    with pytest.raises(QuerySyntaxError, match="a query is text, not"):
        gate.check(text)


def test_shape_tells_what_a_query_is() -> None:
    shape = gate.read_shape("PREFIX a: <urn:a#> SELECT * FROM a:g { ?z a:p ?b OPTIONAL { ?b a:q ?a } }")
    assert shape[:4] == ("SELECT", {"a": "urn:a#"}, ["urn:a#g"], ["z", "b", "a"])
    assert shape.text[shape.star :].startswith("* FROM a:g")
    assert shape.words == {"PREFIX", "SELECT", "FROM", "OPTIONAL"}
    assert shape.iris == {"urn:a#"}
    assert undeclared_prefix("ASK { ?s ex:p ?o }", {"rdfs"}) == ("name", "ex:p", 9)
    assert undeclared_prefix("ASK { ?s rdfs:p _:o }", {"rdfs"}) is None


@given(st.text(alphabet="SERVICE{}()<>?#\"'\\:ax \n.;|*&", max_size=60))
def test_any_text_ends_well_and_nothing_is_lost(text: str) -> None:
    """The gate answers or refuses, and its tokens with the blanks between are the text."""
    at_ = 0
    for token in tokenize(text):
        between = text[at_ : token.offset]
        assert between.strip() == "" or "#" in between
        at_ = token.offset + len(token.text)
    with contextlib.suppress(QueryError, QuerySyntaxError):
        gate.check(text)


WORDS = [
    "BIND",
    "AS",
    "FILTER",
    "SERVICE",
    "PREFIX",
    "UNION",
    "VALUES",
    "SELECT",
    "ASK",
    "true",
    "ex:a\\#b",
    "ex:",
]
TERMS = [
    "?a",
    "?o",
    "<?o#>",
    "<urn:a#b>",
    "-1",
    '"x"',
    '"#"',
    "'\\'#'",
    '"""a\n#"b"""',
    "'''\"#\\n'''",
    '"',
    "@en",
]
PIECES = st.sampled_from([*WORDS, *TERMS, *"*{}()<>.~-=!/^;,a1 \n", "#c\n", "||", "^^"])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_comment_is_left_for_the_engine(text: str) -> None:
    """What is written is one line with the same tokens, and a reader finds no comment in it."""
    try:
        shape = gate.read_shape(f"ASK {{ {text}\n}}")
    except (QueryError, QuerySyntaxError):
        return
    assert not {"\n", "\r"} & set(shape.text)
    assert all(before == "\\" for before, sign in pairwise(shape.text) if sign == "#")
    assert gate.read_shape(shape.text).text == shape.text
    kinds = [token.kind.replace("long", "string") for token in tokenize(f"ASK {{ {text}\n}}")]
    assert [token.kind for token in tokenize(shape.text)] == kinds


@pytest.mark.parametrize(
    "call",
    [
        "BNODE ()",
        "BNODE # new\n ( )",
        "bnode\t('x')",
        "CONCAT ('a')",
        "coalesce #\n (1)",
        "NOW( # now\n)",
        "COUNT ( * )",
    ],
)
def test_blanks_and_comments_are_allowed_where_the_grammar_has_them(call: str) -> None:
    assert EmbeddedStore(Store()).ask(f"ASK {{ {{ SELECT ({call} AS ?x) {{ }} }} FILTER(BOUND(?x)) }}")


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?s ?p """a "quoted" # word\n""" }',
        "ASK { ?s ?p '''a \"quoted\" # word\n''' }  # all",
        "PREFIX n: <http://a/b#> ASK { n:c ?p ?o }",
        "ASK { <http://a/b#c> ?p ?o FILTER(STRLEN(?o)-1=17) }",
    ],
)
def test_what_is_written_means_the_same(text: str) -> None:
    engine = Store()
    value = Literal('a "quoted" # word\n')
    engine.add(Quad(NamedNode("http://a/b#c"), NamedNode("urn:p"), value))
    assert EmbeddedStore(engine).ask(text) is bool(engine.query(text)) is True


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?a { BIND(true<?o#>"""\n AS ?x) ' + "{" * 30_000 + ' # """)\n}',
        "ASK { FILTER(1<1" + "+1" * 7000 + ">0) }",
        "ASK { FILTER(?a <?b&&?c> ?d) }",
    ],
    ids=["braces in a comment", "operators in an IRI", "two comparisons"],
)
def test_what_hides_from_the_gate_never_begins_for_the_engine(text: str) -> None:
    """What the gate took for a string or an IRI is one for the engine, which would overflow otherwise."""
    with pytest.raises(QuerySyntaxError):
        EmbeddedStore(Store()).query(text)


def test_an_iri_that_was_meant_as_a_comparison_is_explained() -> None:
    with pytest.raises(QuerySyntaxError, match=r"<query>:1:26: unexpected '\?d'") as raised:
        EmbeddedStore(Store()).query("ASK { FILTER(?a <?b&&?c> ?d) }")
    assert raised.value.hint == 'put a blank after "<" of a comparison'


def test_a_fault_behind_a_comment_keeps_its_place() -> None:
    text = 'ASK { # a # comment\n  ?s ?p "#","""b\n""" .\n  ?o ?x }'
    with pytest.raises(QuerySyntaxError, match="<query>:4:10: something is missing"):
        EmbeddedStore(Store()).query(text)


def test_only_tokens_change_the_dataset() -> None:
    """The catalogue is added for queries that name SHACL, not for those that mention it in a comment."""
    engine = Store()
    catalogue = NamedNode("https://w3id.org/exokg/graph/questions")
    engine.add(Quad(NamedNode("urn:q"), NamedNode("urn:p"), Literal("x"), catalogue))
    store = EmbeddedStore(engine)
    assert store.ask("PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { ?s ?p ?o }")
    assert not store.ask("# http://www.w3.org/ns/shacl#\nASK { ?s ?p ?o }")
    assert not store.ask('ASK { ?s ?p ?o FILTER(?o != "http://www.w3.org/ns/shacl#") }')
    assert store.ask('PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { ?s ?p ?o FILTER(?o != "GRAPH") }')
    assert not store.ask("PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { ?s ?p ?o . GRAPH sh:x { } }")
