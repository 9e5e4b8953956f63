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
        "mouarchive show specimen-pupil-data@1.0 15.2.6 --image clause.png",
    ),
)
@click.argument("version")
@click.argument("clause", required=False)
@format_option("text", "json", "md")
@output_option
@ocr_option
@click.option(
    "--image",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Also write a picture of the clause's page, the clause marked on it.",
)
def command(
    version: str, clause: str | None, form: str, output: Path | None, *, ocr: bool, image: Path | None
) -> None:
    """Show the clauses of a version or of a PDF file, or one clause with all it contains.

    Each clause comes with its number, its page and the file's SHA-256; what was set aside (headers,
    footers, contents list) is not shown. A clause on several pages gives a picture for each of them, named
    FILE.png, FILE-p8.png and so on.
    """
    from mouarchive.archive.lookup import find_clause
    from mouarchive.output.source import branch
    from mouarchive.output.sources import load
    from mouarchive.output.terminal import emit

    if image is not None and (clause is None or image.suffix.casefold() != ".png"):
        raise click.UsageError("--image takes a clause and the name of a .png file")
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
    if image is not None:
        from mouarchive.output.pictures import write_pictures

        for written in write_pictures(source, clauses, image):
            click.echo(f"wrote {written}", err=True)
