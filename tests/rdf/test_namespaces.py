"""IRIs and their short names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.rdf.namespaces import ONTOLOGY_PREFIXES, PREFIXES, compress, expand

NAMESPACES = sorted({*PREFIXES.values(), *ONTOLOGY_PREFIXES.values()})


@given(st.sampled_from(NAMESPACES), st.text("aZ09_-:/", min_size=1))
def test_the_longest_namespace_gives_the_prefix(namespace: str, local: str) -> None:
    iri = namespace + local
    longest = max((other for other in NAMESPACES if iri.startswith(other) and iri != other), key=len)
    short = compress(iri)
    assert short.endswith(f":{iri.removeprefix(longest)}")
    assert expand(short).value == iri


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_namespace_alone_has_no_short_name_of_its_own(namespace: str) -> None:
    shorter = [other for other in NAMESPACES if namespace.startswith(other) and namespace != other]
    short = compress(namespace)
    assert short == namespace if not shorter else expand(short).value == namespace


@pytest.mark.parametrize("text", ["", "h", "urn:uuid:1", "https://example.org/x"])
def test_what_no_prefix_fits_stays(text: str) -> None:
    assert compress(text) == text
