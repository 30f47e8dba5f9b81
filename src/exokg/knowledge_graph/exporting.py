"""What is made of a knowledge graph: networks, RDF files, pages and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import FormatError, InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import networkx
    import rdflib
    from pyoxigraph import Quad

    from ..answers.result import Result
    from ..release.citations import Citation
    from ..release.exports import Export
    from ..release.references import References
    from ..store import Store


class Exporting:
    """The methods of :class:`~exokg.KnowledgeGraph` that write the graph for elsewhere."""

    store: Store

    # --- the network of claims ---

    def paths(self, source: str, target: str, *, longest: int = 3, limit: int = 20) -> Result:
        """Mechanism paths from one term to another, the most telling first.

        Columns are those of :func:`exokg.answers.mechanisms.mechanism_paths`; the sentence names the ends as
        :func:`~exokg.answers.mechanisms.node_of` chose them.

        Args:
            source: label, synonym or CURIE of the term where paths start.
            target: of the term where they end.
            longest: steps a path may have, 1 to 4.
            limit: rows to give.

        Raises:
            UnknownTermError: a name is not known.
            InputError: a number is out of range, or a term is in no claim.
        """
        from ..answers.mechanisms import mechanism_paths, node_of
        from ..answers.networks import read_network
        from ..answers.parameters import Values
        from ..answers.result import Result
        from ..curation.spelling import counted
        from ..rdf.namespaces import expand
        from ..store.coverage import coverage

        network = read_network(self.store, mediators=True)
        terms = Values(self.store.select).terms
        start, end = (node_of(network, terms, text) for text in (source, target))
        found = mechanism_paths(network, start, end, longest=longest, limit=limit)
        paths = counted(len(found), "path" if len(found) < limit else "most telling path")
        steps = counted(longest, "step")
        ends = " to ".join(network.nodes[expand(curie).value]["label"] for curie in (start, end))
        sentence = f"{paths} of at most {steps} from {ends}."
        return Result.of(found, sentence, coverage(self.store, "studies"))

    def network(self, form: str = "graphml") -> str:
        """The claims as a network in a file format.

        Args:
            form: ``graphml``, ``cytoscape``, ``cx2`` or ``node-link``.

        Raises:
            FormatError: there is no such format.
        """
        from ..release.network_files import NETWORK_FORMATS

        if form not in NETWORK_FORMATS:
            raise FormatError(f"unknown format {form!r}", hint=f"one of: {', '.join(NETWORK_FORMATS)}")
        return NETWORK_FORMATS[form](self.to_networkx())

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The claims as a directed multigraph; attributes as in :mod:`exokg.answers.networks`.

        ``graph.graph`` has title, version, licence and day of issue of the dataset.
        """
        from ..answers.networks import read_network
        from ..release.about import about_dataset
        from ..release.network_files import network_of

        return network_of(read_network(self.store, detailed=True), about_dataset(self.store).shown)

    # --- the whole graph, for elsewhere ---

    def quads(self, *, hypotheses: bool = False) -> Iterator[Quad]:
        """Every statement, in no order.

        Args:
            hypotheses: with the suggested effects that nobody tested, which are in no export unless asked.
        """
        from ..rdf.namespaces import HYPOTHESES_GRAPH

        hidden = None if hypotheses else HYPOTHESES_GRAPH
        # Opened when asked for: the engine's iterator must not change threads.
        for quad in self.store.quads():
            if quad.graph_name != hidden:
                yield quad

    def export(self, form: str = "ttl", *, hypotheses: bool = False, compressed: bool = False) -> Export:
        """The whole graph as RDF, sorted, with prefixes: the same graph gives the same bytes.

        Turtle, N-Triples, JSON-LD and RDF/XML hold the default graph; N-Quads and TriG hold the named
        graphs too. JSON-LD is compact, with its context in the document.

        Args:
            form: ``ttl``, ``nt``, ``jsonld``, ``rdf``, ``nq`` or ``trig``.
            hypotheses: as for :meth:`quads`; they are in a named graph.
            compressed: as gzip.

        Returns:
            The document, which is written when it is read: iterate over its pieces, or save it.

        Raises:
            FormatError: there is no such format.
        """
        from ..rdf.namespaces import HYPOTHESES_GRAPH
        from ..rdf.serialisation import FORMATS, graphs_in, pieces
        from ..rdf.serialisation import compressed as packed
        from ..release.exports import Export
        from ..store.stored_lines import sorted_lines

        hidden = None if hypotheses else HYPOTHESES_GRAPH.value
        if form not in FORMATS:
            raise FormatError(f"unknown format: {form}", hint=f"one of: {', '.join(FORMATS)}")

        def write() -> Iterator[bytes]:
            context = self.jsonld_context() if form == "jsonld" else None
            document = pieces(sorted_lines(self.store, graphs_in(form), hidden), form, context)
            yield from packed(document) if compressed else document

        return Export(form, write, compressed=compressed)

    def release(
        self,
        folder: str | Path,
        *,
        after: str | Path | None = None,
        changes: str | Path | None = None,
        sign: str | Path | None = None,
    ) -> dict[str, Any]:
        """Write every file of a release: RDF, ontology, mappings, KGX, networks, tables, nanopublications.

        The same graph gives the same bytes; :func:`exokg.check_release` compares a folder with its manifest.

        Args:
            folder: a new or empty folder, or one with an earlier release, whose files are replaced.
            after: the release before this one. Its nanopublications stay where their finding says the same,
                and are superseded or retracted where not.
            changes: ``changes.tsv`` of the graph, from which retractions have their reasons.
            sign: a file with a private RSA key, which signs the nanopublications.

        Returns:
            What ``manifest.json`` holds: title, version, licence and date, and of each file its path, size,
            SHA-256 and media type.

        Raises:
            InputError: the folder holds something else, the earlier release no nanopublications, or the file
                no key.
            MissingExtraError: polars, which writes Parquet, or nanopub is not installed.
            StoreError: the earlier release is not whole.
        """
        from pathlib import Path

        from ..curation.tables import reasons_in
        from ..release.about import about_dataset
        from ..release.contents import release_files
        from ..release.folders import write_release
        from ..release.nanopub_files import Issuance, read_nanopubs
        from ..release.trusty import Namer

        earlier = {} if after is None else read_nanopubs(after)
        reasons = {} if changes is None else reasons_in(Path(changes))
        files = release_files(self.store, Issuance(Namer(sign), earlier, reasons))
        return write_release(files, folder, about_dataset(self.store).shown)

    def jsonld_context(self) -> dict[str, Any]:
        """The JSON-LD context by which :meth:`export` writes: prefixes, keys and types of properties."""
        from ..rdf.jsonld import PROPERTIES, jsonld_context

        return jsonld_context(self.store.construct(PROPERTIES))

    def to_rdflib(self, *, hypotheses: bool = False) -> rdflib.Dataset:
        """The dataset as an :class:`rdflib.Dataset`: default graph and named graphs.

        The prefixes of exokg are bound, so that what is serialised reads well.

        Args:
            hypotheses: as for :meth:`quads`.
        """
        from ..rdf.interchange import to_dataset

        return to_dataset(self.quads(hypotheses=hypotheses))

    def load_into(
        self,
        url: str,
        *,
        protocol: str = "graph-store",
        name_default: bool = False,
        endpoint: str | None = None,
    ) -> dict[str, int]:
        """Put the graph into a SPARQL engine, replacing each of its graphs in one step.

        The engine's user and password, or its token, are read from the environment.

        Args:
            url: the engine's Graph Store or Update address.
            protocol: ``graph-store`` or ``update``.
            name_default: put the default graph under a name.
            endpoint: the engine's query address; with it, what arrived is counted.

        Returns:
            Statements by graph; the default graph's name is empty.

        Raises:
            FormatError: there is no such protocol.
            StoreError: the engine refuses, or holds another number of statements afterwards.
        """
        from ..store.loading import PROTOCOLS, check_counts, load_dataset
        from ..store.remote import credentials_from_environment

        if protocol not in PROTOCOLS:
            raise FormatError(f"unknown protocol {protocol!r}", hint=f"one of: {', '.join(PROTOCOLS)}")
        sent = load_dataset(
            self.store.quads(),
            url,
            protocol=protocol,
            name_default=name_default,
            credentials=credentials_from_environment(),
        )
        if endpoint is not None:
            check_counts(endpoint, sent)
        return sent

    # --- for readers ---

    def view(self, *, about: str | None = None, free: bool = False) -> str:
        """The explorer: one HTML page that opens offline. Equal graphs give equal bytes.

        Args:
            about: CURIE of a term, claim, record or finding that is chosen when the page opens.
            free: the free network of pyvis instead, whose nodes can be dragged about.

        Raises:
            UnknownTermError: the graph has nothing of that CURIE.
        """
        if free:
            from ..explorer.free import render_free

            return render_free(self.store)
        from ..explorer.page import render

        return render(self.store, about=about)

    def citations(self, of: Result | Collection[str]) -> list[Citation]:
        """Citations of the records that an answer rests on, or of those with these keys; the dataset last."""
        from ..answers.answering import record_keys
        from ..answers.result import Result
        from ..release.citations import citations_of

        return citations_of(self.store, record_keys(self.store, of) if isinstance(of, Result) else of)

    def cite(self, of: Result | Collection[str] = (), form: str = "bibtex") -> References:
        """Citations as text, ready for a reference manager; a notebook shows them as a list.

        >>> print(kg.cite(kg.ask("human-studies"), "ris"))  # doctest: +SKIP

        Args:
            of: an answer, or keys of records; without, the dataset alone.
            form: ``bibtex``, ``ris`` or ``csl``.

        Raises:
            FormatError: there is no such format.
            InputError: there is no record with that key.
        """
        from ..answers.result import Result
        from ..release.citations import write_citations
        from ..release.references import References

        entries = self.citations(of)
        unknown = set() if isinstance(of, Result) else set(of) - {entry.key for entry in entries}
        if unknown:
            raise InputError(f"there is no publication of {', '.join(sorted(unknown))}")
        return References(write_citations(entries, form), entries)
