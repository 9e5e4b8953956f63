"""`mouarchive history`: one clause through all versions."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.archive.database.rows import LineageRow
    from mouarchive.archive.store.store import Store

__all__ = ["command"]


@click.command(
    "history",
    cls=Command,
    short_help="Follow one clause through all versions.",
    examples=(
        "mouarchive history specimen-pupil-data 15.2.6",
        "mouarchive history specimen-pupil-data@2.1 15.2.6 --format json",
    ),
)
@click.argument("agreement")
@click.argument("clause")
@format_option("text", "json")
@output_option
def command(agreement: str, clause: str, form: str, output: Path | None) -> None:
    """Follow one clause through all versions held, whatever its number in each.

    A number that has meant several clauses in the course of time gives the history of each;
    AGREEMENT@LABEL says in which version the number is meant.
    """
    from mouarchive.output.sources import archive
    from mouarchive.output.terminal import emit

    with archive() as store:
        found = [(row, store.lineage_steps(row.id)) for row in _lineages(store, agreement, clause)]

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output.as_json import dumps
            from mouarchive.output.lineage import lineages_json

            file.write(dumps(lineages_json(clause, found)))
        else:
            from mouarchive.output.lineage_text import lineages

            lineages(file, clause, found)

    emit(write, output)


def _lineages(store: Store, name: str, clause: str) -> list[LineageRow]:
    """The lineages that have had this number, in the version named or in any. Raises NotFoundError."""
    from mouarchive.errors import NotFoundError

    if "@" in name:
        version = store.resolve(name)
        return [store.lineage_of(version.id, store.clause(version.id, clause).eid)]
    agreement = store.agreement(name)
    found: dict[str, LineageRow] = {}
    missing: NotFoundError | None = None
    for version in store.versions(agreement.id, held_only=True):
        try:
            row = store.lineage_of(version.id, store.clause(version.id, clause).eid)
        except NotFoundError as error:
            missing = error
        else:
            found.setdefault(row.id, row)
    if not found:
        raise missing or NotFoundError(
            f"{agreement.id}: the text of no version is held; see: mouarchive status"
        )
    return list(found.values())
