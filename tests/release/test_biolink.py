"""Every name and value in the KGX files is one that the Biolink model has, where the model allows it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import exokg
from exokg.answers.networks import read_network
from exokg.release.about import about_dataset
from exokg.release.kgx import kgx_files

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.needs("biolink"), pytest.mark.slow]

MODEL = Path(__file__).parents[2] / ".venv" / "share"
LISTED = ("category", "qualifiers", "publications", "xref")
"""Columns with several values, separated by bars."""
Row = dict[str, str]


class Biolink:
    """The model: its slots as KGX names them, its classes as CURIEs, and what is above each."""

    def __init__(self, model: dict[str, Any]) -> None:
        self.enums = {name: set(one["permissible_values"]) for name, one in model["enums"].items()}
        self._defined = model["classes"] | model["slots"]
        self.classes = {f"biolink:{name.title().replace(' ', '')}": name for name in model["classes"]}
        self.slots = {name.replace(" ", "_"): name for name in model["slots"]}

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self._defined[name] or {}

    def above(self, name: str) -> Iterator[str]:
        """A class or slot, and what it is a kind of."""
        while name:
            yield name
            name = self[name].get("is_a", "")


@pytest.fixture(scope="module")
def biolink() -> Biolink:
    (path,) = MODEL.glob("biolink-*/biolink_model.yaml")
    return Biolink(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


@pytest.fixture(scope="module")
def kgx(built: Path) -> dict[str, list[Row]]:
    store = exokg.load(store=built).store
    files = kgx_files(store, read_network(store, detailed=True), about_dataset(store).shown)
    return {
        name: list(csv.DictReader(files[f"{name}.tsv"].splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        for name in ("nodes", "edges")
    }


def values(rows: list[Row], column: str) -> set[str]:
    cells = {row[column] for row in rows} - {""}
    return {one for cell in cells for one in cell.split("|")} if column in LISTED else cells


def test_categories_are_classes_that_things_may_have(biolink: Biolink, kgx: dict[str, list[Row]]) -> None:
    for rows, root in ((kgx["nodes"], "named thing"), (kgx["edges"], "association")):
        for category in values(rows, "category"):
            name = biolink.classes[category]
            assert root in biolink.above(name), category
            assert not {"abstract", "mixin", "deprecated"} & set(biolink[name]), category


def test_predicates_are_those_of_associations(biolink: Biolink, kgx: dict[str, list[Row]]) -> None:
    found = values(kgx["edges"], "predicate") | values(kgx["edges"], "qualified_predicate")
    for predicate in found:
        name = biolink.slots[predicate.removeprefix("biolink:")]
        assert "related to" in biolink.above(name), predicate
        assert "deprecated" not in biolink[name], predicate
    assert found == {"biolink:affects", "biolink:causes", "biolink:has_part", "biolink:related_to"}


def test_columns_are_slots_or_say_that_they_are_ours(biolink: Biolink, kgx: dict[str, list[Row]]) -> None:
    columns = {column for rows in kgx.values() for column in rows[0] if not column.startswith("exokg_")}
    assert columns <= set(biolink.slots)
    # The model has no other slot for a qualifier of our own; readers who drop it have exokg_separability.
    assert {one for one in columns if "deprecated" in biolink[biolink.slots[one]]} == {"qualifiers"}


@pytest.mark.parametrize(
    ("column", "seen"),
    [
        ("object_aspect_qualifier", {"activity_or_abundance"}),
        ("object_direction_qualifier", {"increased", "decreased"}),
        ("knowledge_level", {"knowledge_assertion"}),
        ("agent_type", {"manual_agent"}),
    ],
)
def test_values_are_of_the_list_of_their_slot(
    column: str, seen: set[str], biolink: Biolink, kgx: dict[str, list[Row]]
) -> None:
    assert values(kgx["edges"], column) == seen <= biolink.enums[biolink[biolink.slots[column]]["range"]]


def test_a_qualified_edge_has_all_parts_of_its_statement(kgx: dict[str, list[Row]]) -> None:
    parts = ("qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier")
    for row in kgx["edges"]:
        said = [bool(row[part]) for part in parts]
        assert all(said) or not any(said), row["id"]
        assert not (row["negated"] == "true" and any(said)), row["id"]
