"""Rules about the document a record was made from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .identifiers import publication_of
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

    Problem: there is no title although the record does not say ``title-status: not shown``; or there is one
    although it says so.

    Solution: copy the title exactly (``shown``), translate it (``translated``), describe the document in
    own words (``descriptive``), or leave the title out and write ``title-status: not shown``.

    Example: ``title-status: not shown``
    """
    title, status = record.record.title, record.record.title_status
    if title is None and status != "not shown":
        yield ("title-status",), "the record has no title", "give the title, or write title-status: not shown"
    elif title is not None and status == "not shown":
        yield (
            ("title-status",),
            "the title is there although it is said not to be shown",
            "say how it was seen",
        )


@rules.on_record("retraction-notice-as-paper", "ERROR")
def retraction_notice_as_paper(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record is about a paper, not about its retraction notice.

    Problem: the identifiers or the title are those of a retraction or correction notice, so the findings
    would be ascribed to the notice.

    Solution: give the paper's own title and identifiers; put the notice into ``retraction-notice`` and
    write ``status: retracted``.

    Example: ``doi: 10.1000/paper`` with ``status: retracted`` and ``retraction-notice: 10.1000/notice``
    """
    part = publication_of(record)
    if part is not None and part.retraction_notice is not None:
        notice = part.retraction_notice.lower()
        for name in ("doi", "pmid"):
            if (getattr(part, name) or "").lower() == notice:
                yield (
                    ("publication", name),
                    f"the {name} is that of the retraction notice",
                    "give that of the paper",
                )
    if record.record.title_status == "shown" and _NOTICE.match(record.record.title or ""):
        yield ("title",), "the title is that of a notice", "give the title of the paper itself"


@rules.on_record("retraction-state", "ERROR")
def retraction_state(record: Located, _graph: Graph) -> Iterator[Found]:
    """Status and retraction notice agree.

    Problem: a paper is called retracted without the notice that says so, or a notice is given while the
    paper is not called retracted. Retracted papers leave every default answer, so this must be certain.

    Solution: give both ``status: retracted`` and the DOI or PMID of the notice, or neither.

    Example: ``status: retracted`` with ``retraction-notice: 10.1000/notice``
    """
    part = publication_of(record)
    if part is None:
        return
    if part.status == "retracted" and part.retraction_notice is None:
        yield (
            ("publication", "status"),
            "the paper is called retracted without a notice",
            "add retraction-notice",
        )
    if part.retraction_notice is not None and part.status != "retracted":
        message = f"there is a retraction notice, but the status is {part.status}"
        yield ("publication", "retraction-notice"), message, "write status: retracted"


@rules.on_record("inferred-beside-shown", "ERROR")
def inferred_beside_shown(record: Located, _graph: Graph) -> Iterator[Found]:
    """A year or journal is shown or inferred, never both.

    Problem: a year or a journal is given both as seen and as inferred; one of the two is superfluous and
    they may differ.

    Solution: keep the field that was seen on a page and delete the inferred one.

    Example: ``year-inferred: 2025`` without ``year``
    """
    part = publication_of(record)
    for name in ("year", "journal"):
        if getattr(part, name, None) is not None and getattr(part, f"{name}_inferred") is not None:
            yield (
                ("publication", f"{name}-inferred"),
                f"{name} is given as shown and as inferred",
                "delete one",
            )


@rules.on_record("year-implausible", "ERROR")
def year_implausible(record: Located, _graph: Graph) -> Iterator[Found]:
    """The year of publication fits the date of reading.

    Problem: the year lies before vesicles were described (1967) or more than a year after the record was
    entered.

    Solution: look at the page again; a year typed wrongly puts the study into the wrong place of every
    timeline.

    Example: ``year: 2022`` in a record entered in 2026
    """
    part = publication_of(record)
    entered = re.match(r"[0-9]{4}", record.record.entered.date)
    latest = int(entered.group()) + 1 if entered else 9999
    for name in ("year", "year-inferred"):
        year = getattr(part, name.replace("-", "_"), None)
        if year is not None and not 1967 <= year <= latest:
            yield ("publication", name), f"the year {year} cannot be", "look at the page again"


@rules.on_record("review-counted-as-evidence", "ERROR")
def review_counted_as_evidence(record: Located, _graph: Graph) -> Iterator[Found]:
    """A review is a record of kind review.

    Problem: a review or meta-analysis stands as a study, so its findings would be counted as evidence
    beside the studies it reports.

    Solution: write ``kind: review``, move the file to ``graph/reviews/`` and list the studies it includes.

    Example: ``kind: review`` with ``designs: [systematic review]``
    """
    if record.record.kind != "study":
        return
    for position, design in enumerate(record.record.designs):
        if design in _REVIEWS:
            yield ("designs", position), f"a {design} is recorded as a study", "write kind: review"
    part = publication_of(record)
    if part is not None and part.type in _REVIEWS:
        yield ("publication", "type"), f"a {part.type} is recorded as a study", "write kind: review"


@rules.on_record("kind-contradicts-document", "ERROR")
def kind_contradicts_document(record: Located, _graph: Graph) -> Iterator[Found]:
    """The kind of record fits the kind of document.

    Problem: the type of the publication cannot belong to this kind of record, such as a regulatory notice
    recorded as a study.

    Solution: choose the kind by what the document does: investigates (study), sums up others (review),
    registers (trial), or takes a position (statement).

    Example: ``kind: statement`` with ``type: regulatory notice``
    """
    part = publication_of(record)
    kind = record.record.kind
    if part is None or part.type in _DOCUMENTS[kind] or (kind == "study" and part.type in _REVIEWS):
        return
    if kind == "statement" and "not a study" in record.record.designs:
        return
    allowed = ", ".join(sorted(_DOCUMENTS[kind]))
    yield ("publication", "type"), f"a {kind} cannot be a {part.type}", f"a {kind} is one of: {allowed}"


@rules.on_record("effect-on-statement", "ERROR")
def effect_on_statement(record: Located, _graph: Graph) -> Iterator[Found]:
    """Statements and registry entries have no findings.

    Problem: a notice, guideline or registry entry carries findings, so a position or a plan would become an
    effect edge of the graph.

    Solution: write positions into ``statements`` with a stance, adverse events into ``harms``; results of a
    registered trial need a record of kind study.

    Example: ``statements: [{id: s1, stance: warning, …}]``
    """
    if record.record.kind in ("statement", "trial"):
        for position, finding in enumerate(record.record.findings):
            message = f"the finding {finding.id} stands in a {record.record.kind}"
            yield ("findings", position), message, "write it as a statement with a stance, or as a harm"


@rules.on_record("inclusion-list-contradiction", "ERROR")
def inclusion_list_contradiction(record: Located, _graph: Graph) -> Iterator[Found]:
    """Studies are listed only from an inclusion list that was read.

    Problem: the review lists included studies although its inclusion list was not read, or lists none
    although it was read.

    Solution: write ``inclusion-list: partly read`` or ``read`` where studies were seen; ``not read`` means
    unknown, never zero.

    Example: ``inclusion-list: partly read`` with ``includes: [kim-2022-colostrum]``
    """
    if record.record.kind != "review":
        return
    listed = bool(record.record.includes or record.record.includes_elsewhere)
    state = record.record.inclusion_list
    if listed and state == "not read":
        yield ("inclusion-list",), "studies are listed from a list that was not read", "write partly read"
    if not listed and state == "read":
        yield ("inclusion-list",), "the list was read but names no study", "list them in includes"
