"""What describes the tables to programs: a data dictionary, a Frictionless data package and Croissant.

Standards: https://specs.frictionlessdata.io and https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from ..rdf.namespaces import BASE
from .table_rows import TABLES, TableField

_CC: Final = "http://mlcommons.org/croissant/"
_CROISSANT_TYPES: Final = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float"}
_TERMS: Final = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes "
    "isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": _CC,
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}


class TableFile(NamedTuple):
    """A table as CSV.

    Attributes:
        name: one of :data:`~exokg.release.table_rows.TABLES`.
        fields: its columns.
        size: bytes.
        sha256: digest of the bytes, in hexadecimal.
    """

    name: str
    fields: list[TableField]
    size: int
    sha256: str


def dictionary_rows(files: Iterable[TableFile]) -> Iterator[dict[str, str]]:
    """One row for each column of each table: what it is called, holds and means."""
    for file in files:
        for field in file.fields:
            yield {"table": file.name} | field._asdict()


def data_package(files: Iterable[TableFile], about: Mapping[str, str]) -> str:
    """``datapackage.json``; paths are those beside it.

    Args:
        files: the tables.
        about: ``title``, ``version``, ``licence`` and ``issued`` of the dataset.
    """
    package = {
        "name": "exokg",
        "title": about["title"],
        "version": about["version"],
        "created": f"{about['issued']}T00:00:00Z",
        "id": f"{BASE}dataset",
        "licenses": [{"path": about["licence"]}],
        "resources": [_resource(file) for file in files],
    }
    return _json(package)


def _resource(file: TableFile) -> dict[str, Any]:
    fields = [
        {"name": one.name, "title": one.heading, "description": one.help, "type": one.type}
        for one in file.fields
    ]
    return {
        "name": file.name,
        "path": f"{file.name}.csv",
        "description": TABLES[file.name].help,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }


def croissant(files: Iterable[TableFile], about: Mapping[str, str]) -> str:
    """``croissant.json``, the same for machine learning; arguments as for :func:`data_package`."""
    known = list(files)
    dataset = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "exokg",
        "description": about["title"],
        "conformsTo": f"{_CC}1.0",
        "url": f"{BASE}dataset",
        "license": about["licence"],
        "citeAs": f"exokg {about['version']}, {BASE}dataset",
        "version": about["version"],
        "datePublished": about["issued"],
        "distribution": [_file_object(file) for file in known],
        "recordSet": [_record_set(file) for file in known],
    }
    return _json(dataset)


def _file_object(file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{file.name}.csv",
        "name": f"{file.name}.csv",
        "contentUrl": f"{file.name}.csv",
        "contentSize": f"{file.size} B",
        "encodingFormat": "text/csv",
        "sha256": file.sha256,
    }


def _record_set(file: TableFile) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{file.name}/{one.name}",
            "name": one.name,
            "description": one.help,
            "dataType": _CROISSANT_TYPES[one.type],
            "source": {"fileObject": {"@id": f"{file.name}.csv"}, "extract": {"column": one.name}},
        }
        for one in file.fields
    ]
    return {
        "@type": "cr:RecordSet",
        "@id": file.name,
        "name": file.name,
        "description": TABLES[file.name].help,
        "key": {"@id": f"{file.name}/id"},
        "field": fields,
    }


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
