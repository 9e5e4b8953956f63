"""Receipts of releases taken in, as `add` and `fetch` write them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mouarchive.archive.intake.incoming import Receipt

__all__ = ["refusal", "write_all"]


def write_all(receipts: Iterable[Receipt], form: str, output: Path | None = None) -> int:
    """Write the receipts, refusals on stderr; the exit code: 1 where one was refused."""
    from mouarchive.answers.receipts import Receipts
    from mouarchive.output.serializer import Wish, write

    found = Receipts(tuple(receipts))
    for receipt in found.given:
        if receipt.state == "refused":
            refusal(receipt)
    write(found, Wish(form), output)
    return int(found.refused)


def refusal(receipt: Receipt) -> None:
    """Say on stderr why a file was not taken in."""
    from mouarchive.answers.receipts import sentences

    click.echo(f"mouarchive: {next(sentences(receipt))}", err=True)
