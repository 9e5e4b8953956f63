"""What an OCR engine would have made of one and the same print, and what is a change."""

from __future__ import annotations

import pytest

from mouarchive.comparing.comparison import compare
from mouarchive.comparing.misreadings import Reading, judge
from mouarchive.model import ChangeClass, ChangeKind, Clause

MISREAD, POSSIBLE, CHANGE = Reading.MISREAD, Reading.POSSIBLE, Reading.CHANGE


@pytest.mark.parametrize(
    ("old", "new", "doubted", "found"),
    [
        ("school", "schoo!", (), MISREAD),
        ("modern", "modem", (), MISREAD),
        ("those", "thosé", (), MISREAD),
        ("exhausted;", "exhausted", (), MISREAD),
        ("a reference", "areference", (), MISREAD),
        ("", ":", (), MISREAD),
        ("officer", "offlcer", (), MISREAD),
        ("supplier's", "suppliers'", (), POSSIBLE),
        ("supplier's", "suppliers", (), POSSIBLE),
        ("supplier's", "suppliers'", ("suppliers'",), MISREAD),
        ("reported", "reporbed", ("reporbed",), POSSIBLE),
        ("ward", "word", (), POSSIBLE),
        ("wrong", "wf6ng", ("wf6ng",), POSSIBLE),
        ("officer", "saaieaa", ("saaieaa",), POSSIBLE),
        ("", "es", ("es",), MISREAD),
        ("officer", "director", (), CHANGE),
        ("", "es", (), CHANGE),
        ("form", "from", (), CHANGE),
        ("and", "or", (), CHANGE),
        ("", "not", ("not",), CHANGE),
    ],
)
def test_differences_are_told_from_misreadings(old, new, doubted, found) -> None:
    """Look-alikes and lost marks are misread; common words, and words that look otherwise, have changed."""
    assert judge([(old, new)], doubted) is found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,400", "1400"),
        ("10 days", "1O days"),
        ("£500", "500"),
        ("not", "nol"),
        ("shall", "sha1l"),
        ("may", "rnay"),
        ("15.2", "152"),
        ("30%", "30"),
    ],
)
def test_figures_and_words_that_bind_are_never_waved_through(old, new) -> None:
    """A figure, "not", "shall" or "may" read otherwise is a possible change, however alike the glyphs."""
    for doubted in ((), tuple(new.split())):
        assert judge([(old, new)], doubted) is not MISREAD
        assert judge([(new, old)], doubted) is not MISREAD


def clause(text: str, *, ocr: bool = False, unsure: tuple[str, ...] = ()) -> Clause:
    """A clause with this text."""
    return Clause("1", "1", None, text, 1, 1, ocr=ocr, unsure=unsure)


TEXT = "The officer shall keep {} records of each request in the schoo{} for six years"


@pytest.mark.parametrize(
    ("scan", "kind", "sort"),
    [
        (TEXT.format("1,400", "!"), ChangeKind.UNCHANGED, ChangeClass.OCR_LIKE),
        (TEXT.format("1,400", "l ~") + " :", ChangeKind.UNCHANGED, ChangeClass.OCR_LIKE),
        (TEXT.format("1400", "!"), ChangeKind.MODIFIED, ChangeClass.OCR_LIKE),
        (TEXT.format("1,400", "l").replace("six", "seven"), ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE),
        (TEXT.format("1,400", "l").replace("shall", "may"), ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE),
    ],
)
def test_text_against_its_scan_shows_true_changes_only(scan, kind, sort) -> None:
    """The gravest difference of a clause decides: misread, possibly changed, or changed."""
    (change,) = compare([clause(TEXT.format("1,400", "l"))], [clause(scan, ocr=True)]).changes
    assert (change.kind, change.change_class) == (kind, sort)


def test_two_text_layers_are_never_misread() -> None:
    """Where no text was read from a picture, letters that look alike are a change to be shown."""
    (change,) = compare([clause("The ward pays.")], [clause("The word pays.")]).changes
    assert (change.kind, change.change_class) == (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)
