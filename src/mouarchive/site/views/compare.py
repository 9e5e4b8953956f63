"""The page that compares two versions: counts, redlines, unchanged clauses folded away but counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

import msgspec
from markupsafe import Markup

from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.comparing import Declared
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, Warn
from mouarchive.output.counts import count_changes
from mouarchive.output.told import because, how
from mouarchive.site import addresses
from mouarchive.site.kept import Kept
from mouarchive.site.marks import redline, shown
from mouarchive.site.views.declared import DeclaredView, declared_view
from mouarchive.site.views.frame import Ask, Crumb, Frame, Moved, agreement_frame
from mouarchive.site.views.version import find_version
from mouarchive.site.words import KINDS, numbered

__all__ = ["CompareView", "choose", "compare"]

_ALWAYS: Final = frozenset(kind.value for kind in ChangeKind)
_COMPARED: Final[Kept[Comparison]] = Kept(most=32)
_DECLARED: Final[Kept[Declared | None]] = Kept(most=32)

FILTERS: Final = ("added", "removed", "modified", "unknown", "unredacted", "renumbered", "moved")
_FILTER_NAMES: Final = {
    "added": "added",
    "removed": "not in the newer version",
    "modified": "changed wording",
    "unknown": "unknown, blacked out",
    "unredacted": "shown now, blacked out before",
    "renumbered": "renumbered",
    "moved": "moved",
}
# What sort of difference it is: on the clause, in a sentence, and in the summary ("of the 3 changed, 2 ...").
_CLASSES: Final = {
    ChangeClass.SUBSTANTIVE: ("changed wording", "", ""),
    ChangeClass.COSMETIC: (
        "changed in looks only",
        "only punctuation, spacing or letter case differs",
        "only in punctuation, spacing or letter case",
    ),
    ChangeClass.REDACTION: (
        "blacked out differently",
        "what is under a blacked-out passage is unknown: it may be the same in both",
        "",
    ),
    ChangeClass.UNREDACTED: (
        "shown now, blacked out before",
        "the newer text shows what the older one blacks out: whether it was the same is unknown",
        "",
    ),
    ChangeClass.OCR_LIKE: (
        "perhaps misread",
        "the difference looks like a misreading of a scan",
        "in a way that looks like a misread scan",
    ),
    ChangeClass.REWRITTEN: (
        "rewritten",
        "rewritten so far that few words match",
        "so far that few words match",
    ),
}


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
    badges: tuple[str, ...]
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
    counts: tuple[tuple[str, int, str], ...]
    sorts: tuple[tuple[int, str], ...]
    filters: tuple[Filter, ...]
    items: tuple[Difference | Same, ...]
    shown: int
    warnings: tuple[Warn, ...]
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
    compared = _COMPARED.of(key, lambda: store.comparison(old.id, new.id))
    declared = _DECLARED.of(key, lambda: store.declared(old.id, new.id, compared))
    chosen = frozenset(ask.query.get("only", ())) & frozenset(FILTERS)
    items = _items(compared, old, new, chosen)
    anchors = {item.anchor for item in items if isinstance(item, Difference)}
    crumb = Crumb(f"Compare {old.label} with {new.label}")
    versions = store.versions(agreement.id)
    first, last = sorted((old.position, new.position))
    passed = [version for version in versions if first < version.position < last]
    skipped = tuple(version for version in passed if not version.held)
    return CompareView(
        agreement_frame(agreement, f"{old.label} → {new.label}, {agreement.title}", crumb),
        agreement,
        old,
        new,
        tuple(v for v in versions if v.held),
        skipped,
        old.position > new.position,
        _counts(compared),
        _sorts(compared),
        _filters(compared, chosen),
        items,
        sum(isinstance(item, Difference) for item in items),
        # The note with links to the versions not held says the same, where it names them all.
        tuple(warn for warn in compared.warnings if warn.code != "gap" or len(skipped) < len(passed)),
        declared_view(declared, compared, new, anchors) if declared and not chosen else None,
    )


def _counts(compared: Comparison) -> tuple[tuple[str, int, str], ...]:
    counts = count_changes(compared).clauses
    counted = [(name, counts[name], said) for name, said in KINDS.items() if counts[name] or name in _ALWAYS]
    extra = [("renumbered", compared.renumbered, "renumbered"), ("moved", compared.moved, "moved")]
    return tuple(counted + extra)


def _sorts(compared: Comparison) -> tuple[tuple[int, str], ...]:
    """How many of the changed clauses differ in a way that may not matter, or that nobody can judge."""
    classes = count_changes(compared).modified
    counted = ((classes.get(sort.value, 0), words[2]) for sort, words in _CLASSES.items())
    return tuple((number, said) for number, said in counted if number and said)


def _filters(compared: Comparison, chosen: frozenset[str]) -> tuple[Filter, ...]:
    names = [_kinds(change) for change in compared.changes]
    return tuple(
        Filter(value, _FILTER_NAMES[value], number, value in chosen)
        for value in FILTERS
        for number in (sum(value in kinds for kinds in names),)
        if number or value in chosen or value not in {"unknown", "unredacted"}
    )


def _kinds(change: Change) -> tuple[str, ...]:
    """What the filter goes by; empty for a clause in which nothing differs."""
    return tuple(kind for kind in how(change) if kind != ChangeKind.UNCHANGED.value)


def _items(
    compared: Comparison, old: VersionRow, new: VersionRow, chosen: frozenset[str]
) -> tuple[Difference | Same, ...]:
    items: list[Difference | Same] = []
    run: list[tuple[str, str, str]] = []
    for number, change in enumerate(compared.changes, start=1):
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
        numbered(clause.label) or "unnumbered",
        title,
        addresses.clause(new.agreement, new.label, clause.eid),
    )


def _difference(
    number: int, change: Change, kinds: Sequence[str], old: VersionRow, new: VersionRow
) -> Difference:
    known = change.new or change.old
    text = redline(change.diff) if change.diff else shown(known.words if known else "")
    named, about, _ = _CLASSES[change.change_class or ChangeClass.SUBSTANTIVE]
    return Difference(
        anchor=f"change-{number}",
        kind=change.kind.value,
        kinds=" ".join(kinds),
        badges=tuple(named if kind == "modified" else _FILTER_NAMES[kind] for kind in kinds),
        heading=(known.heading or "") if known else "",
        old=_side(change.old, old),
        new=_side(change.new, new),
        text=text,
        same_words=change.kind is ChangeKind.UNCHANGED,
        about=about if change.kind is ChangeKind.MODIFIED else "",
        notes=tuple(_notes(change, old, new)),
        rule=because(change),
    )


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
    return clause.eid if clause.kind == "item" else numbered(clause.label) or "unnumbered"


def _notes(change: Change, old: VersionRow, new: VersionRow) -> Iterable[str]:
    if change.split_from:
        yield f"split off from {change.split_from} of version {old.label}"
    if change.merged_into:
        yield f"taken up into {change.merged_into} of version {new.label}"
