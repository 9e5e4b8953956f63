"""Just on this and just on the other side of each measure: when a line is full, bold, larger, apart.

The text is of 10 points; its lines run from x 70 to 470 and stand 14 points apart.
"""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type, measure, readable
from mouarchive.clauses.numbering.evidence import is_bold, place_evidence
from mouarchive.clauses.numbering.uncounted import count_nothing
from mouarchive.clauses.text.joining import Piece, begins_paragraph
from mouarchive.clauses.text.tree import heading_size
from mouarchive.model import Box, Line

USUAL = Measures(size=10.0, left=70.0, right=470.0, step=14.0)


def line(text, *, x0=70.0, x1=470.0, y=100.0, size=10.0, page=1, **looks):
    """A line from x0 to x1 at baseline y."""
    return Line(text, page, Box(x0, y - size, x1, y + 2), y, size, **looks)


def column(steps, *, x1=470.0):
    """Lines one below the other, so many points apart."""
    heights = [100.0 + sum(steps[:n]) for n in range(len(steps) + 1)]
    return [BodyLine(line("The parties share what they hold", x1=x1, y=y)) for y in heights]


# ------------------------------------------------------------------ type


@pytest.mark.parametrize(
    ("looks", "words", "heading", "why"),
    [
        ({"size": 10.8}, 3, True, "most of a point larger"),
        ({"size": 10.4}, 3, False, "OCR misjudges sizes by half a point"),
        ({"bold": 0.85}, 3, True, "bold but for its number"),
        ({"bold": 0.7}, 3, False, "a plain word is more than a number or a full stop"),
        ({"bold": 1.0}, 12, True, "a long title of twelve words"),
        ({"bold": 1.0}, 16, False, "sixteen words are a sentence"),
    ],
)
def test_what_is_set_as_a_heading(looks, words, heading, why):
    """Bold or larger than the text, and short."""
    assert is_heading_type(line(" ".join(["word"] * words), **looks), USUAL) is heading, why


@pytest.mark.parametrize(("share", "bold"), [(0.6, True), (0.4, False)])
def test_a_label_is_bold_where_most_of_its_line_is(share, bold):
    """More than half of the letters."""
    assert is_bold(line("2.1 The fees", bold=share)) is bold


@pytest.mark.parametrize(("size", "lines"), [(13.4, 2), (13.0, 1)])
def test_the_second_line_of_a_heading_is_as_large_as_the_first(size, lines):
    """Of a heading in 14 points the next line is set in 14 points, too: 13.4 may be, 13 is another size."""
    printed = [line("Fees and dues", size=14.0), line("of the parties", size=size), line("The fees are due")]
    pieces = [Piece(one.text, paragraph=False) for one in printed]
    assert heading_size(printed, pieces, USUAL, section=True, children=False) == (lines, 0)


# ------------------------------------------------------------------ lines and steps


@pytest.mark.parametrize(("x1", "full"), [(455, True), (360, False)])
def test_a_full_line(x1, full):
    """Ragged lines end a word short of the edge; one that leaves a quarter empty was not wrapped."""
    assert USUAL.fills(line("The parties share what they hold", x1=x1)) is full


@pytest.mark.parametrize(("x1", "short"), [(404, True), (416, False)])
def test_a_line_that_surely_ends_its_paragraph(x1, short):
    """A clause may begin below a line that ends 66 points short of the edge; 54 may still be a long word."""
    body = [BodyLine(line("The parties share what they hold", x1=x1)), BodyLine(line("2. The fees", y=114.0))]
    mark = read_labels("2. The fees")[0].marks[0]
    rules = [rule.name for rule, _ in place_evidence(body, 1, mark, USUAL)]
    assert ("after a short line" in rules) is short


@pytest.mark.parametrize(
    ("steps", "x1", "usual", "why"),
    [
        ([20] * 6, 470, 20, "six steps of wrapped lines say what is usual"),
        ([20] * 4, 470, 13, "of four steps the text's size says more: 12 to 14 points for 10"),
        ([25] * 6, 470, 25, "lines two and a half times their size apart are wide, and wrapped"),
        ([40] * 6, 470, 13, "lines four times their size apart are not of one paragraph"),
    ],
)
def test_the_usual_step(steps, x1, usual, why):
    """From baseline to baseline where lines wrap."""
    assert abs(measure(column(steps, x1=x1)).step - usual) <= 1, why


@pytest.mark.parametrize(
    ("step", "x0", "paragraph", "why"),
    [
        (17, 70, False, "print shifts lines by a point or two"),
        (20, 70, True, "a paragraph stands half a line apart"),
        (14, 75, False, "less than an indent"),
        (14, 78, True, "set in by a third of a centimetre"),
    ],
)
def test_where_a_paragraph_begins(step, x0, paragraph, why):
    """Below a full line that ends a sentence: by white space or by an indent."""
    above = BodyLine(line("The parties share what they hold."))
    below = BodyLine(line("They do so at once", x0=x0, y=100.0 + step))
    assert begins_paragraph(below, above, USUAL) is paragraph, why


@pytest.mark.parametrize(("x0", "one"), [(73, True), (75, False)])
def test_one_column(x0, one):
    """Three addresses below each other are a list where they begin within four points of each other."""
    texts = [("1 Cliff Road", 70), ("2 The Mole", x0), ("14 Tower Street", 70)]
    body = [BodyLine(line(text, x0=x, x1=200, y=100.0 + 14 * n)) for n, (text, x) in enumerate(texts)]
    houses = {rule.name: rows for rule, rows in count_nothing(body, USUAL)}["the number of a house"]
    assert bool(houses) is one


# ------------------------------------------------------------------ text that cannot be read


@pytest.mark.parametrize(
    ("text", "kept", "why"),
    [
        ("aabbbAABBB", True, "half of the letters are small"),
        ("aabbAAABBBBB", False, "a third of them: acronyms, or a font that lies"),
        ("aaabbbbbbb", True, "three letters in ten are vowels"),
        ("aabbbbbbbb", False, "no language has but two"),
        ("aaaaabbbbb", True, "half are vowels"),
        ("aaaaaabbbb", False, "no language has six in ten"),
    ],
)
def test_letters_that_look_like_words(text, kept, why):
    """A page without common English words is read where its letters are spread as those of words are."""
    body, asides = readable([BodyLine(line(text))], frozenset({1}))
    assert (len(body), len(asides)) == ((1, 0) if kept else (0, 1)), why
