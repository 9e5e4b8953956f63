"""The grammar of clause labels: what a line may begin with, before anything is known of its neighbours.

A line yields *readings*, each a chain of one or more *marks*:

    15.2.6 The pupil      one mark, decimal, path (15, 2, 6)
    1. (a) The purpose    two marks: number 1, then letter a
    4(9)(c) A vote        three marks, run on
    1.—(1) A keeper       two marks, as statutes print a section that has subsections
    1A.2, (ba)            inserted later, after 1 and after (b): 1 with the letter A, b with the letter a
    (i) the name          two readings: letter i (the ninth) or roman i (the first)
    Annex B: Contacts     one mark, keyword annex, letter B

The forms of single marks are told in `labelforms`. Which reading holds, if any, is decided in `numbering`
from the sequence of all labels.
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels.forms import RUN_ON, marks_at
from mouarchive.clauses.labels.loose import Tight, tightened
from mouarchive.clauses.labels.marks import (
    BLANK,
    LETTERS,
    Mark,
    parse_roman,
    skip_blank,
)
from mouarchive.clauses.vocabulary import ANNEXES, CONTAINERS, DIVISIONS, UNITS, one_of
from mouarchive.words import MONTH_SPELLINGS, to_roman

# What a mark is stands in `marks`; it is passed on to those who read labels.
__all__ = [
    "ANNEXES",
    "CONTAINERS",
    "DIVISIONS",
    "LETTERS",
    "UNITS",
    "Mark",
    "Reading",
    "parse_roman",
    "read_labels",
    "skip_blank",
    "to_roman",
]

_DASH = re.compile(RUN_ON)
_PARTING = re.compile(rf"{BLANK}*(?P<dash>[\u2013\u2014-]){BLANK}+(?=[A-Z\u201c\u2018\"'])")
"""The dash between a number and its heading: `1 \u2013 Lamp`."""
_MONTH = "|".join(month if month != "May" else r"May(?=\s+\d)" for month in MONTH_SPELLINGS)
_NOT_A_NUMBER = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d)|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?{BLANK}+(?:{_MONTH})\b"  # 18 December
    rf"|\d+(?:[.,]\d+)*\s?(?:[%\u00a3$\u20ac]|{one_of('measures')})"
    r"|\d+(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}\.?{BLANK}*(?:(?:&|and){BLANK}*\d{{1,2}}\.?{BLANK}*)?"
    rf"(?:{one_of('reigns')}){BLANK}*"
    rf"(?:[1-9]|[IVX]+\b|ch?\.{BLANK}*\d)"  # 10 & 11 Geo. 6, c. 54: an Act cited by its reign
    rf"|\d+{BLANK}+(?:{one_of('codes')})\b",  # 14 CFR: a code of law cited
    re.IGNORECASE,
)


class Reading(msgspec.Struct, frozen=True):
    """A chain of marks at the beginning of a line; `rest` is where the text after them starts."""

    marks: tuple[Mark, ...]
    rest: int


def read_labels(text: str, apart: int = 0) -> tuple[Reading, ...]:
    """All readings of the label a line may begin with; empty where it cannot begin with one.

    Longer chains come first; each shorter chain of the same marks is a reading too, so that
    `1. (a) text` may also be clause 1 with the text "(a) text". `apart` is where the line's first part
    ends, if white space sets it apart: there `1. 1` is one label.
    """
    tight = tightened(text, apart)
    if tight is None:
        return _read(text)
    close = [_spread(reading, tight, text) for reading in _read(tight.text)]
    return tuple(close) if tight.sure else (*close, *_read(text))


def _spread(reading: Reading, tight: Tight, text: str) -> Reading:
    """A reading of a line whose label was made close, as one of the line itself."""
    marks = tuple(
        replace(mark, start=tight.places[mark.start], end=tight.end(mark.end)) for mark in reading.marks
    )
    return Reading(marks, skip_blank(text, marks[-1].end))


def _read(text: str) -> tuple[Reading, ...]:
    """The readings of a line whose label is printed close; a dash before the words belongs to the label."""
    start = skip_blank(text)
    if start == len(text) or _NOT_A_NUMBER.match(text, start):
        return ()
    chains = _chains(text, start, first=True)
    readings = {}
    for chain in chains:
        for size in range(len(chain), 0, -1):
            marks = _with_dash(text, chain[:size])
            readings[marks] = Reading(marks, skip_blank(text, marks[-1].end))
    return tuple(readings.values())


def _with_dash(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, the last with the dash that parts it from a heading: `1 - Lamp`, but not `1 - 3 months`."""
    last = marks[-1]
    dash = None if last.keyword else _PARTING.match(text, last.end)
    return (*marks[:-1], replace(last, end=dash.end("dash"))) if dash else marks


def _chains(text: str, start: int, *, first: bool) -> list[tuple[Mark, ...]]:
    chains: list[tuple[Mark, ...]] = []
    for mark in marks_at(text, start):
        if not first and not _may_follow(text, mark, start):
            continue
        dash = None if mark.keyword else _DASH.match(text, mark.end)
        after = dash.end() if dash else skip_blank(text, mark.end)
        tails = [] if mark.keyword and mark.family in CONTAINERS else _chains(text, after, first=False)
        chains.extend((mark, *tail) for tail in tails)
        if not tails:
            chains.append((mark,))
    return chains


def _may_follow(text: str, mark: Mark, start: int) -> bool:
    """Only a bracketed or dotted small label may follow another on one line: `1. (a)`, `1. a.`, `2(1)`."""
    if mark.shape == "()":
        return True
    return (
        mark.shape in {".", ")"}
        and mark.family in {"lower", "lower-roman"}
        and text[start - 1 : start] != "("
    )
