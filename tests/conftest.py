"""What every test shares: no network, no user settings, one built store of the real graph per run.

Two markers sort the tests: ``needs`` names programs that pip does not install, ``slow`` marks what takes more
than two seconds. `make check` runs the tests with neither, `make test` runs all (CONTRIBUTING.md).
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser
    from pyoxigraph import Store

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CHROMIUM = Path("/usr/bin/chromium-headless-shell")
SHARE = ROOT / ".venv" / "share"

# The programs a test may need beside Python, each with how to see that it is here.
PROGRAMS: dict[str, Callable[[], object]] = {
    "axe": (SHARE / "exokg" / "axe-core.min.js").exists,
    "bibtex": (SHARE / "bibtex" / "complete").exists,
    "biolink": lambda: [*SHARE.glob("biolink-*/complete")],
    "chromium": CHROMIUM.exists,
    "curl": lambda: shutil.which("curl"),
    "faketime": lambda: shutil.which("faketime"),
    "git": lambda: shutil.which("git"),
    "java": lambda: shutil.which("javac"),
    "jena": Path("/usr/share/java/jena-arq.jar").exists,
    "nginx": lambda: shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin"),
    "node packages": (ROOT / "node_modules" / ".bin" / "esbuild").exists,
    "node": lambda: shutil.which("node"),
    "R": lambda: shutil.which("Rscript"),
    "rapper": lambda: shutil.which("rapper"),
    "owlapi": lambda: [*SHARE.glob("owlapi-*/complete")],
    "systemd": lambda: shutil.which("systemd-analyze"),
    "virtuoso": lambda: shutil.which("virtuoso-t"),
    "wrk": lambda: shutil.which("wrk"),
}
# Fixtures that start such a program: a test that asks for one need not be marked.
STARTED_BY = {"browser": "chromium"}

# Whatever the environment says, processes that the tests start find compiled modules: a second less for each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}
_connect = socket.socket.connect


def _guarded_connect(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
        raise AssertionError(f"a test tried to reach {address[0]}")
    _connect(self, address)


socket.socket.connect = _guarded_connect  # type: ignore[method-assign,assignment]


# The longest files begin first, so that all workers end together; `make test` gives each file to one of them.
LONGEST = (
    "house/test_docs",
    "store/contract/test_engines",
    "server/test_streaming",
    "server/test_parity",
    "server/test_drawing",
    "release/test_release",
    "explorer/test_views",
    "answers/test_questions",
    "server/test_direct",
    "answers/test_benchmarks",
    "server/test_faults",
    "explorer/test_access",
    "explorer/test_hostile",
    "server/test_clients",
    "rdf/test_serialisation",
    "server/test_limits",
    "store/contract/test_jena",
    "rdf/shapes/test_focus_nodes",
    "house/test_site",
    "rdf/owl/test_owl",
    "rdf/shapes/test_conformance",
    "answers/unseen/test_unseen",
    "answers/find/test_nothing_misleads",
    "cli/test_hosts",
    "house/test_tooling",
    "store/test_foreign_graphs",
    "server/test_benchmark",
    "server/test_endurance",
    "server/test_event_loop",
    "server/test_soak",
    "explorer/test_payload",
    "explorer/test_tables",
    "explorer/test_paper",
    "answers/test_agreement",
    "explorer/test_verdicts",
    "release/test_edits",
    "explorer/test_scripts",
    "explorer/test_use",
    "store/test_building",
    "explorer/test_command",
    "rdf/test_sorted_lines",
    "explorer/test_tasks",
    "server/test_service",
    "release/test_nanopublications",
    "server/test_pages",
    "release/test_differences",
    "store/test_facade",
    "server/test_openapi",
    "server/test_browser",
    "rdf/test_derive",
    "cli/test_program",
    "explorer/test_facets",
    "store/test_kept",
    "explorer/test_browsers",
    "house/test_architecture",
)


TURNS = {f"tests/{name}.py": turn for turn, name in enumerate(LONGEST)}


def _turn(item: pytest.Item) -> int:
    """The place of a test's file among the longest, which come before all others."""
    return TURNS.get(item.nodeid.partition("::")[0], len(LONGEST))


@contextmanager
def _after_the_first(run: str) -> Iterator[None]:
    """One worker of a run goes first, and compiles; the others wait for it, and find what it has compiled."""
    from filelock import FileLock

    been = ROOT / "build" / "collected"
    been.parent.mkdir(exist_ok=True)
    with FileLock(f"{been}.lock"):
        if not been.exists() or been.read_text(encoding="utf-8") != run:
            yield
            been.write_text(run, encoding="utf-8")
            return
    yield


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """What is collected stays to the end: no collection of garbage looks at it, now or later."""
    run = getattr(session.config, "workerinput", {}).get("testrunuid")
    gc.disable()
    with _after_the_first(run) if run else nullcontext():
        result = yield
    gc.enable()
    gc.freeze()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Examples are in docstrings of the source: to look for them in tests takes half of the collecting."""
    found = yield
    return [one for one in found if TESTS not in file_path.parents or type(one) is pytest.Module]


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)
    for item in items:
        for fixture, program in STARTED_BY.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.needs(program))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose program is missing fails: skipping it would look like passing."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if not PROGRAMS[program]():
                pytest.fail(f"no {program} here: run scripts/install.sh test", pytrace=False)


# Examples are judged by what they show, never by how long a busy machine took for them.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("few examples", settings.get_profile("house"), max_examples=25)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """The fast tests try fewer examples of each property; `make test` tries all."""
    if "not slow" in config.option.markexpr:
        settings.load_profile("few examples")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's settings of exokg."""
    for name in list(os.environ):
        if name.startswith("EXOKG_") and name != "EXOKG_CORPUS":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without its window, one for every test of a worker; it looks nothing up by itself."""
    from playwright.sync_api import sync_playwright

    quiet = ["quic", "background-networking", "component-update", "sync"]
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the real ``graph/``, once for all workers of a run."""
    from exokg.store.building import build

    # Building finds what is already built from the same inputs, and waits where another worker builds. What
    # is above the folder of a worker belongs to this run; without workers it belongs to all runs.
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "exokg-real-store"
    build(ROOT / "graph", shared, ROOT / "ontology.ttl", wait=True)
    return shared


@pytest.fixture(scope="session")
def released(built: Path) -> Path:
    """A release of the real graph, made once for all workers of a run; not to be written to."""
    from filelock import FileLock

    import exokg

    folder = built.with_name("exokg-real-release")
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            exokg.load(store=built).release(folder)
    return folder


@pytest.fixture(scope="session")
def real_dataset(built: Path) -> Store:
    """The dataset of the real ``graph/`` in memory, read from the built store: a fifth of building it."""
    from pyoxigraph import Store

    from exokg.store.embedded import EmbeddedStore

    store = Store()
    store.bulk_extend(EmbeddedStore.open(built).quads())
    return store
