"""`mouarchive diff`: the redline of two versions or two files."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from mouarchive.cli._options import format_option, ocr_option, output_option
from mouarchive.cli.group import Command
from mouarchive.output.selection import CHOICES

__all__ = ["command"]


@click.command(
    "diff",
    cls=Command,
    short_help="Compare two versions or two PDF files.",
    examples=(
        "mouarchive diff old.pdf new.pdf",
        "mouarchive diff specimen-pupil-data@1.0 specimen-pupil-data@2.1",
        "mouarchive diff specimen-pupil-data@1.0 2.1 --clause 15.2 --only added,removed",
        "mouarchive diff old.pdf new.pdf --format json -o changes.json",
    ),
)
@click.argument("old")
@click.argument("new")
@format_option("text", "json", "md")
@click.option("--clause", default="", metavar="NUMBER", help="Only this clause and all it contains.")
@click.option("--only", default="", metavar="WORDS", help=f"Only these, with commas: {', '.join(CHOICES)}.")
@click.option(
    "--context",
    default="12",
    show_default=True,
    metavar="WORDS",
    help="How many unchanged words to show beside each change, or: all.",
)
@output_option
@ocr_option
def command(
    old: str, new: str, form: str, clause: str, only: str, context: str, output: Path | None, *, ocr: bool
) -> None:
    """Compare two versions, or two PDF files, clause by clause.

    Clauses are paired by their words, never by their number alone: a renumbered clause is no change. Removed
    words are marked [-so-], added words {+so+}. Layout, headers, footers and page breaks are no changes. The
    JSON holds every clause, also the unchanged ones.
    """
    words = _words(context)
    from mouarchive.output.selection import parse_only, select
    from mouarchive.output.sources import compare, load
    from mouarchive.output.terminal import emit

    kinds = parse_only(only)
    before, after = load([old, new], ocr=ocr)
    whole = compare(before, after)
    changes = select(whole.changes, kinds, clause)

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output import as_json

            file.write(as_json.dumps(as_json.comparison(before, after, whole, changes)))
        elif form == "md":
            from mouarchive.output import as_markdown

            file.write(as_markdown.comparison(before, after, whole, changes, context=words))
        else:
            from mouarchive.output import as_text

            as_text.comparison(
                file, before, after, whole, changes, context=words, explicit="unchanged" in kinds
            )

    emit(write, output)


def _words(context: str) -> int | None:
    """Read --context: a number of words, or None for all."""
    if context.casefold() == "all":
        return None
    if not context.isdecimal():
        raise click.BadParameter(f"{context}: give a number of words, or all", param_hint="--context")
    return int(context)
