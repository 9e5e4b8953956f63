"""`mouarchive status`: what is held, declared, withheld and unread."""

from __future__ import annotations

from pathlib import Path

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
@format_option("Standings")
@output_option
def command(agreement: str | None, form: str, output: Path | None) -> None:
    """Say what the archive holds of each agreement, and what it knows of but does not hold.

    held: its text could be read · unread: its file is here but could not be read · registered: published, but
    not fetched yet · withheld: refused under an exemption · declared: named by another version alone.
    """
    from mouarchive.answers.standing import standings
    from mouarchive.answers.texts import archive
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    with archive(progress) as store:
        found = standings(store, agreement)
    write(found, Wish(form), output)
