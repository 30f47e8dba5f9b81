"""Rules about the document a record was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graph import Graph, Located
from .registry import Found, on_record

_REVIEWS: Final = frozenset({"systematic review", "narrative review", "meta-analysis"})
_DOCUMENTS: Final = {
    "study": frozenset(
        {"primary", "case report", "conference abstract", "commentary", "protocol", "not shown"}
    ),
    "review": frozenset({"systematic review", "narrative review", "conference abstract", "not shown"}),
    "trial": frozenset({"registry entry", "protocol", "not shown"}),
    "statement": frozenset(
        {
            "commentary",
            "society statement",
            "reporting guideline",
            "regulatory notice",
            "narrative review",
            "not shown",
        }
    ),
}
_NOTICE: Final = re.compile(
    r"\s*(retraction|retracted|notice of retraction|expression of concern|erratum|correction)\b", re.I
)


@on_record("title-missing", "ERROR")
def title_missing(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record has a title, or says that none was shown."""
    title, status = record.record.title, record.record.title_status
    if title is None and status != "not shown":
        yield ("title-status",), "the record has no title", "add title, or write title-status: not shown"
    elif title is not None and status == "not shown":
        message = "the record has a title, but title-status is not shown"
        yield ("title-status",), message, "write title-status: shown, translated or descriptive"


@on_record("retraction-notice-as-paper", "ERROR")
def retraction_notice_as_paper(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record describes a paper, not its retraction notice."""
    part = record.record.publication
    if part is not None and part.retraction_notice is not None:
        notice = part.retraction_notice.lower()
        for name in ("doi", "pmid"):
            if (getattr(part, name) or "").lower() == notice:
                message = f"the {name} is that of the retraction notice"
                yield ("publication", name), message, f"give the {name} of the paper itself"
    if record.record.title_status == "shown" and _NOTICE.match(record.record.title or ""):
        message = "the title is that of a retraction or correction notice"
        yield ("title",), message, "give the title of the paper itself"


@on_record("retraction-state", "ERROR")
def retraction_state(record: Located, _graph: Graph) -> Iterator[Found]:
    """Status and retraction notice agree."""
    part = record.record.publication
    if part is None:
        return
    if part.status == "retracted" and part.retraction_notice is None:
        message = "the paper is marked retracted without a retraction notice"
        yield ("publication", "status"), message, "add retraction-notice with the DOI or PMID of the notice"
    if part.retraction_notice is not None and part.status != "retracted":
        message = f"there is a retraction notice, but the status is {part.status}"
        yield ("publication", "retraction-notice"), message, "write status: retracted"


@on_record("inferred-beside-shown", "ERROR")
def inferred_beside_shown(record: Located, _graph: Graph) -> Iterator[Found]:
    """A year or journal is either shown or inferred."""
    part = record.record.publication
    for name in ("year", "journal"):
        if getattr(part, name, None) is not None and getattr(part, f"{name}_inferred") is not None:
            message = f"{name} and {name}-inferred are both given"
            hint = f"delete {name}-inferred if a page shows the {name}"
            yield ("publication", f"{name}-inferred"), message, hint


@on_record("year-implausible", "ERROR")
def year_implausible(record: Located, _graph: Graph) -> Iterator[Found]:
    """The year of publication is plausible."""
    part = record.record.publication
    entered = re.match(r"[0-9]{4}", record.record.entered.date)
    latest = int(entered.group()) + 1 if entered else 9999
    for name in ("year", "year-inferred"):
        year = getattr(part, name.replace("-", "_"), None)
        if year is not None and not 1967 <= year <= latest:
            yield ("publication", name), f"the year {year} is not plausible", "check the year on the page"


@on_record("review-counted-as-evidence", "ERROR")
def review_counted_as_evidence(record: Located, _graph: Graph) -> Iterator[Found]:
    """A review is a record of kind review."""
    if record.record.kind != "study":
        return
    for position, design in enumerate(record.record.designs):
        if design in _REVIEWS:
            message = f"a {design} is recorded as a study"
            yield ("designs", position), message, "write kind: review and move the file"
    part = record.record.publication
    if part is not None and part.type in _REVIEWS:
        message = f"a {part.type} is recorded as a study"
        yield ("publication", "type"), message, "write kind: review and move the file"


@on_record("kind-contradicts-document", "ERROR")
def kind_contradicts_document(record: Located, _graph: Graph) -> Iterator[Found]:
    """The kind of record fits the type of document."""
    part = record.record.publication
    kind = record.record.kind
    if part is None or part.type in _DOCUMENTS[kind] or (kind == "study" and part.type in _REVIEWS):
        return
    if kind == "statement" and "not a study" in record.record.designs:
        return
    allowed = ", ".join(sorted(_DOCUMENTS[kind]))
    message = f"the type {part.type} does not fit the kind {kind}"
    yield ("publication", "type"), message, f"types of a {kind}: {allowed}"


@on_record("effect-on-statement", "ERROR")
def effect_on_statement(record: Located, _graph: Graph) -> Iterator[Found]:
    """Statements and registry entries have no findings."""
    if record.record.kind in ("statement", "trial"):
        for position, finding in enumerate(record.record.findings):
            message = f"a {record.record.kind} has no findings, but {finding.id} is one"
            yield ("findings", position), message, "write it as a statement with a stance, or as a harm"


@on_record("inclusion-list-contradiction", "ERROR")
def inclusion_list_contradiction(record: Located, _graph: Graph) -> Iterator[Found]:
    """Included studies come from an inclusion list that was read."""
    if record.record.kind != "review":
        return
    listed = bool(record.record.includes or record.record.includes_elsewhere)
    state = record.record.inclusion_list
    if listed and state == "not read":
        message = "studies are listed, but inclusion-list is not read"
        yield ("inclusion-list",), message, "write partly read or read"
    if not listed and state == "read":
        message = "inclusion-list is read, but no study is listed"
        yield ("inclusion-list",), message, "list the studies in includes"
