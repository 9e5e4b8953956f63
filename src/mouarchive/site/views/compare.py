"""The page that compares two versions: counts, redlines, unchanged clauses folded away but counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Final

import msgspec
from markupsafe import Markup

from mouarchive.answers.changes import MEANING, because, count_lines, how, summary, what
from mouarchive.answers.comparison import Compared, between
from mouarchive.answers.declaring import TITLE, UNDECLARED, Beside, beside
from mouarchive.answers.declaring import Item as Told
from mouarchive.answers.heading import coverage, no_difference, notices, reference_notes
from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeKind, Clause
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame, Kept, Moved, agreement_frame, redline, shown
from mouarchive.site.views.version import find_version
from mouarchive.words import long_date, spoken

__all__ = ["CompareView", "choose", "compare"]

_KEPT: Final[Kept[Compared]] = Kept(most=32)
_BESIDE: Final[Kept[Beside | None]] = Kept(most=32)

FILTERS: Final = ("added", "removed", "modified", "unknown", "unredacted", "renumbered", "moved")
_RARE: Final = frozenset(("unknown", "unredacted"))


class Side(msgspec.Struct, frozen=True):
    """A clause on one side of a change."""

    label: str
    href: str
    page: int
    picture: str


class Difference(msgspec.Struct, frozen=True):
    """A change as it stands on the page; `kinds` is what the filter goes by."""

    anchor: str
    kind: str
    kinds: str
    said: str
    heading: str
    old: Side | None
    new: Side | None
    text: Markup
    same_words: bool
    about: str
    notes: tuple[str, ...]
    rule: str


class Same(msgspec.Struct, frozen=True):
    """A run of unchanged clauses, folded: which they are."""

    clauses: tuple[tuple[str, str, str], ...]

    @property
    def first(self) -> str:
        """Number of the first clause of the run."""
        return self.clauses[0][0]

    @property
    def last(self) -> str:
        """Number of the last clause of the run."""
        return self.clauses[-1][0]


class Filter(msgspec.Struct, frozen=True):
    """A kind of change that can be chosen, with how many there are."""

    value: str
    name: str
    count: int
    chosen: bool


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
    unnamed: str
    undeclared: tuple[DeclaredItem, ...]
    remarks: tuple[str, ...]
    several: bool


class CompareView(msgspec.Struct, frozen=True):
    """Everything the comparison shows; `skipped` are versions in between whose text is not held."""

    template: ClassVar[str] = "compare.html"
    frame: Frame
    agreement: AgreementRow
    old: VersionRow
    new: VersionRow
    versions: tuple[VersionRow, ...]
    skipped: tuple[VersionRow, ...]
    backwards: bool
    summary: str
    coverage: tuple[str, str]
    counts: tuple[tuple[str, int], ...]
    filters: tuple[Filter, ...]
    items: tuple[Difference | Same, ...]
    nothing: str
    shown: int
    warnings: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str], ...]
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
    key = (ask.fingerprint, old.id, new.id)
    pair = _KEPT.of(key, lambda: between(store, old.id, new.id))
    declared = _BESIDE.of(key, lambda: beside(pair, _name))
    chosen = frozenset(ask.query.get("only", ())) & frozenset(FILTERS)
    items = _items(pair, old, new, chosen)
    anchors = {item.anchor for item in items if isinstance(item, Difference)}
    crumb = Crumb(f"Compare {old.label} with {new.label}")
    versions = store.versions(agreement.id)
    first, last = sorted((old.position, new.position))
    return CompareView(
        agreement_frame(agreement, f"{old.label} → {new.label}, {agreement.title}", crumb),
        agreement,
        old,
        new,
        tuple(v for v in versions if v.held),
        tuple(v for v in versions if first < v.position < last and not v.held),
        old.position > new.position,
        summary(pair.whole),
        (coverage(pair.old), coverage(pair.new)),
        tuple(count_lines(pair.whole)),
        _filters(pair, chosen),
        items,
        no_difference(pair, asked=bool(chosen)),
        sum(isinstance(item, Difference) for item in items),
        tuple(notices(pair)),
        tuple(reference_notes(pair.references)),
        _declared_view(declared, new, anchors) if declared and not chosen else None,
    )


def _filters(pair: Compared, chosen: frozenset[str]) -> tuple[Filter, ...]:
    names = [_kinds(change) for change in pair.whole.changes]
    return tuple(
        Filter(value, value, number, value in chosen)
        for value in FILTERS
        for number in (sum(value in kinds for kinds in names),)
        if number or value in chosen or value not in _RARE
    )


def _kinds(change: Change) -> tuple[str, ...]:
    """What the filter goes by; empty for a clause in which nothing differs."""
    return tuple(kind for kind in how(change) if kind != ChangeKind.UNCHANGED.value)


def _items(
    pair: Compared, old: VersionRow, new: VersionRow, chosen: frozenset[str]
) -> tuple[Difference | Same, ...]:
    items: list[Difference | Same] = []
    run: list[tuple[str, str, str]] = []
    for number, change in enumerate(pair.whole.changes, start=1):
        kinds = _kinds(change)
        if not kinds:
            run += [_same(clause, new) for clause in (change.new or change.old,) if clause]
            continue
        if chosen and not chosen.intersection(kinds):
            continue
        _close(items, run, folded=not chosen)
        items.append(_difference(number, change, kinds, old, new))
    _close(items, run, folded=not chosen)
    return tuple(items)


def _close(items: list[Difference | Same], run: list[tuple[str, str, str]], *, folded: bool) -> None:
    """End a run of unchanged clauses."""
    if run and folded:
        items.append(Same(tuple(run)))
    run.clear()


def _same(clause: Clause, new: VersionRow) -> tuple[str, str, str]:
    title = clause.heading or " ".join(clause.text.split())[:60]
    return (
        spoken(clause.eid, clause.label) or "unnumbered",
        title,
        addresses.clause(new.agreement, new.label, clause.eid),
    )


def _difference(
    number: int, change: Change, kinds: Sequence[str], old: VersionRow, new: VersionRow
) -> Difference:
    known = change.new or change.old
    text = redline(change.diff) if change.diff else shown(known.words if known else "")
    return Difference(
        anchor=f"change-{number}",
        kind=change.kind.value,
        kinds=" ".join(kinds),
        said=what(change),
        heading=(known.heading or "") if known else "",
        old=_side(change.old, old),
        new=_side(change.new, new),
        text=text,
        same_words=change.kind is ChangeKind.UNCHANGED,
        about=MEANING.get(change.change_class, "") if _modified(change) and change.change_class else "",
        notes=tuple(_notes(change, old, new)),
        rule=because(change),
    )


def _modified(change: Change) -> bool:
    return change.kind is ChangeKind.MODIFIED


def _side(clause: Clause | None, version: VersionRow) -> Side | None:
    if clause is None:
        return None
    return Side(
        _number(clause),
        addresses.clause(version.agreement, version.label, clause.eid),
        clause.page,
        addresses.page_image(version.sha256 or "", clause.page),
    )


def _number(clause: Clause) -> str:
    """The number a clause goes by; of an item the whole identifier, 2.4(a), for many are called (a)."""
    return spoken(clause.eid, clause.label) or "unnumbered"


def _notes(change: Change, old: VersionRow, new: VersionRow) -> Iterable[str]:
    if change.split_from:
        yield f"split off from {change.split_from} of version {old.label}"
    if change.merged_into:
        yield f"taken up into {change.merged_into} of version {new.label}"


def _declared_view(found: Beside, new: VersionRow, shown: Collection[str]) -> DeclaredView:
    """Lay it out; `shown` are the anchors that stand on the page, for a line to lead to."""
    return DeclaredView(
        TITLE,
        tuple(
            Note(row.label, long_date(row.date), row.note, _picture(new, row.page), row.page)
            for row in found.notes
        ),
        tuple(
            DeclaredGroup(group.name, group.meaning, _declared_items(group.items, shown))
            for group in found.groups
        ),
        UNDECLARED,
        _declared_items(found.undeclared, shown),
        found.remarks,
        found.several,
    )


def _picture(version: VersionRow, page: int) -> str:
    return addresses.page_image(version.sha256, page) if version.sha256 and page else ""


def _declared_items(items: Iterable[Told], shown: Collection[str]) -> tuple[DeclaredItem, ...]:
    return tuple(_declared_item(item, shown) for item in items)


def _declared_item(item: Told, shown: Collection[str]) -> DeclaredItem:
    anchors = (f"change-{at + 1}" for at in item.changes)
    return DeclaredItem(
        item.quote, item.version, item.said, next((one for one in anchors if one in shown), "")
    )


def _name(clause: Clause) -> str:
    """The number a clause goes by; of an item the whole identifier, 2.4(a), for many are called (a)."""
    return spoken(clause.eid, clause.label) or clause.eid
