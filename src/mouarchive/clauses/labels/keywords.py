"""Labels with a word or the sign of a section: `Article 2 bis`, `Anlage 1`, `PRIMERA.-`, `1 artikla`.

On its own: labels that have words need a vocabulary. The words of all languages are read; whether the
document is in a word's language is asked in `numbering`.
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

__all__ = ["keyword_marks"]

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


def keyword_marks(text: str, start: int) -> list[Mark]:
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
