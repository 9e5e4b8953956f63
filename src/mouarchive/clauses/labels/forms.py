"""The forms that a label may be printed in, read at one offset of a line: `15.2.6`, `(a)`, `2bis.1`, `II.1`.

On its own: a mark is read from its form alone; whether it may follow another one is asked in `reading`.
"""

from __future__ import annotations

import re

from mouarchive.clauses.labels.keywords import keyword_marks
from mouarchive.clauses.labels.marks import (
    BETWEEN,
    BLANK,
    LATIN_APART,
    LATIN_CLOSE,
    Mark,
    letter_value,
    parse_roman,
    suffix_value,
)

__all__ = ["RUN_ON", "marks_at"]

_NO_ROMAN = frozenset("abcdefgh")
"""Letters that what was inserted after a roman number ends with: (iia) comes after (ii)."""
RUN_ON = rf"(?:{BLANK}?[\u2013\u2014-]{BLANK}?(?=\([0-9a-zA-Z]{{1,4}}\)))"
"""The dash of `1.\u2014(1)`, between the number of a section and that of its first subsection."""
_SUFFIX = rf"(?:{LATIN_CLOSE}|{LATIN_APART}|(?:[A-Z]{{1,2}}|[a-z])(?![^\W\d_]))"
_INSIDE = rf"(?:{LATIN_CLOSE}|[A-Z]{{1,2}}|[a-z])(?=\.\d)"
"""What was inserted behind a part of a number before its last: 1A.2, 2bis.1."""
_DECIMAL = re.compile(
    rf"(?P<number>\d{{1,3}}(?:{_INSIDE})?(?:\.\d{{1,3}}(?:{_INSIDE})?){{1,6}}"
    r"|[A-Z][.-]?\d{1,3}(?:\.\d{1,3}){0,5}|[IVX]{2,6}\.\d{1,3}(?:\.\d{1,3}){0,5})"
    rf"(?P<suffix>{_SUFFIX})?(?P<end>[.:)])?(?=$|{BLANK}|[A-Z(\u201c\u2018\"']|{RUN_ON})"
)
_NUMBER = re.compile(
    rf"(?P<open>[(\[])(?P<inner>\d{{1,3}}(?:{BLANK}?{LATIN_CLOSE}|{BETWEEN})?)[)\]]\.?"
    rf"|(?P<plain>\d{{1,3}})(?P<ordinal>\.?[\u00ba\u00b0\u00aa])?(?P<suffix>{_SUFFIX})?"
    rf"(?:(?P<end>[.):])(?=$|{BLANK}|[A-Za-z(\u201c\u2018\"']|{RUN_ON})"
    rf"|(?=$|{BLANK}|\([0-9a-zA-Z]{{1,4}}\)|{RUN_ON}))"
)
_LETTER = re.compile(
    rf"\((?P<inner>[a-z]{{1,5}}|[A-Z]{{1,5}})\)\.?"
    rf"|(?P<plain>[a-z]{{1,5}}|[A-Z]{{1,5}})(?P<end>[.)])(?=$|{BLANK})"
    rf"|(?P<dashed>[IVXL]{{1,7}})(?P<dash>{BLANK}?[\u2013\u2014-])(?={BLANK}+[^\W\d_])"
    rf"|(?P<bare>[A-Z])(?=$|{BLANK})"
)


def marks_at(text: str, start: int) -> list[Mark]:
    """The marks that may begin at an offset of a line, the likeliest sort first; empty for none."""
    found = keyword_marks(text, start)
    if found:
        return found
    decimals = _decimal_marks(text, start)
    if decimals:
        return decimals
    return _number_marks(text, start) + _letter_marks(text, start)


def _decimal_marks(text: str, start: int) -> list[Mark]:
    match = _DECIMAL.match(text, start)
    if not match:
        return []
    number, suffix, shape = match["number"], match["suffix"], match["end"] or "bare"
    letters = (suffix or "").strip(" -\u00a0")
    value = number + letters
    inserted: tuple[int, ...] = ()
    readings: list[tuple[str, tuple[int, ...]]]
    if number[0].isalpha():
        figures = tuple(int(part) for part in re.findall(r"\d+", number))
        roman = parse_roman(re.split(r"[.-]", number)[0]) if number[0] in "IVX" and "." in number else None
        readings = [("lettered", (ord(number[0]) - ord("@"), *figures))] if not number[1].isalpha() else []
        readings += [("roman-decimal", (roman, *figures))] if roman else []
    else:
        parts = re.findall(r"(\d+)([A-Za-z]*)", number)
        inserted = tuple(suffix_value(between) for _, between in parts[:-1])
        readings = [("decimal", tuple(int(part) for part, _ in parts))]
    marks = []
    for family, path in readings:
        while len(path) > 1 and path[-1] == 0:  # 1.0 is printed for 1
            path, inserted = path[:-1], inserted[:-1]  # noqa: PLW2901 - made shorter on purpose
        inserted = inserted if any(inserted) else ()
        marks.append(Mark(family, path, shape, value, start, match.end(), suffix_value(suffix), inserted))
        if suffix and letters == suffix and letters.isupper():
            end = match.start("suffix")
            marks.append(Mark(family, path, "bare", number, start, end, inserted=inserted))
    return marks


def _number_marks(text: str, start: int) -> list[Mark]:
    match = _NUMBER.match(text, start)
    if not match:
        return []
    if match["inner"]:
        digits = re.match(r"\d+", match["inner"])
        letter = match["inner"].lstrip("0123456789").strip()
        inner = int(digits[0]) if digits else 0
        value = f"{digits[0] if digits else ''}{letter}"
        return [Mark("number", (inner,), "()", value, start, match.end(), suffix_value(letter))]
    suffix = (match["suffix"] or "").strip(" -\u00a0")
    shape = match["end"] or (match["ordinal"] and ".") or "bare"
    close = match["suffix"] == suffix
    if shape == "bare" and close and (_is_unit(suffix) or not _is_set_up(text, match.end(), suffix)):
        return []  # 16GB, 2AA of a postcode; 5m long
    value = match["plain"] + suffix
    return [Mark("number", (int(match["plain"]),), shape, value, start, match.end(), suffix_value(suffix))]


def _is_unit(suffix: str) -> bool:
    return len(suffix) == 2 and suffix.isupper()  # noqa: PLR2004 - two letters


def _is_set_up(text: str, end: int, suffix: str) -> bool:
    """Whether what follows a number with a small letter, `2a`, is no sentence that goes on: `5m long`."""
    return not suffix.islower() or not text[end:].lstrip()[:1].islower()


def _letter_marks(text: str, start: int) -> list[Mark]:
    match = _LETTER.match(text, start)
    if not match:
        return []
    value = match["inner"] or match["plain"] or match["dashed"] or match["bare"]
    shape = "()" if match["inner"] else (match["end"] or (match["dash"] and "-") or "bare")
    case = "lower" if value.islower() else "upper"
    marks = []
    letter, roman = letter_value(value), parse_roman(value)
    if shape == "-" and len(value) == 1:  # A \u2013 Fees: the dash belongs to the words
        marks.append(Mark(case, (letter or 0,), "bare", value, start, match.end("dashed")))
    elif letter and shape != "-":
        marks.append(Mark(case, (letter,), shape, value, start, match.end()))
    if roman and shape != "bare":
        marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end()))
    if shape == "()" and case == "lower":
        before, inserted = value[:-1], suffix_value(value[-1])
        roman = parse_roman(before) if value[-1] in _NO_ROMAN else None
        if len(before) == 1:
            marks.append(Mark(case, (letter_value(before) or 0,), shape, value, start, match.end(), inserted))
        if roman:
            marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end(), inserted))
    return marks
