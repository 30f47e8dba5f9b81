"""The terms of ``graph/terms.tsv``: our names, their external identifiers, and how a name is found.

A curator writes a label, a synonym or a CURIE (https://www.w3.org/TR/curie/); :meth:`Terms.resolve` finds
the term among the categories that the field allows. The same text may name two terms of different
categories, never two of one category. A name as written in the table comes first; then any spelling of it
with the same :func:`~.spelling.normal_form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import GraphNotFoundError, UnknownTermError
from ..model.categories import CATEGORIES
from .hints import likely_names, names_within
from .spelling import normal_form, same_symbols, with_article
from .tables import Row, Table, read_table
from .violations import Violation

UCUM = "exokg:ucum "
"""What comes before the UCUM code in the mapping of a unit."""

_REMEMBERED = 1000  # texts whose neighbours are kept
_ENTITIES = frozenset({"anatomy", "cell", "intervention", "molecule", "source", "species"})
_WHOLE = frozenset({"route", "unit"})  # a longer name of one is another one


@dataclass(frozen=True, order=True)
class Term:
    """One row of ``terms.tsv``.

    Attributes:
        category: one of :data:`~exokg.model.categories.CATEGORIES`.
        curie: the identifier, such as ``GO:0016055`` or, for a term of our own, ``term:hair-density``.
        label: the name shown; for an external term exactly the label its ontology gives it.
        synonyms: other texts that name it.
        parent: CURIE of the term above it.
        definition: ours, for our own terms.
        mapping: SKOS mappings such as ``skos:closeMatch UBERON:0002073``.
        dimension: what a unit measures, or in what dimension an outcome is measured.
        group: the name of its group, one of :data:`~exokg.model.groups.GROUPS`.
        valence: whether more or less of an outcome is wanted, one of
            :data:`~exokg.model.lists.Valence`.
        valence_reason: why, or who says so.
        obsolete: the CURIE that replaces it, ``none`` where nothing does, None while it is in use.
        version: the release of the ontology in which the label was read.
        note: a remark, shown with the term.
        checksum: first eight hexadecimal digits of the SHA-256 of CURIE, tab and label.
        line: its line in ``terms.tsv``.
    """

    category: str
    curie: str
    label: str
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    definition: str | None = None
    mapping: tuple[str, ...] = ()
    dimension: str | None = None
    group: str | None = None
    valence: str | None = None
    valence_reason: str | None = None
    obsolete: str | None = None
    version: str | None = None
    note: str | None = None
    checksum: str = ""
    line: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the term is ours rather than of an external ontology."""
        return self.curie.startswith(("term:", "source:"))

    @property
    def inhibits(self) -> str | None:
        """The CURIE of what an inhibitor blocks; None for any other term."""
        said = (part.split() for part in self.mapping)
        return next((words[1] for words in said if words[0] == "exokg:inhibitorOf" and len(words) == 2), None)

    @property
    def ucum(self) -> str | None:
        """The code of a unit in the Unified Code for Units of Measure; None for any other term."""
        return next((part.removeprefix(UCUM) for part in self.mapping if part.startswith(UCUM)), None)

    @property
    def replacement(self) -> str | None:
        """The CURIE to use instead of an obsolete term, where there is one."""
        return None if self.obsolete in (None, "none") else self.obsolete


TERM_COLUMNS = tuple(one.name.replace("_", "-") for one in fields(Term) if one.name != "line")
"""The columns of ``terms.tsv``."""


def label_checksum(curie: str, label: str) -> str:
    """Return the checksum that ties a label to its CURIE, so that neither changes unseen.

    >>> label_checksum("CL:0000346", "hair follicle dermal papilla cell")
    '505044da'
    """
    import hashlib  # which a search does without

    return hashlib.sha256(f"{curie}\t{label}".encode()).hexdigest()[:8]


class Terms:
    """All terms, found by CURIE, label or synonym.

    Args:
        terms: in any order.
        path: the file that contains them.
        violations: faults found on reading them.
        remedy: what helps where nothing looks like a name: a curator adds it, a reader looks elsewhere.
    """

    def __init__(
        self,
        terms: Iterable[Term],
        path: str = "terms.tsv",
        violations: Iterable[Violation] = (),
        remedy: str = "add it (exokg term add) or use a wider term",
    ) -> None:
        self.path = path
        self.name = Path(path).name
        self.remedy = remedy
        self.violations = list(violations)
        self.readable = True
        self._terms = sorted(terms, key=lambda term: (term.category, term.curie, term.label, term.line))
        self._by_curie: dict[str, Term] = {}
        self._names: dict[str, dict[str, Term]] = {}
        self._suggested: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Term | None] = {}
        for term in self._terms:
            self._by_curie.setdefault(term.curie, term)
            self._names.setdefault(term.category, {})[term.curie] = term
        for term in self._terms:
            self._names[term.category].setdefault(term.label.casefold(), term)
        for term in self._terms:
            for synonym in term.synonyms:
                self._names[term.category].setdefault(synonym.casefold(), term)

    @classmethod
    def read(cls, path: str | Path) -> Terms:
        """Read ``terms.tsv``.

        Raises:
            GraphNotFoundError: there is no such file.
            InputError: the file cannot be read.
        """
        path = Path(path)
        if not path.is_file():
            raise GraphNotFoundError(f"{path}: there is no such file", "name a folder that holds terms.tsv")
        return cls.from_table(read_table(path, TERM_COLUMNS))

    @classmethod
    def from_table(cls, table: Table) -> Terms:
        """Make the terms of a table that was read."""
        terms = cls((_term(row) for row in table.rows), table.path, table.violations)
        terms.readable = table.readable
        return terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def get(self, curie: str) -> Term | None:
        """Return the term with this CURIE, or None."""
        return self._by_curie.get(curie)

    def above(self, term: Term) -> Iterator[Term]:
        """Yield the terms above one, the nearest first, each once even where a term is its own parent."""
        seen = {term.curie}
        parent = self._by_curie.get(term.parent or "")
        while parent is not None and parent.curie not in seen:
            seen.add(parent.curie)
            yield parent
            parent = self._by_curie.get(parent.parent or "")

    def find(self, text: str, categories: Iterable[str] = CATEGORIES) -> Term | None:
        """Return the term that *text* names in the first category that knows it, or None.

        A spelling in the table takes precedence over one that only has the same normal form. None too
        where that form names several terms of a category.
        """
        asked = text, tuple(categories)
        if asked not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, text: str, categories: tuple[str, ...]) -> Term | None:
        for category in categories:
            names = self._names.get(category, {})
            term = names.get(text) or names.get(text.casefold())
            if term is not None and _fits(text, term):
                return term
        meant = self._meant(text, categories)
        return meant[0] if len(meant) == 1 else None

    @cached_property
    def _forms(self) -> dict[str, dict[str, dict[str, Term]]]:
        """Category → normal form of a name → CURIE → term."""
        forms: dict[str, dict[str, dict[str, Term]]] = {}
        for term in self._terms:
            of_category = forms.setdefault(term.category, {})
            for name in (term.curie, term.label, *term.synonyms):
                of_category.setdefault(normal_form(name), {})[term.curie] = term
        return forms

    def _meant(self, text: str, categories: Iterable[str]) -> list[Term]:
        """The terms of the first category that knows the normal form of a text, obsolete ones last."""
        form = normal_form(text)
        found = (self._forms.get(category, {}).get(form) for category in categories)
        meant = list(next(filter(None, found), {}).values()) if form else []
        meant = [term for term in meant if _fits(text, term)]
        return [term for term in meant if not term.obsolete] or meant

    def resolve(self, text: str, categories: Iterable[str] = CATEGORIES) -> Term:
        """Return the term that *text* (label, synonym or CURIE, in any spelling) names in *categories*.

        Raises:
            UnknownTermError: nothing has this name, or two terms of one category have it; ``suggestions``
                holds up to three near ones, or those two.

        >>> terms = Terms([Term("route", "term:topical", "topical", ("on the skin",))])
        >>> terms.resolve("On-the-Skin", ["route"]).curie
        'term:topical'
        >>> terms.resolve("topicall", ["route"])
        Traceback (most recent call last):
        exokg.errors.UnknownTermError: topicall is not a route of terms.tsv
        hint: add it (exokg term add) or use a wider term
        """
        categories = tuple(categories)
        term = self.find(text, categories)
        if term is not None:
            return term
        meant = [f"{term.label} ({term.curie})" for term in self._meant(text, categories)]
        if meant:
            hint = f"write one of: {' / '.join(meant)}"
            raise UnknownTermError(f"{text} may mean more than one term", hint, suggestions=meant)
        near = self.suggest(text, categories)
        kinds = " or ".join(categories) if len(categories) < 4 else "term"
        hint = f"{self._proposed(near, text, categories)}{self.remedy}"
        raise UnknownTermError(f"{text} is not {with_article(kinds)} of {self.name}", hint, suggestions=near)

    def _proposed(self, near: list[str], text: str, categories: tuple[str, ...]) -> str:
        """Return the beginning of a hint: the names that a text may mean, else those that it contains."""
        if near:
            return f"did you mean {' / '.join(near)}? If not, "
        held = self._labels(names_within(text, self._written({*categories} - _WHOLE)), categories)
        return f"the text contains {' / '.join(held)}; if it says more than that, " if held else ""

    def suggest(self, text: str, categories: Iterable[str] = CATEGORIES) -> list[str]:
        """Return up to three labels of *categories* that *text* may mean (:func:`.hints.likely_names`)."""
        categories = tuple(categories)
        if (text, categories) not in self._suggested:
            if len(self._suggested) >= _REMEMBERED:  # a server is asked for names without end
                self._suggested.clear()
            named = [name for name in categories if name not in _ENTITIES | _WHOLE]
            near = likely_names(text, self._written(named))
            entities = [name for name in categories if name in _ENTITIES]
            near += likely_names(text, self._written(entities), entities=True)
            self._suggested[text, categories] = self._labels(near, categories)[:3]
        return self._suggested[text, categories]

    def _written(self, categories: Iterable[str]) -> list[str]:
        """Return every name of the terms in use, as the table writes it."""
        wanted = set(categories)
        used = (term for term in self._terms if term.category in wanted and not term.obsolete)
        return [name for term in used for name in (term.label, *term.synonyms)]

    def _labels(self, names: Iterable[str], categories: Iterable[str]) -> list[str]:
        """Return the labels of the terms of these names, each once."""
        found = (self.find(name, categories) for name in names)
        return list(dict.fromkeys(term.label for term in found if term is not None))


def _fits(text: str, term: Term) -> bool:
    """Return whether a unit is written in the case of its term: mM is not mm."""
    return term.category != "unit" or text == term.curie or same_symbols(text, (term.label, *term.synonyms))


def _term(row: Row) -> Term:
    cells: dict[str, Any] = {name.replace("-", "_"): row[name] for name in TERM_COLUMNS if row[name]}
    needed = dict.fromkeys(("category", "curie", "label"), "")
    several = {"synonyms": _several(row["synonyms"], "|"), "mapping": _several(row["mapping"], ";")}
    return Term(**(needed | cells | several), line=row.line)


def _several(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())
