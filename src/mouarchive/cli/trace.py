"""`mouarchive trace`: where a phrase appears, vanishes and returns."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from mouarchive.cli._options import agreement_option, format_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.archive.store.store import Store
    from mouarchive.output.following import Followed

__all__ = ["command"]


@click.command(
    "trace",
    cls=Command,
    short_help="Say where a phrase appears and vanishes.",
    examples=(
        'mouarchive trace "(once collected) nationality"',
        "mouarchive trace nationality --agreement specimen-pupil-data --near",
        'mouarchive trace "(once collected) nationality" --as-at 2016-09-26',
        "mouarchive trace nationality --as-at 2016-12-31 --by disclosed",
    ),
)
@click.argument("phrase")
@agreement_option
@click.option(
    "--near", is_flag=True, help="List near hits, too: misreadings of scans, apart from exact ones."
)
@click.option(
    "--as-at", metavar="DATE", help="Say what held on this day: in force, dated, public, in the archive."
)
@click.option(
    "--by",
    type=click.Choice(("in-force", "dated", "disclosed", "accessioned")),
    help="With --as-at: only by this one of the four dates.",
)
@format_option("text", "json")
@output_option
def command(
    phrase: str,
    agreement: str | None,
    as_at: str | None,
    by: str | None,
    form: str,
    output: Path | None,
    *,
    near: bool,
) -> None:
    """Say where a phrase appears, vanishes and returns, in every agreement, with page and SHA-256.

    Case, punctuation, line breaks and hyphenation make no difference. A version that is not held, could not
    be read or is blacked out at that place is neither with nor without the phrase: it is in doubt.
    """
    from mouarchive.errors import UsageError
    from mouarchive.output.dates import day
    from mouarchive.output.sources import archive
    from mouarchive.output.terminal import emit

    if by and not as_at:
        raise UsageError("--by says by which date --as-at is meant: give both, or neither")
    asked = day(as_at) if as_at else None
    if not any(char.isalnum() for char in phrase):
        raise UsageError("a phrase to trace needs at least one letter or digit")
    with archive() as store:
        wanted = [store.agreement(agreement)] if agreement else store.agreements()
        found = [_follow(store, one.id, phrase) for one in wanted]

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output.as_json import dumps
            from mouarchive.output.trace_json import tracing as json_of

            file.write(dumps(json_of(phrase, found, near=near, asked=asked, which=by)))
        else:
            from mouarchive.output.trace_text import tracing

            tracing(file, phrase, found, near=near, asked=asked, which=by)

    emit(write, output)


def _follow(store: Store, agreement: str, phrase: str) -> Followed:
    from mouarchive.comparing import trace
    from mouarchive.comparing.phrases import solid
    from mouarchive.output.following import Followed

    words = solid(phrase).text
    return Followed(
        store.agreement(agreement),
        trace(phrase, store.version_texts(agreement)),
        {version.label: version for version in store.versions(agreement)},
        store.copies(agreement),
        [
            row
            for row in store.statements(agreement)
            if any(named in words or words in named for named in (solid(text).text for text in row.phrases))
        ],
        store.claims(agreement),
    )
