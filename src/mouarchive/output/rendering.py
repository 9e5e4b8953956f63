"""A redline in the format that was asked for: the one place that knows them all."""

# ruff: noqa: PLC0415 - a redline is written in one format, which alone is loaded

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from mouarchive.output.compared import Compared
from mouarchive.output.terminal import emit, emit_bytes

__all__ = ["Wish", "write"]


class Wish(msgspec.Struct, frozen=True):
    """How a redline is to be written.

    `context` is the number of unchanged words beside each change, None for all. `columns` sets text side by
    side; `pager` is None where the window's size is to decide; `series` names the agreement of a series;
    `summary` asks for what heads a redline and for no change by itself.
    """

    form: str = "text"
    context: int | None = None
    columns: bool = False
    pager: bool | None = None
    series: str | None = None
    summary: bool = False


def write(pairs: Sequence[Compared], wish: Wish, output: Path | None = None) -> None:
    """Write one redline, or those of a series (`wish.series` is then its agreement), to stdout or a file.

    Raises UsageError for a Word file on a terminal, MouarchiveError where the file cannot be written.
    """
    pairs = [pair.headed for pair in pairs] if wish.summary else pairs
    if wish.form == "docx":
        from mouarchive.output.as_docx import document

        emit_bytes(document(pairs), output)
        return
    emit(lambda file: _write(file, pairs, wish), output, pager=wish.pager if wish.form == "text" else False)


def _write(file: IO[str], pairs: Sequence[Compared], wish: Wish) -> None:
    if wish.form == "json":
        from mouarchive.output import as_json

        one = as_json.comparison(pairs[0]) if wish.series is None else as_json.series(wish.series, pairs)
        file.write(as_json.dumps(one))
    elif wish.form == "csv":
        from mouarchive.output import as_csv

        file.write(as_csv.summary(pairs) if wish.summary else as_csv.changes(pairs))
    elif wish.form == "html":
        from mouarchive.output import as_html

        file.write(as_html.page(pairs, _title(pairs, wish), context=wish.context))
    elif wish.form == "md":
        from mouarchive.output import as_markdown

        file.write("\n".join(as_markdown.comparison(pair, context=wish.context) for pair in pairs))
    else:
        from mouarchive.output import as_text

        for index, pair in enumerate(pairs):
            file.write("\n\n" if index else "")
            as_text.comparison(file, pair, context=wish.context, columns=wish.columns)


def _title(pairs: Sequence[Compared], wish: Wish) -> str:
    if wish.series is not None:
        return f"{wish.series}: all versions held, each compared with the next"
    return f"{pairs[0].old.name} compared with {pairs[0].new.name}"
