"""A page's picture with places marked on it: a yellow ground and a frame, as with a pen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from mouarchive.reading.wire import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

    from mouarchive.model import Box

__all__ = ["marked"]

_GROUND = (255, 244, 160)
_FRAME = (200, 80, 0)
_MARGIN = 2.0
_COLOURS = 128


def marked(image: Image.Image, page: int, boxes: Iterable[Box], scale: float) -> Picture:
    """The picture as PNG with these boxes (points) marked; `scale` is pixels for each point."""
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415 - only a picture pays for it

    for box in boxes:
        x0, y0 = max(0, int((box.x0 - _MARGIN) * scale)), max(0, int((box.y0 - _MARGIN) * scale))
        x1 = min(image.width, round((box.x1 + _MARGIN) * scale))
        y1 = min(image.height, round((box.y1 + _MARGIN) * scale))
        if x1 <= x0 or y1 <= y0:
            continue
        part = image.crop((x0, y0, x1, y1))
        image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _GROUND)), (x0, y0))
        ImageDraw.Draw(image).rectangle((x0, y0, x1 - 1, y1 - 1), outline=_FRAME, width=max(1, round(scale)))
    buffer = io.BytesIO()
    image.quantize(_COLOURS, method=2).save(buffer, "PNG")
    return Picture(page, buffer.getvalue(), "image/png")
