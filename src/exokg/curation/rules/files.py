"""Rules that are checked elsewhere: while files are read, of what is derived, and in RDF of others."""

from __future__ import annotations

from typing import Final

from ..violations import Level
from .registry import enforced

_WHILE_READING: Final = {
    "yaml-syntax": "A record is valid YAML",
    "yaml-feature": "Only plain fields, lists and values are allowed in YAML",
    "several-documents": "A file holds one record",
    "duplicate-key": "A field is written once",
    "too-deep": "A record has at most fifty levels of nesting",
    "too-large": "A record is smaller than one megabyte",
    "not-utf8": "A file is encoded as UTF-8",
    "hidden-character": "Text has no invisible characters",
    "comment-inside": "Comments are written above the first field",
    "hash-after-value": "A # does not end a value",
    "missing-field": "Required fields are present",
    "missing-locator": "A result has a locator",
    "finding-without-system": "A finding names the system it was measured in",
    "unknown-field": "Every field belongs to the model",
    "wrong-type": "A value has the type of its field",
    "unknown-word": "A word comes from the field's closed list",
    "malformed-key": "A key has only lower-case letters, digits and hyphens",
    "empty-field": "A field has a value or is left out",
    "wrong-folder": "A record is in the folder of its kind",
    "duplicate-record": "A file name names one record",
    "unknown-file": "The folders hold only records",
    "table-encoding": "A table is UTF-8 text",
    "table-header": "A table begins with the names of its columns",
    "table-row": "A row has one cell for each column",
}
_ON_WHAT_IS_DERIVED: Final = {
    "derived-graph": "What exokg derives agrees with the records",
    "published-claim-gone": "A published claim stays, or a row of changes.tsv says why it is gone",
    "ontology": "Every class, property and term is declared, labelled and defined",
}

_IN_RDF_OF_OTHERS: Final[dict[str, tuple[str, Level]]] = {
    "unknown-name": ("RDF of others uses names of exokg that exist", "ERROR"),
    "said-of-ours": ("RDF of others says nothing new of things of exokg", "ERROR"),
    "nameless-thing": ("Each thing in RDF of others has an IRI", "ERROR"),
    "derived-by-exokg": ("RDF of others leaves to exokg what it derives", "WARN"),
    "label-missing": ("A thing in RDF of others has a label", "WARN"),
    "licence-missing": ("RDF of others states its licence", "WARN"),
}

for _id, _title in (_WHILE_READING | _ON_WHAT_IS_DERIVED).items():
    enforced(_id, _title)
for _id, (_title, _level) in _IN_RDF_OF_OTHERS.items():
    enforced(_id, _title, _level)
