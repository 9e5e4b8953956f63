"""The tables and views of `db/mouarchive.db`: what they are, and making them.

The columns of a table are declared as the fields of its kind of row, in `rows.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from mouarchive.archive.database import rows

__all__ = ["SCHEMA_VERSION", "TABLES", "VIEWS", "Table", "View", "create_tables", "finish", "insert_rows"]

SCHEMA_VERSION = 7


class Table(msgspec.Struct, frozen=True):
    """One table: its kind of row, and how it is indexed and shown."""

    name: str
    row: type[msgspec.Struct]
    indexes: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None

    @property
    def description(self) -> str:
        """What the table holds: the first sentence about its kind of row."""
        return (self.row.__doc__ or "").split("\n\n")[0].removesuffix(".")

    @property
    def columns(self) -> tuple[rows.Column, ...]:
        """The columns, in their order."""
        return rows.columns_of(self.row)


class View(msgspec.Struct, frozen=True):
    """One view: a question that people ask of the tables, as one SELECT whose columns are these."""

    name: str
    description: str
    columns: tuple[rows.Column, ...]
    select: str
    facets: tuple[str, ...] = ()


def _columns(text: str) -> tuple[rows.Column, ...]:
    """Read `name TYPE description` lines."""
    lines = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(rows.Column(name, kind, description) for name, kind, description in lines)


TABLES: tuple[Table, ...] = (
    Table("agreements", rows.AgreementRow, label="title"),
    Table(
        "versions",
        rows.VersionRow,
        indexes=(("agreement", "position"),),
        facets=("agreement", "status", "state"),
        label="id",
    ),
    Table(
        "copies", rows.CopyRow, indexes=(("version",), ("sha256",)), facets=("agreement", "state"), label="id"
    ),
    Table("claims", rows.ClaimRow, facets=("about",)),
    Table("pages", rows.PageRow, indexes=(("sha256", "page"),)),
    Table(
        "clauses",
        rows.ClauseRow,
        indexes=(("version", "position"), ("lineage",)),
        facets=("agreement", "version", "kind"),
        label="eid",
    ),
    Table("asides", rows.AsideRow, indexes=(("sha256", "page"),), facets=("role",)),
    Table(
        "changes",
        rows.ChangeRow,
        indexes=(
            ("agreement", "position"),
            ("old_version", "new_version", "position"),
            ("lineage",),
            ("change_id",),
        ),
        facets=("agreement", "counted_as", "kind", "class", "passage", "renumbered", "moved"),
        label="change_id",
    ),
    Table(
        "superseded",
        rows.SupersededRow,
        indexes=(("change_id",), ("old_version", "new_version")),
        facets=("agreement",),
        label="change_id",
    ),
    Table("lineages", rows.LineageRow, facets=("agreement", "versions"), label="label"),
    Table("corrections", rows.CorrectionRow, facets=("agreement", "applied")),
    Table(
        "pairings",
        rows.PairingRow,
        indexes=(("old_version", "new_version"),),
        facets=("agreement", "together"),
    ),
    Table("phrases", rows.PhraseRow, label="text"),
    Table("phrase_events", rows.PhraseEventRow, facets=("event",)),
    Table("statements", rows.StatementRow, facets=("agreement",)),
    Table("register", rows.RegisterRow, facets=("agreement", "state")),
    Table("history", rows.HistoryLine, indexes=(("version",),), facets=("agreement", "version")),
    Table("warnings", rows.WarningRow, facets=("code",)),
    Table(
        "upgrades", rows.UpgradeRow, indexes=(("version",),), facets=("agreement", "version", "new_engine")
    ),
    Table("events", rows.EventRow, indexes=(("agreement", "date"),), facets=("agreement", "kind")),
    Table("made_from", rows.MadeFromRow),
)

# ------------------------------------------------------------------ views

# One date is before another where they differ within the digits that both have.
_BEFORE = "substr({a}, 1, min(length({a}), length({b}))) < substr({b}, 1, min(length({a}), length({b})))"
# The first date on which any copy of a version was made public, so far as the record says.
_DISCLOSED = "(select min(disclosed) from copies where copies.version = {version} and disclosed is not null)"

# Whether clause c, last seen in version v, may stand under a black box of version m: the change says so, or
# the clause that held c has its words, or those of a clause in it, blacked out there.
_IN_DOUBT = """(coalesce(x.counted_as = 'unknown' and m.id = n.id, 0) or exists (
    select 1 from clauses p join clauses o on o.version = m.id and o.lineage = p.lineage
    join clauses h on h.version = m.id and (h.eid = o.eid or h.parent = o.eid)
    where p.version = v.id and p.eid = c.parent
    and (h.search_text like '%[redact%' or h.search_text like '%█%')))"""


def _disclosed(version: str) -> str:
    return _DISCLOSED.format(version=version)


VIEWS: tuple[View, ...] = (
    View(
        "vanished_clauses",
        "Clauses that stand in an older version held and not in the newest: where each was last seen",
        _columns("""
            agreement TEXT the agreement
            lineage TEXT the clause followed through all versions
            label TEXT number where it was last seen
            words TEXT its text there, shortened
            last_version TEXT newest held version it stands in
            next_version TEXT next held version that shows no trace of it; empty where none does
            unknown_in TEXT JSON list of the held versions before that in which it may stand under a black box
            not_held_between INTEGER known versions whose text is not held, up to the next held one
            merged_into TEXT clause of the next version that took it in, where one did
            page INTEGER page of the file where it was last seen
            sha256 TEXT that file's SHA-256
            hidden INTEGER clauses with a blacked-out passage in the held version behind the last
        """),
        f"""
        select l.agreement, l.id as lineage, l.label, l.words, l.last_version,
            (select m.id from versions m where m.agreement = l.agreement and m.held
                and m.position > v.position and not {_IN_DOUBT}
                order by m.position limit 1) as next_version,
            (select json_group_array(id) from (select m.id from versions m
                where m.agreement = l.agreement and m.held and m.position > v.position and {_IN_DOUBT}
                and not exists (select 1 from versions s where s.agreement = l.agreement and s.held
                    and s.position > v.position and s.position < m.position
                    and not {_IN_DOUBT.replace("m.", "s.")})
                order by m.position)) as unknown_in,
            n.position - v.position - 1 as not_held_between, x.merged_into, c.page, c.sha256,
            (select count(*) from clauses h where h.version = n.id
                and (h.search_text like '%[redact%' or h.search_text like '%█%')) as hidden
        from lineages l
        join versions v on v.id = l.last_version
        join versions n on n.agreement = l.agreement and n.held and n.position = (
            select min(position) from versions
            where agreement = l.agreement and held and position > v.position)
        left join clauses c on c.lineage = l.id and c.version = l.last_version
        left join changes x on x.old_clause = c.id and x.new_version = n.id
        order by l.agreement, v.position, c.position
        """,  # noqa: S608 - every name in it is fixed above
        ("agreement", "last_version"),
    ),
    View(
        "phrase_timeline",
        "Every event of every watched phrase with the dates of the version in which it shows",
        _columns("""
            agreement TEXT the agreement
            phrase TEXT the watched phrase
            event TEXT present-in-oldest, appears, vanishes, returns or present-in-newest
            version TEXT version in which it is first (or again) seen, or no longer seen
            dated TEXT date of that version
            in_force_from TEXT its first day in force
            disclosed TEXT day on which it was first made public
            previous_version TEXT held version before it
            note TEXT the event in a sentence
        """),
        f"""
        select e.agreement, p.text as phrase, e.event, e.version, v.dated, v.in_force_from,
            {_disclosed("v.id")} as disclosed, e.previous_version, e.note
        from phrase_events e
        join phrases p on p.id = e.phrase
        join versions v on v.id = e.version
        order by e.agreement, p.rowid, v.position, e.rowid
        """,  # noqa: S608 - every name in it is fixed above
        ("agreement", "phrase", "event"),
    ),
    View(
        "disclosed_out_of_order",
        "Pairs of versions of which the newer was made public before the older",
        _columns("""
            agreement TEXT the agreement
            older_version TEXT the older version
            older_disclosed TEXT day on which it was first made public
            newer_version TEXT the newer version
            newer_disclosed TEXT day on which it was first made public, earlier
        """),
        f"""
        select a.agreement, a.id as older_version, a.disclosed as older_disclosed,
            b.id as newer_version, b.disclosed as newer_disclosed
        from (select *, {_disclosed("versions.id")} as disclosed from versions) a
        join (select *, {_disclosed("versions.id")} as disclosed from versions) b
            on b.agreement = a.agreement and b.position > a.position
        where {_BEFORE.format(a="b.disclosed", b="a.disclosed")}
        order by a.agreement, a.position, b.position
        """,  # noqa: S608 - every name in it is fixed above
        ("agreement",),
    ),
    View(
        "not_held",
        "Versions that are known and whose text is not held, with who names them and why they are withheld",
        _columns("""
            agreement TEXT the agreement
            label TEXT version label
            state TEXT unread, registered, withheld or declared
            exemption TEXT FOI exemption claimed for withholding it
            declared_in TEXT JSON list of the versions whose own history names it
            declared_date TEXT date given there
            declared_note TEXT change note given there
        """),
        """
        select agreement, label, state, exemption, declared_in, declared_date, declared_note
        from register where state <> 'held' order by agreement, rowid
        """,
        ("agreement", "state"),
    ),
    View(
        "decided_by_hand",
        "Everything that people corrected or decided against what the program read and paired by itself",
        _columns("""
            agreement TEXT the agreement
            kind TEXT correction, together or apart
            version TEXT the version, or the newer of two
            what TEXT what it is about
            who TEXT who decided
            why TEXT why
            carried_out INTEGER 1 where it could be carried out
        """),
        """
        select agreement, 'correction' as kind, version,
            what || ': ' || was || ' → ' || now as what, who, why, applied as carried_out
        from corrections
        union all
        select agreement, case together when 1 then 'together' else 'apart' end, new_version,
            old_version || '/' || old_eid || ' and ' || new_version || '/' || new_eid, who, why,
            old_clause is not null and new_clause is not null
        from pairings
        """,
        ("agreement", "kind"),
    ),
)


# ------------------------------------------------------------------ making them


def create_tables(conn: sqlite3.Connection) -> None:
    """Create every table and view of the schema, empty, with keys and links; indexes come in `finish`."""
    for table in TABLES:
        columns = [
            f'"{column.name}" {column.type}' + (" PRIMARY KEY NOT NULL" if column.name == "id" else "")
            for column in table.columns
        ]
        links = [f'FOREIGN KEY ("{c.name}") REFERENCES "{c.link}"("id")' for c in table.columns if c.link]
        conn.execute(f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join([*columns, *links]) + "\n)")
    for view in VIEWS:
        conn.execute(f'CREATE VIEW "{view.name}" AS {" ".join(view.select.split())}')


def insert_rows(conn: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows into a table; a column a row does not name stays empty, an unknown one is a bug."""
    columns = [column.name for t in TABLES if t.name == table for column in t.columns]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)

    def values(row: Mapping[str, Any]) -> list[Any]:
        unknown = row.keys() - set(columns)
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        return [_storable(row.get(name)) for name in columns]

    conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (values(row) for row in rows))  # noqa: S608 - fixed names


def _storable(value: object) -> object:
    """Text that UTF-8 cannot hold (a lone surrogate from a broken file) becomes the replacement character."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return value


def finish(conn: sqlite3.Connection) -> None:
    """Index for reading: foreign keys checked, indexes, full-text index, statistics. Commits.

    Raises sqlite3.IntegrityError where a row links to one that is not there.
    """
    import sqlite_utils  # noqa: PLC0415 - heavy, and only a build needs it

    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(
            f"row {broken[0][1]} of {broken[0][0]} links to nothing in {broken[0][2]}"
        )
    for table in TABLES:
        for columns in table.indexes:
            names = ", ".join(f'"{name}"' for name in columns)
            conn.execute(f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({names})')
    conn.commit()
    clauses = sqlite_utils.Database(conn)["clauses"]
    if not isinstance(clauses, sqlite_utils.db.Table):
        raise TypeError("clauses is not a table")
    clauses.enable_fts(
        ["search_text", "label"], create_triggers=False, tokenize="unicode61 remove_diacritics 2"
    )
    clauses.optimize()
    conn.execute("ANALYZE")
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    conn.commit()
