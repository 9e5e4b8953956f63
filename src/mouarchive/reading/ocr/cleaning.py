"""A scanned page made fit for OCR: shadows of the lid lightened, dust taken off the paper.

    shadow   the light of a copier falls off towards the spine and the edges: each spot is measured against
             the paper around it, and the letters in the shadow become as dark as the others
    grain    the speckle of paper that a scanner keeps is hardly seen, and hides short words from the engine:
             all that is as light as the paper within its grain becomes white
    dust     a dot smaller than a full stop's letter is wide, with nothing within half a line of it, belongs
             to no letter: full stops and the dots of an i stand beside one

None touches a page that is even and clean, and none is used to look for black boxes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

__all__ = ["evened", "whitened", "without_dust"]

_COARSE = 8
_AROUND = 9  # coarse pixels, 17 points at 300 dpi: wider than any letter is thick
_SOFT = 4
_SHADE = 205
_SHADED_SHARE = 0.004
_PAPER = 255

_LIGHT = 150  # no ink is as light, but for the soft edges of letters
_BELOW = 0.16  # share of normally spread values that lie more than once their spread below the middle
_GRAIN = 5
_FINEST = 2  # spread that no engine stumbles over

_DUST_POINTS = 2.4
_CLEAR_POINTS = 5.0
_INK = 150
_LEAST_DARK = 10  # of 255: how dark a square point is that one speck of a pixel or two falls into
_RUN = re.compile(rb"\x01+")


def evened(image: Image.Image) -> Image.Image:
    """The grey page with its shadows lightened; the same page where it has none worth the name."""
    from PIL import Image, ImageFilter, ImageMath  # noqa: PLC0415 - only pages without text pay for it

    coarse = image.reduce(_COARSE).filter(ImageFilter.MaxFilter(_AROUND))
    shaded = sum(coarse.histogram()[:_SHADE])
    if shaded < _SHADED_SHARE * coarse.width * coarse.height:
        return image
    paper = coarse.filter(ImageFilter.GaussianBlur(_SOFT)).resize(image.size, Image.Resampling.BILINEAR)
    even: Image.Image = ImageMath.lambda_eval(
        lambda args: args["min"](args["v"] * _PAPER / args["max"](args["p"], 1), _PAPER), v=image, p=paper
    )
    level: Image.Image = even.convert("L")
    return level


def whitened(image: Image.Image) -> Image.Image:
    """The grey page with its paper made white; the same page where the paper has no grain.

    The lines' engine reads `2.1.1` as `Sided` on paper whose grain nobody sees, and well on white.
    """
    light = image.histogram()[_LIGHT:]
    paper = _LIGHT + _quantile(light, 0.5)
    spread = paper - _LIGHT - _quantile(light, _BELOW)
    if spread < _FINEST:
        return image
    level = max(_LIGHT, paper - _GRAIN * spread)
    return image.point(lambda value: min(_PAPER, value * _PAPER // level))


def _quantile(counts: list[int], share: float) -> int:
    """The place in a histogram below which a share of what it counts lies."""
    left = share * sum(counts)
    for place, count in enumerate(counts):
        left -= count
        if left <= 0:
            return place
    return len(counts)


def without_dust(image: Image.Image, scale: float) -> Image.Image:
    """The page without lone dots; `scale` is pixels for a point.

    Letters are thickened until those of a line run together: what then still stands alone and is small was
    alone before.
    """
    from PIL import Image, ImageDraw, ImageFilter  # noqa: PLC0415 - as above

    step = max(1, round(scale))
    dark = image.point(lambda value: _PAPER if value < _INK else 0).reduce(step)
    points = dark.point(lambda value: 1 if value >= _LEAST_DARK else 0)
    reach = max(1, round(_CLEAR_POINTS * scale / step / 2))
    thick = Image.new("L", (points.width + 2 * reach, points.height + 2 * reach))
    thick.paste(points, (reach, reach))
    thick = thick.filter(ImageFilter.MaxFilter(2 * reach + 1))
    most = round(_DUST_POINTS * scale / step) + 1 + 2 * reach
    clean: Image.Image | None = None
    for left, top, right, bottom in _spots(thick.tobytes(), thick.width, most):
        clean = clean or image.copy()
        inner = (left, top, right - 2 * reach, bottom - 2 * reach)
        box = [edge * step for edge in inner]
        ImageDraw.Draw(clean).rectangle((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), fill=_PAPER)
    return clean or image


def _spots(data: bytes, width: int, most: int) -> Iterator[tuple[int, int, int, int]]:
    """Dark spots at most `most` wide and high, as left, top, right, bottom; larger ones are passed over."""
    above: list[tuple[int, int, list[int]]] = []  # runs of the row before, each with its spot's box
    for y in range(len(data) // width + 1):
        row: list[tuple[int, int, list[int]]] = []
        for start, end in (run.span() for run in _RUN.finditer(data[y * width : (y + 1) * width])):
            box = [start, y, end, y + 1]
            for left, right, other in above:
                if left <= end and right >= start and other is not box:
                    _widen(other, box)
                    above = [(x0, x1, other if known is box else known) for x0, x1, known in above]
                    row = [(x0, x1, other if known is box else known) for x0, x1, known in row]
                    box = other
            row.append((start, end, box))
        going = {id(box) for _, _, box in row}
        for box in {id(box): box for _, _, box in above if id(box) not in going}.values():
            if box[2] - box[0] <= most and box[3] - box[1] <= most:
                yield box[0], box[1], box[2], box[3]
        above = row


def _widen(box: list[int], other: list[int]) -> None:
    box[0], box[1] = min(box[0], other[0]), min(box[1], other[1])
    box[2], box[3] = max(box[2], other[2]), max(box[3], other[3])
