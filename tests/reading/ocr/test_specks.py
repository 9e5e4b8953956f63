"""Marks that OCR names and that are none, told by their size and place."""

from __future__ import annotations

import pytest

from mouarchive.reading.ocr.seen import Seen, sift

HIGH = 30


def line(*words: tuple[str, int, int, int, int], confidence: float = 80.0) -> list[Seen]:
    """Words of one line, each as text, left, width, top and height, after three common words above."""
    above = [Seen((1,), 200 + 200 * at, 50, 150, HIGH, 95.0, "terms") for at in range(3)]
    return [*above, *(Seen((2,), x, top, wide, high, confidence, text) for text, x, wide, top, high in words)]


def read(words: list[Seen]) -> tuple[list[str], list[str]]:
    """What is kept of the second line, and what is not."""
    found = sift(words)
    return [word.text for word in found.words[3:]], [word.text for word in found.dirt]


@pytest.mark.parametrize(
    ("mark", "box"),
    [
        ("_", (250, 16, 95, 46)),  # as high as the row: the engine named a white gap
        (".", (250, 16, 95, 46)),
        ("—", (250, 20, 95, 48)),
        ("~", (255, 4, 110, 4)),
        (":", (255, 3, 112, 3)),
        ("|", (255, 3, 100, 60)),
        ("\u2018", (255, 5, 100, 8)),
    ],
)
def test_stray_marks_are_set_aside(mark: str, box: tuple[int, int, int, int]) -> None:
    """A mark that no word touches, or that is higher than any such mark is printed, is dirt."""
    words = line(("(a)", 200, 30, 100, 40), (mark, *box), ("the", 300, 60, 100, HIGH))
    assert read(words) == (["(a)", "the"], [mark])


@pytest.mark.parametrize(
    ("mark", "box"),
    [
        ("-", (245, 12, 112, 4)),  # a dash between two words
        ("—", (245, 22, 112, 4)),
        ("&", (245, 25, 100, 31)),
        ("*", (245, 12, 102, 12)),
        (".", (234, 4, 126, 4)),  # a full stop torn off its word
        ("____", (245, 120, 128, 3)),
    ],
)
def test_real_marks_stay(mark: str, box: tuple[int, int, int, int]) -> None:
    """Dashes, signs, blanks to be filled in and full stops are as large, and stand, as they are printed."""
    words = line(("Term", 160, 70, 100, HIGH), (mark, *box), ("the", 400, 60, 100, HIGH))
    assert read(words) == (["Term", mark, "the"], [])


@pytest.mark.parametrize("seen", ["*", "¢", "«", "e", "o", "¢«"])
def test_bullet_is_known_by_its_shape(seen: str) -> None:
    """A square spot of half a letter's height before a gap is a bullet, whatever the engine called it."""
    words = line((seen, 200, 12, 108, 12), ("where", 240, 90, 100, HIGH))
    assert read(words) == (["\u2022", "where"], [])


@pytest.mark.parametrize(
    ("seen", "word", "dirt"),
    [
        ("_(c)", "(c)", ["_"]),
        ("\u2018(a)", "(a)", ["\u2018"]),
        ("data_", "data", ["_"]),
        ("|Each", "Each", ["|"]),
        ("first_name", "first_name", []),
        ("\u2018terms", "\u2018terms", []),
    ],
)
def test_marks_stuck_to_a_word_come_off(seen: str, word: str, dirt: list[str]) -> None:
    """No word begins or ends with a low line or a bar, and no label with a quotation mark."""
    assert read(line((seen, 200, 60, 100, HIGH))) == ([word], dirt)


DOTTED = ("Benen", "cence", "ees", "e", "ee", "en", "eee", "enn")


def row(*texts: str, sure: float = 20.0, high: int = HIGH) -> list[Seen]:
    """Words side by side on one line."""
    return line(*((text, 200 + 100 * at, 80, 100, high) for at, text in enumerate(texts)), confidence=sure)


@pytest.mark.parametrize(
    ("what", "words", "stays"),
    [
        ("a row of dots, spelled", row(*DOTTED), False),
        ("the same where the engine is sure", row(*DOTTED, sure=75.0), True),
        ("one word with a letter three times running", row("cceeeesee"), False),
        ("a short word with one", row("seee"), True),
        ("doubted words with other letters", row("the", "tenth", "thirteenth", "sheep"), True),
        ("doubted words of such letters that vary them", row("once", "a", "cause", "bans"), True),
        ("one doubted word of such letters", row("assesses"), True),
    ],
)
def test_a_row_of_dots_is_told_from_words(what: str, words: list[Seen], *, stays: bool) -> None:
    """Low round letters, one of them over and over, in several words or three times running, all doubted."""
    assert (what, bool(read(words)[0])) == (what, stays)


def test_a_heading_keeps_its_words_before_a_row_of_dots() -> None:
    """Of a contents line only the dots go."""
    spelled = [("cecceeeesese", 400, 300, 100, 12)]
    words = [
        *line(("Definitions", 200, 150, 100, HIGH), confidence=95.0),
        *line(*spelled, confidence=30.0)[3:],
    ]
    words += line(("4", 800, 15, 100, HIGH), confidence=95.0)[3:]
    assert read(words) == (["Definitions", "4"], ["cecceeeesese"])


def test_a_doubted_capital_word_before_a_row_of_dots_ends_the_title() -> None:
    """`5.7 Current CP or CPS ......` keeps its CPS, though the engine doubts it."""
    words = [
        *line(("Current", 200, 90, 100, HIGH), confidence=95.0),
        *row("CPS", "ceeceee", "see", "eecee")[3:],
    ]
    assert read(words) == (["Current", "CPS"], ["ceeceee", "see", "eecee"])


@pytest.mark.parametrize(
    ("what", "words", "stays"),
    [
        ("a third as high as the text", row("Ra", sure=92.0, high=9), False),
        ("as high as fine print", row("Ra", sure=92.0, high=18), True),
        ("low, but a sentence", row("printed", "for", "the", "office", sure=92.0, high=9), True),
        ("low, and doubted word for word", row("printed", "for", sure=30.0, high=9), False),
        ("a low figure: the mark of a note", row("2", sure=92.0, high=9), True),
        ("five letters", row("Raine", sure=92.0, high=9), True),
    ],
)
def test_a_line_lower_than_small_letters_is_a_border(what: str, words: list[Seen], *, stays: bool) -> None:
    """What is lower than an a of the page is no line of it, unless it is long and read with confidence."""
    assert (what, bool(read(words)[0])) == (what, stays)


def test_a_bar_with_a_full_stop_is_a_capital_letter() -> None:
    """`|. Novak` has an initial; a bar alone stays a rule."""
    assert read(row("|.", "Novak", sure=90.0)) == (["I.", "Novak"], [])
    assert read(row("|", "Novak", sure=90.0)) == (["Novak"], ["|"])
