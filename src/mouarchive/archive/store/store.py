"""Typed reading of `db/mouarchive.db`: what the command line and the site both ask.

Everything here reads; nothing writes. A `Store` wraps a connection that someone else opened (the site hands
in its own) and leaves that connection's settings alone. What is heavy is loaded by the questions that need
it alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec
from msgspec.structs import replace

from mouarchive import deadline
from mouarchive.archive import lookup
from mouarchive.archive.database.rows import (
    AgreementRow,
    AsideRow,
    ClaimRow,
    CopyRow,
    EventRow,
    LineageRow,
    PageRow,
    PhraseEventRow,
    PhraseRow,
    RegisterRow,
    StatementRow,
    SupersededRow,
    UpgradeRow,
    VersionRow,
    WarningRow,
    change_value,
    clause_value,
    load,
)
from mouarchive.archive.database.schema import SCHEMA_VERSION
from mouarchive.archive.store import searching
from mouarchive.errors import MouarchiveError, NotFoundError
from mouarchive.model import Change, Clause, Comparison, HistoryRow, Warn

if TYPE_CHECKING:
    from mouarchive.archive.database.series import Between
    from mouarchive.archive.store.searching import Mode, SearchResult, Side
    from mouarchive.comparing.alignment import ByHand
    from mouarchive.comparing.declared import Declared
    from mouarchive.comparing.tracing import VersionText

__all__ = ["ChangeName", "FoundChange", "LineageStep", "Store", "mark_unknown", "open_store"]

Row = TypeVar("Row", bound=msgspec.Struct)

_COUNTED = (
    "agreements", "versions", "copies", "pages", "clauses", "changes", "lineages", "phrases", "statements",
    "warnings",
)  # fmt: skip


def open_store(database: Path) -> Store:
    """Open the database read-only and as immutable: it is only ever replaced whole, never written in place.

    Raises NotFoundError where there is none, MouarchiveError where it is unusable or of another version.
    """
    if not database.is_file():
        raise NotFoundError(f"{database}: no database yet; make it with: mouarchive build")
    conn = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        version = conn.execute("pragma user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        conn.close()
        raise MouarchiveError(
            f"{database}: not a usable database ({error}); make it again with: mouarchive build --force"
        ) from None
    if version != SCHEMA_VERSION:
        conn.close()
        raise MouarchiveError(
            f"{database}: made by another version of mouarchive; make it again with: mouarchive build"
        )
    return Store(conn)


class Store:
    """Typed questions to the database.

    Version ids are "agreement@label", clause ids "agreement@label/eid". What a question costs is said in rows
    read: a look-up reads one by its key, the others those of one version, one agreement or the whole archive.
    A row of a clause or a change takes some 10 microseconds, comparing two versions of 200 clauses anew some
    30 milliseconds. Every row read asks the deadline.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; only for who opened it."""
        self.conn.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Rows as they come; the deadline is asked at each, so that what is made of them is within it too."""
        deadline.check()
        cursor = self.conn.cursor()
        cursor.row_factory = sqlite3.Row  # on the cursor: the site's connection keeps its own
        for row in cursor.execute(sql, values):
            deadline.check()
            yield row

    def _load(self, kind: type[Row], table: str, order: str, **where: str | None) -> tuple[Row, ...]:
        """Rows of a table; only fixed names come into the SQL, values are bound; None means any."""
        given = {column: value for column, value in where.items() if value is not None}
        conditions = " and ".join(f'"{column}" = ?' for column in given)
        clause = f" where {conditions}" if conditions else ""
        rows = self._rows(f"select * from {table}{clause} order by {order}", tuple(given.values()))  # noqa: S608
        return tuple(load(kind, row) for row in rows)

    # -------------------------------------------------------------- agreements and versions

    def agreements(self) -> tuple[AgreementRow, ...]:
        """All agreements, by id. Costs one row for each."""
        return self._load(AgreementRow, "agreements", "id")

    def agreement(self, name: str) -> AgreementRow:
        """One agreement by id: a look-up. Raises NotFoundError with the nearest ids."""
        found = self._load(AgreementRow, "agreements", "id", id=name)
        if found:
            return found[0]
        known = [a.id for a in self.agreements()]
        near = lookup.nearest(name, known) or tuple(known)
        raise NotFoundError(f"{lookup.shown(name)}: no such agreement; held: {', '.join(near[:8]) or 'none'}")

    def versions(self, agreement: str | None = None, *, held_only: bool = False) -> tuple[VersionRow, ...]:
        """Versions in the order of their series, oldest first, without text too unless `held_only`.

        Costs the versions of the agreement, or of the whole archive where none is named.
        """
        rows = self._load(VersionRow, "versions", "agreement, position", agreement=agreement)
        return tuple(row for row in rows if row.held or not held_only)

    def version(self, version_id: str) -> VersionRow:
        """One version by its id "agreement@label": a look-up, or what `resolve` costs where that fails.

        Raises NotFoundError.
        """
        found = self._load(VersionRow, "versions", "id", id=version_id)
        return found[0] if found else self.resolve(version_id)

    def resolve(self, ref: str) -> VersionRow:
        """The version that a person's "AGREEMENT@LABEL", bare LABEL or AGREEMENT means.

        Costs all versions of the archive. Raises NotFoundError with the nearest names.
        """
        return lookup.find_version(ref, self.versions())

    def copies(self, agreement: str | None = None, version: str | None = None) -> tuple[CopyRow, ...]:
        """Copies in the order of their record, those only registered included. Costs those it gives."""
        return self._load(
            CopyRow, "copies", "agreement, version, number", agreement=agreement, version=version
        )

    def copy(self, sha256: str) -> CopyRow:
        """The copy with these bytes: a look-up. Raises NotFoundError."""
        found = self._load(CopyRow, "copies", "id", sha256=sha256)
        held = [copy for copy in found if copy.file] or found
        if not held:
            raise NotFoundError(f"{lookup.shown(sha256)}: no copy with this SHA-256")
        return held[0]

    def pages(self, sha256: str) -> tuple[PageRow, ...]:
        """Pages of a copy, in order, with their text. Costs those it gives."""
        return self._load(PageRow, "pages", "page", sha256=sha256)

    # -------------------------------------------------------------- clauses

    def clauses(self, version_id: str) -> tuple[Clause, ...]:
        """Clauses of a held version in document order; empty where no text is held. Costs those it gives."""
        rows = self._rows("select * from clauses where version = ? order by position", (version_id,))
        return tuple(clause_value(row) for row in rows)

    def clause(self, version_id: str, ref: str) -> Clause:
        """The clause that a person's number means: identifier or printed number, forgiving.

        Costs all clauses of the version. Raises NotFoundError with the nearest clauses, or with all that it
        could mean.
        """
        return lookup.find_clause(ref, self.clauses(version_id), version_id)

    def clauses_by_id(self, ids: Sequence[str]) -> dict[str, Clause]:
        """Clauses by clause id; ids that are not held are left out. Costs a look-up for each."""
        found = {}
        for clause_id in ids:
            for row in self._rows("select * from clauses where id = ?", (clause_id,)):
                found[clause_id] = clause_value(row)
        return found

    # -------------------------------------------------------------- what the record and the documents say

    def register(self, agreement: str | None = None) -> tuple[RegisterRow, ...]:
        """Versions declared by the documents themselves or by the record, in the order of the series."""
        sql = (
            "select register.* from register left join versions on versions.id = register.id"
            " where (? is null or register.agreement = ?)"
            " order by register.agreement, versions.position is null, versions.position, register.rowid"
        )
        return tuple(load(RegisterRow, row) for row in self._rows(sql, (agreement, agreement)))

    def claims(self, agreement: str | None = None, version: str | None = None) -> tuple[ClaimRow, ...]:
        """Further or differing assertions about versions."""
        return self._load(
            ClaimRow, "claims", "agreement, version, rowid", agreement=agreement, version=version
        )

    def statements(self, agreement: str | None = None) -> tuple[StatementRow, ...]:
        """What was said in public, oldest first."""
        return self._load(StatementRow, "statements", "date, agreement, rowid", agreement=agreement)

    def events(self, agreement: str | None = None) -> tuple[EventRow, ...]:
        """The timeline, oldest first; a month stands before its days."""
        return self._load(EventRow, "events", "date, rowid", agreement=agreement)

    def warnings(self, agreement: str | None = None, version: str | None = None) -> tuple[WarningRow, ...]:
        """What a reader must know before relying on a text."""
        return self._load(WarningRow, "warnings", "agreement, rowid", agreement=agreement, version=version)

    # -------------------------------------------------------------- through the versions

    def upgrades(self, agreement: str | None = None, version: str | None = None) -> tuple[UpgradeRow, ...]:
        """Technical upgrades: the same bytes read otherwise by a newer reader, in order."""
        return self._load(UpgradeRow, "upgrades", "rowid", agreement=agreement, version=version)

    def phrases(self, agreement: str | None = None) -> tuple[PhraseRow, ...]:
        """Watched phrases."""
        return self._load(PhraseRow, "phrases", "agreement, rowid", agreement=agreement)

    def phrase_events(
        self, agreement: str | None = None, phrase: str | None = None
    ) -> tuple[PhraseEventRow, ...]:
        """Where watched phrases appear, vanish and return; `phrase` is a phrase's id."""
        return self._load(
            PhraseEventRow, "phrase_events", "agreement, rowid", agreement=agreement, phrase=phrase
        )

    def lineages(self, agreement: str) -> tuple[LineageRow, ...]:
        """All lineages of an agreement, in the order in which they first stand. Reads the table."""
        return self._load(LineageRow, "lineages", "rowid", agreement=agreement)

    def lineage(self, lineage_id: str) -> LineageRow:
        """One lineage: a look-up. Raises NotFoundError."""
        found = self._load(LineageRow, "lineages", "id", id=lineage_id)
        if not found:
            raise NotFoundError(f"{lookup.shown(lineage_id)}: no such lineage")
        return found[0]

    def lineage_of(self, version_id: str, eid: str) -> LineageRow:
        """The lineage in which a clause stands: a clause of its version. Raises NotFoundError."""
        rows = self._rows("select lineage from clauses where version = ? and eid = ?", (version_id, eid))
        lineage = next((row["lineage"] for row in rows), None)
        if lineage is None:
            raise NotFoundError(
                f"{version_id} has no clause {lookup.shown(eid)} that is followed through the versions"
            )
        return self.lineage(lineage)

    def lineage_places(self, agreement: str) -> dict[str, dict[str, str]]:
        """Every lineage of an agreement: the eid it has in each version that holds it, by version id.

        In the order in which they first stand. Costs all clauses of the agreement.
        """
        found: dict[str, dict[str, str]] = {row.id: {} for row in self.lineages(agreement)}
        sql = "select lineage, version, eid from clauses where agreement = ? and lineage is not null"
        for row in self._rows(f"{sql} order by rowid", (agreement,)):
            found.setdefault(row["lineage"], {}).setdefault(row["version"], row["eid"])
        return found

    def lineage_steps(self, lineage_id: str) -> tuple[LineageStep, ...]:
        """A lineage in each held version of its agreement, oldest first.

        Costs its clauses and changes and the versions of the agreement; where one is blacked out, a
        comparison of two versions for each version behind.
        """
        agreement = self.lineage(lineage_id).agreement
        clauses = {
            row["version"]: clause_value(row)
            for row in self._rows(
                "select * from clauses where lineage = ? order by position desc", (lineage_id,)
            )
        }
        changes = {
            row["new_version"]: row
            for row in self._rows(
                # what tells of the clause itself stands last, and so before words that were carried into it
                "select * from changes where lineage = ?"
                " order by (split_from is not null or merged_into is not null) desc, position desc",
                (lineage_id,),
            )
        }
        steps = []
        for version in self.versions(agreement, held_only=True):
            row = changes.get(version.id)
            change = self._change(row) if row is not None else None
            clause = clauses.get(version.id)
            read = tuple(
                one
                for one in self.upgrades(version=version.id)
                if clause and one.sha256 == version.sha256 and one.touches(clause.eid)
            )
            steps.append(LineageStep(version, clause, change, upgrades=read))
        return mark_unknown(steps, self.comparison, self.clauses)

    def _change(self, row: sqlite3.Row) -> Change:
        ids = [row[side] for side in ("old_clause", "new_clause") if row[side]]
        return change_value(row, self.clauses_by_id(ids))

    def comparison(self, old: str, new: str) -> Comparison:
        """All changes between two versions, by their ids: as stored for neighbours, else worked out now.

        Costs the clauses and changes of both, or a comparison where they are no neighbours. Raises
        NotFoundError where the text of one of them is not held.
        """
        for version_id in (old, new):
            if not self.version(version_id).held:
                raise NotFoundError(f"{version_id}: its text is not held, so there is nothing to compare")
        rows = list(
            self._rows(
                "select * from changes where old_version = ? and new_version = ? order by position",
                (old, new),
            )
        )
        old_clauses, new_clauses = self.clauses(old), self.clauses(new)
        if not rows:
            from mouarchive.comparing import compare, identified  # noqa: PLC0415 - only where it is needed: heavy

            whole = identified(compare(old_clauses, new_clauses, self._by_hand(old, new)), old, new)
            return replace(whole, warnings=(*self._gap(old, new), *whole.warnings))
        known = {f"{old}/{c.eid}": c for c in old_clauses} | {f"{new}/{c.eid}": c for c in new_clauses}
        warnings = [w for w in self.warnings(version=new) if w.old_version == old]
        return Comparison(
            tuple(change_value(row, known) for row in rows),
            tuple(Warn(w.code, w.message, w.page) for w in warnings),
        )

    def change(self, change_id: str) -> FoundChange:
        """The change with this id, also of versions that are no neighbours any more: a few look-ups.

        A change that was superseded costs the comparison of its two versions. Raises NotFoundError.
        """
        wanted = "".join(change_id.split()).casefold()
        for row in self._rows("select * from changes where change_id = ?", (wanted,)):
            return FoundChange(self._change(row), row["old_version"], row["new_version"])
        for old in self._load(SupersededRow, "superseded", "rowid", change_id=wanted):
            whole = self.comparison(old.old_version, old.new_version)
            change = next(one for one in whole.changes if one.change_id == wanted)
            later = tuple(dict.fromkeys(self._current(old.superseded_by, sure=True)))
            doubt = (*self._current(old.superseded_by, sure=False), *self._current(old.unknown_by, sure=None))
            unknown = tuple(one for one in dict.fromkeys(doubt) if one not in later)
            versions = (old.old_version, old.new_version)
            return FoundChange(change, *versions, old.broken_by, old.since, later, unknown)
        raise NotFoundError(f"{lookup.shown(change_id)}: no change has this id")

    def known_changes(self, old: str, new: str) -> frozenset[str]:
        """The ids of changes between two versions that `change` finds; none if they never were neighbours."""
        known = [
            row[0]
            for table in ("changes", "superseded")
            for row in self._rows(
                f"select change_id from {table} where old_version = ? and new_version = ?",  # noqa: S608
                (old, new),
            )
        ]
        return frozenset(one for one in known if one)

    def _current(self, ids: Sequence[str], *, sure: bool | None) -> Iterator[ChangeName]:
        """The changes of now that these are or became: what superseded them, and that in turn.

        `sure` asks for those that say the same all the way, or else for those by which it is not known;
        None for all of them.
        """
        waiting, seen = [(one, True) for one in ids], set(ids)
        while waiting:
            at, same = waiting.pop(0)
            rows = list(
                self._rows(
                    "select change_id, number, old_version, new_version from changes where change_id = ?",
                    (at,),
                )
            )
            if rows:
                if sure is None or same is sure:
                    yield ChangeName(*tuple(rows[0]))
                continue
            for old in self._load(SupersededRow, "superseded", "rowid", change_id=at):
                after = [(one, same) for one in old.superseded_by] + [(one, False) for one in old.unknown_by]
                waiting[:0] = [one for one in after if one[0] not in seen]
                seen.update(one for one, _ in after)

    def _gap(self, old: str, new: str) -> Iterator[Warn]:
        """That other versions lie between two of one agreement, whichever is the older."""
        from mouarchive.archive.database.series import gap  # noqa: PLC0415 - only where it is needed: heavy

        between = self.in_between(old, new)
        if between:
            older, newer = sorted((self.version(old), self.version(new)), key=lambda row: row.position)
            yield gap(older.label, newer.label, between)

    def in_between(self, old: str, new: str) -> tuple[Between, ...]:
        """The versions between two of one agreement (ids, either the older), held or only known of.

        Costs the versions and the register of the agreement; none where they are of two agreements.
        """
        from mouarchive.archive.database.series import lying_between  # noqa: PLC0415 - only here: heavy

        older, newer = sorted((self.version(old), self.version(new)), key=lambda row: row.position)
        if older.agreement != newer.agreement or older.id == newer.id:
            return ()
        known = self.versions(older.agreement)
        ids = {row.id for row in known}
        declared = [row.label for row in self.register(older.agreement) if row.id not in ids]
        places = [row.position for row in known]
        return lying_between(
            [(row.label, row.held) for row in known],
            declared,
            places.index(older.position),
            places.index(newer.position),
        )

    def asides(self, sha256: str) -> tuple[AsideRow, ...]:
        """What was set aside of a copy's pages, in order. Costs those it gives."""
        return self._load(AsideRow, "asides", "rowid", sha256=sha256)

    def _by_hand(self, old: str, new: str) -> tuple[ByHand, ...]:
        """What people decided about clauses of these two versions, whichever of them is the older.

        Decisions about versions between them count too, as far as the clauses' lineages carry them.
        """
        from mouarchive.comparing.alignment import flipped  # noqa: PLC0415 - only where needed: heavy

        decisions, order = self._decisions(old)
        if not decisions or self.version(old).agreement != self.version(new).agreement:
            return ()
        if order.index(old) > order.index(new):
            return flipped(self._by_hand(new, old))
        from mouarchive.comparing.lineages import Lineage, decided  # noqa: PLC0415 - only where needed: heavy

        steps: dict[str, list[tuple[str, str]]] = {}
        for version in order:
            for row in self._rows(
                "select lineage, eid from clauses where version = ? and lineage is not null", (version,)
            ):
                steps.setdefault(row["lineage"], []).append((version, row["eid"]))
        lines = [Lineage(name, tuple(found)) for name, found in steps.items()]
        return decided(decisions, lines, order, old, new)

    def _decisions(self, version_id: str) -> tuple[dict[tuple[str, str], list[ByHand]], list[str]]:
        """All decisions about an agreement by older and newer version, and its versions, oldest first."""
        from mouarchive.comparing.alignment import ByHand  # noqa: PLC0415 - only where needed: heavy

        agreement = self.version(version_id).agreement
        found: dict[tuple[str, str], list[ByHand]] = {}
        for r in self._rows("select * from pairings where agreement = ? order by rowid", (agreement,)):
            one = ByHand(r["old_eid"], r["new_eid"], bool(r["together"]), r["who"], r["why"])
            found.setdefault((r["old_version"], r["new_version"]), []).append(one)
        return found, [version.id for version in self.versions(agreement)]

    def history(self, version_id: str) -> tuple[HistoryRow, ...]:
        """The version history that a version's document prints of itself, in its order; empty where none."""
        rows = self._rows("select * from history where version = ? order by rowid", (version_id,))
        return tuple(HistoryRow(row["label"], row["date"], row["note"] or "", row["page"]) for row in rows)

    def declared(self, old: str, new: str, comparison: Comparison | None = None) -> Declared | None:
        """What the newer document says changed since the older version (ids), set beside what was found.

        None where `new` is the older of the two, or its history says nothing of these versions. A
        `comparison` of the two that is at hand is used. Raises NotFoundError as `comparison`.
        """
        from mouarchive.archive.database.series import rows_between  # noqa: PLC0415 - only where it is needed: heavy
        from mouarchive.comparing.declared import set_beside  # noqa: PLC0415

        before, after = self.version(old), self.version(new)
        if before.agreement != after.agreement or before.position >= after.position:
            return None
        rows = rows_between(self.history(new), (before.label, before.dated), (after.label, after.dated))
        return set_beside(rows, comparison or self.comparison(old, new)) if rows else None

    def version_texts(self, agreement: str) -> tuple[VersionText, ...]:
        """An agreement's versions as `comparing.tracing.trace` takes them: all, oldest first, held or not.

        Costs all clauses of the agreement; where people decided about pairs, all of them for each pair of
        versions.
        """
        from mouarchive.archive.database.series import version_text  # noqa: PLC0415 - only here: heavy

        versions = self.versions(agreement)
        by_hand = any(self._rows("select 1 from pairings where agreement = ? limit 1", (agreement,)))
        return tuple(
            version_text(
                version.label,
                self.clauses(version.id) if version.held else None,
                state=version.state,
                dated=version.dated,
                pages=version.pages,
                pages_read=version.pages_read,
                decided={
                    other.label: self._by_hand(version.id, other.id)
                    for other in versions[at + 1 :]
                    if by_hand and version.held and other.held
                },
            )
            for at, version in enumerate(versions)
        )

    # -------------------------------------------------------------- search

    def search(
        self,
        words: str,
        *,
        mode: Mode = "phrase",
        agreement: str | None = None,
        versions: Collection[str] | None = None,
        limit: int = 100,
    ) -> SearchResult:
        """Clauses that hold the words; see `searching.SearchResult`. Costs at most `searching.MOST_HITS`."""
        return searching.search(
            self.conn, words, mode=mode, agreement=agreement, versions=versions, limit=limit
        )

    def search_changes(
        self,
        words: str,
        side: Side,
        *,
        mode: Mode = "phrase",
        agreement: str | None = None,
        versions: Collection[str] | None = None,
        limit: int = 100,
    ) -> SearchResult:
        """Clauses in which a change brought the words, or took them; `versions` (ids) are the newer ones.

        Costs at most three look-ups for each of `searching.MOST_HITS`.
        """
        return searching.search_changes(
            self.conn, words, side, self._change, mode=mode, agreement=agreement, versions=versions,
            limit=limit,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many rows the main tables hold, and how many versions have text (`held`): whole tables."""
        counted = {table: table for table in _COUNTED} | {"held": "versions where held"}
        return {
            name: next(self._rows(f"select count(*) from {what}"))[0]  # noqa: S608 - fixed names
            for name, what in counted.items()
        }


# ------------------------------------------------------------------ lineages and black boxes


class ChangeName(msgspec.Struct, frozen=True):
    """What a change is called: its id, and its number between two versions (ids)."""

    change_id: str
    number: int
    old_version: str
    new_version: str


class FoundChange(msgspec.Struct, frozen=True):
    """A change with the versions (ids) that it lies between.

    Where these are no neighbours any more, `broken_by` are the versions that came in between, `since` is the
    day on which they had become public, `superseded_by` are the changes of now that say the same, and
    `unknown_by` those by which it is not known, because a version in between blacks the clause out.
    """

    change: Change
    old_version: str
    new_version: str
    broken_by: tuple[str, ...] = ()
    since: str = ""
    superseded_by: tuple[ChangeName, ...] = ()
    unknown_by: tuple[ChangeName, ...] = ()


class LineageStep(msgspec.Struct, frozen=True):
    """A lineage in one held version: `clause` is None where it does not stand in it.

    `change` is what happened between the held version before and this one, None for the oldest. `unknown` is
    true where it does not stand in it and the place where it would stand is blacked out; `doubt` is then the
    change that cannot say more. `upgrades` are those
    of the version's copy of record that read the clause otherwise than before.
    """

    version: VersionRow
    clause: Clause | None
    change: Change | None
    unknown: bool = False
    doubt: Change | None = None
    upgrades: tuple[UpgradeRow, ...] = ()


def mark_unknown(
    steps: Sequence[LineageStep],
    compared: Callable[[str, str], Comparison],
    clauses: Callable[[str], Sequence[Clause]],
) -> tuple[LineageStep, ...]:
    """Steps of a lineage in which absences at a blacked-out place are unknown.

    `compared` gives the comparison of two version ids, `clauses` the clauses of one. A step behind unknown
    ones carries what happened since the last version in which the clause can be read.
    """
    done: list[LineageStep] = []
    for step in steps:
        last = next((one for one in reversed(done) if one.clause is not None), None)
        if step.clause is None:
            hidden = last is not None and _is_hidden(last, step, compared, clauses)
            done.append(replace(step, change=None, unknown=True, doubt=step.change) if hidden else step)
        elif last is not None and done[-1].unknown:
            found = compared(last.version.id, step.version.id)
            done.append(replace(step, change=_change_to(found, step.clause)))
        else:
            done.append(step)
    return tuple(done)


def _is_hidden(
    last: LineageStep,
    step: LineageStep,
    compared: Callable[[str, str], Comparison],
    clauses: Callable[[str], Sequence[Clause]],
) -> bool:
    """Whether the clause that held it has its words or one of its own clauses blacked out here."""
    parent = last.clause.parent if last.clause is not None else None
    if parent is None:
        return False
    from mouarchive.comparing.normalise import has_redaction  # noqa: PLC0415 - only where it is needed: heavy

    pairs = compared(last.version.id, step.version.id).changes
    holder = next((pair.new for pair in pairs if pair.old and pair.new and pair.old.eid == parent), None)
    if holder is None:
        return False
    inside = (clause for clause in clauses(step.version.id) if holder.eid in {clause.eid, clause.parent})
    return any(has_redaction(clause.words) for clause in inside)


def _change_to(found: Comparison, clause: Clause) -> Change | None:
    return next((change for change in found.changes if change.new and change.new.eid == clause.eid), None)
