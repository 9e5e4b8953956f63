"""What the database is described with: columns, tables and views, as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

__all__ = [
    "SCHEMA_VERSION", "TABLES", "UPGRADES", "VIEWS", "Column", "Table", "View", "columns", "create_tables",
    "finish", "insert_rows",
]  # fmt: skip


class Column(msgspec.Struct, frozen=True):
    """One column: SQLite type and a sentence for readers of the plain tables."""

    name: str
    type: str
    description: str


class Table(msgspec.Struct, frozen=True):
    """One table. `links` are (column, other table): foreign keys to the other table's id."""

    name: str
    description: str
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None


class View(msgspec.Struct, frozen=True):
    """One view: a question that people ask of the tables, as one SELECT whose columns are these."""

    name: str
    description: str
    columns: tuple[Column, ...]
    select: str
    facets: tuple[str, ...] = ()


def columns(text: str) -> tuple[Column, ...]:
    """Read `name TYPE description` lines."""
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(name, kind, description) for name, kind, description in rows)


# ------------------------------------------------------------------ upgrades

UPGRADES = Table(
    "upgrades",
    "Technical upgrades: the same bytes read otherwise by a newer reader; never a change of the agreement",
    columns("""
        id TEXT version id, number of the copy, number of the upgrade
        agreement TEXT the agreement
        version TEXT the version
        sha256 TEXT the copy's SHA-256, the same before and after
        number INTEGER place among the upgrades of this copy, from 1
        seen TEXT day on which it was first read so
        old_engine TEXT reader and version before
        new_engine TEXT reader and version since
        old_code TEXT beginning of the fingerprint of the reader's code before
        new_code TEXT the same since
        modified INTEGER clauses read in other words
        only_old INTEGER clauses that only the older reading has
        only_new INTEGER clauses that only the newer reading has
        renumbered INTEGER clauses read under another number
        old_pages_read INTEGER pages whose text could be relied on before
        new_pages_read INTEGER pages whose text can be relied on since
        differences TEXT JSON list of [kind, identifier before, identifier since, redline]
    """),
    links=(("agreement", "agreements"), ("version", "versions")),
    indexes=(("version",),),
    facets=("agreement", "version", "new_engine"),
)


# ------------------------------------------------------------------ tables

SCHEMA_VERSION = 5


TABLES: tuple[Table, ...] = (
    Table(
        "agreements",
        "Agreements (works), each a series of versions",
        columns("""
            id TEXT folder name under documents/, used in addresses
            title TEXT title of the agreement
            parties TEXT JSON list of the parties
            specimen INTEGER 1 where the text was written for demonstration and never released by anyone
            about TEXT what the series is, in a few sentences
            source TEXT where the facts about the series come from
        """),
        label="title",
    ),
    Table(
        "versions",
        "Versions (expressions): one text of an agreement under one printed label",
        columns("""
            id TEXT agreement@label
            agreement TEXT the agreement
            label TEXT version label as asserted in agreement.toml
            position INTEGER place in the series, from 0, by date and then label
            status TEXT draft, final or withdrawn
            dated TEXT date of the text
            in_force_from TEXT first day in force
            in_force_until TEXT last day in force
            in_force_source TEXT source of the in-force dates
            held INTEGER 1 where at least one copy's text is held and could be read
            state TEXT held, unread, registered, withheld or declared
            exemption TEXT FOI exemption claimed for withholding it
            note TEXT what else is known
            source TEXT source of what is asserted
            printed_label TEXT label the document prints on itself
            printed_date TEXT date the document prints on itself
            marking TEXT protective marking printed on it
            sha256 TEXT copy whose text is used
            pages INTEGER pages of that copy
            pages_read INTEGER pages of it whose text can be relied on
            clauses INTEGER clauses found in it
            engine TEXT extractor and version
        """),
        links=(("agreement", "agreements"),),
        indexes=(("agreement", "position"),),
        facets=("agreement", "status", "state"),
        label="id",
    ),
    Table(
        "copies",
        "Copies (manifestations): PDF files of a version, with their own redactions",
        columns("""
            id TEXT version id and number, as agreement@label/1
            version TEXT the version
            agreement TEXT the agreement
            number INTEGER place in agreement.toml, from 1
            file TEXT file name under documents/, empty while only registered
            sha256 TEXT SHA-256 of the bytes
            bytes INTEGER size of the file
            received_as TEXT file name as received
            disclosed TEXT date made public
            accessioned TEXT date taken into this archive
            authority TEXT public body that released it
            request TEXT FOI request reference
            url TEXT where it was published
            exemptions TEXT JSON list of exemptions claimed in it
            note TEXT what else is known
            source TEXT where the facts about this copy come from
            state TEXT read, ocr, unreadable, registered or missing
            of_record INTEGER 1 where this copy's text stands for the version
            pages INTEGER pages
            engine TEXT extractor and version
        """),
        links=(("version", "versions"), ("agreement", "agreements")),
        indexes=(("version",), ("sha256",)),
        facets=("agreement", "state"),
        label="id",
    ),
    Table(
        "claims",
        "Further or differing assertions about a version, each with its source; none is preferred silently",
        columns("""
            id TEXT version id and number
            version TEXT the version
            agreement TEXT the agreement
            about TEXT what is asserted: dated, in_force_from, disclosed, ...
            value TEXT the value asserted
            source TEXT who asserts it
            note TEXT in what it differs
        """),
        links=(("version", "versions"), ("agreement", "agreements")),
        facets=("about",),
    ),
    Table(
        "pages",
        "Pages of the copies held, with how far their text can be relied on",
        columns("""
            id TEXT sha256/page number
            sha256 TEXT the copy's SHA-256
            page INTEGER page of the file, from 1
            width REAL width as displayed, points
            height REAL height as displayed, points
            text TEXT the page's lines as extracted
            characters INTEGER characters that are no white space
            stop_words REAL share of the commonest English words, 0 to 1
            usable INTEGER 0 where the text cannot be relied on
            ocr_confidence REAL OCR confidence, 0 to 100
            image_share REAL share of the page covered by pictures, 0 to 1
            engine TEXT extractor and version
        """),
        indexes=(("sha256", "page"),),
    ),
    Table(
        "clauses",
        "Clauses of every version held, as extracted",
        columns("""
            id TEXT version id/eid
            version TEXT the version
            agreement TEXT the agreement
            eid TEXT identifier inside the version
            position INTEGER place in the document, from 0
            label TEXT number as printed
            heading TEXT heading, where it has one
            text TEXT own text as extracted, without its children's
            search_text TEXT heading and text with ligatures, soft hyphens and white space made plain
            page INTEGER page of the file its label stands on
            page_end INTEGER page its text ends on
            boxes TEXT JSON list of [page, left, top, right, bottom] in points from the top left
            depth INTEGER nesting, from 0
            kind TEXT section, clause, item, annex, part, article, unnumbered or front
            parent TEXT eid of the clause that contains it
            lineage TEXT the clause followed through all versions
            sha256 TEXT the copy's SHA-256
            ocr INTEGER 1 where the text was read by OCR
            doubted TEXT JSON list of its words that the OCR engine doubts
            warnings TEXT JSON list of [code, sentence, page] about this clause
            engine TEXT extractor and version
        """),
        links=(("version", "versions"), ("agreement", "agreements"), ("lineage", "lineages")),
        indexes=(("version", "position"), ("lineage",)),
        facets=("agreement", "version", "kind"),
        label="eid",
    ),
    Table(
        "asides",
        "Text of a page set aside from the clauses: headers, footers, markings, contents lists; never lost",
        columns("""
            id TEXT sha256/number
            sha256 TEXT the copy's SHA-256
            page INTEGER page of the file, from 1
            role TEXT header, footer, page-number, marking, contents, cover, history, footnote, ...
            text TEXT as extracted
        """),
        indexes=(("sha256", "page"),),
        facets=("role",),
    ),
    Table(
        "changes",
        "Differences between one held version and the next, clause by clause (unchanged clauses included)",
        columns("""
            id TEXT old version..new version/number
            agreement TEXT the agreement
            old_version TEXT the older version
            new_version TEXT the newer version
            position INTEGER place in the comparison, from 0
            kind TEXT added, removed, modified or unchanged
            renumbered INTEGER 1 where only the number differs by place
            moved INTEGER 1 where it stands in another place
            class TEXT substantive, cosmetic, redaction, unredacted, ocr-like or rewritten
            old_clause TEXT clause in the older version
            new_clause TEXT clause in the newer version
            old_label TEXT number in the older version
            new_label TEXT number in the newer version
            similarity REAL share of words in common, 0 to 1
            rule TEXT what paired the two
            split_from TEXT eid in the older version this came from
            merged_into TEXT eid in the newer version this went into
            diff TEXT JSON list of [equal, delete or insert; text]
            lineage TEXT the lineage
            engine TEXT comparison engine and version
        """),
        links=(
            ("agreement", "agreements"),
            ("old_version", "versions"),
            ("new_version", "versions"),
            ("old_clause", "clauses"),
            ("new_clause", "clauses"),
            ("lineage", "lineages"),
        ),
        indexes=(("agreement", "position"), ("old_version", "new_version", "position"), ("lineage",)),
        facets=("agreement", "kind", "class", "renumbered", "moved"),
    ),
    Table(
        "lineages",
        "One clause followed through all versions, whatever its number in each",
        columns("""
            id TEXT permanent id
            agreement TEXT the agreement
            first_version TEXT oldest held version it stands in
            last_version TEXT newest held version it stands in
            versions INTEGER in how many held versions it stands
            label TEXT number where it was last seen
            words TEXT its text where it was last seen, shortened
        """),
        links=(("agreement", "agreements"), ("first_version", "versions"), ("last_version", "versions")),
        facets=("agreement", "versions"),
        label="label",
    ),
    Table(
        "corrections",
        "What people corrected in the text as extracted; a corrected clause carries a warning that says so",
        columns("""
            id TEXT agreement/number
            agreement TEXT the agreement
            version TEXT the version
            clause TEXT the clause corrected; empty where the correction no longer applies
            what TEXT what is corrected: version label/clause identifier and label, heading or text
            was TEXT what was extracted
            now TEXT what it was corrected to
            who TEXT who decided
            why TEXT why
            applied INTEGER 1 where it was carried out, 0 where the text no longer reads as it was
        """),
        links=(("agreement", "agreements"), ("version", "versions"), ("clause", "clauses")),
        facets=("agreement", "applied"),
    ),
    Table(
        "pairings",
        "What people decided about pairs of clauses: that two are the same clause, or that they are not",
        columns("""
            id TEXT agreement/number
            agreement TEXT the agreement
            old_version TEXT the older version
            new_version TEXT the newer version
            old_eid TEXT clause of the older version as named
            new_eid TEXT clause of the newer version as named
            old_clause TEXT that clause; empty where it is not there
            new_clause TEXT that clause; empty where it is not there
            together INTEGER 1 where they are the same clause, 0 where they are not
            who TEXT who decided
            why TEXT why
        """),
        links=(
            ("agreement", "agreements"),
            ("old_version", "versions"),
            ("new_version", "versions"),
            ("old_clause", "clauses"),
            ("new_clause", "clauses"),
        ),
        indexes=(("old_version", "new_version"),),
        facets=("agreement", "together"),
    ),
    Table(
        "phrases",
        "Watched phrases",
        columns("""
            id TEXT agreement/number
            agreement TEXT the agreement
            text TEXT the phrase
            note TEXT why it is watched
        """),
        links=(("agreement", "agreements"),),
        label="text",
    ),
    Table(
        "phrase_events",
        "Where a watched phrase appears, vanishes and returns",
        columns("""
            id TEXT phrase id/number
            phrase TEXT the phrase
            agreement TEXT the agreement
            event TEXT present-in-oldest, appears, vanishes, returns or present-in-newest
            version TEXT version in which it is first (or again) seen, or no longer seen
            previous_version TEXT held version before that
            clauses TEXT JSON list of clause ids where it stands (stood, where it vanishes)
            note TEXT the event in a sentence
        """),
        links=(("phrase", "phrases"), ("agreement", "agreements"), ("version", "versions")),
        facets=("event",),
    ),
    Table(
        "statements",
        "What was said in public, when, by whom, with its source",
        columns("""
            id TEXT agreement/number
            agreement TEXT the agreement
            date TEXT when
            who TEXT who said or did it
            says TEXT what, in our words
            phrases TEXT JSON list of watched phrases it concerns
            source TEXT where it is recorded
            note TEXT what else is known
        """),
        links=(("agreement", "agreements"),),
        facets=("agreement",),
    ),
    Table(
        "register",
        "Versions declared by the documents themselves or by others, and whether they are held",
        columns("""
            id TEXT agreement@label
            agreement TEXT the agreement
            label TEXT version label
            state TEXT held, unread, registered, withheld or declared
            declared_in TEXT JSON list of the versions whose own history names it
            declared_date TEXT date given there
            declared_note TEXT change note given there
            exemption TEXT FOI exemption claimed for withholding it
            source TEXT source of the assertion in agreement.toml
        """),
        links=(("agreement", "agreements"),),
        facets=("agreement", "state"),
    ),
    Table(
        "history",
        "The version history that each document prints of itself, row by row: what it says changed, and when",
        columns("""
            id TEXT version id and number
            version TEXT the version whose document prints it
            agreement TEXT the agreement
            label TEXT version that the row is about, as printed
            date TEXT date given there
            note TEXT what it says changed
            page INTEGER page of the file it stands on
        """),
        links=(("version", "versions"), ("agreement", "agreements")),
        indexes=(("version",),),
        facets=("agreement", "version"),
    ),
    Table(
        "warnings",
        "What a reader must know before relying on a text",
        columns("""
            id TEXT agreement and number
            agreement TEXT the agreement
            version TEXT the version
            old_version TEXT the older version, where it concerns a comparison
            sha256 TEXT the copy's SHA-256
            page INTEGER page, where it concerns one
            code TEXT stable word for the kind of warning
            message TEXT one sentence
        """),
        links=(("agreement", "agreements"), ("version", "versions")),
        facets=("code",),
    ),
    UPGRADES,
    Table(
        "events",
        "Timeline: when texts were dated, in force, disclosed and taken in, and what was said meanwhile",
        columns("""
            id TEXT agreement and number
            agreement TEXT the agreement
            date TEXT ISO date
            precision TEXT day, month or year
            kind TEXT dated, in-force, ended, disclosed, accessioned or statement
            version TEXT the version, where it concerns one
            title TEXT one line
            detail TEXT more
            source TEXT where it is recorded
        """),
        links=(("agreement", "agreements"), ("version", "versions")),
        indexes=(("agreement", "date"),),
        facets=("agreement", "kind"),
    ),
    Table(
        "made_from",
        "What this database was made from: it is made again when one of these differs",
        columns("""
            id TEXT record, code or engine
            value TEXT SHA-256 or version
        """),
    ),
)


# ------------------------------------------------------------------ views

# One date is before another where they differ within the digits that both have.
_BEFORE = "substr({a}, 1, min(length({a}), length({b}))) < substr({b}, 1, min(length({a}), length({b})))"
# The first date on which any copy of a version was made public, so far as the record says.
_DISCLOSED = "(select min(disclosed) from copies where copies.version = {version} and disclosed is not null)"


def _disclosed(version: str) -> str:
    return _DISCLOSED.format(version=version)


VIEWS: tuple[View, ...] = (
    View(
        "vanished_clauses",
        "Clauses that stand in an older version held and not in the newest: where each was last seen",
        columns("""
            agreement TEXT the agreement
            lineage TEXT the clause followed through all versions
            label TEXT number where it was last seen
            words TEXT its text there, shortened
            last_version TEXT newest held version it stands in
            next_version TEXT next held version, in which it is not
            not_held_between INTEGER known versions between the two whose text is not held
            merged_into TEXT clause of the next version that took it in, where one did
            page INTEGER page of the file where it was last seen
            sha256 TEXT that file's SHA-256
            hidden INTEGER clauses with a blacked-out passage in the next version: it may stand under one
        """),
        """
        select l.agreement, l.id as lineage, l.label, l.words, l.last_version, n.id as next_version,
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
        """,
        ("agreement", "last_version"),
    ),
    View(
        "phrase_timeline",
        "Every event of every watched phrase with the dates of the version in which it shows",
        columns("""
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
        columns("""
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
        columns("""
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
        columns("""
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
        links = [f'FOREIGN KEY ("{column}") REFERENCES "{other}"("id")' for column, other in table.links]
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
