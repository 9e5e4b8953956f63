"""Labels that OCR has read wrongly: (6) for (b), 1,1 for 1.1, l.2 for 1.2, the copyright sign for (c).

Each variant is as long as the line, so that places in it are places in the line. A variant only offers more
readings; the sequence of labels decides, and the label itself is kept as it was read.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from mouarchive.clauses.labels import Mark, Reading, read_labels, skip_blank

__all__ = ["as_figures", "is_plain_word", "read_misread"]

# Each figure or sign and the letter it is taken for, and the other way round.
_LETTERS = str.maketrans("60159 8\u00a2\u20ac\u00e9\u00e8\u00a9@|!".replace(" ", ""), "bolsgaceeecall")
_ROMANS = str.maketrans("1lI|!jtf\u00ed\u00ecy", "iiiiiiiiiiv")
# Letters that differ by one stroke: after (c), an (a) is a (d).
_SIBLINGS = str.maketrans("adcebhgqijuvmn", "daechbqgjivunm")
_FIGURES = str.maketrans("lLIi|!OoSsZzBbGgq,\u00b7", "111111005522" + "866" + "99" + "..")
_BRACKETED = re.compile(r"[({\[](?P<inner>[^\s()]{1,5})[)}\]]")
_NUMBER = re.compile(
    r"(?=[^\s]*\d)[\dlIi|!OoSsZzBbGgq]{1,2}(?:[.,\u00b7][\dlIi|!OoSsZzBbGgq]{1,2}){0,4}[.,]?(?=\s|$)"
)
_TWICE = 2
_SIGN = re.compile("[\u00a9\u00ae\u20ac](?=\\s)")


def read_misread(text: str) -> tuple[Reading, ...]:
    """Further readings of a line that came out of OCR."""
    start = skip_blank(text)
    variants: list[str] = []
    bracketed, number = _BRACKETED.match(text, start), _NUMBER.match(text, start)
    if bracketed:
        inner = bracketed["inner"]
        spelled = [inner.translate(_LETTERS), inner.lower().translate(_ROMANS), inner.translate(_FIGURES)]
        if len(inner) == 1:
            spelled.append(inner.translate(_SIBLINGS))
        rest = text[bracketed.end() :]
        if len(inner) == _TWICE and len(set(inner)) == 1 and inner.isalpha():
            spelled.append(f"{inner[0]} ")  # (c) seen double
        variants = [f"{text[:start]}({wanted}){rest}" for wanted in spelled if len(wanted) == len(inner)]
    if number:
        end = number.end()
        variants.append(text[:start] + number[0].translate(_FIGURES) + text[end:])
    known = {tuple(_sense(mark) for mark in reading.marks) for reading in read_labels(text)}
    found: dict[tuple[Mark, ...], Reading] = {}
    for reading in (reading for variant in variants for reading in read_labels(variant)):
        sense = tuple(_sense(mark) for mark in reading.marks)
        if sense not in known:
            found.setdefault(sense, reading)
    sign = _SIGN.match(text, start)
    if sign:
        mark = Mark(
            "lower",
            (3 if sign[0] != "\u20ac" else 5,),
            "()",
            "c" if sign[0] != "\u20ac" else "e",
            start,
            sign.end(),
        )
        found[(_sense(mark),)] = Reading((mark,), skip_blank(text, mark.end))
    return tuple(found.values())


def is_plain_word(text: str) -> bool:
    """Whether text read by OCR is a word, and not figures taken for letters.

    A misread number is a jumble of small and capital letters, or has a figure, or only letters like figures.

    >>> [is_plain_word(text) for text in ("Bridge", "CA", "Title:", "aBaF", "ill", "fx", "2B")]
    [True, True, True, False, False, False, False]
    """
    word = text.strip(" .,:;()")
    cased = word.istitle() or word.isupper() or (word.islower() and len(word) > 2)  # noqa: PLR2004 - letters
    return len(word) > 1 and word.isalpha() and cased and not as_figures(word).isdigit()


def as_figures(text: str) -> str:
    """Text with letters and signs read as the figures they are taken for."""
    return text.translate(_FIGURES)


def _sense(mark: Mark) -> Mark:
    return replace(mark, start=0, end=0)
