"""What is said about a page's text before anyone relies on it."""

from __future__ import annotations

import pytest

from mouarchive.reading.quality import garbled, stop_word_share

PROSE = (
    "The parties to this agreement share the data of pupils for the purpose of the schedule and in line "
    "with the law, and each of them is a controller of the data that is held by it or for it. "
)


def shifted_down(text: str) -> str:
    return "".join(chr(ord(letter) - 29) if ord(letter) > 60 else letter for letter in text)


@pytest.mark.parametrize(
    ("text", "unusable"),
    [
        (PROSE, False),
        (shifted_down(PROSE), True),
        ("".join(chr(0x0180 + 3 * (ord(c) % 60)) if c.isalpha() else c for c in PROSE), True),
        ("\ufffd\ue001\x03 " * 60, True),
        ("Canton Ontario Toledo Geneva Valencia Oakland Savannah Mobile Tacoma Irvine " * 3, False),
        ("4.1 17 July 2007 4.2 3 March 2009 4.3 12 May 2011", False),
        ("Договір між сторонами щодо обміну даними та їх захист в межах цієї угоди " * 3, False),
        (
            "Mae'r cytundeb hwn rhwng yr adran a'r swyddfa ynghylch rhannu data disgyblion yng Nghymru " * 3,
            False,
        ),
        ("", False),
    ],
)
def test_garbled_text_is_told_from_lists_and_other_languages(text: str, unusable) -> None:
    """A broken encoding is noticed; names, dates and other languages are not taken for one."""
    assert bool(garbled(text, stop_word_share(text))) is unusable


def test_share_needs_twenty_words() -> None:
    """A page of a few words says nothing about its language."""
    assert stop_word_share("the end of it") is None
    assert (stop_word_share(PROSE) or 0) > 0.2
