"""The characters of a page as parallel lists, and the mapping to the page as displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    from mouarchive.model import Box

__all__ = [
    "IDENTITY",
    "Glyphs",
    "Matrix",
    "Style",
    "characters",
    "combine",
    "covered_share",
    "display_point",
    "displayed_boxes",
    "move",
]

Matrix = tuple[float, float, float, float, float, float]
"""A PDF matrix a b c d e f: (x, y) goes to (ax + cy + e, bx + dy + f)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000  # fact: where the halves of a character's pair begin and end
_BEYOND, _HALF_BITS = 0x10000, 10  # fact: the first code that takes a pair; bits in each half
_QUARTER, _WHOLE = 90, 360  # fact: degrees of turns
_EDGES = 4  # fact: of a box


class Style(NamedTuple):
    """How a run of text is set.

    Size in points, whether bold or italic, not painted at all, or turned away from the reader.
    """

    size: float
    bold: bool
    italic: bool
    invisible: bool = False
    turned: bool = False


class Glyphs(msgspec.Struct):
    """Characters in content order; entry i of each list belongs to character i.

    Boxes (as high as the font, not as the letter) are in points in the page as displayed. `baseline` and
    `object_at` answer for a character's number, since few are ever asked: its baseline in points, and its
    text object's address, 0 for a space or line end that the engine made up.
    `cut` is true where the page had more. A unit of 0 is no character: it was struck out.
    """

    units: array[int]
    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]
    baseline: Callable[[int], float]
    object_at: Callable[[int], int]
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
            plain[index] = chr(_BEYOND + ((unit - _HIGH) << _HALF_BITS) + (units[index + 1] - _LOW))
            continue
        if unit >= _LOW and index and _HIGH <= units[index - 1] < _LOW:
            plain[index] = ""
            continue
        plain[index] = "\ufffd"
    return plain


def displayed_boxes(
    flat: array[float], crop: tuple[float, float, float, float], rotation: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Left, top, right and bottom edges on the displayed page from boxes in PDF space.

    `flat` holds left, top, right, bottom of each box in turn, y growing upwards.
    """
    lefts, tops, rights, bottoms = (flat[edge::4] for edge in range(_EDGES))
    if rotation % _WHOLE == 0:
        x, y = crop[0], crop[3]
        across = [[value - x for value in edges] if x else edges.tolist() for edges in (lefts, rights)]
        return across[0], [y - value for value in tops], across[1], [y - value for value in bottoms]
    point = display_point(crop, rotation)
    first = list(map(point, lefts, bottoms))
    second = list(map(point, rights, tops))
    return (
        [min(a[0], b[0]) for a, b in zip(first, second, strict=True)],
        [min(a[1], b[1]) for a, b in zip(first, second, strict=True)],
        [max(a[0], b[0]) for a, b in zip(first, second, strict=True)],
        [max(a[1], b[1]) for a, b in zip(first, second, strict=True)],
    )


def display_point(
    crop: tuple[float, float, float, float], rotation: int
) -> Callable[[float, float], tuple[float, float]]:
    """The function from PDF space to the displayed page; `rotation` is clockwise in degrees."""
    left, bottom, right, top = crop
    turns: tuple[Callable[[float, float], tuple[float, float]], ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return turns[rotation // _QUARTER % 4]


def covered_share(boxes: Iterable[Box], width: float, height: float) -> float:
    """Share 0..1 of a page of this size that boxes cover; where they lie over one another it counts twice."""
    area = sum(
        max(0.0, min(box.x1, width) - max(box.x0, 0.0)) * max(0.0, min(box.y1, height) - max(box.y0, 0.0))
        for box in boxes
    )
    return round(min(1.0, area / max(1.0, width * height)), 3)


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
