"""Pictures of the pages on which clauses stand, with the clauses marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mouarchive.errors import MouarchiveError
from mouarchive.model import Clause
from mouarchive.output.source import Source

__all__ = ["path_of", "write_pictures"]

_DPI = 150


def write_pictures(source: Source, clauses: Sequence[Clause], image: Path) -> Iterator[Path]:
    """Write one PNG for each page, the first to `image`, the others beside it; yields each file's path.

    Raises MouarchiveError where the clauses' places are not known, UnreadableError where the PDF is not.
    """
    from mouarchive.archive.files import plain_errors, write_whole  # noqa: PLC0415 - only for a picture
    from mouarchive.reading import page_images  # noqa: PLC0415 - loads the reading room

    boxes = [place for clause in clauses for place in clause.boxes]
    if not boxes:
        raise MouarchiveError(f"{source.name}: it is not known where on the page this clause stands")
    pdf = path_of(source)
    pages = sorted({place.page for place in boxes})
    for number, (page, data) in enumerate(page_images(pdf, pages, _DPI, boxes=boxes)):
        target = image if number == 0 else image.with_name(f"{image.stem}-p{page}{image.suffix}")
        with plain_errors(f"{target} could not be written"):
            write_whole(target, data)
        yield target


def path_of(source: Source) -> Path:
    """Where the PDF of a source lies. Raises MouarchiveError where it is not held as a file."""
    from mouarchive.archive.locate import find_root  # noqa: PLC0415 - only for a version of an archive

    if source.file is None:
        raise MouarchiveError(f"{source.name}: its file is not held")
    if source.version is None:
        return Path(source.file)
    return find_root().documents / source.version.partition("@")[0] / source.file
