"""`mouarchive status`: what is held, declared, withheld and unread."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from mouarchive.cli._options import agreement_option, format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "status",
    cls=Command,
    short_help="Say what is held, withheld and unread.",
    examples=("mouarchive status", "mouarchive status --agreement specimen-pupil-data"),
)
@agreement_option
@format_option("text", "json")
@output_option
def command(agreement: str | None, form: str, output: Path | None) -> None:
    """Say what the archive holds of each agreement, and what it knows of but does not hold.

    held: its text could be read · unread: its file is here but could not be read · registered: published, but
    not fetched yet · withheld: refused under an exemption · declared: named by another version alone.
    """
    from mouarchive.output.sources import archive
    from mouarchive.output.standing import standing
    from mouarchive.output.terminal import emit

    with archive() as store:
        wanted = [store.agreement(agreement)] if agreement else store.agreements()
        found = [standing(store, one) for one in wanted]

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output.as_json import dumps
            from mouarchive.output.standing import standings_json

            file.write(dumps(standings_json(found)))
        else:
            from mouarchive.output.standing_text import standings

            standings(file, found)

    emit(write, output)
