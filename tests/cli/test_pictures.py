"""Pictures of clauses, and searchable copies of scans."""

from __future__ import annotations

import hashlib
import io
import shutil
import stat
from types import SimpleNamespace

import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase.pdfmetrics import stringWidth

from mouarchive.reading.process.parent import page_image


def test_the_clause_is_marked_on_its_page(run, first, tmp_path):
    """The picture of a clause is its page as PNG, and differs from it only where the clause stands."""
    target = tmp_path / "clause.png"
    code, out, err = run("show", first, "2.2", "--image", target)

    assert (code, err) == (0, f"wrote {target}\n")
    assert "(Once collected) Nationality" in out
    with Image.open(target) as image, Image.open(io.BytesIO(page_image(first, 1, 150))) as plain:
        difference = ImageChops.difference(image.convert("L"), plain.convert("L")).point(
            lambda value: 255 if value > 12 else 0
        )
        x0, y0, x1, y1 = (edge * 72 / 150 for edge in difference.getbbox())
    row = 842 - (760 - 24 * 5)
    end = 108 + stringWidth("(Once collected) Nationality of the child", "Helvetica", 12)
    assert x0 == pytest.approx(70, abs=3)
    assert y0 < row - 6
    assert row - 2 < y1 < row + 10
    assert x1 == pytest.approx(end, abs=4)


@pytest.mark.parametrize("arguments", [("--image", "a.png"), ("2.2", "--image", "a.jpg")])
def test_a_picture_needs_a_clause_and_a_png(run, first, tmp_path, arguments):
    """Without a clause, or with another kind of file, --image is wrong use and nothing is written."""
    *rest, name = arguments
    code, _, err = run("show", first, *rest, tmp_path / name)

    assert code == 2
    assert "--image takes a clause and the name of a .png file" in err
    assert list(tmp_path.iterdir()) == []


def test_a_clause_of_a_held_version_has_a_picture(run, fresh, first, tmp_path):
    """The places of clauses are kept in the archive: a version gives the same picture as its file."""
    assert fresh
    run("add", first, "--agreement", "x", "--title", "X", "--label", "1.0")
    assert run("show", "x@1.0", "2.2", "--image", tmp_path / "a.png")[0] == 0
    assert run("show", first, "2.2", "--image", tmp_path / "b.png")[0] == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.fixture
def path_only(tmp_path, monkeypatch):
    """A folder that is the whole search path for programs, in an environment without the library."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("mouarchive.cli.export.find_spec", lambda _name: None)
    return folder


def program(folder, script):
    path = folder / "ocrmypdf"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_without_ocrmypdf_one_line_says_what_to_install(run, first, tmp_path, path_only):
    """Where OCRmyPDF is missing, the command fails with one line that says how to get it."""
    assert path_only
    code, out, err = run("export", "--searchable", tmp_path / "out.pdf", first)

    assert (code, out) == (1, "")
    assert err.startswith("mouarchive: OCRmyPDF is not installed; install OCRmyPDF (pip install ocrmypdf)")
    assert err.count("\n") == 1


def test_the_copy_is_written_and_the_original_left_alone(run, first, tmp_path, path_only):
    """OCRmyPDF gets the original to read and a place of its own to write; the copy appears whole."""
    program(path_only, f'for last; do :; done\n{shutil.which("cp", path="/bin:/usr/bin")} "{first}" "$last"')
    before = hashlib.sha256(first.read_bytes()).hexdigest()
    target = tmp_path / "out.pdf"
    code, out, _ = run("export", "--searchable", target, first)

    assert (code, out) == (0, f"wrote {target}\n")
    assert target.read_bytes() == first.read_bytes()
    assert hashlib.sha256(first.read_bytes()).hexdigest() == before
    assert "is there already" in run("export", "--searchable", target, first)[2]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo cannot >&2; exit 8", "the file is locked with a password"),
        ("exit 3", "a program that it needs is missing; install OCRmyPDF"),
        ("echo first; echo one >&2; echo two words >&2; exit 15", "two words"),
        ("exit 15", "exit code 15"),
        ("exit 0", "exit code 0"),
    ],
)
def test_a_failure_of_ocrmypdf_is_one_line(run, first, tmp_path, path_only, script, why):
    """Where OCRmyPDF fails or makes no file, what it said last is the reason, and no file is left."""
    program(path_only, script)
    code, _, err = run("export", "--searchable", tmp_path / "out.pdf", first)

    assert code == 1
    assert err.startswith(f"mouarchive: {first.name}: OCRmyPDF failed: {why}")
    assert err.count("\n") == 1
    assert not (tmp_path / "out.pdf").exists()


def test_ocrmypdf_may_take_an_hour(run, first, tmp_path, path_only, monkeypatch):
    """A file on which OCRmyPDF does not come to an end is given up, with advice."""
    program(path_only, "while :; do :; done")
    monkeypatch.setattr("mouarchive.cli.export._SECONDS", 0.2)
    code, _, err = run("export", "--searchable", tmp_path / "out.pdf", first)

    assert (code, err.count("\n")) == (1, 1)
    assert "took longer than an hour; split the file" in err


def test_ocrmypdf_of_this_environment_comes_first(run, first, tmp_path, monkeypatch):
    """Where the library is installed beside mouarchive it is called, not a program of the system."""
    monkeypatch.setattr("mouarchive.cli.export.find_spec", lambda _name: True)
    interpreter = tmp_path / "python"
    interpreter.write_text('#!/bin/sh\necho "$1 $2" >&2; exit 15\n')
    interpreter.chmod(interpreter.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("mouarchive.cli.export.sys", SimpleNamespace(executable=str(interpreter)))

    assert run("export", "--searchable", tmp_path / "out.pdf", first)[2].endswith("failed: -m ocrmypdf\n")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="OCRmyPDF is not installed here")
def test_a_real_scan_becomes_searchable(run, tmp_path, project):
    """With OCRmyPDF at hand a scan's copy has a text layer that can be read without our OCR."""
    scan = project / "documents" / "specimen-pupil-data" / "20160912-final-v2.0-redacted-scan.pdf"
    assert run("export", "--searchable", tmp_path / "out.pdf", scan)[0] == 0
    assert "Information supplied by the Department" in run("show", tmp_path / "out.pdf", "--no-ocr")[1]
