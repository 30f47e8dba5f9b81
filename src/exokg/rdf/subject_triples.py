"""Subjects of claims as triples: vesicles, or other preparations, of one kind and one source.

Their IRIs are made of the IRIs of the source and of the load, so that the same preparations always have the
same subject. A molecule given alone is its own subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from ..curation.graph import Graph
from ..curation.terms import Term, Terms
from ..model.assertions import Harm, Position
from ..model.groups import DISPLAY_GROUP
from ..model.lists import Codes
from ..model.materials import Comparison, Preparation
from ..model.names import coded
from ..model.results import Finding
from ..model.subjects import WORDINGS, SubjectKind, added_to, kind_of, plural
from .context import Context
from .description import Description, english
from .grouping import group_of
from .namespaces import compress, expand, mint
from .term_triples import OF_VESICLES, mappings

_NOT_READ: Final = "source:not-shown"
_NOT_REPORTED: Final = "source:not-reported"
_KINDS: Final = Codes("SubjectKind")


@dataclass(frozen=True)
class Subject:
    """What claims are about.

    Attributes:
        kind: its kind.
        source: the term of its source.
        loads: the terms of what it is loaded with.
    """

    kind: SubjectKind
    source: Term
    loads: tuple[Term, ...] = ()

    @property
    def node(self) -> NamedNode:
        """Its IRI."""
        named = self._wording.format(source=_slug(self.source), load="-".join(map(_slug, self.loads)))
        return mint("subject", re.sub(r"[^A-Za-z0-9]+", "-", named))

    @property
    def label(self) -> str:
        """What people call it."""
        source, wording = plural(self.source.label, self.source.dimension), self._wording
        if self.source.dimension == "not shown":
            wording = wording.replace(" of {source}", ", {source}")
        return wording.format(source=source, load=" and ".join(load.label for load in self.loads))

    @property
    def _wording(self) -> str:
        wording = WORDINGS[self.kind]
        return wording.loaded if self.loads and wording.loaded else wording.name

    @property
    def _definition(self) -> str:
        loaded = f", loaded with {' and '.join(load.label for load in self.loads)}" if self.loads else ""
        return f"All preparations of the kind {self.kind} whose source is {self.source.label}{loaded}."

    def triples(self, parent: Subject | None, terms: Terms) -> Description:
        """Everything said about it, but for what is derived."""
        shown_in = group_of(terms, self.source) or "source not read"
        shown_in = "not vesicles" if self.kind == "non-vesicle preparation" else shown_in
        about = Description(self.node, "owl:Class", "Subject", WORDINGS[self.kind].cls)
        about.say("rdfs:label", self.label).say("dcterms:identifier", compress(self.node))
        about.say("obo:IAO_0000115", english(self._definition))
        about.say("subjectKind", expand(coded(_KINDS, self.kind))).say("ofSource", expand(self.source.curie))
        about.say("displayGroup", expand(coded(DISPLAY_GROUP, shown_in)))
        about.say("rdfs:subClassOf", None if parent is None else parent.node)
        about.say_all("loadedWith", (expand(load.curie) for load in self.loads))
        for name, node in mappings(self.source):
            if name in OF_VESICLES:
                about.say(name, node)
        return about


def _slug(term: Term) -> str:
    return term.curie.removeprefix("source:").removeprefix("term:").replace(":", "-")


def subject_of(
    context: Context, preparation: Preparation, comparison: Comparison | None = None
) -> Subject | None:
    """What effects of a preparation are counted under.

    Compared with the vesicles it was made from, an effect is one of what was added. A preparation whose cargo
    was silenced has no subject: that its effect is gone speaks for the cargo, not against the source. Nor has
    a preparation without vesicles that comes from no source, such as saline. Vesicles without a source are
    counted by themselves: as *not reported* if the full text was read, else as *not read*.
    """
    terms = context.graph.terms
    source = context.named(preparation, "source", preparation.source)
    if preparation.lacks or (source is None and preparation.type == "non-vesicle"):
        return None
    absent = _NOT_REPORTED if context.record.read == "full text" else _NOT_READ
    source = source or terms.resolve(absent, ("source",))
    loads = sorted(terms.resolve(text, ("intervention", "molecule")) for text in preparation.loaded_with)
    added = added_to(context.record, preparation, comparison) is not None
    return Subject("load or carrier" if added else kind_of(preparation), source, tuple(loads))


def subject_triples(graph: Graph) -> Iterator[Triple]:
    """The subject of every preparation and every finding, and what is above it."""
    used = {subject.node.value: subject for key in graph.records for subject in _used(graph, key)}
    for _, subject in sorted(used.items()):
        yield from subject.triples(_parent(graph, subject, used), graph.terms)


def subject_of_result(context: Context, part: Finding | Harm | Position) -> Subject | None:
    """What a result, harm or position is counted under; none where it is about a molecule or nothing."""
    if part.about is None:
        return None
    compared = part.comparison if isinstance(part, Finding) else None
    comparison = None if compared is None else context.record.comparisons[compared]
    return subject_of(context, context.record.preparations[part.about], comparison)


def _used(graph: Graph, key: str) -> Iterator[Subject]:
    context = Context(graph, key, graph.records[key].record)
    subjects = [subject_of(context, preparation) for preparation in context.record.preparations.values()]
    subjects += [subject_of_result(context, finding) for finding in context.record.findings]
    yield from (subject for subject in subjects if subject is not None)


def _parent(graph: Graph, subject: Subject, used: dict[str, Subject]) -> Subject | None:
    """The nearest subject of the same kind and load whose source is above."""
    for source in graph.terms.above(subject.source):
        found = used.get(Subject(subject.kind, source, subject.loads).node.value)
        if found is not None:
            return found
    return None
