"""The phrasebook: what a PDF or a file name says cannot command a terminal, and reads alike everywhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.words import called, in_full, safe, safe_line, spoken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” £5", "plain “text” £5"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x1b[0m", "[U+001B][31mred[U+001B][0m"),
        ("bell\a back\b carriage\r", "bell[U+0007] back[U+0008] carriage[U+000D]"),
        ("\x9b31m", "[U+009B]31m"),
        ("safe\u202egpj.exe", "safe[U+202E]gpj.exe"),
        ("\u2066isolate\u2069", "[U+2066]isolate[U+2069]"),
        ("line\u2028separator", "line[U+2028]separator"),
        ("bad \udcff byte", "bad [U+DCFF] byte"),
        ("half \ud800 pair", "half [U+D800] pair"),
        ("tag \U000e0041", "tag [U+E0041]"),
        ("क्‍ष", "क्‍ष"),
        ("na\u200dtion\u200bality", "na[U+200D]tion[U+200B]ality"),
    ],
)
def test_safe(text, shown):
    """Characters that a terminal obeys are named; all others stay, joiners of Indian scripts included."""
    assert safe(text) == shown


@given(st.text(st.characters()))
def test_nothing_unsafe_is_left(text):
    """Whatever goes in, no control, direction or undecodable character comes out."""
    left = {unicodedata.category(char) for char in safe(text).replace("\n", "").replace("\t", "")}

    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(char) for char in safe(text)} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "RLI",
    }
    assert safe(safe(text)) == safe(text)


def test_one_line():
    """A line stays one line, its white space plain."""
    assert safe_line(" two\n lines\tand\u00a0more\r ") == "two lines and more[U+000D]"


@pytest.mark.parametrize(
    ("eid", "label", "called"),
    [
        ("15.2.6", "15.2.6.", "15.2.6"),
        ("1.3", "4.3.", "1.3"),
        ("2.4(a)", "(a)", "2.4(a)"),
        ("article-4(2)(b)", "(b)", "Article 4(2)(b)"),
        ("annex-a.1.1", "1.1", "Annex A, 1.1"),
        ("schedule-12", "Schedule 12", "Schedule 12"),
        ("schedule-3.part-2.15(b)", "(b)", "Schedule 3, Part 2, 15(b)"),
        ("schedule-3.clause-4(a)", "(a)", "Schedule 3, Clause 4(a)"),
        ("schedule-4.appendix.annex-i.A", "A.", "Schedule 4, Appendix, Annex I, A"),
        ("annex-1a", "Annex 1A", "Annex 1A"),
        ("ii.1", "II.1", "ii.1"),
        ("viii.1", "VIII.1", "viii.1"),
        ("3#2", "3.", "the second 3"),
        ("4.1(iii)#3", "(iii)", "the third 4.1(iii)"),
        ("7~2", "7.", "the second 7"),
        ("article-5#12", "Article 5", "the 12th Article 5"),
        ("p7", "", ""),
        ("front-1", "", "the opening"),
        ("front-2", "", "the opening, paragraph 2"),
        ("front-parties-1", "", "the parties"),
        ("recital-b", "(B)", "recital (B)"),
        ("recital-1", "", "recital (1)"),
        ("footnote-3", "3", "footnote 3"),
        ("footnote-3#2", "3", "the second footnote 3"),
        ("signature-1", "", "the signatures"),
        ("control-2", "", "document control, row 2"),
        ("end-1#2", "", "the second end matter"),
        ("note-2", "", "side note 2"),
        ("table-1", "", "the table outside the clauses"),
    ],
)
def test_what_a_clause_or_passage_is_called(eid, label, called):
    """The name of a clause says which one is meant, whatever OCR read and however many are called (a)."""
    assert spoken(eid, label) == called


@pytest.mark.parametrize(
    ("eid", "label", "called"),
    [
        ("15.2.6", "15.2.6.", "clause 15.2.6"),
        ("2.4(a)", "(a)", "clause 2.4(a)"),
        ("4.1~2", "4.1", "the second clause 4.1"),
        ("article-4(2)", "2.", "Article 4(2)"),
        ("annex-a.1.1", "1.1", "Annex A, 1.1"),
        ("recital-b", "(B)", "recital (B)"),
        ("front-2", "", "the opening, paragraph 2"),
        ("footnote-3~2", "3", "the second footnote 3"),
        ("p3", "", ""),
    ],
)
def test_what_it_is_called_where_nothing_says_that_it_is_a_clause(eid, label, called):
    """A bare number is said to be a clause's; whatever names its kind itself is left as it is."""
    assert in_full(eid, label) == called


@pytest.mark.parametrize(
    ("eid", "name"),
    [
        ("15.2.6", "15.2.6"),
        ("schedule-2.4", "Schedule 2, 4"),
        ("control-28", "document control, row 28"),
        ("front-parties-2", "the parties, paragraph 2"),
        ("4.1#2", "the second 4.1"),
        ("", ""),
    ],
)
def test_a_clause_known_by_its_identifier_alone_is_named_as_people_name_it(eid, name):
    """Sentences about references and refusals never show an identifier of ours."""
    assert called(eid) == name
