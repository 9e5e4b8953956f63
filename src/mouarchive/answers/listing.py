"""The clauses of one version or file, all or one with what it contains, and pictures of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mouarchive.answers.texts import Progress, Source, branch, file_of, load, quiet
from mouarchive.archive.lookup import find_clause
from mouarchive.errors import MouarchiveError
from mouarchive.model import Clause

__all__ = [
    "Listing",
    "listing",
    "pictures",
]


class Listing(msgspec.Struct, frozen=True):
    """The answer to `show`: a text, and those of its clauses that were asked for."""

    source: Source
    clauses: tuple[Clause, ...]


def listing(name: str, clause: str | None = None, *, ocr: bool = True, progress: Progress = quiet) -> Listing:
    """The clauses of the text of this name; with `clause`, that one and all it contains.

    Raises UnreadableError for a file that cannot be read, NotFoundError for an unknown version or clause.
    """
    (source,) = load([name], ocr=ocr, progress=progress)
    if clause is None:
        return Listing(source, source.clauses)
    return Listing(source, branch(source.clauses, find_clause(clause, source.clauses, source.name)))


_DPI = 150


def pictures(source: Source, clauses: Sequence[Clause]) -> Iterator[tuple[int, bytes]]:
    """A PNG of each page on which the clauses stand, with the page's number.

    Raises MouarchiveError where the clauses' places are not known, UnreadableError where the PDF is not.
    """
    from mouarchive.reading import as_pdf, page_images  # noqa: PLC0415 - reads PDFs: only for a picture

    boxes = [place for clause in clauses for place in clause.boxes]
    if not boxes:
        raise MouarchiveError(f"{source.name}: it is not known where on the page this clause stands")
    pages = sorted({place.page for place in boxes})
    with as_pdf(file_of(source)) as laid:
        yield from page_images(laid.path, pages, _DPI, boxes=boxes)
