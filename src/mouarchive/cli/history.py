"""`mouarchive history`: one clause through all versions."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "history",
    cls=Command,
    short_help="Follow one clause through all versions.",
    examples=(
        "mouarchive history specimen-pupil-data 15.2.6",
        "mouarchive history specimen-pupil-data@2.1 15.2.6 --format json",
    ),
)
@click.argument("agreement")
@click.argument("clause")
@format_option("History")
@output_option
def command(agreement: str, clause: str, form: str, output: Path | None) -> None:
    """Follow one clause through all versions held, whatever its number in each.

    A number that has meant several clauses in the course of time gives the history of each;
    AGREEMENT@LABEL says in which version the number is meant.
    """
    from mouarchive.answers.history import history
    from mouarchive.answers.texts import archive
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    with archive(progress) as store:
        found = history(store, agreement, clause)
    write(found, Wish(form), output)
