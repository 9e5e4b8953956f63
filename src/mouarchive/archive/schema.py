"""The tables of `db/mouarchive.db` as data: built from here, described on the site from here.

Every row carries its stable id; every derived row the engine that made it. JSON columns say so in their
description. Dates are ISO, of day, month or year precision ("2015-12-18", "2015-07", "2015").
"""

from __future__ import annotations

from mouarchive.archive.schema_kinds import Table, columns
from mouarchive.archive.schema_upgrades import UPGRADES

__all__ = ["SCHEMA_VERSION", "TABLES"]

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
