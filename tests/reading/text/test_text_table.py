"""Each number of the reading of text, with a case just on this and just on the other side of it.

All type is of ten points, so that a tenth of an em is one point.
"""

from __future__ import annotations

import ctypes
from array import array
from typing import NamedTuple

import pytest

from mouarchive.model import Box, Rule
from mouarchive.reading.text import pdfium
from mouarchive.reading.text.glyphs import Glyphs, Style
from mouarchive.reading.text.lines import line_of, rows, share_baseline
from mouarchive.reading.text.pieces import TOKEN, insert_tokens, strike_doubles
from mouarchive.reading.text.words import Piece, Word, cut, piece_of

SIZE = 10.0
PLAIN = Style(SIZE, bold=False, italic=False)


class Run(NamedTuple):
    """Letters drawn in one go from x on a baseline."""

    text: str
    x: float
    base: float = 100.0
    size: float = SIZE
    bold: bool = False


def glyphs(*runs: Run) -> Glyphs:
    """The characters of some runs, each run a text object of its own; a blank is half an em wide."""
    units, left, base, size, number = array("H"), [], [], [], []
    for at, run in enumerate(runs, start=1):
        for place, letter in enumerate(run.text):
            units.append(ord(letter))
            left.append(run.x + place * run.size / 2)
            base.append(run.base)
            size.append(run.size)
            number.append(at)
    return Glyphs(
        units,
        left=left,
        top=[y - 0.8 * em for y, em in zip(base, size, strict=True)],
        right=[x + em / 2 for x, em in zip(left, size, strict=True)],
        bottom=[y + 0.2 * em for y, em in zip(base, size, strict=True)],
        baseline=base.__getitem__,
        object_at=number.__getitem__,
    )


def pieces(*runs: Run) -> list[Piece]:
    """The pieces that the runs make."""
    styles = [Style(run.size, run.bold, italic=False) for run in runs]
    return cut(glyphs(*runs), lambda number: styles[number - 1])


def said(piece: Piece) -> str:
    return "".join(word.lead + word.text for word in piece.words)


def read(*runs: Run) -> list[str]:
    """What the pieces say."""
    return [said(piece) for piece in pieces(*runs)]


def spaced(letters: str, gap: float, wide: float = 0.0) -> list[Run]:
    """Letters set one by one, `gap` points apart; `wide` where a bar stands between two."""
    runs, x = [], 50.0
    for letter in letters:
        if letter == "|":
            x += wide - gap
            continue
        runs.append(Run(letter, x))
        x += SIZE / 2 + gap
    return runs


def word(text: str, x0: float, x1: float, base: float = 100.0, size: float = SIZE, lead: str = " ") -> Word:
    """A word between two edges."""
    return Word(lead, text, x0, base - 0.8 * size, x1, base + 0.2 * size, base, PLAIN._replace(size=size))


def piece(text: str, x0: float, x1: float, base: float = 100.0) -> Piece:
    """A piece of one word between two edges."""
    return piece_of([word(text, x0, x1, base, lead="")])


def row(*gaps: float) -> Piece:
    """A line of words, twenty points each, so far apart."""
    x, words = 50.0, [word("word", 50, 70, lead="")]
    for gap in gaps:
        x += 20 + gap
        words.append(word("word", x, x + 20))
    return piece_of(words)


SET = [
    ("a gap of 0.7 points is none", [Run("and", 50), Run("more", 65.7)], ["andmore"]),
    ("a gap of 1.3 points is a space", [Run("and", 50), Run("more", 66.3)], ["and more"]),
    ("a mark 1.8 points off its word is set at it", [Run("day", 50), Run("1", 66.8, 97, 6)], ["day1"]),
    ("a mark 3.2 points off stands by itself", [Run("day", 50), Run("1", 68.2, 97, 6)], ["day 1"]),
    ("letters 2 points lower are still on the line", [Run("(a)", 50), Run("any", 70, 102)], ["(a) any"]),
    ("letters 3 points lower are on the next", [Run("(a)", 50), Run("any", 70, 103)], ["(a)", "any"]),
    ("a mark may stand 5 points high", [Run("day", 50), Run("1", 65, 95, 6)], ["day1"]),
    ("7 points higher stands another line", [Run("day", 50), Run("1", 65, 93, 6)], ["day", "1"]),
    ("type of 8 points beside 10 can be a mark", [Run("day", 50), Run("1", 65, 96, 8)], ["day1"]),
    ("type of 9.5 points cannot", [Run("day", 50), Run("1", 65, 96, 9.5)], ["day", "1"]),
    ("an accent goes back by 6 points", [Run("ae", 50), Run("u", 49)], ["aeu"]),
    ("a new cell starts 10 points back and more", [Run("ae", 50), Run("u", 44.5)], ["ae", "u"]),
    ("seven gaps in eight pairs: spaced type", spaced("AGREEMENT", 2), ["AGREEMENT"]),
    (
        "three gaps in seven pairs: spaced type",
        [Run("AB", 50), Run("CD", 62), Run("EF", 74), Run("GH", 86)],
        ["ABCDEFGH"],
    ),
    (
        "two gaps in eight pairs: three words",
        [Run("ABC", 50), Run("DEF", 67), Run("GHI", 84)],
        ["ABC DEF GHI"],
    ),
    ("one gap is no pattern", spaced("AB", 2), ["A B"]),
    ("two gaps are one", spaced("ABC", 2), ["ABC"]),
    ("spaced letters stand 2 points apart, words 4", spaced("ABCD|EFGH", 2, 4), ["ABCD EFGH"]),
    ("spaced letters are never set evenly to a point", spaced("ABCDE|FG", 2, 2.6), ["ABCDEFG"]),
    ("four letters with blanks are a word", [Run("R E L I", 50)], ["RELI"]),
    ("three letters with blanks are three", [Run("A D E", 50)], ["A D E"]),
    (
        "letters 12 points apart are cells",
        [Run("R ", 50), Run("E ", 67), Run("L ", 84), Run("I", 101)],
        ["R E L I"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "expected"), [one[1:] for one in SET], ids=[one[0] for one in SET])
def test_what_is_one_word_and_one_line(runs, expected) -> None:
    """Letters set so far apart, so high, so small, so far back: words and pieces of a reader."""
    assert read(*runs) == expected


@pytest.mark.parametrize(("down", "words"), [(0.8, 1), (1.6, 2)])
def test_a_baseline_that_moves(down, words) -> None:
    """Rounding moves a baseline by 0.8 points; by 1.6 it was moved: a word of its own."""
    (found,) = pieces(Run("high", 50), Run("er", 70, 100 + down))
    assert len(found.words) == words


@pytest.mark.parametrize(("higher", "top"), [(0.6, 92), (1.1, 90.9)])
def test_a_letter_whose_box_is_higher(higher, top) -> None:
    """A box 0.6 points higher than its neighbours' is the font's doing, one 1.1 higher is the letter's."""
    made = glyphs(Run("Oak", 50))
    made.top[1] -= higher
    (found,) = cut(made, lambda _: PLAIN)
    assert found.y0 == pytest.approx(top)


@pytest.mark.parametrize(("up", "mark"), [(0.9, False), (1.6, True)])
def test_a_raised_mark(up, mark) -> None:
    """Small type 1.6 points above the baseline is a mark, 0.9 above a small capital."""
    line = line_of(pieces(Run("pupils", 50), Run("1", 81.5, 100 - up, 6)), 1)
    assert bool(line.superscript) is mark


@pytest.mark.parametrize(("over", "together"), [(2, True), (4, False)])
def test_pieces_that_lie_over_one_another(over, together) -> None:
    """Slanted type leans over its neighbour by 2 points; what lies 4 over it is another line."""
    assert share_baseline(piece("label", 50, 80), piece("text", 80 - over, 140)) is together


GAPS = [
    ("one gap of 7 points is a space", [7], 1),
    ("one gap of 11 points parts cells", [11], 2),
    ("two gaps of 8 and 0.3: nothing is usual", [8, 0.3], 1),
    ("three gaps of 8, 2 and 2: the first is a cell's", [8, 2, 2], 2),
    ("3 points where others have 1: a wide space", [1, 1, 3, 1], 1),
    ("5.5 points where others have 1: a cell's", [1, 1, 5.5, 1], 2),
    ("6 points where others have 4: stretched", [4, 4, 6, 4], 1),
    ("10 points where others have 4: a cell's", [4, 4, 10, 4], 2),
    ("22 points where others have 15: stretched far", [15, 15, 22, 15], 1),
    ("28 points where others have 15: a cell's", [15, 15, 28, 15], 2),
]


@pytest.mark.parametrize(("gaps", "cells"), [one[1:] for one in GAPS], ids=[one[0] for one in GAPS])
def test_where_a_line_is_cut_into_cells(gaps, cells) -> None:
    """A gap that is wide for its line, or for any, stands between two cells."""
    assert len(line_of([row(*gaps)], 1).spans) == cells


STRUCK = [
    ("a rule 3 points above the baseline", (3, 0.5, 1.0), True),
    ("a rule 2 points above it", (2, 0.5, 1.0), True),
    ("an underline 1 point above it", (1, 0.5, 1.0), False),
    ("a rule 4 points above it", (4, 0.5, 1.0), True),
    ("a border 5.5 points above it", (5.5, 0.5, 1.0), False),
    ("a rule 1.4 points thick", (3, 1.4, 1.0), True),
    ("a bar 2.3 points thick", (3, 2.3, 1.0), False),
    ("a rule over 28 of 100 of a word", (3, 0.5, 0.28), True),
    ("a rule that touches 15 of 100 of it", (3, 0.5, 0.15), False),
]


@pytest.mark.parametrize(("rule", "struck"), [one[1:] for one in STRUCK], ids=[one[0] for one in STRUCK])
def test_what_strikes_letters_out(rule, struck) -> None:
    """A thin level rule through the small letters does; underlines, borders and bars do not."""
    up, thick, share = rule
    box = Box(50, 100 - up - thick / 2, 50 + 100 * share, 100 - up + thick / 2)
    line = line_of([piece("abcdefghij", 50, 150)], 1, [Rule(box, horizontal=True)])
    assert bool(line.struck) is struck


@pytest.mark.parametrize(
    ("text", "hyphen"), [("exam-", True), ("exam\u00ad", True), ("-", False), ("5-", False), ("exam", False)]
)
def test_a_hyphen_at_a_line_s_end(text, hyphen) -> None:
    """Behind a letter it may part a word; behind a figure, or alone, it is a dash."""
    assert line_of([piece(text, 50, 90)], 1).hyphen is hyphen


def columns(lines: int = 10, wide: float = 200, lower: float = 0, step: float = 12) -> bool:
    """Whether two blocks side by side, each drawn from top to bottom, are read as columns."""
    left = [piece("left", 50, 50 + wide, 100 + step * at) for at in range(lines)]
    right = [piece("right", 300, 300 + wide, 100 + lower + step * at) for at in range(lines)]
    read_as = [line[0].words[0].text for line in rows([*left, *right], 600)]
    return read_as == ["left"] * lines + ["right"] * lines


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"lines": 10}, True),
        ({"lines": 6}, False),
        ({"wide": 120}, True),
        ({"wide": 80}, False),
        ({"lower": 42}, True),
        ({"lower": 72}, False),
        ({"step": 25}, True),
        ({"step": 36}, False),
    ],
    ids=str,
)
def test_when_a_page_has_columns(block, expected) -> None:
    """Ten lines, not six; 120 of 600 points wide, not 80; most of it side by side; 25 points a line."""
    assert columns(**block) is expected


# ------------------------------------------------------------------ what lies on other text


@pytest.mark.parametrize(
    ("again", "aside", "left"),
    [("agreements", 1.5, 10), ("agreements", 2.6, 20), ("agreementz", 0, 11), ("agreemxyzw", 0, 20)],
)
def test_what_is_drawn_twice(again, aside, left) -> None:
    """A text 1.5 points beside itself, or nine letters of ten alike, is drawn twice; 2.6 or six is not."""
    made = glyphs(Run("agreements", 50), Run(again, 50 + aside))
    strike_doubles(made, cut(made, lambda _: PLAIN))
    assert sum(unit > 0 for unit in made.units) == left


def tokens(box: Box, *seen, covered=()) -> list:
    """The token of a box, with the piece that it stands in."""
    marked = insert_tokens(seen, [box], covered)
    return [(found, part) for part in marked for found in part.words if found.text == TOKEN]


@pytest.mark.parametrize(("bottom", "on_line"), [(98, True), (95.2, False)])
def test_which_line_a_box_hides(bottom, on_line) -> None:
    """The one of whose small letters it covers five points of seven, not the one whose top it touches."""
    ((token, _),) = tokens(Box(50, 80, 90, bottom), covered=[piece("secret", 50, 90)])
    assert (token.baseline == 100) is on_line


def test_the_box_of_a_token() -> None:
    """It is as high as type of its line: about 7.5 points up and 2 down."""
    ((token, _),) = tokens(Box(50, 90, 90, 102), covered=[piece("secret", 50, 90)])
    assert 91 < token.y0 < 94
    assert 101.4 < token.y1 < 102.6


@pytest.mark.parametrize(("base", "inside"), [(102, True), (104, False)])
def test_a_token_stands_in_the_line_it_is_on(base, inside) -> None:
    """Words 2 points lower are its line, words 4 lower are another."""
    ((_, part),) = tokens(
        Box(60, 90, 90, 103), piece("for you", 50, 120, base), covered=[piece("secret", 60, 90)]
    )
    assert (len(part.words) > 1) is inside


def test_a_box_of_which_no_line_is_known() -> None:
    """Its baseline is a descender's depth above its foot; on an empty page its type is of the usual size."""
    ((token, _),) = tokens(Box(50, 80, 90, 92), piece("other", 200, 240, 300))
    assert 89 < token.baseline < 89.9
    ((token, _),) = tokens(Box(50, 80, 90, 130))
    assert 9 < token.style.size < 13


# ------------------------------------------------------------------ what PDFium tells


@pytest.mark.parametrize(
    ("angles", "turn"),
    [
        ([-83.0] * 50, 90),
        ([-77.0] * 50, None),
        ([-90.0] * 50, 90),
        ([-90.0] * 30, None),
        ([-90.0] * 70 + [0.0] * 30, 90),
        ([-90.0] * 50 + [0.0] * 25 + [45.0] * 25, None),
        ([0.0] * 100, 0),
    ],
)
def test_when_a_page_is_turned(angles, turn) -> None:
    """Fifty letters, not thirty; seven of ten turned alike, not five; 7 degrees off level, not 13."""
    assert pdfium._upright(angles) == turn


class Page:
    """A page of things that PDFium would tell, one after the other."""

    width = height = 100.0
    handle = 0
    crop = (0.0, 0.0, 100.0, 100.0)
    rotation = 0

    def __init__(self, things: int, special: int) -> None:
        self.raw = self.functions = self
        self.things, self.special = things, special
        self.asked = 0
        self.FPDF_ANNOT_LINK = 2
        self.FS_RECTF = lambda: ctypes.c_float(0)

    def FPDFPage_CountObjects(self, _):  # noqa: N802 - PDFium's name
        return self.things

    FPDFPage_GetAnnotCount = FPDFText_CountChars = FPDFPage_CountObjects

    def page_object(self, _, index):
        return index

    def object_type(self, item):
        return 3 if item == self.special else 1

    def bounds(self, *_):
        return 1

    def four(self, _, __):
        return (0.0, 0.0, 100.0, 50.0)

    def FPDFPage_GetAnnot(self, _, index):  # noqa: N802
        return index == self.special

    def FPDFAnnot_GetSubtype(self, _):  # noqa: N802
        return 2

    def FPDFAnnot_GetRect(self, *_):  # noqa: N802
        return False

    def FPDFPage_CloseAnnot(self, _):  # noqa: N802
        self.asked += 1

    def unicode(self, *_):
        return 65

    def angle(self, *_):
        self.asked += 1
        return 0.0

    _text_page = None

    def _load_text(self):
        self._text_page = ctypes.c_void_p(1)


@pytest.mark.parametrize(("at", "share"), [(15_000, 0.5), (24_000, 0.0)])
def test_how_many_things_are_looked_at(at, share) -> None:
    """A picture behind 15,000 other things is found, one behind 24,000 is not waited for."""
    assert pdfium.OpenPage.picture_share(Page(40_000, at)) == share


@pytest.mark.parametrize(("at", "found"), [(1_500, 1), (2_500, 0)])
def test_how_many_annotations_are_looked_at(at, found) -> None:
    """A link behind 1,500 other annotations is looked at, one behind 2,500 is not."""
    page = Page(4_000, at)
    page._annotations = lambda kinds: pdfium.OpenPage._annotations(page, kinds)
    pdfium.OpenPage.links(page)
    assert page.asked == found


def test_a_page_s_turn_costs_about_a_hundred_letters() -> None:
    """Of a page of ten thousand letters some hundred are asked how they are turned."""
    page = Page(10_000, 0)
    assert 80 <= len(pdfium.OpenPage.angles(page, pdfium.FONT.letters_sampled)) <= 130


@pytest.mark.parametrize(
    ("name", "weight", "flags", "style"),
    [
        (b"Plain", 700, 0, (True, False)),
        (b"Plain", 500, 0, (False, False)),
        (b"Plain", 400, 1 << 18, (True, False)),
        (b"Plain", 400, 1 << 6, (False, True)),
        (b"CMBX10", -1, -1, (True, True)),
        (b"CMTI10", -1, 0, (False, True)),
    ],
)
def test_what_a_font_says_of_itself(name, weight, flags, style) -> None:
    """Weight 700 is bold and 500 is not; a flag or a name says it too."""
    page = pdfium.OpenPage.__new__(pdfium.OpenPage)

    class Calls:
        def font_name(self, _, buffer, __):
            ctypes.memmove(buffer, name + b"\0", len(name) + 1)

        def font_weight(self, _):
            return weight

        def font_flags(self, _):
            return flags

    page.functions = Calls()
    assert page._weight_and_slant(1) == (style if flags != -1 else (True, False))
