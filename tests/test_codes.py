"""Every warning and refusal has a stable code, said once and explained in docs/warnings.md."""

from __future__ import annotations

import ast
from pathlib import Path

import mouarchive
from mouarchive.model import CODES

SOURCE = Path(mouarchive.__file__).parent
RAISED = {"Warn", "Fault", "UnreadableError", "Death", "GateError"}


def said(tree):
    """Codes that stand as such where something is warned of or refused."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def strings(tree):
    """Every string of a module."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py") if path.name != "model.py"]


def test_every_code_that_is_said_is_explained():
    """A new warning needs its line in the table: else nobody can look up what it means."""
    assert {code for tree in TREES for code in said(tree)} - set(CODES) == set()


def test_every_code_that_is_explained_is_said():
    """The table holds no code that nothing says."""
    everywhere = set().union(*map(strings, TREES))

    assert set(CODES) - everywhere == set()


def test_codes_are_words_and_meanings_are_plain():
    """A code is small letters and hyphens; its meaning is one line without a full stop."""
    for code, meaning in CODES.items():
        assert code.replace("-", "").isalpha(), code
        assert code == code.lower(), code
        assert len(meaning.split()) > 3, code
        assert not meaning.endswith("."), code
