"""A folder as a commit of its repository has it."""

from __future__ import annotations

import subprocess
import tarfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["folder_of"]


@contextmanager
def folder_of(name: str, folder: Path) -> Iterator[Path]:
    """Yield a folder: the one of this name, else *folder* as the commit *name* has it, written to scratch.

    Raises:
        InputError: there is neither.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    command = ["git", "-C", str(folder), "archive", "--format=tar", "--end-of-options", name, "."]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        said = (
            (getattr(error, "stderr", None) or str(error).encode()).decode("utf-8", "replace").split("\n")[0]
        )
        message = f"{name} is neither a folder nor a commit: {said}"
        raise InputError(message, "name a graph folder or a commit") from error
    with TemporaryDirectory() as scratch, tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(scratch, filter="data")
        yield Path(scratch)
