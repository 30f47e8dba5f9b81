"""Rules about the document a record was made from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()

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


@rules.on_record("title-missing", "ERROR")
def title_missing(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record has a title, or says that none was shown.

    Problem: The record has no title, but ``title-status`` is not ``not shown``; or it has a title although
    ``title-status`` is ``not shown``.

    Solution: Copy the title exactly (``shown``), translate it (``translated``) or describe the document in
    your own words (``descriptive``). If the source shows no title, leave ``title`` out and write
    ``title-status: not shown``.

    Example: ``title-status: not shown``
    """
    title, status = record.record.title, record.record.title_status
    if title is None and status != "not shown":
        yield ("title-status",), "the record has no title", "add title, or write title-status: not shown"
    elif title is not None and status == "not shown":
        message = "the record has a title, but title-status is not shown"
        yield ("title-status",), message, "write title-status: shown, translated or descriptive"


@rules.on_record("retraction-notice-as-paper", "ERROR")
def retraction_notice_as_paper(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record describes a paper, not its retraction notice.

    Problem: The identifiers or the title are those of a retraction or correction notice, so the findings
    would be credited to the notice.

    Solution: Give the title and identifiers of the paper itself. Write the notice into
    ``retraction-notice`` and add ``status: retracted``.

    Example: ``doi: 10.1000/paper`` with ``status: retracted`` and ``retraction-notice: 10.1000/notice``
    """
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


@rules.on_record("retraction-state", "ERROR")
def retraction_state(record: Located, _graph: Graph) -> Iterator[Found]:
    """Status and retraction notice agree.

    Problem: A paper is marked retracted without its retraction notice, or has a notice without being
    marked retracted. Retracted papers are left out of every default answer, so the notice is required.

    Solution: Give both ``status: retracted`` and the DOI or PMID of the notice, or neither.

    Example: ``status: retracted`` with ``retraction-notice: 10.1000/notice``
    """
    part = record.record.publication
    if part is None:
        return
    if part.status == "retracted" and part.retraction_notice is None:
        message = "the paper is marked retracted without a retraction notice"
        yield ("publication", "status"), message, "add retraction-notice with the DOI or PMID of the notice"
    if part.retraction_notice is not None and part.status != "retracted":
        message = f"there is a retraction notice, but the status is {part.status}"
        yield ("publication", "retraction-notice"), message, "write status: retracted"


@rules.on_record("inferred-beside-shown", "ERROR")
def inferred_beside_shown(record: Located, _graph: Graph) -> Iterator[Found]:
    """A year or journal is either shown or inferred.

    Problem: A year or a journal is given both as shown in the source and as inferred. One of the two is
    redundant, and they may differ.

    Solution: Keep the field that a page shows and delete the inferred one.

    Example: ``year-inferred: 2025`` without ``year``
    """
    part = record.record.publication
    for name in ("year", "journal"):
        if getattr(part, name, None) is not None and getattr(part, f"{name}_inferred") is not None:
            message = f"{name} and {name}-inferred are both given"
            hint = f"delete {name}-inferred if a page shows the {name}"
            yield ("publication", f"{name}-inferred"), message, hint


@rules.on_record("year-implausible", "ERROR")
def year_implausible(record: Located, _graph: Graph) -> Iterator[Found]:
    """The year of publication is plausible.

    Problem: The year is before vesicles were first described (1967), or more than a year after the record
    was entered.

    Solution: Check the year on the page. A wrong year misplaces the study in every timeline.

    Example: ``year: 2022`` in a record entered in 2026
    """
    part = record.record.publication
    entered = re.match(r"[0-9]{4}", record.record.entered.date)
    latest = int(entered.group()) + 1 if entered else 9999
    for name in ("year", "year-inferred"):
        year = getattr(part, name.replace("-", "_"), None)
        if year is not None and not 1967 <= year <= latest:
            yield ("publication", name), f"the year {year} is not plausible", "check the year on the page"


@rules.on_record("review-counted-as-evidence", "ERROR")
def review_counted_as_evidence(record: Located, _graph: Graph) -> Iterator[Found]:
    """A review is a record of kind review.

    Problem: A review or meta-analysis is recorded as a study. Its findings would be counted as evidence in
    addition to the studies it reports.

    Solution: Write ``kind: review``, move the file to ``graph/reviews/`` and list the studies it includes.

    Example: ``kind: review`` with ``designs: [systematic review]``
    """
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


@rules.on_record("kind-contradicts-document", "ERROR")
def kind_contradicts_document(record: Located, _graph: Graph) -> Iterator[Found]:
    """The kind of record fits the type of document.

    Problem: The ``type`` of the publication cannot belong to this kind of record, such as a regulatory
    notice recorded as a study.

    Solution: Choose the kind by what the document does: it investigates (study), summarises other studies
    (review), registers a trial (trial) or takes a position (statement).

    Example: ``kind: statement`` with ``type: regulatory notice``
    """
    part = record.record.publication
    kind = record.record.kind
    if part is None or part.type in _DOCUMENTS[kind] or (kind == "study" and part.type in _REVIEWS):
        return
    if kind == "statement" and "not a study" in record.record.designs:
        return
    allowed = ", ".join(sorted(_DOCUMENTS[kind]))
    message = f"the type {part.type} does not fit the kind {kind}"
    yield ("publication", "type"), message, f"types of a {kind}: {allowed}"


@rules.on_record("effect-on-statement", "ERROR")
def effect_on_statement(record: Located, _graph: Graph) -> Iterator[Found]:
    """Statements and registry entries have no findings.

    Problem: A notice, guideline or registry entry has findings, so a position or a plan would become an
    effect in the graph.

    Solution: Write positions into ``statements`` with a stance, and adverse events into ``harms``. Results
    of a registered trial need a record of kind study.

    Example: ``statements: [{id: s1, stance: warning, …}]``
    """
    if record.record.kind in ("statement", "trial"):
        for position, finding in enumerate(record.record.findings):
            message = f"a {record.record.kind} has no findings, but {finding.id} is one"
            yield ("findings", position), message, "write it as a statement with a stance, or as a harm"


@rules.on_record("inclusion-list-contradiction", "ERROR")
def inclusion_list_contradiction(record: Located, _graph: Graph) -> Iterator[Found]:
    """Included studies come from an inclusion list that was read.

    Problem: The review lists included studies although its inclusion list was not read, or lists none
    although it was read.

    Solution: Write ``inclusion-list: partly read`` or ``read`` if you saw included studies. ``not read``
    means unknown, never zero.

    Example: ``inclusion-list: partly read`` with ``includes: [kim-2022-colostrum]``
    """
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
