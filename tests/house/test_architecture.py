"""The house stands: imports run one way, modules stay one noun long, start-up stays light."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "exokg"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Rooms in the order of DESIGN §2; a room may import itself, what stands left of it, and errors.
ROOMS = {
    "errors": set(),
    "curation": {"errors"},
    "rdf": {"errors", "curation"},
    "store": {"errors", "curation", "rdf"},
}
LONG_LISTS = {"parts"}  # the fields of a record: a list, and read as one
READING_ROOMS = {"answers", "explorer", "server", "release"}
ROOMS |= {room: {"errors", "curation", "rdf", "store"} for room in READING_ROOMS}
ROOMS["knowledge_graph"] = set(ROOMS)
ROOMS["__init__"] = {"errors", "knowledge_graph"}
ROOMS["cli"] = set(ROOMS)
ROOMS["__main__"] = {"cli"}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def dotted(path: Path) -> str:
    parts = ("exokg", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


NAMES = {dotted(path): path for path in MODULES}


def imports(path: Path, *, at_start_only: bool = False) -> list[tuple[int, str]]:
    """Every exokg module that a module imports, with the line; optionally only those run at import time."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
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


def walk(node: ast.AST, *, at_start_only: bool) -> list[ast.AST]:
    nodes: list[ast.AST] = []
    for child in ast.iter_child_nodes(node):
        if at_start_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        nodes += [child, *walk(child, at_start_only=at_start_only)]
    return nodes


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_point_left(path: Path) -> None:
    room = room_of(path)
    allowed = ROOMS[room] | {room}
    for line, name in imports(path):
        parts = name.split(".")
        target = parts[1] if len(parts) > 1 else "__init__"
        if target not in ROOMS:  # `from exokg import load` and the like
            target = "__init__"
        assert target in allowed or (target == "__init__" and room in {"cli", "knowledge_graph"}), (
            f"{path.relative_to(PACKAGE.parents[1])}:{line}: {room} must not import {name}"
        )


def test_a_wrong_import_is_seen() -> None:
    assert "explorer" not in ROOMS["server"]
    assert "cli" not in ROOMS["store"]
    assert "rdf" not in ROOMS["curation"]


def test_no_import_cycles() -> None:
    graph = {
        name: {
            target for _, target in imports(path, at_start_only=True) if target in NAMES and target != name
        }
        for name, path in NAMES.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "import cycle: " + " → ".join([*trail[trail.index(name) :], name])
        if name in done:
            return
        for target in sorted(graph[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_are_one_noun(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "common", "manager", "misc"}
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300 or path.stem in LONG_LISTS, f"{path}: {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{path}:{node.lineno}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_only_the_command_line_prints_or_reads_the_environment(path: Path) -> None:
    if room_of(path) == "cli" or path.name == "__main__.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{path}:{node.lineno}: print outside the command line"
