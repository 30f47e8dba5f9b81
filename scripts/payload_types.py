"""Writes the tables of the explorer's payload as TypeScript types, from which its scripts are checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exokg.explorer.page_tables import TABLES
from exokg.explorer.payload import STRIPS

if TYPE_CHECKING:
    from exokg.explorer.page_tables import PageTable

TARGET = Path(__file__).parent.parent / "src/exokg/explorer/script/payload.d.ts"
HEAD = """\
// Made by `python -m scripts.payload_types` from page_tables.py. What a row may lack is marked "?".
"""


def text() -> str:
    """The types of all rows, and the table of tables."""
    tables = [*(table for table in TABLES if table.name != "reporting"), STRIPS]
    names = "\n".join(f"  {table.name}: {_type(table)};" for table in tables)
    rows = "\n\n".join(map(_row, tables))
    return f"{HEAD}\n{rows}\n\ninterface Rows {{\n{names}\n}}\n"


def _type(table: PageTable) -> str:
    return table.name.capitalize() + "Row"


def _row(table: PageTable) -> str:
    classes = " | ".join(f'"{name}"' for name in table.classes) or "undefined"
    columns = {column.name: "string[]" if column.many else "string" for column in table.columns}
    columns |= dict.fromkeys(table.made, "string")
    numbers = ["  [number: `n${Uppercase<string>}${string}`]: string | undefined;"]
    lines = [
        f'  table: "{table.name}";',
        "  id: string;",
        f"  class: {classes};",
        *(numbers if table.name == "records" else []),
        *(f"  {name}?: {kind};" for name, kind in sorted(columns.items())),
    ]
    return f"interface {_type(table)} {{\n" + "\n".join(lines) + "\n}"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
