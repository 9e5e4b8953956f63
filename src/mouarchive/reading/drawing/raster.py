"""Pages as pixels: for OCR, for looking whether text shows, and as encoded pictures for the site."""

from __future__ import annotations

import ctypes
import io
import math
from typing import TYPE_CHECKING

from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.process.wire import Fault, Picture
from mouarchive.reading.text.pdfium import open_document, set_upright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PIL import Image

    from mouarchive.model import Box
    from mouarchive.reading.process.wire import Job, Message
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage

__all__ = ["encode", "grey", "marked", "paint_pages", "picture"]

_GREY, _BGR = 1, 2  # fact: PDFium's kinds of bitmaps
_WITH_ANNOTATIONS, _GREYSCALE = 0x01, 0x08  # fact: PDFium's flags
_WHITE_PIXEL = 0xFFFFFFFF  # fact: all bits of red, green, blue and opacity
_INCH = 72  # fact: points
_OCTREE = 2  # fact: Pillow's quickest way to choose few colours
_GROUND, _FRAME = "#fff4a0", "#c85000"


def grey(page: OpenPage, dpi: float, most: int) -> tuple[Image.Image, float]:
    """The page, annotations included, in grey; and how many pixels stand for a point."""
    from PIL import Image  # noqa: PLC0415 - most documents need no pixels

    scale = _scale(page, dpi, most)
    data, size, stride = _render(page, scale, _GREY, _WITH_ANNOTATIONS | _GREYSCALE)
    return Image.frombytes("L", size, data, "raw", "L", stride), scale


def picture(page: OpenPage, dpi: float, most: int) -> Image.Image:
    """The page in colour, with what is filled into its form."""
    from PIL import Image  # noqa: PLC0415 - most documents need no pixels

    data, size, stride = _render(page, _scale(page, dpi, most), _BGR, _WITH_ANNOTATIONS, form=True)
    return Image.frombytes("RGB", size, data, "raw", "BGR", stride)


def _scale(page: OpenPage, dpi: float, most: int) -> float:
    """Pixels for each point: as asked, or less where the page would need more than `most` pixels."""
    scale = dpi / _INCH
    pixels = page.width * page.height * scale * scale
    return scale * math.sqrt(most / pixels) if pixels > most else scale


def _render(
    page: OpenPage, scale: float, kind: int, flags: int, *, form: bool = False
) -> tuple[bytes, tuple[int, int], int]:
    raw = page.raw
    width, height = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(width, height, kind, None, 0)
    if not bitmap:
        raise ValueError("no memory for a picture of the page")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE_PIXEL)
        raw.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, flags)
        if form and page.form:
            raw.FPDF_FFLDraw(page.form, bitmap, page.handle, 0, 0, width, height, 0, flags)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return data, (width, height), stride


def encode(image: Image.Image, page: int, image_share: float) -> Picture:
    """A page as PNG of few colours, in half the size; as WebP where `image_share` says that it is a scan."""
    buffer = io.BytesIO()
    if image_share >= DRAWING.scan:
        image.save(buffer, "WEBP", quality=DRAWING.quality, method=2)
        return Picture(page, buffer.getvalue(), "image/webp")
    image.quantize(DRAWING.colours, method=_OCTREE).save(buffer, "PNG", optimize=False)
    return Picture(page, buffer.getvalue(), "image/png")


def marked(image: Image.Image, page: int, boxes: Iterable[Box], scale: float) -> Picture:
    """The picture as PNG with these boxes (points) on a yellow ground in a frame, as marked with a pen.

    `scale` is pixels for each point.
    """
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415 - only a picture pays for it

    around = DRAWING.around
    for box in boxes:
        x0, y0 = max(0, int((box.x0 - around) * scale)), max(0, int((box.y0 - around) * scale))
        x1 = min(image.width, round((box.x1 + around) * scale))
        y1 = min(image.height, round((box.y1 + around) * scale))
        if x1 <= x0 or y1 <= y0:
            continue
        part = image.crop((x0, y0, x1, y1))
        image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _GROUND)), (x0, y0))
        ImageDraw.Draw(image).rectangle((x0, y0, x1 - 1, y1 - 1), outline=_FRAME, width=max(1, round(scale)))
    buffer = io.BytesIO()
    image.quantize(DRAWING.marked_colours, method=_OCTREE).save(buffer, "PNG")
    return Picture(page, buffer.getvalue(), "image/png")


# ------------------------------------------------------------------ in the worker, for the site


def paint_pages(job: Job, send: Callable[[Message], None]) -> None:
    """Send a picture of each of `job.image_pages` in turn, or say at which one that cannot be done."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    for number in job.image_pages:
        if not 1 <= number <= document.pages:
            send(Fault("page", f"it has no page {number}, only 1 to {document.pages}"))
            return
        try:
            painted = _painted(document, number, job)
        except ValueError as error:
            send(Fault("broken", f"page {number} cannot be drawn ({error})"))
            return
        send(painted)


def _painted(document: OpenDocument, number: int, job: Job) -> Picture:
    page = document.page(number - 1)
    try:
        set_upright(page)
        image = picture(page, job.dpi, job.image_pixels)
        boxes = [place.box for place in job.boxes if place.page == number]
        if boxes:
            return marked(image, number, boxes, image.width / page.width)
        return encode(image, number, page.picture_share())
    finally:
        page.close()
