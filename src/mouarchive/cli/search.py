"""`mouarchive search`: clauses that hold some words."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from mouarchive.cli._options import agreement_option, format_option, output_option
from mouarchive.cli.group import Command
from mouarchive.errors import UsageError

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
@format_option("text", "json")
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
    from mouarchive.output.sources import archive
    from mouarchive.output.terminal import emit

    if not any(letter.isalnum() for word in words for letter in word):
        raise UsageError("nothing to search for: give at least one letter or digit")
    with archive() as store:
        if agreement:
            agreement = store.agreement(agreement).id
        found = store.search(
            " ".join(words), mode="all" if all_words else "phrase", agreement=agreement, limit=limit
        )

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output.as_json import dumps
            from mouarchive.output.hits import hits_json

            file.write(dumps(hits_json(found)))
        else:
            from mouarchive.output.hits_text import hits

            hits(file, found)

    emit(write, output)
