"""Two texts compared: what differs, which of it was asked for, and what to beware of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.answers.changes import UNKNOWN, counted_as, how
from mouarchive.answers.texts import Progress, Source, archive, compare, held_text, load, quiet, series
from mouarchive.archive.database.series import Between, gap, label_key, rows_between
from mouarchive.archive.lookup import meant, near_clauses, shown
from mouarchive.archive.store.store import ChangeName, FoundChange, Store
from mouarchive.comparing import FurnitureChange, ReferenceFate, follow, furniture_changes
from mouarchive.errors import NotFoundError, UsageError
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, Tag, Warn
from mouarchive.words import called, counted, listed, safe_line

__all__ = [
    "CHOICES",
    "UNCHANGED_TOO",
    "Compared",
    "Folders",
    "Lone",
    "Paired",
    "Redlines",
    "Run",
    "alone",
    "between",
    "by_change",
    "carriers",
    "caveats",
    "compared",
    "differs",
    "of_series",
    "pair",
    "pairs_of_series",
    "parse_only",
    "redline_of",
    "runs",
    "select",
    "words_of",
]


class Compared(msgspec.Struct, frozen=True):
    """Two texts and what differs: `whole` is everything, `changes` what the reader asked for.

    `explicit`: the reader chose these changes, so unchanged ones among them are shown in full, too.
    `summary_only`: the reader wants what heads a redline and no change by itself. `in_between` are the
    versions that lie between the two, held or only known of. `running` is what is printed on the pages and no
    text of them, where it differs: counted nowhere.
    """

    old: Source
    new: Source
    whole: Comparison
    changes: tuple[Change, ...]
    references: tuple[ReferenceFate, ...] = ()
    explicit: bool = False
    summary_only: bool = False
    in_between: tuple[Between, ...] = ()
    running: tuple[FurnitureChange, ...] = ()

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes with something to tell, and those that were asked for by name."""
        return tuple(change for change in self.changes if self.explicit or differs(change))

    @property
    def brief(self) -> tuple[Change, ...]:
        """Those of the shown changes whose words are the same, but not their number or place."""
        return tuple(c for c in self.shown if not self.explicit and c.kind is ChangeKind.UNCHANGED)

    @property
    def full(self) -> tuple[Change, ...]:
        """Those of the shown changes that are shown with their words."""
        return tuple(c for c in self.shown if self.explicit or c.kind is not ChangeKind.UNCHANGED)

    @property
    def hidden(self) -> dict[str, int]:
        """How many clauses are not shown, by what they count as; nothing where none was to be shown."""
        if self.summary_only:
            return {}
        kinds = Counter(map(counted_as, self.whole.changes))
        kinds.subtract(map(counted_as, self.shown))
        return {kind: number for kind, number in kinds.items() if number}

    @property
    def partial(self) -> bool:
        """Whether the reader asked for some of the changes alone."""
        return not self.summary_only and len(self.changes) < len(self.whole.changes)

    @property
    def headed(self) -> Compared:
        """The same comparison with its summary alone to be shown."""
        return replace(self, changes=(), summary_only=True)


class Paired(msgspec.Struct, frozen=True):
    """Two files of two folders that are compared, with the share of words in common, 0..1, and why."""

    old: str
    new: str
    share: float
    why: str


class Lone(msgspec.Struct, frozen=True):
    """A file of one folder ("old" or "new") that is compared with none, and why; `unread` where it failed."""

    side: str
    file: str
    why: str
    unread: bool = False


class Folders(msgspec.Struct, frozen=True):
    """Two folders by name: which of their files are compared, and which have no partner."""

    old: str
    new: str
    pairs: tuple[Paired, ...]
    lone: tuple[Lone, ...]


class Redlines(msgspec.Struct, frozen=True):
    """The answer to `diff`: one comparison, those of a series (`series` is its agreement), or of `folders`.

    `beyond` are the labels of the series before its oldest text or after its newest that are not held.
    """

    pairs: tuple[Compared, ...]
    series: str | None = None
    beyond: tuple[str, ...] = ()
    folders: Folders | None = None

    @property
    def title(self) -> str:
        """What is compared, in one line."""
        if self.series is not None:
            return f"{self.series}: all versions held, each compared with the next"
        if self.folders is not None:
            return f"{self.folders.old} compared with {self.folders.new}, file by file"
        return f"{self.pairs[0].old.name} compared with {self.pairs[0].new.name}"

    @property
    def differing(self) -> bool:
        """Whether any of the changes asked for is one, or a page could not be read where one might stand.

        Another number alone is no difference; another place is one, and so is what is blacked out.
        """
        return bool(self.folders and self.folders.lone) or any(
            any(change.kind is not ChangeKind.UNCHANGED or change.moved for change in asked)
            or any(
                side.pages_read is not None and side.pages_read < side.pages for side in (pair.old, pair.new)
            )
            or not (pair.old.clauses and pair.new.clauses)
            for pair in self.pairs
            for asked in (pair.whole.changes if pair.summary_only else pair.changes,)
        )

    @property
    def headed(self) -> Redlines:
        """The same with the summaries alone to be shown."""
        return replace(self, pairs=tuple(pair.headed for pair in self.pairs))


def compared(
    old: Source,
    new: Source,
    whole: Comparison,
    changes: Sequence[Change] | None = None,
    *,
    explicit: bool = False,
) -> Compared:
    """Put a comparison together; `changes` are those to list, all of them by default."""
    listed = whole.changes if changes is None else tuple(changes)
    running = furniture_changes(old.running, new.running)
    return Compared(old, new, whole, listed, follow(whole), explicit, running=running)


CHOICES = (
    *(kind.value for kind in ChangeKind),
    UNKNOWN,
    "renumbered",
    "moved",
    *(sort.value for sort in ChangeClass),
    *(tag.value for tag in Tag),
)

UNCHANGED_TOO = frozenset(
    (ChangeKind.UNCHANGED.value, ChangeClass.COSMETIC.value, ChangeClass.OCR_LIKE.value)
)
"""Words that unchanged clauses answer to, too: who asks for them wants to see those."""


def parse_only(text: str) -> frozenset[str]:
    """Read a list such as "added,removed"; empty text means everything.

    Raises UsageError naming the words that are possible.
    """
    words = frozenset(word.strip().casefold() for word in text.split(",") if word.strip())
    unknown = sorted(words.difference(CHOICES))
    if unknown:
        raise UsageError(f"--only {', '.join(unknown)}: not one of {', '.join(CHOICES)}")
    return words


def differs(change: Change) -> bool:
    """Whether there is anything to tell: other words, another number or another place."""
    return change.kind is not ChangeKind.UNCHANGED or change.renumbered or change.moved


def select(changes: Sequence[Change], only: Collection[str] = (), clause: str = "") -> tuple[Change, ...]:
    """The changes of these kinds, classes or tags (any where none is named), in this clause and its own.

    `clause` is named in any way that `meant` reads, in the older or the newer version.
    Raises NotFoundError where neither version has such a clause.
    """
    found = [change for change in changes if not only or words_of(change) & set(only)]
    if not clause:
        return tuple(found)
    sides = [[side for c in changes if (side := getattr(c, name))] for name in ("old", "new")]
    inside = [{one.eid for one in _inside(clause, side)} for side in sides]
    if not any(inside):
        near = "; ".join(near_clauses(clause, list({c.eid: c for side in sides for c in side}.values())))
        where = f"nearest: {near}" if near else "list them with: mouarchive show VERSION"
        raise NotFoundError(f"neither version has a clause {shown(clause)}; {where}")
    return tuple(
        change
        for change in found
        if (change.old and change.old.eid in inside[0]) or (change.new and change.new.eid in inside[1])
    )


def words_of(change: Change) -> set[str]:
    """Every word of --only that is true of a change."""
    sort = [change.change_class.value] if change.change_class else []
    return {*how(change), *sort, *(tag.value for tag in change.tags)}


def _inside(wanted: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses named, and those they contain by their parents (which need not stand before them)."""
    parents = {c.eid: c.parent for c in clauses}
    tops = {c.eid for c in meant(wanted, clauses)}

    def contained(clause: Clause) -> bool:
        seen: set[str] = set()
        at: str | None = clause.eid
        while at is not None and at not in seen:
            if at in tops:
                return True
            seen.add(at)
            at = parents.get(at)
        return False

    return [c for c in clauses if contained(c)]


_FEW, _ENOUGH = 0.1, 5
"""Below this share of clauses in common, of at least so many, two texts look like different documents."""


def caveats(old: Source, new: Source, whole: Comparison) -> Iterator[Warn]:
    """Warnings about the pair: the comparison is made all the same."""
    empty = [name for name, side in (("older", old), ("newer", new)) if not side.clauses]
    if empty:
        which = f"the {empty[0]}" if len(empty) == 1 else "either"
        message = f"no clause could be read in {which} file: what is listed says nothing about the agreement"
        yield Warn("no-clauses", message)
    if message := _backwards(old, new):
        yield Warn("backwards", f"{message}: what is called added was removed, and the other way round")
    if old.sha256 == new.sha256:
        yield Warn("same-file", "both are the same file, byte for byte: nothing can differ")
    elif old.agreement != new.agreement and old.agreement and new.agreement:
        message = f"these are versions of two agreements, {old.agreement} and {new.agreement}: what they have"
        yield Warn("two-agreements", f"{message} in common may be chance")
    else:
        fewest = min(len(old.clauses), len(new.clauses))
        common = sum(change.old is not None and change.new is not None for change in whole.changes)
        if fewest >= _ENOUGH and common < _FEW * fewest:
            message = f"the two have {common} of {fewest} clauses in common: they may be different documents"
            yield Warn("little-in-common", message)


def _backwards(old: Source, new: Source) -> str:
    """By what the text named as the newer one is the older: dates of the record, else printed, else labels.

    Dates are compared as precisely as both are known. A printed label speaks only where no date does.
    """
    for verb, before, after in (
        ("is dated", old.dated, new.dated),
        ("prints the date", old.printed.date, new.printed.date),
    ):
        shortest = min(len(before or ""), len(after or ""))
        if before and after and before[:shortest] != after[:shortest]:
            said = f"the text named as the newer one {verb} {after}, before the older one, {before}"
            return said if after[:shortest] < before[:shortest] else ""
    was, now = old.printed.label, new.printed.label
    if was and now and was[0].isdigit() and now[0].isdigit() and label_key(now) < label_key(was):
        return f"the text named as the newer one calls itself version {now}, the older one {was}"
    return ""


def pair(
    old: str, new: str, only: str = "", clause: str = "", *, ocr: bool = True, progress: Progress = quiet
) -> Compared:
    """Compare two texts by their names; `only` and `clause` are those of the command.

    Raises UsageError for an unknown word in `only`, NotFoundError where neither text has such a clause.
    """
    kinds = parse_only(only)
    before, after = load([old, new], ocr=ocr, progress=progress)
    return redline_of(before, after, kinds, clause, progress)


def redline_of(
    before: Source, after: Source, kinds: Collection[str], clause: str, progress: Progress
) -> Compared:
    """Compare two texts; `kinds` are words of --only. Raises NotFoundError where neither has the clause."""
    whole = compare(before, after, progress)
    passed = _passed_over(before, after, progress)
    skips = (
        [gap(_label(before), _label(after), passed)]
        if passed and not (before.version and after.version)
        else []
    )
    whole = replace(whole, warnings=(*caveats(before, after, whole), *skips, *whole.warnings))
    chosen = select(whole.changes, kinds, clause)
    found = compared(before, after, whole, chosen, explicit=bool(UNCHANGED_TOO.intersection(kinds)))
    return replace(found, in_between=passed)


def _passed_over(old: Source, new: Source, progress: Progress) -> tuple[Between, ...]:
    """The versions between two texts: those that the archive knows of, or else that the newer one names."""
    if old.known_as and new.known_as:
        with archive(progress) as store:
            return store.in_between(old.known_as, new.known_as)
    return _named_between(old, new)


def _label(source: Source) -> str:
    return safe_line(source.label or source.printed.label or "")


def _named_between(old: Source, new: Source) -> tuple[Between, ...]:
    """The versions between two files, by the newer one's own history; whether they are held is not known."""
    here, there = _label(old), _label(new)
    rows = rows_between(new.printed.history, (here, old.printed.date), (there, new.printed.date))
    named = dict.fromkeys(safe_line(row.label) for row in rows if label_key(row.label) != label_key(there))
    return tuple(Between(label, held=False) for label in named)


def between(store: Store, old: str, new: str) -> Compared:
    """Compare two versions of an archive, by their ids, with all that is to be known of the pair.

    Raises NotFoundError where the text of one of them is not held.
    """
    whole = store.comparison(old, new)
    sides = (held_text(store, old), held_text(store, new))
    whole = replace(whole, warnings=(*caveats(*sides, whole), *whole.warnings))
    return replace(compared(*sides, whole), in_between=store.in_between(old, new))


def by_change(change_id: str, progress: Progress = quiet) -> Compared:
    """The comparison in which a change stands, that change alone to be shown.

    Of versions that are no neighbours any more a warning names what superseded it. Raises NotFoundError.
    """
    with archive(progress) as store:
        found = store.change(change_id)
        whole = between(store, found.old_version, found.new_version)
    return alone(whole, found)


def alone(whole: Compared, found: FoundChange) -> Compared:
    """A comparison with one of its changes alone to be shown, and a warning where it was superseded."""
    asked = tuple(one for one in whole.whole.changes if one.change_id == found.change.change_id)
    if not found.broken_by:
        return replace(whole, changes=asked, explicit=True)
    warnings = (Warn("superseded", _superseded(found)), *whole.whole.warnings)
    return replace(whole, whole=replace(whole.whole, warnings=warnings), changes=asked, explicit=True)


def _superseded(found: FoundChange) -> str:
    """What took the place of a change whose versions are no neighbours any more."""
    came = listed([safe_line(name.rpartition("@")[2]) for name in found.broken_by])
    has = "has" if len(found.broken_by) == 1 else "have"
    now = listed([_change_name(one) for one in found.superseded_by])
    doubt = listed([_change_name(one) for one in found.unknown_by])
    told = [f"this change is now {now}"] if now else []
    told += [f"{_UNKNOWN_BETWEEN[found.change.kind]} in between is not known ({doubt})"] if doubt else []
    said = "; ".join(told) or "no change of these clauses stands between neighbours now"
    return f"since {found.since} {came} {has} been public between the two versions: {said}"


_UNKNOWN_BETWEEN = {
    ChangeKind.REMOVED: "whether it was gone already",
    ChangeKind.ADDED: "whether it stood already",
    ChangeKind.MODIFIED: "how it read",
    ChangeKind.UNCHANGED: "how it read",
}
"""What is not known of a changed clause in a version that blacks it out."""


def _change_name(one: ChangeName) -> str:
    old, new = (safe_line(name.rpartition("@")[2]) for name in (one.old_version, one.new_version))
    return f"{one.change_id} (#{one.number} of {old} → {new})"


def pairs_of_series(
    agreement: str, only: str = "", clause: str = "", *, progress: Progress = quiet
) -> list[Compared]:
    """Compare each held version of an agreement with the next; with `clause`, those pairs that have it.

    Raises what `pair` raises, NotFoundError for a clause where no pair has it.
    """
    kinds = parse_only(only)
    found: list[Compared] = []
    missing: NotFoundError | None = None
    for old, new, known in series(agreement, progress):
        whole = replace(known, warnings=(*caveats(old, new, known), *known.warnings))
        try:
            chosen = select(whole.changes, kinds, clause)
        except NotFoundError as error:
            missing = error
        else:
            found.append(compared(old, new, whole, chosen, explicit=bool(kinds & UNCHANGED_TOO)))
    if found:
        with archive(progress) as store:
            found = [_with_between(store, one) for one in found]
    if not found and missing:
        raise NotFoundError(f"no version of {agreement} that is held has a clause {clause}") from missing
    return found


def of_series(agreement: str, only: str = "", clause: str = "", *, progress: Progress = quiet) -> Redlines:
    """The redlines of an agreement's series, with what of it lies beyond the texts held.

    Raises what `pairs_of_series` raises.
    """
    pairs = tuple(pairs_of_series(agreement, only, clause, progress=progress))
    with archive(progress) as store:
        name = store.agreement(agreement).id
        rows = [row.label for row in store.versions(name) if not row.held]
        held = {label_key(row.label) for row in store.versions(name, held_only=True)}
        named = [row.label for row in store.register(name) if label_key(row.label) not in held]
        ends = store.versions(name, held_only=True)
        inside = store.in_between(ends[0].id, ends[-1].id)
    known = {label_key(one.label) for one in inside}
    missing = {label_key(label): label for label in reversed([*rows, *named])}
    beyond = (label for key, label in sorted(missing.items()) if key not in known)
    return Redlines(pairs, agreement, tuple(beyond))


def _with_between(store: Store, found: Compared) -> Compared:
    return replace(found, in_between=store.in_between(found.old.version or "", found.new.version or ""))


Pair = tuple[str, str]


class Run(msgspec.Struct, frozen=True):
    """Neighbours in both versions that went the same way, and what went along inside them.

    `carrier` is the clause with which they went where that is shown elsewhere, with its own words.
    """

    changes: tuple[Change, ...]
    carried: tuple[Change, ...] = ()
    carrier: Change | None = None

    @property
    def moved(self) -> bool:
        """Whether they stand in another place, not only under other numbers."""
        return self.changes[0].moved or bool(self.carrier and self.carrier.moved)

    def __str__(self) -> str:
        text = _there(self.changes)
        if self.carried:
            text += f", with {_held_inside(self.changes, self.carried)}"
        if self.carrier:
            text += f" ({'moved' if self.carrier.moved else 'renumbered'} with {_there([self.carrier])})"
        return text


def _there(changes: Sequence[Change]) -> str:
    sides = (_span([c.old for c in changes if c.old]), _span([c.new for c in changes if c.new]))
    return " → ".join(dict.fromkeys(side for side in sides if side))


def _span(clauses: Sequence[Clause]) -> str:
    if not clauses:
        return ""
    ends = dict.fromkeys(called(clause.eid) for clause in (clauses[0], clauses[-1]))
    return "\u2013".join(ends)


def _held_inside(tops: Sequence[Change], carried: Sequence[Change]) -> str:
    """Name what one clause holds directly; of several clauses only count it."""
    if len(tops) == 1 and tops[0].old:
        direct = [change.old for change in carried if change.old and change.old.parent == tops[0].old.eid]
        if direct:
            deeper = len(carried) - len(direct)
            return _span(direct) + (f" and {counted(deeper, 'clause')} inside" if deeper else "")
    return counted(len(carried), "clause") + " inside"


def carriers(changes: Iterable[Change]) -> dict[Pair, Change]:
    """For each pair of clauses that went along with what contains it: the outermost such clause."""
    gone = {_pair(c): c for c in changes if c.old and c.new and (c.moved or c.renumbered)}
    found: dict[Pair, Change] = {}
    for pair, change in gone.items():
        at, seen = change, {pair}
        while not at.moved and at.old and at.new and at.old.parent and at.new.parent:
            above = (at.old.parent, at.new.parent)
            if above not in gone or above in seen:
                break
            seen.add(above)
            at = gone[above]
        if at is not change:
            found[pair] = at
    return found


def _pair(change: Change) -> Pair:
    return (change.old.eid if change.old else "", change.new.eid if change.new else "")


def runs(whole: Compared) -> tuple[Run, ...]:
    """The clauses whose words are the same but not number or place, told together where they went so."""
    brief = [change for change in whole.brief if change.old and change.new]
    shown = {_pair(change) for change in brief}
    carried_by = carriers(whole.whole.changes)
    ranks = (_ranks(whole.old.clauses), _ranks(whole.new.clauses))
    inside: dict[Pair, list[Change]] = {}
    groups: list[tuple[list[Change], Change | None]] = []
    for change in brief:
        carrier = carried_by.get(_pair(change))
        if carrier and _pair(carrier) in shown:
            inside.setdefault(_pair(carrier), []).append(change)
        elif groups and groups[-1][1] is carrier and _neighbours(groups[-1][0][-1], change, ranks):
            groups[-1][0].append(change)
        else:
            groups.append(([change], carrier))
    return tuple(
        Run(tuple(tops), tuple(c for top in tops for c in inside.get(_pair(top), ())), carrier)
        for tops, carrier in groups
    )


def _ranks(clauses: Sequence[Clause]) -> dict[str, tuple[str | None, int]]:
    """Each clause's container and its place in it."""
    counted: dict[str | None, int] = {}
    found = {}
    for clause in clauses:
        place = counted[clause.parent] = counted.get(clause.parent, -1) + 1
        found[clause.eid] = (clause.parent, place)
    return found


def _neighbours(before: Change, after: Change, ranks: Sequence[dict[str, tuple[str | None, int]]]) -> bool:
    """Whether one stands right before the other in both versions, and the same happened to both."""
    if (before.moved, before.renumbered) != (after.moved, after.renumbered):
        return False
    for first, second, rank in zip(_pair(before), _pair(after), ranks, strict=True):
        above, place = rank.get(first, (None, -2))
        if rank.get(second) != (above, place + 1):
            return False
    return True
