"""`mouarchive show`: the clauses of a version or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mouarchive.cli._options import explain_option, format_option, ocr_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.answers.listing import Listing

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
        "mouarchive show agreement.pdf 4.2 --explain",
    ),
)
@click.argument("version")
@click.argument("clause", required=False)
@format_option("Listing")
@output_option
@ocr_option
@explain_option
@click.option(
    "--image",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Also write a picture of the clause's page, the clause marked on it.",
)
def command(
    version: str,
    clause: str | None,
    form: str,
    output: Path | None,
    *,
    ocr: bool,
    explain: bool,
    image: Path | None,
) -> None:
    """Show the clauses of a version or of a PDF file, or one clause with all it contains.

    Each clause comes with its number, its page and the file's SHA-256; what was set aside (headers,
    footers, contents list) is not shown. A clause on several pages gives a picture for each of them, named
    FILE.png, FILE-p8.png and so on.
    """
    from mouarchive.answers.listing import listing
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    if image is not None and (clause is None or image.suffix.casefold() != ".png"):
        raise click.UsageError("--image takes a clause and the name of a .png file")
    if explain:
        from mouarchive.answers.explaining import explained_text

        write(explained_text(version, clause, ocr=ocr, progress=progress), Wish(form), output)
        if image is None:
            return
    found = listing(version, clause, ocr=ocr, progress=progress)
    if not explain:
        write(found, Wish(form), output)
    if image is not None:
        _draw(found, image)


def _draw(found: Listing, image: Path) -> None:
    """Write one PNG for each page, the first to `image`, the others beside it."""
    from mouarchive.answers.listing import pictures
    from mouarchive.output.terminal import emit_bytes

    for number, (page, data) in enumerate(pictures(found.source, found.clauses)):
        target = image if number == 0 else image.with_name(f"{image.stem}-p{page}{image.suffix}")
        emit_bytes(data, target)
        click.echo(f"wrote {target}", err=True)
