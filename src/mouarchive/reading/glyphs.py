"""The characters of a page as parallel lists, and the mapping to the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

__all__ = [
    "IDENTITY",
    "Glyphs",
    "Matrix",
    "Style",
    "characters",
    "combine",
    "display_point",
    "move",
    "to_display",
]

Matrix = tuple[float, float, float, float, float, float]
"""A PDF matrix a b c d e f: (x, y) goes to (ax + cy + e, bx + dy + f)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


class Style(NamedTuple):
    """How a run of text is set.

    Size in points, whether bold or italic, not painted at all, or turned away from the reader.
    """

    size: float
    bold: bool
    italic: bool
    invisible: bool = False
    turned: bool = False


@dataclass(slots=True)
class Glyphs:
    """Characters in content order; entry i of each list belongs to character i.

    Boxes and origins are in points. As read from the file they stand in the PDF's own space (y up);
    after `to_display` in the page as displayed (y down, `top` < `bottom`). `objects` holds the text object's
    address, 0 for a space or line end that the engine made up. `cut` is true where the page had more.
    """

    units: array[int]
    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]
    x: list[float]
    y: list[float]
    objects: list[int]
    cut: bool = False


def characters(units: array[int]) -> list[str]:
    """One string for each UTF-16 unit: a pair becomes its character and an empty string.

    A surrogate without its partner becomes U+FFFD: it is no character, and cannot be stored.
    """
    plain = [chr(unit) for unit in units]
    for index, unit in enumerate(units):
        if not _HIGH <= unit < _END:
            continue
        if unit < _LOW and index + 1 < len(units) and _LOW <= units[index + 1] < _END:
            plain[index] = chr(0x10000 + ((unit - _HIGH) << 10) + (units[index + 1] - _LOW))
            continue
        if unit >= _LOW and index and _HIGH <= units[index - 1] < _LOW:
            plain[index] = ""
            continue
        plain[index] = "\ufffd"
    return plain


def to_display(glyphs: Glyphs, crop: tuple[float, float, float, float], rotation: int) -> None:
    """Map all boxes and origins, in place, to the displayed page: crop box at the origin, rotated, y down."""
    point = display_point(crop, rotation)
    first = list(map(point, glyphs.left, glyphs.bottom))
    second = list(map(point, glyphs.right, glyphs.top))
    glyphs.left = [min(a[0], b[0]) for a, b in zip(first, second, strict=True)]
    glyphs.right = [max(a[0], b[0]) for a, b in zip(first, second, strict=True)]
    glyphs.top = [min(a[1], b[1]) for a, b in zip(first, second, strict=True)]
    glyphs.bottom = [max(a[1], b[1]) for a, b in zip(first, second, strict=True)]
    origins = list(map(point, glyphs.x, glyphs.y))
    glyphs.x = [a[0] for a in origins]
    glyphs.y = [a[1] for a in origins]


def display_point(
    crop: tuple[float, float, float, float], rotation: int
) -> Callable[[float, float], tuple[float, float]]:
    """The function from PDF space to the displayed page; `rotation` is clockwise in degrees."""
    left, bottom, right, top = crop
    turns: dict[int, Callable[[float, float], tuple[float, float]]] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[rotation % 360]


def combine(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that moves by `inner` first, then by `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def move(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
