"""`mouarchive cite`: a citation that pins a clause to its bytes, and a check of such citations."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import format_option, ocr_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "cite",
    cls=Command,
    short_help="Cite a clause with page, release and hash; check citations.",
    examples=(
        "mouarchive cite specimen-pupil-data@1.0 15.2.6",
        "mouarchive cite specimen-pupil-data@1.0 15.2.6 --format oscola",
        'mouarchive cite agreement.pdf 4.2 --quote "for six months"',
        "mouarchive cite --check citations.txt",
    ),
)
@click.argument("version", required=False)
@click.argument("clause", required=False)
@format_option("Citation")
@click.option("--quote", default="", metavar="WORDS", help="The words meant, if not the clause's first ones.")
@click.option(
    "--check",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check the citations in this file: in any of the formats, prose between them.",
)
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="With --check: a folder of PDF files to look in, too.",
)
@output_option
@ocr_option
def command(
    version: str | None,
    clause: str | None,
    form: str,
    quote: str,
    listed: Path | None,
    files: tuple[Path, ...],
    output: Path | None,
    *,
    ocr: bool,
) -> None:
    """Cite a clause of a version or a PDF file: agreement, version, clause, page, release, SHA-256, quote.

    --check says of each citation in a file whether the bytes, the clause, the words and the page are still as
    cited, and if not, why; it asks nobody but the archive and the folders where the files lie. The exit code
    is 1 where one fails.
    """
    if listed is not None:
        if version or quote:
            raise click.UsageError("--check takes a file of citations alone, no VERSION, CLAUSE or --quote")
        _check(listed, files, form, output)
        return
    if version is None or clause is None:
        raise click.UsageError("name a VERSION and a CLAUSE, or a file of citations with --check")
    from mouarchive.answers.citing import cite
    from mouarchive.answers.listing import listing
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    found = listing(version, clause, ocr=ocr, progress=progress)
    write(cite(found.source, found.clauses[0], quote), Wish(form), output)


def _check(listed: Path, files: tuple[Path, ...], form: str, output: Path | None) -> None:
    from mouarchive.answers.citation_check import check_list
    from mouarchive.errors import MouarchiveError
    from mouarchive.output.serializer import Wish, forms, write
    from mouarchive.output.terminal import progress

    if form not in forms("Verdicts"):
        raise click.UsageError(f"--check writes {', '.join(forms('Verdicts'))}")
    verdicts = check_list(listed, files, progress=progress)
    write(verdicts, Wish(form), output)
    if verdicts.failed:
        raise MouarchiveError(f"{listed.name}: {verdicts.failed} of {len(verdicts.found)} citations failed")
