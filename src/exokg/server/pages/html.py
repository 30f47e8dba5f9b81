"""Pages for people: landing page, things, search, ontology, questions and plain SPARQL, without scripts."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ...answers.descriptions import Value
from ...answers.search import MOST_FOUND
from ...answers.things import DATA_QUERY, results_query
from ...answers.verdicts import verdicts_query
from ...rdf.namespaces import PREFIXES, expand
from ...store.manifest import version_of
from ..http.messages import Response
from ..http.negotiation import GRAPHS
from ..sparql import service_description
from . import forms, shown_parts, structured_data
from .answer_tables import cell
from .calls import kept
from .explorer import address_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from ...answers.descriptions import ShownThing
    from ...rdf.void import DatasetCounts
    from ...release.about import About
    from ..version import Version

_TERMS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX obo: <http://purl.obolibrary.org/obo/>
SELECT ?term ?kind (SAMPLE(?name) AS ?label) (SAMPLE(?text) AS ?definition) (SAMPLE(?above) AS ?parent)
WHERE {
  ?term a ?kind . VALUES ?kind { $classes $objects $data $notes }
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/exokg/ontology/"))
  OPTIONAL { ?term rdfs:label ?name } OPTIONAL { ?term obo:IAO_0000115 ?text }
  OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?above FILTER(isIRI(?above)) }
} GROUP BY ?term ?kind ORDER BY ?term"""
_ALL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?value ?label {{ {} . OPTIONAL {{ ?value rdfs:label ?label }} }} ORDER BY ?label ?value"""
"""The query for what a page lists the first of."""
_OWL = PREFIXES["owl"]
_KINDS = {
    "classes": ("Class", "Classes"),
    "objects": ("ObjectProperty", "Properties between things"),
    "data": ("DatatypeProperty", "Properties with values"),
    "notes": ("AnnotationProperty", "Annotations"),
}
_COUNTED = ("Study", "Review", "TrialRegistration", "RegulatoryStatement", "Finding", "Claim", "HarmReport",
            "VesiclePreparation", "Conflict")  # fmt: skip


class Pages:
    """Renders pages of one version of the data.

    Args:
        base: where our own IRIs begin.
        root: path of the landing page, with a slash at its end.
        workbench_built: whether the workbench's files are there.
        explorer: whether there is one.
        released: whether the files of a release are served.
    """

    def __init__(
        self, base: str, root: str, *, workbench_built: bool, explorer: bool, released: bool = False
    ) -> None:
        self._base = base
        self._root = root
        self.workbench_built = workbench_built
        self._explorer = explorer
        self._released = released
        self._environments: dict[str, Environment] = {}

    def href(self, iri: str, choice: str = "") -> str:
        """Return the link to a thing's page on this server.

        Args:
            iri: of the thing.
            choice: of graphs of others: links lead on with the same.
        """
        if iri.startswith(self._base) and len(iri) > len(self._base):
            return self._root + quote(iri.removeprefix(self._base), safe="/:_-.") + kept("?", choice)
        return f"{self._root}about?{urlencode({'iri': iri})}{kept('&', choice)}"

    def data(self, iri: str, suffix: str, choice: str = "") -> str:
        """Return the link to a thing's data in one format; arguments as for :meth:`href`."""
        if iri.startswith(self._base):
            name = quote(iri.removeprefix(self._base), safe="/:_-.")
            return f"{self._root}data/{name}.{suffix}{kept('?', choice)}"
        return f"{self._root}about.{suffix}?{urlencode({'iri': iri})}{kept('&', choice)}"

    async def landing(self, version: Version) -> bytes:
        """Render ``/``."""
        counts = await service_description.count(version)
        about = await self._about(version)
        shown = [
            {
                "number": counts.classes[PREFIXES["exokg"] + name],
                "name": _spaced(name),
                "iri": PREFIXES["exokg"] + name,
            }
            for name in _COUNTED
            if PREFIXES["exokg"] + name in counts.classes
        ]
        listed = await forms.questions(version)
        return await self.render(
            version, "landing.html", counts=shown, triples=counts.triples, forms=GRAPHS,
            questions=len(listed),
            markup=structured_data.script(structured_data.dataset(about, self._base, self._root, counts)),
        )  # fmt: skip

    async def thing(self, version: Version, thing: ShownThing) -> bytes:
        """Render the page of a thing."""
        from pyoxigraph import NamedNode

        node = NamedNode(thing.iri)
        query = DATA_QUERY.replace("$thing", str(node))
        return await self.render(
            version, "thing.html", thing=thing, forms=GRAPHS, query=query, notice=shown_parts.notice(thing),
            mentions=shown_parts.grouped(thing), citation=await shown_parts.source(version, thing),
            said=shown_parts.said(thing),
            heading=shown_parts.heading(thing), columns=shown_parts.columns(thing),
            data=lambda suffix: self.data(thing.iri, suffix, version.choice), chosen=address_of(thing.iri),
            all_results=results_query(node), all_verdicts=verdicts_query(node),
            all_values=lambda fact: _ALL.format(f"{node} <{fact.property.iri}> ?value"),
            all_mentions=lambda fact: _ALL.format(f"?value <{fact.property.iri}> {node}"),
            markup=structured_data.script(structured_data.thing(thing, self._base)),
        )  # fmt: skip

    async def search(self, version: Version, wanted: str) -> bytes:
        """Render the names that contain some letters."""
        found = await version.names(wanted, MOST_FOUND) if wanted else []
        rows = [[Value(name, iri), Value(kind)] for name, iri, kind in found]
        return await self.render(version, "search.html", wanted=wanted, rows=rows, most=MOST_FOUND)

    async def ontology(self, version: Version) -> bytes:
        """Render the classes and properties with their definitions and how often they are used."""
        counts = await service_description.count(version)
        rows = await version.rows(_TERMS, **{name: _OWL + kind for name, (kind, _) in _KINDS.items()})
        sections = []
        for name, (kind, title) in _KINDS.items():
            terms = [_documented(row, counts) for row in rows if row["kind"]["value"] == _OWL + kind]
            sections.append({"id": f"section-{name}", "title": title, "terms": terms})
        return await self.render(version, "ontology.html", sections=sections, forms=GRAPHS, base=self._base)

    def _environment(self, version: Version) -> Environment:
        """The templates; macros know only what is global, so there is one for each choice of graphs."""
        from jinja2 import Environment, PackageLoader

        choice = version.choice
        if choice in self._environments:
            return self._environments[choice]
        found = self._environments[choice] = Environment(
            loader=PackageLoader("exokg.server"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        folder = version.path.parent
        found.globals.update(
            href=partial(self.href, choice=choice),
            expand=lambda name: expand(name).value,
            root=self._root,
            workbench=partial(self._workbench, choice),
            explorer=self._explorer,
            released=self._released,
            kept=partial(kept, choice=choice),
            with_graphs=choice,
            others=version.others,
            included=version_of(folder) != folder,
        )
        return found

    async def render(self, version: Version, name: str, **values: object) -> bytes:
        """Render a template with what every page says of the dataset.

        This happens in a thread: a template takes 10 ms to compile when first used, and tables take long.
        """
        about = await self._about(version)
        return await asyncio.to_thread(
            lambda: self._environment(version).get_template(name).render(about=about, **values).encode()
        )

    def _workbench(self, choice: str, query: str) -> str:
        """Where a query is edited: the workbench, or the plain editor, which takes graphs of others."""
        address = f"{self._root}sparql{'/plain' if choice else ''}"
        return (
            f"{address}?{urlencode({'query': query})}{kept('&', choice)}"
            if query
            else address + kept("?", choice)
        )

    async def _about(self, version: Version) -> About:
        return await service_description.about(version)


def html(body: bytes, headers: list[tuple[str, str]] | None = None, status: int = 200) -> Response:
    """Return a page."""
    return Response(status, "text/html; charset=utf-8", [body], headers or [])


def _documented(row: dict[str, dict[str, str]], counts: DatasetCounts) -> dict[str, object]:
    iri = row["term"]["value"]
    name = iri.removeprefix(PREFIXES["exokg"])
    return {
        "iri": iri,
        "name": name,
        "label": row["label"]["value"] if "label" in row else name,
        "definition": row["definition"]["value"] if "definition" in row else "",
        "parents": [cell(row["parent"])] if "parent" in row else [],
        "used": counts.classes.get(iri) or counts.properties.get(iri, 0),
    }


def _spaced(name: str) -> str:
    """Write a class name as words.

    >>> _spaced("TrialRegistration")
    'trial registrations'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    plural = {"study": "studies", "harm report": "harm reports"}
    return plural.get(words, words + "s")
