"""`diff` of two folders: a report of every pair, in every format, and what was compared with none."""

from __future__ import annotations

import csv
import io
import json
import shutil

import docx
import pytest

from .conftest import FIRST, write_pdf

OTHER = tuple(
    (f"{at}.", f"The tenant keeps room {at} of the house in good repair at all times") for at in range(1, 9)
)


@pytest.fixture
def folders(tmp_path, first, second, monkeypatch):
    """Two folders: an agreement and its next version under strange names, and two strangers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "before" / "more").mkdir(parents=True)
    (tmp_path / "after").mkdir()
    shutil.copy(first, tmp_path / "before" / "zzz.pdf")
    shutil.copy(second, tmp_path / "after" / "aaa.pdf")
    write_pdf(tmp_path / "before" / "more" / "lease.pdf", OTHER)
    write_pdf(tmp_path / "after" / "zzz.pdf", tuple((label, text[::-1]) for label, text in FIRST))
    (tmp_path / "after" / "list.csv").write_text("a,b", "utf-8")
    return tmp_path


def test_the_report_begins_with_the_pairs(folders, run):
    """Each pair with its reason, what has no partner with its own, then the redline."""
    code, printed, told = run("diff", "before", "after")
    said = " ".join(printed.split())

    assert (code, told) == (0, "")
    assert said.startswith("before compared with after, file by file older newer why a pair zzz.pdf aaa.pdf ")
    assert "of their runs of four words are in both" in said
    assert "3 files compared with none." in said
    assert "- more/lease.pdf of the older folder, before: nothing like it" in said
    assert "- list.csv of the newer folder, after: not looked at" in said
    assert "zzz.pdf compared with aaa.pdf" in said
    assert "{+twelve+}" in said
    assert str(folders) not in printed
    assert max(map(len, printed.splitlines())) <= 100


@pytest.mark.usefixtures("folders")
def test_every_format_has_pairs_strangers_and_redlines(run, tmp_path):
    """JSON, CSV, HTML, Markdown and Word say the same."""
    for name in ("all.json", "all.csv", "sum.csv", "all.html", "all.md", "all.docx"):
        code, _, told = run(
            "diff", "before", "after", "-o", name, *(["--summary"] if name == "sum.csv" else [])
        )
        assert code == 0, told
    found = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [(one["old"], one["new"]) for one in found["pairs"]] == [("zzz.pdf", "aaa.pdf")]
    assert {one["file"] for one in found["alone"]} == {"more/lease.pdf", "zzz.pdf", "list.csv"}
    assert found["comparisons"][0]["summary"]["removed"] == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    assert [row["new_version"] or row["old_version"] for row in rows if row["kind"] == "not compared"] == [
        "more/lease.pdf", "list.csv", "zzz.pdf",
    ]  # fmt: skip
    assert "older" not in rows[0]["kind"]
    texts = [(tmp_path / name).read_text("utf-8") for name in ("sum.csv", "all.html", "all.md")]
    word = docx.Document(str(tmp_path / "all.docx"))
    texts.append("\n".join(p.text for p in word.paragraphs))
    for text in texts:
        assert "more/lease.pdf" in text
        assert "nothing like it in the other folder" in text
    assert [cell.text for cell in word.tables[0].rows[1].cells][:2] == ["zzz.pdf", "aaa.pdf"]


@pytest.mark.usefixtures("folders")
def test_exit_codes(run, tmp_path):
    """A file that cannot be read is told and is a problem, once the rest is written; a stranger differs."""
    assert run("diff", "before", "before", "--exit-code", "--summary")[0] == 0
    assert run("diff", "before", "after", "--exit-code", "--summary")[0] == 1
    (tmp_path / "after" / "bad.pdf").write_text("no PDF", "utf-8")
    code, printed, told = run("diff", "before", "after", "--summary")
    assert code == 1
    assert "- bad.pdf of the newer folder, after: not a PDF but plain text." in printed
    assert told == "mouarchive: not all files could be read: bad.pdf: not a PDF but plain text\n"
    assert run("diff", "before", "after", "--summary", "--exit-code")[0] == 2


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("before/more", "empty"), "nothing like it"),
        (("empty", "empty"), "no file there that ends in .pdf, .docx, .odt"),
        (("before", "after", "--clause", "99"), "no text in these folders has a clause 99"),
        (("before", "after", "--only", "nonsense"), "--only nonsense: not one of"),
        (("before", "after/aaa.pdf"), "is a folder"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_compared_is_said(run, tmp_path, asked, said):
    """Empty folders, unknown words and a folder beside a file: one plain line."""
    (tmp_path / "empty").mkdir()
    _, printed, told = run("diff", *asked)

    assert said in printed + told
    assert told.count("\n") <= 1
