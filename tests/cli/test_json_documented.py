"""Every key of every command's JSON is explained in docs/json.md, under the command's own heading."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTIONS = dict(
    re.findall(r"\n## ([\w, ]+)\n(.*?)(?=\n## |\Z)", (ROOT / "docs/json.md").read_text("utf-8"), re.DOTALL)
)
# Maps whose keys are values: classes of change.
VALUES = {"classes", "unchanged_classes"}


def keys(value, above=""):
    """Every key of a JSON value, however deep; not those of a map from values."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if above not in VALUES:
                yield key
            yield from keys(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, above)


def explained(*sections):
    """The words that some sections set in type."""
    return {word for name in sections for word in re.findall(r"`([\w-]+)`", SECTIONS[name])}


def test_every_key_that_can_be_written_is_explained():
    """Each key in the source of what makes JSON is explained, whether or not a test's data has it."""
    tree = ast.parse((ROOT / "src/mouarchive/output/as_json.py").read_text("utf-8"))
    written = {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }

    assert written
    assert written - explained(*SECTIONS) == set()


@pytest.fixture
def filled(fresh, run, first, second):
    """An archive with two versions of an agreement."""
    about = ("--agreement", "pupils", "--title", "Pupils")
    for label, path, dated in (("1.0", first, "2015-12-18"), ("2.1", second, "2016-10-07")):
        code, _, told = run("add", path, *about, "--label", label, "--dated", dated)
        assert code == 0, told
    return fresh


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "command",
    [
        ("show", "pupils@1.0"),
        ("diff", "pupils@1.0", "2.1"),
        ("diff", "--all", "pupils"),
        ("history", "pupils", "2.2"),
        ("trace", "nationality", "--near", "--as-at", "2016-01-01"),
        ("search", "child"),
        ("search", "nationality", "--in", "removed", "--as-at", "2016-12-31"),
        ("status",),
        ("cite", "pupils@1.0", "2.2"),
        ("check",),
    ],
    ids=" ".join,
)
def test_every_key_a_command_prints_is_explained(run, command):
    """What a command really prints has no key that its section of the page does not explain."""
    code, printed, told = run(*command, "--format", "json")

    assert code == 0, told
    assert set(keys(json.loads(printed))) - explained(command[0]) == set()


@pytest.mark.usefixtures("filled")
def test_a_checked_list_is_explained(run, tmp_path):
    """The verdicts of cite --check are explained, too."""
    listed = tmp_path / "list.txt"
    listed.write_text(run("cite", "pupils@1.0", "2.2")[1], "utf-8")
    _, printed, _ = run("cite", "--check", listed, "--format", "json")

    assert set(keys(json.loads(printed))) - explained("cite") == set()
