"""`mouarchive check`: text that a file carries and its pages do not show."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "check",
    cls=Command,
    short_help="Look for text under boxes and other leaks.",
    examples=(
        "mouarchive check release.pdf",
        "mouarchive check specimen-pupil-data@1.0",
        "mouarchive check --format json -o leaks.json",
    ),
)
@click.argument("names", nargs=-1, metavar="[VERSION|FILE.pdf]...")
@format_option("Leaks")
@output_option
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], form: str, output: Path | None) -> None:
    """Look for text that a PDF carries and its pages do not show; without a name, in every copy held.

    Found are words under boxes, pictures, lines and notes, in white, cropped away or not painted; marks for
    redaction that were never applied; words of earlier revisions; comments; embedded files. Each is one line:
    where it stands (in points from the page's top left corner) and how long it is, never what it says. A
    name in the file's description of itself is said as a note. Exit code 1 where something was found.
    """
    from mouarchive.answers.leaking import leaks
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress
    from mouarchive.words import safe_line

    found = leaks(names, progress=progress)
    write(found, Wish(form), output)
    for _, why in found.refused:
        click.echo(f"mouarchive: {safe_line(why)}", err=True)
    ctx.exit(int(found.alarming))
