"""What a mixture did lifts nothing, associations are no effects, and one study agrees with nobody."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from exokg.rdf.derive import derive
from exokg.rdf.namespaces import PREFIXES, compress, expand, mint

TERMS = """
source:s dcterms:identifier "source:s" ; rdfs:label "s" .
obo:T dcterms:identifier "T" ; rdfs:label "t" .
"""
CLAIM = mint("claim", "s", "increases", "T")


def finding(name: str, *, cohort: str = "", **told: str) -> str:
    """One study with one finding; ``told`` holds words of closed lists, ``others`` is apart."""
    others = told.pop("others", "").split()
    kind, effect = told.pop("comparator", ""), told.pop("effect", "increases")
    text = f"""
study:{name} a exokg:Study ; exokg:inCohort cohort:{cohort or name} ; exokg:inGroup group:{name} ;
  exokg:readingDepth code:readingdepth-{told.pop("read", "abstract")} ;
  exokg:confidence code:confidence-{told.pop("confidence", "high")} .
finding:{name} a exokg:Finding ; exokg:countedUnder source:s ; exokg:effect exokg:{effect} ;
  exokg:target obo:T ; exokg:reportedBy study:{name} ; exokg:inArm arm:{name} .
"""
    for word, value in told.items():
        text += f"finding:{name} exokg:{word} code:{word}-{value} .\n"
    for place, shared in enumerate(others):
        text += f"arm:{name} exokg:coIntervention cointervention:{name}-{place} .\n"
        text += f'cointervention:{name}-{place} exokg:inComparator "{shared}" .\n'
    if kind:
        text += f"finding:{name} exokg:comparison comparison:{name} .\n"
        text += f"comparison:{name} exokg:comparatorKind code:comparatorkind-{kind} .\n"
    return text


def harm(arm: str, **told: str) -> str:
    """A harm that was reported in one arm."""
    text = f"harm:a a exokg:HarmReport ; exokg:inArm arm:{arm} .\n"
    return text + "".join(f"harm:a exokg:{name} {value} .\n" for name, value in told.items())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (harm("a") + "arm:a exokg:ofPreparation preparation:a .", "separable"),
        (harm("a", subject="preparation:a"), "separable"),
        (harm("a"), None),
        ("harm:a a exokg:HarmReport .", "not-known"),
    ],
    ids=["in a treated group", "laid to a preparation", "in a group on a drug alone", "in no group shown"],
)
def test_a_harm_is_told_apart_where_a_preparation_was_given(
    derived: Any, told: str, expected: str | None
) -> None:
    assert word(derived(told), mint("harm", "a"), "separability") == expected


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        ("", None),
        (
            'arm:a exokg:coIntervention cointervention:a . cointervention:a exokg:inComparator "no" .',
            "not-separable",
        ),
    ],
    ids=["alone", "beside something else"],
)
def test_a_placebo_has_no_effect_to_tell_apart(derived: Any, also: str, expected: str | None) -> None:
    """What else was given in its group may have one, which cannot be told apart."""
    placebo = """finding:a a exokg:Finding ; exokg:subject preparation:a ; exokg:inArm arm:a .
preparation:a exokg:preparationType code:preparationtype-non-vesicle .
"""
    assert word(derived(placebo + also), mint("finding", "a"), "separability") == expected
    of_cells = placebo + "finding:a exokg:countedUnder source:s .\n"
    assert word(derived(of_cells), mint("finding", "a"), "separability") == "separable"


@pytest.fixture
def derived(ontology: bytes) -> Any:
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())

    def made(*findings: str) -> Store:
        store = Store()
        store.load(ontology, format=RdfFormat.TURTLE)
        store.load((prefixes + TERMS + "".join(findings)).encode(), format=RdfFormat.TURTLE)
        derive(store)
        return store

    return made


def word(store: Store, subject: NamedNode, name: str) -> str | None:
    """The value of a property: its number, or the last word of its code; ``None`` where it is missing."""
    found = [quad.object for quad in store.quads_for_pattern(subject, expand(f"exokg:{name}"), None)]
    assert len(found) <= 1
    if not found:
        return None
    if isinstance(found[0], Literal):
        return str(float(found[0].value)).removesuffix(".0")
    return compress(found[0]).split("-", 1)[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("others", "contrast", "expected"),
    [
        ("", "between-group", "separable"),
        ("", "within-group", "separable"),
        ("", None, "separable"),
        ("yes", "between-group", "separable"),
        ("yes yes", "between-group", "separable"),
        ("yes no", "between-group", "not-separable"),
        ("yes unclear", "between-group", "not-known"),
        ("unclear no", "between-group", "not-separable"),
        ("no", None, "not-separable"),
        ("yes", "within-group", "not-separable"),
        ("unclear", "within-group", "not-separable"),
        ("yes", "unclear", "not-known"),
        ("yes", None, "not-known"),
        ("unclear", "between-group", "not-known"),
    ],
)
def test_the_worst_of_what_else_was_given_counts(
    others: str, contrast: str | None, expected: str, derived: Any
) -> None:
    told = {"contrast": contrast} if contrast else {}
    store = derived(finding("a", others=others, **told))
    assert word(store, mint("finding", "a"), "separability") == expected


def test_a_mixture_lifts_neither_rung_nor_contrast_nor_support(derived: Any) -> None:
    alone = finding("alone", rung="animal", contrast="within-group", support="marker")
    mixed = finding(
        "mixed", others="no", rung="controlled-human", contrast="between-group", support="perturbation"
    )
    for store, studies in ((derived(alone), "1"), (derived(alone, mixed), "2")):
        assert word(store, CLAIM, "independentStudies") == studies
        assert word(store, CLAIM, "separableStudies") == "1"
        assert word(store, CLAIM, "highestRung") == "animal"
        assert word(store, CLAIM, "bestContrast") == "within-group"
        assert word(store, CLAIM, "bestSupport") == "marker"


def test_a_claim_on_mixtures_alone_has_no_best(derived: Any) -> None:
    store = derived(finding("mixed", others="no", rung="controlled-human", contrast="between-group"))
    assert word(store, CLAIM, "separableStudies") == "0"
    assert [word(store, CLAIM, name) for name in ("highestRung", "bestContrast", "against")] == [None] * 3
    assert word(store, CLAIM, "studiesIncreasing") == "1"


def test_the_same_given_to_both_groups_lifts(derived: Any) -> None:
    store = derived(finding("a", others="yes", rung="controlled-human", contrast="between-group"))
    assert word(store, CLAIM, "highestRung") == "controlled-human"
    assert word(store, CLAIM, "bestContrast") == "between-group"


def test_an_association_among_the_treated_supports_no_claim(derived: Any) -> None:
    effect, association = finding("a", contrast="within-group"), finding("b", contrast="among-treated")
    store = derived(effect, association)
    assert word(store, CLAIM, "findingCount") == word(store, CLAIM, "studiesIncreasing") == "1"
    assert list(derived(association).quads_for_pattern(None, expand("rdf:type"), expand("exokg:Claim"))) == []


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), None),
        (("not-shown",), None),
        (("ambiguous",), None),
        (("placebo-or-vehicle",), "no-treatment"),
        (("own-baseline", "untreated", "disease-model"), "no-treatment"),
        (("other-preparation",), None),  # a difference between two preparations is an effect of neither
        (("active-drug", "not-shown"), "another-treatment"),
        (("active-drug", "placebo-or-vehicle"), "both"),
    ],
)
def test_what_it_was_measured_against_is_told(
    kinds: tuple[str, ...], expected: str | None, derived: Any
) -> None:
    store = derived(
        finding("z"), *(finding(f"a{place}", comparator=kind) for place, kind in enumerate(kinds))
    )
    assert word(store, CLAIM, "against") == expected


def test_a_mixture_against_nothing_does_not_tell_against_what(derived: Any) -> None:
    store = derived(
        finding("a", comparator="active-drug", contrast="between-group"),
        finding("b", comparator="placebo-or-vehicle", contrast="between-group", others="no"),
    )
    assert word(store, CLAIM, "against") == "another-treatment"


def test_agreement_needs_two_independent_studies(derived: Any) -> None:
    first, second = finding("a"), finding("b")
    assert word(derived(first), CLAIM, "agreement") is None
    assert word(derived(first, second), CLAIM, "agreement") == "1"
    assert word(derived(first, finding("b", cohort="a")), CLAIM, "agreement") is None
    assert word(derived(first, finding("b", effect="decreases")), CLAIM, "agreement") == "0.5"
    assert word(derived(first, finding("b", effect="decreases", cohort="a")), CLAIM, "agreement") is None
    assert word(derived(first, finding("b", effect="comparableOn")), CLAIM, "agreement") is None


def test_how_deeply_and_how_surely_the_studies_were_read_is_told(derived: Any) -> None:
    store = derived(
        finding("a", read="full-text", confidence="medium"),
        finding("b", read="secondary-summary", confidence="low"),
    )
    names = ("shallowestReading", "deepestReading", "lowestConfidence", "highestConfidence")
    assert [word(store, CLAIM, name) for name in names] == ["secondary-summary", "full-text", "low", "medium"]


def test_what_became_of_an_effect_under_a_blockade_claims_nothing(derived: Any) -> None:
    effect = finding("a", contrast="between-group", rung="animal")
    blocked = finding("b", rung="controlled-human") + "finding:b exokg:testsRoleOf obo:T .\n"
    store = derived(effect, blocked)
    assert word(store, CLAIM, "findingCount") == "1"
    assert word(store, CLAIM, "highestRung") == "animal"
    assert list(derived(blocked).quads_for_pattern(None, expand("rdf:type"), expand("exokg:Claim"))) == []


def test_a_difference_between_preparations_makes_a_claim_without_edge_or_direction(derived: Any) -> None:
    store = derived(finding("a", comparator="other-preparation", rung="animal"))
    assert word(store, mint("finding", "a"), "separability") == "between-preparations"
    assert word(store, CLAIM, "separability") == "between-preparations"
    assert [word(store, CLAIM, name) for name in ("studiesIncreasing", "separableStudies")] == ["0", "0"]
    assert list(store.quads_for_pattern(None, expand("exokg:increases"), None)) == []
    assert word(store, mint("finding", "a"), "countedRung") is None


def test_against_the_vesicles_it_was_made_from_what_was_added_is_separable(derived: Any) -> None:
    load = "source:s exokg:subjectKind code:subjectkind-load-or-carrier .\n"
    store = derived(load, finding("a", comparator="other-preparation", rung="animal"))
    assert word(store, CLAIM, "separability") == "separable"
    assert word(store, CLAIM, "against") == "another-treatment"
    assert len(list(store.quads_for_pattern(expand("source:s"), expand("exokg:increases"), None))) == 1
