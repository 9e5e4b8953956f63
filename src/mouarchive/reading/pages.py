"""The worker's main loop: each page to lines, rules, boxes, pictures and a verdict on its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouarchive.model import Page, Quality, Warn
from mouarchive.reading.engine import engine_name
from mouarchive.reading.glyphs import to_display
from mouarchive.reading.layout import rows
from mouarchive.reading.lines import line_of
from mouarchive.reading.pdfium import open_document
from mouarchive.reading.quality import garbled, image_share, stop_word_share
from mouarchive.reading.wire import Fault, Message, Note, PageRead, Started
from mouarchive.reading.words import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mouarchive.model import Line
    from mouarchive.reading.gate import Gate
    from mouarchive.reading.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.wire import Job

__all__ = ["read_pages"]


def read_pages(job: Job, gate: Gate) -> Iterator[Message]:
    """Read all pages from `job.first_page` on; one that fails is kept, empty and marked, with a warning."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        yield Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy")
        return
    count = document.pages
    if count != gate.pages:
        yield Note(
            Warn(
                "page-count",
                f"two readers count {gate.pages} and {count} pages: the file is damaged, some may be missing",
            )
        )
    characters = 0
    for number in range(job.first_page, max(count, gate.pages) + 1):
        yield Started(number)
        if number > count:
            yield from _lost(number, "it cannot be opened")
            continue
        try:
            page, warnings = _read_page(document, number, job)
        except (ValueError, OverflowError, ArithmeticError) as error:
            yield from _lost(number, str(error))
            continue
        characters += page.quality.characters
        if characters > job.text_characters:
            yield Fault("limit", f"its text is over the limit of {job.text_characters} (text_characters)")
            return
        yield PageRead(page)
        for warning in warnings:
            yield Note(warning)


def _lost(number: int, why: str) -> Iterator[Message]:
    quality = Quality(engine=engine_name(), characters=0, usable=False)
    yield PageRead(Page(number, 0.0, 0.0, (), quality))
    yield Note(Warn("page-unread", f"page {number} could not be read: {why}", number))


def _read_page(document: OpenDocument, number: int, job: Job) -> tuple[Page, list[Warn]]:
    opened = document.page(number - 1)
    try:
        warnings: list[Warn] = []
        lines = _lines(opened, number, job, warnings)
        return _judge(opened, number, lines, warnings), warnings
    finally:
        opened.close()


def _lines(opened: OpenPage, number: int, job: Job, warnings: list[Warn]) -> tuple[Line, ...]:
    glyphs = opened.glyphs(job.page_characters)
    if glyphs.cut:
        limit = f"{job.page_characters} (page_characters)"
        warnings.append(Warn("limit", f"page {number} has more text than the limit of {limit}", number))
    to_display(glyphs, opened.crop, opened.rotation)
    return tuple(line_of(row, number) for row in rows(cut(glyphs, opened.style), opened.width))


def _judge(opened: OpenPage, number: int, lines: tuple[Line, ...], warnings: list[Warn]) -> Page:
    text = "\n".join(line.text for line in lines)
    share = stop_word_share(text)
    why = garbled(text, share)
    covered = image_share((), opened.width, opened.height)
    if why:
        warnings.append(Warn("garbled", f"the text of page {number} is not what is printed ({why})", number))
    quality = Quality(
        engine=engine_name(),
        characters=sum(not character.isspace() for character in text),
        stop_words=share,
        image_share=covered,
        usable=why is None,
    )
    return Page(number, opened.width, opened.height, lines, quality, rotation=opened.rotation)
