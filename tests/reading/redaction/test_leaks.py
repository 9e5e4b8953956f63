"""A leak check finds every letter a file carries and does not show, and says where, never what."""

from __future__ import annotations

import functools
import importlib.util
import sys
from pathlib import Path

import msgspec
import pytest

from mouarchive.errors import UnreadableError
from mouarchive.reading import check_leaks
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.redaction.hidden import painted_twice
from mouarchive.reading.text.glyphs import characters
from mouarchive.reading.text.pdfium import open_document


def _load():
    spec = importlib.util.spec_from_file_location("leaky", Path(__file__).with_name("leaky.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["leaky"] = module
    spec.loader.exec_module(module)
    return module


leaky = _load()


@pytest.fixture(scope="session")
def check(tmp_path_factory):
    """The report on a file given by its bytes; each file is checked once."""
    path = tmp_path_factory.mktemp("leaks") / "release.pdf"

    @functools.cache
    def _check(data: bytes):
        path.write_bytes(data)
        return check_leaks(path)

    return _check


@pytest.mark.parametrize("name", leaky.BAD)
def test_every_bad_redaction_is_found(check, name) -> None:
    """Each way to hide a name badly is found, with its cause and with as many letters as it hides."""
    data, kind, cause = leaky.BAD[name]
    report = check(data)
    assert report.leaking
    assert {(leak.kind, leak.cause) for leak in report.leaks if leak.grave} == {(kind, cause)}
    if kind in {"hidden", "marked", "comment"}:
        assert sum(leak.letters for leak in report.leaks if leak.grave) == leaky.LETTERS


@pytest.mark.parametrize("name", leaky.GOOD)
def test_good_pages_give_no_alarm(check, name) -> None:
    """Frames, shading, watermarks, turned text, scans with a text layer and true redactions hide nothing."""
    report = check(leaky.GOOD[name])
    assert [leak for leak in report.leaks if leak.grave] == []
    assert not report.leaking


def test_a_finding_says_where_it_stands(check) -> None:
    """The box of a finding lies on the displayed page, around the letters."""
    (leak,) = [leak for leak in check(leaky.BAD["black box"][0]).leaks if leak.grave]
    assert leak.page == 1
    assert leak.box.x0 == pytest.approx(leaky.LEFT, abs=2)
    assert leak.box.x1 == pytest.approx(leaky.RIGHT, abs=2)
    assert leak.box.y0 <= leaky.HEIGHT - leaky.Y <= leak.box.y1


def test_a_turned_page_is_measured_as_it_is_shown(check) -> None:
    """On a page turned by a quarter the box is in the page as displayed."""
    (leak,) = [leak for leak in check(leaky.BAD["box on a turned page"][0]).leaks if leak.grave]
    assert leak.box.y0 == pytest.approx(leaky.LEFT, abs=2)
    assert leak.box.y1 == pytest.approx(leaky.RIGHT, abs=2)


@pytest.mark.parametrize("name", leaky.BAD)
def test_the_report_never_holds_the_hidden_words(check, name) -> None:
    """Whatever was found, the report holds none of its words: a report may be published."""
    report = msgspec.json.encode(check(leaky.BAD[name][0])).decode()
    assert not [word for word in leaky.SECRET.split() if word in report]


def test_an_authors_name_is_said_and_is_no_alarm(check) -> None:
    """Most files name an author: it is reported by its length, and the file still counts as clean."""
    report = check(leaky.authored())
    assert [(leak.cause, leak.letters) for leak in report.leaks] == [("author", leaky.LETTERS)]
    assert not report.leaking


def test_a_placeholder_is_no_name(check) -> None:
    """What programs write where no author is known names nobody."""
    assert check(leaky.page(secret=False)).leaks == ()


def test_a_file_that_is_no_pdf_is_refused_in_one_line(tmp_path) -> None:
    """What cannot be read cannot be checked, and is never called clean."""
    path = tmp_path / "letter.pdf"
    path.write_text("Dear sir")
    with pytest.raises(UnreadableError, match=r"letter\.pdf"):
        check_leaks(path)


def test_painting_twice_leaves_the_page_as_it_was(tmp_path) -> None:
    """After the page was painted without its text, the text paints and reads as before."""
    path = tmp_path / "page.pdf"
    path.write_bytes(leaky.BAD["unpainted text"][0])
    with path.open("rb") as file:
        page = open_document(file.fileno()).page(0)
        drawing, glyphs = look(page), page.glyphs(10_000)
        first = painted_twice(page, glyphs, drawing, 10**7)
        again = painted_twice(page, glyphs, drawing, 10**7)
        assert first.shown.tobytes() == again.shown.tobytes()
        assert first.seen == again.seen
        assert any(first.seen)
        assert "Jane" in "".join(characters(page.glyphs(10_000).units))
        page.close()
