"""Where a text names a clause of its own document: "paragraphs 4.1 to 4.3", "clause 5(2)(a)", "Annex A".

A number in an Act, a regulation or any other document is no such mention: what follows ("of the Education Act
1996", "GDPR") or stands before it ("the Act, section 5") tells, and a section or an article is left alone
altogether in a clause that speaks of legislation, unless "above" or "of this agreement" follows. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

__all__ = ["Mention", "mentions"]

_ATTACHED = r"annex(?:e?s)?|annexe|schedules?|appendi(?:x|ces)"
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,5}(?:\s?\((?:\d{1,2}|[a-z]{1,5})\))*(?![\w%])(?!\.\d)"
_LETTERS = r"\([a-z]{1,5}\)(?:\s?\((?:\d{1,2}|[a-z]{1,5})\))*"
_PIECE = (
    r"(?:\((?:\d{1,2}|[a-z]{1,5})\))+"
    r"(?!\s+(?:sub-?\s?)?(?:paragraph|para|clause|section|article|annex|schedule)s?\b)"
)
_MARK = r"(?:[A-Z]{1,2}\d{0,2}|\d{1,2}|[IVX]{1,5})(?![\w(])(?!\.\d)"
_JOIN = r"(?:\s*,\s*(?:(?:and|or|&)\s+)?|\s+(?:and|or|to|and/or|&)\s+|\s*[-\u2013]\s*)"
_TIME = r"(?!\s+(?:(?:working|calendar|business)\s+)?(?:minute|hour|day|week|month|year)s?\b)"

_CLAUSES = re.compile(
    rf"(?<![\w-])(?P<noun>(?:sub-?\s?)?(?:paragraph|para|clause|section|article)s?|§{{1,2}})\.?\s*"
    rf"(?P<list>(?:{_NUMBER}|{_LETTERS})(?:{_JOIN}(?:{_NUMBER}|{_PIECE}){_TIME})*)",
    re.IGNORECASE,
)
_ATTACHMENTS = re.compile(
    rf"(?<![\w-])(?P<noun>(?i:{_ATTACHED}|parts?))\s+(?P<list>{_MARK}(?:{_JOIN}{_MARK}{_TIME})*)"
)
_ONE = re.compile(rf"{_NUMBER}|{_LETTERS}|{_PIECE}", re.IGNORECASE)
_ONE_MARK = re.compile(_MARK)
_GROUP = re.compile(r"\(([^()]*)\)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

_LEGISLATION = (
    r"(?:Act|Acts|Regulations?|Order|Directive|Rules|Statute|Treaty|Convention|Code|GDPR|DPA|FOIA|ECHR)"
)
_SPEAKS_OF_LAW = re.compile(rf"\b{_LEGISLATION}\b")
_LAW_BEFORE = re.compile(rf"\b{_LEGISLATION}(?:\s+\d{{4}})?\s*[,;(]?\s*(?:at\s+|in\s+)?$")
_ABBREVIATED_LAW = re.compile(r"\s+(?!MOU\b)[A-Z]{3,}\b")
_TITLE = r"(?:\([^()]{0,60}\)\s*)?"
_OWN = re.compile(
    rf"\s*,?\s*{_TITLE}"
    r"(?:\(?(?:above|below)\b|(?:of|to|in)\s+(?:this|the\s+present|these|the\s+(?:agreement|memorandum|mou|arrangement"
    rf"|annex|schedule|appendix|body|main))\b|of\s+(?P<kind>{_ATTACHED})\s+(?P<mark>{_MARK}))",
    re.IGNORECASE,
)
_DOCUMENT = r"(?:Agreement|Contract|Memorandum|Framework|Guidance|Policy|Protocol|Constitution)"
_OTHER = re.compile(
    rf"\s*{_TITLE}of\s+\S"
    rf"|\s*{_TITLE}to\s+the\s+(?:(?:[A-Z][\w'\u2019-]*|of|and|for|the)\s+){{0,8}}(?:{_LEGISLATION}|{_DOCUMENT})\b"
)
_CONTAINER_BEFORE = re.compile(
    rf"(?P<kind>{_ATTACHED})\s+(?P<mark>{_MARK})\s*,?\s*(?:at\s+|in\s+)?$", re.IGNORECASE
)


class Mention(msgspec.Struct, frozen=True):
    """A number in a text that names a clause of the same document.

    `noun` is in the singular and small letters; `number` without white space, and in full where the text
    leaves out what it shares with the one before; `start` and `end` index the text, the noun included for the
    first number of a list; `within` names the annex it is said to be in.
    """

    noun: str
    number: str
    quote: str
    start: int
    end: int
    within: tuple[str, str] | None = None


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions of the document's own clauses in one text, in order."""
    found = [*_of_clauses(text), *_of_attachments(text)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _of_clauses(text: str) -> Iterator[Mention]:
    speaks_of_law = _SPEAKS_OF_LAW.search(text) is not None
    for match in _CLAUSES.finditer(text):
        noun = _singular(match["noun"])
        own = _OWN.match(text, match.end())
        before = text[max(0, match.start() - 60) : match.start()]
        if _elsewhere(text, own) or (
            own is None
            and (
                _names_another(text, match.end(), before)
                or (speaks_of_law and noun in {"section", "article", "§"})
            )
        ):
            continue
        container = own if own and own["kind"] else _CONTAINER_BEFORE.search(before)
        within = (_singular(container["kind"]), container["mark"]) if container else None
        yield from _each(text, match, noun, _ONE, within)


def _of_attachments(text: str) -> Iterator[Mention]:
    for match in _ATTACHMENTS.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        own = _OWN.match(text, match.end())
        if _elsewhere(text, own) or (own is None and _names_another(text, match.end(), before)):
            continue
        noun = _singular(match["noun"])
        container = own if own and own["kind"] else _CONTAINER_BEFORE.search(before)
        if noun != "part":
            container = None
        within = (_singular(container["kind"]), container["mark"]) if container else None
        yield from _each(text, match, noun, _ONE_MARK, within)


def _elsewhere(text: str, own: re.Match[str] | None) -> bool:
    """Whether the annex that a number is said to stand in is itself another document's.

    "Paragraph 4 of Schedule 2 to the Act".
    """
    return (
        own is not None
        and own["kind"] is not None
        and _OWN.match(text, own.end()) is None
        and _names_another(text, own.end(), "")
    )


def _names_another(text: str, end: int, before: str) -> bool:
    """Whether what follows or stands before a number says that it is another document's."""
    return bool(_OTHER.match(text, end) or _ABBREVIATED_LAW.match(text, end) or _LAW_BEFORE.search(before))


def _each(
    text: str, match: re.Match[str], noun: str, one: re.Pattern[str], within: tuple[str, str] | None
) -> Iterator[Mention]:
    start = match.start()  # the first number is quoted with the noun, the others alone
    whole = ""
    for number in one.finditer(text, match.start("list"), match.end("list")):
        first = number.start() if start < 0 else start
        quote = " ".join(text[first : number.end()].split())
        whole = _in_full("".join(number.group().split()), whole)
        yield Mention(noun, whole, quote, first, number.end(), within)
        start = -1


def _in_full(number: str, before: str) -> str:
    """The number of a list in full: in "15.2.1(a) and (c)" the second is 15.2.1(c), not (c) of any clause.

    It takes the place of the deepest bracket that it can come after: "(a)(i) and (ii)", "(a)(i) and (b)".
    """
    if not number.startswith("(") or not before:
        return number
    stem, groups = before.partition("(")[0], _GROUP.findall(before)
    first = _GROUP.findall(number)[0]
    places = [at for at in range(len(groups) - 1, -1, -1) if _comes_after(first, groups[at])]
    if not places and not (groups and len(first) == len(groups[-1]) == 1 and (first + groups[-1]).isalpha()):
        return number  # it begins something else: "(i) clause 4(a) and (ii) …"
    kept = groups[: places[0]] if places else groups[:-1]
    return stem + "".join(f"({group})" for group in kept) + number


def _comes_after(mark: str, before: str) -> bool:
    """Whether a mark goes on from another: 3 after 2, c after a, iv after ii."""
    if mark.isdigit() or before.isdigit():
        return mark.isdigit() and before.isdigit() and int(mark) > int(before)
    if mark in _ROMAN and before in _ROMAN and _ROMAN.index(mark) > _ROMAN.index(before):
        return True
    return len(mark) == len(before) and mark > before and not (len(mark) > 1 and mark in _ROMAN)


def _singular(noun: str) -> str:
    word = re.sub(r"[\s-]", "", noun.casefold()).removeprefix("sub")
    if word.startswith(("annex", "appendi")):
        return "annex" if word.startswith("annex") else "appendix"
    return {"para": "paragraph", "paras": "paragraph", "§§": "§"}.get(word, word.removesuffix("s"))
