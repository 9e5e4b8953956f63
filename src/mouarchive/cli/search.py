"""`mouarchive search`: clauses that hold some words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mouarchive.cli._options import agreement_option, as_at_option, by_option, format_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.archive.store.searching import Mode

__all__ = ["command"]

_INSIDE = ("text", "added", "removed")  # as `answers.hits.INSIDE`: help must not wait for what searches


@click.command(
    "search",
    cls=Command,
    short_help="Find clauses by their words.",
    examples=(
        'mouarchive search "immigration enforcement"',
        "mouarchive search data retention --all-words --agreement specimen-pupil-data",
        "mouarchive search nationality --in removed",
        "mouarchive search retention --version specimen-pupil-data@2.1",
        "mouarchive search nationality --as-at 2016-09-26 --by in-force",
    ),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--all-words", is_flag=True, help="Clauses that hold all the words, in any order and place.")
@click.option(
    "--in",
    "inside",
    type=click.Choice(_INSIDE),
    default="text",
    help="In the texts, or in what each change added or took away.",
)
@click.option("--version", metavar="LABEL", help="Only in this version: a label, or AGREEMENT@LABEL.")
@as_at_option
@by_option
@agreement_option
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 5000), help="How many clauses to list."
)
@format_option("Hits")
@output_option
def command(
    words: tuple[str, ...],
    inside: str,
    version: str | None,
    as_at: str | None,
    by: str | None,
    agreement: str | None,
    limit: int,
    form: str,
    output: Path | None,
    *,
    all_words: bool,
) -> None:
    """Find the clauses that hold these words, one after the other, in every version held.

    Whole words only; case does not matter. `trace` follows a phrase through the versions instead.

    --in added finds the words in what a version has and the held one before it had not, --in removed in what
    it no longer has; each with the number of the change, its permanent id, both versions and the clause.
    --version is then the newer of the two. --as-at searches what held on a day: what was in force, dated,
    public or in the archive by then, or by one of these dates with --by; what is not held is said.
    """
    from mouarchive.answers.as_at import day
    from mouarchive.answers.hits import Scope, hits
    from mouarchive.answers.texts import archive
    from mouarchive.output.serializer import Wish, write
    from mouarchive.output.terminal import progress

    scope = Scope(inside, version, day(as_at) if as_at else None, by)
    mode: Mode = "all" if all_words else "phrase"
    with archive(progress) as store:
        found = hits(store, " ".join(words), mode=mode, agreement=agreement, scope=scope, limit=limit)
    write(found, Wish(form), output)
