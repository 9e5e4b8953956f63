"""What a PDF or a file name says cannot command a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.output.safe import safe, safe_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” £5", "plain “text” £5"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("bell\a back\b carriage\r", r"bell\x07 back\x08 carriage\x0d"),
        ("\x9b31m", r"\x9b31m"),
        ("safe\u202egpj.exe", r"safe\u202egpj.exe"),
        ("\u2066isolate\u2069", r"\u2066isolate\u2069"),
        ("line\u2028separator", r"line\u2028separator"),
        ("bad \udcff byte", r"bad \xff byte"),
        ("half \ud800 pair", r"half \ud800 pair"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("क्‍ष", "क्‍ष"),
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
    assert safe_line(" two\n lines\tand\u00a0more\r ") == r"two lines and more\x0d"
