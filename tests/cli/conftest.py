"""Two short agreements as PDF files, made here, and a way to run the command as people do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mouarchive.cli import main

FIRST = (
    ("1.", "Introduction"),
    ("1.1", "This agreement sets out how the two departments exchange information about pupils."),
    ("1.2", "It does not create any obligation that a court could enforce against either of them."),
    ("2.", "Information to be shared"),
    ("2.1", "Surname and forename of each child as they stand in the register"),
    ("2.2", "(Once collected) Nationality of the child"),
    ("2.3", "Address of the child in the latest return from the school"),
    ("3.", "Retention"),
    ("3.1", "Records are destroyed six months after the request has been answered."),
)
SECOND = (
    *FIRST[:5],
    ("2.2", FIRST[6][1]),
    FIRST[7],
    ("3.1", "Records are destroyed twelve months after the request has been answered."),
)


def write_pdf(path: Path, clauses) -> Path:
    """A one-page PDF with these clauses, the same bytes each time."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for row, (label, text) in enumerate(clauses):
        canvas.drawString(72, 760 - 24 * row, label)
        canvas.drawString(108, 760 - 24 * row, text)
    canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """The older agreement."""
    return write_pdf(tmp_path_factory.mktemp("pdf") / "first.pdf", FIRST)


@pytest.fixture(scope="session")
def second(tmp_path_factory):
    """The newer one: 2.2 is gone, 2.3 has its number, 3.1 says twelve."""
    return write_pdf(tmp_path_factory.mktemp("pdf") / "second.pdf", SECOND)


@pytest.fixture(scope="session")
def between(tmp_path_factory):
    """One that lies between them: 2.2 is gone already, 3.1 still says six."""
    return write_pdf(tmp_path_factory.mktemp("pdf") / "between.pdf", (*SECOND[:-1], FIRST[-1]))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    """The width and colour of whoever runs the tests are none of the tests' business."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run():
    """Call the command in this process: exit code, stdout, stderr."""

    def call(*arguments):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return call


@pytest.fixture
def process():
    """Run the command as a process of its own, with a pipe for stdout."""

    def call(*arguments, cwd=None, **environment):
        command = [sys.executable, "-m", "mouarchive", *map(str, arguments)]
        surroundings = {**os.environ, **environment}
        return subprocess.run(
            command, capture_output=True, cwd=cwd, env=surroundings, timeout=60, check=False
        )

    return call


@pytest.fixture
def fresh(run, tmp_path, monkeypatch):
    """A new, empty archive."""
    assert run("init", tmp_path / "archive")[0] == 0
    monkeypatch.setenv("MOUARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "archive"
