"""Rules about ``terms.tsv``: identifiers, labels, parents, mappings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...model.categories import CATEGORIES
from ..leaves import leaves
from ..terms import Term, label_checksum
from .registry import Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located
    from ..leaves import Leaf

rules: Final = Register()

_CURIE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9][A-Za-z0-9_.-]*")
_MAPPING: Final = re.compile(
    r"(skos:(?:close|broad|narrow|related)Match|obo:RO_0003001) [A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9_.-]+"
)


def _named(record: Located) -> Iterator[Leaf]:
    return (leaf for leaf in leaves(record.record) if leaf.categories is not None)


def _rows(graph: Graph) -> Iterator[tuple[Term, tuple[str, int, int]]]:
    """Yield every term with the place of its row."""
    for term in sorted(graph.terms, key=lambda term: term.line):
        yield term, (graph.terms.path, term.line, 1)


@rules.on_graph("malformed-term", "ERROR")
def malformed_term(graph: Graph) -> Iterator[Place]:
    """A row of terms.tsv has category, CURIE and label.

    Problem: a row has an unknown category, no label, or an identifier that is not a CURIE.

    Solution: correct the cell; an own term has the CURIE ``term:slug``, a vesicle source ``source:slug``.

    Example: ``cell CL:0000346 hair follicle dermal papilla cell …``
    """
    for term, place in _rows(graph):
        if term.category not in CATEGORIES:
            yield *place, f"{term.category or 'nothing'} is no category", f"one of: {', '.join(CATEGORIES)}"
        if not _CURIE.fullmatch(term.curie):
            yield (
                *place,
                f"{term.curie or 'nothing'} is not a CURIE",
                "write it like CL:0000346 or term:hair-density",
            )
        if not term.label:
            yield *place, f"{term.curie} has no label", "give the label of its ontology"
        if term.category == "source" and not term.curie.startswith("source:"):
            yield (
                *place,
                f"the source {term.label} needs a CURIE of our own",
                "write source:slug and a mapping",
            )


@rules.on_graph("label-checksum", "ERROR")
def label_checksum_rule(graph: Graph) -> Iterator[Place]:
    """A label belongs to its CURIE.

    Problem: the checksum of a row does not fit its CURIE and label: one of the two was changed without
    looking the term up again.

    Solution: look up what the ontology calls this CURIE, then write the checksum that the message gives.

    Example: the first eight digits of the SHA-256 of ``CL:0000346<tab>hair follicle dermal papilla cell``
    """
    for term, place in _rows(graph):
        expected = label_checksum(term.curie, term.label)
        if term.checksum != expected:
            message = f"the checksum of {term.curie} {term.label} is {term.checksum or 'missing'}"
            yield *place, message, f"if the label was looked up, write {expected}"


@rules.on_graph("term-label-duplicate", "ERROR")
def term_label_duplicate(graph: Graph) -> Iterator[Place]:
    """A name means one term of a category.

    Problem: two terms of one category share a label or synonym, or a term is listed twice, so a record that
    uses the name would not be certain.

    Solution: delete the name from the term it fits less, or merge the rows.

    Example: ``hair density`` as a label of one hair outcome only
    """
    names: dict[tuple[str, str], Term] = {}
    curies: set[tuple[str, str]] = set()
    for term, place in _rows(graph):
        if (term.category, term.curie) in curies:
            yield *place, f"{term.curie} is listed twice among {term.category}", "merge the rows"
        curies.add((term.category, term.curie))
        for name in dict.fromkeys(text.casefold() for text in (term.label, *term.synonyms)):
            first = names.setdefault((term.category, name), term)
            if first.curie != term.curie:
                yield (
                    *place,
                    f"{name} also names {first.label} ({first.curie})",
                    "delete it from one of the two",
                )


@rules.on_graph("term-labels-differ", "ERROR")
def term_labels_differ(graph: Graph) -> Iterator[Place]:
    """A CURIE has one label.

    Problem: a CURIE stands in two categories under two labels.

    Solution: give both rows the label of the ontology, and let the other name be a synonym.

    Example: ``CHEBI:6942 minoxidil`` as a molecule and as an intervention
    """
    labels: dict[str, Term] = {}
    for term, place in _rows(graph):
        first = labels.setdefault(term.curie, term)
        if first.label != term.label:
            yield *place, f"{term.curie} is called {first.label} in line {first.line}", "use one label"


@rules.on_graph("unknown-parent", "ERROR")
def unknown_parent(graph: Graph) -> Iterator[Place]:
    """A term's parent is a term.

    Problem: the parent of a term is not in ``terms.tsv``, is the term itself, or is obsolete; or parents
    run in a ring.

    Solution: correct the CURIE of the parent, or add its row.

    Example: ``term:terminal-hair-density`` with the parent ``term:hair-density``
    """
    for term, place in _rows(graph):
        if term.parent is None:
            continue
        parent = graph.terms.get(term.parent)
        if parent is None:
            yield *place, f"the parent {term.parent} of {term.label} is not in terms.tsv", "add its row"
        elif parent.obsolete is not None:
            yield *place, f"the parent {parent.label} of {term.label} is obsolete", "choose another parent"
        elif _rings(term, graph):
            yield *place, f"the parents of {term.label} run in a ring", "correct the parent"


def _rings(term: Term, graph: Graph) -> bool:
    seen: set[str] = set()
    above: Term | None = term
    while above is not None and above.parent is not None and above.curie not in seen:
        seen.add(above.curie)
        above = graph.terms.get(above.parent)
    return above is not None and above.curie in seen and above.curie == term.curie


@rules.on_graph("own-term-without-definition", "ERROR")
def own_term_without_definition(graph: Graph) -> Iterator[Place]:
    """A term of our own is defined.

    Problem: a term of our own has no definition, so two curators may mean two things by it.

    Solution: define it in one sentence, and map it to the nearest external term where there is one.

    Example: ``Hairs per unit of skin area.``
    """
    for term, place in _rows(graph):
        if term.is_own and term.definition is None:
            yield *place, f"{term.label} ({term.curie}) has no definition", "define it in one sentence"


@rules.on_graph("malformed-mapping", "ERROR")
def malformed_mapping(graph: Graph) -> Iterator[Place]:
    """A mapping is SKOS, never equivalence.

    Problem: a mapping of a term is not a SKOS mapping to a CURIE. Equivalence would let a reasoner merge
    our term with one that means something slightly different.

    Solution: write ``skos:closeMatch``, ``broadMatch``, ``narrowMatch`` or ``relatedMatch`` and a CURIE,
    several parted by semicolons; vesicle sources may have ``obo:RO_0003001`` and the cell or material that
    produces them.

    Example: ``skos:closeMatch HP:0001595; skos:broadMatch UBERON:0002073``
    """
    for term, place in _rows(graph):
        for mapping in term.mapping:
            if not _MAPPING.fullmatch(mapping):
                yield *place, f"{mapping} is not a mapping", "write skos:closeMatch and a CURIE"


@rules.on_graph("obsolete-replacement", "ERROR")
def obsolete_replacement(graph: Graph) -> Iterator[Place]:
    """An obsolete term names a term in use.

    Problem: the replacement of an obsolete term is not in ``terms.tsv``, or is obsolete itself.

    Solution: write the CURIE of a term in use into the cell ``obsolete``, or ``none`` where nothing
    replaces it.

    Example: ``obsolete`` = ``term:hair-density``
    """
    for term, place in _rows(graph):
        if term.replacement is None:
            continue
        new = graph.terms.get(term.replacement)
        if new is None or new.obsolete is not None:
            why = "is not in terms.tsv" if new is None else "is obsolete itself"
            yield (
                *place,
                f"the replacement {term.replacement} of {term.label} {why}",
                "name a term in use, or none",
            )


@rules.on_graph("external-term-without-version", "ERROR")
def external_term_without_version(graph: Graph) -> Iterator[Place]:
    """An external term says where its label was read.

    Problem: a term of an external ontology does not say in which release its label was read, so nobody can
    tell when it should be looked up again.

    Solution: write the release into the cell ``version``.

    Example: ``v2026-03-26``
    """
    for term, place in _rows(graph):
        if not term.is_own and term.version is None:
            yield *place, f"{term.label} ({term.curie}) has no version", "write the release of its ontology"
