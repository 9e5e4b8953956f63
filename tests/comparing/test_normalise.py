# ruff: noqa: RUF001 - look-alike characters are what is tested
"""Forms of a text: what is layout, what is cosmetic, what a scanner confuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing.normalise import (
    comparison_form,
    confusion_form,
    layout_form,
    same_layout,
    search_text,
    without_marks,
)
from mouarchive.comparing.phrases import solid


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("the  Participants\nwill share", "the Participants will share", id="white space"),
        pytest.param("the “MoU”", 'the "MoU"', id="quotes"),
        pytest.param("it’s", "it's", id="apostrophe"),
        pytest.param("2015–2016", "2015-2016", id="dashes"),
        pytest.param("ofﬁcer", "officer", id="ligature"),
        pytest.param("infor\u00admation", "information", id="soft hyphen"),
        pytest.param("infor- mation", "information", id="hyphen at a line end"),
        pytest.param("well- known", "well-known", id="compound broken at its own hyphen"),
        pytest.param("15.2.6\u200b Nationality", "15.2.6 Nationality", id="zero-width space"),
        pytest.param("• name • address", "▪ name ▪ address", id="bullet glyphs"),
        pytest.param("all of:\n• name", "all of:\nˆ name", id="a bullet of a font without names"),
        pytest.param("all of:\n• name\n• address", "all of:\n– name\n- address", id="a dash for a bullet"),
        pytest.param("and\n• “Day” means any", "and\n– “Day” means any", id="a dash before a quoted term"),
        pytest.param("Annex 5 : data", "Annex 5: data", id="space before a colon"),
        pytest.param("Signed ________", "Signed ______________", id="a blank of another length"),
        pytest.param("Signed ..........", "Signed .....", id="a dotted blank of another length"),
        pytest.param("‹name›", "'name'", id="single guillemets"),
    ],
)
def test_layout_is_no_difference(old, new):
    """What the typesetter did to a text is no change of it."""
    assert same_layout(old, new)
    assert same_layout(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("will not share", "will share", id="a word"),
        pytest.param("the participants", "the Participants", id="case"),
        pytest.param("name; and", "name, and", id="punctuation"),
        pytest.param("6 months", "12 months", id="a number"),
        pytest.param("10² metres", "102 metres", id="a superscript is no plain digit"),
        pytest.param("½ page", "1/2 page", id="a fraction sign is left alone"),
        pytest.param("re-sign", "resign", id="a hyphen inside a line"),
        pytest.param("pre- and post-contract", "pre and post-contract", id="a hyphen that hangs"),
        pytest.param("□ Nationality", "■ Nationality", id="a box ticked"),
        pytest.param("○ Yes ● No", "● Yes ○ No", id="a circle filled"),
        pytest.param("a rate of 1•5", "a rate of 15", id="a raised point in a figure"),
        pytest.param("clauses 2 3", "clauses 23", id="a space between figures"),
        pytest.param("item 1. 5 days", "item 1.5 days", id="a space behind a point between figures"),
        pytest.param("rate:\n- 5 per cent", "rate:\n5 per cent", id="a minus sign that opens a line"),
    ],
)
def test_wording_case_and_punctuation_are_differences(old, new):
    """Whatever a reader can see and that carries meaning is kept."""
    assert not same_layout(old, new)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("The Parties, jointly;", "The Parties (jointly).", True),
        ("the ‘Data’ of pupils’ schools", "the Data of pupils' schools", True),
        ("see cl.5", "see cl 5", True),
        ("pupils’ data", "pupils data", False),
        ("pupil’s data", "pupils’ data", False),
        ("1.5 days", "15 days", False),
        ("a share of .5", "a share of 5", False),
        ("1,440", "1440", False),
        ("at 10:30", "at 1030", False),
        ("£5", "5", False),
        ("-5 degrees", "5 degrees", False),
        ("and/or", "andor", False),
        ("re-sign", "resign", False),
        ("☐ Nationality", "☒ Nationality", False),
    ],
)
def test_marks_are_no_part_of_figures_and_words(old, new, same):
    """Commas, points, colons, brackets and quotation marks go; those inside figures and apostrophes stay."""
    assert same_layout(without_marks(old), without_marks(new)) is same


@pytest.mark.parametrize(
    ("printed", "scanned", "same"),
    [
        ("Date of birth", "Date 0f b1rth", True),
        ("modern", "modem", True),
        ("clear", "dear", True),
        ("5 days", "S days", True),
        ("Name of school", "Name of schoo!", True),
        ("Postal address", "Posta| address", True),
        ("Urgent!", "Urgent", False),
        ("5 days", "8 days", False),
        ("1.0", "7.0", False),
        ("10", "18", False),
    ],
)
def test_confusions_never_join_two_digits(printed, scanned, same):
    """Letters that a scanner confuses are one; two different amounts never are."""
    assert (confusion_form(printed) == confusion_form(scanned)) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“(Once  collected) Nationality”,", "once collected nationality"),
        ("15.2.6 don’t", "15.2.6 don't"),
        ("", ""),
        (" – ; ", ""),
        ("concern ≥ 5 pupils, £500", "concern 5 pupils 500"),
    ],
)
def test_comparison_form(text, expected):
    """Words in order, without case and the marks at their edges; numbers stay whole."""
    assert comparison_form(text) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("the ofﬁce", "the office"),
        ("infor-\nmation", "information"),
        ("DfE-\nHome Office", "DfE- Home Office"),
        ("infor\u00admation", "information"),
        ("data\u200bset", "dataset"),
        ("shared¹ with", "shared with"),
        ("an area of 5 km²", "an area of 5 km²"),
        ("“MoU” ½ ①", "“MoU” ½ ①"),
        ("two\n\n lines", "two lines"),
    ],
)
def test_search_text_repairs_layout_only(raw, expected):
    """The index holds what is printed; nothing is folded that a reader might type."""
    assert search_text(raw) == expected


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Signed: ____________", "Signed: ______", True),
        ("Signed: ............", "Signed: ________", True),
        ("Signed: _ _ _ _", "Signed: ___", True),
        ("Signed: . . . . .", "Signed: ....", True),
        ("Signed: ____________", "Signed: J. Doe", False),
        ("Signed: ____________", "Signed:", False),
        ("Name ____ of ____", "Name ____", False),
        ("a file_name", "a file__name", False),
        ("and so on.", "and so on..", False),
    ],
)
def test_a_blank_to_be_filled_in_is_as_long_as_any_other(old, new, same):
    """A line drawn longer is no change; what is filled in, or a blank that comes or goes, is one."""
    assert same_layout(old, new) is same
    assert same_layout(new, old) is same


@given(st.text())
def test_forms_are_stable(text):
    """A form of a form is the form itself."""
    assert layout_form(layout_form(text)) == layout_form(text)
    assert search_text(search_text(text)) == search_text(search_text(search_text(text)))


@given(st.text(), st.text())
def test_same_layout_is_symmetric(a, b):
    """It makes no difference which text is the older."""
    assert same_layout(a, b) is same_layout(b, a)
    assert same_layout(a, a)


@given(st.text())
def test_solid_offsets_point_at_their_letters(text):
    """Every letter of the letters-only form comes from the raw character its offset names, in order."""
    form = solid(text)
    assert len(form.text) == len(form.offsets) == len(form.starts)
    assert list(form.offsets) == sorted(form.offsets)
    for letter, at in zip(form.text, form.offsets, strict=True):
        assert letter.isalnum()
        assert letter in text[at].casefold() or letter in layout_form(text[at]).casefold()


def test_a_hyphen_at_a_line_end_does_not_end_a_word():
    """Whole-word search sees through hyphenation and soft hyphens."""
    form = solid("infor-\nmation on nation\u00adality")
    words = [k for k in range(len(form.text)) if form.starts[k]]
    assert form.text == "informationonnationality"
    assert words == [0, 11, 13]
