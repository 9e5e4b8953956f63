"""Options that several commands share, so that they are spelled and explained alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from mouarchive.output.serializer import forms

__all__ = [
    "agreement_option", "as_at_option", "by_option", "explain_option", "format_option", "ocr_option",
    "output_option",
]  # fmt: skip

Decorator = Callable[[Any], Any]
_BY_DEFAULT = click.core.ParameterSource.DEFAULT


_ENDINGS: Mapping[str, str] = {
    ".txt": "text", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf", ".md": "md",
    ".csv": "csv", ".json": "json", ".bib": "bibtex",
}  # fmt: skip
"""The format that the ending of a file's name asks for, where `--format` is not given."""


def format_option(answer: str) -> Decorator:
    """`--format`: every format that can write an answer of this name; the parameter is called `form`.

    Without it the ending of `-o` decides; one that no format has is refused.
    """
    possible = forms(answer)

    def chosen(ctx: click.Context, _: click.Parameter, value: str) -> str:
        output: Path | None = ctx.params.get(
            "output"
        )  # options that were given come before those that were not
        if output is None or not output.suffix or ctx.get_parameter_source("form") is not _BY_DEFAULT:
            return value
        form = _ENDINGS.get(output.suffix.casefold(), "")
        if form not in possible:
            known = ", ".join(ending for ending, one in _ENDINGS.items() if one in possible)
            raise click.UsageError(
                f"-o {output.name}: nothing is written here with this ending; end it in one of {known}, or "
                f"name the format with --format"
            )
        return form

    return click.option(
        "--format",
        "form",
        type=click.Choice(possible),
        default=possible[0],
        show_default=True,
        callback=chosen,
        help="How to write it; with -o the file's ending decides, if this is not given.",
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

as_at_option: Decorator = click.option(
    "--as-at", metavar="DATE", help="Say what held on this day: in force, dated, public, in the archive."
)

by_option: Decorator = click.option(
    "--by",
    type=click.Choice(("in-force", "dated", "disclosed", "accessioned")),
    help="With --as-at: only by this one of the four dates.",
)

agreement_option: Decorator = click.option(
    "--agreement", metavar="AGREEMENT", help="Only in this agreement (the name of its folder in documents/)."
)
