"""Word and OpenDocument files named to `diff`, `show`, `trace` and `add`."""

from __future__ import annotations

import json
import shutil

import docx
import pytest

from .conftest import FIRST, SECOND

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed here: nothing to lay out with",
)


def written(path, clauses):
    """A Word file with these clauses."""
    made = docx.Document()
    for label, text in clauses:
        made.add_paragraph(f"{label} {text}")
    made.save(str(path))
    return path


@needs_office
def test_a_word_file_against_a_pdf(run, tmp_path, first):
    """A draft in Word is compared with the PDF that was released: only what differs in words differs."""
    draft = written(tmp_path / "draft.docx", SECOND)
    code, printed, told = run("diff", first, draft, "--format", "json")
    found = json.loads(printed)

    assert (code, told) == (0, "")
    assert {name: found["summary"][name] for name in ("added", "removed", "modified", "renumbered")} == {
        "added": 0, "removed": 1, "modified": 1, "renumbered": 1,
    }  # fmt: skip
    assert [one["code"] for one in found["warnings"] if one["about"] == "new"] == ["laid-out"]
    code, printed, _ = run("diff", draft, draft, "--exit-code", "--summary")
    assert code == 0


@needs_office
def test_a_clause_with_its_picture_and_the_rules(run, tmp_path):
    """`show` gives the clause, a picture of the page as laid out, and why it is a clause."""
    draft = written(tmp_path / "draft.docx", FIRST)
    code, printed, told = run("show", draft, "2.2", "--image", tmp_path / "clause.png")
    assert code == 0, told
    assert "(Once collected) Nationality of the child" in printed
    assert (tmp_path / "clause.png").read_bytes().startswith(b"\x89PNG")
    assert "its label" in run("show", draft, "2.2", "--explain")[1]


@needs_office
def test_an_archive_takes_no_word_file(run, fresh, tmp_path):
    """An archive keeps bytes as they were released, with pages that stay: a Word file is refused, and why."""
    code, printed, told = run("add", written(tmp_path / "draft.docx", FIRST), "--agreement", "pupils")

    assert (code, printed) == (1, "")
    assert "an archive keeps PDF files, byte for byte as released; ask for the PDF" in told
    assert told.count("\n") == 1
    assert not list((fresh / "documents").glob("*/*"))


def test_a_phrase_is_followed_through_files(run, first, second):
    """`trace` of files needs no archive: where the phrase stands, and where it no longer does."""
    code, printed, told = run("trace", "(once collected) nationality", first, second)

    assert (code, told) == (0, "")
    assert "vanishes between first.pdf, where it stands at" in " ".join(printed.split())
    found = json.loads(run("trace", "nationality", first, second, "--format", "json")[1])
    assert [one["state"] for one in found["agreements"][0]["versions"]] == ["present", "absent"]
    assert "Not found in 2 versions that could be read." in run("trace", "zebra", first, second)[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("first.pdf", "--as-at", "2016-01-01"), "--agreement and --as-at are about an archive"),
        (("first.pdf", "first.pdf"), "name each file once, the oldest first"),
        (("nowhere.docx",), "nowhere.docx: no such file"),
    ],
    ids=" ".join,
)
def test_files_that_cannot_be_traced(run, first, monkeypatch, asked, said):
    """One plain line, and nothing is printed."""
    monkeypatch.chdir(first.parent)
    code, printed, told = run("trace", "nationality", *asked)

    assert code
    assert printed == ""
    assert said in told
    assert told.count("\n") == 1
