"""A build ends with a whole store or leaves the old one, whatever happens to it."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exokg.errors import (
    InputError,
    InvalidGraphError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
    StoreNotFoundError,
    StoreStaleError,
)
from exokg.store import open_store
from exokg.store.building import _changed, build, check_and_collect
from exokg.store.coverage import coverage
from exokg.store.embedded import EmbeddedStore
from exokg.store.inputs import input_files
from exokg.store.manifest import BUILD, QUADS, Manifest, current_version, read_manifest
from exokg.store.statement_file import STATEMENTS, SortedStatements
from exokg.store.versions import remove_leftovers, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:build> ?o }"


class Writer:
    """The program of ``writer.py`` at work: one process, whose children write the versions of any store."""

    def __init__(self) -> None:
        program = Path(__file__).with_name("writer.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout

    def begin(self, out: Path, number: int, point: str = "-") -> int:
        """Start to write a version; the process id of the writing child."""
        self._stdin.write(f"{number} {point} {out}\n")
        self._stdin.flush()
        return int(self._stdout.readline())

    def end(self) -> int:
        """How the writing ended: its exit code, or minus the signal."""
        return int(self._stdout.readline())

    def write(self, out: Path, number: int) -> None:
        """Write a version to its end."""
        self.begin(out, number)
        assert self.end() == 0

    def close(self) -> None:
        self._stdin.close()
        self._process.wait(60)
        self._stdout.close()


@pytest.fixture(scope="module")
def writer() -> Iterator[Writer]:
    program = Writer()
    yield program
    program.close()


def number_in(out: Path) -> int:
    """Which build the store holds, after checking that it holds it whole and nothing else."""
    verify(out)
    found = {row[0].value for row in EmbeddedStore.open(out).select("SELECT DISTINCT ?o { ?s ?p ?o }")}
    (only,) = found
    return int(only)


def temporary_files(out: Path) -> list[str]:
    return [path.name for path in (out / "versions").glob(".building-*")]


def test_a_build_tells_what_it_made(bare: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "store"
    manifest = build(bare, out, ontology)
    assert read_manifest(current_version(out)) == manifest == verify(out)
    store = EmbeddedStore.open(out)
    assert len(list(store.quads())) == manifest.quads == sum(manifest.graphs.values())
    assert set(manifest.tools) >= {"exokg", "pyoxigraph", "python"}
    assert store.digest == manifest.digest


def changed_manifest(out: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = current_version(out) / BUILD
    fields = json.loads(path.read_text())
    change(fields)
    path.write_text(json.dumps(fields))


def test_manifests_of_earlier_and_later_programs_are_read(bare: Path, ontology: Path, tmp_path: Path) -> None:
    """Without the fields that came later, and with fields that are still to come."""
    out = tmp_path / "store"
    built = build(bare, out, ontology)
    changed_manifest(out, lambda fields: fields.update(colour="red"))
    assert read_manifest(current_version(out)) == built
    changed_manifest(out, lambda fields: [fields.pop(name) for name in Manifest._field_defaults])
    earlier = EmbeddedStore.open(out)
    assert earlier.manifest == built._replace(shapes="", coverage={})
    assert coverage(earlier, "records") == coverage(EmbeddedStore(earlier.engine, manifest=built), "records")


def test_another_layout_is_refused_in_a_line_and_built_anew(
    bare: Path, ontology: Path, tmp_path: Path
) -> None:
    out = tmp_path / "store"
    built = build(bare, out, ontology)
    changed_manifest(out, lambda fields: fields.update(layout=2, tools={"exokg": "9.1"}, files="elsewhere"))
    with pytest.raises(StoreCorruptError, match=r"BUILD.json: exokg 9.1 wrote this store") as raised:
        EmbeddedStore.open(out)
    assert "\n" not in raised.value.message
    assert "exokg build" in (raised.value.hint or "")
    assert build(bare, out, ontology).digest == built.digest == verify(out).digest


def test_the_same_inputs_are_not_built_twice(bare: Path, ontology: Path, tmp_path: Path) -> None:
    first = build(bare, tmp_path / "a", ontology)
    assert build(bare, tmp_path / "a", ontology) == first
    forced = build(bare, tmp_path / "a", ontology, force=True)
    assert forced.build != first.build
    assert forced.digest == first.digest == build(bare, tmp_path / "b", ontology).digest


def test_a_version_holds_its_statements_for_the_next_build(
    bare: Path, ontology: Path, tmp_path: Path
) -> None:
    """What differs from it is judged, of a version in which these shapes found nothing; else everything."""
    out = tmp_path / "store"
    first = build(bare, out, ontology)
    assert (
        hashlib.sha256(gzip.decompress((current_version(out) / STATEMENTS).read_bytes())).hexdigest()
        == first.digest
    )
    lines = SortedStatements(EmbeddedStore.open(out).engine)
    assert _changed(out, first.shapes, lines) == []
    (gone, *rest), new = lines, b'<urn:new> <urn:p> "\\n\xc3\xa9" .\n'
    found = _changed(out, first.shapes, sorted([*rest, new])) or []
    assert {f"{quad} .\n".encode() for quad in found} == {gone, new}
    assert _changed(out, "of other shapes", lines) is None
    assert _changed(tmp_path / "none", first.shapes, lines) is None


def test_a_build_after_a_change_equals_a_build_from_nothing(
    bare: Path, ontology: Path, tmp_path: Path
) -> None:
    first = build(bare, tmp_path / "a", ontology)
    with (bare / "readers.tsv").open("a") as table:
        table.write("another\tAnother Reader\t\n")
    collected = check_and_collect(bare, ontology, tmp_path / "a")
    assert 0 < len(_changed(tmp_path / "a", first.shapes, collected.lines or ()) or []) < 20
    second = build(bare, tmp_path / "a", ontology)
    assert second.digest != first.digest
    assert second.shapes == first.shapes == collected.shapes != ""
    assert second.digest == build(bare, tmp_path / "b", ontology).digest == verify(tmp_path / "a").digest


def test_old_versions_are_pruned_but_two(writer: Writer, tmp_path: Path) -> None:
    for number in range(5):
        writer.write(tmp_path, number)
    assert len(list((tmp_path / "versions").iterdir())) == 3
    assert number_in(tmp_path) == 4


def test_faults_in_the_records_refuse_the_build(bare: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "store"
    before = build(bare, out, ontology)
    (bare / "studies").mkdir()
    (bare / "studies" / "bad.yaml").write_text("kind: study\nkind: study\n")
    with pytest.raises(InvalidGraphError) as raised:
        build(bare, out, ontology)
    assert raised.value.exit_code == 1
    assert any(violation.path.endswith("bad.yaml") for violation in raised.value.violations)
    assert verify(out) == before


def test_a_link_out_of_the_graph_is_refused(bare: Path, ontology: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("kind: study\n")
    (bare / "studies").mkdir()
    (bare / "studies" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(InputError, match="leads out"):
        build(bare, tmp_path / "store", ontology)


def test_a_graph_that_changes_meanwhile_is_not_built(bare: Path, ontology: Path, tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from exokg.errors import InputError
from exokg.store.building import _changed, build, check_and_collect

def meddle(event, arguments):
    if event == "exokg.build" and arguments[0] == "collected":
        Path({str(bare / "readers.tsv")!r}).write_text("id\\tlabel\\tnote\\nx\\tX\\t\\n")

sys.addaudithook(meddle)
try:
    build({str(bare)!r}, {str(tmp_path / "store")!r}, {str(ontology)!r})
except InputError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "changed while it was read" in done.stdout
    with pytest.raises(StoreError):
        EmbeddedStore.open(tmp_path / "store")


def test_a_second_build_names_the_first(bare: Path, ontology: Path, tmp_path: Path) -> None:
    from exokg.store import building

    out = tmp_path / "store"
    with (
        building._locked(out, wait=False),
        pytest.raises(StoreLockedError, match=str(os.getpid())),
    ):
        build(bare, out, ontology)


POINTS = ["started", "opened", "loaded", "written", "described", "synced", "named", "swapped"]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_step_the_store_is_old_or_new(point: str, writer: Writer, tmp_path: Path) -> None:
    out = tmp_path / "store"
    writer.write(out, 1)
    writer.begin(out, 2, point)
    assert writer.end() == -signal.SIGKILL
    assert number_in(out) == (2 if point == "swapped" else 1)
    build_again(writer, out)


def build_again(writer: Writer, out: Path) -> None:
    remove_leftovers(out)
    writer.write(out, 999)
    assert number_in(out) == 999
    assert not temporary_files(out)


def test_killed_at_any_time_the_store_is_old_or_new(writer: Writer, tmp_path: Path) -> None:
    """Kills at random moments of a write: no reader finds anything but the old or the new.

    15 of them, beside a kill at each step above; ``KILLS=200`` in the environment makes it as many.
    """
    kills = int(os.environ.get("KILLS", "15"))
    out = tmp_path / "store"
    dice = random.Random(20261122)  # noqa: S311 - no secret
    writer.write(out, 0)
    began = time.monotonic()
    writer.write(out, 1)
    whole_s = time.monotonic() - began
    held, swaps = 1, 0
    for number in range(2, kills + 2):
        child = writer.begin(out, number)
        time.sleep(dice.uniform(0, 1.6 * whole_s))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        assert writer.end() in (0, -signal.SIGKILL)
        found = read_manifest(current_version(out)).records["study"]
        assert found in (held, number)
        assert len(EmbeddedStore.open(out).engine) == 400
        swaps += found == number
        held = found
    assert number_in(out) == held
    build_again(writer, out)
    print(f"{kills} kills within {whole_s * 1.6:.2f} s: {swaps} new, {kills - swaps} old, none mixed")


def test_a_full_disk_leaves_the_old_store(writer: Writer, tmp_path: Path) -> None:
    out = tmp_path / "store"
    writer.write(out, 1)
    writer.begin(out, 2, "full")
    assert writer.end() == 7
    assert number_in(out) == 1
    assert not temporary_files(out)


def test_a_full_disk_is_said_in_a_line(bare: Path, ontology: Path, tmp_path: Path) -> None:
    script = f"""
import resource
from exokg.errors import StoreError
from exokg.store.building import _changed, build, check_and_collect
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    build({str(bare)!r}, {str(tmp_path / "store")!r}, {str(ontology)!r})
except StoreError as error:
    print(error, error.hint, error.exit_code)
"""
    # -B: Python 3.11 would keep the half of a compiled module that fits.
    done = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout
    assert done.stdout.rstrip().endswith("2")


def damage_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def damage_flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


def damage_remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [damage_half, damage_flip, damage_remove])
def test_a_damaged_file_is_named_and_never_an_empty_store(
    damage: Callable[[Path], None], writer: Writer, tmp_path: Path
) -> None:
    writer.write(tmp_path / "whole", 1)
    version = current_version(tmp_path / "whole")
    names = [path.relative_to(version) for path in sorted(version.rglob("*")) if path.is_file()]
    damaged = [name for name in names if (version / name).stat().st_size]
    assert len(damaged) > 5
    for name in damaged:
        broken = tmp_path / "broken"
        shutil.copytree(tmp_path / "whole", broken, symlinks=True)
        damage(current_version(broken) / name)
        with pytest.raises(StoreCorruptError) as raised:
            EmbeddedStore.open(broken)
        assert name.name in raised.value.message
        shutil.rmtree(broken)


def test_a_copy_is_hashed_and_opens(writer: Writer, tmp_path: Path) -> None:
    writer.write(tmp_path / "a", 1)
    shutil.copytree(tmp_path / "a", tmp_path / "b", symlinks=True, copy_function=shutil.copyfile)
    assert number_in(tmp_path / "b") == 1


def test_nothing_there_and_nothing_current_are_told_apart(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(StoreNotFoundError):
        EmbeddedStore.open(tmp_path / "nothing")
    writer.write(tmp_path, 1)
    (tmp_path / "current").unlink()
    with pytest.raises(StoreCorruptError, match="no current version"):
        EmbeddedStore.open(tmp_path)


def test_a_reader_keeps_its_version(writer: Writer, tmp_path: Path) -> None:
    writer.write(tmp_path, 1)
    reader = EmbeddedStore.open(tmp_path)
    old = current_version(tmp_path)
    writer.write(tmp_path, 2)
    shutil.rmtree(old)
    assert {row[0].value for row in reader.select("SELECT DISTINCT ?o { ?s ?p ?o }")} == {"1"}
    assert number_in(tmp_path) == 2


def test_opening_writes_nothing(writer: Writer, tmp_path: Path) -> None:
    writer.write(tmp_path, 1)
    quads = current_version(tmp_path) / QUADS

    def state() -> list[tuple[str, int, int]]:
        return sorted(
            (path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in [quads, *quads.iterdir()]
        )

    before = state()
    assert EmbeddedStore.open(tmp_path).ask("ASK { ?s ?p ?o }")
    assert state() == before


def test_the_clock_does_not_name_a_build(bare: Path, ontology: Path, tmp_path: Path) -> None:
    names = []
    for clock in ("0", "4000000000"):
        script = f"""
import time
time.time = lambda: {clock}.0
from exokg.store.building import _changed, build, check_and_collect
print(build({str(bare)!r}, {str(tmp_path / clock)!r}, {str(ontology)!r})[:3])
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        names.append(done.stdout)
    assert names[0] == names[1]


def test_a_store_of_another_state_is_refused(bare: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "store"
    build(bare, out, ontology)
    (bare.parent / "ontology.ttl").write_bytes(ontology.read_bytes())
    open_store(out, graph=bare)
    (bare / "readers.tsv").write_text("id\tlabel\tnote\nx\tX\t\n")
    with pytest.raises(StoreStaleError, match="another state"):
        open_store(out, graph=bare)


def test_few_descriptors_are_a_clear_error(writer: Writer, tmp_path: Path) -> None:
    """With too few files to open, the store says so; it does not open in part."""
    writer.write(tmp_path, 1)
    script = f"""
import resource
from exokg.errors import StoreError
from exokg.store.embedded import EmbeddedStore
from exokg.store import manifest
from pathlib import Path
resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))
try:
    EmbeddedStore.open(Path({str(tmp_path)!r}))
except StoreError as error:
    print("said", error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("said")


def test_whatever_makes_triples_names_the_store(bare: Path, ontology: Path) -> None:
    """A store made by other declarations, rules or queries is another store."""
    names = {name for name, _ in input_files(bare, ontology)}
    made_by = {"code/model/records.py", "code/curation/reading.py", "code/rdf/statements.py"}
    assert made_by <= names
    assert any(name.endswith(".rq") and name.startswith("code/rdf/derive/") for name in names)
    assert {"ontology.ttl", "graph/terms.tsv"} <= names
