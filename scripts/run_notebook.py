"""Executes docs/notebook.ipynb and keeps what its cells show. `make pictures` runs it.

Equal graphs give equal bytes: the notebook holds no times, and of the kernel no more than its language.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


def executed() -> str:
    """The notebook with the outputs of now."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with TemporaryDirectory() as folder:  # what the cells save
        client = NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return str(nbformat.writes(notebook, ensure_ascii=False)) + "\n"


if __name__ == "__main__":
    NOTEBOOK.write_text(executed(), encoding="utf-8")
    print("docs/notebook.ipynb")
