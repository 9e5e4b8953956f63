"""Pictures of pages, asked of the worker: several of a file in one go, since its start costs most."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from mouarchive.model import PageBox
from mouarchive.reading.child import Death, run
from mouarchive.reading.limits import DEFAULT, Limits
from mouarchive.reading.parent import job_for, opened, refusal
from mouarchive.reading.wire import Fault, Job, Picture

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from mouarchive.model import Box

__all__ = ["page_image", "page_images"]

_DPI = 120
_AT_ONCE = 16
"""Pages that one worker draws: its limits of time are those of one document."""


def page_image(
    path: Path, page: int, dpi: int = _DPI, limits: Limits = DEFAULT, *, boxes: Iterable[Box] = ()
) -> bytes:
    """A picture of one page (from 1): PNG with few colours, or WebP where the page is a scan.

    With `boxes` (in points) it is a PNG on which these places are marked.

    The first bytes tell which. A page that would need more than `limits.image_pixels` is drawn smaller.
    Raises UnreadableError, one line that names the file, what is wrong and what to do.
    """
    places = [PageBox(page, box) for box in boxes]
    with closing(page_images(path, (page,), dpi, limits, boxes=places)) as drawn:
        return next(drawn)[1]


def page_images(
    path: Path,
    pages: Iterable[int],
    dpi: int = _DPI,
    limits: Limits = DEFAULT,
    *,
    boxes: Iterable[PageBox] = (),
) -> Generator[tuple[int, bytes], None, None]:
    """Pictures of several pages (from 1) of one file, each with its page as soon as it is drawn.

    They come in the order asked, as `page_image` gives them one by one, for a fraction of its time. Raises
    UnreadableError at the first page that gives none.
    """
    wanted, places = tuple(pages), tuple(boxes)
    with opened(path, limits) as file:
        whole = msgspec.structs.replace(job_for(path, file, limits, ocr=False), dpi=dpi)
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            marked = tuple(place for place in places if place.page in some)
            yield from _drawn(path, msgspec.structs.replace(whole, image_pages=some, boxes=marked), limits)


def _drawn(path: Path, job: Job, limits: Limits) -> Generator[tuple[int, bytes], None, None]:
    drawn = 0
    try:
        for message in run(job, limits.wall_seconds, limits.output_bytes):
            if isinstance(message, Picture):
                drawn += 1
                yield message.page, message.data
            elif isinstance(message, Fault):
                raise refusal(path, message.code, message.message)
    except Death as death:
        raise refusal(path, death.code, str(death)) from death
    if drawn < len(job.image_pages):
        raise refusal(path, "crashed", f"page {job.image_pages[drawn]} gave no picture")
