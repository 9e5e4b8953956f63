"""The one way out: any answer, in any format, to the screen, a pipe or a file.

A format is a module of this folder and a line in `FORMATS`. Its module has `write(answer, wish, file)` for
text, or `data(answer, wish)` for bytes, and so serves every command; what it has no better form for it takes
from `outline`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, Any, NamedTuple

from mouarchive.output.terminal import emit, emit_bytes

__all__ = ["FORMATS", "Format", "Wish", "forms", "write"]


class Format(NamedTuple):
    """A format: the module that writes it, and the answers that it can write (none named: all)."""

    module: str
    only: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = {
    "text": Format("as_text"),
    "html": Format("as_html"),
    "docx": Format("as_docx", ("Redlines", "Blaming")),
    "pdf": Format("as_pdf", ("Redlines",)),
    "md": Format("as_markdown"),
    "csv": Format("as_csv", ("Redlines",)),
    "json": Format("as_json"),
    "oscola": Format("as_citation", ("Citation",)),
    "bibtex": Format("as_citation", ("Citation",)),
    "csl": Format("as_citation", ("Citation",)),
}


class Wish(NamedTuple):
    """How an answer is to be written.

    `context` is the number of unchanged words beside each change, None for all. `columns` sets text side by
    side; `pager` is None where the window's size is to decide; `summary` asks for what heads a redline alone.
    `author` and `date` ("2016-10-07") stand on the tracked changes of a Word file.
    """

    form: str = "text"
    context: int | None = None
    columns: bool = False
    pager: bool | None = False
    summary: bool = False
    author: str = ""
    date: str | None = None


def forms(answer: str) -> tuple[str, ...]:
    """The formats in which an answer of this name can be written, the usual one first."""
    return tuple(name for name, form in FORMATS.items() if not form.only or answer in form.only)


def write(answer: Any, wish: Wish, output: Path | None = None) -> None:
    """Write an answer to stdout, or to the file `output`: whole or not at all.

    Raises UsageError for a format of bytes on a terminal, MouarchiveError where the file cannot be written.
    """
    if wish.summary:
        answer = answer.headed
    module: Any = import_module(f"mouarchive.output.{FORMATS[wish.form].module}")
    if hasattr(module, "data"):
        emit_bytes(module.data(answer, wish), output)
        return

    def fill(file: IO[str]) -> None:
        module.write(answer, wish, file)

    emit(fill, output, pager=wish.pager if wish.form == "text" else False)
