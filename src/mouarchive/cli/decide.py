"""`mouarchive decide`: whether a copy that hides text may be published."""

from __future__ import annotations

import click

from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "decide",
    cls=Command,
    short_help="Say whether a copy that hides text may be published.",
    examples=(
        'mouarchive decide pupil-data@1.0 hold-back --who "A. Keeper" --why "names under a box"',
        'mouarchive decide 20151218-final-v1.0.pdf publish --who "A. Keeper" --why "page numbers"',
    ),
)
@click.argument("copy", metavar="VERSION|FILE|SHA256")
@click.argument("decision", type=click.Choice(("publish", "hold-back")))
@click.option("--who", required=True, help="Who decided.")
@click.option("--why", required=True, help="Why; do not repeat hidden words, it is published.")
def command(copy: str, decision: str, who: str, why: str) -> None:
    """Record what a person decided about a copy that holds text which its pages do not show.

    Until then nothing of it is published: no file, page, clause or search result, in no format. What is
    decided stands in agreement.toml with its date and can be decided anew; the next build carries it out.
    """
    from mouarchive.archive.intake.accession import decide
    from mouarchive.archive.locate import find_root
    from mouarchive.words import safe_line

    agreement, file = decide(find_root(), copy, decision, who, why)
    done = "may be published" if decision == "publish" else "stays held back"
    click.echo(f"documents/{agreement}/{safe_line(file)} {done}; carry it out with: mouarchive build")
