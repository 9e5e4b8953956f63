"""The documentation cannot lie: what it quotes is what the program prints, and nothing is left out."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from mouarchive.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def docs():
    """The script that writes the quoted parts."""
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "scripts" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_is_true(docs):
    """docs/cli.md is what the help says now (else: make docs)."""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == docs.reference()


def test_keys_and_tables_are_true(docs):
    """docs/tables.md names every key and column as they are declared now (else: make docs)."""
    assert (ROOT / "docs" / "tables.md").read_text("utf-8") == docs.tables()


def test_numbers_and_rules_are_listed_as_they_are(docs):
    """docs/rules.md is what the tables say now (else: make docs)."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == docs.rules()


def test_every_command_is_documented():
    """Every command has its place in the reference and is named by at least one page written for people."""
    reference = (ROOT / "docs" / "cli.md").read_text("utf-8")
    written = "".join(path.read_text("utf-8") for path in PAGES if path.name != "cli.md")

    for name in main.list_commands(None):
        assert f"\n### {name}\n" in reference
        assert f"mouarchive {name}" in written


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_quoted_output_is_real(docs, page):
    """What a page shows as a command's output is what the command prints today (else: make docs)."""
    text = page.read_text("utf-8")

    assert text == docs.with_output(text)


def test_the_readme_shows_a_redline_and_a_trace(docs):
    """The README holds a real redline and a real trace of the specimen series."""
    commands = [found["command"] for found in docs.BLOCK.finditer((ROOT / "README.md").read_text("utf-8"))]

    assert any(command.startswith("mouarchive diff specimen-pupil-data@1.0") for command in commands)
    assert 'mouarchive trace "(once collected) nationality"' in " ".join(commands)


def test_a_false_block_would_be_found(docs, monkeypatch):
    """A block that is not what the command prints is noticed."""
    monkeypatch.setattr(docs, "run", lambda command: f"{command} says so\n")
    page = "<!-- run: mouarchive status -->\n```text\nsomething else\n```\n"

    assert docs.with_output(page) == page.replace("something else", "mouarchive status says so")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    """A link to another file of the project names one that is there."""
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_in_the_text_exist(page):
    """A page never tells a reader to run a command or an option that is not there."""
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE))
    for line in re.findall(r"^(mouarchive .+)$", blocks, re.MULTILINE):
        name, *rest = line.split("#")[0].split()[1:]
        if name.startswith("-"):
            continue
        command = main.get_command(None, name)
        assert command, line
        known = {spelling for param in command.params for spelling in param.opts + param.secondary_opts}
        assert {word.split("=")[0] for word in rest if word.startswith("--")} - known - {"--help"} == set(), (
            line
        )
