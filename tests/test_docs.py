"""The documentation cannot lie: what it quotes is what the program prints, and nothing is left out."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from pkgutil import resolve_name

import pytest

from mouarchive.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
# Names of the program on a page: a dotted one, `module:function` below the package, a path of the project.
DOTTED = re.compile(r"(?<![\w/@.-])(mouarchive(?:\.\w+)+)")
CALLED = re.compile(r"`([a-z]{2}[\w.]*:[A-Za-z_][\w.]*)`")
PATH = re.compile(r"(?<![\w/])((?:src|tests|bench|scripts|docs)/[\w./-]*\w)")
CODE = ("src", "tests", "bench", "scripts")
MODULE = re.compile(r"`((?:\w+/)*[a-z]\w*\.py)`")
# Files of their own that say what is in a folder.
NOTES = [ROOT / "documents" / "README.md", *sorted((ROOT / "scripts").rglob("README.md"))]
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


def test_warnings_are_explained(docs):
    """docs/warnings.md explains every code as the table does now (else: make docs)."""
    assert (ROOT / "docs" / "warnings.md").read_text("utf-8") == docs.warnings()


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


@pytest.mark.parametrize("page", [*PAGES, *NOTES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_of_the_program_are_true(page):
    """A module, function or file that a page names is there under that name."""
    text = page.read_text("utf-8")

    assert not_there(text) == []


def not_there(text):
    """The names in a text that lead nowhere."""
    names = [*DOTTED.findall(text), *(f"mouarchive.{name}" for name in CALLED.findall(text))]
    files = [path.as_posix() for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    return [
        *(name for name in names if not _resolves(name)),
        *(path for path in PATH.findall(text) if not (ROOT / path).exists()),
        *(part for part in MODULE.findall(text) if not any(file.endswith(f"/{part}") for file in files)),
    ]


def _resolves(name):
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "see `mouarchive.nowhere.at_all`",
        "from `archive.locate:no_such_function` on",
        "open src/mouarchive/no_such_file.py.",
        "in `tests/no_such_folder`",
        "`comparing/no_such_file.py` makes it",
    ],
)
def test_a_stale_name_would_be_found(text):
    """Each way to name a part of the program is looked up."""
    assert not_there(text) != []


def tasks():
    """The worked examples of CONTRIBUTING.md, by their titles."""
    parts = (
        (ROOT / "CONTRIBUTING.md")
        .read_text("utf-8")
        .split("\n## Six tasks, step by step\n")[1]
        .split("\n### ")
    )
    return {part.split("\n")[0]: part for part in parts[1:]}


@pytest.mark.parametrize("task", tasks())
def test_tasks_name_what_is_there(task):
    """What a worked example tells the reader to look for stands in one of the files that it names."""
    part = tasks()[task]
    paths = [ROOT / path for path in PATH.findall(part)]
    text = "\n".join(path.read_text("utf-8") for path in paths if path.is_file())
    sought = re.findall(r"`([A-Za-z_]+)`", part)

    assert [name for name in sought if not re.search(rf"\b{name}\b", text)] == []


def test_every_room_is_explained():
    """The tables of rooms and chambers have those of the house, in the order in which they may import."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("\n## Rooms\n")[1].split("\n## ")[0]
    source = (ROOT / "tests" / "test_architecture.py").read_text("utf-8")
    rooms = re.findall(r'"(\w+)"', source.split("\nROOMS = (")[1].split(")")[0])
    chambers = re.findall(r'"(\w+)": \(([^)]*)\)', source.split("\nCHAMBERS = {")[1].split("}")[0])
    told = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+)", text, re.MULTILINE)

    first, _, second = text.partition("Three rooms have chambers.")
    assert re.findall(r"^\| `(\w+)`", first, re.MULTILINE) == rooms
    assert re.findall(r"^\| `(\w+)`", second, re.MULTILINE) == [room for room, _ in chambers]
    assert [re.findall(r"\w+", names) for _, names in told] == [
        re.findall(r"\w+", names) for _, names in chambers
    ]


def test_every_dependency_has_a_reason():
    """Each package that the program needs stands on the page of its design."""
    text = (ROOT / "docs" / "design.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [re.match(r"[\w-]+", name)[0] for name in project["dependencies"]]

    assert [name for name in needed if name.casefold() not in text.casefold()] == []


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


def figures(row, pattern):
    """The figures of a line, in their order."""
    return tuple(re.findall(pattern, row))


def test_figures_beside_other_tools_are_those_measured():
    """The tables of docs/comparison.md hold what the last kept runs printed."""
    rows = (ROOT / "docs" / "comparison.md").read_text("utf-8").replace("*", "").splitlines()
    pairs = (
        (ROOT / "bench" / "results" / "side_by_side.txt").read_text("utf-8").split(" clauses stayed\n")[1:]
    )
    aligned = (ROOT / "bench" / "results" / "alignment.txt").read_text("utf-8").splitlines()

    told = [found for row in rows if len(found := figures(row, r"\| (\d+) \([\d.]+\)(?= \|)")) == 4]
    assert told == [figures(pair, r"(?m)^  \S.{24} +(\d+) +[\d.]+ %") for pair in pairs]
    told = [found for row in rows if len(found := figures(row, r"(?<=\| )(\.\d{3})(?= \|)")) == 4]
    assert told
    assert set(told) <= {figures(row, r"0(\.\d{3}) \(") for row in aligned}
