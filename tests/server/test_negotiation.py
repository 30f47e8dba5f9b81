"""Accept headers: a table of cases, and properties that hold for anything a client may send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.server.http.negotiation import (
    BOOLEANS,
    GRAPHS,
    HTML,
    SOLUTIONS,
    Format,
    accepts_gzip,
    choose,
    find_format,
    negotiate,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "offers", "name"),
    [
        ("", SOLUTIONS, "json"),
        ("*/*", SOLUTIONS, "json"),
        ("application/json", SOLUTIONS, "json"),
        ("text/csv", SOLUTIONS, "csv"),
        ("text/*", SOLUTIONS, "csv"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.4", SOLUTIONS, "tsv"),
        ("text/csv;q=0, */*;q=0.1", SOLUTIONS, "json"),
        ("application/sparql-results+json;q=0, */*", SOLUTIONS, "xml"),
        ("image/png", SOLUTIONS, None),
        ("*/*;q=0", SOLUTIONS, None),
        ("TEXT/CSV", SOLUTIONS, "csv"),
        ("text/csv ; charset=utf-8 ; q=0.9, application/sparql-results+xml;q=0.8", SOLUTIONS, "csv"),
        ("application/rdf+xml, text/turtle", GRAPHS, "ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.5", GRAPHS, "rdf"),
        ("application/ld+json", GRAPHS, "jsonld"),
        ("text/csv", BOOLEANS, None),
        (BROWSER, (HTML, *GRAPHS), "html"),
        ("text/turtle", (HTML, *GRAPHS), "ttl"),
        # not well-formed: ignored, and a header of nothing else counts as absent
        ("../../etc/passwd", SOLUTIONS, "json"),
        ("*/*;q=nan", SOLUTIONS, "json"),
        ("text/csv;q=9e999", SOLUTIONS, "json"),
        ("text/csv;q=2, application/sparql-results+xml;q=0.1", SOLUTIONS, "xml"),
        (",,;,text/csv", SOLUTIONS, "csv"),
    ],
)
def test_choose(accept: str, offers: tuple[object, ...], name: str | None) -> None:
    found = choose(accept, offers)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("wanted", "accept", "offers", "name"),
    [
        ("json", "text/csv", SOLUTIONS, "json"),
        ("sparql-results+json", "", SOLUTIONS, "json"),
        ("application/sparql-results+xml", "", SOLUTIONS, "xml"),
        ("srx", "", SOLUTIONS, "xml"),
        ("n3", "", GRAPHS, "ttl"),
        ("rdf+xml", "", GRAPHS, "rdf"),
        ("xml", "", GRAPHS, "rdf"),
        ("json", "", GRAPHS, "jsonld"),
        (" JSON-LD ", "", GRAPHS, "jsonld"),
        # unknown, or of another kind of answer: Accept decides
        ("banana", "text/csv", SOLUTIONS, "csv"),
        ("turtle", "text/csv", SOLUTIONS, "csv"),
        ("csv", "application/rdf+xml", GRAPHS, "rdf"),
        ("", "text/tab-separated-values", SOLUTIONS, "tsv"),
    ],
)
def test_a_format_that_fits_comes_before_accept(
    wanted: str, accept: str, offers: tuple[Format, ...], name: str
) -> None:
    assert negotiate(wanted, accept, offers).name == name


RANGES = st.sampled_from(
    ["*/*", "text/*", "application/*", *(form.media for form in (*SOLUTIONS, *GRAPHS)), "image/png"]
)
QUALITIES = st.integers(0, 1000).map(lambda number: f"{number / 1000:.3f}")


@given(st.text(max_size=300))
def test_any_text_gives_an_offer_or_nothing(text: str) -> None:
    assert choose(text, SOLUTIONS) in (*SOLUTIONS, None)
    assert isinstance(accepts_gzip(text), bool)
    assert find_format(text, GRAPHS) in (*GRAPHS, None)


@given(st.dictionaries(RANGES, QUALITIES, min_size=1, max_size=6), st.randoms())
def test_order_of_ranges_does_not_matter(ranges: dict[str, str], random: object) -> None:
    parts = [f"{name};q={quality}" for name, quality in ranges.items()]
    first = choose(", ".join(parts), SOLUTIONS)
    random.shuffle(parts)  # type: ignore[attr-defined]
    assert choose(",".join(parts), SOLUTIONS) is first


@given(st.dictionaries(RANGES, QUALITIES, min_size=1, max_size=6))
def test_nothing_refused_is_chosen_and_nothing_liked_better_is_left(ranges: dict[str, str]) -> None:
    header = ", ".join(f"{name};q={quality}" for name, quality in ranges.items())

    def quality(media: str) -> float:
        kind = media.partition("/")[0] + "/*"
        return float(next((ranges[name] for name in (media, kind, "*/*") if name in ranges), "0"))

    chosen = choose(header, SOLUTIONS)
    best = max(quality(form.media) for form in SOLUTIONS)
    assert (quality(chosen.media) if chosen else 0) == best


def test_gzip() -> None:
    assert accepts_gzip("gzip, deflate, br")
    assert accepts_gzip("GZIP;q=0.5")
    assert not accepts_gzip("gzip;q=0.0")
    assert not accepts_gzip("deflate")
