"""Labels that OCR misread: the sequence says what they are, and a warning says what was read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.endnotes import set_apart_endnotes
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.labels.reading import read_misread
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.segment import segment_layout

SCAN = """
15  Annex 5 - Data
154,  Information supplied
2511.  Surname and forename.
15.1.2  Date of birth
15.13  Gender
15:1:4  Address
152  Information returned
15.2.1  Result:
        (a)  one;
        (6)  two;
        \u00a9  three.
aBaF  Final words.
"""


def test_the_sequence_tells_what_ocr_could_not_read(scanned):
    """Labels at their column get the number that is next there; letters and figures may be mistaken."""
    expected = "15 15.1 15.1.1 15.1.2 15.1.3 15.1.4 15.2 15.2.1 15.2.1(a) 15.2.1(b) 15.2.1(c) 15.2.2"
    assert scanned(SCAN).eids == expected.split()


def test_a_number_told_from_its_place_is_said_and_kept_as_read(scanned):
    """The label stays as OCR read it, and the warning says that another number was used."""
    clause = next(clause for clause in scanned(SCAN).segmentation.clauses if clause.eid == "15.1.4")
    assert clause.label == "15:1:4"
    assert [warn.code for warn in clause.warnings] == ["label-inferred"]


def test_nothing_is_guessed_in_a_text_layer(drawn):
    """In a document with a text layer a label is what is printed, and nothing else."""
    assert "15.1.4" not in drawn(SCAN).eids


def test_bullets_of_a_scan_are_not_taken_for_the_next_number(scanned):
    """Marks set apart at another column are no labels, however short."""
    found = scanned(
        """
        4.1  The contacts will:
             e  review the service;
             \u00a2  settle disputes;
             e  report.
        4.2  A note is kept.
        """
    )
    assert found.eids == ["4.1", "4.2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(6) two", "lower 2"),
        ("(il) two", "lower-roman 2"),
        ("\u00a9 three", "lower 3"),
        ("1,1 first", "decimal 1.1"),
        ("l.2 second", "decimal 1.2"),
        ("S.1 first", "decimal 5.1"),
        ("<a) first", "lower 1"),
        ("Cc) third", "lower 3"),
        ("Annex Il: Returns", "annex 2"),
        ("ib) second", "lower 2"),
        ("(<) third", "lower 3"),
        ("(>) second", "lower 2"),
        ("(4) fourth", "lower 4"),
    ],
)
def test_a_misread_label_gets_further_readings(text, expected):
    """Figures taken for letters and letters taken for figures are offered beside what was read."""
    found = [
        f"{mark.family} {'.'.join(map(str, mark.path))}"
        for reading in read_misread(text)
        for mark in reading.marks
    ]
    assert expected in found


def test_a_thin_letter_before_a_roman_number_is_none_of_its_brackets():
    """`ii)` is the second of a list without first brackets, and no `(i)`."""
    assert ("lower-roman", (1,)) not in {
        (mark.family, mark.path) for reading in read_misread("ii) two") for mark in reading.marks
    }


def test_what_is_read_well_gets_no_second_reading():
    """A label that can only be itself is not doubted."""
    assert read_labels("(b) two")
    assert read_misread("2.1 two") == ()


def test_the_first_number_of_an_annex_is_told_from_its_place(scanned):
    """After a heading that opens an annex, a mark at the sections' column is its 1."""
    found = scanned(
        """
        *1.  Purpose*
        1.1  The first.
        *Annex A: Benefits*
        ie  The benefits are these.
        2B  The measures are these.
        3.  The costs are these.
        """
    )
    assert found.eids == ["1", "1.1", "annex-a", "annex-a.1", "annex-a.2", "annex-a.3"]


def test_a_keyword_joined_with_its_number_is_read(scanned):
    """`Article2`, as OCR runs the two together, opens article 2."""
    found = scanned("""
*Article 1  Purpose*
1.  The parties share data.
*Article2 Costs*
1.  Costs are shared.
""")
    assert found.eids == ["article-1", "article-1(1)", "article-2", "article-2(1)"]


def test_a_wrapped_line_that_ocr_measures_too_large_is_no_heading(layout_of):
    """After `… under paragraph`, wrapped, `2.2` refers, though the line above was measured large."""
    layout = layout_of("""
1.  Costs are shared.
2.  The parties share data for the purposes that are set out here and the
    difference is reported under paragraph
    2.2 without delay, in writing.
3.  Nothing else is shared.
""")
    body = [replace(item, line=replace(item.line, confidence=90.0)) for item in layout.body]
    body[2] = replace(body[2], line=replace(body[2].line, size=16.0))
    found = segment_layout(replace(layout, body=tuple(body)))
    assert [clause.eid for clause in found.clauses] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("size", "confidence", "whole"), [(12.9, 90.0, True), (12.9, None, False), (14.0, 90.0, False)]
)
def test_a_few_letters_that_ocr_measures_too_large_end_the_sentence(layout_of, size, confidence, whole):
    """A raised mark makes `Commissioner.` seem larger; on a scan it still ends the sentence above it."""
    layout = layout_of("""
1.  Costs are shared by all the parties to this agreement in equal parts.
2.  The parties share data for the purposes that are allowed by the
    Commissioner in writing
3.  Nothing else is shared.
""")
    body = [replace(item, line=replace(item.line, confidence=confidence)) for item in layout.body]
    body[2] = replace(body[2], line=replace(body[2].line, size=size))
    found = segment_layout(replace(layout, body=tuple(body)))
    assert ("Commissioner" in found.clauses[1].text) is whole


def test_a_number_alone_on_its_line_that_lost_its_stop_is_told_from_its_place(scanned):
    """`13.` above its text, where 1.3 is next, is 1.3."""
    found = scanned("""
1.
Introduction
1.1.
The parties share data.
1.2.
They pay for it.
13.
They keep records.
1.4.
They publish them.
""")
    assert found.eids == ["1", "1.1", "1.2", "1.3", "1.4"]


def test_a_misread_number_on_a_line_of_its_own_is_told_from_its_place(scanned):
    """`4.3.` at the column of 1.1. and 1.2., above its text, is 1.3."""
    found = scanned("""
*1.*
*Introduction*
1.1.
     The Department is responsible for schools.
1.2.
     The Office is responsible for the borders.
4.3.
     Terms that have a special meaning are explained.
1.4.
     Costs are shared.
""")
    assert found.eids == ["1", "1.1", "1.2", "1.3", "1.4"]
    codes = {clause.eid: [warn.code for warn in clause.warnings] for clause in found.segmentation.clauses}
    assert codes["1.3"] == ["label-inferred"]


def test_a_letter_that_differs_by_one_stroke_is_told_by_the_sequence(scanned):
    """After (c) an (a) is a (d) that was misread: letters that look alike are each other's readings."""
    text = "1  Costs\n1.1  Each party pays:\n   (a)  one;\n   (b)  two;\n   (c)  three;\n   (a)  four.\n"
    assert scanned(text).eids == ["1", "1.1", "1.1(a)", "1.1(b)", "1.1(c)", "1.1(d)"]


@pytest.mark.parametrize("word", ["Bridge", "CA", "Title:"])
def test_a_word_is_no_misread_number(scanned, word):
    """A term or `Title:` at the column of the sections stays a word, however far it is set apart."""
    found = scanned(f"""
1.  The parties share data.
2.  Costs are shared.
{word}  An authority that issues certificates.
""")
    assert found.eids == ["1", "2"]


@pytest.mark.parametrize(("read", "meant"), [("cc", "c"), ("bb", "bb")])
def test_a_letter_seen_double_is_the_one_that_follows(scanned, read, meant):
    """Between (b) and (d) stands (c), though OCR saw its letter twice; an inserted (bb) stays what it is."""
    after = chr(ord(meant[0]) + 1)
    text = (
        f"1  Costs\n1.1  Each pays:\n   (a)  one;\n   (b)  two;\n   ({read})  three;\n   ({after})  four.\n"
    )
    assert scanned(text).eids[2:] == ["1.1(a)", "1.1(b)", f"1.1({meant})", f"1.1({after})"]


@pytest.mark.parametrize(("doubted", "last"), [((), "1.2"), (("Sided",), "1.3")])
def test_a_word_that_the_engine_doubts_may_be_a_number(layout_of, doubted, last):
    """What looks like a word in the column of the numbers is one, unless the engine doubts its reading."""
    layout = layout_of("1.  Scope\n1.1  Data are shared.\n1.2  Costs are shared.\nSided  Records are kept.\n")
    body = [replace(item, line=replace(item.line, confidence=90.0)) for item in layout.body]
    body[3] = replace(body[3], line=replace(body[3].line, unsure=doubted))
    found = segment_layout(replace(layout, body=tuple(body)))
    assert [clause.eid for clause in found.clauses][-1] == last


def test_the_cells_of_a_table_are_no_misread_numbers(scanned):
    """First cells of a table are short and set apart by nature, so nothing is guessed from them."""
    found = scanned("""
1.  The parties share data.
2.  Costs are shared.
| x3 | The first fee |
| x4 | The second fee |
""")
    assert found.eids == ["1", "2"]


def test_a_number_that_goes_on_its_list_is_never_read_as_another(scanned):
    """Where the number of a heading is lost, the decimal above it that follows 2.2 is 2.3 all the same."""
    found = scanned("""
*1.  Scope*
*2.  Processing*
2.1  Data are processed.
2.2  Records are kept.
2.3  Purposes are listed.
2.4  Details are given.
     *PERSONNEL*
4.1  Staff are trained.
4.2  Staff are few.
""")
    assert found.eids[:6] == ["1", "2", "2.1", "2.2", "2.3", "2.4"]
    assert found.eids[-2:] == ["4.1", "4.2"]


@pytest.mark.parametrize(
    ("read", "doubted", "is_number"),
    [("z", True, True), ("z", False, False), ("%.", True, True), ("zeal", True, False)],
)
def test_a_doubted_sign_alone_at_the_numbers_column_is_the_number_due(layout_of, read, doubted, is_number):
    """`2.` alone on its line is read as `z` where the engine doubts it; a word, or a sure letter, is none."""
    layout = layout_of(f"1.\nPapers are lent.\n{read}\nNobody else may carry them.\n3.\nThere is no fee.\n")
    body = [replace(item, line=replace(item.line, confidence=90.0)) for item in layout.body]
    body[2] = replace(body[2], line=replace(body[2].line, unsure=(read,) if doubted else ()))
    found = segment_layout(replace(layout, body=tuple(body)))
    assert (found.clauses[0].text == "Papers are lent.") is is_number


@pytest.mark.parametrize(
    ("above", "first", "second", "notes"),
    [
        ("visit first.!", "! It does not decide.", "+ A machine is lost.", 2),
        ("visit first.?", "\u2018it does not decide.", "2 A machine is lost.", 2),
        ("visit first.\u2019", "It does not decide.", "* A machine is lost.", 2),
        ("visit first.", "! It does not decide.", "+ A machine is lost.", 0),
        ("visit first.!", "It does not decide.", "A machine is lost.", 0),
    ],
)
def test_end_notes_whose_small_figures_ocr_took_for_signs(printed, above, first, second, notes):
    """Signs count for figures where they stand both above and before the notes; words alone never do."""
    found = set_apart_endnotes([sheet_of(printed, f"1.1 Buildings to {above}", "Notes", first, second)])[1]
    assert sum(one.role == "endnote" for one in found) == notes


def sheet_of(printed, *texts):
    """A sheet of a scan with these lines, one below the other."""
    lines = [printed.line((72, text), y=100.0 + 14 * at) for at, text in enumerate(texts)]
    own = printed.page(1, *(replace(one, confidence=90.0) for one in lines))
    return Sheet(own, own.lines)
