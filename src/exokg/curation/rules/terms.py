"""Rules about names of terms in records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...errors import UnknownTermError
from ..graph import Graph, Located
from ..spelling import with_article
from .registry import Found, on_record

_RNA_EXOSOME: Final = "GO:0000178"


@on_record("unknown-term", "ERROR")
def unknown_term(record: Located, graph: Graph) -> Iterator[Found]:
    """A name is a label, synonym or CURIE in terms.tsv."""
    for leaf in record.terms:
        categories = leaf.categories
        if graph.terms.find(leaf.text, categories) is None and graph.terms.find(leaf.text) is None:
            try:
                graph.terms.resolve(leaf.text, categories)
            except UnknownTermError as error:
                yield leaf.loc, error.message, error.hint


@on_record("term-of-other-category", "ERROR")
def term_of_other_category(record: Located, graph: Graph) -> Iterator[Found]:
    """A field names a term of its own category."""
    for leaf in record.terms:
        categories = leaf.categories
        if graph.terms.find(leaf.text, categories) is not None:
            continue
        other = graph.terms.find(leaf.text)
        if other is not None:
            near = graph.terms.suggest(leaf.text, categories)
            hint = (
                f"did you mean {' / '.join(near)}?" if near else f"this field takes: {', '.join(categories)}"
            )
            wanted = " or ".join(categories)
            is_one = with_article(other.category)
            yield leaf.loc, f"{leaf.text} is {is_one}, not {with_article(wanted)}", hint


@on_record("obsolete-term", "ERROR")
def obsolete_term(record: Located, graph: Graph) -> Iterator[Found]:
    """No obsolete term is used."""
    for leaf in record.terms:
        term = graph.terms.find(leaf.text, leaf.categories)
        if term is not None and term.obsolete is not None:
            new = None if term.replacement is None else graph.terms.get(term.replacement)
            hint = f"write {new.label} ({new.curie})" if new else "nothing replaces it; choose a broader term"
            yield leaf.loc, f"{term.label} ({term.curie}) is obsolete", hint


@on_record("rna-exosome", "ERROR")
def rna_exosome(record: Located, graph: Graph) -> Iterator[Found]:
    """The RNA exosome is not a vesicle."""
    for leaf in record.terms:
        term = graph.terms.find(leaf.text, leaf.categories)
        if term is not None and term.curie == _RNA_EXOSOME:
            message = f"{leaf.text} is the RNA-degrading exosome complex, not a vesicle"
            yield leaf.loc, message, "use extracellular vesicle (GO:1903561)"
