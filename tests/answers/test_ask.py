"""Asking: parameters as people write them, errors with neighbours, coverage, citations, pandas."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import DefaultGraph, Store

from exokg.answers.answering import answer, find_question, record_keys
from exokg.answers.result import Answer, Result
from exokg.answers.spellings import identifier_spellings
from exokg.cli import main
from exokg.errors import InputError, UnknownTermError
from exokg.knowledge_graph import KnowledgeGraph
from exokg.store.coverage import count_coverage
from exokg.store.manifest import VERSIONS
from exokg.store.versions import write_version

if TYPE_CHECKING:
    from collections.abc import Callable

    import exokg.store as stores


@pytest.fixture(scope="module")
def kg(small_store: stores.Store) -> KnowledgeGraph:
    return KnowledgeGraph(small_store)


@pytest.fixture(scope="module")
def path(small_dataset: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ask")
    (folder / VERSIONS).mkdir()
    write_version(folder, small_dataset, {}, inputs="small", source="elsewhere")
    return str(folder)


@pytest.mark.parametrize("text", ["Wnt", "wnt signaling PATHWAY", "GO:0016055"])
def test_a_term_is_named_by_label_synonym_or_curie(kg: KnowledgeGraph, text: str) -> None:
    assert len(kg.ask("claims", target=text)) == 1
    assert len(kg.ask("pathway-support", pathway=text)) == 2


def test_narrower_terms_count_too(kg: KnowledgeGraph) -> None:
    rows = kg.ask("claims", target="Wnt")
    assert {row["targetName"].value for row in rows} == {"canonical Wnt signaling pathway"}


@pytest.mark.parametrize(
    ("question", "given", "near"),
    [
        ("pathway-support", {"pathway": "Wntt"}, "Wnt signaling pathway"),
        ("claims", {"target": "Wntt"}, "Wnt signaling pathway"),
        ("claims", {"effect": "increasess"}, "increases"),
        ("findings", {"rung": "animl"}, "animal"),
        ("claims", {"kind": "nativ vesicles"}, "native vesicles"),
    ],
)
def test_an_unknown_name_is_an_error_with_neighbours(
    kg: KnowledgeGraph, question: str, given: dict[str, Any], near: str
) -> None:
    with pytest.raises(UnknownTermError) as error:
        kg.ask(question, **given)
    assert near in (error.value.hint or "")


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"target": "wnt"}, {"target": "GO:0016055"}),
        ({"effect": "activate"}, {"effect": "increases"}),
        ({"effect": "No-detected effect"}, {"effect": "no detected effect on"}),
        ({"rung": "In-Vitro"}, {"rung": "in vitro"}),
        ({"rung": "animals"}, {"rung": "animal"}),
    ],
)
def test_words_are_known_in_any_spelling(
    kg: KnowledgeGraph, given: dict[str, Any], same: dict[str, Any]
) -> None:
    assert list(kg.ask("findings", **given)) == list(kg.ask("findings", **same)) != []


def test_what_is_no_effect_is_said_in_good_english(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="moons is no value of effect"):
        kg.ask("claims", effect="moons")


def test_an_unknown_question_names_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(InputError) as error:
        kg.ask("pathway-suport")
    assert "pathway-support" in (error.value.hint or "")


def test_several_values_are_any_of_them_and_any_leaves_open(kg: KnowledgeGraph) -> None:
    for question in ("findings", "claims"):
        both = kg.ask(question, target=["Wnt", "hair density"])
        each = [kg.ask(question, target=text) for text in ("Wnt", "hair density")]
        assert len(both) == sum(map(len, each))
        assert len(kg.ask(question, target="any")) == len(kg.ask(question)) > len(both)
    with pytest.raises(InputError, match="cannot be left open"):
        kg.ask("claim-provenance", source="any")


@pytest.mark.parametrize(
    "text", ["10.5555/exokg.birch.2021", "https://doi.org/10.5555/EXOKG.birch.2021", "PMID:90000001"]
)
def test_a_paper_is_found_by_its_identifiers(kg: KnowledgeGraph, text: str) -> None:
    rows = kg.ask("by-identifier", id=text).records()
    assert rows
    assert {row["study"] for row in rows} == {"https://w3id.org/exokg/study/birch-2021-papilla"}


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("http://purl.obolibrary.org/obo/CL_0000346", "CL:0000346"),
        ("cl:0000346", "CL:0000346"),
        ("uniprot:P1", "uniprot:P1"),
        ("nct90000001", "NCT90000001"),
        ("pmc9000003", "PMC9000003"),
        ("CL_0000346", "CL:0000346"),
        ("https://identifiers.org/CL:0000346", "CL:0000346"),
        ("https://identifiers.org/hgnc:2514", "HGNC:2514"),
        ("https://pubmed.ncbi.nlm.nih.gov/90000001/", "90000001"),
        ("https://clinicaltrials.gov/study/NCT90000001?tab=results", "NCT90000001"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9000003/", "PMC9000003"),
        ("MIRBASE:MI0000294", "mirbase:MI0000294"),
    ],
)
def test_common_spellings_of_identifiers(text: str, spelling: str) -> None:
    assert spelling in identifier_spellings(text)


def test_an_identifier_is_known_in_any_spelling_or_by_a_name(kg: KnowledgeGraph) -> None:
    rows = list(kg.ask("by-identifier", id="GO:0060070"))
    for text in (
        "go_0060070",
        "http://purl.obolibrary.org/obo/GO_0060070",
        "Canonical Wnt signaling pathway",
    ):
        assert list(kg.ask("by-identifier", id=text)) == rows != []


def test_an_unknown_identifier_is_an_error_with_neighbours(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="nothing in the graph has the identifier GO:0016056") as error:
        kg.ask("by-identifier", id="GO:0016056")
    assert "GO:0016055" in error.value.suggestions


def test_coverage_counts_what_was_searched(small_store: stores.Store) -> None:
    found = count_coverage(small_store.select, "studies")
    assert (found.searched, found.retracted) == (6, 1)
    assert found.read_in_full == 2
    assert count_coverage(small_store.select, "reviews").searched == 1
    assert str(found).startswith("searched 6 studies, 2 read in full; literature searched to ")


def test_rows_go_straight_into_pandas(kg: KnowledgeGraph) -> None:
    table = kg.ask("claims").to_pandas()
    assert table["studies"].dtype == int
    assert table["subjectName"].str.len().min() > 0
    years = kg.query("SELECT ?s ?year { ?s a exokg:Study ; exokg:year ?year }")
    assert isinstance(years, Result)
    assert years.to_pandas()["year"].dtype == int


def test_the_records_behind_an_answer(small_store: stores.Store) -> None:
    found = KnowledgeGraph(small_store).ask("findings", target="hair density")
    assert "dogwood-2023-trial" in record_keys(small_store, found)
    claims = answer(small_store, find_question(small_store, "claims"), {"target": "hair density"})
    assert set(record_keys(small_store, found)) == set(record_keys(small_store, claims))


def test_provenance_as_prov_o(kg: KnowledgeGraph) -> None:
    found = kg.ask("claim-provenance-prov", source="DPC", effect="increases", target="proliferation")
    assert {row["predicate"].value.rsplit("#", 1)[1] for row in found} >= {
        "wasDerivedFrom",
        "wasAttributedTo",
    }


def run(path: str, *words: str) -> int:
    return main(["ask", *words, "--store", path])


def test_the_list_and_a_table(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "-f", "json") == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert "pathway-support" in {row["question"]["value"] for row in rows}
    assert {"findings", "gap-map"} <= {row["question"]["value"] for row in rows}
    assert run(path, "claims", "--target", "Wnt", "-f", "csv") == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "\nsearched 6 studies" in err
    assert err.startswith("Claims with their evidence")


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("table", "highest rung"),
        ("markdown", "highest rung"),
        ("html", ">highest rung</th>"),
        ("csv", "highestRung"),
        ("tsv", "?highestRung"),
        ("json", '"highestRung"'),
    ],
)
def test_columns_are_headed_in_words_for_people_and_by_names_for_programs(
    path: str, capsys: pytest.CaptureFixture[str], form: str, head: str
) -> None:
    assert run(path, "claims", "--columns", "direction,highestRung", "-f", form) == 0
    printed = capsys.readouterr().out
    assert head in printed
    assert ("highestRung" in printed) != ("highest rung" in printed)


@pytest.mark.parametrize("words", [["--target=Wnt"], ["target=Wnt"], ["--target", "Wnt"]])
def test_ways_to_write_a_parameter(path: str, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(path, "claims", *words, "-f", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("form", ["table", "tsv", "csv", "json", "xml", "markdown", "html"])
def test_every_format(path: str, capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert run(path, "harms", "-f", form) == 0
    name = "Dogwood 2023" if form in {"table", "markdown", "html"} else "study/dogwood-2023-trial"
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("words", [["what activates the Wnt pathway?"], ["what", "supports", "a", "pathway"]])
def test_a_sentence_is_answered_with_what_to_do_instead(
    path: str, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(path, *words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "ask takes the name of a question, not a sentence" in err
    assert "pathway-support" in err
    assert "exokg ask lists all questions" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no-such-question"], "there is no question"),
        (["no-such-question", "--pathway", "Wnt"], "there is no question no-such-question"),
        (["pathway-suport"], "did you mean pathway-support?"),
        (["xyz"], "exokg ask lists all questions"),
        (["what is the capital of France?"], "not a sentence"),
        (["pathway-support", "--pathway", "Wntt"], "Wnt signaling pathway"),
        (["pathway-support", "--moon", "1"], "has no parameter moon"),
        (["pathway-support", "--pathway"], "needs a value"),
        (["pathway-support", "Wnt"], "not a parameter"),
        (["harms", "--cite", "docx"], "unknown format"),
        (["--cite", "bibtex"], "--cite needs a question"),
    ],
)
def test_what_cannot_be_asked_is_said_and_stdout_is_empty(
    path: str, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert run(path, *words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["human-studies", "--outcome", "minoxidil"],
            ["parts of 4 studies that nobody read", "without --outcome: 4 rows", "exokg show minoxidil"],
        ),
        (
            ["claims", "--source", "rose", "--target", "hsa-mir-218-1"],
            ["--target hsa-mir-218-1 alone: 1 row\n", "--source rose alone: 3 rows", "exokg show rose"],
        ),
        (
            ["positions", "--stance", "warning", "--topic", "hair density"],
            ["--stance warning alone: no rows", "exokg show 'hair density'"],
        ),
    ],
)
def test_an_answer_without_rows_says_what_that_means(
    path: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(path, *words, "-f", "csv") == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "no rows: nothing recorded fits; it may be in the parts of" in err
    assert "this is not 'no effect'" in err
    for text in said:
        assert text in err
    assert "alone: 0 rows" not in err


def test_no_hypothesis_is_not_an_effect_that_was_not_found(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, "hypotheses", "--source", "minoxidil") == 0
    err = capsys.readouterr().err
    assert "no rows: no two recorded findings suggest an effect here" in err
    assert "would be a row" not in err


def test_what_was_needed_and_not_given_is_said(
    path: str, capsys: pytest.CaptureFixture[str], kg: KnowledgeGraph
) -> None:
    assert run(path, "by-identifier", "-f", "csv") == 0
    assert "assumed: --id " in capsys.readouterr().err
    assert run(path, "by-identifier", "--id", "GO:0060070") == 0
    assert "assumed" not in capsys.readouterr().err
    assumed, none = kg.ask("by-identifier"), kg.ask("claims")
    assert isinstance(assumed, Answer)
    assert isinstance(none, Answer)
    assert list(assumed.assumed) == ["id"]
    assert none.assumed == {}
    assert run(path, "pathway-support") == 0  # of an alias, the filters say it
    assert "filters: mechanism = Wnt signaling pathway" in capsys.readouterr().err


def test_an_answer_is_short_to_look_at_and_numbers_are_texts(kg: KnowledgeGraph) -> None:
    assert repr(kg.ask("claims")).startswith("<Answer: Claims with their evidence: ")
    assert len(repr(kg.ask("claims"))) < 600
    with pytest.raises(InputError, match="has no parameter limit"):
        kg.ask("claims", limit=3)


def test_a_store_without_a_catalogue_is_asked_the_questions_that_exokg_ships(
    small_dataset: Store, write_store: Callable[[Store], stores.Store]
) -> None:
    bare = Store()
    bare.extend(quad for quad in small_dataset if quad.graph_name == DefaultGraph())
    found = KnowledgeGraph(write_store(bare)).ask("claims", target="Wnt")
    assert len(found) == 1


def test_citations_of_an_answer(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    dois = {}
    for form in ("bibtex", "ris", "csl"):
        assert run(path, "human-studies", "--cite", form) == 0
        out = capsys.readouterr().out
        dois[form] = {word.strip('{},"') for word in out.split() if "10.5555/" in word}
        assert "exokg" in out
    assert dois["bibtex"] == dois["ris"] == dois["csl"]
    assert "10.5555/exokg.dogwood.2023" in dois["ris"]


def test_citations_that_are_missing_are_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for question in ("term-prefixes", "translational-ladder"):
        assert run(path, question, "--cite", "bibtex") == 0
        out, err = capsys.readouterr()
        assert out.count("@") == 1
        assert f"no row of {question} names a study" in err
    assert run(path, "findings", "--cite", "bibtex") == 0
    out, err = capsys.readouterr()
    assert out.count("@") > 3
    assert "neither title nor author is recorded of fir-2024-followup" in err


def test_hypotheses_and_paths(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hypotheses", "--store", path, "-f", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 2
    assert main(["paths", "dermal papilla cell", "Wnt/beta-catenin", "--store", path, "-f", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0] == "path,direction,weight,steps,weakestStep,sameStudy,findings"
    assert any("hsa-mir-218-1" in row and "finding:birch-2021-papilla_f5" in row for row in rows)


def test_paths_that_are_not_there_and_formats_that_do_not_fit_are_said(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paths", "rose", "Wnt/beta-catenin", "--store", path]) == 0
    assert "no rows: no path of 3 steps joins these two in the claims" in capsys.readouterr().err
    assert main(["paths", "rose", "minoxidil", "-f", "graphml", "--store", path]) == 2
    assert "rows, not graphml" in capsys.readouterr().err


def test_questions_parameters_and_values_are_completed(path: str) -> None:
    from exokg.cli.ask import _complete

    def completed(words: list[str], incomplete: str) -> list[str]:
        context = SimpleNamespace(params={"words": words, "store": path, "graph": None})
        return _complete(context, incomplete)

    assert completed([], "pathw") == ["pathway-support"]
    assert completed([], "head") == ["head-to-head"]
    for question, name in (("claims", "target"), ("pathway-support", "pathway")):
        assert completed([question], name[:3]) == [f"{name}="]
        assert completed([question], f"{name}=wnt") == [f"{name}='Wnt signaling pathway'"]
    assert completed(["findings"], "rung=an") == ["rung=animal"]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from exokg.cli import main; main(['ask', '--help']);"
        "print(sorted({'rdflib', 'networkx', 'pydantic', 'yaml'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["gap-map"], "exokg count --by outcome --by rung"),
        (["gap-map", "--outcome", "hair density"], "--outcome 'hair density'"),
        (["findings", "species=mouse", "--source", "dermal papilla cell"], "exokg find --species mouse"),
        (["co-interventions", "--given", "any"], "exokg find --given-too reported"),
        (["sources-on-cell", "--outcome", "any"], "exokg find --tests-role-of 'not applicable' --cell"),
    ],
)
def test_a_question_that_is_a_table_or_a_search_says_so(
    path: str, capsys: pytest.CaptureFixture[str], words: list[str], command: str
) -> None:
    assert run(path, *words) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()
    assert command in printed.err
    assert "searched 6 studies" in printed.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gap-map", "--moon", "1"], "gap-map has no parameter moon"),
        (["gap-map", "--outcome", "moonlight"], "moonlight"),
    ],
)
def test_what_such_a_question_does_not_take(
    path: str, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert run(path, *words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
