"""Nanopublications: the library of the format accepts them, and they follow from those before."""

from __future__ import annotations

import csv
import gzip
import json
from base64 import b64decode, b64encode
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.errors import InputError, MissingExtraError, StoreError
from exokg.rdf.dataset import build_dataset
from exokg.rdf.interchange import converter
from exokg.rdf.namespaces import code, expand
from exokg.rdf.serialisation import serialise
from exokg.release import nanopub_files, trusty
from exokg.release.about import About
from exokg.release.folders import write_release
from exokg.release.nanopub_files import Issuance, read_nanopubs
from exokg.release.trusty import DRAFT, Namer, part
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exokg.release.trusty import Nanopub

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
    ),  # nanopub takes it
    pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning"),  # rdflib
]
HASHER = trusty._library("nanopub.trustyuri.rdf.RdfHasher")
ROOT = Path(__file__).parents[2]
ABOUT = About("t", version="1", licence="https://example.org/l", issued="2026-11-29", creator="We")
LATER = replace(ABOUT, version="2", issued="2026-12-24")
TABLE = "nanopubs/nanopubs.tsv"
TRIG = "nanopubs/nanopubs.trig.gz"
FINDING = expand("exokg:Finding")
TYPE = expand("rdf:type")
STUDY_OF = expand("exokg:reportedBy")
CLAIM_SUBJECT = expand("exokg:claimSubject")
EFFECT, TARGET = expand("exokg:claimEffect"), expand("exokg:claimTarget")
NPX = "http://purl.org/nanopub/x/"
SUMMARY = expand("exokg:summary")


@pytest.fixture(scope="module")
def quads() -> frozenset[Quad]:
    """The invented graph, built once."""
    graph = read_graph(ROOT / "tests" / "fixtures" / "graph")
    return frozenset(build_dataset(graph, (ROOT / "ontology.ttl").read_bytes()))


def opened(quads: Iterable[Quad]) -> EmbeddedStore:
    store = Store()
    store.extend(quads)
    return EmbeddedStore(store)


def findings(quads: Iterable[Quad]) -> list[Any]:
    found: set[Any] = {q.subject for q in quads if q.object == FINDING and q.predicate == TYPE}
    return sorted(found, key=str)


def without(quads: Iterable[Quad], finding: NamedNode) -> list[Quad]:
    return [quad for quad in quads if finding not in (quad.subject, quad.object)]


def of_first(quads: Iterable[Quad]) -> list[Quad]:
    """Without all findings but the first: signing takes its time."""
    others = findings(quads)[1:]
    return [quad for quad in quads if quad.subject not in others]


def edited(quads: Iterable[Quad], finding: NamedNode, text: str) -> list[Quad]:
    kept = [quad for quad in quads if not (quad.subject == finding and quad.predicate == SUMMARY)]
    return [*kept, Quad(finding, SUMMARY, Literal(text))]


def files(
    quads: Iterable[Quad],
    earlier: Mapping[str, Nanopub] | None = None,
    *,
    about: About = ABOUT,
    key: Path | None = None,
    reasons: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    issuance = Issuance(Namer(key), earlier or {}, reasons or {})
    return dict(nanopub_files.nanopub_files(opened(quads), about, issuance))


def saved(content: Mapping[str, bytes], folder: Path) -> dict[str, Nanopub]:
    write_release(content.items(), folder, ABOUT.shown)
    return read_nanopubs(folder)


def table(content: Mapping[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(content[TABLE].decode().splitlines(), delimiter="\t"))


def parsed(lines: Iterable[str], name: str) -> list[Quad]:
    """The statements as a draft has them."""
    text = "".join(f"{line} .\n" for line in lines).replace(name, DRAFT)
    return list(parse(text, RdfFormat.N_QUADS))


def as_rdflib(one: Nanopub) -> Any:
    """A nanopublication as the library takes it."""
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data="".join(f"{line} .\n" for line in one.lines), format="nquads")
    return graph


def accepted(one: Nanopub) -> Any:
    """What the library reads, after it has accepted name and form."""
    theirs = import_module("nanopub").Nanopub(rdf=as_rdflib(one))
    assert theirs.source_uri == one.name
    assert theirs.is_valid
    assert theirs.has_valid_trusty
    return theirs


@pytest.fixture(scope="module")
def first(quads: frozenset[Quad]) -> dict[str, bytes]:
    return files(quads)


@pytest.fixture(scope="module")
def earlier(first: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Nanopub]:
    return saved(first, tmp_path_factory.mktemp("nanopubs") / "first")


# --- each finding has one ---


def test_every_finding_has_one_and_says_so_in_the_table(
    quads: frozenset[Quad], first: dict[str, bytes], earlier: dict[str, Nanopub]
) -> None:
    keys = {one.value.rpartition("/")[2] for one in findings(quads)}
    rows = {row["finding"].removeprefix("finding:"): row for row in table(first)}
    assert rows.keys() == keys
    retracted = {key for key, row in rows.items() if row["reason"]}
    assert {key: row["nanopub"] for key, row in rows.items() if key not in retracted} == {
        key: one.name for key, one in earlier.items() if not key.startswith("index-")
    }


@pytest.mark.slow
def test_the_real_findings_have_theirs_and_each_digest_is_right(released: Path, real_dataset: Store) -> None:
    """The digest of each is computed again, by the library, from the file."""
    found = read_nanopubs(released)
    convert = converter()
    quads: dict[str, list[Any]] = {}
    for quad in parse(gzip.decompress((released / TRIG).read_bytes()), RdfFormat.TRIG):
        name = str(quad.graph_name)[1:].partition("#")[0]
        terms = (quad.graph_name, quad.subject, quad.predicate, quad.object)
        quads.setdefault(name, []).append(tuple(map(convert, terms)))
    wanted = {one.value.rpartition("/")[2] for one in findings(real_dataset)}
    assert {key for key in found if not key.startswith("index-")} == wanted
    assert quads.keys() == {one.name for key, one in found.items() if key in wanted}
    for name, said in quads.items():
        assert HASHER.make_hash(said, baseuri=f"{name}#", hashstr=" ") == name.rpartition("/")[2]
    edges = {tuple(map(convert, (q.subject, q.predicate, q.object))) for q in plain_edges(real_dataset)}
    asserted = {(s, p, o) for said in quads.values() for graph, s, p, o in said if "#assertion" in graph}
    assert edges
    assert edges <= asserted, "every edge is asserted with a finding that carries it"
    ends = {convert(q.object) for q in real_dataset.quads_for_pattern(None, CLAIM_SUBJECT, None)}
    effects = {p for _, p, _ in edges}
    assert {(s, p, o) for s, p, o in asserted if p in effects and s in ends} == edges


def plain_edges(store: Store) -> list[Quad]:
    """The direct edges between the ends of claims, as the graph has them."""
    query = f"SELECT ?s ?e ?t {{ ?claim {CLAIM_SUBJECT} ?s ; {EFFECT} ?e ; {TARGET} ?t . ?s ?e ?t }}"
    found: Any = store.query(query)
    return [Quad(*ends) for ends in found]


def test_the_library_accepts_findings_and_index(earlier: dict[str, Nanopub]) -> None:
    for key in ("index-1", *sorted(earlier)[:2]):
        theirs = accepted(earlier[key])
        assert theirs.metadata.signature is None
    elements = set(
        accepted(earlier["index-1"]).assertion.objects(None, rdflib.URIRef(f"{NPX}includesElement"))
    )
    assert {str(one) for one in elements} == {one.name for key, one in earlier.items() if key != "index-1"}


def test_one_other_character_is_no_longer_that_nanopublication(earlier: dict[str, Nanopub]) -> None:
    one = earlier[min(earlier)]
    (line,) = (line for line in one.lines if str(SUMMARY) in line)
    text = line.partition('"')[2]
    other = line.replace(f'"{text}', f'"{chr(ord(text[0]) + 1)}{text[1:]}')
    changed = one._replace(lines=[other if each == line else each for each in one.lines])
    with pytest.raises(ValueError, match="not valid"):
        accepted(changed)


def test_rdflib_and_oxigraph_read_the_same(first: dict[str, bytes]) -> None:
    text = gzip.decompress(first[TRIG])
    convert = converter()
    ours = {
        tuple(map(convert, (quad.subject, quad.predicate, quad.object, quad.graph_name)))
        for quad in parse(text, RdfFormat.TRIG)
    }
    assert set(rdflib.Dataset().parse(data=text, format="trig").quads()) == ours


def test_an_assertion_holds_finding_claim_and_surroundings_and_no_more(
    quads: frozenset[Quad], earlier: dict[str, Nanopub]
) -> None:
    """The plain edge is there only where the finding is separable, and no other finding is named."""
    known = {quad.triple for quad in quads}
    separable = {q.subject for q in quads if q.object == code("separability", "separable")}
    claims = {(q.object, q.subject) for q in quads if q.predicate == expand("exokg:supportedBy")}
    effects = {q.object for q in quads if q.predicate == expand("exokg:claimEffect")}
    plain = 0
    known_findings = {one.value.rpartition("/")[2]: one for one in findings(quads)}
    for key in known_findings.keys() & earlier.keys():
        one, finding = earlier[key], known_findings[key]
        graphs: dict[str, set[Any]] = {}
        for quad in parse("".join(f"{line} .\n" for line in one.lines), RdfFormat.N_QUADS):
            graphs.setdefault(str(quad.graph_name).rpartition("#")[2][:-1], set()).add(quad.triple)
        assert graphs.keys() == {"Head", "assertion", "provenance", "pubinfo"}
        said = {str(triple).replace('.0"', '"') for triple in graphs["assertion"]}
        assert said <= {str(triple).replace('.0"', '"') for triple in known}
        named = {term for t in graphs["assertion"] for term in (t.subject, t.object)}
        assert named & set(known_findings.values()) == {finding}
        mine = {claim for of, claim in claims if of == finding}
        ends = {q.object for q in quads if q.subject in mine and q.predicate == CLAIM_SUBJECT}
        edges = [t for t in graphs["assertion"] if t.predicate in effects and t.subject in ends]
        assert bool(edges) == bool(mine and finding in separable), one.key
        plain += len(edges)
        derived = {t.object for t in graphs["provenance"] if t.predicate == expand("prov:wasDerivedFrom")}
        assert any(term.value.startswith("https://w3id.org/exokg/study/") for term in derived)
    assert plain


# --- what follows from an earlier release ---


def test_a_release_after_itself_keeps_every_byte(
    quads: frozenset[Quad], first: dict[str, bytes], earlier: dict[str, Nanopub]
) -> None:
    assert files(quads, earlier, about=LATER) == first


def test_what_is_said_otherwise_supersedes_and_the_rest_stays(
    quads: frozenset[Quad], earlier: dict[str, Nanopub], tmp_path: Path
) -> None:
    finding = findings(quads)[0]
    key = finding.value.rpartition("/")[2]
    content = files(edited(quads, finding, "Other words."), earlier, about=LATER)
    found = saved(content, tmp_path / "second")
    assert found.keys() == earlier.keys()
    assert {other for other in found if found[other] != earlier[other]} == {key, "index-1"}
    for changed in (key, "index-1"):
        info = accepted(found[changed]).pubinfo
        (superseded,) = info.objects(rdflib.URIRef(found[changed].name), rdflib.URIRef(f"{NPX}supersedes"))
        assert str(superseded) == earlier[changed].name
    (row,) = [row for row in table(content) if row["supersedes"]]
    assert (row["finding"], row["supersedes"]) == (f"finding:{key}", earlier[key].name)
    third = files(edited(quads, finding, "Other words."), found, about=LATER)
    assert third == content


def test_what_is_gone_is_retracted_and_stays_so(
    quads: frozenset[Quad], earlier: dict[str, Nanopub], tmp_path: Path
) -> None:
    finding = findings(quads)[0]
    key = finding.value.rpartition("/")[2]
    content = files(without(quads, finding), earlier, about=LATER)
    found = saved(content, tmp_path / "second")
    assert key not in found
    (retraction,) = found.keys() - earlier.keys()
    said = list(accepted(found[retraction]).assertion)
    assert [(str(p), str(o)) for _, p, o in said] == [(f"{NPX}retracts", earlier[key].name)]
    (row,) = [row for row in table(content) if row["retracts"]]
    assert row == {
        "finding": f"finding:{key}",
        "nanopub": found[retraction].name,
        "supersedes": "",
        "retracts": earlier[key].name,
        "reason": "it is no longer in the graph",
    }
    assert files(without(quads, finding), found, about=LATER) == content
    explained = files(without(quads, finding), earlier, reasons={key: "the page does not show it"})
    assert [row["reason"] for row in table(explained) if row["retracts"]] == ["the page does not show it"]
    again = saved(files(quads, found, about=LATER), tmp_path / "third")
    assert again[retraction] == found[retraction]
    assert again[key].name != earlier[key].name


def test_the_findings_of_a_retracted_study_are_left_out_and_retracted(
    quads: frozenset[Quad], earlier: dict[str, Nanopub], tmp_path: Path
) -> None:
    finding = findings(quads)[0]
    study: Any = next(q.object for q in quads if q.subject == finding and q.predicate == STUDY_OF)
    status = expand("exokg:status")
    changed = [q for q in quads if not (q.subject == study and q.predicate == status)]
    changed.append(Quad(study, status, code("status", "retracted")))
    reported = {q.subject for q in quads if q.object == study and q.predicate == STUDY_OF}
    theirs = {one.value.rpartition("/")[2] for one in findings(quads) if one in reported}
    alone = [row for row in table(files(changed)) if not row["nanopub"]]
    before = {"elm-2020-withdrawn_f1"}  # of a study that the invented graph already marks
    assert {row["finding"].partition(":")[2] for row in alone} == theirs | before
    assert {row["reason"] for row in alone} == {"its study was retracted"}
    content = files(changed, earlier, about=LATER)
    rows = [row for row in table(content) if row["retracts"]]
    assert {row["finding"].partition(":")[2] for row in rows} == theirs
    assert {row["reason"] for row in rows} == {"its study was retracted"}


def test_more_than_an_index_lists_go_into_one_that_continues_it(
    quads: frozenset[Quad], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(nanopub_files, "ELEMENTS", 2)
    found = saved(files(quads), tmp_path / "release")
    indexes = [one for key, one in sorted(found.items()) if key.startswith("index-")]
    assert len(indexes) == -(-(len(found) - len(indexes)) // 2) > 1
    for before, index in pairwise(indexes):
        assert f"<http://purl.org/nanopub/x/appendsIndex> <{before.name}>" in "\n".join(index.lines)
        assert "IncompleteIndex" in "\n".join(before.lines)
    assert "IncompleteIndex" not in "\n".join(indexes[-1].lines)


def test_a_graph_that_says_nothing_of_itself_has_them_too(quads: frozenset[Quad], tmp_path: Path) -> None:
    found = saved(files(quads, about=About()), tmp_path / "release")
    text = "\n".join(found[min(found)].lines)
    assert "dc/terms/created" not in text
    assert '"The exokg team"' in text
    assert "terms/license" not in text
    accepted(found[min(found)])


# --- signatures ---


@pytest.fixture(scope="module")
def private() -> Any:
    return RSA.generate(2048)


@pytest.fixture(params=["pem", "base64"])
def key(request: pytest.FixtureRequest, private: Any, tmp_path: Path) -> Path:
    path = tmp_path / "id_rsa"
    text = private.export_key() if request.param == "pem" else b64encode(private.export_key("DER", pkcs=8))
    path.write_bytes(text)
    return path


def verify(one: Nanopub) -> None:
    """Whether the signature is of all else that is said; the library's own check lets every one pass."""
    (line,) = (line for line in one.lines if "/hasSignature>" in line)
    theirs = accepted(one).metadata
    rest = as_rdflib(one._replace(lines=[each for each in one.lines if each != line]))
    quads = [(graph.identifier, s, p, o) for s, p, o, graph in rest.quads()]
    text = HASHER.normalize_quads(quads, baseuri=f"{one.name}#", hashstr=" ")
    key = RSA.import_key(b64decode(str(theirs.public_key)))
    pkcs1_15.new(key).verify(SHA256.new(text.encode()), b64decode(str(theirs.signature)))


def test_a_key_signs_and_the_signature_is_of_all_else(
    key: Path, quads: frozenset[Quad], earlier: dict[str, Nanopub], tmp_path: Path
) -> None:
    few = of_first(quads)
    content = files(few, key=key)
    assert files(few, key=key) == content
    found = saved(content, tmp_path / "signed")
    for one in found.values():
        verify(one)
    assert files(few, found, key=key) == content
    one = found[min(found)]
    other = [line.replace(f'{SUMMARY} "', f'{SUMMARY} "Never: ') for line in one.lines]
    assert other != one.lines
    forged = Namer().name(one.key, parsed(other, one.name))
    with pytest.raises(ValueError, match="signature"):
        verify(forged)


def test_who_begins_to_sign_supersedes_what_was_not_signed(
    private: Any, quads: frozenset[Quad], earlier: dict[str, Nanopub], tmp_path: Path
) -> None:
    path = tmp_path / "id_rsa"
    path.write_bytes(private.export_key())
    one = findings(quads)[0]
    few = of_first(quads)
    key = one.value.rpartition("/")[2]
    rows = {row["finding"]: row for row in table(files(few, {key: earlier[key]}, key=path))}
    assert rows[f"finding:{key}"]["supersedes"] == earlier[key].name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"", "no RSA key"),
        (b"not base64 \xff", "no RSA key"),
        (b"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n", "no RSA key"),
        ("public", "a public key"),
        ("locked", "no RSA key without a password"),
    ],
)
def test_what_is_no_key_is_an_error(content: Any, message: str, private: Any, tmp_path: Path) -> None:
    path = tmp_path / "key"
    if content == "public":
        content = private.public_key().export_key()
    elif content == "locked":
        content = private.export_key(passphrase="secret")  # noqa: S106 - a key of this test
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        Namer(path)


# --- the library, and the command ---


def test_importing_the_library_changes_nothing_of_rdflib() -> None:
    Namer()
    assert rdflib.NORMALIZE_LITERALS
    assert str(rdflib.Literal("01", datatype=rdflib.XSD.integer)) == "1"


def test_without_the_library_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(trusty, "import_module", missing)
    with pytest.raises(MissingExtraError, match="need nanopub") as caught:
        Namer()
    assert caught.value.hint == "pip install 'exokg[nanopub]'"


def test_a_name_does_not_depend_on_the_order_of_what_is_said() -> None:
    said = [Quad(NamedNode(DRAFT), SUMMARY, Literal(text), part("assertion")) for text in ("b", "a", "c")]
    assert Namer().name("k", said) == Namer().name("k", said[::-1])


@pytest.mark.parametrize("damage", ["manifest", "none", "changed"])
def test_an_earlier_release_that_is_none_is_an_error(
    damage: str, first: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    write_release([] if damage == "none" else first.items(), folder, ABOUT.shown)
    if damage == "manifest":
        (folder / "manifest.json").unlink()
    elif damage == "changed":
        (folder / "nanopubs" / "nanopubs.tsv").write_bytes(b"")
    with pytest.raises(InputError if damage == "none" else StoreError):
        read_nanopubs(folder)


@pytest.mark.slow
def test_the_command_continues_an_earlier_release(
    quads: frozenset[Quad], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (tmp_path / name for name in ("old.nq", "new.nq"))
    finding, removed = findings(quads)[:2]
    name = removed.value.rpartition("/")[2]
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / "changes.tsv").write_text(
        f"what\treason\treplaced-by\ton\n{name}\tcounted twice\t\t2026-11-29\n"
    )
    old.write_bytes(serialise(quads, "nq"))
    new.write_bytes(serialise(without(edited(quads, finding, "Other words."), removed), "nq"))
    folder = tmp_path / "release"
    assert main(["release", str(folder), "--store", str(old)]) == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    assert main(["release", str(folder), "--store", str(new), "--after", str(folder), "-g", str(graph)]) == 0
    assert json.loads((folder / "manifest.json").read_text())["files"] != manifest["files"]
    rows = table({TABLE: (folder / TABLE).read_bytes()})
    changed = [row["finding"].partition(":")[2] for row in rows if row["supersedes"]]
    assert changed == [finding.value.rpartition("/")[2]]
    assert [row["reason"] for row in rows if row["finding"] == f"finding:{name}"] == ["counted twice"]
    capsys.readouterr()
    assert main(["release", str(tmp_path / "x"), "--store", str(new), "--after", str(tmp_path / "none")]) == 2
    assert "manifest" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
