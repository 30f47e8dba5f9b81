"""What a user wrote for a parameter, turned into the RDF terms a question takes.

A name that nothing knows is an error with its neighbours, never a query that finds nothing.
"""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ..errors import InputError, UnknownTermError
from ..rdf.namespaces import ONTOLOGY_PREFIXES, compress, expand
from .names import code_words, effect_words, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..curation.terms import Terms
    from ..rdf.catalogue import Parameter
    from ..store import Store

__all__ = ["ANY", "Values", "identifier_spellings"]

ANY: Final = "any"
"""What a user writes to leave a parameter open."""

_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_ADDRESSES: Final = (
    "https://doi.org/",
    "http://doi.org/",
    "http://dx.doi.org/",
    "https://dx.doi.org/",
    "doi:",
)
_NUMBERED: Final = re.compile(r"(?i)^(pmid|pubmed|pmcid)[:\s]+(.+)$")
_PREFIX_BY_FOLD: Final = {prefix.casefold(): prefix for prefix in ONTOLOGY_PREFIXES}


def identifier_spellings(text: str) -> list[str]:
    """The spellings under which the graph may hold an identifier, from those common outside.

    >>> identifier_spellings("http://purl.obolibrary.org/obo/GO_0008283")[0]
    'GO:0008283'
    >>> identifier_spellings("go:0008283")[0], identifier_spellings("https://doi.org/10.1000/ABC")[-1]
    ('GO:0008283', '10.1000/abc')
    >>> identifier_spellings("PMID: 35359449")[0], identifier_spellings("nct06930326")[0]
    ('35359449', 'NCT06930326')
    """
    text = text.strip()
    for address in _ADDRESSES:
        if text.casefold().startswith(address):
            text = text[len(address) :]
            return list(dict.fromkeys([text, text.casefold()]))
    numbered = _NUMBERED.match(text)
    if numbered:
        return [numbered[2].strip()]
    found = [compress(text)] if "://" in text else []
    prefix, colon, local = text.partition(":")
    if colon and "://" not in text and prefix.casefold() in _PREFIX_BY_FOLD:
        curie = f"{_PREFIX_BY_FOLD[prefix.casefold()]}:{local}"
        found += [curie, expand(curie).value]
    if not found and re.fullmatch(r"[A-Za-z]+[-\w/]*\d[-\w/]*", text):
        found.append(text.upper())
    return list(dict.fromkeys([*found, text]))


class Values:
    """Reads parameters against the names a store knows.

    Args:
        store: the dataset the question will be asked of.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def terms(self) -> Terms:
        """Every term of the store."""
        return terms_of(self._store)

    def read(self, parameter: Parameter, texts: Iterable[str]) -> list[NamedNode | Literal]:
        """The RDF terms that these texts name; none where the one text is ``any``.

        Raises:
            UnknownTermError: a text names nothing of the parameter's kind.
            InputError: a text is not of the parameter's type, or ``any`` is no answer.
        """
        texts = list(texts)
        if texts == [ANY]:
            if not parameter.optional:
                raise InputError(f"{parameter.name} cannot be left open", f"it means: {parameter.label}")
            return []
        return [term for text in texts for term in self._one(parameter, text)]

    def _one(self, parameter: Parameter, text: str) -> Sequence[NamedNode | Literal]:
        if parameter.type == "term":
            return [expand(self.terms.resolve(text, parameter.of).curie)]
        if parameter.type == "code":
            return [NamedNode(_word(text, code_words(self._store, parameter.of[0]), parameter.of[0]))]
        if parameter.type == "effect":
            return [NamedNode(_word(text, effect_words(), "effect"))]
        if parameter.type == "identifier":
            return [Literal(spelling) for spelling in identifier_spellings(text)]
        if parameter.type in {"number", "year"}:
            return [_number(parameter, text)]
        return [Literal(text)]

    def choices(self, parameter: Parameter) -> list[str]:
        """What may be written for a parameter, for completion: labels, words or nothing."""
        if parameter.type == "term":
            return sorted({term.label for term in self.terms if term.category in parameter.of})
        if parameter.type == "code":
            return list(code_words(self._store, parameter.of[0]))
        if parameter.type == "effect":
            return sorted(effect_words())
        return []


def _number(parameter: Parameter, text: str) -> Literal:
    whole = r"\d{4}" if parameter.type == "year" else r"[-+]?\d+(\.\d+)?"
    if not re.fullmatch(whole, text.strip()):
        wanted = "a year of four digits" if parameter.type == "year" else "a number"
        raise InputError(f"{parameter.name}: {text} is not {wanted}", f"it means: {parameter.label}")
    return Literal(text.strip(), datatype=_DECIMAL if "." in text else _INTEGER)


def _word(text: str, words: dict[str, str], kind: str) -> str:
    folded = {word.casefold(): iri for word, iri in words.items()}
    folded |= {word.casefold().replace(" ", "-"): iri for word, iri in words.items()}
    found = folded.get(text.casefold().strip())
    if found is None:
        near = difflib.get_close_matches(text.casefold()[:200], sorted(words), n=3) or sorted(words)
        raise UnknownTermError(f"{text} is not a {kind}", f"one of: {', '.join(near)}", suggestions=near)
    return found
