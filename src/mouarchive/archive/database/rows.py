"""Rows of the database as frozen, typed values: the one declaration of its columns.

A field is a column. Its annotation says what type it has and what it means, in a sentence for readers of the
plain tables. A kind of row that inherits from a value of the record (`record/values.py`) has its keys as
columns too. The tables, the descriptions on the site and docs/tables.md follow from here, and so do the typed
rows that `Store` gives. A class's first sentence describes its table.

Every row has its stable id, every derived row the engine that made it. Lists are stored as JSON and arrive as
tuples, 0/1 as bool, missing values as None. Dates are ISO, of day, month or year precision.
"""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

import msgspec
import msgspec.structs

from mouarchive.archive.record.toml_check import Key
from mouarchive.archive.record.values import (
    AgreementKeys,
    Claim,
    CopyKeys,
    CorrectionKeys,
    Phrase,
    Statement,
    VersionKeys,
)
from mouarchive.model import (
    Box,
    Change,
    ChangeClass,
    ChangeKind,
    Clause,
    Coverage,
    DiffPart,
    Op,
    PageBox,
    Tag,
    Warn,
)

__all__ = [
    "AgreementRow", "AsideRow", "ClaimRow", "Column", "CopyRow", "EventRow", "LineageRow", "PageRow",
    "PhraseEventRow", "PhraseRow", "RegisterRow", "StatementRow", "SupersededRow", "UpgradeRow",
    "VersionRow", "WarningRow", "change_row", "change_value", "clause_row", "clause_value", "columns_of",
    "json_text", "load", "said", "tidy_boxes",
]  # fmt: skip

Loaded = TypeVar("Loaded", bound=msgspec.Struct)


class About(msgspec.Struct, frozen=True):
    """What a column holds, in a sentence; `link` is the table whose id it holds.

    It stands behind the column declared before it, or behind the inherited one that `after` names.
    """

    about: str
    link: str = ""
    after: str = ""


class Column(NamedTuple):
    """One column as SQLite has it; `said` is the key of the record that it repeats, where it does."""

    name: str
    type: str
    description: str
    link: str = ""
    said: Key | None = None


OfAgreement = Annotated[str, About("the agreement", link="agreements")]
OfVersion = Annotated[str, About("the version", link="versions")]
OfBytes = Annotated[str, About("the copy's SHA-256")]
Engine = Annotated[str | None, About("extractor and version")]


class AgreementRow(AgreementKeys, frozen=True, kw_only=True):
    """Agreements (works), each a series of versions."""

    id: Annotated[str, About("folder name under documents/, used in addresses")]


class VersionRow(VersionKeys, frozen=True, kw_only=True):
    """Versions (expressions): one text of an agreement under one printed label.

    `held` says that its text could be read, `sha256` which copy it was read from.
    """

    id: Annotated[str, About("agreement@label")]
    agreement: OfAgreement
    position: Annotated[int, About("place in the series, from 0, by date and then label", after="label")]
    held: Annotated[
        bool, About("1 where at least one copy's text is held and could be read", after="in_force_source")
    ]
    state: Annotated[str, About("held, unread, registered, withheld or declared")]
    printed_label: Annotated[str | None, About("label the document prints on itself", after="source")]
    printed_date: Annotated[str | None, About("date the document prints on itself")]
    printed_status: Annotated[str | None, About("status the document prints on itself, as draft or final")]
    marking: Annotated[str | None, About("protective marking printed on it")]
    sha256: Annotated[str | None, About("copy whose text is used")]
    pages: Annotated[int | None, About("pages of that copy")]
    pages_read: Annotated[int | None, About("pages of it whose text can be relied on")]
    clauses: Annotated[int | None, About("clauses found in it")]
    engine: Engine


class CopyRow(CopyKeys, frozen=True, kw_only=True):
    """Copies (manifestations): PDF files of a version, with their own redactions."""

    id: Annotated[str, About("version id and number, as agreement@label/1")]
    version: OfVersion
    agreement: OfAgreement
    number: Annotated[int, About("place in agreement.toml, from 1")]
    bytes: Annotated[int | None, About("size of the file", after="sha256")]
    state: Annotated[
        str, About("read, ocr, unreadable, registered, missing or held-back", after="decided_why")
    ]
    of_record: Annotated[bool, About("1 where this copy's text stands for the version")]
    pages: Annotated[int | None, About("pages")]
    letters: Annotated[int | None, About("letters of its pages as read: characters that are no white space")]
    letters_in_clauses: Annotated[int | None, About("letters of them in clauses")]
    letters_in_passages: Annotated[int | None, About("letters of them in passages")]
    letters_aside: Annotated[tuple[Any, ...], About("[what it was set aside as, letters], most first")]
    letters_unread: Annotated[int | None, About("letters on pages whose text cannot be relied on")]
    pages_unread: Annotated[tuple[int, ...], About("pages of which nothing reliable was read")]
    engine: Engine

    @property
    def coverage(self) -> Coverage | None:
        """Where its letters went; None where they were not counted."""
        if not self.letters and not self.pages_unread:
            return None
        return Coverage(
            self.letters or 0,
            self.letters_in_clauses or 0,
            self.letters_in_passages or 0,
            tuple((role, letters) for role, letters in self.letters_aside),
            self.letters_unread or 0,
            self.pages_unread,
        )


class ClaimRow(Claim, frozen=True, kw_only=True):
    """Further or differing assertions about a version, each with its source; none is preferred silently."""

    id: Annotated[str, About("version id and number")]
    version: OfVersion
    agreement: OfAgreement


class PageRow(msgspec.Struct, frozen=True, kw_only=True):
    """Pages of the copies held, with how far their text can be relied on."""

    id: Annotated[str, About("sha256/page number")]
    sha256: OfBytes
    page: Annotated[int, About("page of the file, from 1")]
    width: Annotated[float, About("width as displayed, points")]
    height: Annotated[float, About("height as displayed, points")]
    text: Annotated[str, About("the page's lines as extracted")]
    characters: Annotated[int, About("characters that are no white space")]
    stop_words: Annotated[float | None, About("share of the commonest English words, 0 to 1")]
    usable: Annotated[bool, About("0 where the text cannot be relied on")]
    ocr_confidence: Annotated[float | None, About("OCR confidence, 0 to 100")]
    image_share: Annotated[float, About("share of the page covered by pictures, 0 to 1")]
    engine: Annotated[str, About("extractor and version")]


class ClauseRow(msgspec.Struct, frozen=True, kw_only=True):
    """Clauses and passages of every version held, as extracted."""

    id: Annotated[str, About("version id/eid")]
    version: OfVersion
    agreement: OfAgreement
    eid: Annotated[str | None, About("identifier inside the version")]
    position: Annotated[int, About("place in the document, from 0")]
    label: Annotated[str | None, About("number as printed")]
    heading: Annotated[str | None, About("heading, where it has one")]
    text: Annotated[str, About("own text as extracted, without its children's")]
    search_text: Annotated[
        str, About("heading and text with ligatures, soft hyphens and white space made plain")
    ]
    page: Annotated[int, About("page of the file its label stands on")]
    page_end: Annotated[int, About("page its text ends on")]
    boxes: Annotated[tuple[Any, ...], About("[page, left, top, right, bottom] in points from the top left")]
    depth: Annotated[int, About("nesting, from 0")]
    kind: Annotated[
        str | None,
        About(
            "section, clause, item, annex, part, article or unnumbered; of a passage front, parties, "
            "recital, footnote, table, note, signature, control or end"
        ),
    ]
    parent: Annotated[str | None, About("eid of the clause that contains it")]
    lineage: Annotated[str | None, About("the clause followed through all versions", link="lineages")]
    sha256: OfBytes
    ocr: Annotated[bool, About("1 where the text was read by OCR")]
    doubted: Annotated[tuple[Any, ...], About("its words that the OCR engine doubts")]
    note_of: Annotated[str | None, About("of a footnote: eid of the clause that bears its mark")]
    warnings: Annotated[tuple[Any, ...], About("[code, sentence, page] about this clause")]
    engine: Engine


class AsideRow(msgspec.Struct, frozen=True, kw_only=True):
    """Text of a page set aside from the clauses: headers, footers, markings, contents lists; never lost."""

    id: Annotated[str, About("sha256/number")]
    sha256: OfBytes
    page: Annotated[int, About("page of the file, from 1")]
    role: Annotated[
        str, About("header, footer, page-number, marking, contents, cover, history, footnote, ...")
    ]
    text: Annotated[str, About("as extracted")]


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """Differences between one held version and the next, clause by clause (unchanged clauses included)."""

    id: Annotated[str, About("old version..new version/number")]
    agreement: OfAgreement
    old_version: Annotated[str | None, About("the older version", link="versions")]
    new_version: Annotated[str | None, About("the newer version", link="versions")]
    position: Annotated[int, About("place in the comparison, from 0")]
    number: Annotated[
        int | None, About("number of the change in its comparison, from 1; empty where it is unchanged")
    ]
    change_id: Annotated[str | None, About("permanent id of the change; empty where it is unchanged")]
    kind: Annotated[
        str | None,
        About("added, removed, modified or unchanged, by the text that can be read: see counted_as"),
    ]
    counted_as: Annotated[
        str | None, About("the kind, or unknown or unredacted where the clause may stand under a black box")
    ]
    renumbered: Annotated[bool, About("1 where only the number differs by place")]
    moved: Annotated[bool, About("1 where it stands in another place")]
    class_: Annotated[
        str | None, About("substantive, cosmetic, punctuation, redaction, unredacted, ocr-like or rewritten")
    ]
    tags: Annotated[tuple[str, ...], About("what kind of words changed")]
    passage: Annotated[str | None, About("kind of passage it stands in; empty where it is in a clause")]
    old_clause: Annotated[str | None, About("clause in the older version", link="clauses")]
    new_clause: Annotated[str | None, About("clause in the newer version", link="clauses")]
    old_label: Annotated[str | None, About("number in the older version")]
    new_label: Annotated[str | None, About("number in the newer version")]
    similarity: Annotated[float | None, About("share of words in common, 0 to 1")]
    rule: Annotated[str | None, About("what paired the two")]
    split_from: Annotated[str | None, About("eid in the older version this came from")]
    merged_into: Annotated[str | None, About("eid in the newer version this went into")]
    diff: Annotated[tuple[Any, ...], About("[equal, delete or insert; text]")]
    lineage: Annotated[str | None, About("the lineage", link="lineages")]
    engine: Annotated[str | None, About("comparison engine and version")]


class SupersededRow(msgspec.Struct, frozen=True, kw_only=True):
    """Changes between versions that were neighbours until one was made public between them.

    Their ids stay known, and with them the changes that took their place.
    """

    id: Annotated[str, About("old version..new version/number")]
    agreement: OfAgreement
    change_id: Annotated[str, About("permanent id of the change")]
    old_version: Annotated[str, About("the older version", link="versions")]
    new_version: Annotated[str, About("the newer version", link="versions")]
    number: Annotated[int, About("number of the change in its comparison, from 1")]
    broken_by: Annotated[tuple[str, ...], About("the versions that came in between")]
    since: Annotated[str, About("day on which they had become public")]
    superseded_by: Annotated[
        tuple[str, ...], About("ids of the changes between the new neighbours that say the same now")
    ]
    unknown_by: Annotated[
        tuple[str, ...],
        About("ids of those by which it is not known, because a version in between blacks the clause out"),
    ]


class LineageRow(msgspec.Struct, frozen=True, kw_only=True):
    """One clause followed through all versions, whatever its number in each."""

    id: Annotated[str, About("permanent id")]
    agreement: OfAgreement
    first_version: Annotated[str, About("oldest held version it stands in", link="versions")]
    last_version: Annotated[str, About("newest held version it stands in", link="versions")]
    versions: Annotated[int, About("in how many held versions it stands")]
    label: Annotated[str, About("number where it was last seen")]
    words: Annotated[str, About("its text where it was last seen, shortened")]


class CorrectionRow(CorrectionKeys, frozen=True, kw_only=True):
    """What people corrected in the text as extracted; a corrected clause carries a warning that says so."""

    id: Annotated[str, About("agreement/number")]
    agreement: OfAgreement
    version: OfVersion
    clause: Annotated[
        str | None,
        About("the clause corrected; empty where the correction no longer applies", link="clauses"),
    ]
    applied: Annotated[
        bool, About("1 where it was carried out, 0 where the text no longer reads as it was", after="why")
    ]


class PairingRow(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided about pairs of clauses: that two are the same clause, or that they are not."""

    id: Annotated[str, About("agreement/number")]
    agreement: OfAgreement
    old_version: Annotated[str | None, About("the older version", link="versions")]
    new_version: Annotated[str | None, About("the newer version", link="versions")]
    old_eid: Annotated[str | None, About("clause of the older version as named")]
    new_eid: Annotated[str | None, About("clause of the newer version as named")]
    old_clause: Annotated[str | None, About("that clause; empty where it is not there", link="clauses")]
    new_clause: Annotated[str | None, About("that clause; empty where it is not there", link="clauses")]
    together: Annotated[bool, About("1 where they are the same clause, 0 where they are not")]
    who: Annotated[str | None, About("who decided")]
    why: Annotated[str | None, About("why")]


class PhraseRow(Phrase, frozen=True, kw_only=True):
    """Watched phrases."""

    id: Annotated[str, About("agreement/number")]
    agreement: OfAgreement


class PhraseEventRow(msgspec.Struct, frozen=True, kw_only=True):
    """Where a watched phrase appears, vanishes and returns.

    `clauses` holds clause ids (version/eid).
    """

    id: Annotated[str, About("phrase id/number")]
    phrase: Annotated[str, About("the phrase", link="phrases")]
    agreement: OfAgreement
    event: Annotated[str, About("present-in-oldest, appears, vanishes, returns or present-in-newest")]
    version: Annotated[
        str | None, About("version in which it is first (or again) seen, or no longer seen", link="versions")
    ]
    previous_version: Annotated[str | None, About("held version before that")]
    clauses: Annotated[tuple[str, ...], About("clause ids where it stands (stood, where it vanishes)")]
    note: Annotated[str | None, About("the event in a sentence")]


class StatementRow(Statement, frozen=True, kw_only=True):
    """What was said in public, when, by whom, with its source."""

    id: Annotated[str, About("agreement/number")]
    agreement: OfAgreement


class RegisterRow(msgspec.Struct, frozen=True, kw_only=True):
    """Versions declared by the documents themselves or by others, and whether they are held."""

    id: Annotated[str, About("agreement@label")]
    agreement: OfAgreement
    label: Annotated[str, About("version label")]
    state: Annotated[str, About("held, unread, registered, withheld or declared")]
    declared_in: Annotated[tuple[str, ...], About("the versions whose own history names it")]
    declared_date: Annotated[str | None, About("date given there")]
    declared_note: Annotated[str | None, About("change note given there")]
    exemption: Annotated[str | None, About("FOI exemption claimed for withholding it")]
    source: Annotated[str | None, About("source of the assertion in agreement.toml")]


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """The version history that each document prints of itself, row by row: what it says changed, and when."""

    id: Annotated[str, About("version id and number")]
    version: Annotated[str, About("the version whose document prints it", link="versions")]
    agreement: OfAgreement
    label: Annotated[str | None, About("version that the row is about, as printed")]
    date: Annotated[str | None, About("date given there")]
    note: Annotated[str | None, About("what it says changed")]
    page: Annotated[int, About("page of the file it stands on")]


class WarningRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader must know before relying on a text.

    `old_version` only where the warning is about a comparison.
    """

    id: Annotated[str, About("agreement and number")]
    agreement: OfAgreement
    version: Annotated[str | None, About("the version", link="versions")]
    old_version: Annotated[str | None, About("the older version, where it concerns a comparison")]
    sha256: Annotated[str | None, About("the copy's SHA-256")]
    page: Annotated[int | None, About("page, where it concerns one")]
    code: Annotated[str, About("stable word for the kind of warning")]
    message: Annotated[str, About("one sentence")]


class UpgradeRow(msgspec.Struct, frozen=True, kw_only=True):
    """Technical upgrades: the same bytes read otherwise by a newer reader; never a change of the agreement.

    `differences` are (kind, identifier before, identifier since, redline as pairs of step and words).
    """

    id: Annotated[str, About("version id, number of the copy, number of the upgrade")]
    agreement: OfAgreement
    version: OfVersion
    sha256: Annotated[str, About("the copy's SHA-256, the same before and after")]
    number: Annotated[int, About("place among the upgrades of this copy, from 1")]
    seen: Annotated[str | None, About("day on which it was first read so")]
    old_engine: Annotated[str, About("reader and version before")]
    new_engine: Annotated[str, About("reader and version since")]
    old_code: Annotated[str | None, About("beginning of the fingerprint of the reader's code before")]
    new_code: Annotated[str | None, About("the same since")]
    modified: Annotated[int, About("clauses read in other words")]
    only_old: Annotated[int, About("clauses that only the older reading has")]
    only_new: Annotated[int, About("clauses that only the newer reading has")]
    renumbered: Annotated[int, About("clauses read under another number")]
    old_pages_read: Annotated[int, About("pages whose text could be relied on before")]
    new_pages_read: Annotated[int, About("pages whose text can be relied on since")]
    differences: Annotated[tuple[Any, ...], About("[kind, identifier before, identifier since, redline]")]

    @property
    def clauses(self) -> int:
        """How many clauses are read otherwise."""
        return len(self.differences)

    def touches(self, eid: str) -> bool:
        """Whether this clause (by its identifier since) is read otherwise than before."""
        return any(new == eid for _, _, new, _ in self.differences)


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """Timeline: when texts were dated, in force, disclosed and taken in, and what was said meanwhile."""

    id: Annotated[str, About("agreement and number")]
    agreement: OfAgreement
    date: Annotated[str, About("ISO date")]
    precision: Annotated[str, About("day, month or year")]
    kind: Annotated[str, About("dated, in-force, ended, disclosed, accessioned or statement")]
    version: Annotated[str | None, About("the version, where it concerns one", link="versions")]
    title: Annotated[str, About("one line")]
    detail: Annotated[str | None, About("more")]
    source: Annotated[str | None, About("where it is recorded")]


class MadeFromRow(msgspec.Struct, frozen=True, kw_only=True):
    """What this database was made from: it is made again when one of these differs."""

    id: Annotated[str, About("record, code or engine")]
    value: Annotated[str | None, About("SHA-256 or version")]


# ------------------------------------------------------------------ columns and typed values

_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER", float: "REAL", tuple: "TEXT"}


class _Field(NamedTuple):
    """A column with the kind of value that its field holds, and the inherited column it was put behind."""

    column: Column
    kind: type
    after: str


@functools.cache
def _fields(row: type[msgspec.Struct]) -> dict[str, _Field]:
    """The fields of a kind of row by column, those that repeat the record and their own, as declared."""
    found = {}
    for field in msgspec.structs.fields(row):
        hint, mark = get_args(field.type)
        base = next(option for option in get_args(hint) or (hint,) if option is not type(None))
        kind = tuple if get_origin(hint) is tuple else base
        name, about = field.name.rstrip("_"), mark.about
        about = f"JSON list of {about}" if kind is tuple else about
        if isinstance(mark, Key):
            about = f"1 where {about}" if kind is bool else about
            found[name] = _Field(Column(name, _TYPES[kind], about, said=mark), kind, "")
        else:
            found[name] = _Field(Column(name, _TYPES[kind], about, mark.link), kind, mark.after)
    return found


@functools.cache
def columns_of(row: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns of a kind of row in the order in which the table has them."""
    fields = _fields(row)
    order = [name for name, field in fields.items() if field.column.said]
    at = 0
    for name in (name.rstrip("_") for name in row.__annotations__):
        at = order.index(fields[name].after) + 1 if fields[name].after else at
        order.insert(at, name)
        at += 1
    return tuple(fields[name].column for name in order)


def _json_strings(value: str | None) -> tuple[Any, ...]:
    return tuple(json.loads(value)) if value else ()


_CONVERTERS: dict[type, Callable[[Any], Any]] = {bool: bool, tuple: _json_strings}


@functools.cache
def _plan(row: type[msgspec.Struct]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _CONVERTERS.get(field.kind)) for name, field in _fields(row).items())


def load(kind: type[Loaded], row: sqlite3.Row) -> Loaded:
    """Make one typed value from a row that has (at least) the columns its fields name."""
    return kind(**{name: convert(row[name]) if convert else row[name] for name, convert in _plan(kind)})


def said(
    kind: type[msgspec.Struct], value: msgspec.Struct, source_of: Callable[[str | None], str | None]
) -> dict[str, Any]:
    """The columns of a row that repeat the record, as a value of the record has them.

    `source_of` writes out the short name of a source.
    """
    row: dict[str, Any] = {}
    for name, key in ((column.name, column.said) for column in columns_of(kind) if column.said):
        given = getattr(value, name)
        if key.is_source:
            given = source_of(given)
        row[name] = json_text(given) if isinstance(given, tuple) else given
    return row


# ------------------------------------------------------------------ clauses and changes, both ways


def json_text(value: object) -> str:
    """JSON as stored: compact, letters as they are, lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _encodable(text) else json.dumps(value, separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def tidy_boxes(boxes: Sequence[PageBox]) -> list[list[float]]:
    """Boxes as [page, left, top, right, bottom], to a hundredth of a point."""
    return [[b.page, *(round(side, 2) for side in (b.box.x0, b.box.y0, b.box.x1, b.box.y1))] for b in boxes]


@functools.lru_cache(maxsize=4096)  # texts: some versions' clauses, since most stand unaltered in the next
def _search_text(words: str) -> str:
    from mouarchive.comparing import search_text  # noqa: PLC0415 - only a build needs it: heavy

    return search_text(words)


def clause_row(clause: Clause, version: str, agreement: str, position: int) -> dict[str, Any]:
    """A clause's own columns; lineage, sha256 and engine are the builder's to add."""
    return {
        "id": f"{version}/{clause.eid}",
        "version": version,
        "agreement": agreement,
        "eid": clause.eid,
        "position": position,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "search_text": _search_text(clause.words),
        "page": clause.page,
        "page_end": clause.page_end,
        "boxes": json_text(tidy_boxes(clause.boxes)),
        "depth": clause.depth,
        "kind": clause.kind,
        "parent": clause.parent,
        "ocr": int(clause.ocr),
        "doubted": json_text(list(clause.unsure)) if clause.unsure else None,
        "note_of": clause.note_of,
        "warnings": json_text([[w.code, w.message, w.page] for w in clause.warnings]),
    }


def clause_value(row: sqlite3.Row | Mapping[str, Any]) -> Clause:
    """The clause a row of `clauses` holds."""
    return Clause(
        eid=row["eid"],
        label=row["label"],
        heading=row["heading"],
        text=row["text"],
        page=row["page"],
        page_end=row["page_end"],
        depth=row["depth"],
        kind=row["kind"],
        parent=row["parent"],
        boxes=tuple(PageBox(int(page), Box(*sides)) for page, *sides in json.loads(row["boxes"] or "[]")),
        ocr=bool(row["ocr"]),
        unsure=tuple(json.loads(row["doubted"] or "[]")),
        note_of=row["note_of"],
        warnings=tuple(Warn(*parts) for parts in json.loads(row["warnings"] or "[]")),
    )


def change_row(change: Change, old: str, new: str, agreement: str, position: int) -> dict[str, Any]:
    """A change's own columns; lineage and engine are the builder's to add."""
    return {
        "id": f"{old}..{new}/{position}",
        "agreement": agreement,
        "old_version": old,
        "new_version": new,
        "position": position,
        "number": change.number or None,
        "change_id": change.change_id or None,
        "kind": change.kind.value,
        "counted_as": change.counted_as,
        "renumbered": int(change.renumbered),
        "moved": int(change.moved),
        "class": change.change_class.value if change.change_class else None,
        "tags": json_text([tag.value for tag in change.tags]),
        "passage": None if change.where == "clause" else change.where,
        "old_clause": f"{old}/{change.old.eid}" if change.old else None,
        "new_clause": f"{new}/{change.new.eid}" if change.new else None,
        "old_label": change.old.label if change.old else None,
        "new_label": change.new.label if change.new else None,
        "similarity": round(change.similarity, 6),
        "rule": change.rule,
        "split_from": change.split_from,
        "merged_into": change.merged_into,
        "diff": json_text([[part.op.value, part.text] for part in change.diff]),
    }


def change_value(row: sqlite3.Row, clauses: Mapping[str, Clause]) -> Change:
    """The change a row of `changes` holds; `clauses` maps the ids of both versions' clauses.

    Of a clause that was divided the row holds a portion alone: its words are those of the redline.
    """
    diff = tuple(DiffPart(Op(op), text) for op, text in json.loads(row["diff"] or "[]"))
    old, new = (
        clauses[row[f"{side}_clause"]].portion(words, numbered=bool(row[f"{side}_label"]))
        if row[f"{side}_clause"]
        else None
        for side, words in (
            ("old", "".join(part.text for part in diff if part.op is not Op.INSERT)),
            ("new", "".join(part.text for part in diff if part.op is not Op.DELETE)),
        )
    )
    return Change(
        kind=ChangeKind(row["kind"]),
        old=old,
        new=new,
        renumbered=bool(row["renumbered"]),
        moved=bool(row["moved"]),
        similarity=row["similarity"],
        rule=row["rule"] or "",
        change_class=ChangeClass(row["class"]) if row["class"] else None,
        split_from=row["split_from"],
        merged_into=row["merged_into"],
        diff=diff,
        tags=tuple(Tag(tag) for tag in json.loads(row["tags"] or "[]")),
        number=row["number"] or 0,
        change_id=row["change_id"] or "",
    )
