"""What a tagged file itself says of its lines: their order, and which are no part of the text.

A word processor may write a structure beside the page: paragraphs, headings, tables, and which marks are mere
artifacts, such as running heads. It is made by a machine and seen by nobody, so that it is often wrong and
never trusted over what is seen; but it was made by other means than the reading here, and can be held against
it. It is asked only where a copy is taken in or audited, since it takes a fifth of a page's time.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from mouarchive.reading.text.glyphs import IDENTITY, display_point, move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.model import Line
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["OUTSIDE", "line_tags"]

OUTSIDE = -1
"""The tag of a line that no part of the structure holds: an artifact, or forgotten."""
_MOST_ELEMENTS = 20_000
_MOST_TEXTS = 20_000
_DEEPEST = 64
_SLACK = 2.0
_BAND = 4.0


def line_tags(page: OpenPage, drawing: Drawing, lines: Sequence[Line]) -> tuple[int, ...]:
    """For each line its place in the file's own order of the page, or OUTSIDE; nothing where it has none."""
    order = _order(page)
    if not order or not lines:
        return ()
    bands = _bands(lines)
    found: list[int | None] = [None] * len(lines)
    for text in drawing.texts[:_MOST_TEXTS]:
        x, y = _middle(page, text)
        at = next((at for at in bands.get(int(y // _BAND), ()) if _holds(lines[at], x, y)), None)
        if at is not None:
            content = page.raw.FPDFPageObj_GetMarkedContentID(ctypes.cast(text, page.raw.FPDF_PAGEOBJECT))
            place, known = order.get(content, OUTSIDE), found[at]
            if known is None or known == OUTSIDE or OUTSIDE < place < known:
                found[at] = place
    if None in found:
        # A line without an object of its own (a form's words, a pictured number) goes with its neighbour.
        found = list(_filled(found))
    return tuple(OUTSIDE if place is None else place for place in found)


def _filled(found: Sequence[int | None]) -> Iterator[int | None]:
    last: int | None = next((place for place in found if place is not None), None)
    for place in found:
        last = place if place is not None else last
        yield last


def _order(page: OpenPage) -> dict[int, int]:
    """The page's marked contents by number, each with its place in the structure."""
    raw = page.raw
    tree = raw.FPDF_StructTree_GetForPage(page.handle)
    if not tree:
        return {}
    order: dict[int, int] = {}
    try:
        waiting = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
            for index in reversed(range(_few(raw.FPDF_StructTree_CountChildren(tree))))
        ]
        _walk(raw, waiting, order)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return order


def _few(count: int) -> int:
    return min(max(count, 0), _MOST_ELEMENTS)


def _walk(raw: Any, waiting: list[tuple[Any, int]], order: dict[int, int]) -> None:
    """Each element and what it holds, in order; a structure that is too large or deep is read in part.

    An entry of the stack with depth -1 is the number of a marked content.
    """
    looked = 0
    while waiting and looked < _MOST_ELEMENTS:
        looked += 1
        element, depth = waiting.pop()
        if depth < 0:
            order.setdefault(element, len(order))
            continue
        if not element or depth > _DEEPEST:
            continue
        inside: list[tuple[Any, int]] = []
        for index in range(_few(raw.FPDF_StructElement_CountChildren(element))):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                inside.append((child, depth + 1))
                continue
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                inside.append((content, -1))
        waiting += reversed(inside)


def _middle(page: OpenPage, text: int) -> tuple[float, float]:
    four = (ctypes.c_float * 4)()
    at = ctypes.addressof(four)
    if not page.functions.bounds(text, at, at + 4, at + 8, at + 12):
        return -1.0, -1.0
    outer = page.form_matrices.get(text, IDENTITY)
    return display_point(page.crop, page.rotation)(
        *move(outer, (four[0] + four[2]) / 2, (four[1] + four[3]) / 2)
    )


def _bands(lines: Sequence[Line]) -> dict[int, list[int]]:
    """The lines by the bands of the page that they cross, so that few are looked at for each text."""
    bands: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        for band in range(int((line.box.y0 - _SLACK) // _BAND), int((line.box.y1 + _SLACK) // _BAND) + 1):
            bands.setdefault(band, []).append(at)
    return bands


def _holds(line: Line, x: float, y: float) -> bool:
    box = line.box
    return box.x0 - _SLACK <= x <= box.x1 + _SLACK and box.y0 - _SLACK / 2 <= y <= box.y1 + _SLACK / 2
