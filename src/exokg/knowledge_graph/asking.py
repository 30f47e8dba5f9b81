"""What is asked of a knowledge graph: SPARQL, questions of the catalogue, and things by name."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ..errors import FormatError
from .searching import Searching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from ..answers.result import Result
    from ..answers.shown_things import Things
    from ..curation.questions import Question
    from ..store.coverage import Coverage


class Asking(Searching):
    """The methods of :class:`~exokg.KnowledgeGraph` that answer."""

    # --- SPARQL ---

    def query(self, text: str) -> Result | bool | list[Triple]:
        """Answer a SPARQL 1.1 query; the prefixes of exokg need no declaration.

        >>> kg.query("SELECT ?s { ?s a exokg:Study }")[0]["s"]  # doctest: +SKIP

        Returns:
            :class:`~exokg.answers.result.Result` for SELECT, a ``bool`` for ASK, triples for CONSTRUCT and
            DESCRIBE.

        Raises:
            QuerySyntaxError: with line and column.
            QueryRefusedError: the query writes, reaches the network or is too large.
        """
        from ..answers.result import Result
        from ..rdf.namespaces import PREFIXES
        from ..store.solutions import Solutions

        found = self.store.query(text, prefixes=PREFIXES)
        return Result(found.variables, found) if isinstance(found, Solutions) else found

    def answer(
        self, text: str, form: str, file: IO[bytes], *, width: int = 0, spreadsheet: bool = False
    ) -> None:
        """Answer a SPARQL query into a file, as far as possible without keeping the rows.

        Args:
            text: the query.
            form: a format of :meth:`formats_of` the query.
            file: open for bytes.
            width: columns of the terminal for ``table``; 0 leaves lines as long as they are.
            spreadsheet: in CSV, put ``'`` before cells that a spreadsheet would compute.

        Raises:
            FormatError: the answer of this query has no such format.
            QuerySyntaxError: with line and column.
            QueryRefusedError: the query writes, reaches the network or is too large.
        """
        from ..answers.formats import WRITTEN_BY_ENGINE, write_boolean, write_by_engine, write_solutions
        from ..rdf.namespaces import PREFIXES
        from ..store.embedded import EmbeddedStore

        known = self.formats_of(text)
        if form not in known:
            raise FormatError(f"this query has no answer in {form}", hint=f"one of: {', '.join(known)}")
        if form in WRITTEN_BY_ENGINE and not spreadsheet and isinstance(self.store, EmbeddedStore):
            write_by_engine(self.store.evaluate(text, prefixes=PREFIXES), form, file)  # type: ignore[arg-type]  # no triples in these formats
            return
        found = self.query(text)
        if isinstance(found, bool):
            file.write(write_boolean(found, form))
        elif isinstance(found, list):
            from ..rdf.serialisation import write_triples

            write_triples(found, form, file)
        else:
            file.writelines(write_solutions(found, form, width=width, spreadsheet=spreadsheet))

    def formats_of(self, text: str) -> tuple[str, ...]:
        """The formats of the answer to a query, before it is asked.

        Raises:
            QuerySyntaxError: the text cannot be a query.
            QueryRefusedError: the query writes, reaches the network or is too large.
        """
        from ..answers.formats import FORMATS
        from ..store.gate import read_shape

        form = read_shape(text).form
        if form == "ASK":
            return tuple(name for name in FORMATS if name != "parquet")
        if form == "SELECT":
            return FORMATS
        from ..rdf.serialisation import TRIPLE_FORMATS

        return TRIPLE_FORMATS

    def unknown_names(self, text: str) -> list[str]:
        """A line for each class or property of exokg in a query that the graph does not have."""
        from ..answers.vocabulary_check import unknown_names

        return unknown_names(self.store, text)

    def coverage(self, kind: str = "records") -> Coverage:
        """What an answer searched: how many records, how many read in full, to which day.

        Args:
            kind: ``studies``, ``reviews``, ``trials`` or ``records``.
        """
        from ..store.coverage import coverage

        return coverage(self.store, kind)

    # --- questions ---

    def questions(self) -> list[Question]:
        """The questions of the catalogue, sorted by name."""
        from ..answers.answering import catalogue

        return catalogue(self.store)

    def question(self, name: str) -> Question:
        """The question of this name.

        Raises:
            InputError: there is none; the hint names the nearest.
        """
        from ..answers.answering import find_question

        return find_question(self.store, name)

    def ask(
        self,
        question: str,
        /,
        *,
        columns: Sequence[str] = (),
        wide: bool = False,
        with_graphs: bool | str = False,
        **given: str | float | Sequence[str],
    ) -> Result:
        """Answer a question of the catalogue.

        >>> kg.ask("pathway-support", pathway="Wnt").to_pandas()  # doctest: +SKIP

        Args:
            question: a name of the catalogue.
            columns: those to show; else the few that the question names.
            wide: show all columns.
            with_graphs: as for :meth:`find`.
            given: labels, synonyms, CURIEs, words or numbers by parameter; ``any`` leaves one open.

        Returns:
            Rows, with a sentence, what was searched, and what it means if there are none.

        Raises:
            UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
            InputError: there is no such question, parameter or column; the hint names the nearest.
        """
        from ..answers.answering import answer
        from ..answers.emptiness import advice
        from ..answers.find.aliases import ALIASES, answer_alias

        if with_graphs:
            kg = self.including(with_graphs)
            return kg.ask(question, columns=columns, wide=wide, with_graphs=False, **given)
        if question in ALIASES:
            return answer_alias(self.findings, question, given, columns, wide=wide)
        found = answer(self.store, self.question(question), given, columns, wide=wide)
        if not found:
            found.notes += advice(self.store, found)
        return found

    def hypotheses(self, source: str | None = None, target: str | None = None) -> Result:
        """Effects that two findings suggest through a middle and that nobody has tested together.

        Args:
            source: name of the vesicle source where they start; all without it.
            target: name of the term where they end; all without it.

        Raises:
            UnknownTermError: a name is not known.
        """
        return self.ask("hypotheses", source=source or "any", target=target or "any")

    def stats(self) -> Result:
        """What the graph holds: records by kind, reading depth, rungs, directions and gaps."""
        from ..answers.result import Result
        from ..answers.statistics import in_a_sentence, statistics

        found = statistics(self.store)
        return Result.of(found, in_a_sentence(found), self.coverage())

    # --- things ---

    def search(self, text: str) -> Result:
        """The things one of whose labels or synonyms contains a text: ``thing``, ``name`` and ``kind``."""
        from ..answers.result import Result
        from ..answers.search import search
        from ..curation.spelling import counted

        found = search(self.store, text)
        sentence = f"{counted(len(found), 'thing')} with {text} in a label or synonym."
        return Result.of(found, sentence, self.coverage())

    def look_up(self, name: str) -> list[str]:
        """The IRIs of the things that go by a name.

        Args:
            name: a label, synonym, CURIE, DOI, PMID, registry number, author, IRI or key.

        Raises:
            UnknownTermError: nothing or more than one record goes by it; the hint names them or the nearest.
        """
        from ..answers.lookup import find_things

        return [node.value for node in find_things(self.store, name)]

    def show(self, name: str) -> Things:
        """Everything about one study, source, term or other thing; a notebook shows it with links.

        >>> kg.show("kim-2022-colostrum")[0].statements  # doctest: +SKIP

        Args:
            name: as for :meth:`look_up`, which says what is raised.
        """
        from ..answers.lookup import find_things
        from ..answers.shown_things import Things
        from ..answers.things import describe

        return Things(describe(self.store, node) for node in find_things(self.store, name))

    def describe(self, name: str, form: str = "ttl") -> bytes:
        """What the graph says of a thing and of the findings about it, as sorted RDF.

        Args:
            name: as for :meth:`look_up`, which says what else is raised.
            form: a format of :data:`~exokg.rdf.serialisation.FORMATS`.

        Raises:
            FormatError: there is no such format.
        """
        from ..answers.lookup import find_things
        from ..answers.things import triples_about
        from ..rdf.serialisation import serialise

        nodes = find_things(self.store, name)
        return serialise((triple for node in nodes for triple in triples_about(self.store, node)), form)
