"""What happened to a clause and how many it happened to, in the words that every surface uses. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, Op, Tag
from mouarchive.words import called, counted, in_full, safe_line, spoken

__all__ = [
    "CUT_ALONE",
    "MEANING",
    "SORTS",
    "TAG_NOUNS",
    "UNKNOWN",
    "UNREDACTED",
    "Counts",
    "aside",
    "because",
    "by_part",
    "count_changes",
    "count_lines",
    "counted_as",
    "cut_alone",
    "headline",
    "how",
    "named",
    "named_by",
    "numbers",
    "part_of",
    "pieces",
    "quoted_number",
    "remarks",
    "summary",
    "tag_lines",
    "title_of",
    "touched",
    "what",
]

UNKNOWN, UNREDACTED = "unknown", ChangeClass.UNREDACTED.value
_ORDER = ("removed", "added", "modified", UNKNOWN, UNREDACTED, "unchanged")


class Counts(msgspec.Struct, frozen=True):
    """Each clause once in `clauses`: removed, added, modified, unknown, unredacted, unchanged, in this order.

    `classes` are those of every changed clause, `modified` those of the modified ones alone, `unchanged`
    those of unchanged ones that differ in layout, or as a misread scan would: in the order of their names.
    The number or place of any clause may differ besides. `split` and `merged` count the pieces: clauses that
    come from part of one of the older text, or went into one of the newer. `tags` counts the changed clauses
    by what kind of words they touch; one may count under several, or none.
    """

    clauses: Mapping[str, int]
    classes: Mapping[str, int]
    modified: Mapping[str, int]
    unchanged: Mapping[str, int]
    renumbered: int
    moved: int
    split: int
    merged: int
    tags: Mapping[str, int]


def counted_as(change: Change) -> str:
    """What a change counts as: its kind, or unknown or unredacted where it is a matter of black boxes."""
    return change.counted_as


def count_changes(whole: Comparison) -> Counts:
    """Count the clauses of a comparison, each once."""
    found = Counter(map(counted_as, whole.changes))
    return Counts(
        {name: found[name] for name in _ORDER},
        _classes(c for c in whole.changes if c.kind is not ChangeKind.UNCHANGED),
        _classes(c for c in whole.changes if counted_as(c) == ChangeKind.MODIFIED.value),
        _classes(c for c in whole.changes if c.kind is ChangeKind.UNCHANGED),
        whole.renumbered,
        whole.moved,
        sum(change.split_from is not None for change in whole.changes),
        sum(change.merged_into is not None for change in whole.changes),
        _tags(whole.changes),
    )


def _tags(changes: Iterable[Change]) -> dict[str, int]:
    found = Counter(tag for change in changes for tag in change.tags)
    return {tag.value: found[tag] for tag in Tag if found[tag]}


def _classes(changes: Iterable[Change]) -> dict[str, int]:
    found = Counter(change.change_class.value for change in changes if change.change_class)
    return dict(sorted(found.items()))


_BY_HAND = "paired by hand"
_COVERED = "; it may stand under what is blacked out"
# How the alignment calls it, and what that means where the redline shows that something differs.
_IDENTICAL, _SAME_LETTERS = "identical text", "the same letters and figures"


# Of a modified clause: what sort of difference it is, where that is not plain from the words themselves.
MEANING: Mapping[ChangeClass, str] = {
    ChangeClass.PUNCTUATION: "only punctuation differs",
    ChangeClass.REDACTION: "what is under a blacked-out passage is unknown: it may be the same in both",
    ChangeClass.UNREDACTED: (
        "the newer text shows what the older one blacks out: whether it was the same is unknown"
    ),
    ChangeClass.OCR_LIKE: "the difference looks like a misreading of a scan",
    ChangeClass.REWRITTEN: "rewritten so far that few words match",
}


SORTS: Mapping[ChangeClass, str] = {
    ChangeClass.SUBSTANTIVE: "words or figures differ",
    ChangeClass.COSMETIC: "only typography differs",
    **MEANING,
}
"""Every class of a difference, and what it means."""


def how(change: Change) -> tuple[str, ...]:
    """What a change counts as, then renumbered or moved: the words that filters go by, the class apart."""
    flags = (("renumbered", change.renumbered), ("moved", change.moved))
    return (counted_as(change), *(word for word, said in flags if said))


def what(change: Change) -> str:
    """What happened to a clause, as "modified (substantive), renumbered"."""
    first, *more = how(change)
    if first == UNKNOWN:
        first = f"unknown, {_unknown(change)}"
    elif first == UNREDACTED:
        first = "unredacted, blacked out in the older text"
    elif change.kind is ChangeKind.MODIFIED and change.change_class:
        first += f" ({change.change_class.value})"
    return f"{first}{', ' if more else ''}{' and '.join(more)}"


def _unknown(change: Change) -> str:
    if change.old and change.new:
        return "blacked out differently"
    return f"in the {'older' if change.old else 'newer'} text only"


def aside(change: Change) -> list[str]:
    """Where it stands, what it came from or went into; the rule only where a reader needs it to judge.

    That is where few words are in common, where nothing can be known, and where a person decided. Of all
    others the explanation of a comparison tells the rule.
    """
    places = [f"page {side.page}" for side in (change.old, change.new) if side]
    facts = [" → ".join(dict.fromkeys(places))]
    if change.split_from:
        facts.append(f"split from {called(change.split_from)}")
    if change.merged_into:
        facts.append(f"merged into {called(change.merged_into)}")
    return [fact for fact in (*facts, *remarks(change)) if fact]


def remarks(change: Change) -> list[str]:
    """What a reader needs to judge a change by, its place apart; nothing of most."""
    facts = []
    if cut_alone(change):
        facts.append(CUT_ALONE)
    if change.kind is ChangeKind.MODIFIED and change.change_class is ChangeClass.OCR_LIKE:
        facts.append(_doubt(change))
    doubtful = change.change_class is ChangeClass.REWRITTEN or counted_as(change) == UNKNOWN
    if doubtful or " by hand (" in change.rule or change.rule.startswith(_BY_HAND):
        facts.append(because(change))
    return [fact for fact in facts if fact]


CUT_ALONE = "its own words stayed; others stand under another number now, or did before"


def cut_alone(change: Change) -> bool:
    """Whether a clause counts as changed only since it was divided, or took another in."""
    differs = any(part.op is not Op.EQUAL and part.text.strip() for part in change.diff)
    return change.kind is ChangeKind.MODIFIED and bool(change.diff) and not differs


def _doubt(change: Change) -> str:
    """That a difference may be the scan's: what is to be looked at, and where."""
    pages = [side.page for side in (change.old, change.new) if side and side.ocr]
    if not pages:
        return ""
    places = " and ".join(dict.fromkeys(f"page {page}" for page in pages))
    return f"a possible change, or a misreading: check the picture of {places}"


def because(change: Change) -> str:
    """The rule that paired the two clauses, or why one stands alone; empty where none is known."""
    rule = safe_line(change.rule)
    if not rule or rule.startswith(_BY_HAND):
        return rule
    if not (change.old and change.new):
        at = rule.find(_COVERED)
        return f"why: {rule}" if at < 0 else rule[at + 2 :]
    if change.kind is ChangeKind.MODIFIED and rule.startswith(_IDENTICAL):
        rule = _SAME_LETTERS + rule.removeprefix(_IDENTICAL)
    return f"paired by: {rule}"


def pieces(changes: Iterable[Change]) -> dict[int, str]:
    """What was divided or merged, on each clause that it concerns, by the `id` of its change.

    The pieces say where they come from or went, and the clause they came from or went into names them.
    """
    listed = list(changes)
    olds = {change.old.eid: change for change in listed if change.old and not change.carried}
    news = {change.new.eid: change for change in listed if change.new and not change.carried}
    found: dict[int, str] = {}
    divided: dict[str, list[str]] = {}
    merged: dict[str, list[str]] = {}
    for change in listed:
        if change.split_from and change.new:
            found[id(change)] = f"split from {called(change.split_from)} of the older text"
            divided.setdefault(change.split_from, []).append(change.new.eid)
        if change.merged_into and change.old:
            found[id(change)] = f"merged into {called(change.merged_into)} of the newer text"
            merged.setdefault(change.merged_into, []).append(change.old.eid)
    for eid, parts in divided.items():
        if eid in olds:
            names = ", ".join(map(called, parts))
            found[id(olds[eid])] = f"divided: {names} of the newer text {_come(parts)} from it"
    for eid, parts in merged.items():
        if eid in news:
            found[id(news[eid])] = f"took in {', '.join(map(called, parts))} of the older text"
    return {at: safe_line(said) for at, said in found.items()}


def _come(parts: Sequence[str]) -> str:
    return "comes" if len(parts) == 1 else "come"


# Counted apart where there are any: neither a change nor the lack of one can be stated of the first.
_ABOUT = {
    UNKNOWN: "blacked out in one of the two",
    UNREDACTED: "shown now, blacked out in the older",
}


def numbers(change: Change) -> str:
    """A change's clause as people call it: "15.2.7 → 15.2.6" where that differs, else the name it has."""
    return " → ".join(dict.fromkeys(named(side) for side in (change.old, change.new) if side))


def named(clause: Clause) -> str:
    """What a clause or passage is called, never by an identifier of ours.

    "Article 5(2)", "footnote 3"; of one without a number its heading, or else its first words.
    """
    return named_by(clause.eid, clause.label, clause.heading or clause.text)


def named_by(eid: str, label: str, words: str) -> str:
    """What a clause is called of which these are known alone; `words` are its heading or its first words."""
    said = spoken(eid, label)
    if said:
        return safe_line(said)
    first = safe_line(words)
    if not first:
        return "text without a number"
    return f"“{first}”" if len(first) <= _NAME else f"“{first[:_NAME].rsplit(' ', 1)[0]} …”"


def title_of(clause: Clause, marked: Clause | None = None) -> str:
    """What stands over a clause or passage: "Clause 15.2.6", "Recital (B)", "Footnote 3 (to clause 4.1)".

    Without a number it is the heading, or else the first words; `marked` is what bears the mark of a note.
    """
    said = safe_line(in_full(clause.eid, clause.label)) or safe_line(clause.heading or "") or named(clause)
    bearer = safe_line(in_full(marked.eid, marked.label) or named(marked)) if marked else ""
    return f"{said[:1].upper()}{said[1:]}" + (f" (to {bearer})" if bearer else "")


_NAME = 60
"""Letters of a heading or of first words that stand for a number: half a line."""


def headline(change: Change) -> str:
    """What stands over a change in a redline: "#3 15.2.7 → 15.2.6: modified (substantive)"."""
    return " ".join(filter(None, (quoted_number(change), f"{numbers(change)}: {what(change)}")))


_BODY = "Clauses"
_PARTS: Mapping[str, str] = {
    "front": "Opening, parties and recitals", "parties": "Opening, parties and recitals",
    "recital": "Opening, parties and recitals", "signature": "Signatures", "control": "Document control",
    "end": "After the clauses",
}  # fmt: skip
"""What stands over the passages of a document; footnotes, tables and side notes stand with their clauses."""


def part_of(kind: str) -> str:
    """The part of a document where a clause or passage of this kind stands."""
    return _PARTS.get(kind, _BODY)


def by_part(changes: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under the part of the document where they stand, in reading order.

    Where all stand in the clauses there is one part, and no words over it.
    """
    found = [(name, list(run)) for name, run in groupby(changes, lambda one: part_of(one.where))]
    return [("", run) for _, run in found] if [name for name, _ in found] == [_BODY] else found


def quoted_number(change: Change) -> str:
    """The number by which a change is quoted: "#3"; nothing where nothing changed."""
    return f"#{change.number}" if change.number else ""


def summary(whole: Comparison) -> str:
    """The counts of a comparison in one sentence, each clause once, those modified by class."""
    said: list[str] = []
    counts = count_changes(whole)
    for name, number in counts.clauses.items():
        if number or name not in _ABOUT:
            inside = _inside(counts, name)
            about = ", ".join(f"{many:,} {sort}" for sort, many in inside.items()) or _ABOUT.get(name)
            if number in inside.values():
                about = f"{'all ' if number > 1 else ''}{next(iter(inside))}"
            said.append(f"{number:,} {name}{f' ({about})' if about else ''}")
    besides = [f"{counts.renumbered:,} renumbered", f"{counts.moved:,} moved"]
    besides += [f"{many:,} {name}" for name, many in _pieces(counts) if many]
    return "; ".join(filter(None, (", ".join(said), ", ".join(besides), touched(whole))))


TAG_NOUNS: Mapping[Tag, tuple[str, str]] = {
    Tag.OBLIGATION: ("obligation", "obligations"),
    Tag.NEGATION: ("negation", "negations"),
    Tag.NUMBER: ("number", "numbers"),
    Tag.PERIOD: ("period", "periods"),
    Tag.MONEY: ("sum of money", "sums of money"),
    Tag.DATE: ("date", "dates"),
    Tag.PARTY: ("party", "parties"),
    Tag.DEFINED_TERM: ("defined term", "defined terms"),
    Tag.CONDITION: ("condition", "conditions"),
    Tag.SCOPE: ("word of scope", "words of scope"),
    Tag.CONNECTIVE: ("connective", "connectives"),
    Tag.REFERENCE: ("reference", "references"),
    Tag.DATA_ITEM: ("data item", "data items"),
}
"""What people call the words that a change touches: one, and several."""
_BECAME = {ChangeKind.MODIFIED: "changed", ChangeKind.ADDED: "added", ChangeKind.REMOVED: "removed"}


def touched(whole: Comparison) -> str:
    """What the changes touch: "2 numbers and 1 obligation changed, 1 data item removed"; empty for nothing.

    Clauses are counted: one with two changed numbers is one number, and one that changed a number and a date
    counts under both.
    """
    said = []
    for kind, became in _BECAME.items():
        found = _tags(change for change in whole.changes if change.kind is kind)
        names = [counted(many, *TAG_NOUNS[Tag(tag)]) for tag, many in found.items()]
        if names:
            last = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
            said.append(f"{last} {became}")
    return ", ".join(said)


def tag_lines(whole: Comparison) -> Iterator[tuple[str, int]]:
    """How many changed clauses touch each kind of words, one line each, of the kinds that one touches."""
    yield from ((TAG_NOUNS[Tag(tag)][1], many) for tag, many in count_changes(whole).tags.items())


def count_lines(whole: Comparison) -> Iterator[tuple[str, int]]:
    """The counts of a comparison as names and numbers, one line each."""
    counts = count_changes(whole)
    for name, number in counts.clauses.items():
        if name not in _ABOUT:
            yield name, number
        elif number:
            yield f"{name}: {_ABOUT[name]}", number
        yield from ((f"of these {sort}", many) for sort, many in _inside(counts, name).items())
    yield "renumbered", counts.renumbered
    yield "moved", counts.moved
    yield from ((name, many) for name, many in _pieces(counts) if many)


def _pieces(counts: Counts) -> tuple[tuple[str, int], ...]:
    """Of the added clauses those that came from part of one, of the removed ones those that went into one."""
    return ("split off", counts.split), ("merged", counts.merged)


def _inside(counts: Counts, name: str) -> Mapping[str, int]:
    return {"modified": counts.modified, "unchanged": counts.unchanged}.get(name, {})
