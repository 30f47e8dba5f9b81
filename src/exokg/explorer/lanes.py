"""The columns of the lanes: which source, system, mechanisms and outcome each finding passes through.

A finding is one lane: source → study → tested in → mechanism → outcome. The boxes are drawn by group, as
:mod:`exokg.model.groups` declares them, and open in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..model.groups import DISPLAY_GROUP, GROUPS
from ..model.names import coded
from .sheets import Row, Rows, Sheet

_COLUMNS: Final = {"source": 1, "tested in": 3, "mechanism": 4, "outcome": 5}
"""Lane → its column; column 2 holds the studies themselves."""
_GROUPS: Final = {str(coded(DISPLAY_GROUP, name)): name for name in GROUPS}
_NO_MECHANISM: Final = "no mechanism named"
_NOT_READ: Final = "source:not-shown"
_UNKNOWN: Final = "source not read"
_CODE: Final = "code:rung-"
_NATIVE: Final = "code:subjectkind-native-vesicles"
_NON_VESICLE: Final = "code:subjectkind-non-vesicle-preparation"
_LOAD: Final = "code:subjectkind-load-or-carrier"
_ALONE: Final = "molecule on its own"
_WITHDRAWN: Final = "code:registrystate-withdrawn"


class _Items:
    """The boxes of the lanes: each item once in each group, in the order in which it is met."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.of = {
            name: {str(row["id"]): row for row in sheets[name].rows}
            for name in ("terms", "systems", "preparations", "records", "arms")
        }
        self.subjects = {
            (_first(row, "subjectKind"), _first(row, "ofSource")): str(row["id"])
            for row in reversed(list(self.of["terms"].values()))
        }
        self.numbers: dict[tuple[str, str], int] = {}
        self.rows: list[list[str]] = []

    def add(self, key: str, label: str, group: str) -> int:
        """Return the number of an item, which is added where it is new."""
        number = self.numbers.setdefault((group, key), len(self.rows))
        if number == len(self.rows):
            self.rows.append([key, label, group])
        return number

    def term(self, curie: str, group: str = "") -> int:
        """Return the number of a term's item, in its own group where none is given."""
        return self.add(curie, self.label(curie), group or self.group(curie) or "other signalling")

    def of_kind(self, kind: str, source: str, group: str) -> int:
        """Return the number of the subject of a kind and source; of the source itself where there is none."""
        subject = self.subjects.get((kind, source))
        if subject is not None:
            return self.term(subject, group)
        words = "non-vesicle preparations of " if kind == _NON_VESICLE else ""
        return self.add(f"{words}{source}", f"{words}{self.label(source)}", group)

    def group(self, curie: str) -> str:
        """Return the name of the group of a term; empty where it has none."""
        return _group(self.of["terms"].get(curie, {}))

    def label(self, curie: str) -> str:
        return str(self.of["terms"].get(curie, {}).get("label", curie))


def lanes(sheets: Mapping[str, Sheet]) -> dict[str, Any]:
    """The boxes, and for each finding, harm report and planned trial those that it passes through.

    Returns:
        ``groups``: column and name, in the order of the screen; ``items``: key, label and place of its group;
        ``findings`` and ``harms``: in the order of their tables, ``[source, system, [mechanism …],
        outcome]`` by places in ``items``, outcome −1 where a finding ends in a mechanism, ``None`` for what
        a review reports; ``trials``: record and source of each registration that is planned.
    """
    items = _Items(sheets)
    findings = [
        _finding(row, items) if row["class"] == "Finding" else None for row in sheets["findings"].rows
    ]
    harms = [_harm(row, items) for row in sheets["harms"].rows]
    trials = _trials(sheets["records"].rows, items)
    used = {group for _, _, group in items.rows} | {_NO_MECHANISM}
    groups = [group for group in GROUPS.values() if group.name in used]
    place = {group.name: number for number, group in enumerate(groups)}
    return {
        "groups": [[_COLUMNS[group.lane], group.name] for group in groups],
        "items": [[key, label, place[group]] for key, label, group in items.rows],
        "findings": findings,
        "harms": harms,
        "trials": trials,
    }


def _finding(row: Row, items: _Items) -> list[Any]:
    target = str(row.get("target", ""))
    ends = GROUPS[items.group(target)].lane == "outcome" if items.group(target) else False
    through = [items.term(str(via)) for via in row.get("via", ())] if ends else [items.term(target)]
    return [_source(row, items), _system(row, items), through, items.term(target) if ends else -1]


def _harm(row: Row, items: _Items) -> list[Any]:
    return [_source(row, items), _system(row, items), [], items.term(str(row.get("event", "")), "safety")]


def _source(row: Row, items: _Items) -> int:
    """The item of what a finding is counted under; where it is counted under nothing, of what was given.

    A harm that is reported of a group without a preparation, such as the one given a drug alone, is of
    that group: nobody there was given vesicles.
    """
    arm = items.of["arms"].get(str(row.get("inArm")), {})
    given = str(row.get("subject") or arm.get("ofPreparation", ""))
    subject = _first(row, "countedUnder") or given
    preparation = items.of["preparations"].get(subject)
    if preparation is not None:
        return _given(preparation, items)
    if not subject and arm:
        return items.add(str(arm["id"]), str(arm.get("reportedName", "another group")), "not vesicles")
    if not subject:
        return items.of_kind(_NATIVE, _NOT_READ, _UNKNOWN)
    term = items.of["terms"].get(subject, {})
    alone = term.get("class") != "Subject" or term.get("subjectKind") == _LOAD
    return items.term(subject, _ALONE if alone else "")


def _given(preparation: Row, items: _Items) -> int:
    """The item of a preparation that nothing is counted under: the subject of its kind and source, if any."""
    source, group = _first(preparation, "source"), _group(preparation) or _UNKNOWN
    if subject := _first(preparation, "ofSubject"):
        return items.term(subject, group)
    if group != "not vesicles":
        return items.of_kind(_NATIVE, source or _NOT_READ, group)
    if source:
        return items.of_kind(_NON_VESICLE, source, group)
    if substance := _first(preparation, "substance"):
        return items.term(substance, group)
    name = str(preparation.get("reportedName", "")).partition(" (")[0] or "not shown"
    return items.add(str(preparation.get("id")), name, group)


def _system(row: Row, items: _Items) -> int:
    system = items.of["systems"].get(str(row.get("inSystem")), {})
    group = _group(system) or "model not shown"
    words = _words(group, system, items)
    return items.add(f"{group}|{words}", words, group)


def _words(group: str, system: Row, items: _Items) -> str:
    """What a system is called: its cells, its species and the condition it models, as far as shown."""
    rung = str(system.get("rung", "")).removeprefix(_CODE)
    cell, tissue = _first(system, "cellType"), _first(system, "tissue")
    condition = items.label(_first(system, "modelsCondition"))
    if group == "the preparation itself":
        return group
    if rung == "in-vitro":
        return items.label(cell) or "cells, type not shown"
    if rung == "ex-vivo":
        return "human follicle in culture"
    if rung == "animal":
        species = items.label(_first(system, "taxon")) or "animal not named"
        return f"{species}, {condition}" if condition else species
    if rung.endswith("-human"):
        return condition or "scalp or skin"
    return f"{items.label(cell or tissue)}, setting not shown" if cell or tissue else "a setting not shown"


def _group(row: Row) -> str:
    """The name of the group that a row is shown in; empty where it has none."""
    return _GROUPS.get(_first(row, "displayGroup"), "")


def _first(row: Row, name: str) -> str:
    values = row.get(name, "")
    return values if isinstance(values, str) else values[0]


def _trials(records: Rows, items: _Items) -> list[list[Any]]:
    """Planned registrations, neither withdrawn nor published, under each source of their preparations."""
    given: dict[str, list[Row]] = {}
    for row in items.of["preparations"].values():
        given.setdefault(str(row.get("usedIn")), []).append(row)
    nothing: Row = {"id": "", "class": ""}
    found = {
        (str(row["id"]), _given(preparation, items)): None
        for row in records
        if row["class"] == "TrialRegistration"
        and not row.get("paper")
        and row.get("registryState") != _WITHDRAWN
        for preparation in given.get(str(row["id"]), [nothing])
    }
    return [[record, item] for record, item in found]
