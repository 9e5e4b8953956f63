"""The `mouarchive` command: thin; it parses, calls and prints.

Each command stands in a module of its own name, loaded only when it is asked for: the help must not
wait for the libraries that read PDFs or serve pages.
"""

from __future__ import annotations

import click

from mouarchive import __version__
from mouarchive.cli.group import Commands

__all__ = ["SECTIONS", "main"]

SECTIONS = {
    "Reading and comparing": ("diff", "show", "history", "blame", "trace", "search", "cite"),
    "Keeping an archive": ("init", "add", "fetch", "build", "status", "check", "decide"),
    "Publishing": ("serve", "export"),
}


@click.group(
    name="mouarchive",
    cls=Commands,
    sections=SECTIONS,
    examples=("mouarchive diff 1.0.pdf 2.1.pdf", 'mouarchive trace "(once collected) nationality"'),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "--version", message="mouarchive %(version)s")
def main() -> None:
    """Compare the versions of quietly amended government agreements, clause by clause.

    A VERSION is AGREEMENT@LABEL of the archive (specimen-pupil-data@1.0), a bare LABEL where only
    one agreement has it, or a PDF file. The archive is the folder you are in, or one above it,
    that holds documents/.
    """
