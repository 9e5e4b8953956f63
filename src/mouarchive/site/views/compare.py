"""The page that compares two versions: counts, redlines, unchanged clauses folded away but counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

import msgspec
from msgspec.structs import replace

from mouarchive.answers.briefing import brief
from mouarchive.answers.changes import SORTS, TAG_NOUNS, by_part, count_changes, count_lines, named, summary
from mouarchive.answers.comparison import CHOICES, UNCHANGED_TOO, Compared, select, words_of
from mouarchive.answers.declaring import TITLE, UNDECLARED, Beside, beside, once
from mouarchive.answers.declaring import Item as Told
from mouarchive.answers.heading import coverage, no_difference, notices, reference_notes, running_notes
from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.errors import NotFoundError, UsageError
from mouarchive.model import Clause, Tag
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame, Kept, Moved, agreement_frame, cut
from mouarchive.site.views.change import Between, Difference, anchor_of, compared_once, difference
from mouarchive.site.views.version import find_version
from mouarchive.words import counted, listed, long_date

__all__ = ["CompareView", "choose", "compare"]

_BESIDE: Final[Kept[Beside | None]] = Kept(most=32)

_HAPPENED: Final = ("added", "removed", "modified", "unknown", "unredacted", "renumbered", "moved")
_SHORT: Final = 60
_RARE: Final = frozenset(("unknown", "unredacted"))


class Same(msgspec.Struct, frozen=True):
    """A run of unchanged clauses, folded: which they are."""

    clauses: tuple[tuple[str, str, str], ...]
    passages: int

    @property
    def said(self) -> str:
        """How many they are, and from where to where: "4 unchanged clauses: 1 to 2"."""
        many = len(self.clauses)
        noun = {0: ("clause",), many: ("passage",)}.get(self.passages, ("", "clauses and passages"))
        first, last = self.clauses[0][0], self.clauses[-1][0]
        return f"{counted(many, *(f'unchanged {one}' for one in noun))}: {first}" + (
            f" to {last}" if many > 1 else ""
        )


class Part(msgspec.Struct, frozen=True):
    """What differs and what does not in one part of the document; without a name where there is but one."""

    name: str
    items: tuple[Difference | Same, ...]

    @property
    def differs(self) -> bool:
        """Whether there is any difference in it."""
        return any(isinstance(item, Difference) for item in self.items)


class Filter(msgspec.Struct, frozen=True):
    """A word that can be chosen, with how many changes it is true of; `whole` where others stand folded."""

    value: str
    name: str
    count: int
    chosen: bool
    whole: bool


class Filters(msgspec.Struct, frozen=True):
    """Words of one sort that can be chosen."""

    title: str
    choices: tuple[Filter, ...]


class Line(msgspec.Struct, frozen=True):
    """A line of the list of changes: where it leads to on this page, and the page of the change alone."""

    number: str
    sentence: str
    anchor: str
    href: str


class Passed(msgspec.Struct, frozen=True):
    """A version between the two; `href` is empty where it has no page."""

    label: str
    held: bool
    href: str


class Note(msgspec.Struct, frozen=True):
    """One row of the history: what it says, and the picture of the page it stands on (empty if not known)."""

    label: str
    date: str
    text: str
    picture: str
    page: int


class DeclaredItem(msgspec.Struct, frozen=True):
    """One line: `quote` is the note's own words (empty for what no note names), `anchor` the change."""

    quote: str
    version: str
    said: str
    anchor: str


class DeclaredGroup(msgspec.Struct, frozen=True):
    """The lines of one verdict."""

    name: str
    meaning: str
    items: tuple[DeclaredItem, ...]


class DeclaredView(msgspec.Struct, frozen=True):
    """Everything the section shows; `several` where the notes are of more than one version."""

    title: str
    notes: tuple[Note, ...]
    groups: tuple[DeclaredGroup, ...]
    more: str
    unnamed: str
    undeclared: tuple[DeclaredItem, ...]
    remarks: tuple[str, ...]
    several: bool


class CompareView(msgspec.Struct, frozen=True):
    """Everything the comparison shows; `passed` are the versions in between, `asked` what was chosen."""

    template: ClassVar[str] = "compare.html"
    frame: Frame
    agreement: AgreementRow
    old: VersionRow
    new: VersionRow
    versions: tuple[VersionRow, ...]
    passed: tuple[Passed, ...]
    backwards: bool
    summary: str
    coverage: tuple[str, str]
    letters: tuple[str, str]
    counts: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    list_title: str
    lines: tuple[Line, ...]
    filters: tuple[Filters, ...]
    meanings: tuple[tuple[str, str], ...]
    asked: str
    parts: tuple[Part, ...]
    nothing: str
    shown: int
    warnings: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str], ...]
    running: tuple[str, ...]
    declared: DeclaredView | None


def choose(store: Store, ask: Ask) -> Moved:
    """Two versions chosen in the form: lead to their permanent address. Raises NotFoundError."""
    agreement = store.agreement(ask.parts["agreement"])
    old, new = ask.one("old"), ask.one("new")
    if not (old and new):
        raise NotFoundError("choose two versions to compare")
    return Moved(addresses.compare(agreement.id, old, new))


def compare(store: Store, ask: Ask) -> CompareView | Moved:
    """Make the comparison; other spellings of the labels lead to the permanent address."""
    agreement = store.agreement(ask.parts["agreement"])
    old, old_spelled = find_version(store, agreement, ask.parts["old"])
    new, new_spelled = find_version(store, agreement, ask.parts["new"])
    if not (old_spelled and new_spelled):
        return Moved(addresses.compare(agreement.id, old.label, new.label))
    pair = compared_once(store, ask.fingerprint, old.id, new.id)
    declared = _BESIDE.of((ask.fingerprint, old.id, new.id), lambda: beside(pair))
    chosen = _chosen(ask)
    asked = replace(pair, changes=select(pair.whole.changes, chosen), explicit=bool(chosen & UNCHANGED_TOO))
    hrefs = _pages(store, pair, old, new)
    parts = _parts(asked, Between.of(pair, old, new), hrefs, folded=not chosen)
    shown = [item for part in parts for item in part.items if isinstance(item, Difference)]
    anchors = {item.anchor for item in shown}
    crumb = Crumb(f"Compare {old.label} with {new.label}")
    list_ = brief(asked)
    places = {item.number: item for item in shown}
    versions = store.versions(agreement.id)
    return CompareView(
        agreement_frame(agreement, f"{old.label} → {new.label}, {agreement.title}", crumb),
        agreement,
        old,
        new,
        tuple(v for v in versions if v.held),
        tuple(_passed(pair, versions)),
        old.position > new.position,
        summary(pair.whole),
        (coverage(pair.old), coverage(pair.new)),
        (pair.old.reach.sentence, pair.new.reach.sentence),
        tuple(count_lines(pair.whole)),
        tuple((TAG_NOUNS[Tag(tag)][many > 1], many) for tag, many in count_changes(pair.whole).tags.items()),
        list_.title,
        tuple(
            Line(
                one.number,
                one.sentence.removeprefix(one.number).lstrip(),
                places[one.number].anchor,
                places[one.number].href,
            )
            for one in list_.changes
            if one.number in places
        ),
        _filters(pair, chosen),
        _meanings(pair),
        listed(sorted(chosen)),
        parts,
        no_difference(pair, asked=bool(chosen)),
        len(shown),
        tuple(notices(pair)),
        tuple(reference_notes(pair)),
        tuple(running_notes(pair)),
        _declared_view(declared, pair, new, anchors) if declared and not chosen else None,
    )


def _chosen(ask: Ask) -> frozenset[str]:
    """The words of `only`, given together ("added,number") or one by one. Raises UsageError."""
    given = (word.strip().casefold() for value in ask.query.get("only", ()) for word in value.split(","))
    chosen = frozenset(word for word in given if word)
    unknown = sorted(chosen.difference(CHOICES))
    if unknown:
        raise UsageError(f"“only” does not know {listed(unknown)}; it knows {listed(CHOICES)}")
    return chosen


def _pages(store: Store, pair: Compared, old: VersionRow, new: VersionRow) -> Mapping[str, str]:
    """The page of each change by its id; that of versions that were never neighbours names them."""
    known = store.known_changes(old.id, new.id)
    ids = (one.change_id for one in pair.whole.changes if one.number)
    return {
        one: addresses.change(one) if one in known else addresses.change(one, old.id, new.id)
        for one in ids
        if one
    }


def _passed(pair: Compared, versions: Iterable[VersionRow]) -> Iterator[Passed]:
    known = {version.label: addresses.version(version.agreement, version.label) for version in versions}
    for one in pair.in_between:
        yield Passed(one.label, one.held, known.get(one.label, ""))


def _filters(pair: Compared, chosen: frozenset[str]) -> tuple[Filters, ...]:
    """The words that are true of any change, and those chosen, by sort."""
    many = Counter(word for change in pair.whole.changes for word in words_of(change))
    tags = {tag.value: TAG_NOUNS[tag][1] for tag in Tag}
    sorts = {sort.value: sort.value for sort in SORTS}
    titles = (
        ("What happened", {word: word for word in _HAPPENED}),
        ("How it differs", sorts),
        ("What it touches", tags),
    )
    found = (
        Filters(
            title,
            tuple(
                Filter(value, name, many[value], value in chosen, value in UNCHANGED_TOO)
                for value, name in names.items()
                if many[value] or value in chosen or (name in _HAPPENED and value not in _RARE)
            ),
        )
        for title, names in titles
    )
    return tuple(one for one in found if one.choices)


def _meanings(pair: Compared) -> tuple[tuple[str, str], ...]:
    """What the classes mean that stand in this comparison."""
    there = {change.change_class for change in pair.whole.changes}
    return tuple((sort.value, meaning) for sort, meaning in SORTS.items() if sort in there)


def _parts(asked: Compared, sides: Between, hrefs: Mapping[str, str], *, folded: bool) -> tuple[Part, ...]:
    """What was asked for, part by part of the document; `folded`: unchanged clauses stand there as runs."""
    positions = {id(change): at for at, change in enumerate(asked.whole.changes, start=1)}
    shown = {id(change) for change in asked.shown}
    parts = []
    for name, changes in by_part(asked.whole.changes if folded else asked.shown):
        items: list[Difference | Same] = []
        run: list[Clause] = []
        for change in changes:
            if id(change) not in shown:
                run += [clause for clause in (change.new or change.old,) if clause]
                continue
            _close(items, run, sides.new)
            items.append(difference(change, positions[id(change)], sides, hrefs.get(change.change_id, "")))
        _close(items, run, sides.new)
        parts.append(Part(name, tuple(items)))
    return tuple(parts)


def _close(items: list[Difference | Same], run: list[Clause], new: VersionRow) -> None:
    """End a run of unchanged clauses."""
    if run:
        items.append(Same(tuple(_same(one, new) for one in run), sum(one.passage for one in run)))
    run.clear()


def _same(clause: Clause, new: VersionRow) -> tuple[str, str, str]:
    name = named(clause)
    title = clause.heading or cut(clause.text, _SHORT)
    return (
        name,
        "" if name.startswith("“") else title,
        addresses.clause(new.agreement, new.label, clause.eid),
    )


def _declared_view(found: Beside, pair: Compared, new: VersionRow, shown: Collection[str]) -> DeclaredView:
    """Lay it out; `shown` are the anchors that stand on the page, for a line to lead to."""
    anchors = [anchor_of(change, at) for at, change in enumerate(pair.whole.changes, start=1)]
    kept, more = once(found)
    return DeclaredView(
        TITLE,
        tuple(
            Note(row.label, long_date(row.date), row.note, _picture(new, row.page), row.page)
            for row in found.notes
        ),
        tuple(
            DeclaredGroup(group.name, group.meaning, _declared_items(group.items, anchors, shown))
            for group in kept.groups
        ),
        more,
        UNDECLARED,
        _declared_items(kept.undeclared, anchors, shown),
        kept.remarks,
        found.several,
    )


def _picture(version: VersionRow, page: int) -> str:
    return addresses.page_image(version.sha256, page) if version.sha256 and page else ""


def _declared_items(
    items: Iterable[Told], anchors: Sequence[str], shown: Collection[str]
) -> tuple[DeclaredItem, ...]:
    return tuple(_declared_item(item, anchors, shown) for item in items)


def _declared_item(item: Told, anchors: Sequence[str], shown: Collection[str]) -> DeclaredItem:
    there = (anchors[at] for at in item.changes)
    return DeclaredItem(item.quote, item.version, item.said, next((one for one in there if one in shown), ""))
