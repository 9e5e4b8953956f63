"""`mouarchive blame`: each word of a clause with the version that brought it."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import format_option, ocr_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "blame",
    cls=Command,
    short_help="Say which version brought each word of a clause.",
    examples=(
        "mouarchive blame specimen-pupil-data 15.2.6",
        "mouarchive blame specimen-pupil-data@2.1 15.2.6 --format html -o clause.html",
        "mouarchive blame specimen-pupil-data -o series.docx",
        "mouarchive blame 1.0.pdf 1.1.pdf 2.0.pdf --clause 15.2",
    ),
)
@click.argument("series", nargs=-1, required=True, metavar="AGREEMENT [CLAUSE] | FILE FILE...")
@click.option("--clause", default="", metavar="NUMBER", help="The clause, where files are named.")
@format_option("Blaming")
@output_option
@ocr_option
def command(series: tuple[str, ...], clause: str, form: str, output: Path | None, *, ocr: bool) -> None:
    """Say which version brought each word of a clause, and which took what it no longer says.

    The clause is followed through the whole series, whatever its number in each version. Words without a mark
    are from the oldest version read; {+so+}(1.0) came in 1.0, [-so-](struck 2.1) is gone since 2.1, [?so?] is
    blacked out since. Where versions between two are not held, it says "in or before". Without CLAUSE every
    clause is shown. Files are taken as a series in the order in which they are named, the oldest first.
    """
    from mouarchive.answers.blaming import blame_archive, blame_files
    from mouarchive.answers.texts import archive, is_file
    from mouarchive.errors import UsageError
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    if is_file(series[0]):
        found = blame_files(series, clause, ocr=ocr, progress=progress)
    else:
        agreement, *rest = series
        asked = [*rest, *([clause] if clause else [])]
        if len(asked) > 1:
            raise UsageError("name one AGREEMENT and one CLAUSE, or files only, with --clause")
        with archive(progress) as store:
            found = blame_archive(store, agreement, *asked)
    write(found, Wish(form), output)
