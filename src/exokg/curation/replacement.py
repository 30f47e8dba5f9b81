"""A file that takes the place of another, whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path, *, new: bool = False) -> Iterator[BinaryIO]:
    """A file to write, which becomes *path* when the block ends well; after a failure nothing has changed.

    What was written is on the disk before it gets its name, and the mode of a file that was there stays.

    Args:
        path: the file to write; its folder is there.
        new: refuse to take the place of another file, also of one that appears meanwhile.

    Raises:
        FileExistsError: *new*, and there is such a file.
        OSError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        opened = temporary.open("xb")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        with opened as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if new:
            os.link(temporary, path)
        else:
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
