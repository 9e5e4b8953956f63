"""`mouarchive show`: the clauses of a version or a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from mouarchive.cli._options import format_option, ocr_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "show",
    cls=Command,
    short_help="Show the clauses of a version or a PDF file.",
    examples=(
        "mouarchive show agreement.pdf",
        "mouarchive show specimen-pupil-data@1.0 15.2.6",
        "mouarchive show agreement.pdf --format json -o agreement.json",
    ),
)
@click.argument("version")
@click.argument("clause", required=False)
@format_option("text", "json", "md")
@output_option
@ocr_option
def command(version: str, clause: str | None, form: str, output: Path | None, *, ocr: bool) -> None:
    """Show the clauses of a version or of a PDF file, or one clause with all it contains.

    Each clause comes with its number, its page and the file's SHA-256; what was set aside (headers,
    footers, contents list) is not shown.
    """
    from mouarchive.archive.lookup import find_clause
    from mouarchive.output.source import branch
    from mouarchive.output.sources import load
    from mouarchive.output.terminal import emit

    (source,) = load([version], ocr=ocr)
    clauses = source.clauses
    if clause is not None:
        clauses = branch(clauses, find_clause(clause, clauses, source.name))

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output import as_json

            file.write(as_json.dumps(as_json.listing(source, clauses)))
        elif form == "md":
            from mouarchive.output import as_markdown

            file.write(as_markdown.listing(source, clauses))
        else:
            from mouarchive.output import as_text

            as_text.listing(file, source, clauses)

    emit(write, output)
