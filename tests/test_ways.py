"""The five ways of docs/architecture.md are true: each runs here, and enters its functions in that order."""

from __future__ import annotations

import asyncio
import gc
import io
import re
import resource
import sys
import threading
from contextlib import contextmanager
from inspect import unwrap
from pathlib import Path
from pkgutil import resolve_name
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from mouarchive.cli import main
from mouarchive.reading.process import parent, worker
from mouarchive.reading.process.wire import unframed

PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
STEP = re.compile(r"^(\d+)\. `([\w.]+:[\w.]+)` \S", re.MULTILINE)
OLD = (
    ("1.", "Introduction"),
    ("1.1", "This agreement sets out how the two departments exchange information about pupils."),
    ("2.", "Information to be shared"),
    ("2.1", "Surname and forename of each child as they stand in the register"),
    ("2.2", "(Once collected) Nationality of the child"),
    ("2.3", "Address of the child in the latest return from the school"),
    ("3.", "Retention"),
    ("3.1", "Records are destroyed six months after the request has been answered."),
)
NEW = (*OLD[:4], ("2.2", OLD[5][1]), OLD[6], ("3.1", OLD[7][1].replace("six", "twelve")))
RECORD = """
title = "Pupil data"
specimen = true
{versions}
[[phrase]]
text = "(once collected) nationality"
"""
VERSION = """
[[version]]
label = "{label}"
[[version.copy]]
file = "{file}"
received_as = "Pupil data v0.9.pdf"
"""


def ways():
    """Each way of the page with its functions, in their order."""
    parts = PAGE.read_text("utf-8").split("\n## Five ways\n")[1].split("\n## ")[0].split("\n### ")[1:]
    return {part.split("\n")[0]: [step[1] for step in STEP.findall(part)] for part in parts}


def code_of(name):
    """The code that runs when this function, method, property or command is called."""
    found = resolve_name(f"mouarchive.{name}")
    return unwrap(getattr(found, "callback", None) or getattr(found, "fget", None) or found).__code__


class Recorder:
    """Which of the named functions were entered, each at its first time, on whatever thread."""

    def __init__(self, names):
        self._names = {code_of(name): name for name in names}
        self.entered = []

    def __call__(self, frame, event, _argument):
        if event == "call" and frame.f_code in self._names:
            name = self._names[frame.f_code]
            if name not in self.entered:
                self.entered.append(name)

    def __str__(self):
        return "\n".join(self.entered)

    @contextmanager
    def watching(self):
        before = sys.getprofile()
        threading.setprofile(self)
        sys.setprofile(self)
        try:
            yield
        finally:
            sys.setprofile(before)
            threading.setprofile(None)


def made_pdf(path, clauses):
    canvas = Canvas(str(path), invariant=True)
    for row, (label, text) in enumerate(clauses):
        canvas.drawString(72, 760 - 24 * row, label)
        canvas.drawString(108, 760 - 24 * row, text)
    canvas.save()
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two versions of a small agreement."""
    folder = tmp_path_factory.mktemp("files")
    return made_pdf(folder / "old.pdf", OLD), made_pdf(folder / "new.pdf", NEW)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, files):
    """An archive of these two; built by whoever needs its database."""
    root = tmp_path_factory.mktemp("archive")
    folder = root / "documents" / "pupil-data"
    folder.mkdir(parents=True)
    versions = ""
    for label, file in zip(("1.0", "2.0"), files, strict=True):
        (folder / file.name).write_bytes(file.read_bytes())
        versions += VERSION.format(label=label, file=file.name)
    (folder / "agreement.toml").write_text(RECORD.format(versions=versions), "utf-8")
    return root


@pytest.fixture
def worker_here(monkeypatch):
    """The worker runs in this process, where it can be watched, and is not confined for good."""

    def started(arguments, **_):
        said = io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(worker, "sys", SimpleNamespace(stdout=SimpleNamespace(buffer=said)))
            worker.main([arguments[-1]])
        return SimpleNamespace(said=bytearray(said.getvalue()), wait=lambda timeout: 0)  # noqa: ARG005

    thresholds = gc.get_threshold()
    monkeypatch.setattr(parent, "subprocess", SimpleNamespace(Popen=started, DEVNULL=None, PIPE=None))
    monkeypatch.setattr(parent, "_messages", lambda process, *_: unframed(process.said))
    monkeypatch.setattr(parent, "_end", lambda *_: None)
    monkeypatch.setattr(worker, "leave_network", lambda: None)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    yield
    gc.set_threshold(*thresholds)


def run(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_page_tells_five_ways():
    """The page has five ways, their steps counted from one."""
    text = PAGE.read_text("utf-8").split("\n## Five ways\n")[1].split("\n## ")[0]

    assert list(ways()) == [
        "Bytes to clause", "Record to row", "Two clauses to redline", "Request to page", "Phrase to trace",
    ]  # fmt: skip
    for part in text.split("\n### ")[1:]:
        numbers = [int(step[0]) for step in STEP.findall(part)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("way", ways())
def test_every_function_of_a_way_exists(way):
    """A function that a way names is there under that name, in the module that defines it."""
    for name in ways()[way]:
        assert code_of(name).co_filename.endswith(tuple(_files_of(name))), name


def _files_of(name):
    module = name.partition(":")[0].replace(".", "/")
    return f"mouarchive/{module}.py", f"mouarchive/{module}/__init__.py"


@pytest.mark.usefixtures("worker_here")
def test_bytes_to_clause(files):
    """The first way, from a file to its clauses; the worker is run here instead of in its own process."""
    recorder = Recorder(ways()["Bytes to clause"])
    with recorder.watching():
        told = run("show", files[0], "--no-ocr")

    assert "(Once collected) Nationality" in told
    assert str(recorder) == "\n".join(ways()["Bytes to clause"])


def test_record_to_row(archive, monkeypatch):
    """The second way, from the record to the rows of a new database."""
    monkeypatch.setenv("MOUARCHIVE", str(archive))
    recorder = Recorder(ways()["Record to row"])
    with recorder.watching():
        run("build", "--force", "--jobs", "1")

    assert str(recorder) == "\n".join(ways()["Record to row"])


def test_two_clauses_to_redline(files):
    """The third way, from two files to a redline."""
    recorder = Recorder(ways()["Two clauses to redline"])
    with recorder.watching():
        told = run("diff", *files)

    assert "[-six-]" in told
    assert str(recorder) == "\n".join(ways()["Two clauses to redline"])


def test_request_to_page(archive, monkeypatch):
    """The fourth way, from a request to the site's answer."""
    monkeypatch.setenv("MOUARCHIVE", str(archive))
    run("build")
    from mouarchive.site.app import make_app  # noqa: PLC0415 - Datasette is heavy

    recorder = Recorder(ways()["Request to page"])
    with recorder.watching():
        site = make_app(archive / "db" / "mouarchive.db", archive)
        answer = asyncio.run(_asked(site, "/agreements/pupil-data/1.0"))

    assert "(Once collected) Nationality" in answer
    assert str(recorder) == "\n".join(ways()["Request to page"])


async def _asked(site, address):
    return (await site.client.get(address)).text


def test_phrase_to_trace(archive, monkeypatch):
    """The fifth way, from a phrase to its course through the versions."""
    monkeypatch.setenv("MOUARCHIVE", str(archive))
    run("build")
    recorder = Recorder(ways()["Phrase to trace"])
    with recorder.watching():
        told = run("trace", "(once collected) nationality")

    assert "vanishes" in told
    assert str(recorder) == "\n".join(ways()["Phrase to trace"])


def test_a_wrong_order_would_be_found(files):
    """The recorder sees the order in which functions are entered, not that in which they are listed."""
    recorder = Recorder(["answers.comparison:pair", "cli.diff:command"])
    with recorder.watching():
        run("diff", *files)

    assert recorder.entered == ["cli.diff:command", "answers.comparison:pair"]
