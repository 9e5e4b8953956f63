"""Changes as CSV, one row each, for a spreadsheet: cells that look like formulas are made harmless.

There is no summary above the header, which would be no row of a table: each row says which texts it compares,
with their dates, hashes and coverage, and the summary is a table of its own.
The first character is a byte-order mark, without which Excel does not take the file for UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from mouarchive.answers.changes import count_lines, counted_as, numbers, quoted_number, tag_lines
from mouarchive.answers.comparison import Compared, Lone, Redlines
from mouarchive.answers.declaring import beside, blocks, declared_of, on_changes
from mouarchive.answers.heading import coverage, facts, notices, reference_notes, running_notes
from mouarchive.answers.overview import Overview, overview
from mouarchive.model import Change
from mouarchive.output.redline import MARKS, settle
from mouarchive.output.serializer import Wish
from mouarchive.words import safe

__all__ = ["COLUMNS", "SUMMARY", "changes", "harmless_cell", "summary", "write"]

COLUMNS = (
    "old_version", "new_version", "kind", "class", "renumbered", "moved", "old_clause", "new_clause",
    "old_page", "new_page", "old_text", "new_text", "redline", "similarity", "rule", "split_from",
    "merged_into", "old_sha256", "new_sha256", "specimen", "counted_as", "declared", "old_dated", "new_dated",
    "old_disclosed", "new_disclosed", "old_read", "new_read", "number", "change_id", "where", "tags", "name",
)  # fmt: skip
SUMMARY = ("old_version", "new_version", "part", "name", "value")


def write(answer: Redlines, wish: Wish, file: IO[str]) -> None:
    """Write the changes of a redline, or what heads it, as a table."""
    if wish.summary:
        file.write(summary(answer.pairs, overview(answer)))
        return
    file.write(changes(answer.pairs, answer.folders.lone if answer.folders else ()))


def changes(pairs: Sequence[Compared], lone: Sequence[Lone] = ()) -> str:
    """One row for each change that is shown, those of all pairs under one header.

    A file that was compared with none has a row of its own kind, so that it is not passed over.
    """
    return _table(COLUMNS, (*(row for pair in pairs for row in _changes(pair)), *map(_lone, lone)))


def _lone(one: Lone) -> list[str]:
    names = {"old_version" if one.side == "old" else "new_version": one.file}
    known = names | {"kind": "not compared", "rule": one.why}
    return [known.get(column, "") for column in COLUMNS]


def summary(pairs: Sequence[Compared], above: Overview | None = None) -> str:
    """What heads a redline in the other formats, one fact a row: both texts, counts, warnings, declared.

    What heads several redlines at once stands first, with no versions.
    """
    rows = ([pair.old.name, pair.new.name, *row] for pair in pairs for row in _facts(pair))
    return _table(SUMMARY, (*(_above(above) if above else ()), *rows))


def _above(found: Overview) -> Iterator[list[str]]:
    for first, *rest in found.rows:
        said = (f"{name}: {cell}" for name, cell in zip(found.header[1:], rest, strict=True))
        yield ["", "", found.title, first, "; ".join(said)]
    yield from (["", "", found.title, "", said] for said in (found.warning, *found.remarks) if said)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    writer.writerows([harmless_cell(safe(cell)) for cell in row] for row in rows)
    return "\ufeff" + made.getvalue()


def _facts(pair: Compared) -> Iterator[tuple[str, str, str]]:
    for part, source in (("older text", pair.old), ("newer text", pair.new)):
        yield from ((part, name, value) for name, value in facts(source))
    yield from (("clauses", name, str(number)) for name, number in count_lines(pair.whole))
    yield from (("touched", name, str(number)) for name, number in tag_lines(pair.whole))
    yield from (("warning", where, told) for where, told in notices(pair))
    yield from (("reference", clause, told) for clause, told in reference_notes(pair))
    yield from (("running line", "", told) for told in running_notes(pair))
    found = beside(pair)
    for block in blocks(found) if found else ():
        yield from (("declared", block.name, line) for line in block.lines or (block.about,))


def _changes(pair: Compared) -> Iterator[list[str]]:
    declared = declared_of(pair)
    said = on_changes(declared) if declared else {}
    places = {id(change): at for at, change in enumerate(pair.whole.changes)}
    for change in pair.shown:
        yield _row(pair, change, said.get(places.get(id(change), -1), ""))


def _row(pair: Compared, change: Change, declared: str) -> list[str]:
    old, new = change.old, change.new
    return [
        pair.old.name,
        pair.new.name,
        change.kind.value,
        change.change_class.value if change.change_class else "",
        _yes(said=change.renumbered),
        _yes(said=change.moved),
        old.eid if old else "",
        new.eid if new else "",
        str(old.page) if old else "",
        str(new.page) if new else "",
        old.words if old else "",
        new.words if new else "",
        "".join(f"{MARKS[part.op][0]}{part.text}{MARKS[part.op][1]}" for part in settle(change.diff)),
        f"{change.similarity:.4f}",
        change.rule,
        change.split_from or "",
        change.merged_into or "",
        pair.old.sha256,
        pair.new.sha256,
        _yes(said=pair.old.specimen or pair.new.specimen),
        counted_as(change),
        declared,
        pair.old.dated or "",
        pair.new.dated or "",
        pair.old.disclosed or "",
        pair.new.disclosed or "",
        coverage(pair.old),
        coverage(pair.new),
        quoted_number(change),
        change.change_id,
        change.where,
        ", ".join(tag.value for tag in change.tags),
        numbers(change),
    ]


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"


# What spreadsheets take for a formula, also after spaces and at the start of a later line of the cell.
_FORMULA = re.compile(r"(?:\A|[\r\n])\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|\A[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def harmless_cell(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return "'" + cell if _FORMULA.search(cell) and not _NUMBER.fullmatch(cell) else cell
