"""Changes as CSV, one row each, for a spreadsheet: cells that look like formulas are made harmless.

There is no summary above the header, which would be no row of a table: each row says which texts it compares.
The first character is a byte-order mark, without which Excel does not take the file for UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from mouarchive.model import Change
from mouarchive.output.cells import harmless_cell
from mouarchive.output.compared import Compared
from mouarchive.output.redline import MARKS, settle
from mouarchive.output.safe import safe

__all__ = ["COLUMNS", "changes"]

COLUMNS = (
    "old_version", "new_version", "kind", "class", "renumbered", "moved", "old_clause", "new_clause",
    "old_page", "new_page", "old_text", "new_text", "redline", "similarity", "rule", "split_from",
    "merged_into", "old_sha256", "new_sha256", "specimen",
)  # fmt: skip


def changes(pairs: Sequence[Compared]) -> str:
    """One row for each change that is shown, those of all pairs under one header."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for pair in pairs:
        for change in pair.shown:
            writer.writerow([harmless_cell(safe(cell)) for cell in _row(pair, change)])
    return "\ufeff" + made.getvalue()


def _row(pair: Compared, change: Change) -> list[str]:
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
    ]


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"
