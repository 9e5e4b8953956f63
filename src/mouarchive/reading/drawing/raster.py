"""Pages as pixels: for OCR, for looking whether text shows, and as pictures for the site."""

from __future__ import annotations

import ctypes
import io
import math
from typing import TYPE_CHECKING

from mouarchive.reading.wire import Picture

if TYPE_CHECKING:
    from PIL import Image

    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["encode", "grey", "picture"]

_GREY, _BGR = 1, 2
_WITH_ANNOTATIONS = 0x01
_GREYSCALE = 0x08
_POINTS_PER_INCH = 72.0
_COLOURS = 16
_WEBP_QUALITY = 60
_WEBP_EFFORT = 2
_SCAN_SHARE = 0.5


def _scale(page: OpenPage, dpi: float, most: int) -> float:
    """Pixels for each point: as asked, or less where the page would need more than `most` pixels."""
    scale = dpi / _POINTS_PER_INCH
    pixels = page.width * page.height * scale * scale
    return scale * math.sqrt(most / pixels) if pixels > most else scale


def _render(
    page: OpenPage, scale: float, kind: int, flags: int, *, form: bool = False
) -> tuple[bytes, int, int, int]:
    raw = page.raw
    width, height = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, kind, None, 0)
    if not bitmap:
        raise ValueError("no memory for a picture of the page")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, flags)
        if form and page.form:
            raw.FPDF_FFLDraw(page.form, bitmap, page.handle, 0, 0, width, height, 0, flags)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return data, width, height, stride


def grey(page: OpenPage, dpi: float, most: int) -> tuple[Image.Image, float]:
    """The page, annotations included, in grey; and how many pixels stand for a point."""
    from PIL import Image  # noqa: PLC0415 - most documents need no pixels

    scale = _scale(page, dpi, most)
    data, width, height, stride = _render(page, scale, _GREY, _WITH_ANNOTATIONS | _GREYSCALE)
    return Image.frombytes("L", (width, height), data, "raw", "L", stride), scale


def picture(page: OpenPage, dpi: float, most: int) -> Image.Image:
    """The page in colour, with what is filled into its form."""
    from PIL import Image  # noqa: PLC0415 - most documents need no pixels

    data, width, height, stride = _render(page, _scale(page, dpi, most), _BGR, _WITH_ANNOTATIONS, form=True)
    return Image.frombytes("RGB", (width, height), data, "raw", "BGR", stride)


def encode(image: Image.Image, page: int, image_share: float) -> Picture:
    """Sixteen colours keep text sharp and a redline's colours apart in half the size; scans need WebP."""
    buffer = io.BytesIO()
    if image_share >= _SCAN_SHARE:
        image.save(buffer, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_EFFORT)
        return Picture(page, buffer.getvalue(), "image/webp")
    image.quantize(_COLOURS, method=2).save(buffer, "PNG", optimize=False)
    return Picture(page, buffer.getvalue(), "image/png")
