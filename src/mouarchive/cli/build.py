"""`mouarchive build`: make the database agree with the record."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "build",
    cls=Command,
    short_help="Make the database agree with documents/.",
    examples=("mouarchive build", "mouarchive build --force --jobs 4"),
)
@click.option("--force", is_flag=True, help="Make the database anew, even where nothing has changed.")
@click.option(
    "--jobs",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many files to read at the same time.",
)
@format_option("Built")
@output_option
@click.pass_context
def command(ctx: click.Context, jobs: int, form: str, output: Path | None, *, force: bool) -> None:
    """Make db/mouarchive.db agree with documents/.

    Only files that are new or changed are read. A file that cannot be read is listed with the reason and does
    not stop the rest; the exit code is then 1. So it is while a file that holds text which its pages do not
    show waits for a decision: nothing of it comes into the database. The old database stays until the new one
    is complete.
    """
    from mouarchive.answers.receipts import Built
    from mouarchive.archive.database.build import build
    from mouarchive.archive.locate import find_root
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    root = find_root()
    with progress("Building") as tell:
        report = build(root, jobs=jobs, progress=tell, force=force)
    found = Built(report)
    for problem in found.problems:
        click.echo(f"mouarchive: {problem}", err=True)
    write(found, Wish(form), output)
    ctx.exit(report.exit_code)
