"""Cells that a spreadsheet takes as text: one that begins like a formula is kept from being one. Pure."""

from __future__ import annotations

import re

__all__ = ["harmless_cell"]

# What spreadsheets take for a formula, also after spaces and at the start of a later line of the cell.
_FORMULA = re.compile(r"(?:\A|[\r\n])\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|\A[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def harmless_cell(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return "'" + cell if _FORMULA.search(cell) and not _NUMBER.fullmatch(cell) else cell
