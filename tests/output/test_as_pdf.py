"""The redline as a PDF: drawn from our own HTML where WeasyPrint is installed, else refused in one line."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pypdf
import pytest
from tests.output.test_as_docx import AFTER, BEFORE, redlined

from mouarchive.answers.comparison import Redlines
from mouarchive.errors import MouarchiveError
from mouarchive.output import as_pdf
from mouarchive.output.serializer import Wish

ANSWER = Redlines((redlined(BEFORE, AFTER),))


def test_without_the_extra_one_line_names_it(monkeypatch):
    """Who has no WeasyPrint is told how to get it, and what to use meanwhile."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(MouarchiveError, match=r"^a PDF needs the extra pdf: pip install 'mouarchive\[pdf\]'"):
        as_pdf.data(ANSWER, Wish("pdf"))


def test_without_its_libraries_one_line_says_so(monkeypatch):
    """The package alone is not enough: what it draws with is named by the error that it gives."""

    def failing(name):
        raise OSError(f"cannot load library 'pango'\nmuch more about {name}")

    monkeypatch.setattr(as_pdf, "importlib", SimpleNamespace(import_module=failing))
    with pytest.raises(
        MouarchiveError, match=r"^WeasyPrint cannot draw here \(cannot load library 'pango'\)"
    ):
        as_pdf.data(ANSWER, Wish("pdf"))


@pytest.fixture(scope="module")
def drawn():
    """The PDF of a redline, drawn twice."""
    pytest.importorskip("weasyprint", reason="pip install 'mouarchive[pdf]' to run this test")
    return [as_pdf.data(ANSWER, Wish("pdf")) for _ in range(2)]


def test_it_holds_the_redline(drawn, tmp_path):
    """Title, counts, and words that went and came stand in it; its pages are numbered."""
    path = tmp_path / "redline.pdf"
    path.write_bytes(drawn[0])
    read = pypdf.PdfReader(path)
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())

    assert read.metadata.title == "old compared with new"
    for words in ("old compared with new", "twelve", "six", "page 1 of"):
        assert words in text


def test_the_same_bytes_each_time(drawn):
    """No clock and no chance is in it."""
    assert drawn[0] == drawn[1]


def test_nothing_is_fetched():
    """Whatever a document's text names, drawing it asks nobody."""
    with pytest.raises(ValueError, match="nothing is fetched"):
        as_pdf._refuse("https://example.org/picture.png")
