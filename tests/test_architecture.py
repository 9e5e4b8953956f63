"""The shape of the house: imports point one way, files fit in the head, every module says what it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "mouarchive"
# Each room may import the rooms before it, never one after it.
ROOMS = (
    "errors", "deadline", "rules", "model", "words", "reading", "clauses", "comparing", "archive", "answers",
    "output", "api", "site", "cli",
)  # fmt: skip
# Inside a room the same: what is in front knows nothing of what stands behind it.
CHAMBERS = {
    "reading": ("process", "text", "drawing", "forms", "redaction", "ocr"),
    "clauses": ("labels", "numbering", "text", "tables", "furniture", "passages"),
    "archive": ("record", "database", "store", "intake"),
}
# Where a process begins: it loads whatever its job asks for, and nothing imports it.
ENTRIES = {"reading/process/worker.py"}
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 700


def _name(path):
    return path.relative_to(SOURCE).as_posix()


def _room(path):
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(tree):
    """The rooms that a module imports anywhere, also inside functions and for type checking."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    parts = [name.split(".") for name in names]
    return {part[1] for part in parts if part[0] == "mouarchive" and len(part) > 1} & set(ROOMS)


@pytest.mark.parametrize("path", [path for path in MODULES if _room(path) in ROOMS], ids=_name)
def test_imports_point_one_way(path):
    """A module imports only from its own room and from those before it."""
    allowed = set(ROOMS[: ROOMS.index(_room(path)) + 1])

    assert imported_rooms(ast.parse(path.read_text("utf-8"))) - allowed == set()


def imported_chambers(tree, room):
    """The chambers of a room that a module imports from anywhere in its code."""
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    parts = [name.split(".") for name in names if name.startswith(f"mouarchive.{room}.")]
    return {part[2] for part in parts} & set(CHAMBERS[room])


@pytest.mark.parametrize(
    ("room", "at"), [(room, at) for room, order in CHAMBERS.items() for at in range(len(order))]
)
def test_imports_inside_a_room_point_one_way(room, at):
    """A module of a chamber imports only from its own chamber and from those before it."""
    order = CHAMBERS[room]
    found = {
        path.name: wrong
        for path in (SOURCE / room / order[at]).glob("*.py")
        if _name(path) not in ENTRIES
        and (wrong := imported_chambers(ast.parse(path.read_text("utf-8")), room) - set(order[: at + 1]))
    }

    assert found == {}
    assert {path.name for path in (SOURCE / room).iterdir() if (path / "__init__.py").exists()} == set(order)


@pytest.mark.parametrize(
    "line",
    [
        "import mouarchive.site.app",
        "from mouarchive import cli",
        "def f():\n from mouarchive.archive.store.store import Store",
    ],
)
def test_a_wrong_import_would_be_found(line):
    """The search for imports finds each way to write one."""
    assert imported_rooms(ast.parse(line))


def test_every_room_is_known():
    """Whatever is added to the package has its place in the order."""
    assert {_room(path) for path in MODULES} - set(ROOMS) == {"__init__", "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_fit_in_the_head(path):
    """A file under 700 lines can be one concept; a longer one is two."""
    assert len(path.read_text("utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_say_what_they_are(path):
    """Every module starts with a sentence on what it is for."""
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))

    assert doc
    assert len(doc.split()) > 2


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_public_names_exist(path):
    """What `__all__` promises is there, and no module imports by star."""
    tree = ast.parse(path.read_text("utf-8"))
    stars = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.names[0].name == "*"]

    assert stars == []
    promised = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    ]
    bound = _bound(tree)
    assert {name for names in promised for name in names} - bound == set()


def _bound(tree):
    """Names that a module binds at its top level, also for type checking alone."""
    bound = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            bound.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
    return bound
