"""What a document prints about itself: version label, date, status, protective marking, version history.

Read from the cover, from running headers and footers, from a document-control table and from the table of
its versions, which is set aside wherever it stands: its growth is no change in the agreement's clauses, and
its numbers (1.18, 1.19 ...) are no clauses.

On its own: what a document prints of itself is data, and no text of a clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from mouarchive.clauses.dates import find_date, find_dates, iso_date
from mouarchive.clauses.layout import Apart, letters
from mouarchive.clauses.layout_rules import CONTROL
from mouarchive.clauses.tables.finding import Item, Placed
from mouarchive.clauses.tables.grids import Table, row_line
from mouarchive.model import Aside, Control, HistoryRow, Line
from mouarchive.words import MONTH_SPELLINGS

__all__ = ["is_history_head", "read_control", "set_aside_history"]

_VERSION = re.compile(
    r"\b(?:version|issue|revision|edition)\s*(?:no\.?|number)?\s*[:.]?\s*v?"
    r"(?P<named>\d{1,3}(?:[. ]\d{1,3}){0,3}[a-z]?)\b"
    r"|(?<![\w.])v\.?\s?(?P<short>\d{1,3}(?:[. ]\d{1,3}){1,3}[a-z]?|\d{1,2})\b",
    re.IGNORECASE,
)
# Behind these words a line speaks of another work, with a version and a date of its own.
_CITING = re.compile(
    r"\b(?:see|cf|under|per|accordance|pursuant|replac\w+|supersed\w+|based on|read with|refers? to"
    r"|licen[cs]ed"
    r"|(?:defined|set out|described|found) in|conform\w* (?:to|with)|compl\w+ with"
    r"|amend(?:s|ing|ment \w+ to))\b",
    re.IGNORECASE,
)
_LEFT_OFF = re.compile(r"\b(?:see|under|with|per|by)(?:\s+(?:the|our|its))?\W*$", re.IGNORECASE)
_WORK = re.compile(
    r"\b(licen[cs]e|standards?|schema|templates?|guides?|guidance|guidelines|manual|handbook|specification"
    r"|software)\W*$",
    re.IGNORECASE,
)
_WORK_BEHIND = re.compile(r"\s+of\s+(?:the|our|its)\s+(?P<name>.+)", re.IGNORECASE)
_OWN_WORK = re.compile(
    r"\b(?:agreement|memorandum|mou|contract|deed|protocol|arrangement|concordat|terms|constitution|by-?laws"
    r"|charter|statutes|polic(?:y|ies)|schedule)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_STATUS = re.compile(r"\b(draft|final|withdrawn)\b", re.IGNORECASE)
# A clause's number with its words behind it; "1.0 final" is a version with its status.
_NUMBERED = re.compile(
    r"(?:\d+\.(?:\d+\.?)*|\(\w{1,4}\)|\w\))\s+(?=\D)(?!\W*(?:draft|final|withdrawn)\b)", re.IGNORECASE
)
_OF_A_THING = re.compile(r"\b(?:the|an?|any|each|such|this|that|all|its|their|no|every)\s*$", re.IGNORECASE)
# What may stand before a status in small letters, and behind any: else it tells of something in the text.
_LEADING = re.compile(r"(?:^|\W|\b(?:version|status|is|as|in|\d+[a-z]?))\s*$", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:$|[^\w\s]|v?\d|(?:version|draft|final|text|edition|copy|issue|revision|document|template|for|of|as|at"
    r"|on|dated|issued|only|and|status"
    rf"|{'|'.join(MONTH_SPELLINGS)}|{_OWN_WORK.pattern})\b)",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(r"\s+[A-Z]")
_AGAIN = re.compile(r"\b(re-?issued|updated|revised|amended|last)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}|https?://")
_VERSION_HEAD = re.compile(r"\b(version|issue|revision|rev|edition|release|draft)\b", re.IGNORECASE)
_DATE_HEAD = re.compile(r"\bdated?\b", re.IGNORECASE)
_NOTE_HEAD = re.compile(
    r"\b(changes?|amendments?|summary|description|details?|comments?|notes?|reason|purpose|history|remarks)\b",
    re.IGNORECASE,
)
_OTHER_HEAD = re.compile(
    r"\b(author|status|editor|owner|approved|reviewed|reviewer|by|name|sections?)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:(?:version|issue|revision|rev|edition|release|draft|v)[.:]?\s*)?"
    r"(?P<label>\d{1,3}(?:[. ]\d{1,3}){0,3}[a-z]?)\.?(?:\s*\(?(?:draft|final|published|approved|live)\)?)?",
    re.IGNORECASE,
)
_LOOSE_LABEL = re.compile(
    r"(?:version\s*|issue\s*|v\.?\s*)?(?P<label>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)", re.IGNORECASE
)
_HISTORY_HEADING = re.compile(
    r"((\d+(\.\d+)*\.?|annex\s+\w+)\s+)?(document\s+)?(version|revision|change|amendment|document|issue)"
    r"\s+(and\s+\w+\s+)?(history|record|log|register)(\s+table)?\W*",
    re.IGNORECASE,
)


def read_control(
    cover: Sequence[Line],
    rows: Iterable[Sequence[str]],
    asides: Sequence[Aside | Apart],
    history: Sequence[HistoryRow],
) -> Control:
    """Put together what the document says of itself.

    `cover` holds the first page's lines from the top, `rows` the cells of tables in the front matter.
    """
    running = _running(asides)
    title = [" ".join(line.text.split()) for line in cover[: CONTROL.cover]]
    title = [text for text in title if len(text.split()) <= CONTROL.words and not _CLOCK.search(text)]
    named = {cells[0].strip(" :").casefold(): " ".join(cells[1:]) for cells in rows if len(cells) > 1}
    label = _label(title, running) or _label([f"version {named.get('version', '')}"])
    title, running = _of_itself(title), _of_itself(running)
    return Control(
        label=label or (_latest(history) if history else None),
        date=_date(title) or _date(running) or iso_date(named.get("date", "")),
        status=_status([*title, *running, f"Status: {named['status']}" if "status" in named else ""]),
        marking=_marking(asides),
        history=tuple(history),
    )


def _running(asides: Iterable[Aside | Apart]) -> list[str]:
    """Texts of running headers and footers, the commonest first; those of printing browsers are left out."""
    counts: Counter[str] = Counter()
    for one in asides:
        text = " ".join(one.text.split())
        if one.role in {"header", "footer", "watermark"} and not _CLOCK.search(text):
            counts[re.sub(r"\b(page\s+)?\d+\s*(of|/)\s*\d+\b", "", text, flags=re.IGNORECASE).strip()] += 1
    return [text for text, count in counts.most_common(CONTROL.running) if count > 1 or len(counts) <= 2]  # noqa: PLR2004


def _of_itself(texts: Iterable[str]) -> list[str]:
    """Lines up to where they begin to speak of another work ("replaces the agreement of 3 May 2016")."""
    return [_CITING.split(text, maxsplit=1)[0] for text in texts]


def _label(title: Sequence[str], running: Sequence[str] = ()) -> str | None:
    """The first version that the document gives as its own, on its cover or in its running lines.

    What it cites has versions, too: "see the Guide, version 3.1", "Open Government Licence v3.0".
    """
    for at, text in enumerate(_of_itself([*title, *running])):
        above = title[: min(at, len(title))]
        match = _VERSION.search(text)
        if match and not _is_of_another(text, match, above):
            return (match["named"] or match["short"]).replace(" ", ".")
    return None


def _is_of_another(text: str, match: re.Match[str], above: Sequence[str]) -> bool:
    """Whether a version is that of a work which the line cites; `above` are the lines of the cover above it.

    A guide or licence that is named below an agreement's own title is another work.
    """
    known = _words(" ".join(_of_itself(above)))
    behind = _WORK_BEHIND.match(text, match.end())
    if behind and not _words(behind["name"]) <= known:
        return True
    lead = text[: match.start()]
    left_off = bool(above) and _LEFT_OFF.search(above[-1]) is not None
    work = _WORK.search(lead)
    return left_off or (
        work is not None and work[1].casefold() not in known and _OWN_WORK.search(" ".join(above)) is not None
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _date(texts: Iterable[str]) -> str | None:
    """The first full date, or else the first month and year."""
    found = []
    for text in texts:
        dates = find_dates(text) if len(text.split()) <= CONTROL.words else []
        if dates:
            found.append(dates[-1 if _AGAIN.search(text) else 0][0])
    return next((date for date in found if date.count("-") > 1), found[0] if found else None)


def _status(texts: Iterable[str]) -> str | None:
    for text in texts:
        match = _STATUS.search(text)
        if match and len(text.split()) <= CONTROL.words and _is_own_status(text, match):
            return match[1].lower()
    return None


def _is_own_status(text: str, match: re.Match[str]) -> bool:
    """Whether a line gives the document a status; "the final figure" of a clause gives it none."""
    before, after = text[: match.start()], text[match.end() :]
    if _NUMBERED.match(text):
        return False
    if after.strip(" .") and _OF_A_THING.search(before):
        return False
    if match[1].islower() and not _LEADING.search(before):
        return False
    titled = match[1].casefold() == "draft" and match[1][0].isupper() and _TITLE_BEHIND.match(after)
    return bool(titled or _BEHIND.match(after))


def _marking(asides: Iterable[Aside | Apart]) -> str | None:
    counts = Counter(" ".join(one.text.split()) for one in asides if one.role == "marking")
    return counts.most_common(1)[0][0] if counts else None


def _latest(history: Sequence[HistoryRow]) -> str:
    """The version declared last: by date where every row has one, else as printed."""
    if all(row.date and row.date[:4].isdigit() for row in history):
        return max(enumerate(history), key=lambda entry: (entry[1].date or "", entry[0]))[1].label
    return history[-1].label


# ------------------------------------------------------------------ the history of versions


def is_history_head(cells: Sequence[str]) -> bool:
    """Whether cells are the head of a version-history table: a version, and a date, change or author."""
    words = " ".join(cells)
    others = [cell for cell in cells if not _VERSION_HEAD.search(cell)] or [
        _VERSION_HEAD.sub("", words, count=1)
    ]
    rest = " ".join(others)
    return (
        _VERSION_HEAD.search(words) is not None
        and (_DATE_HEAD.search(words) or _NOTE_HEAD.search(rest) or _OTHER_HEAD.search(rest)) is not None
        and len(words.split()) <= CONTROL.head
        and not any(cell.strip().endswith((".", ";")) for cell in cells)
        and not any(_LABEL.fullmatch(cell.strip()) for cell in cells)
    )


def set_aside_history(placed: Sequence[Placed]) -> tuple[list[Placed], list[Apart], list[HistoryRow]]:
    """Take version-history tables off the pages and read the versions that they declare."""
    left, apart, rows = list[Placed](), list[Apart](), list[HistoryRow]()
    columns: _Columns | None = None
    for page in placed:
        items: list[Item] = []
        under_heading = False
        for index, item in enumerate(page.items):
            if isinstance(item, Table):
                columns = _columns_of(item) or (columns if index == 0 and _goes_on(item) else None)
                if columns is None:
                    items.append(item)
                    continue
                if items and isinstance(heading := items[-1], Line) and _bare_heading(heading):
                    apart.append(Apart("history", (heading,), title=True))
                    items.pop()
                rows += columns.rows(item)
                apart += [_row_apart(item, row) for row in range(len(item.rows))]
            elif under_heading and (row := _loose_row(item)):
                rows.append(row)
                apart.append(Apart("history", (item,)))
            else:
                under_heading = _HISTORY_HEADING.fullmatch(" ".join(item.text.split())) is not None
                columns = None
                items.append(item)
        left.append(replace(page, items=tuple(items)))
    return left, apart, _distinct(rows)


def _row_apart(table: Table, row: int) -> Apart:
    """A row of the history as text that stands apart, with the hyphens that it lost between its lines."""
    line = row_line(table.rows[row])
    printed = sum(letters(part.text) for cell in table.rows[row] for part in cell)
    return Apart("history", (line,), table.texts(row), mended=printed - letters(line.text))


def _bare_heading(line: Line) -> bool:
    """Whether a line is an unnumbered heading over the history; a numbered one is a clause and stays."""
    words = " ".join(line.text.split())
    return (
        _HISTORY_HEADING.fullmatch(words) is not None
        and words[:1].isalpha()
        and not words.lower().startswith("annex")
    )


def _goes_on(table: Table) -> bool:
    """Whether a table at the top of a page reads like further rows of the history before it."""
    first = [table.texts(row)[0] for row in range(len(table.rows))]
    filled = [text for text in first if text]
    versions = sum(_LABEL.fullmatch(text) is not None for text in filled)
    return bool(filled) and 2 * versions >= len(filled)


class _Columns:
    """Which column of a history table holds what."""

    def __init__(self, head: Sequence[str]) -> None:
        self.head = tuple(head)
        self.label = _first(head, _VERSION_HEAD) or 0
        self.date = _first(head, _DATE_HEAD, but=self.label)
        self.note = _last(head, _NOTE_HEAD, but=self.label)

    def rows(self, table: Table) -> list[HistoryRow]:
        found = []
        for index, cells in enumerate(table.texts(row) for row in range(len(table.rows))):
            page = table.rows[index][0][0].page if table.rows[index][0] else table.lines[0].page
            row = self._row(cells, page)
            if row and cells != self.head:
                found.append(row)
        return found

    def _row(self, cells: Sequence[str], page: int) -> HistoryRow | None:
        label = _LABEL.fullmatch(cells[self.label].strip()) if self.label < len(cells) else None
        if label is None:
            return None
        printed = cells[self.date] if self.date is not None and self.date < len(cells) else ""
        if not printed:
            printed = next((found[1] for cell in cells if (found := find_date(cell))), "")
        if self.note is not None and self.note < len(cells):
            note = cells[self.note]
        else:
            others = (cell for index, cell in enumerate(cells) if index not in {self.label, self.date})
            note = " ".join(filter(None, others))
        return HistoryRow(_dotted(label["label"]), iso_date(printed) or printed or None, note, page)


def _first(head: Sequence[str], pattern: re.Pattern[str], but: int | None = None) -> int | None:
    return next((i for i, cell in enumerate(head) if i != but and pattern.search(cell)), None)


def _last(head: Sequence[str], pattern: re.Pattern[str], but: int | None = None) -> int | None:
    return next((i for i, cell in reversed(list(enumerate(head))) if i != but and pattern.search(cell)), None)


def _columns_of(table: Table) -> _Columns | None:
    """How a table's head names its columns, where it is the head of a version history with versions below."""
    for index in range(min(2, len(table.rows))):
        head = table.texts(index)
        if not is_history_head(head):
            continue
        columns = _Columns(head)
        below = [table.texts(row)[columns.label] for row in range(index + 1, len(table.rows))]
        filled = [text for text in below if text]
        if sum(_LABEL.fullmatch(text.strip()) is not None for text in filled) >= max(1, len(filled) / 2):
            return columns
    return None


def _loose_row(line: Line) -> HistoryRow | None:
    """A line under a history heading that begins with a version and holds a date."""
    words = " ".join(line.text.split())
    found = find_date(words)
    if found is None:
        return None
    label = _LOOSE_LABEL.match(words)
    date = words.index(found[1])
    if label is None or label.end() > date or not words[label.end() : label.end() + 1].isspace():
        return None
    rest = words[label.end() : date] + words[date + len(found[1]) :]
    return HistoryRow(_dotted(label["label"]), found[0], rest.strip(" -,;:\u2013\u2014"), line.page)


def _dotted(label: str) -> str:
    return label.replace(" ", ".")


def _distinct(rows: Iterable[HistoryRow]) -> list[HistoryRow]:
    """Rows without those that a second copy of the table repeats."""
    found: dict[tuple[str, str | None, str], HistoryRow] = {}
    for row in rows:
        found.setdefault((row.label, row.date, row.note), row)
    return list(found.values())
