"""`mouarchive init`: start an archive."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "init",
    cls=Command,
    short_help="Start an archive.",
    examples=("mouarchive init", "mouarchive init my-archive"),
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
def command(folder: Path) -> None:
    """Start an archive in FOLDER, or in this folder where none is named.

    Makes documents/ for the record and db/ for what is derived from it; what is there already stays as it is.
    """
    from mouarchive.archive.intake.accession import init_archive
    from mouarchive.words import safe_line

    root = init_archive(folder)
    click.echo(
        f"{safe_line(str(root.folder))} is an archive; take in a release with: mouarchive add FILE.pdf"
    )
