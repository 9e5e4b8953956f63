"""Lines to text: hyphens, paragraphs, bullets."""

from __future__ import annotations

import pytest

from mouarchive.clauses.text.joining import Hyphens, Piece, is_bullet, join_pieces, learn_hyphens

TYPESET = Hyphens(frozenset({"international", "information"}), frozenset({"long-term"}), typeset=True)
TYPED = Hyphens(frozenset({"international"}), frozenset(), typeset=False)


@pytest.mark.parametrize(
    ("lines", "hyphens", "expected"),
    [
        (["The data are", "shared."], TYPED, "The data are shared."),
        (["The inter-", "national body"], TYPESET, "The international body"),
        (["The inter-", "national body"], TYPED, "The international body"),
        (["a long-", "term plan"], TYPESET, "a long-term plan"),
        (["a mid-", "day meal"], TYPESET, "a midday meal"),
        (["a mid-", "day meal"], TYPED, "a mid-day meal"),
        (["the non-", "EU states"], TYPESET, "the non-EU states"),
        (["inter\u00ad", "national"], TYPED, "international"),
        (["a dash -", "so"], TYPED, "a dash - so"),
        (["https://www.example.org/a-", "page"], TYPED, "https://www.example.org/a-page"),
        (["https://www.example.org/inter-", "national"], TYPESET, "https://www.example.org/inter-national"),
        (["and/", "or"], TYPED, "and/or"),
    ],
)
def test_lines_are_joined_as_they_were_meant(lines, hyphens, expected):
    """A hyphen at a line end goes if the typesetter put it there, and stays if it belongs to the word."""
    assert join_pieces([Piece(line, paragraph=False) for line in lines], hyphens) == expected


def test_paragraphs_stand_on_lines_of_their_own():
    """A new paragraph begins with a new line, and empty pieces leave no trace."""
    pieces = [Piece("One", paragraph=True), Piece("", paragraph=True), Piece("two.", paragraph=False)]
    assert join_pieces([*pieces, Piece("Three.", paragraph=True)], TYPED) == "One two.\nThree."


def test_double_spaces_inside_a_line_are_kept_as_extracted():
    """The text is as extracted: only comparing works on a normalised copy."""
    assert join_pieces([Piece("(Once  collected)", paragraph=False)], TYPED) == "(Once  collected)"


@pytest.mark.parametrize(
    "text", ["\u2022 one", "\uf0b7 one", "- one", "\u2013 one", "o one", "\u25cf one", "\u02c6 one"]
)
def test_bullets_are_known(text):
    """Bullets of word processors, dashes and the letter o that stands for a ring."""
    assert is_bullet(text)


@pytest.mark.parametrize("text", ["one", "of one", "-5 degrees", "(a) one"])
def test_words_are_no_bullets(text):
    """A word, a negative number or a label is no bullet."""
    assert not is_bullet(text)


def test_a_document_teaches_whether_its_typesetter_breaks_words(layout_of):
    """Where parted words stand whole elsewhere, other line-end hyphens are the typesetter's too."""
    layout = layout_of("the informa-\ntion is sent as information\nand kept")
    assert learn_hyphens(item.line.text for item in layout.body).typeset
    layout = layout_of("a long-\nterm plan is a long-term thing\nand kept")
    assert not learn_hyphens(item.line.text for item in layout.body).typeset


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("it is fol-\nlowed by a pre-\nvention plan", True),
        ("the making of a decision-\nmaking body is a decision", False),
        ("there is no hyphen\nat all", False),
    ],
)
def test_parts_that_are_no_words_were_broken_by_the_typesetter(layout_of, text, breaks):
    """`fol-lowed` parts no words of the document and is put together; `decision-making` parts two."""
    assert learn_hyphens(item.line.text for item in layout_of(text).body).typeset is breaks


OPEN = "There are policies on this that anybody may ask us for at any time of the year, please see"


def _bold_line(above, *, gap=""):
    """A section whose text ends with a bold line before the first number below it."""
    return f"""
*4  Information*
This section is for those who use the systems and want to know which controls are in force.
{above}
{gap}*ICT Security Policy Framework*

*4.1  Classification*
The networks hold official data and are kept as is said in the policies of the Department.
"""


def test_a_bold_line_in_mid_sentence_is_no_heading(drawn):
    """A bold name that wraps to a line of its own ends its sentence, and stays in its clause."""
    found = drawn(_bold_line(OPEN))
    assert found.eids == ["4", "4.1"]
    assert found.text("4").endswith("please see ICT Security Policy Framework")


@pytest.mark.parametrize(
    ("reason", "drawing"),
    [
        ("the sentence has ended", _bold_line(f"{OPEN[:-1]}.")),
        ("its first word had room above", _bold_line("- Removable media")),
        ("white space parts it", _bold_line(OPEN, gap="\n")),
    ],
)
def test_a_bold_line_of_its_own_is_a_heading(drawn, reason, drawing):
    """A bold line that nothing above leads to stays a heading without a number."""
    assert "heading-ict-security-policy-framework" in drawn(drawing).eids, reason


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("HOST", "ING", False), ("NON", "DISCLOSURE", True), ("GOVERN", "ANCE", True),
        ("host", "ing", False), ("Host", "Ing", True),
    ],
)  # fmt: skip
def test_a_word_in_capitals_broken_at_a_line_end_is_one_where_the_document_has_it_whole(before, after, kept):
    """A hyphen between capitals is taken out only where the document has the word without it."""
    known = Hyphens(frozenset({"hosting", "nondisclosure"}), frozenset({"non-disclosure"}), typeset=True)
    assert known.keep(before, after) == kept
