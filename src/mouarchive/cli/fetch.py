"""`mouarchive fetch`: download registered copies."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import agreement_option, format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "fetch",
    cls=Command,
    short_help="Download copies that are registered.",
    examples=("mouarchive fetch", "mouarchive fetch --agreement dfe-home-office-pupil-data"),
)
@agreement_option
@format_option("Receipts")
@output_option
@click.pass_context
def command(ctx: click.Context, agreement: str | None, form: str, output: Path | None) -> None:
    """Download the copies that the record names with an address and that are not here yet, and take them in.

    Only the hosts that the record itself names are asked. What is no PDF, or has another SHA-256 than the
    record says, is refused, and the rest goes on.
    """
    from mouarchive.archive.intake.fetch import fetch
    from mouarchive.archive.locate import find_root
    from mouarchive.archive.record.load import load_record
    from mouarchive.cli.add import write_all
    from mouarchive.errors import NotFoundError
    from mouarchive.output.terminal import progress

    root = find_root()
    known = [one.id for one in load_record(root.documents).agreements]
    if agreement is not None and agreement not in known:
        raise NotFoundError(f"{agreement}: no such agreement; held: {', '.join(known) or 'none'}")
    with progress("Fetching") as tell:
        receipts = fetch(root, agreement, progress=tell)
    if not receipts:
        click.echo("Nothing to fetch: every copy that is registered with an address is here.")
    ctx.exit(write_all(receipts, form, output))
