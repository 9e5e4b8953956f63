"""What kind of words a change touches, by fixed rules: a duty, a figure, a party, an item of a list of data.

    within 30 days  ->  within 90 days      period, number
    shall           ->  may                 obligation
    Personal Data   ->  personal data       defined-term
    15.2.6 Nationality, gone                data-item

Told from the redline: a tag is given where a word or phrase of its kind overlaps what went or came, and what
is found of that kind in the older words is not what is found in the newer ones. A figure in a sum or period
counts as a figure, too; one in a date or in a reference to a clause does not. A clause that came or went
whole is told by what it does (duties, sums, periods, dates, a term defined), not by every word in it, and as
an item of a list of data by that alone. Where a black box hides a side, nothing is known of its words.

On its own: what sort of difference a change is, and what its words are about, are two questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from mouarchive.comparing import tag_words as words
from mouarchive.comparing.comparing_rules import COMPARING, TAGGING
from mouarchive.comparing.normalise import layout_form, same_layout
from mouarchive.comparing.references import mentions
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Op, Tag

__all__ = ["Terms", "tagged", "tags", "terms_of"]
__all__ += [
    "connects",
    "defines",
    "is_data_item",
    "is_negated",
    "orders",
    "touches",
    "touches_party",
    "touches_term",
]

_UNKNOWN = frozenset((ChangeClass.COSMETIC, ChangeClass.REDACTION, ChangeClass.UNREDACTED))
_NEVER = re.compile(r"(?!)")


class Terms(msgspec.Struct, frozen=True):
    """What two versions call things: made once for a comparison.

    `defined` finds their defined terms, whatever the case; `parties` the names and roles of their parties.
    `lists` holds the clauses that introduce a list of data, by side (0 old, 1 new) and eid.
    """

    defined: re.Pattern[str] = _NEVER
    parties: re.Pattern[str] = _NEVER
    lists: frozenset[tuple[int, str]] = frozenset()


def tagged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of one comparison, each with the kinds of words that it touches."""
    terms = terms_of(changes)
    return tuple(
        change if change.kind is ChangeKind.UNCHANGED else replace(change, tags=tags(change, terms))
        for change in changes
    )


def tags(change: Change, terms: Terms) -> tuple[Tag, ...]:
    """The kinds of words that a change touches, in the order of `Tag`; none where they are not known."""
    if change.kind is ChangeKind.UNCHANGED or change.change_class in _UNKNOWN:
        return ()
    if any(clause and len(clause.words) > COMPARING.coarse for clause in (change.old, change.new)):
        return ()
    places = tuple(_places(change))
    if not places:
        return ()
    partly = (change.old and change.new) or any(part.op is Op.EQUAL for part in change.diff)
    found = _of_edits(change, places, terms) if partly else _of_whole(change, terms)
    return tuple(tag for tag in Tag if tag in found)


# ------------------------------------------------------------------ where the two texts differ


class Span(NamedTuple):
    """Part of a text, by its letters."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether two parts overlap; an empty one, where words are missing, must lie inside the other."""
        return self.start < other.end and other.start < self.end


class Side(NamedTuple):
    """The older or the newer words of a change, and which of them differ."""

    text: str
    spans: tuple[Span, ...]


def _places(change: Change) -> Iterator[tuple[Span, Span]]:
    """The places that differ in more than layout, by their letters in the older and in the newer words."""
    i = j = 0
    gone = come = ""
    for op, text in (*((part.op, part.text) for part in change.diff), (Op.EQUAL, "")):
        if op is Op.DELETE:
            gone += text
        elif op is Op.INSERT:
            come += text
        else:
            if (gone or come) and not same_layout(gone, come):
                yield Span(i, i + len(gone)), Span(j, j + len(come))
            i, j = i + len(gone) + len(text), j + len(come) + len(text)
            gone = come = ""


Finder = Callable[[str], Iterable[tuple[Span, str]]]


def _finder(pattern: re.Pattern[str], *, cased: bool = False) -> Finder:
    """All that a pattern finds, each with its words made plain."""

    def find(text: str) -> Iterator[tuple[Span, str]]:
        for match in pattern.finditer(text):
            plain = layout_form(match.group())
            yield Span(*match.span()), plain if cased else plain.casefold()

    return find


def touches(sides: Sequence[Side], find: Finder) -> bool:
    """Whether what differs overlaps words of a kind, and they are not the same on both sides."""
    old, new = (
        Counter(value for span, value in find(side.text) if any(span.meets(one) for one in side.spans))
        for side in sides
    )
    return old != new


# ------------------------------------------------------------------ a clause whose words changed in part


def _figures(text: str) -> Iterator[tuple[Span, str]]:
    """Figures that are no part of a date or of a reference."""
    other = [span for span, _ in (*_dates(text), *_mentions(text))]
    for span, value in _numbers(text):
        if not any(span.meets(one) for one in other):
            yield span, "".join(value.split())


def _mentions(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers that name a clause: of the document itself, in lists, too, or of another document."""
    own = [(Span(one.start, one.end), one) for one in mentions(text)]
    for span, one in own:
        yield span, f"{one.noun} {one.number} {one.within or ''}"
    for span, value in _cited(text):
        if not any(span.meets(other) for other, _ in own):
            yield span, value


def _extents(text: str) -> Iterator[tuple[Span, str]]:
    """Words of scope that are no part of a period ("each quarter") or of a condition ("only if")."""
    other = [span for span, _ in (*_periods(text), *_conditions(text))]
    for span, value in _scope(text):
        if not any(span.meets(one) for one in other):
            yield span, value


_numbers = _finder(words.NUMBER)
_ordinals = _finder(words.ORDINAL)
_periods = _finder(words.PERIOD)
_conditions = _finder(words.CONDITION)
_scope = _finder(words.SCOPE)
_cited = _finder(words.CITED)
_dates = _finder(words.DATE)
_PLAIN: Mapping[Tag, Finder] = {
    Tag.OBLIGATION: _finder(words.OBLIGATION),
    Tag.NEGATION: _finder(words.NEGATION),
    Tag.NUMBER: _figures,
    Tag.PERIOD: _periods,
    Tag.MONEY: _finder(words.MONEY),
    Tag.DATE: _dates,
    Tag.CONDITION: _conditions,
    Tag.SCOPE: _extents,
    Tag.REFERENCE: _mentions,
}


def _of_edits(change: Change, places: Sequence[tuple[Span, Span]], terms: Terms) -> set[Tag]:
    texts = tuple(clause.words if clause else "" for clause in (change.old, change.new))
    sides = tuple(Side(texts[at], tuple(place[at] for place in places)) for at in (0, 1))
    edits = [(texts[0][slice(*old)], texts[1][slice(*new)]) for old, new in places]
    found = {tag for tag, find in _PLAIN.items() if touches(sides, find)}
    if any(is_negated(gone, come) or is_negated(come, gone) for gone, come in edits):
        found.add(Tag.NEGATION)
    if orders(sides):
        found.add(Tag.NUMBER)
    if any(connects(gone, come) for gone, come in edits):
        found.add(Tag.CONNECTIVE)
    if change.where == "parties" or touches_party(sides, terms):
        found.add(Tag.PARTY)
    if touches_term(sides, terms) or any(defines(side) for side in sides):
        found.add(Tag.DEFINED_TERM)
    if is_data_item(change, terms) or any(_in_list(side) for side in sides):
        found.add(Tag.DATA_ITEM)
    return found


def orders(sides: Sequence[Side]) -> bool:
    """Whether one ordinal stands for another: "first" by itself may be part of a name ("first language")."""
    found = [
        {value for span, value in _ordinals(side.text) if any(span.meets(one) for one in side.spans)}
        for side in sides
    ]
    return all(found) and found[0] != found[1]


def is_negated(plain: str, other: str) -> bool:
    """Whether a word of one side stands on the other with what makes it its opposite ("un-", "non-")."""
    known = {word.casefold() for word in re.findall(r"\w+", plain)}
    opposites = (words.OPPOSITE.fullmatch(word.casefold()) for word in re.findall(r"[\w-]+", other))
    return any(found is not None and found["word"] in known for found in opposites)


def connects(gone: str, come: str) -> bool:
    """Whether one connective stands for another, or nothing but one came or went.

    "and" inside words that are new is no changed connective.
    """
    old, new = (
        Counter("".join(found.split()).casefold() for found in words.CONNECTIVE.findall(text))
        for text in (gone, come)
    )
    if old == new:
        return False
    bare = not any(re.search(r"\w", words.CONNECTIVE.sub("", text)) for text in (gone, come))
    return bare or bool(old and new)


def touches_party(sides: Sequence[Side], terms: Terms) -> bool:
    """Whether a party's name or role differs."""
    return any(
        touches(sides, find)
        for find in (_organisations, _finder(words.ROLE, cased=True), _finder(terms.parties, cased=True))
    )


def _organisations(text: str) -> Iterator[tuple[Span, str]]:
    for match in words.NAME.finditer(text):
        if words.ORGANISATION.search(match.group()):
            yield Span(*match.span()), " ".join(match.group().removeprefix("The ").split())


def touches_term(sides: Sequence[Side], terms: Terms) -> bool:
    """Whether a defined term differs, or capitals that mark one come or go."""
    if touches(sides, _finder(terms.defined, cased=True)):
        return True
    old, new = (Counter(_capitals(side)) for side in sides)
    small = [set(_small(side)) for side in sides]
    return any(word.casefold() in small[1] for word in old - new) or any(
        word.casefold() in small[0] for word in new - old
    )


_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[.!?:;\n])[\s\"\u201c\u2018'(]*$")


def _capitals(side: Side) -> Iterator[str]:
    """Words that differ and begin with a capital inside a sentence."""
    for span in side.spans:
        for match in _WORD.finditer(side.text, *span):
            word = match.group()
            if word[0].isupper() and word[1:].islower() and not _OPENS.search(side.text[: match.start()]):
                yield word


def _small(side: Side) -> Iterator[str]:
    for span in side.spans:
        yield from (word for word in _WORD.findall(side.text, *span) if word.islower())


def defines(side: Side) -> bool:
    """Whether what differs stands in a line that says what a term means."""
    return any(words.DEFINES.search(_line(side.text, span)) for span in side.spans if span.start < span.end)


def _line(text: str, span: Span) -> str:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    return text[start : len(text) if end < 0 else end]


# ------------------------------------------------------------------ a clause that came or went


def _of_whole(change: Change, terms: Terms) -> set[Tag]:
    """What a clause does that came or went: as an item of a list of data it does nothing else."""
    if is_data_item(change, terms):
        return {Tag.DATA_ITEM}
    clause = change.new or change.old
    text = clause.words if clause else ""
    whole = (Tag.OBLIGATION, Tag.PERIOD, Tag.MONEY, Tag.DATE)
    found = {tag for tag in whole if any(True for _ in _PLAIN[tag](text))}
    if words.DEFINES.search(text):
        found.add(Tag.DEFINED_TERM)
    if change.where == "parties":
        found.add(Tag.PARTY)
    return found


# ------------------------------------------------------------------ lists of data


def is_data_item(change: Change, terms: Terms) -> bool:
    """Whether a clause is an item of a list that a clause above it introduces as one of data."""
    return any(
        clause is not None
        and not clause.heading  # a section of its own is no item
        and clause.parent is not None
        and (side, clause.parent) in terms.lists
        and _names_a_thing(clause.words)
        for side, clause in enumerate((change.old, change.new))
    )


def _names_a_thing(text: str) -> bool:
    """Whether a text is an item and no sentence: few words, and nobody bound to anything."""
    return len(text.split()) <= TAGGING.item_words and not words.OBLIGATION.search(text)


def _introduces(clause: Clause) -> bool:
    """Whether a clause says that data follow: "the following items that it holds:", "Data to be shared"."""
    text = clause.words.rstrip()
    last = text[max(text.rfind("\n"), text.rfind(". ")) + 1 :]
    ends = text.endswith((":", ":-", "\u2013", "-"))
    if not words.DATA_NOUN.search(last):
        return ends and clause.heading is not None and words.DATA_NOUN.search(clause.heading) is not None
    return ends or not clause.text or re.search(r"\bfollowing\b", last) is not None


def _in_list(side: Side) -> bool:
    """Whether what differs is an item of a list of data inside the clause's own text."""
    return any(
        _names_more(side.text[slice(*span)]) and _listed(side.text[: span.start]) for span in side.spans
    )


def _listed(before: str) -> bool:
    """Whether the text that stands before a word makes it an item: "the following data: name, address …"."""
    sentence = re.split(r"[.;]\s+(?=[A-Z])", before)[-1]
    return any(
        words.DATA_NOUN.search(" ".join(sentence[: lead.start()].split()[-TAGGING.lead_words :])) is not None
        and not words.OBLIGATION.search(sentence, lead.end())
        and not words.CONDITION.search(sentence, lead.end())
        for lead in words.LEAD_IN.finditer(sentence)
    )


def _names_more(text: str) -> bool:
    """Whether words name a thing: not only figures and words of the lists."""
    rest = text
    lists = (words.CONNECTIVE, words.SCOPE, words.CONDITION, words.NEGATION, words.PERIOD, words.NUMBER)
    for pattern in lists:
        rest = pattern.sub("", rest)
    return _WORD.search(rest) is not None and _names_a_thing(text)


# ------------------------------------------------------------------ what the documents call things

_QUOTED = r"[\"\u201c]\s*(?:the\s+)?(?P<term>[A-Z][^\"\u201c\u201d\n]{1,60}?)\s*[\"\u201d]"
_DEFINED = re.compile(rf"{_QUOTED}(?=\s*(?:[,:]?\s*(?:means?|shall|has|have|refers?|is|are|includes?)\b|\)))")
_MEANS = re.compile(
    r"(?m)^\W*(?P<term>[A-Z][\w'\u2019/-]*(?:[ \t]+(?:of[ \t]+)?[A-Z][\w'\u2019/-]*){0,5})\s*[:\u2013-]?\s+"
    r"(?:means?|shall\s+mean|has\s+the\s+meaning)\b"
)
_CALLED = re.compile(
    rf"\((?:(?:hereinafter|hereafter|together|collectively|each|referred\s+to\s+as|known\s+as|called|an?)[\s,]+)*"
    rf"(?:the\s+)?{_QUOTED}\s*\)"
)
_NAMED = re.compile(
    r"(?P<name>[A-Z][\w&'\u2019.-]*(?:[ \t]+(?:(?:of|for|and|the)[ \t]+){0,2}[A-Z][\w&'\u2019.-]*){0,8})"
    r"[^()\n]{0,80}\((?=[^()]{0,60}[\"\u201cA-Z])"
)
_OPENING = frozenset(("front", "parties", "recital"))


def terms_of(changes: Sequence[Change]) -> Terms:
    """What the two versions of a comparison call things, and where they list data."""
    sides = ([c.old for c in changes if c.old], [c.new for c in changes if c.new])
    names: dict[str, None] = {}
    defined: dict[str, None] = {}
    for clause in (one for side in sides for one in side):
        text = clause.words
        for match in _CALLED.finditer(text):
            (names if _is_opening(clause) else defined)[_plain(match["term"])] = None
        if clause.kind == "parties":
            names |= dict.fromkeys(_plain(match["name"]) for match in _NAMED.finditer(text))
        defined |= dict.fromkeys(
            _plain(match["term"]) for pattern in (_DEFINED, _MEANS) for match in pattern.finditer(text)
        )
    lists = frozenset((at, eid) for at in (0, 1) for eid in _lists(sides[at]))
    return Terms(_pattern(defined.keys() - names.keys()), _pattern(names), lists)


def _is_opening(clause: Clause) -> bool:
    return clause.kind in _OPENING


def _plain(term: str) -> str:
    return " ".join(layout_form(term).split()).removeprefix("The ").removeprefix("the ")


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    spelled = sorted({term for term in terms if len(term) > 1}, key=lambda term: (-len(term), term))
    if not spelled:
        return _NEVER
    listed = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in spelled)
    return re.compile(rf"(?<!\w)(?:{listed})s?(?!\w)", re.IGNORECASE)


def _lists(clauses: Sequence[Clause]) -> set[str]:
    """The clauses that introduce a list of data, and the items of such lists that have items of their own."""
    found: set[str] = set()
    for clause in clauses:
        inside = clause.parent in found and _names_a_thing(clause.words)
        if inside or _introduces(clause):
            found.add(clause.eid)
    return found
