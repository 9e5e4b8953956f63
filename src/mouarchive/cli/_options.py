"""Options that several commands share, so that they are spelled and explained alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mouarchive.output.serializer import forms

__all__ = ["agreement_option", "explain_option", "format_option", "ocr_option", "output_option"]

Decorator = Callable[[Any], Any]


def format_option(answer: str) -> Decorator:
    """`--format`: every format that can write an answer of this name; the parameter is called `form`."""
    possible = forms(answer)
    return click.option(
        "--format",
        "form",
        type=click.Choice(possible),
        default=possible[0],
        show_default=True,
        help="How to write it.",
    )


output_option: Decorator = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, whole or not at all, not to the screen.",
)

ocr_option: Decorator = click.option(
    "--ocr/--no-ocr", default=True, help="Read pages that are pictures by OCR, where it is installed."
)

explain_option: Decorator = click.option(
    "--explain", is_flag=True, help="Say instead, in plain words, which steps and rules made it so."
)

agreement_option: Decorator = click.option(
    "--agreement", metavar="AGREEMENT", help="Only in this agreement (the name of its folder in documents/)."
)
