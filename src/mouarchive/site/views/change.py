"""One change between two versions: as it stands in a comparison, and on a page of its own, for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

import msgspec
from markupsafe import Markup

from mouarchive.answers.change_list import Listed, change_list
from mouarchive.answers.changes import (
    SORTS,
    TAG_NOUNS,
    because,
    named,
    numbers,
    part_of,
    quoted_number,
    remarks,
    what,
)
from mouarchive.answers.comparison import Compared, alone, between, words_of
from mouarchive.answers.heading import coverage, notices
from mouarchive.answers.texts import Source
from mouarchive.archive.database.rows import AgreementRow, CopyRow, VersionRow
from mouarchive.archive.store.store import ChangeName, FoundChange, Store
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause
from mouarchive.output.redline import shown as to_show
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame, Kept, Moved, agreement_frame, redline, shown

__all__ = [
    "Between",
    "ChangeView",
    "Difference",
    "Side",
    "anchor_of",
    "change",
    "compared_once",
    "difference",
]

_KEPT: Final[Kept[Compared]] = Kept(most=32)


def compared_once(store: Store, fingerprint: str, old: str, new: str) -> Compared:
    """The comparison of two versions (ids), kept between calls. Raises NotFoundError."""
    return _KEPT.of((fingerprint, old, new), lambda: between(store, old, new))


class Side(msgspec.Struct, frozen=True):
    """A clause on one side of a change."""

    label: str
    href: str
    page: int
    picture: str


class Difference(msgspec.Struct, frozen=True):
    """A change as it stands on a page.

    `number` is what it is quoted by, and `href` the page of its own; both are empty where no words changed.
    `words` is what the filter goes by, `touches` the kinds of words that it touches, `about` what its class
    means.
    """

    anchor: str
    number: str
    href: str
    kind: str
    words: str
    said: str
    touches: tuple[str, ...]
    heading: str
    old: Side | None
    new: Side | None
    text: Markup
    same_words: bool
    about: str
    notes: tuple[str, ...]


def anchor_of(change: Change, position: int) -> str:
    """Where a change stands on the page of a comparison: by its number, or else by its place (from 1)."""
    return f"change-{change.number}" if change.number else f"place-{position}"


class Between(msgspec.Struct, frozen=True):
    """The two versions of a comparison, and the clauses of both by side and identifier."""

    old: VersionRow
    new: VersionRow
    clauses: Mapping[str, Clause]

    @classmethod
    def of(cls, pair: Compared, old: VersionRow, new: VersionRow) -> Between:
        """The two versions with the clauses that the comparison holds."""
        sides = (("old", pair.old.clauses), ("new", pair.new.clauses))
        return cls(old, new, {f"{side} {one.eid}": one for side, clauses in sides for one in clauses})

    def called(self, side: str, eid: str) -> str:
        """What a clause of one side is called."""
        found = self.clauses.get(f"{side} {eid}")
        return named(found) if found else "another clause"


def difference(change: Change, position: int, sides: Between, href: str) -> Difference:
    """Lay out a change of a comparison; `position` is its place from 1, `href` the page of its own."""
    known = change.new or change.old
    parts = to_show(change, None)
    modified = change.kind is ChangeKind.MODIFIED
    return Difference(
        anchor=anchor_of(change, position),
        number=quoted_number(change),
        href=href if change.number else "",
        kind=change.kind.value,
        words=" ".join(sorted(words_of(change) - {ChangeKind.UNCHANGED.value})),
        said=what(change),
        touches=tuple(TAG_NOUNS[tag][0] for tag in change.tags),
        heading=(known.heading or "") if known else "",
        old=_side(change.old, sides.old),
        new=_side(change.new, sides.new),
        text=redline(parts) if parts else shown(known.words if known else ""),
        same_words=change.kind is ChangeKind.UNCHANGED,
        about=_about(change.change_class) if modified and change.change_class else "",
        notes=(*_notes(change, sides), *remarks(change)),
    )


def _about(sort: ChangeClass) -> str:
    return "" if sort is ChangeClass.SUBSTANTIVE else SORTS[sort]


def _side(clause: Clause | None, version: VersionRow) -> Side | None:
    if clause is None:
        return None
    return Side(
        named(clause),
        addresses.clause(version.agreement, version.label, clause.eid),
        clause.page,
        addresses.page_image(version.sha256 or "", clause.page),
    )


def _notes(change: Change, sides: Between) -> Iterable[str]:
    if change.split_from:
        yield f"split off from {sides.called('old', change.split_from)} of version {sides.old.label}"
    if change.merged_into:
        yield f"taken up into {sides.called('new', change.merged_into)} of version {sides.new.label}"


# ------------------------------------------------------------------ the page of one change


class Text(msgspec.Struct, frozen=True):
    """One of the two versions, and the clause in it; `clause` is None where it does not stand in it."""

    version: VersionRow
    href: str
    clause: Side | None
    disclosed: tuple[str, ...]
    sources: tuple[str, ...]
    pdf: str
    coverage: str
    letters: str


class Later(msgspec.Struct, frozen=True):
    """A change of now that took the place of one that fell away."""

    number: str
    change_id: str
    href: str
    old: str
    new: str


class ChangeView(msgspec.Struct, frozen=True):
    """Everything the page of a change shows; `later` is what superseded it, where anything did.

    `unknown` are the changes of now by which it is not known, because a version in between blacks it out.
    """

    template: ClassVar[str] = "change.html"
    frame: Frame
    agreement: AgreementRow
    change_id: str
    where: str
    item: Difference
    listed: Listed
    part: str
    rule: str
    sort: str
    meaning: str
    texts: tuple[Text, Text]
    compare: str
    before: str
    after: str
    total: int
    later: tuple[Later, ...]
    unknown: tuple[Later, ...]
    warnings: tuple[tuple[str, str], ...]


def change(store: Store, ask: Ask) -> ChangeView | Moved:
    """Make the page of a change. Raises NotFoundError where no change has this id."""
    found, hint = _found(store, ask)
    asked, here = ask.parts["change"], found.change.change_id
    if asked != here:
        return Moved(addresses.change(here, *hint))
    pair = alone(compared_once(store, ask.fingerprint, found.old_version, found.new_version), found)
    old, new = store.version(found.old_version), store.version(found.new_version)
    agreement = store.agreement(new.agreement)
    position, one = next(
        (at, each) for at, each in enumerate(pair.whole.changes, start=1) if each.change_id == here
    )
    item = difference(one, position, Between.of(pair, old, new), addresses.change(here, *hint))
    compare = addresses.compare(agreement.id, old.label, new.label)
    where = numbers(one)
    numbered = {each.number: each.change_id for each in pair.whole.changes if each.number}
    near = [numbered.get(one.number + step, "") for step in (-1, 1)]
    return ChangeView(
        agreement_frame(
            agreement,
            f"Change {item.number}, {where}, {old.label} → {new.label}, {agreement.title}",
            Crumb(f"Compare {old.label} with {new.label}", compare),
            Crumb(f"Change {item.number}"),
        ),
        agreement,
        here,
        where,
        item,
        change_list(pair)[0],
        part_of(one.where),
        because(one),
        one.change_class.value if one.change_class else "",
        SORTS[one.change_class] if one.change_class else "",
        (_text(store, pair.old, old, item.old), _text(store, pair.new, new, item.new)),
        f"{compare}#{item.anchor}",
        addresses.change(near[0], *hint) if near[0] else "",
        addresses.change(near[1], *hint) if near[1] else "",
        len(numbered),
        tuple(_later(store, name) for name in found.superseded_by),
        tuple(_later(store, name) for name in found.unknown_by),
        tuple(notices(pair)),
    )


def _found(store: Store, ask: Ask) -> tuple[FoundChange, tuple[str, ...]]:
    """The change meant, and the two versions where the address has to name them."""
    asked, old, new = ask.parts["change"], ask.one("old"), ask.one("new")
    try:
        return store.change(asked), ()
    except NotFoundError:
        if not (old and new):
            raise
    versions = (store.version(old), store.version(new))
    ids = (versions[0].id, versions[1].id)
    wanted = "".join(asked.split()).casefold()
    if versions[0].agreement == versions[1].agreement:
        for each in compared_once(store, ask.fingerprint, *ids).whole.changes:
            if each.number and each.change_id == wanted:
                return FoundChange(each, *ids), ids
    raise NotFoundError(f"no change between {ids[0]} and {ids[1]} has the id {wanted}")


def _text(store: Store, source: Source, version: VersionRow, side: Side | None) -> Text:
    copies: tuple[CopyRow, ...] = store.copies(version=version.id)
    return Text(
        version,
        addresses.version(version.agreement, version.label),
        side,
        tuple(sorted({copy.disclosed for copy in copies if copy.disclosed})),
        tuple(dict.fromkeys(copy.url for copy in copies if copy.url)),
        addresses.copy(version.sha256) if version.sha256 else "",
        coverage(source),
        source.reach.sentence,
    )


def _later(store: Store, name: ChangeName) -> Later:
    old, new = store.version(name.old_version), store.version(name.new_version)
    return Later(f"#{name.number}", name.change_id, addresses.change(name.change_id), old.label, new.label)
