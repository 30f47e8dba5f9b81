"""The house holds: imports run one way, modules stay one noun long, start-up stays light."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "exokg"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Rooms from left to right; a room may import itself, what is left of it, and errors.
ROOMS = {
    "errors": set(),
    "model": {"errors"},
    "curation": {"errors", "model"},
    "rdf": {"errors", "model", "curation"},
    "store": {"errors", "model", "curation", "rdf"},
}
ROOMS["answers"] = set(ROOMS)
ROOMS |= {room: set(ROOMS) for room in ("explorer", "release")}  # beside each other
ROOMS["plots"] = set(ROOMS) - {"explorer"}
ROOMS["knowledge_graph"] = set(ROOMS)
ROOMS["authoring"] = set(ROOMS) - {"knowledge_graph"}
ROOMS["__init__"] = {"errors", "knowledge_graph", "authoring"}
ROOMS["server"] = set(ROOMS)  # a client of the facade
ROOMS["cli"] = set(ROOMS)
ROOMS["__main__"] = {"cli"}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def dotted(path: Path) -> str:
    parts = ("exokg", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


NAMES = {dotted(path): path for path in MODULES}


def imports(path: Path, tree: ast.AST, *, at_start_only: bool = False) -> list[tuple[int, str]]:
    """Every exokg module that a module imports, with the line; optionally only those run at import time."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    found: list[tuple[int, str]] = []
    for node in walk(tree, at_start_only=at_start_only):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, name if name in NAMES else module) for name in names]
    return [(line, name) for line, name in found if name.split(".")[0] == "exokg"]


@functools.cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def walk(node: ast.AST, *, at_start_only: bool) -> list[ast.AST]:
    """What is below a node, without what is only for the type checker."""
    nodes: list[ast.AST] = []
    waiting = [node]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if at_start_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING":
                continue
            nodes.append(child)
            waiting.append(child)
    return nodes


def wrong_imports(path: Path, tree: ast.AST) -> list[str]:
    """The lines that import from a room to the right, or beside."""
    room = room_of(path)
    allowed = ROOMS[room] | {room} | ({"__init__"} if room in {"cli", "server", "knowledge_graph"} else set())
    wrong = []
    for line, name in imports(path, tree):
        first = (*name.split("."), "__init__")[1]
        target = first if first in ROOMS else "__init__"  # `from exokg import load` and the like
        if target not in allowed:
            wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {room} must not import {name}")
    return wrong


def test_imports_point_left() -> None:
    assert [line for path in MODULES for line in wrong_imports(path, parse(path))] == []


@pytest.mark.parametrize(
    ("place", "text", "wrong"),
    [
        ("release/bad.py", "\nfrom ..explorer import page", "2: release must not import exokg.explorer.page"),
        ("rdf/bad.py", "from ..knowledge_graph import load", "1: rdf must not import exokg.knowledge_graph"),
        ("server/bad.py", "from ..cli import main", "1: server must not import exokg.cli"),
        ("server/good.py", "from ..knowledge_graph import load", ""),
        ("store/bad.py", "if f():\n  import exokg.cli.output", "2: store must not import exokg.cli.output"),
        ("curation/rules/bad.py", "from ... import rdf", "1: curation must not import exokg.rdf"),
        ("rdf/bad.py", "from exokg import load", "1: rdf must not import exokg"),
        ("rdf/__init__.py", "from ..store.gate import check", "1: rdf must not import exokg.store.gate"),
        ("cli/good.py", "from exokg import load\nfrom ..server import app", ""),
        ("rdf/good.py", "if TYPE_CHECKING:\n    from ..server import app\nfrom ..curation import graph", ""),
    ],
)  # fmt: skip
def test_a_wrong_import_is_named(place: str, text: str, wrong: str) -> None:
    assert wrong_imports(PACKAGE / place, ast.parse(text)) == ([f"{place}:{wrong}"] if wrong else [])


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle of imports, if there is any."""
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name not in done:
            for target in sorted(graph[name]):
                if found := visit(target, [*trail, name]):
                    return found
        done.add(name)
        return []

    return next(filter(None, (visit(name, []) for name in sorted(graph))), [])


def test_no_module_imports_itself_by_way_of_others() -> None:
    at_start = {name: imports(path, parse(path), at_start_only=True) for name, path in NAMES.items()}
    assert (
        circle({name: {to for _, to in found} & set(NAMES) - {name} for name, found in at_start.items()})
        == []
    )
    assert circle({"a": {"b", "c"}, "b": set(), "c": {"d"}, "d": {"c"}}) == ["c", "d", "c"]


def listed_for_nothing(tree: ast.Module) -> bool:
    """Whether a module lists its public names although it hands on none of another module's.

    An underscore says which names are a module's own, so that a list would say it a second time.
    """
    listed, own = set(), set()
    for node in tree.body:
        own |= {node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else set()
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = {getattr(target, "id", "") for target in targets}
        listed |= set(ast.literal_eval(node.value)) if "__all__" in names else set()  # type: ignore[attr-defined]
        own |= names
    return bool(listed) and listed <= own


def test_public_names_are_listed_only_where_some_are_handed_on() -> None:
    assert [str(path) for path in MODULES if listed_for_nothing(parse(path))] == []
    assert listed_for_nothing(ast.parse("__all__ = ['a', 'B']\na: int = 1\nclass B: ..."))
    assert not listed_for_nothing(ast.parse("from b import c\n__all__ = ['a', 'c']\na = 1"))


def test_modules_are_one_noun() -> None:
    attics = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert [path for path in MODULES if path.stem in attics] == []
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_functions_are_short() -> None:
    long = [
        f"{path}:{node.lineno}: {node.name} has {length} lines"
        for path in MODULES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    ]
    assert long == []


# What a user of the library needs who has no command line: where the cache lies, and who asks an endpoint.
# Workers inherit it, and get a setting for memory.
READS_THE_ENVIRONMENT = {"store/cache.py", "store/remote.py", "server/workers/process.py"}
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb"}


def voices(tree: ast.AST) -> list[str]:
    """Where a module prints or reads the environment."""
    found = []
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            name = next((alias.name for alias in node.names if alias.name in ENVIRONMENT), "")
        if name in ENVIRONMENT or (name == "print" and isinstance(node, ast.Name)):
            found.append(f"{getattr(node, 'lineno', 0)}: {name}")
    return found


def test_only_the_command_line_prints_or_reads_the_environment() -> None:
    heard = {
        place: found
        for path in MODULES
        if (place := str(path.relative_to(PACKAGE))) not in READS_THE_ENVIRONMENT
        and room_of(path) not in {"cli", "__main__"}
        and (found := voices(parse(path)))
    }
    assert heard == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = 1\nprint(x)", ["2: print"]),
        ("import os\nos.environ['A']", ["2: environ"]),
        ("import os\nos.getenv('A')", ["2: getenv"]),
        ("from os import environ as e", ["1: environ"]),
        ("say = print", ["1: print"]),
        ("import os\nos.write(1, b'')\nself.print()", []),
    ],
)
def test_a_voice_is_heard(text: str, found: list[str]) -> None:
    assert voices(ast.parse(text)) == found


def loops_started(tree: ast.AST) -> list[str]:
    """Where a test runs an event loop in its own thread; an inner function may run in another."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found += [
                f"{call.lineno}: {ast.unparse(call.func)}"
                for call in walk(node, at_start_only=True)
                if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(LOOPS)
            ]
    return found


LOOPS = ("asyncio.run", "asyncio.Runner", "run_until_complete", "run_forever", "answer_once")
TESTS = sorted((PACKAGE.parents[1] / "tests").rglob("*.py"))


def test_no_test_runs_an_event_loop_in_its_own_thread() -> None:
    """Playwright leaves one running there, in which it would fail: `serving.alone` has a thread for it."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS}
    named = [name for name, text in texts.items() if any(loop in text for loop in LOOPS)]
    assert [name for name in named if loops_started(ast.parse(texts[name]))] == []
    assert [name for name, text in texts.items() if "asyncio.run(" in text] == [
        Path(__file__).name,
        "serving.py",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def test_a():\n    asyncio.run(main())", ["2: asyncio.run"]),
        ("def test_a():\n    with asyncio.Runner() as runner:\n        pass", ["2: asyncio.Runner"]),
        ("def test_a():\n    loop.run_until_complete(main())", ["2: loop.run_until_complete"]),
        (
            "def test_a():\n    def run():\n        loop.run_until_complete(main())\n    Thread(target=run)",
            [],
        ),
        ("def test_a():\n    alone(main)", []),
    ],
)
def test_a_loop_in_the_thread_of_a_test_is_seen(text: str, found: list[str]) -> None:
    assert loops_started(ast.parse(text)) == found
