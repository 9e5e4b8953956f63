"""The forms that a label may be printed in, read at one offset of a line: `15.2.6`, `(a)`, `2bis.1`, `II.1`.

Some have a word or the sign of a section: `Article 2 bis`, `Anlage 1`, `PRIMERA.-`, `1 artikla`. The words of
all languages are read; whether the document is in a word's language is asked in `numbering`.

On its own: a mark is read from its form alone; whether it may follow another one is asked in `reading`.
"""

from __future__ import annotations

import re

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
from mouarchive.clauses.vocabulary import (
    ANNEXES,
    family_of,
    labelled,
    labelled_behind,
    ordinal_value,
    ordinals,
    printed_as,
)
from mouarchive.words import CARDINALS

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
    found = _keyword_marks(text, start)
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


# ------------------------------------------------------------------ with a word or the sign of a section


_DASHES = "\u2013\u2014-"
_ORDINAL = rf"(?:\.?{BLANK}?[\u00ba\u00b0\u00aa]|{BLANK}?(?:er|re|\u00e8re)(?!\w)|o(?![\w.]))"
"""The sign of an ordinal: 1\u00ba, 1.\u00ba, 1er; Portuguese typed on an English keyboard has 1o."""
_FIGURES = rf"\d{{1,3}}(?:\.\d{{1,3}})*(?:{_ORDINAL})?(?:{LATIN_APART}|{BETWEEN})?"
_ROMAN = rf"[IVXLivxl]{{1,7}}(?:{LATIN_APART}|[.-]\d{{1,3}}|{BLANK}?er(?!\w))?"
_NUMBER_SIGN = (
    r"(?:[Nn][Rr]?\.?\s?[\u00ba\u00b0]|[Nn][Oo]?[Rr]?\.|N[or](?=\s)|n[or](?=\s)|NR(?=\s)|NO(?=\s)|\u2116)"
)
"""The word number before a number: No. 1, Nr. 1, n\u00ba 1, n. 1."""
_STOP = (
    rf"[.:]{BLANK}*[{_DASHES}]{{1,2}}(?=$|{BLANK}|[^\W\d_])|[.:)\]](?=$|{BLANK})"
    rf"|{BLANK}*[{_DASHES}](?=$|{BLANK})|{BLANK}:(?={BLANK})"
)
"""What ends a label with a word: a full stop, a dash, or both, as Spanish has them: `Art. 1.-`."""
_WORD = re.compile(r"[^\W\d_]+(?:\.(?=\s|\d|[IVX]))?")
_NUMBERED = re.compile(
    rf"(?:{BLANK}+(?:{_NUMBER_SIGN}{BLANK}*)?|(?=\d))"
    rf"(?P<number>{_FIGURES}|[A-Z][.-]?\d{{1,2}}|{_ROMAN}|[A-Z]"
    rf"|(?i:{'|'.join(CARDINALS)}|(?:{ordinals()})(?:{BLANK}+(?:{ordinals()}))?))"
    rf"(?P<end>{_STOP})?(?=$|{BLANK}|(?<=[.:][{_DASHES}])[^\W\d_])"
)  # OCR and tight setting join `Article6`
_ALONE = re.compile(
    rf"(?P<only>:|{BLANK}*[\u2013\u2014]|{BLANK}+-)(?={BLANK}+[^\W\d_a-z]|{BLANK}+[0-9\u201c\u2018\"'])"
    rf"|{BLANK}*$"
)
_BEHIND = re.compile(
    rf"(?P<number>\d{{1,3}}(?:{BLANK}?[a-z](?!\w))?)\.?{BLANK}?"
    rf"(?P<word>(?i:{labelled_behind()}))(?P<end>[.:])?(?=$|{BLANK}+(?![a-z]))"
)
"""A word behind its number: `1 artikla`, `3. cikk`, `1 \u00a7`."""
_FIRST = re.compile(
    rf"(?P<number>(?i:{ordinals()})(?:{BLANK}+(?i:{ordinals()}))?)"
    rf"(?:{BLANK}+(?P<word>(?i:{labelled()}))(?P<end>[.:]|{BLANK}*[{_DASHES}])?(?={BLANK}*$|(?<=\W){BLANK})"
    rf"|(?P<stop>[.:]{BLANK}*[{_DASHES}]{{0,2}}|{BLANK}*[{_DASHES}](?={BLANK}))(?=$|{BLANK}|[^\W\d_]))"
)
"""An ordinal with its word, `Erster Teil`, `FIRST SCHEDULE`, or as a label of its own, `PRIMERA.-`."""
_SECTION_SIGN = re.compile(
    rf"\u00a7+{BLANK}*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)(?P<ordinal>{_ORDINAL})?"
    rf"(?P<suffix>{LATIN_CLOSE}|{LATIN_APART}|[A-Za-z](?!\w)|{BLANK}[a-z](?=[.:)]|{BLANK}*$|{BLANK}+[^\W\d_a-z]))?"
    rf"(?P<end>[.:)]|{BLANK}?[{_DASHES}](?={BLANK}))?(?=$|{BLANK})"
)


def _keyword_marks(text: str, start: int) -> list[Mark]:
    """The marks with a word or sign that may begin at an offset of a line; empty for none."""
    if start >= len(text):
        return []
    if text[start] == "\u00a7":
        return _section_sign(text, start)
    if text[start].isdecimal():
        return _word_behind(text, start)
    return _word_before(text, start) or _ordinal_first(text, start)


def _word_before(text: str, start: int) -> list[Mark]:
    word = _WORD.match(text, start)
    opened = word and (printed_as(word[0]) or printed_as(word[0].rstrip(".")))
    if not word or not opened:
        return []
    family = family_of(opened)
    after = word.start() + len(opened)
    match = _NUMBERED.match(text, after)
    if match:
        ordinal = re.search(rf"\d{_ORDINAL}", match["number"])
        shape = _shape(match["end"] or (ordinal and "."))  # Art. 9\u00ba, then Art. 10.
        return [
            Mark(family, path, shape, value, start, match.end(), suffix)
            for path, value, suffix in _values(match["number"])
        ]
    alone = _ALONE.match(text, after)  # the only one of its sort: `Appendix: Title`, `SCHEDULE`
    if not alone or family not in ANNEXES or not (alone["only"] or opened.isupper()):
        return []
    end = alone.end("only") if alone["only"] else after
    return [Mark(family, (0,), (alone["only"] or "word").strip(), "", start, end)]


def _shape(end: str | None) -> str:
    """The punctuation behind a label, a full stop with its dash as the stop alone."""
    end = (end or "bare").strip()
    return end[0] if end[0] in ".:" else end


def _values(number: str) -> list[tuple[tuple[int, ...], str, int]]:
    """What a number behind a word may count for: its parts, how eids spell it, and what was inserted."""
    figures = re.fullmatch(rf"(\d+(?:\.\d+)*)(?:{_ORDINAL})?(.*)", number)
    if figures:
        suffix = figures[2].strip(" -\u00a0")
        path = tuple(int(part) for part in figures[1].split("."))
        return [(path, figures[1] + suffix, suffix_value(suffix))]
    if number.lower() in CARDINALS:
        return [((CARDINALS[number.lower()],), number, 0)]
    ordinal = ordinal_value(number)
    if ordinal is not None:
        return [((ordinal,), str(ordinal), 0)]
    if re.fullmatch(r"[A-Z][.-]?\d+", number):
        place = ord(number[0]) - ord("A") + 1
        return [((place, int(number[1:].lstrip(".-"))), number, 0)]
    roman = re.fullmatch(rf"([IVXLivxl]+)(?:([.-])(\d+)|{BLANK}?er|(.*))", number)
    value = parse_roman(roman[1]) if roman else None
    found: list[tuple[tuple[int, ...], str, int]] = []
    if roman and value and roman[3]:
        found.append(((value, int(roman[3])), number, 0))
    elif roman and value:
        suffix = (roman[4] or "").strip(" -\u00a0")
        found.append(((value,), roman[1] + suffix, suffix_value(suffix)))
    if len(number) == 1 and number.isupper():
        found.append(((letter_value(number) or 0,), number, 0))
    return found


def _word_behind(text: str, start: int) -> list[Mark]:
    match = _BEHIND.match(text, start)
    if not match:
        return []
    number = re.sub(r"\s", "", match["number"])
    value, letter = int(number.rstrip("abcdefghijklmnopqrstuvwxyz")), number.lstrip("0123456789")
    family = "section" if match["word"] == "\u00a7" else family_of(match["word"])
    return [Mark(family, (value,), _shape(match["end"]), number, start, match.end(), suffix_value(letter))]


def _ordinal_first(text: str, start: int) -> list[Mark]:
    """`Erster Teil`, `FIRST SCHEDULE`; `PRIMERA.-` opens a clause; in small letters neither does."""
    match = _FIRST.match(text, start)
    value = ordinal_value(match["number"]) if match else None
    if not match or value is None or not text[start].isupper():
        return []
    if match["word"]:
        return [
            Mark(family_of(match["word"]), (value,), _shape(match["end"]), str(value), start, match.end())
        ]
    if match["number"].isupper() or "-" in match["stop"] or "\u2013" in match["stop"]:
        return [Mark("clause", (value,), _shape(match["stop"]), str(value), start, match.end())]
    return []


def _section_sign(text: str, start: int) -> list[Mark]:
    """A section, or where its number is an ordinal a paragraph of an article: `\u00a7 1\u00ba`."""
    match = _SECTION_SIGN.match(text, start)
    if not match:
        return []
    suffix = (match["suffix"] or "").strip(" -\u00a0")
    path = tuple(int(part) for part in match["number"].split("."))
    value, place = match["number"] + suffix, suffix_value(suffix)
    section = Mark("section", path, "\u00a7", value, start, match.end(), place)
    paragraph = Mark("number", path, "\u00a7", value, start, match.end(), place)
    if len(path) > 1:
        return [section]
    return [paragraph, section] if match["ordinal"] else [section, paragraph]
