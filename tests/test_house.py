"""A house to live in: few modules, no circles, rendering that computes nothing, no bare number."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mouarchive"
MODULES = sorted(SOURCE.rglob("*.py"))


def _name(path):
    return path.relative_to(SOURCE).as_posix()


def _room(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


MOST_MODULES, MOST_FLAT, MOST_OF_A_NAME = 240, 25, 2
ON_ITS_OWN = "On its own"


def module_of(path):
    """The dotted name of a module, a package by its folder."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


NAMES = {module_of(path): path for path in MODULES}


def imported(tree, *, top_only=False):
    """The modules of ours that a module imports; `top_only` leaves out imports inside functions."""
    found = set()
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mouarchive"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in NAMES else node.module)
    return found & set(NAMES)


def test_there_are_few_enough_modules_to_know():
    """At most 240 modules, at most 25 flat in a folder, and no file name more than twice."""
    flat = Counter(path.parent.relative_to(SOURCE).as_posix() for path in MODULES)
    names = Counter(path.name for path in MODULES if path.name != "__init__.py")

    assert len(MODULES) <= MOST_MODULES
    assert {folder for folder, number in flat.items() if number > MOST_FLAT} == set()
    assert {name for name, number in names.items() if number > MOST_OF_A_NAME} == set()


def test_no_module_imports_itself_round_a_corner():
    """Imports at the top of modules form no circle."""
    # A package hands on its modules' names: it is no user of them, nor they of it.
    graph = {
        name: {
            other
            for other in imported(ast.parse(path.read_text("utf-8")), top_only=True)
            if not name.startswith(f"{other}.") and other != name
        }
        for name, path in NAMES.items()
    }
    done: set[str] = set()
    while ready := {name for name in graph if name not in done and graph[name] <= done}:
        done |= ready
    assert sorted(set(graph) - done) == []


def test_what_one_neighbour_alone_uses_says_why_it_stands_apart():
    """A module with one importer, in its own folder, belongs there, unless it says what it is by itself."""
    users = defaultdict(set)
    for name, path in NAMES.items():
        for other in imported(ast.parse(path.read_text("utf-8"))) - {name}:
            users[other].add(name)
    alone = {
        name
        for name, path in NAMES.items()
        if path.name != "__init__.py"
        and len(users[name]) == 1
        and NAMES[next(iter(users[name]))].parent == path.parent
        and ON_ITS_OWN not in (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    }
    assert sorted(alone) == []


@pytest.mark.parametrize("path", sorted((SOURCE / "output").glob("*.py")), ids=_name)
def test_rendering_never_computes(path):
    """Nothing in `output` opens a file or a database, reads a PDF, or asks the archive."""
    tree = ast.parse(path.read_text("utf-8"))
    modules = {
        alias.name if isinstance(node, ast.Import) else f"{node.module}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    called = {
        node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "id")
    }
    read = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & {
        "read_bytes",
        "open",
        "execute",
    }
    forbidden = ("mouarchive.reading", "mouarchive.archive.store", "mouarchive.archive.intake", "sqlite3")

    assert [name for name in modules if name.startswith(forbidden)] == []
    assert "open" not in called
    assert read == set()


ALLOWED = {0, 1, 2, -1}
FACT = re.compile(r"#\s*fact:")


def hand_set(path):
    """Numbers in a module's code that are no index, no fact and none of the plain ones."""
    source = path.read_text("utf-8")
    lines, tree = source.splitlines(), ast.parse(source)
    spared = set()
    for node in ast.walk(tree):
        inner = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "round":
            inner = ast.Tuple(node.args[1:], ast.Load())
        spared |= {id(one) for one in ast.walk(inner)} if inner is not None else set()
    return [
        f"{path.name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in {int, float}
        and node.value not in ALLOWED
        and id(node) not in spared
        and not FACT.search(" ".join(lines[node.lineno - 1 : node.end_lineno]))
    ]


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in MODULES
        if _room(path) in {"reading", "clauses", "comparing"} and not path.stem.endswith("_rules")
    ],
    ids=_name,
)
def test_no_number_is_set_by_hand_outside_the_tables(path):
    """Whoever sets a number gives its reason in a table; what nobody chose is marked as a fact."""
    assert hand_set(path) == []
