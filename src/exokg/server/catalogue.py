"""The questions of the catalogue as forms: choices for each parameter, and values read from a request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from ..rdf.catalogue import CATALOGUE_QUERY, questions_in
from ..rdf.namespaces import PREFIXES, code, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode

    from ..rdf.catalogue import Parameter, Question
    from .version import Version

__all__ = ["Field", "choices", "fill", "questions"]

#: names in the categories of ``terms.tsv`` and the lists of codes, by what they are a class of
_NAMES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT DISTINCT ?label WHERE { ?thing a $class ; rdfs:label ?label } ORDER BY ?label LIMIT 2000"""
_NAMED = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?thing WHERE { VALUES ?how { rdfs:label skos:altLabel dcterms:identifier }
  ?thing ?how ?text FILTER(LCASE(STR(?text)) = LCASE(%s)) } ORDER BY ?thing LIMIT 50"""
_LABELLED_EFFECTS = ("increases", "decreases", "noDetectedEffectOn", "comparableOn", "testedOn", "delivers")


@dataclass(frozen=True)
class Field:
    """One input of a question's form.

    Args:
        name: the parameter.
        label: what it means.
        optional: whether it may stay empty.
        value: what is in it.
        choices: names to choose from; others are tried too.
        fault: what is wrong with the value.
    """

    name: str
    label: str
    optional: bool
    value: str
    choices: list[str]
    fault: str = ""


async def questions(version: Version) -> dict[str, Question]:
    """Return the questions of the catalogue by name."""

    async def read() -> dict[str, Question]:
        rows = await version.table(CATALOGUE_QUERY)
        return {question.name: question for question in questions_in(rows)}

    found: dict[str, Question] = await version.once("questions", read)
    return found


async def choices(version: Version, parameter: Parameter) -> list[str]:
    """Return names that fit a parameter, as far as they can be listed."""
    if parameter.type == "effect":
        return list(_LABELLED_EFFECTS)
    if parameter.type not in ("term", "code"):
        return []
    classes = [_class(name) for name in parameter.of]
    key = "choices " + " ".join(classes)

    async def read() -> list[str]:
        answers = await asyncio.gather(
            *(version.rows(_NAMES, **{"class": PREFIXES["exokg"] + name}) for name in classes)
        )
        return sorted({row["label"]["value"] for rows in answers for row in rows})

    found: list[str] = await version.once(key, read)
    return found


async def fill(
    version: Version, question: Question, given: Mapping[str, str]
) -> tuple[str | None, list[Field]]:
    """Put a form's values into a question.

    Returns:
        The query, or ``None`` if a value cannot be used, and the fields with what is wrong.
    """
    fields = []
    values: dict[str, list[NamedNode | Literal]] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name)
        fault = ""
        if text is not None:
            try:
                values[parameter.name] = (
                    await _terms(version, parameter, text.strip()) if text.strip() else []
                )
                if not text.strip() and not parameter.optional:
                    fault = "this one is needed"
            except (InputError, ValueError) as error:
                fault = error.message if isinstance(error, InputError) else "that is not a value"
        fields.append(
            Field(
                parameter.name,
                parameter.label,
                parameter.optional,
                text if text is not None else _default(parameter),
                await choices(version, parameter),
                fault,
            )
        )
    if any(field.fault for field in fields):
        return None, fields
    return question.with_values(values), fields


async def _terms(version: Version, parameter: Parameter, text: str) -> list[NamedNode | Literal]:
    """Read one value as terms: an IRI, a CURIE, a word of a list, or whatever bears the name."""
    from pyoxigraph import Literal, NamedNode

    if parameter.type == "number":
        float(text)
        return [
            Literal(text, datatype=NamedNode(PREFIXES["xsd"] + ("decimal" if "." in text else "integer")))
        ]
    if parameter.type == "year":
        return [Literal(int(text))]
    if parameter.type in ("text", "identifier"):
        return [Literal(text)]
    if text.startswith(("http://", "https://")):
        return [NamedNode(text)]
    if parameter.type == "effect":
        return [NamedNode(PREFIXES["exokg"] + _effect(text))]
    if parameter.type == "code":
        return [code(name, text) for name in parameter.of]
    try:
        return [expand(text)]
    except ValueError:
        return await _named(version, text)


async def _named(version: Version, text: str) -> list[NamedNode | Literal]:
    from pyoxigraph import Literal, NamedNode

    rows = await version.rows(_NAMED.replace("%s", str(Literal(text))))
    if not rows:
        raise InputError(f"nothing in the graph is called {text}")
    return [NamedNode(row["thing"]["value"]) for row in rows if row["thing"]["type"] == "uri"]


def _effect(text: str) -> str:
    words = text.split()
    return words[0] + "".join(word.capitalize() for word in words[1:]) if words else text


def _default(parameter: Parameter) -> str:
    """Return the default as a person would type it."""
    if parameter.optional:
        return ""
    text = parameter.default.split("  ")[0].strip()
    if text.startswith('"'):
        return text.strip('"').partition('"')[0]
    if text.startswith("code:"):
        prefix = "-".join(name.replace(" ", "") for name in parameter.of[:1])
        return text.removeprefix("code:").removeprefix(prefix + "-").replace("-", " ")
    if text.startswith("exokg:"):
        return text.removeprefix("exokg:")
    return text.strip("<>").removeprefix(PREFIXES["exokg"]) if " " not in text else ""


def _class(name: str) -> str:
    """Return the class of a category or list: ``hair outcome`` → ``HairOutcome``."""
    special = {"source": "VesicleSource", "process": "CellProcess", "cell": "CellType",
               "anatomy": "AnatomicalEntity", "species": "Taxon", "evidence": "EvidenceType"}  # fmt: skip
    return special.get(name, "".join(word.capitalize() for word in name.replace("-", " ").split()))
