"""PDFs that the tests draw themselves, and a way to read one page of them without a worker."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from mouarchive.reading.page import begin_page
from mouarchive.reading.process.wire import Job
from mouarchive.reading.text.pdfium import open_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mouarchive.model import Page, Warn

WIDTH, HEIGHT = 595, 842


def job(**changes) -> Job:
    values = {
        "fd": 0,
        "name": "test.pdf",
        "cpu_seconds": 30,
        "memory_bytes": 10**9,
        "open_files": 64,
        "pages": 100,
        "text_characters": 10**6,
        "page_characters": 10**5,
        "image_pixels": 10**7,
    }
    return Job(**(values | changes))


def drawn_pdf(draw: Callable[[Canvas], None], **options) -> bytes:
    """The bytes of a one-page PDF (A4, y up) that `draw` paints."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    canvas.setFont("Times-Roman", 12)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def drawn() -> Callable[..., bytes]:
    """The function that makes a one-page PDF."""
    return drawn_pdf


@pytest.fixture
def read(tmp_path: Path):
    """Read the first page of a PDF given as bytes or as a drawing function; our own files are safe here."""

    def _read(content: bytes | Callable[[Canvas], None], **changes) -> tuple[Page, list[Warn]]:
        data = content if isinstance(content, bytes) else drawn_pdf(content)
        path = tmp_path / "page.pdf"
        path.write_bytes(data)
        fd = os.open(path, os.O_RDONLY)
        try:
            page, warnings = begin_page(open_document(fd), 1, job(**changes), lambda: True).finish()
            return page, list(warnings)
        finally:
            os.close(fd)

    return _read


@pytest.fixture
def texts(read):
    """The lines' texts of a drawn page."""
    return lambda content: [line.text for line in read(content)[0].lines]
