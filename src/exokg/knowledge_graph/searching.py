"""What is found and counted in a knowledge graph: findings by their dimensions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from ..answers.find.table import Findings
    from ..answers.result import Result
    from ..plots.figures import Plot
    from ..store import Store


class Searching:
    """The methods of :class:`~exokg.KnowledgeGraph` that find and count.

    Args:
        store: an open store, see :func:`exokg.load`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._including: dict[str | None, Self] = {}

    @cached_property
    def findings(self) -> Findings:
        """The table of findings and their dimensions, read from the store as it is needed."""
        from ..answers.find.table import Findings

        return Findings(self.store)

    @property
    def with_graphs(self) -> Self:
        """The same with the graphs of others that were built into its store, and what follows from both.

        >>> kg.with_graphs.show("willow-2026")  # doctest: +SKIP

        Raises:
            StoreNotFoundError: the store was built without graphs of others.
        """
        return self.including(True)  # noqa: FBT003 - as the methods take it

    def including(self, with_graphs: bool | str) -> Self:  # noqa: FBT001 - as the methods take it
        """The same with graphs of others: with all (``True``), with the one of this IRI, or with none.

        >>> kg.including("https://example.org/lab/dataset").stats()  # doctest: +SKIP

        Raises:
            StoreNotFoundError: the store was built without, or without this one.
        """
        if not with_graphs:
            return self
        graph = None if with_graphs is True else with_graphs
        if graph not in self._including:
            self._including[graph] = type(self)(self.store.joined(graph))
        return self._including[graph]

    def find(
        self,
        words: str = "",
        /,
        *,
        without: Sequence[str] = (),
        columns: Sequence[str] = (),
        wide: bool = False,
        with_graphs: bool | str = False,
        **given: str | float | Sequence[str | float],
    ) -> Result:
        """Findings by any dimension, and by free words.

        >>> kg.find("hair density", route="microneedling", not_species="mouse")  # doctest: +SKIP

        Args:
            words: known names become filters, directions order, the rest is searched in what findings say.
            without: ``preprints``, ``company-funded``, ``single-arm``, ``not-separable``, ``read-once``.
            columns: dimensions to show; :meth:`dimensions` lists them.
            wide: all columns of use, where none are named.
            with_graphs: include the graphs of others that were built into the store, or the one of this IRI.
            given: labels, synonyms, CURIEs, groups, words, numbers or ranges by dimension; ``not_`` before a
                name turns it round.

        Returns:
            Rows, the best first. Where fewer than ten fit all words, the nearest others follow, or are all;
            ``sentence`` counts them, the column ``lacks`` says why. Of values alone only what fits all.

        Raises:
            UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
            InputError: there is no such dimension, or a value is not of its type.
        """
        from ..answers.find.elsewhere import elsewhere
        from ..answers.find.verbs import find

        return find(
            self.including(with_graphs).findings,
            words,
            given,
            left_out=without,
            columns=columns,
            wide=wide,
            elsewhere=elsewhere,
        )

    def count(
        self,
        *by: str,
        of: str = "studies",
        level: str = "term",
        without: Sequence[str] = (),
        studies: bool = False,
        with_graphs: bool | str = False,
        **given: str | float | Sequence[str | float],
    ) -> Result:
        """Independent studies, or something else, by one or two dimensions.

        >>> kg.count("outcome", "rung", level="group", source="plant").shown  # doctest: +SKIP

        Args:
            by: one or two dimensions; :meth:`dimensions` lists them.
            of: ``studies``, ``groups``, ``findings``, ``people``, ``animals`` or ``rung``.
            level: ``term``, or ``group`` for the groups of terms.
            without: as for :meth:`find`.
            studies: list the studies of each cell instead of counting them.
            with_graphs: as for :meth:`find`.
            given: as for :meth:`find`.

        Returns:
            One row for each cell; ``shown`` is the cross table with totals.

        Raises:
            UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
            InputError: there is no such dimension, measure or level.
        """
        from ..answers.find.verbs import count

        table = self.including(with_graphs).findings
        return count(table, by, given, of=of, level=level, left_out=without, studies=studies)

    def plot(
        self,
        kind: str,
        /,
        *,
        size: str = "paper",
        without: Sequence[str] = (),
        **given: str | float | Sequence[str | float],
    ) -> Plot:
        """A figure of what is found, for a notebook or a file.

        >>> kg.plot("ladder", outcome="hair density").save("ladder.svg")  # doctest: +SKIP

        Args:
            kind: one of :data:`~exokg.plots.figures.KINDS`.
            size: ``paper`` or ``slide``.
            without: as for :meth:`find`.
            given: as for :meth:`find`.

        Returns:
            What shows itself in a notebook; ``save`` writes SVG, PNG or PDF, ``rows`` are what is shown.

        Raises:
            InputError: there is no such kind, nothing fits, or the kind cannot show what fits.
            UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        """
        from ..plots.figures import plot

        return plot(self.findings, kind, given, left_out=without, size=size)

    def dimensions(self) -> dict[str, str]:
        """What findings can be found and counted by: name → meaning."""
        from ..model.dimensions import dimensions

        return {name: dimension.help for name, dimension in dimensions().items()}
