"""The queries that read the table of findings and its names: what find and count are answered from.

Their answers are kept beside a store that is built (:mod:`exokg.store.kept`), and asked of any other.
"""

from __future__ import annotations

from typing import Final

from ..model.categories import CATEGORIES
from ..model.dimensions import Dimension, dimensions

FINDINGS: Final = """SELECT ?finding ?study ?counted WHERE {
  ?finding a exokg:Finding ; exokg:reportedBy ?study .
  OPTIONAL { ?finding exokg:countedRung ?counted }
}"""
"""The study of each finding, and the rung on which it counts, if it does."""

STUDIES: Final = """SELECT ?study ?cohort ?group ?depth ?retracted WHERE {
  ?study a exokg:Study ; exokg:inCohort ?cohort ; exokg:inGroup ?group ; exokg:readingDepth ?depth .
  OPTIONAL { ?study exokg:status ?retracted FILTER(?retracted = code:status-retracted) }
}"""
"""The cohorts and groups of each study, how it was read, and whether it was retracted."""

IDENTIFIERS: Final = """SELECT ?study ?id WHERE {
  { ?study a exokg:Study ; exokg:describedIn/(exokg:doi|exokg:pmid|exokg:pmcid) ?id }
  UNION { ?study a exokg:Study ; exokg:registeredAs/exokg:registryId ?id }
}"""
"""DOI, PMID, PMCID and registry numbers of each study."""

STATED: Final = """SELECT ?study ?field ?state WHERE {
  VALUES (?property ?state) {
    (exokg:notReported "not reported") (exokg:notApplicable "not applicable")
  }
  ?study a exokg:Study ; ?property ?field .
}"""
"""What records say of fields that they lack."""

READ_TWICE: Final = "SELECT DISTINCT ?finding WHERE { ?finding a exokg:Finding ; exokg:secondRead ?day }"
"""The findings whose source was read a second time since they were last changed."""

_AUTHORS: Final = """SELECT ?study ?authors ?year ?key ?title ?number WHERE {
  ?study a exokg:%s ; dcterms:identifier ?key .
  OPTIONAL { ?study exokg:describedIn/exokg:authorList ?authors }
  OPTIONAL { ?study exokg:year ?year }
  OPTIONAL { ?study rdfs:label ?title }
  OPTIONAL { ?study exokg:registeredAs/exokg:registryId ?number }
}"""
AUTHORS: Final = _AUTHORS % "Study"
"""Who wrote of each study, and when; its title and its number in a registry."""

DERIVED_FROM: Final = """SELECT DISTINCT ?derived ?study WHERE {
  { ?derived exokg:supportedBy ?finding } UNION { ?derived exokg:findingA ?finding }
  UNION { ?derived exokg:findingB ?finding }
  ?finding exokg:reportedBy ?study .
}"""
"""The studies whose findings a claim or conflict was derived from."""

AUTHORS_OF_REVIEWS: Final = _AUTHORS % "Review"
"""The same of each review."""

_KEYS: Final = "{ SELECT ?record ?key WHERE { ?record exokg:readingDepth ?depth ; dcterms:identifier ?key } }"
RECORD_TEXTS: Final = f"""SELECT DISTINCT ?key ?text WHERE {{
  {_KEYS}
  {{ ?record ?p ?text }}
  UNION {{ ?record exokg:describedIn|exokg:registeredAs ?other . ?other ?p ?text }}
  UNION {{ ?arm exokg:ofRecord ?record ; exokg:coIntervention ?part . ?part ?p ?text }}
  UNION {{ ?record exokg:registeredAs ?entry . ?part exokg:ofRegistration|exokg:ofRecord ?entry ; ?p ?text }}
  UNION {{ ?part exokg:reportedBy|exokg:usedIn|exokg:ofRecord|exokg:ofRegistration ?record ; ?p ?text }}
  FILTER(isLiteral(?text) && ?p NOT IN (exokg:entered, exokg:secondRead, exokg:asOf, exokg:notApplicable,
    exokg:notReported, exokg:notMentioned, exokg:sourcePage, exokg:mirrorPage))
}}"""
"""What records say: all texts of a record, its paper, entry and parts, but for days and names of fields."""

RECORD_NAMES: Final = f"""SELECT DISTINCT ?key ?text WHERE {{
  {{ SELECT DISTINCT ?key ?of WHERE {{
    {_KEYS}
    {{ ?record exokg:country|exokg:condition|exokg:design|exokg:designFeature|obo:RO_0002162|exokg:funderKind
      |exokg:registryState|exokg:registeredAs/exokg:registryState|exokg:describedIn/exokg:documentType ?of }}
    UNION {{ SELECT ?record ?of WHERE {{
      ?part exokg:usedIn|exokg:ofRecord|exokg:reportedBy ?record ; ?p ?of . VALUES ?p {{ exokg:source
      exokg:isolation exokg:characterisation exokg:marker exokg:route exokg:coIntervention exokg:loadedWith
      exokg:lacks exokg:countedUnder exokg:preparationType exokg:comparatorKind exokg:topic exokg:event
      exokg:modelsCondition exokg:cellType exokg:tissue exokg:target exokg:via exokg:perturbed exokg:aspect
      exokg:perturbationKind exokg:assay exokg:persistence exokg:statistic exokg:substance
      obo:RO_0002180 obo:RO_0002162 }} }} }}
    UNION {{ ?whole exokg:ofRecord|exokg:reportedBy ?record ; exokg:coIntervention|exokg:comparison ?part .
      ?part exokg:given|exokg:comparatorDrug ?of }}
  }} }}
  ?of rdfs:label|skos:altLabel ?text
}}"""
"""What is called otherwise in records: all names of where and how a study was done, and of what was given."""

PREPARATIONS: Final = """SELECT DISTINCT ?record ?name ?type WHERE {
  ?preparation exokg:usedIn ?record ; exokg:preparationType ?type .
  { ?preparation exokg:reportedName ?name } UNION { ?preparation exokg:ofSubject/rdfs:label ?name }
}"""
"""What was given in each record, as it is called, and of which type it is."""

UNCOUNTED: Final = """SELECT ?finding ?name WHERE {
  ?finding a exokg:Finding ; exokg:subject/exokg:reportedName ?name .
  FILTER NOT EXISTS { ?finding exokg:countedUnder ?subject }
}"""
"""What was given, as the source calls it, of findings that are counted under nothing, such as a placebo."""

GRAPHS: Final = """SELECT ?thing ?graph WHERE {
  VALUES ?kind { exokg:Finding exokg:Study }
  ?thing a ?kind ; dcterms:isPartOf ?graph
}"""
"""The graph of others that a finding or study comes from; ours come from none."""

LABELS: Final = """SELECT ?value ?label ?rank WHERE {
  VALUES ?class { owl:Class owl:ObjectProperty owl:NamedIndividual exokg:DisplayGroup exokg:Study
    exokg:Cohort exokg:ResearchGroup exokg:Review }
  ?value a ?class ; rdfs:label ?label .
  OPTIONAL { ?value exokg:rank ?rank }
}"""
"""What values of dimensions are called, and their place in a list that has an order."""

ABOVE: Final = "SELECT DISTINCT ?value ?above WHERE { ?value a owl:Class ; exokg:within ?above }"
"""The terms that a term is a narrower one of."""

GROUPS: Final = "SELECT DISTINCT ?value ?group WHERE { ?value a owl:Class ; exokg:displayGroup ?group }"
"""The groups in which pictures show a term."""

TERMS: Final = f"""
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind ?curie ?label ?synonym WHERE {{
  VALUES ?kind {{ {" ".join(f"exokg:{category.cls}" for _, category in sorted(CATEGORIES.items()))} }}
  ?term a ?kind ; dcterms:identifier ?curie ; rdfs:label ?label .
  OPTIONAL {{ ?term skos:altLabel ?synonym }}
}}"""
"""The names of terms."""

CODES: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?code ?label WHERE {
  ?code a ?class ; rdfs:label ?label .
  FILTER(STRSTARTS(STR(?code), "https://w3id.org/exokg/code/"))
}"""
"""The words of closed lists."""

WORDS: Final = """SELECT ?finding ?text WHERE {
  ?finding a exokg:Finding .
  { ?finding exokg:summary ?text } UNION { ?finding exokg:targetReported ?text }
  UNION { ?finding exokg:measure ?text } UNION { ?finding exokg:countedUnder/rdfs:label ?text }
  UNION { ?finding exokg:target/rdfs:label ?text } UNION { ?finding exokg:inSystem/exokg:severity ?text }
  UNION { ?finding exokg:inSystem/exokg:reportedName ?text }
  UNION { ?finding exokg:subject/exokg:reportedName ?text }
  UNION { ?finding exokg:subject/exokg:product ?text } UNION { ?finding exokg:modifier ?text }
  UNION { ?finding exokg:subject/(exokg:sourceCondition|exokg:sourceReported|exokg:engineering) ?text }
  UNION { ?finding exokg:subject/(exokg:isolation|exokg:characterisation)/(rdfs:label|skos:altLabel) ?text }
  UNION { ?finding exokg:subject/exokg:source/rdfs:label ?text }
  UNION { ?finding exokg:inSystem/(exokg:cellType|exokg:tissue|exokg:modelsCondition)/rdfs:label ?text }
  UNION { ?finding exokg:assay/(rdfs:label|skos:altLabel) ?text }
  UNION { ?finding exokg:reportedBy/(exokg:severity|exokg:funder|exokg:productTie) ?text }
  UNION { ?finding exokg:reportedBy/exokg:condition/rdfs:label ?text }
  UNION { ?finding exokg:inArm/(exokg:doseReported|exokg:scheduleReported|exokg:routeReported) ?text }
  UNION { ?finding exokg:inArm/exokg:depth ?text }
  UNION { { SELECT ?arm ?text {
    ?dose exokg:dimension code:dosedimension-particles ; exokg:amount ?amount . ?arm exokg:dose ?dose
    BIND(CONCAT(STR(?amount), " particles") AS ?text) } } ?finding exokg:inArm ?arm }
  UNION { ?finding exokg:comparison/exokg:comparatorReported ?text }
  UNION { ?finding exokg:inArm/exokg:route/rdfs:label ?text }
  UNION { ?finding exokg:inSystem/obo:RO_0002162/rdfs:label ?text }
  UNION { ?finding exokg:via/rdfs:label ?text } UNION { ?finding exokg:aspect/rdfs:label ?text }
  UNION { ?finding (exokg:perturbationKind|exokg:perturbed|exokg:perturbationAgent)/rdfs:label ?text }
  UNION { ?finding (exokg:unit|exokg:statistic)/rdfs:label ?text }
  UNION { ?finding exokg:reportedBy/(rdfs:label|exokg:describedIn/exokg:authorList) ?text }
}"""
"""What findings say: where free words are searched."""

TEXTS: Final = {
    "summary": "exokg:summary",
    "locator": "exokg:locator",
    "system": "exokg:inSystem/rdfs:label",
    "modifier": "exokg:modifier",
    "dose": "exokg:inArm/exokg:doseReported",
    "schedule": "exokg:inArm/exokg:scheduleReported",
    "in-comparator": "exokg:inArm/exokg:coIntervention/exokg:inComparator",
    "size-nm": "exokg:subject/exokg:sizeMeanNm",
    "smallest-nm": "exokg:subject/exokg:sizeLowNm",
    "largest-nm": "exokg:subject/exokg:sizeHighNm",
    "compared-with": "exokg:comparison/exokg:comparatorReported",
    "baseline": "exokg:baseline",
    "after": "exokg:after",
    "change": "exokg:change",
    "spread": "exokg:spread",
    "comparator-change": "exokg:comparatorChange",
    "timepoint": "exokg:timepoint",
    "p-reported": "exokg:pText",
    **{one: f"exokg:reportedBy/exokg:{one}" for one in ("sex", "age")},
    "follow-up": "exokg:reportedBy/exokg:followUp",
    "interests": "exokg:reportedBy/exokg:interestStatement",
}
"""Columns that are no dimensions: what a finding says and where, and its numbers as printed."""

_COLUMN: Final = "SELECT DISTINCT ?finding ?value WHERE { ?finding a exokg:Finding ; %s ?value .%s }"


_COVERED: Final = {"studies": "Study", "reviews": "Review", "trials": "TrialRegistration"}

_COUNTS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX code: <https://w3id.org/exokg/code/>
SELECT (COUNT(?record) AS ?searched) (SUM(?isFull) AS ?full) (SUM(?isRetracted) AS ?retracted) WHERE {
  { SELECT DISTINCT ?record WHERE { %s } }
  OPTIONAL { ?record exokg:readingDepth ?depth }
  OPTIONAL { ?record exokg:status ?status }
  BIND(IF(BOUND(?depth) && ?depth = code:readingdepth-full-text, 1, 0) AS ?isFull)
  BIND(IF(BOUND(?status) && ?status = code:status-retracted, 1, 0) AS ?isRetracted)
}
"""

_SEARCHED: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT ?day WHERE {
  GRAPH <https://w3id.org/exokg/graph/metadata> { <https://w3id.org/exokg/dataset> exokg:searchedTo ?day }
}
"""

_OTHERS: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?graph WHERE {
  GRAPH <https://w3id.org/exokg/graph/metadata> {
    ?graph dcterms:isPartOf <https://w3id.org/exokg/dataset> ; a void:Dataset
  }
}
"""


def coverage_queries(kind: str) -> tuple[str, str, str]:
    """What the coverage line asks: the counts, the day of the search, and the graphs of others."""
    name = _COVERED.get(kind)
    pattern = f"?record a exokg:{name}" if name else "?record exokg:readingDepth ?anyDepth"
    return _COUNTS % pattern, _SEARCHED, _OTHERS


def column_query(dimension: Dimension) -> str:
    """The query that reads the values of a dimension."""
    classes = [f"exokg:{CATEGORIES[name].cls}" for name in dimension.of] if dimension.kind == "term" else []
    narrower = f" ?value a ?class . VALUES ?class {{ {' '.join(classes)} }}" if classes else ""
    return _COLUMN % (dimension.path, narrower)


def text_query(name: str) -> str:
    """The query that reads one of :data:`TEXTS`."""
    return _COLUMN % (TEXTS[name], "")


SEEN: Final = """SELECT ?node ?subject ?source ?origin ?target ?sourceName ?targetName ?effect ?harm ?rung
  ?separability ?contrast ?became ?claim ?record ?cohort ?counts WHERE {
  ?node exokg:countedUnder ?source ; exokg:target|exokg:event ?target ; exokg:reportedBy ?record .
  OPTIONAL { ?node exokg:subject ?subject }
  OPTIONAL { ?source exokg:ofSource ?origin }
  OPTIONAL { ?source rdfs:label ?sourceName }
  OPTIONAL { ?target rdfs:label ?targetName }
  OPTIONAL { ?node exokg:effect ?effect }
  OPTIONAL { ?node exokg:harmState ?harm }
  OPTIONAL { ?node exokg:rung ?rung }
  OPTIONAL { ?node exokg:separability ?separability }
  OPTIONAL { ?node exokg:contrast ?contrast }
  OPTIONAL { ?node exokg:effectBecame ?became }
  OPTIONAL { ?claim exokg:supportedBy ?node }
  OPTIONAL { ?record exokg:inCohort ?cohort }
  BIND(EXISTS {
    ?record a exokg:Study FILTER NOT EXISTS { ?record exokg:status code:status-retracted }
  } AS ?counts)
}"""
"""What findings and harms saw of which source and target, and whether their record is a study that counts."""


def kept_queries() -> list[str]:
    """The queries whose answers a store keeps; what findings and records say is kept as indexes of words."""
    fixed = (
        *(FINDINGS, STUDIES, IDENTIFIERS, GRAPHS, STATED, READ_TWICE, SEEN, AUTHORS, DERIVED_FROM),
        *(AUTHORS_OF_REVIEWS, LABELS, PREPARATIONS, UNCOUNTED, ABOVE, GROUPS, TERMS, CODES),
    )
    columns = [*map(text_query, TEXTS), *map(column_query, dimensions().values())]
    covered = [query for kind in (*_COVERED, "records") for query in coverage_queries(kind)]
    return list(dict.fromkeys([*fixed, *columns, *covered]))
