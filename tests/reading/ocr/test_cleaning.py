"""A scanned page before OCR: shadows lightened, dust taken off, punched holes told from black boxes."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw

from mouarchive.model import Box
from mouarchive.reading.ocr.scans import evened, round_spot, whitened, without_dust

SCALE = 4.0


def page(shade: int = 245) -> Image.Image:
    """A page of 150 by 100 points with three words, each a row of strokes."""
    image = Image.new("L", (600, 400), shade)
    for top in (80, 180, 280):
        for left in range(200, 440, 12):
            image.paste(20, (left, top, left + 5, top + 32))
    return image


def test_shadow_at_the_edge_is_lightened_and_letters_stay_dark() -> None:
    """What the lid of a copier darkens becomes paper again; the letters in it stay letters."""
    image = page()
    for x in range(300):
        column = image.crop((x, 0, x + 1, 400))
        image.paste(column.point(lambda value, x=x: round(value * (0.35 + 0.65 * x / 300))), (x, 0))
    even = evened(image)
    assert image.getpixel((100, 10)) < 150
    assert even.getpixel((100, 10)) > 200
    assert even.getpixel((202, 100)) < 80


def test_grain_of_the_paper_becomes_white_and_strokes_stay_dark() -> None:
    """Paper within its own grain is white afterwards, however light or dark the paper is; ink stays ink."""
    noise = Image.effect_noise((600, 400), 12).point(lambda value: value - 128 + 8)
    for shade in (205, 240):
        image = ImageChops.add(page(shade), noise, offset=-8)
        white = whitened(image)
        paper = white.crop((0, 0, 600, 70))
        assert paper.histogram()[255] > 0.99 * 600 * 70
        assert image.crop((0, 0, 600, 70)).histogram()[255] < 0.3 * 600 * 70
        assert max(white.crop((201, 81, 204, 110)).tobytes()) < 90


def test_paper_without_grain_is_left_as_it_is() -> None:
    """A page drawn by a program, or in black and white, goes to OCR pixel for pixel."""
    for shade in (230, 255):
        image = page(shade)
        assert whitened(image) is image


def test_even_page_is_left_as_it_is() -> None:
    """A page without shadows goes to OCR pixel for pixel."""
    image = page()
    assert evened(image) is image


@pytest.mark.parametrize(
    ("left", "top", "stays"),
    [
        (100, 100, False),  # alone in the margin
        (500, 240, False),  # far from any word
        (445, 106, True),  # a full stop at a word's foot
        (202, 70, True),  # the dot over a stroke
    ],
)
def test_dust_goes_and_full_stops_stay(left: int, top: int, *, stays: bool) -> None:
    """A dot is dust where nothing stands within half a line of it."""
    image = page()
    image.paste(20, (left, top, left + 5, top + 5))
    assert (without_dust(image, SCALE).getpixel((left + 2, top + 2)) == 20) is stays


def test_bullets_and_letters_are_no_dust() -> None:
    """A lone letter, and a bullet of a third of a line's height, are larger than dust."""
    image = page()
    image.paste(20, (100, 90, 114, 104))
    assert without_dust(image, SCALE).tobytes() == image.tobytes()


def test_punched_hole_is_no_black_box() -> None:
    """A round spot has white corners; a square of black has none."""
    image = Image.new("L", (400, 200), 255)
    draw = ImageDraw.Draw(image)
    draw.ellipse((40, 40, 104, 104), fill=10)
    draw.rectangle((240, 40, 304, 104), fill=10)
    assert round_spot(image, Box(10, 10, 26, 26), SCALE)
    assert not round_spot(image, Box(60, 10, 76, 26), SCALE)
