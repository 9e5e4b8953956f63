"""`mouarchive check` says where a file hides text and how much, never what; its exit code is for scripts."""

from __future__ import annotations

import json

import pytest
from reportlab.pdfgen.canvas import Canvas


@pytest.fixture(scope="module")
def leaking(tmp_path_factory):
    """A page with a name under a black box."""
    path = tmp_path_factory.mktemp("pdf") / "leaking V0 3.pdf"
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 720, "1. The departments share data about pupils every month of the year.")
    canvas.drawString(72, 700, "2. The contact is")
    canvas.drawString(180, 700, "Jane Specimen")
    canvas.rect(178, 697, 90, 12, stroke=0, fill=1)
    canvas.save()
    return path


def test_a_leak_is_one_line_and_exit_code_one(run, leaking):
    """Each finding is one line with page, place and length; the hidden words never appear."""
    code, out, err = run("check", leaking)

    assert (code, err) == (1, "")
    (line,) = out.splitlines()
    assert line.endswith(": 12 letters under a box")
    assert "page 1 at 180," in line
    assert "Specimen" not in out.replace(str(leaking), "")


def test_a_clean_file_is_said_to_be_clean(run, first):
    """A file that hides nothing gives one line that says so, and exit code 0."""
    code, out, _ = run("check", first)

    assert code == 0
    assert out == f"{first}: nothing hidden in 1 page\n"


def test_the_same_as_json(run, leaking, first):
    """With --format json each file carries its findings as data."""
    code, out, _ = run("check", leaking, first, "--format", "json")
    found = json.loads(out)

    assert code == 1
    assert found["leaking"] == 1
    assert [file["leaking"] for file in found["files"]] == [True, False]
    (leak,) = found["files"][0]["leaks"]
    assert (leak["kind"], leak["cause"], leak["page"], leak["letters"]) == ("hidden", "box", 1, 12)


def test_what_cannot_be_read_is_never_called_clean(run, tmp_path, first):
    """A file that cannot be checked is named on stderr with exit code 1; the others are checked."""
    broken = tmp_path / "letter.pdf"
    broken.write_text("Dear sir")
    code, out, err = run("check", broken, first)

    assert code == 1
    assert "nothing hidden in 1 page" in out
    assert err.startswith("mouarchive: letter.pdf: not a PDF")


def test_without_a_name_every_held_copy_is_checked(run, fresh, leaking, first):
    """An archive is checked as a whole; a version by its name."""
    assert fresh
    run("add", leaking, "--agreement", "x", "--title", "X", "--label", "1.0")
    run("add", first, "--agreement", "x", "--label", "2.0")
    code, out, _ = run("check")

    assert code == 1
    assert [line.split(":")[0].split()[0] for line in out.splitlines()] == ["x@1.0", "x@2.0"]
    assert run("check", "x@2.0")[0] == 0


def test_add_warns_of_leaks_and_of_a_name_that_misleads(run, fresh, leaking):
    """A release is taken in with its leaks said, and where its name and its label disagree."""
    assert fresh
    code, out, _ = run("add", leaking, "--agreement", "x", "--title", "X", "--label", "1.0")

    assert code == 1
    assert "! the file's name says 0.3, the record says 1.0" in out
    assert ": 12 letters under a box" in out
    assert "it is not published until somebody decides" in out


def test_a_file_that_hides_text_is_held_back_until_somebody_says_why_it_may_go_out(run, fresh, leaking):
    """The build names it and asks for a person; the decision of that person lets it go."""
    assert fresh
    run("add", leaking, "--agreement", "x", "--title", "X", "--label", "1.0")
    for _ in range(2):
        code, _, err = run("build")
        assert code == 1
        assert "documents/x/" in err
        assert "it is held back from all that is published" in err
    code, out, _ = run("decide", "x@1.0", "publish", "--who", "A. Keeper", "--why", "the printer's own name")
    assert code == 0
    assert "may be published; carry it out with: mouarchive build" in out
    code, _, err = run("build")
    assert (code, err) == (0, "")


@pytest.fixture(scope="module")
def redline(tmp_path_factory):
    """A page of clauses of which one is struck out and another written in its place."""
    path = tmp_path_factory.mktemp("pdf") / "redline.pdf"
    canvas = Canvas(str(path), invariant=True)
    old = "2. The data are kept for six months and then destroyed by the office."
    new = old.replace("six", "twelve")
    canvas.drawString(72, 720, "1. Purpose of the agreement")
    canvas.drawString(72, 700, old)
    canvas.line(72, 703.8, 72 + canvas.stringWidth(old), 703.8)
    canvas.setFillColorRGB(0.8, 0.1, 0.4)
    canvas.drawString(72, 680, new)
    canvas.line(72, 678.5, 72 + canvas.stringWidth(new), 678.5)
    canvas.save()
    return path


def test_a_redline_is_no_version_without_a_word(run, fresh, redline):
    """A file that shows both readings is taken in as a draft, and the receipt says so."""
    assert fresh
    code, out, _ = run("add", redline, "--agreement", "x", "--title", "X", "--label", "1.0")

    assert code == 0
    assert "status: draft (it shows the old and the new reading at once" in out
    assert "it is not a version of its own" in out
    assert 'status = "draft"' in (fresh / "documents/x/agreement.toml").read_text()
    assert "it is not a version of its own" in " ".join(run("show", redline)[1].split())


def test_a_person_may_say_what_a_redline_is(run, fresh, redline):
    """What --status says stands; the receipt still says what the file looks like."""
    _, out, _ = run("add", redline, "--agreement", "x", "--title", "X", "--label", "1.0", "--status", "final")

    assert "status: draft" not in out
    assert "it is not a version of its own" in out
    assert 'status = "final"' in (fresh / "documents/x/agreement.toml").read_text()
