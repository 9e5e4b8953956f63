"""Receipts of releases taken in, as `add` and `fetch` print them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from mouarchive.output.safe import safe_line

if TYPE_CHECKING:
    from mouarchive.archive.intake.accession import Receipt

__all__ = ["write", "write_all"]


def write_all(receipts: Iterable[Receipt]) -> int:
    """Print the receipts, refusals on stderr; the exit code: 1 where one was refused."""
    code = 0
    for receipt in receipts:
        write(receipt)
        if receipt.state == "refused":
            code = 1
    return code


def write(receipt: Receipt) -> None:
    """Print one receipt: what became of the file, what was taken from the document itself, its hash."""
    if receipt.state == "refused":
        click.echo(f"mouarchive: {safe_line(receipt.message)}", err=True)
        return
    click.echo(safe_line(receipt.message))
    for key, value, ground in receipt.proposed:
        click.echo(f"  {key}: {safe_line(value)} ({safe_line(ground)})")
    if receipt.sha256 and receipt.state == "added":
        clauses = f", {receipt.clauses} clauses" if receipt.clauses is not None else ""
        click.echo(f"  sha256 {receipt.sha256}, {receipt.size} bytes{clauses}")
    for alarm in receipt.alarms:
        click.echo(f"  ! {safe_line(alarm)}")
