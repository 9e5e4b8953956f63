"""The characters of a page, in bulk and one by one."""

from __future__ import annotations

import ctypes
from pathlib import Path

import msgspec

from mouarchive.reading.text import pdfium

SPECIMENS = Path(__file__).parents[3] / "documents"


def test_boxes_asked_in_bulk_are_those_asked_one_by_one(monkeypatch) -> None:
    """Asking for boxes a few at a time, in memory used before, gives each character its own box."""
    monkeypatch.setattr(pdfium, "FONT", msgspec.structs.replace(pdfium.FONT, boxes_at_once=7))
    path = min(SPECIMENS.rglob("*.pdf"))
    with path.open("rb") as file:
        document = pdfium.open_document(file.fileno())
        page = document.page(0)
        glyphs = page.glyphs(100_000)
        expected = []
        box = page.raw.FS_RECTF()
        for index in range(len(glyphs.units)):
            page.raw.FPDFText_GetLooseCharBox(page._text_page, index, ctypes.byref(box))
            expected.append((box.left, box.right))
        page.close()
    assert len(expected) > 100
    assert list(zip(glyphs.left, glyphs.right, strict=True)) == expected
