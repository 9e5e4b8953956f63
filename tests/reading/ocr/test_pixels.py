"""A scan's pixels are taken for a box, a rule, a hole, dust or shadow: just on each side of each number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from mouarchive.model import Box, Rule
from mouarchive.reading.drawing.drawn import Drawing
from mouarchive.reading.ocr import scans
from mouarchive.reading.ocr.recognition import Recognised
from mouarchive.reading.ocr.scans import (
    Photo,
    _part_of_more,
    black_boxes,
    darkened,
    deskew_angle,
    dotted,
    evened,
    photograph,
    read_photo,
    round_spot,
    ruled,
    turned,
    whitened,
    whole,
    without,
    without_dust,
)
from mouarchive.reading.process.wire import Job
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.pdfium import open_document
from mouarchive.reading.text.words import Word, piece_of


def job(**changes) -> Job:
    limits = ("cpu_seconds", "open_files", "pages", "text_characters", "page_characters", "image_pixels")
    return Job(**{"fd": 0, "name": "a.pdf", "memory_bytes": 10**9} | dict.fromkeys(limits, 10**7) | changes)


def white(wide: int = 600, high: int = 800) -> Image.Image:
    return Image.new("L", (wide, high), 255)


def black(*boxes: tuple[int, int, int, int], shade: int = 0, page: Image.Image | None = None) -> Image.Image:
    """A white page with dark boxes: left, top, right, bottom."""
    image = page or white()
    for box in boxes:
        image.paste(shade, box)
    return image


@pytest.mark.parametrize(
    ("what", "image", "found"),
    [
        ("black", black((100, 100, 220, 116), shade=55), 1),
        ("as dark as print in a shadow", black((100, 100, 220, 116), shade=90), 0),
        ("as wide as a short name", black((100, 100, 114, 110)), 1),
        ("as wide as a letter", black((100, 100, 109, 110)), 0),
        ("as high as a line", black((100, 100, 220, 107)), 1),
        ("as high as a dash", black((100, 100, 220, 104)), 0),
        ("near the edge of the glass", black((4, 100, 120, 120)), 0),
        ("a little farther from the edge", black((7, 100, 120, 120)), 1),
        ("an area with a bite in it", black((100, 100, 200, 110), (100, 110, 140, 120)), 0),
        ("a large area of a small page", black((10, 10, 130, 130), page=white(200, 200)), 1),
        ("half of a small page", black((10, 10, 150, 150), page=white(200, 200)), 0),
    ],
)
def test_solid_dark_rectangles_are_black_boxes(what, image, found) -> None:
    """A passage blacked out is darker than print, as high as a line, wider than a letter, and full."""
    assert (what, len(black_boxes(image, 1.0))) == (what, found)


@pytest.mark.parametrize(
    ("what", "beside", "more"),
    [
        ("dark for two points beside all of it", [(140, 100, 142, 120)], True),
        ("dark for little more than a point", [(140, 100, 141, 120), (141, 100, 142, 114)], False),
        ("dark for three points beside most of it", [(140, 100, 143, 114)], True),
        ("dark for three points beside a part of it", [(140, 100, 143, 109)], False),
        ("dark above most of it", [(100, 97, 130, 100)], True),
    ],
)
def test_the_plain_part_of_a_dark_heading_has_dark_beside_it(what, beside, more) -> None:
    """The dark goes on around a heading's letters; around a passage blacked out it ends."""
    ink = black((100, 100, 140, 120), *beside).point(lambda value: 1 if value < 70 else 0)
    assert (what, _part_of_more(Box(100, 100, 140, 120), ink)) == (what, more)


def spot(wide: int, high: int) -> Image.Image:
    image = white(200, 200)
    ImageDraw.Draw(image).ellipse((40, 40, 40 + wide, 40 + high), fill=10)
    return image


def notched(notch: int) -> Image.Image:
    """A black square of 100 pixels whose corners are white squares of so many."""
    image = black((40, 40, 140, 140), page=white(200, 200))
    for x in (40, 140 - notch):
        for y in (40, 140 - notch):
            image.paste(255, (x, y, x + notch, y + notch))
    return image


@pytest.mark.parametrize(
    ("what", "image", "box", "is_round"),
    [
        ("a hole, a little askew", spot(80, 104), Box(40, 40, 120, 144), True),
        ("a long oval", spot(60, 120), Box(40, 40, 100, 160), False),
        ("corners white for the most part", notched(8), Box(40, 40, 140, 140), True),
        ("corners a little worn", notched(5), Box(40, 40, 140, 140), False),
        ("a square", notched(0), Box(40, 40, 140, 140), False),
    ],
)
def test_round_spots_have_white_corners(what, image, box, is_round) -> None:
    """Punched holes and seals are about as high as wide, with nothing in their corners."""
    assert (what, round_spot(image, box, 1.0)) == (what, is_round)


def table(*lines: tuple[int, int, int, int], shade: int = 0) -> list[Rule]:
    """The rules of a page of four pixels a point with these lines."""
    return ruled(black(*lines, shade=shade, page=white(1200, 1200)), 4.0)


@pytest.mark.parametrize(
    ("what", "lines", "shade", "rules"),
    [
        ("an upright rule", [(400, 400, 404, 540)], 0, True),
        ("as high as a large letter", [(400, 400, 404, 488)], 0, False),
        ("a grey rule", [(400, 400, 404, 540)], 120, True),
        ("the ghost of a rule", [(400, 400, 404, 540)], 170, False),
        ("two points thick", [(400, 400, 409, 540)], 0, True),
        ("a bar of more than three points", [(400, 400, 413, 540)], 0, False),
        ("an underline", [(400, 400, 540, 404)], 0, False),
    ],
)
def test_rules_are_long_thin_and_dark(what, lines, shade, rules) -> None:
    """Longer than any letter is high, and thinner than a bar; level ones count in tables only."""
    assert (what, bool(table(*lines, shade=shade))) == (what, rules)


@pytest.mark.parametrize(("gap", "levels"), [(5, True), (8, False)])
def test_level_rules_count_where_they_nearly_meet_an_upright_one(gap, levels) -> None:
    """Scanned rules of one table may have a gap between them; an underline is farther from any."""
    rules = table((400, 400, 404, 800), (404 + gap, 600, 800, 604))
    assert any(rule.horizontal for rule in rules) is levels


def test_boxes_and_rules_are_painted_out_with_their_soft_edge() -> None:
    """Half a point around a rule, no more: letters stand close to it."""
    image = black((0, 0, 400, 400), page=white(400, 400))
    clean = without(image, [Box(10, 10, 20, 20)], [Rule(Box(50, 10, 51, 90), horizontal=False)], 4.0)
    assert [clean.getpixel((x, 200)) for x in (197, 198, 206, 208)] == [0, 255, 255, 0]
    assert clean.getpixel((38, 60)) == 255


@pytest.mark.parametrize(
    ("what", "image", "changed"),
    [
        ("paper in a light shadow", Image.new("L", (400, 400), 190), True),
        ("paper that is a little grey", Image.new("L", (400, 400), 220), False),
        ("a letter of sixty-four pixels", black((100, 100, 164, 164), page=white(400, 400)), False),
        ("a shadow of a hundred pixels", black((104, 104, 208, 208), page=white(400, 400)), True),
        ("a dark stamp in a large page", black((200, 200, 304, 312), page=white(800, 800)), False),
        ("a shadow in a large page", black((200, 200, 304, 344), page=white(800, 800)), True),
    ],
)
def test_shadows_are_larger_and_darker_than_what_is_printed(what, image, changed) -> None:
    """The paper's light is measured where paper is: letters are thinner than what is taken for a shadow."""
    assert (what, evened(image) is not image) == (what, changed)


def test_a_shadows_edge_is_as_soft_as_it_was() -> None:
    """What is lightened must have no step in it that could be taken for a line."""
    image = white(800, 800)
    for x in range(400):
        image.paste(120 + x * 135 // 400, (x, 0, x + 1, 800))
    row = evened(image).crop((40, 400, 760, 401)).tobytes()
    assert max(abs(one - two) for one, two in pairwise(row)) < 12
    assert min(row) > 225


@pytest.mark.parametrize(
    ("what", "ink", "share", "darker"),
    [
        ("black ink", 30, 1.0, False),
        ("grey ink", 75, 1.0, False),
        ("faded ink", 130, 1.0, True),
        ("faded ink with a dark stamp as large as a third of it", 130, 0.67, False),
        ("faded ink with a dark speck", 130, 0.92, True),
    ],
)
def test_faded_ink_is_made_dark(what, ink, share, darker) -> None:
    """Where even the darkest quarter of the ink is pale it is made dark; the paper stays as it is."""
    image = black((100, 100, 300, 200), shade=ink)
    image.paste(20, (100, 100, 100 + round(200 * (1 - share)), 200))
    done = darkened(image)
    assert (what, done is not image) == (what, darker)
    assert done.getpixel((500, 500)) == 255
    assert not darker or 10 <= done.getpixel((299, 150)) <= 70


def test_a_blank_page_is_not_darkened() -> None:
    """Without ink there is nothing that faded."""
    assert darkened(white()).histogram()[255] == 600 * 800


def dots(count: int, *more: tuple[int, int, int, int], step: int = 14) -> int:
    """How many rows of dots are found, four pixels a point, where dots stand and more is printed."""
    row = [(400 + step * at, 600, 406 + step * at, 606) for at in range(count)]
    return len(dotted(black(*row, *more, page=white(1600, 1200)), 4.0))


@pytest.mark.parametrize(
    ("what", "found", "one"),
    [
        ("a place to sign", dots(30), 1),
        ("an ellipsis", dots(3), 0),
        ("dots behind a word", dots(30, (300, 584, 380, 606)), 0),
        ("dots before a page number", dots(30, (900, 584, 920, 606)), 0),
        ("with a signature on it", dots(30, (500, 582, 640, 590)), 0),
        ("with a line well above", dots(30, (300, 540, 900, 556)), 1),
        ("with a line well below", dots(30, (300, 624, 900, 650)), 1),
        (
            "the upper edge of letters",
            dots(30, *((400 + 14 * at, 606, 406 + 14 * at, 622) for at in range(30))),
            0,
        ),
    ],
)
def test_dots_to_sign_on_stand_alone(what, found, one) -> None:
    """Many small dots or dashes with nothing on, above or beside them; a line of text may be near."""
    assert (what, found) == (what, one)


def test_the_engine_gets_no_row_of_dots(monkeypatch) -> None:
    """It would spell them, and lose the line below."""
    image = black(*((400 + 14 * at, 600, 406 + 14 * at, 606) for at in range(30)), page=white(1600, 1200))
    assert shown_to_the_engine(monkeypatch, image)[0].histogram()[255] == 1600 * 1200


def test_a_rule_is_one_rule_however_many_pixels_high() -> None:
    """Each row of pixels of a rule is found by itself, a faint one in pieces: together they are a table's."""
    sides = (400, 400, 404, 800), (800, 400, 804, 800)
    rules = whole(table(*sides, (404, 600, 600, 604), (604, 600, 800, 604)))
    assert [rule.horizontal for rule in rules] == [False, False, True]
    assert (rules[2].box.x0, rules[2].box.x1) == (100.0, 201.0)


def test_a_scans_rules_come_with_its_lines(monkeypatch) -> None:
    """A table on a scan is taken apart by its rules as any table is."""
    monkeypatch.setattr(scans, "recognise", lambda *_: Recognised([], 95.0, "engine"))
    image = black((400, 400, 404, 800), page=white(1200, 1200))
    assert len(read_photo(Photo(1, image, 4.0, 300.0, ()), 9).rules) == 1


def test_grain_is_whitened_and_nothing_darker() -> None:
    """Paper of shades two or three apart is white afterwards; soft edges of letters stay."""
    image = Image.effect_noise((200, 200), 6).point(lambda value: min(255, value + 100))
    image.paste(190, (50, 50, 60, 60))
    clean = whitened(image)
    assert clean.crop((100, 100, 200, 200)).histogram()[255] > 9_900
    assert clean.getpixel((55, 55)) < 250


@pytest.mark.parametrize(
    ("what", "dots", "shade", "dust"),
    [
        ("as large as a full stop", (100, 300, 108, 308), 20, True),
        ("as large as a full stop in large type", (100, 300, 110, 310), 20, True),
        ("larger than a full stop", (100, 300, 113, 313), 20, False),
        ("in grey ink", (100, 300, 108, 308), 120, True),
        ("as light as the soft edge of a letter", (100, 300, 108, 308), 180, False),
        ("near a letter", (214, 300, 222, 308), 20, False),
        ("farther from a letter", (224, 300, 232, 308), 20, True),
    ],
)
def test_dust_is_small_and_alone(what, dots, shade, dust) -> None:
    """A full stop's dot has a letter within half a line, and a letter or bullet is larger."""
    image = black((160, 280, 200, 330), page=white(600, 600))
    image.paste(shade, dots)
    assert (what, without_dust(image, 4.0).getpixel((dots[0] + 3, dots[1] + 3)) == 255) == (what, dust)


@pytest.mark.parametrize(("scale", "dust"), [(5.0, True), (6.0, False)])
def test_a_single_pixel_is_dust_where_it_shows_at_all(scale, dust) -> None:
    """In a fine picture one pixel is a part of the paper's grain."""
    image = black((100, 100, 101, 101), page=white(300, 300))
    assert (without_dust(image, scale).getpixel((100, 100)) == 255) is dust


def lines_of_text(angle: float) -> Image.Image:
    """A page of lines, as words, that went in askew."""
    image = white(900, 1200)
    for y in range(120, 1080, 30):
        for x in range(110, 800, 90):
            image.paste(0, (x, y, x + 70, y + 12))
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


@pytest.mark.parametrize(
    ("askew", "low", "high"),
    [(0.0, 0, 0), (0.1, 0, 0), (-0.2, 0.15, 0.25), (2.5, -2.6, -2.4), (-4.0, -3.6, 3.6), (1.2, -1.25, -1.15)],
)
def test_pages_askew_by_a_few_degrees_are_made_level(askew, low, high) -> None:
    """A sheet goes in askew by two or three degrees; a tenth of one does not matter to an engine."""
    image = lines_of_text(askew)
    angle = deskew_angle(image)
    assert low <= angle <= high
    assert (turned(image, angle) is image) is (angle == 0)


@pytest.mark.parametrize(("confidence", "code"), [(80.0, "ocr-doubtful"), (90.0, "ocr")])
def test_a_poor_reading_is_said_to_be_one(monkeypatch, confidence, code) -> None:
    """Good scans are read with more than 85 of 100; boxes and unread ink are said as well."""
    read = Recognised([], confidence, "engine", (), 2)
    monkeypatch.setattr(scans, "recognise", lambda *_: read)
    scan = read_photo(Photo(1, white(), 1.0, 600.0, ()), 9)
    assert [warning.code for warning in scan.warnings] == [code, "unread-ink"]


def shown_to_the_engine(monkeypatch, image: Image.Image, *pieces) -> tuple[Image.Image, list[str]]:
    """The picture that the engine gets of a page, four pixels a point, and what is said of the page."""
    got = []

    def recognise(picture, _scale, _seconds) -> Recognised:
        got.append(picture)
        return Recognised(list(pieces), 95.0, "engine")

    monkeypatch.setattr(scans, "recognise", recognise)
    scan = read_photo(Photo(1, image, 4.0, image.width / 4, ()), 9)
    return got[0], [warning.code for warning in scan.warnings]


def test_the_engine_gets_white_paper_without_dust_boxes_and_rules(monkeypatch) -> None:
    """Speckle, dots, black boxes and a table's rules would be read as letters."""
    image = Image.effect_noise((1200, 1200), 6).point(lambda value: min(255, value + 100))
    black((400, 400, 404, 700), (200, 200, 208, 208), (600, 400, 900, 460), page=image)
    seen, _ = shown_to_the_engine(monkeypatch, image)
    assert [seen.getpixel(at) for at in ((402, 550), (204, 204), (750, 430))] == [255, 255, 255]
    assert seen.histogram()[255] > 0.98 * 1200 * 1200


@pytest.mark.parametrize(("is_round", "codes"), [(True, ["ocr"]), (False, ["redaction", "ocr"])])
def test_a_punched_hole_beside_words_is_no_redaction(monkeypatch, is_round, codes) -> None:
    """A hole is six millimetres wide; a box of its size on the same row is a redaction."""
    image = white(1200, 1200)
    draw = ImageDraw.Draw(image)
    (draw.ellipse if is_round else draw.rectangle)((400, 393, 466, 459), fill=0)
    style = Style(12.0, bold=False, italic=False)
    words = piece_of([Word("", "Purpose", 120, 101, 170, 114, 112, style)])
    assert shown_to_the_engine(monkeypatch, image, words)[1] == codes


def test_reading_that_takes_too_long_says_so(monkeypatch) -> None:
    """The sentence names the limit that was met."""

    def late(*_):
        raise TimeoutError

    monkeypatch.setattr(scans, "recognise", late)
    assert "over 9 seconds" in read_photo(Photo(1, white(), 1.0, 600.0, ()), 9)


def test_a_page_is_photographed_as_engines_like_it(monkeypatch, drawn, tmp_path) -> None:
    """Three hundred dots an inch; without OCR, an engine or time the sentence says why it was not."""
    path = tmp_path / "page.pdf"
    path.write_bytes(drawn(lambda canvas: canvas.drawString(72, 700, "Name")))
    monkeypatch.setattr(scans, "ocr_engine", lambda: "engine")
    with path.open("rb") as file:
        page = open_document(file.fileno()).page(0)
        asked = job(ocr=True, image_pixels=10**8)
        photo = photograph(page, 1, asked, Drawing(), lambda: True)
        late = photograph(page, 1, asked, Drawing(), lambda: False)
        off = photograph(page, 1, job(ocr=False), Drawing(), lambda: True)
        page.close()
    assert isinstance(photo, Photo)
    assert 3.5 < photo.scale < 5
    assert "ocr_pages" in late
    assert "switched off" in off
