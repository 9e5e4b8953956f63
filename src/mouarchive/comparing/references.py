"""References from clause to clause ("paragraph 15.2.6"), and what became of them in the next version. Pure.

    references   what the clauses of one version refer to, each reference with the clause it means there
    follow       the references of two versions side by side: intact, followed, dangling, or elsewhere

A reference counts as dangling only where it meant a clause before, or is so spelled that it can only mean one
("paragraph 15.2.6" in a document whose clauses are numbered in that way).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from mouarchive.comparing.normalise import same_layout
from mouarchive.model import Change, Clause, Comparison

__all__ = ["ATTACHED", "Fate", "Mention", "Numbers", "Reference", "ReferenceFate"]
__all__ += ["follow", "mentions", "references", "sole_reference"]

ATTACHED = frozenset(("annex", "schedule", "appendix", "part"))
"""What clauses may stand in that has a number or letter of its own."""
_DEPTH = re.compile(r"\d+(?:\.\d+)*")


class Fate(enum.StrEnum):
    """What became of a reference."""

    INTACT = "intact"
    FOLLOWED = "followed"
    DANGLING = "dangling"
    ELSEWHERE = "elsewhere"
    RESOLVED = "resolved"


class Reference(msgspec.Struct, frozen=True):
    """One reference: the eid of the clause that makes it, its words, and the eid it means (None: no clause).

    `start` and `end` index the words of the clause that makes it.
    """

    clause: str
    quote: str
    number: str
    start: int
    end: int
    target: str | None


class ReferenceFate(msgspec.Struct, frozen=True):
    """A reference in two versions; `old` is None where only the newer text makes it.

    intact: it means the same clause under the same number · followed: that clause has another number now, and
    the reference gives it · dangling: no clause of the newer version has that number · elsewhere: it means
    another clause than before · resolved: it meant no clause before and means one now. `amended`: the number
    in the reference was changed; an elsewhere that is not amended happened behind its back.
    """

    fate: Fate
    old: Reference | None
    new: Reference
    amended: bool = False
    was: str | None = None
    """Eid, in the newer version, of the clause it meant in the older one; None where that is gone."""


class Numbers:
    """The clauses of one version by all that a reference may call them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.by_eid = {clause.eid.casefold(): clause for clause in clauses}
        self.parents = {clause.eid: clause.parent for clause in clauses}
        self.depths = {
            len(m.group().split(".")) for c in clauses if (m := _DEPTH.fullmatch(c.label.rstrip(".")))
        }
        self.attached: dict[tuple[str, str], Clause] = {}
        for clause in clauses:
            for text in (clause.label, clause.heading or "", clause.text[:60]):
                named = re.match(r"(annexe?|schedule|appendix|part)\s+(\w{1,5})\b", text, re.IGNORECASE)
                if named:
                    noun = "annex" if named[1].casefold().startswith("annex") else named[1].casefold()
                    self.attached.setdefault((noun, named[2].casefold()), clause)

    def above(self, eid: str) -> Iterator[str]:
        """A clause and what contains it, from the inside out."""
        seen: set[str] = set()
        at: str | None = eid
        while at is not None and at not in seen:
            yield at
            seen.add(at)
            at = self.parents.get(at)

    def resolve(self, mention: Mention, source: str) -> Clause | None:
        """The clause that is meant by a mention in the clause `source`."""
        if mention.noun == "part":
            return self._part(mention, source)
        if mention.noun in ATTACHED:
            return self._attachment(mention.noun, mention.number)
        if mention.within is not None:
            annex = self._attachment(*mention.within)
            return None if annex is None else self._inside(annex, mention)
        number = mention.number.casefold()
        if number.startswith("("):
            return self._first(f"{eid}{number}" for eid in self.above(source))
        names = (number, f"{mention.noun}-{number}")
        within = [f"{eid}." for eid in self.above(source) if not eid[0].isdigit()]  # an annex's own first
        near = [f"{eid}{name}" for eid in within for name in (*names, *map(_base, names))]
        return self._first(near) or self._first([*names, *self._shorter(number)])

    def _part(self, mention: Mention, source: str) -> Clause | None:
        """Part 2 of the schedule that is named, else of the one that speaks, else of the document."""
        name = f"part-{mention.number.casefold()}"
        if mention.within is not None:
            annex = self._attachment(*mention.within)
            return None if annex is None else self._first([f"{annex.eid}.{name}"])
        near = [f"{eid}.{name}" for eid in self.above(source) if not eid[0].isdigit()]
        return self._first(near) or self._attachment("part", mention.number)

    def _attachment(self, noun: str, mark: str) -> Clause | None:
        eid = self.by_eid.get(f"{noun}-{mark.casefold()}")
        return eid or self.attached.get((noun, mark.casefold()))

    def _inside(self, annex: Clause, mention: Mention) -> Clause | None:
        number = mention.number.casefold()
        found = self.by_eid.get(f"{annex.eid}.{number}".casefold()) or self.by_eid.get(number)
        return found if found and annex.eid in self.above(found.eid) else None

    def _shorter(self, number: str) -> Iterator[str]:
        """15.2 for 15.2(a), where the items of 15.2 are no clauses of their own."""
        base = _base(number)
        if base != number and not any(eid.startswith(f"{base}(") for eid in self.by_eid):
            yield base

    def _first(self, eids: Iterator[str] | Sequence[str]) -> Clause | None:
        return next((self.by_eid[eid.casefold()] for eid in eids if eid.casefold() in self.by_eid), None)

    def named(self, noun: str, number: str) -> Clause | None:
        """The clause that somebody outside the text calls so: ("annex", "6"), ("", "15.2.6")."""
        if noun in ATTACHED:
            return self._attachment(noun, number)
        small = number.casefold()
        return self._first([small, *([f"{noun}-{small}"] if noun else ()), *self._shorter(small)])

    def must_exist(self, mention: Mention) -> bool:
        """Whether a mention can mean nothing else: numbered in parts, as this document's clauses are."""
        depth = _DEPTH.match(mention.number)
        parts = len(depth.group().split(".")) if depth else 0
        return mention.noun not in ATTACHED and parts > 1 and parts in self.depths


def _base(number: str) -> str:
    return number.partition("(")[0]


def references(clauses: Sequence[Clause]) -> tuple[Reference, ...]:
    """All references that the clauses of one version make to each other, in document order.

    A mention that means no clause is kept only where it can mean nothing else.
    """
    numbers = Numbers(clauses)
    return tuple(ref for clause in clauses for ref, sure in _made_by(clause, numbers) if sure)


def _made_by(clause: Clause, numbers: Numbers) -> list[tuple[Reference, bool]]:
    """The references of one clause, each with whether it is one for sure."""
    found = []
    for mention in mentions(clause.words):
        target = numbers.resolve(mention, clause.eid)
        if target is clause and mention.start == 0:
            continue  # "Annex 5 …" at the head of Annex 5 is its name
        named = (mention.quote, mention.number, mention.start, mention.end)
        reference = Reference(clause.eid, *named, target.eid if target else None)
        found.append((reference, target is not None or numbers.must_exist(mention)))
    return found


def follow(compared: Comparison) -> tuple[ReferenceFate, ...]:
    """What became of every reference that the newer text makes, in its order."""
    changes = compared.changes
    before = Numbers([change.old for change in changes if change.old and not change.split_from])
    after = Numbers([change.new for change in changes if change.new and not change.merged_into])
    partner = {
        change.old.eid: change.new.eid
        for change in changes
        if change.old and change.new and not change.carried
    }
    found: list[ReferenceFate] = []
    for change in changes:
        if change.new is None:
            continue
        new = _made_by(change.new, after)
        old = _made_by(change.old, before) if change.old else []
        for now, then in _paired(old, new):
            fate = _fate(now, then, partner)
            if fate is not None:
                found.append(fate)
    return tuple(found)


def sole_reference(change: Change, fates: Sequence[ReferenceFate]) -> Fate | None:
    """What became of the references of a clause that differs in nothing but their numbers; else None.

    Followed where all of those did, else the gravest: dangling before elsewhere. `fates`: as `follow` found.
    """
    if not (change.old and change.new):
        return None
    amended = [fate for fate in fates if fate.new.clause == change.new.eid and fate.amended and fate.old]
    old = _without(change.old.words, [fate.old for fate in amended if fate.old])
    if not amended or not same_layout(old, _without(change.new.words, [fate.new for fate in amended])):
        return None
    found = {fate.fate for fate in amended}
    return next((grave for grave in (Fate.DANGLING, Fate.ELSEWHERE) if grave in found), min(found))


def _without(text: str, references: Sequence[Reference]) -> str:
    """A text with a mark for each of these references."""
    for one in sorted(references, key=lambda reference: -reference.start):
        text = f"{text[: one.start]}\ufffc{text[one.end :]}"
    return text


Made = tuple[Reference, bool]


def _paired(old: Sequence[Made], new: Sequence[Made]) -> Iterator[tuple[Made, Made | None]]:
    """Each newer reference with the older one it was: in order where they are as many, else by number."""
    if len(old) == len(new):
        yield from zip(new, old, strict=True)
        return
    match = SequenceMatcher(
        None, [ref.number for ref, _ in old], [ref.number for ref, _ in new], autojunk=False
    )
    for _, i1, i2, j1, j2 in match.get_opcodes():
        same = i2 - i1 == j2 - j1
        for at in range(j1, j2):
            yield new[at], old[i1 + at - j1] if same else None


def _fate(new: Made, old: Made | None, partner: dict[str, str]) -> ReferenceFate | None:
    now, sure = new
    then = old[0] if old else None
    amended = then is not None and then.number != now.number
    meant = then.target if then else None
    was = partner.get(meant) if meant else None
    if now.target is None:
        told = sure or meant
        return ReferenceFate(Fate.DANGLING, then, now, amended, was) if told else None
    if then is None:
        return ReferenceFate(Fate.INTACT, None, now)
    if meant is None:
        return ReferenceFate(Fate.RESOLVED if old and old[1] else Fate.INTACT, then, now, amended)
    if was != now.target:
        return ReferenceFate(Fate.ELSEWHERE, then, now, amended, was)
    return ReferenceFate(Fate.FOLLOWED if amended else Fate.INTACT, then, now, amended, was)


# ------------------------------------------------------------------ numbers that a text names
#
# A number in an Act, a regulation or any other document is none: what follows ("of the Education Act 1996",
# "GDPR") or stands before it ("the Act, section 5") tells, and a section or an article is left alone
# altogether in a clause that speaks of legislation, unless "above" or "of this agreement" follows.


_CONTAINERS = r"annex(?:e?s)?|annexe|schedules?|appendi(?:x|ces)"
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
    rf"(?<![\w-])(?P<noun>(?i:{_CONTAINERS}|parts?))\s+(?P<list>{_MARK}(?:{_JOIN}{_MARK}{_TIME})*)"
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
    rf"|annex|schedule|appendix|body|main))\b|of\s+(?P<kind>{_CONTAINERS})\s+(?P<mark>{_MARK}))",
    re.IGNORECASE,
)
_DOCUMENT = r"(?:Agreement|Contract|Memorandum|Framework|Guidance|Policy|Protocol|Constitution)"
_OTHER = re.compile(
    rf"\s*{_TITLE}of\s+\S"
    rf"|\s*{_TITLE}to\s+the\s+(?:(?:[A-Z][\w'\u2019-]*|of|and|for|the)\s+){{0,8}}(?:{_LEGISLATION}|{_DOCUMENT})\b"
)
_CONTAINER_BEFORE = re.compile(
    rf"(?P<kind>{_CONTAINERS})\s+(?P<mark>{_MARK})\s*,?\s*(?:at\s+|in\s+)?$", re.IGNORECASE
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
        yield from _each(text, match, noun, _ONE, _container(own, before))


def _of_attachments(text: str) -> Iterator[Mention]:
    for match in _ATTACHMENTS.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        own = _OWN.match(text, match.end())
        if _elsewhere(text, own) or (own is None and _names_another(text, match.end(), before)):
            continue
        noun = _singular(match["noun"])
        within = _container(own, before) if noun == "part" else None
        yield from _each(text, match, noun, _ONE_MARK, within)


def _container(own: re.Match[str] | None, before: str) -> tuple[str, str] | None:
    """The annex that a number is said to stand in, behind it or before it."""
    found = own if own and own["kind"] else _CONTAINER_BEFORE.search(before)
    return (_singular(found["kind"]), found["mark"]) if found else None


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
