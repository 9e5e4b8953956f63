"""`mouarchive search`: clauses that hold some words."""

from __future__ import annotations

from pathlib import Path

import click

from mouarchive.cli._options import agreement_option, format_option, output_option
from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "search",
    cls=Command,
    short_help="Find clauses by their words.",
    examples=(
        'mouarchive search "immigration enforcement"',
        "mouarchive search data retention --all-words --agreement specimen-pupil-data",
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--all-words", is_flag=True, help="Clauses that hold all the words, in any order and place.")
@agreement_option
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 5000), help="How many clauses to list."
)
@format_option("Hits")
@output_option
def command(
    words: tuple[str, ...],
    agreement: str | None,
    limit: int,
    form: str,
    output: Path | None,
    *,
    all_words: bool,
) -> None:
    """Find the clauses that hold these words, one after the other, in every version held.

    Whole words only; case does not matter. `trace` follows a phrase through the versions instead.
    """
    from mouarchive.answers.hits import hits
    from mouarchive.answers.texts import archive
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    with archive(progress) as store:
        found = hits(
            store, " ".join(words), mode="all" if all_words else "phrase", agreement=agreement, limit=limit
        )
    write(found, Wish(form), output)
