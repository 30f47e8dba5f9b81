"""The records of a commit: a graph folder and its ontology, as git has them, written to scratch."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ..errors import InputError

_LARGEST: Final = 200_000_000  # bytes of records that are taken out of a commit
_SECONDS: Final = 60
_ONTOLOGY: Final = "ontology.ttl"


@contextmanager
def folder_of(name: str, folder: Path) -> Iterator[Path]:
    """Yield a graph folder: the one of this name, else *folder* as the commit *name* has it.

    The ontology of the commit lies beside it, where the commit has one.

    Raises:
        InputError: there is neither, or the commit holds too much.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    where = folder.resolve()
    listed = _git(where.parent, ["ls-tree", "-r", "-l", "-z"], name, where.name, _ONTOLOGY)
    entries = [entry.partition("\t") for entry in listed.decode("utf-8", "replace").split("\0") if entry]
    sizes = [int(size) for about, _, _ in entries if (size := about.split()[3]).isdigit()]
    if sum(sizes) > _LARGEST:
        raise InputError(f"{name}: {sum(sizes):,} bytes of records", f"at most {_LARGEST:,} are read")
    there = {path.partition("/")[0] for _, _, path in entries}
    if where.name not in there:
        raise InputError(f"{name}: the commit has no {where.name}/", "name the graph folder with --graph")
    packed = _git(where.parent, ["archive", "--format=tar"], name, *sorted(there))
    with TemporaryDirectory() as scratch, tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(scratch, filter="data")
        yield Path(scratch, where.name)


def _git(folder: Path, command: Sequence[str], name: str, *paths: str) -> bytes:
    """What git answers of a commit; neither its name nor a path is read as an option or a pattern."""
    line = ["git", "--literal-pathspecs", "-C", str(folder), *command, "--end-of-options", name, *paths]
    try:
        return subprocess.run(line, capture_output=True, timeout=_SECONDS, check=True).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        reason = said.decode("utf-8", "replace").split("\n")[0]
        message = f"{name} is neither a folder nor a commit: {reason}"
        raise InputError(message, "name a graph folder or a commit") from error
