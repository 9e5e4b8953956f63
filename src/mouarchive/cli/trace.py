"""`mouarchive trace`: where a phrase appears, vanishes and returns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mouarchive.cli._options import (
    agreement_option,
    as_at_option,
    by_option,
    format_option,
    ocr_option,
    output_option,
)
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.answers.tracing import Followed

__all__ = ["command"]


@click.command(
    "trace",
    cls=Command,
    short_help="Say where a phrase appears and vanishes.",
    examples=(
        'mouarchive trace "(once collected) nationality"',
        "mouarchive trace nationality --agreement specimen-pupil-data --near",
        'mouarchive trace "(once collected) nationality" --as-at 2016-09-26',
        "mouarchive trace nationality --as-at 2016-12-31 --by disclosed",
        "mouarchive trace nationality 1.0.pdf 2.1.docx",
    ),
)
@click.argument("phrase")
@click.argument("files", nargs=-1)
@agreement_option
@click.option(
    "--near", is_flag=True, help="List near hits, too: misreadings of scans, apart from exact ones."
)
@as_at_option
@by_option
@format_option("Tracing")
@output_option
@ocr_option
def command(
    phrase: str,
    files: tuple[str, ...],
    agreement: str | None,
    as_at: str | None,
    by: str | None,
    form: str,
    output: Path | None,
    *,
    near: bool,
    ocr: bool,
) -> None:
    """Say where a phrase appears, vanishes and returns, in every agreement, with page and SHA-256.

    Case, punctuation, line breaks and hyphenation make no difference. A version that is not held, could not
    be read or is blacked out at that place is neither with nor without the phrase: it is in doubt.

    Where FILES are named, the phrase is followed through them and no archive is asked: PDF, Word or
    OpenDocument texts, the oldest first.
    """
    from mouarchive.answers.as_at import day
    from mouarchive.answers.texts import archive
    from mouarchive.answers.tracing import Tracing, asked_phrase, follow_all, follow_files
    from mouarchive.errors import UsageError
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    if by and not as_at:
        raise UsageError("--by says by which date --as-at is meant: give both, or neither")
    asked = day(as_at) if as_at else None
    asked_phrase(phrase)
    if files:
        if agreement or asked:
            raise UsageError("--agreement and --as-at are about an archive: not where files are named")
        found: tuple[Followed, ...] = (follow_files(phrase, files, ocr=ocr, progress=progress),)
    else:
        with archive(progress) as store:
            found = follow_all(store, phrase, agreement)
    write(Tracing(phrase, found, near, asked, by), Wish(form), output)
