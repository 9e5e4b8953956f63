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
