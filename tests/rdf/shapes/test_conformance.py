"""Each shape finds its bad example, none finds anything in a good graph, and faults lead back to lines."""

from __future__ import annotations

import dataclasses
import re
import socket
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from exokg.curation.rules import RULES
from exokg.errors import InputError, TurtleSyntaxError
from exokg.rdf import conformance
from exokg.rdf.conformance import conform
from exokg.rdf.interchange import to_rdflib
from exokg.rdf.namespaces import EXOKG, PREFIXES, expand
from exokg.rdf.shapes import structural_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exokg.curation.graph import Graph
    from exokg.curation.violations import Violation

    Edit = Callable[[list[tuple[str, str]]], Store]

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
SHAPES = rdflib.Graph().parse(HERE.parent.parent.parent / "graph" / "shapes.ttl")
SHAPE = "https://w3id.org/exokg/shape/"
PREFIX_TEXT = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())


def examples() -> dict[str, list[tuple[str, str]]]:
    """Shape → the changes of its bad example: a sign and a triple in Turtle."""
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in (HERE / "bad_examples.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found[name].append((line[2], line[4:]))
        elif line and not line.startswith("#"):
            name = line
            found[name] = []
    return found


EXAMPLES = examples()
LEVELS = {rdflib.SH.Violation: "ERROR", rdflib.SH.Warning: "WARN", rdflib.SH.Info: "INFO"}


def named_shapes() -> set[str]:
    names = {str(subject) for subject in SHAPES.subjects() if str(subject).startswith(SHAPE)}
    return {name.removeprefix(SHAPE) for name in names}


def change(store: Store, changes: list[tuple[str, str]]) -> list[Quad]:
    """Make the changes; the statements that came or went."""
    done = []
    for sign, text in changes:
        (quad,) = parse(f"{PREFIX_TEXT}{text} .", format=RdfFormat.TURTLE)
        triple = quad.triple
        said = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        assert (said in store) == (sign == "-"), f"the example does not fit the fixture: {sign} {text}"
        (store.remove if sign == "-" else store.add)(said)
        done.append(said)
    return done


def fired(violations: list[Violation]) -> set[str]:
    return {str(violation.hint).split()[1] for violation in violations}


@pytest.fixture(scope="module")
def lean(invented_store: Store) -> Store:
    """The invented graph without most checklist items: there are hundreds, which slow down every example."""
    store = Store()
    store.extend(list(invented_store))
    items = store.quads_for_pattern(None, expand("rdf:type"), expand("exokg:ReportingItem"))
    for item in sorted((quad.subject for quad in items), key=str):
        if not re.search(r"_(size|dose)$", item.value):  # type: ignore[union-attr]
            for quad in list(store.quads_for_pattern(item, None, None)):
                store.remove(quad)
    return store


@pytest.fixture(scope="module")
def once(lean: Store) -> Iterator[list[Quad]]:
    """Shapes are read once, and of the graph what an example changes: both took longer than judging it.

    The list takes the statements that come and go.
    """
    known = conformance._data_graph(lean)
    shapes = cache(conformance._read_shapes)
    of_shapes = cache(lambda store: to_rdflib(store))
    moved: list[Quad] = []

    def of_data(store: Store) -> rdflib.Graph:
        for quad in moved:
            for triple in to_rdflib([quad]):
                (known.add if quad in store else known.remove)(triple)
        moved.clear()
        return known

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(conformance, "_read_shapes", shapes)
        patched.setattr(conformance, "to_rdflib", of_shapes)
        patched.setattr(conformance, "_data_graph", of_data)
        yield moved


@pytest.fixture
def edit(lean: Store, once: list[Quad]) -> Iterator[Edit]:
    """A function that changes the lean graph for one test; afterwards it is what it was."""
    done: list[Quad] = []

    def made(changes: list[tuple[str, str]]) -> Store:
        done.extend(change(lean, changes))
        once.extend(done)
        return lean

    yield made
    for quad in done:
        (lean.remove if quad in lean else lean.add)(quad)
    once += done


def test_every_shape_has_a_bad_example() -> None:
    assert named_shapes() == set(EXAMPLES)
    assert len(EXAMPLES) > 50


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_bad_example_triggers_exactly_its_shape(name: str, edit: Edit, invented: Graph) -> None:
    assert fired(conform(edit(EXAMPLES[name]), invented)) == {name}


def test_every_shape_has_message_severity_and_a_known_rule() -> None:
    sh = rdflib.SH
    for name in sorted(named_shapes()):
        shape = rdflib.URIRef(SHAPE + name)
        (message,) = SHAPES.objects(shape, sh.message)
        (severity,) = SHAPES.objects(shape, sh.severity)
        (rule,) = SHAPES.objects(shape, rdflib.URIRef(f"{EXOKG}explainsRule"))
        assert str(message).endswith(".")
        assert severity in (sh.Violation, sh.Warning, sh.Info)
        assert str(rule) in RULES, f"{name} explains {rule}, which is no rule"
        assert LEVELS[rdflib.URIRef(str(severity))] == RULES[str(rule)].level, f"{name} is as grave as {rule}"


def test_every_class_has_a_shape(invented_store: Store) -> None:
    """All classes that something is an instance of, but for lists, terms and what is in named graphs."""
    made = rdflib.Graph().parse(data=structural_shapes(), format="turtle")
    targets = {
        str(target) for graph in (SHAPES, made) for target in graph.objects(None, rdflib.SH.targetClass)
    }
    parents = {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in invented_store.quads_for_pattern(None, expand("rdfs:subClassOf"), None)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(EXOKG)
    }
    for quad in invented_store.quads_for_pattern(None, expand("rdf:type"), None, DefaultGraph()):
        kind: str | None = quad.object.value  # type: ignore[union-attr]
        if kind is None or not kind.startswith(EXOKG):
            continue
        while kind is not None and kind not in targets:
            kind = parents.get(kind)
        assert kind is not None, f"no shape looks at {quad.object}"


def test_the_good_graphs_conform(
    invented: Graph, invented_store: Store, real: Graph, real_store: Store
) -> None:
    assert conform(invented_store, invented) == []
    assert [str(fault) for fault in conform(real_store, real)] == []
    assert len(real_store) > 10_000


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("result-evidence", ("studies/dogwood-2023-trial.yaml", "within")),
        ("claim-count", ("studies/dogwood-2023-trial.yaml", "between")),
        ("term-identifier-unique", ("terms.tsv", "term:pain")),
    ],
)
def test_a_fault_leads_to_its_file(name: str, place: tuple[str, str], edit: Edit, invented: Graph) -> None:
    found = conform(edit(EXAMPLES[name]), invented)
    assert found[0].path.endswith(place[0]) or found[-1].path.endswith(place[0])


def test_a_fault_leads_to_line_and_column(edit: Edit, invented: Graph) -> None:
    changed = edit([("-", 'finding:cedar-2022-null_f2 exokg:locator "abstract"')])
    (fault,) = conform(changed, invented)
    lines = Path(fault.path).read_text("utf-8").splitlines()
    assert lines[fault.line - 1][fault.column - 1 :] == "abstract"
    assert fault.line > next(n for n, line in enumerate(lines, 1) if line.endswith("id: f2"))
    assert (fault.rule, fault.level) == ("missing-locator", "ERROR")


def test_every_node_of_the_graph_has_a_place(invented: Graph, invented_store: Store) -> None:
    from exokg.rdf.origin import Origins

    origins = Origins(invented, invented_store)
    for quad in invented_store.quads_for_pattern(None, expand("rdf:type"), None, DefaultGraph()):
        iri = quad.subject.value  # type: ignore[union-attr]
        kind = iri.removeprefix("https://w3id.org/exokg/").partition("/")[0]
        path, line, column = origins.of(iri)
        assert line >= 1
        assert column >= 1
        if kind in ("finding", "study", "claim", "conflict", "dose", "reporting", "arm", "system", "trial"):
            assert path.endswith(".yaml"), iri
        if kind in ("cohort", "reader", "term", "source"):
            assert path.endswith((".tsv", ".yaml")), iri


def test_only_the_default_graph_is_judged(lean: Store, invented: Graph) -> None:
    away = NamedNode("https://w3id.org/exokg/graph/hypotheses")
    finding = NamedNode("https://w3id.org/exokg/finding/nowhere_f1")
    said = Quad(finding, expand("rdf:type"), expand("exokg:Finding"), away)
    lean.add(said)
    assert conform(lean, invented) == []
    lean.remove(said)


CONSTRAINT = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix exokg: <https://w3id.org/exokg/ontology/> .
<urn:shape> a sh:NodeShape ; sh:targetClass exokg:Study ; exokg:explainsRule "read-once" ;
  sh:sparql [ sh:message "of service, from here" ; %s ] ."""


@pytest.mark.parametrize(
    "constraint",
    [
        "SELECT $this {{ $this a ?c . SERVICE SILENT <{0}> {{ ?a ?b ?c }} }}",
        "SELECT $this {{ $this a ?c . service<{0}>{{ ?a ?b ?c }} }}",
        "SELECT $this {{ $this a ?c . \u017fERVICE <{0}> {{ ?a ?b ?c }} }}",
        "SELECT $this {{ $this a ?c . SERV\u0131CE <{0}> {{ ?a ?b ?c }} }}",
        r"SELECT $this {{ $this a ?c . \\u0053ERVICE <{0}> {{ ?a ?b ?c }} }}",
        r"SELECT $this {{ $this a ?c . \\U00000053ERVICE <{0}> {{ ?a ?b ?c }} }}",
        "SELECT $this FROM <{0}> {{ $this a ?c }}",
        "SELECT $this from<{0}> {{ ?this a ?c . FILTER NOT EXISTS {{ $this a ?d }} }}",
    ],
)
@pytest.mark.parametrize(
    "how", ['sh:select "%s"', 'sh:select "SELECT ?this {}" ; sh:declare [ sh:namespace "%s" ]']
)
def test_no_shape_reaches_the_network(
    constraint: str, how: str, tmp_path: Path, invented: Graph, invented_store: Store
) -> None:
    """A graph may come from anybody, and both engines would fetch what its shapes name."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        away = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        (tmp_path / "shapes.ttl").write_text(CONSTRAINT % (how % constraint.format(away)), "utf-8")
        with pytest.raises(InputError, match=r"shapes\.ttl: a query of a shape holds SERVICE"):
            conform(invented_store, dataclasses.replace(invented, folder=tmp_path))
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("constraint", ['sh:select "SELECT $this { $this"', "sh:select 7", ""])
def test_a_shape_that_cannot_be_judged_by_is_an_error(
    constraint: str, tmp_path: Path, invented: Graph, invented_store: Store
) -> None:
    (tmp_path / "shapes.ttl").write_text(CONSTRAINT % constraint, "utf-8")
    with pytest.raises(InputError, match=r"shapes\.ttl: a shape cannot be judged by: \w"):
        conform(invented_store, dataclasses.replace(invented, folder=tmp_path))


def test_broken_shapes_are_named_with_their_line(
    tmp_path: Path, invented: Graph, invented_store: Store
) -> None:
    (tmp_path / "shapes.ttl").write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:x sh:y", "utf-8")
    broken = dataclasses.replace(invented, folder=tmp_path)
    with pytest.raises(TurtleSyntaxError, match=r"shapes\.ttl:\d+"):
        conform(invented_store, broken)
