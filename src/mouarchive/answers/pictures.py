"""Pictures of the pages on which clauses stand, with the clauses marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mouarchive.answers.texts import Source, file_of
from mouarchive.errors import MouarchiveError
from mouarchive.model import Clause
from mouarchive.reading import page_images

__all__ = ["pictures"]

_DPI = 150


def pictures(source: Source, clauses: Sequence[Clause]) -> Iterator[tuple[int, bytes]]:
    """A PNG of each page on which the clauses stand, with the page's number.

    Raises MouarchiveError where the clauses' places are not known, UnreadableError where the PDF is not.
    """
    boxes = [place for clause in clauses for place in clause.boxes]
    if not boxes:
        raise MouarchiveError(f"{source.name}: it is not known where on the page this clause stands")
    pages = sorted({place.page for place in boxes})
    yield from page_images(file_of(source), pages, _DPI, boxes=boxes)
