"""What a user wrote for a parameter, turned into the RDF terms a question takes.

A name that nothing knows is an error with its neighbours, never a query that finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..curation.questions import Parameter
from ..curation.spelling import normal_form
from ..curation.terms import Terms
from ..errors import InputError, UnknownTermError, alike
from ..rdf.namespaces import compress, expand
from ..store.solutions import Row, value_of
from .known_names import code_words, effect_words, identifiers_of, terms_of
from .spellings import identifier_spellings

ANY: Final = "any"
"""What a user writes to leave a parameter open."""

_LONGEST: Final = 1000
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_TERM: Final = re.compile(r'"(?P<text>[^"]*)"|(?P<name>\w+:[^\s"]+)')


class Values:
    """Reads parameters against the names a dataset knows.

    Args:
        select: answers the queries of :data:`.known_names.NAME_QUERIES` with rows of RDF terms, as ``select``
            of the store that will be asked, or a table of answers read before.
    """

    def __init__(self, select: Callable[[str], Iterable[Row]]) -> None:
        self._select = select

    @cached_property
    def terms(self) -> Terms:
        """Every term of the dataset."""
        return terms_of(self._select)

    @cached_property
    def codes(self) -> dict[str, dict[str, str]]:
        """Word → IRI by the name of its closed list."""
        return code_words(self._select)

    @cached_property
    def identifiers(self) -> dict[str, list[NamedNode | Literal]]:
        """Identifier without case → how the dataset has it: of terms, papers, registry entries, mappings."""
        return identifiers_of(self._select)

    def read(self, parameter: Parameter, texts: Iterable[str]) -> list[NamedNode | Literal]:
        """The RDF terms that these texts name, each once; none where the one text is ``any``.

        Raises:
            UnknownTermError: a text names nothing of the parameter's kind.
            InputError: a text is not of the parameter's type, or ``any`` is no answer.
        """
        texts = [text.strip() for text in texts]
        if any(len(text) > _LONGEST for text in texts):
            raise InputError(f"{parameter.name}: a value has at most {_LONGEST} characters")
        if texts == [ANY]:
            if not parameter.optional:
                raise InputError(f"{parameter.name} cannot be left open", f"it means: {parameter.label}")
            return []
        return list(dict.fromkeys(term for text in texts for term in self._one(parameter, text)))

    def _one(self, parameter: Parameter, text: str) -> Sequence[NamedNode | Literal]:
        if parameter.type == "term":
            return [expand(self.terms.resolve(text, parameter.of).curie)]
        if parameter.type in {"code", "effect"}:
            return [NamedNode(_word(text, self._words(parameter), parameter.name))]
        if parameter.type == "identifier":
            return self._identified(parameter, text)
        if parameter.type in {"number", "year"}:
            return [_number(parameter, text)]
        return [Literal(text)]

    def _identified(self, parameter: Parameter, text: str) -> list[NamedNode | Literal]:
        """What the dataset has under an identifier in any spelling, or under the name of a term."""
        spellings = identifier_spellings(text)
        term = self.terms.find(text)
        for spelling in [*spellings, *([term.curie] if term is not None else [])]:
            known = self.identifiers.get(spelling.casefold())
            if known:
                return known
        near = alike(spellings[0].casefold(), sorted(self.identifiers))
        shown = [value_of(self.identifiers[name][0]) for name in near] or self.terms.suggest(text)
        hint = f"did you mean {' / '.join(shown)}?" if shown else f"it means: {parameter.label}"
        raise UnknownTermError(f"nothing in the graph has the identifier {text}", hint, suggestions=shown)

    def choices(self, parameter: Parameter) -> list[str]:
        """What may be written for a parameter, for completion: labels, words or nothing."""
        if parameter.type == "term":
            return sorted({term.label for term in self.terms if term.category in parameter.of})
        return sorted(self._words(parameter))

    def default(self, parameter: Parameter) -> list[str]:
        """The default of a parameter as a user would write it, as far as the dataset knows it.

        :meth:`read` reads the same terms back.
        """
        if parameter.optional:
            return []
        texts = (self._written(parameter, found) for found in _TERM.finditer(parameter.default))
        return [text for text in texts if text]

    def _written(self, parameter: Parameter, found: re.Match[str]) -> str:
        """One term of a default; empty where nothing has it, or it only spells the one before again."""
        if found["text"] is not None:
            return found["text"]
        iri = expand(found["name"])
        if parameter.type == "term":
            term = self.terms.get(compress(iri))
            return term.label if term is not None else ""
        return next((word for word, known in self._words(parameter).items() if known == iri.value), "")

    def _words(self, parameter: Parameter) -> dict[str, str]:
        """Word → IRI, where a parameter takes one of a few words."""
        if parameter.type == "effect":
            return effect_words()
        return self.codes.get(parameter.of[0], {}) if parameter.type == "code" else {}


def _number(parameter: Parameter, text: str) -> Literal:
    whole = r"\d{4}" if parameter.type == "year" else r"[-+]?\d+(\.\d+)?"
    if not re.fullmatch(whole, text.strip()):
        wanted = "a year of four digits" if parameter.type == "year" else "a number"
        raise InputError(f"{parameter.name}: {text} is not {wanted}", f"it means: {parameter.label}")
    return Literal(text.strip(), datatype=_DECIMAL if "." in text else _INTEGER)


def _word(text: str, words: dict[str, str], name: str) -> str:
    found = {normal_form(word): iri for word, iri in words.items()}.get(normal_form(text))
    if found is None:
        near = alike(text.casefold(), sorted(words)) or sorted(words)
        raise UnknownTermError(
            f"{text} is no value of {name}", f"one of: {', '.join(near)}", suggestions=near
        )
    return found
