"""Every key of every command's JSON is explained in docs/json.md, under the command's own heading."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTIONS = dict(
    re.findall(r"\n## (\w+)\n(.*?)(?=\n## |\Z)", (ROOT / "docs/json.md").read_text("utf-8"), re.DOTALL)
)
# Maps whose keys are values: classes of change.
VALUES = {"classes", "unchanged_classes"}
# The modules that make JSON, by the section that must explain what they make.
MAKERS = {
    "as_json": ("show", "diff"),
    "declared_json": ("diff",),
    "lineage": ("history",),
    "trace_json": ("trace",),
    "hits": ("search",),
    "standing": ("status",),
    "leaks": ("check",),
    "citation_check": ("cite",),
}


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


@pytest.mark.parametrize("module", MAKERS)
def test_every_key_a_module_can_write_is_explained(module):
    """Each key in the source of what makes JSON is explained, whether or not a test's data has it."""
    tree = ast.parse((ROOT / f"src/mouarchive/output/{module}.py").read_text("utf-8"))
    written = {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }

    assert written
    assert written - explained(*MAKERS[module]) == set()


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
