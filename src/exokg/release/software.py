"""``CITATION.cff`` of the dataset and ``codemeta.json`` of the program that made it.

Standards: https://citation-file-format.github.io (1.2.0) and https://codemeta.github.io (3.0).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import metadata
from typing import Any, Final

import yaml

from ..rdf.namespaces import BASE
from .about import MAKER, About

_MESSAGE: Final = (
    "If you use the graph or the program, please cite it as below, and the primary studies your "
    "answer rests on."
)
_CODEMETA: Final = "https://w3id.org/codemeta/3.0"


@cache
def program_version() -> str:
    """The version of exokg that is running."""
    return metadata("exokg")["Version"]


def _keywords() -> list[str]:
    return [word.strip() for word in metadata("exokg")["Keywords"].split(",")]


def citation_file(about: About) -> str:
    """``CITATION.cff``: how to cite the dataset."""
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "title": about.title,
        "message": _MESSAGE,
        "type": "dataset",
        "authors": [{"name": about.creator or MAKER}],
        "abstract": about.description,
        "version": about.version,
        "date-released": about.issued,
        "license": about.licence_id,
        "url": about.homepage,
        "keywords": _keywords(),
    }
    # Empty texts are left out, as the standard allows none; width keeps each sentence on its line.
    return yaml.safe_dump({name: value for name, value in said.items() if value}, sort_keys=False, width=1000)


def codemeta(about: About) -> str:
    """``codemeta.json``: what the program is, by what its package says; the date is the dataset's."""
    program = metadata("exokg")
    said = {
        "@context": _CODEMETA,
        "@type": "SoftwareSourceCode",
        "identifier": BASE,
        "name": program["Name"],
        "description": program["Summary"],
        "version": program["Version"],
        "license": f"https://spdx.org/licenses/{program['License-Expression']}",
        "author": [{"@type": "Organization", "name": about.creator or MAKER}],
        "dateModified": about.issued,
        "programmingLanguage": "Python",
        "runtimePlatform": f"Python {program['Requires-Python']}",
        "keywords": _keywords(),
    }
    return json.dumps({name: value for name, value in said.items() if value}, indent=1) + "\n"
