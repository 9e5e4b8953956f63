"""`mouarchive export`: a version or a file in another form."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "export",
    cls=Command,
    short_help="Make a searchable PDF of a scan.",
    examples=(
        "mouarchive export --searchable searchable.pdf scan.pdf",
        "mouarchive export --searchable searchable.pdf specimen-pupil-data@2.0",
    ),
)
@click.argument("version", metavar="VERSION|FILE.pdf")
@click.option(
    "--searchable",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.pdf",
    required=True,
    help="Write a copy here on which scanned pages have a text layer.",
)
def command(version: str, searchable: Path) -> None:
    """Make a copy of a PDF that can be searched and copied from, by OCRmyPDF where it is installed.

    Pages that have text stay as they are. The copy is no original: cite the file that was released.
    """
    from mouarchive.archive.locate import find_root
    from mouarchive.errors import MouarchiveError
    from mouarchive.output.searchable import make_searchable
    from mouarchive.output.sources import archive, is_file

    if is_file(version):
        pdf = Path(version)
    else:
        root = find_root()
        with archive() as store:
            found = store.resolve(version)
            if found.sha256 is None:
                raise MouarchiveError(f"{found.id}: no copy of it is held; see: mouarchive status")
            pdf = root.documents / found.agreement / str(store.copy(found.sha256).file)
    make_searchable(pdf, searchable)
    click.echo(f"wrote {searchable}")
