# ruff: noqa: RUF001 - glyphs that look alike are what is tested
"""Each class of difference with what is of it and what just is not: no change under a lesser name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing import compare
from mouarchive.model import ChangeClass, ChangeKind, Clause

COSMETIC, PUNCTUATION, OCR_LIKE = ChangeClass.COSMETIC, ChangeClass.PUNCTUATION, ChangeClass.OCR_LIKE
FRAME = "Each participant keeps a register of requests: {} and tells the other of it in the same month."


def clause(words, *, heading=None, ocr=False, kind="clause"):
    """Clause 1 with these words."""
    return Clause("1", "1", heading, words, 1, 1, ocr=ocr, kind=kind)


def classed(old, new, *, ocr=False):
    """Kind and class of a clause in which one stands for the other, and the other way round."""
    sides = [clause(FRAME.format(words)) for words in (old, new)]
    scan = clause(FRAME.format(new), ocr=ocr)
    (there,), (back,) = compare([sides[0]], [scan]).changes, compare([scan], [sides[0]]).changes
    assert (there.kind, there.change_class) == (back.kind, back.change_class)
    return there.kind, there.change_class


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("the “MoU”", 'the "MoU"', id="glyphs of quotation marks"),
        pytest.param("the pupil’s", "the pupil's", id="glyphs of an apostrophe"),
        pytest.param("2015–2016", "2015-2016", id="glyphs of dashes"),
        pytest.param("−5 degrees", "-5 degrees", id="glyphs of a minus sign"),
        pytest.param("at  least\none", "at least one", id="white space"),
        pytest.param("5\u00a0%", "5 %", id="a space that does not break"),
        pytest.param("the oﬃcer", "the officer", id="ligatures"),
        pytest.param("infor\u00admation", "information", id="soft hyphens"),
        pytest.param("infor- mation", "information", id="a hyphen at a line's end"),
        pytest.param("and so on…", "and so on...", id="ellipses"),
        pytest.param("by ________", "by ____________", id="a blank to be filled in"),
        pytest.param("• one ▪ two", "▪ one • two", id="glyphs of bullets"),
    ],
)
def test_typography_alone_is_cosmetic_and_no_change(old, new):
    """The same characters once the typesetter's choices are made alike: unchanged."""
    assert classed(old, new) == (ChangeKind.UNCHANGED, COSMETIC)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 %", "5"),
        ("5%", "5"),
        ("> 5 pupils", "< 5 pupils"),
        ("≥ 5 pupils", "≤ 5 pupils"),
        ("± 5 days", "5 days"),
        ("£1,000", "£10,000"),
        ("£1,000", "$1,000"),
        ("£1,000", "£1.000"),
        ("1.5 days", "15 days"),
        ("1,440 records", "1440 records"),
        ("10:30", "1030"),
        ("-5 degrees", "5 degrees"),
        ("10²", "102"),
        ("the pupil’s data", "the pupils’ data"),
        ("the pupils’ data", "the pupils data"),
        ("Personal Data", "personal data"),
        ("the Council", "the council"),
        ("re-sign", "resign"),
        ("2-3 days", "23 days"),
        ("non-disclosure", "non disclosure clauses"),
        ("and/or", "and or"),
        ("shall not", "shall"),
        ("unlawful", "lawful"),
        ("modern", "modem"),
        ("ward", "word"),
        ("cleared", "deared"),
        ("day", "days"),
        ("1st day", "2nd day"),
        ("§ 5", "5"),
        ("☐ Nationality", "☒ Nationality"),
        ("□ Nationality", "■ Nationality"),
        ("who?", "who"),
        ("data – all of it", "data all of it"),
        ("clauses 2 3", "clauses 23"),
    ],
)
def test_what_can_carry_the_law_is_substantive(old, new):
    """On text layers a sign, figure, apostrophe, capital, hyphen or letter is a change, and called one."""
    assert classed(old, new) == (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("not, however,", "not however"),
        ("one; and", "one, and"),
        ("(if any)", "if any"),
        ("the “Data”", "the Data"),
        ("the ‘Data’", "the Data"),
        ("the end. The", "the end: The"),
        ("e.g. one", "eg one"),
        ("[the sum]", "(the sum)"),
    ],
)
def test_marks_that_come_or_go_are_punctuation_and_a_change(old, new):
    """Commas, full stops, semicolons, colons, brackets and quotation marks: shown and counted, as that."""
    assert classed(old, new) == (ChangeKind.MODIFIED, PUNCTUATION)


@pytest.mark.parametrize(
    ("heading", "after", "kind", "expected"),
    [
        ("USE OF DATA", "Use of data", "clause", (ChangeKind.UNCHANGED, COSMETIC)),
        ("Use of Data", "Use of data", "section", (ChangeKind.UNCHANGED, COSMETIC)),
        ("Personal Data", "Personal data", "item", (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)),
        ("USE OF DATA", "Use of dates", "clause", (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)),
        ("Use of data", "Use, of data", "clause", (ChangeKind.MODIFIED, PUNCTUATION)),
    ],
)
def test_capitals_are_typography_in_a_heading_alone(heading, after, kind, expected):
    """A heading is set in capitals or not; a list's item is no heading, and words beside capitals count."""
    text = FRAME.format("one")
    old, new = (clause(text, heading=words, kind=kind) for words in (heading, after))
    (change,) = compare([old], [new]).changes

    assert (change.kind, change.change_class) == expected


@pytest.mark.parametrize(
    ("old", "new", "kind", "sort"),
    [
        ("the school", "the schoo!", ChangeKind.UNCHANGED, OCR_LIKE),
        ("the ward", "the word", ChangeKind.MODIFIED, OCR_LIKE),
        ("1,400 records", "1400 records", ChangeKind.MODIFIED, OCR_LIKE),
        ("the officer", "the director", ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE),
        ("shall", "may", ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE),
        ("the “MoU”", 'the "MoU"', ChangeKind.UNCHANGED, COSMETIC),
    ],
)
def test_only_a_scan_is_misread(old, new, kind, sort):
    """Where OCR read a side, what it may have misread is told as that; two text layers are never doubted."""
    assert classed(old, new, ocr=True) == (kind, sort)
    assert classed(old, new)[1] is not OCR_LIKE


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ("[redacted], > 5", "Jane Doe, > 5", ChangeClass.UNREDACTED),
        ("[redacted], > 5", "Jane Doe, < 5", ChangeClass.SUBSTANTIVE),
        ("[redacted], Personal Data", "Jane Doe, personal data", ChangeClass.SUBSTANTIVE),
        ("Jane Doe, the “Lead”", '[redacted], the "Lead"', ChangeClass.REDACTION),
        ("Jane Doe, 1.5 days", "[redacted], 15 days", ChangeClass.SUBSTANTIVE),
    ],
)
def test_a_black_box_excuses_nothing_beside_it(old, new, sort):
    """Redaction and unredacted only where all that can be read is the same, signs and capitals included."""
    (change,) = compare([clause(FRAME.format(old))], [clause(FRAME.format(new))]).changes

    assert change.change_class is sort


MARK = st.sampled_from(list("%<>=+/&@#$£€-?!*~^|\\§°±≥≤²½0123456789abcXYZ'"))


@given(st.integers(0, len(FRAME) - 1), MARK)
def test_no_sign_comes_or_goes_unseen(at, mark):
    """Any one sign, letter or figure put anywhere into a clause is a change, and no lesser one."""
    old = FRAME.replace("{}", "one")
    words = f"{old[:at]}{mark}{old[at:]}"
    (change,) = compare([clause(old)], [clause(words)]).changes

    assert (change.kind, change.change_class) == (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)


@pytest.mark.parametrize("at", range(1, len(FRAME)))
def test_no_hyphen_comes_or_goes_inside_a_line(at):
    """Only where a line may end, in front of white space inside a word, can a hyphen be the typesetter's."""
    old = FRAME.replace("{}", "one")
    (change,) = compare([clause(old)], [clause(f"{old[:at]}-{old[at:]}")]).changes

    assert (change.kind, change.change_class) == (ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE)
