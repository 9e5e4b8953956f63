"""Measures that only the leak check asks for: a letter's own outline, and the sheet around the page."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from mouarchive.model import Box
from mouarchive.reading.text.glyphs import display_point

if TYPE_CHECKING:
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["outline", "sheet"]


def outline(page: OpenPage, index: int) -> Box | None:
    """The box around what one character paints, far tighter than its font's; None where there is none.

    The page's characters must have been asked for before.
    """
    edges = [ctypes.c_double() for _ in range(4)]
    text_page = page._text_page  # noqa: SLF001 - loaded once for all that is asked of a page's characters
    if not page.raw.FPDFText_GetCharBox(text_page, index, *map(ctypes.byref, edges)):
        return None
    left, right, bottom, top = (edge.value for edge in edges)
    return _displayed(page, left, bottom, right, top)


def sheet(page: OpenPage) -> Box:
    """The whole sheet (media box), of which the displayed page may be a part, from the page's corner."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not page.raw.FPDFPage_GetMediaBox(page.handle, *map(ctypes.byref, edges)):
        return Box(0.0, 0.0, page.width, page.height)
    left, bottom, right, top = (edge.value for edge in edges)
    return _displayed(page, left, bottom, right, top)


def _displayed(page: OpenPage, left: float, bottom: float, right: float, top: float) -> Box:
    point = display_point(page.crop, page.rotation)
    (x0, y0), (x1, y1) = point(left, bottom), point(right, top)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
