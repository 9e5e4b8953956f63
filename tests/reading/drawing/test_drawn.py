"""What is drawn is taken for a rule, a box, a bar, shading or nothing: just on each side of each number."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mouarchive.model import Box
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.drawing.raster import encode, marked
from mouarchive.reading.text.pdfium import open_document


@pytest.fixture
def looked(tmp_path):
    """What is drawn by PDF's own operators, or by a function of a canvas."""

    def _looked(content):
        canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(600, 800))
        if callable(content):
            content(canvas)
        else:
            canvas._code.append(content)
        canvas.save()
        fd = os.open(tmp_path / "page.pdf", os.O_RDONLY)
        try:
            page = open_document(fd).page(0)
            drawing = look(page)
            page.close()
            return drawing
        finally:
            os.close(fd)

    return _looked


@pytest.mark.parametrize(
    ("what", "content", "rules", "fills"),
    [
        ("a thin filled rectangle is a rule", "100 100 200 2.5 re f", 1, 0),
        ("a thicker one is no rule, and too low to hide text", "100 100 200 4 re f", 0, 0),
        ("one as high as small print hides text", "100 100 200 5 re f", 0, 1),
        ("a stroke of five points is a rule", "100 100 m 105 100 l S", 1, 0),
        ("a stroke of three points is a tick", "100 100 m 103 100 l S", 0, 0),
        ("a line drawn with a broad pen is a bar", "12 w 100 100 m 300 100 l S", 0, 1),
        ("so is an upright one", "12 w 100 100 m 100 300 l S", 0, 1),
        ("and a flat outline", "6 w 100 100 200 0.25 re S", 0, 1),
        ("an outline with some height is a rule", "6 w 100 100 200 0.4 re S", 1, 0),
        ("a frame is four rules", "100 100 200 50 re S", 4, 0),
        ("corners off the straight by rounding", "100 100 m 300 100.6 l 300 150 l 100 150 l f", 0, 1),
        ("corners of a slanted shape", "100 100 m 300 101 l 300 150 l 100 150 l f", 0, 0),
        ("a curve", "100 100 m 200 200 300 200 400 100 c f", 0, 0),
        ("a line in light grey is seen", "0.8 G 100 100 m 300 100 l S", 1, 0),
        ("a line in white is not", "1 G 100 100 m 300 100 l S", 0, 0),
        ("a thin rectangle in white is no rule", "1 g 100 100 200 2 re f", 0, 0),
        ("white shading may hide text", "1 g 100 100 200 20 re f", 0, 1),
        ("white shading of a frame is a box", "1 g 100 100 200 20 re B", 4, 1),
        ("300 boxes in one path", 300 * "9 9 9 9 re " + "f", 0, 300),
        ("a slanted line is no frame", "100 100 m 300 200 l S", 0, 0),
        ("500 boxes in one path are a drawing", 500 * "9 9 9 9 re " + "f", 0, 0),
        ("nothing", "100 100 200 20 re n", 0, 0),
    ],
)  # fmt: skip
def test_paths_are_rules_boxes_or_nothing(looked, what, content, rules, fills) -> None:
    """Rules of tables are thin and long; boxes that may hide text are as high as print."""
    drawing = looked(content)
    assert (what, len(drawing.rules), len(drawing.fills)) == (what, rules, fills)


@pytest.mark.parametrize(("shade", "dark"), [(0.0, True), (0.35, True), (0.45, False), (1.0, False)])
def test_black_and_dark_grey_black_out(looked, shade, dark) -> None:
    """Grey shading under text is lighter than what blacks out; and colours are none."""
    assert bool(looked(f"{shade} g 100 100 200 20 re f").filled) is dark
    assert not looked("0 0 0.3 rg 100 100 200 20 re f").filled


@pytest.mark.parametrize(
    ("alpha", "rules", "fills"), [(0.15, 0, 0), (0.25, 1, 0), (0.4, 1, 0), (0.6, 1, 1), (1, 1, 1)]
)
def test_what_is_faint_is_no_line_and_what_is_not_opaque_no_box(looked, alpha, rules, fills) -> None:
    """A watermark's lines are not seen as lines; letters are read through half-opaque boxes."""

    def draw(canvas) -> None:
        canvas.setFillAlpha(alpha)
        canvas.setStrokeAlpha(alpha)
        canvas.line(100, 300, 300, 300)
        canvas.rect(100, 100, 200, 20, stroke=0, fill=1)

    drawing = looked(draw)
    assert (len(drawing.rules), len(drawing.fills)) == (rules, fills)


@pytest.mark.parametrize(("deep", "fills"), [(6, 1), (10, 0)])
def test_forms_inside_forms_are_looked_into_so_far(looked, deep, fills) -> None:
    """Forms stand in two or three others; a file of endless ones is made to hold up its reader."""

    def draw(canvas) -> None:
        for level in range(deep):
            canvas.beginForm(f"form{level}")
            if level:
                canvas.doForm(f"form{level - 1}")
            else:
                canvas.rect(100, 100, 200, 20, stroke=0, fill=1)
            canvas.endForm()
        canvas.doForm(f"form{deep - 1}")

    assert len(looked(draw).fills) == fills


def test_things_are_painted_in_their_order(looked) -> None:
    """What stands after a form is painted after all that the form holds."""

    def draw(canvas) -> None:
        canvas.beginForm("form")
        canvas.rect(100, 100, 200, 20, stroke=0, fill=1)
        canvas.endForm()
        canvas.doForm("form")
        canvas.rect(100, 100, 200, 30, stroke=0, fill=1)
        canvas.drawInlineImage(Image.new("L", (8, 8)), 100, 100, 50, 50)

    drawing = looked(draw)
    assert [round(cover.box.y1 - cover.box.y0) for cover in drawing.covers] == [20, 30, 50]
    assert [cover.kind for cover in drawing.covers] == ["box", "box", "picture"]


def test_a_page_of_endless_objects_is_looked_at_in_part(looked) -> None:
    """Some thousand paths are looked at, some ten thousand objects listed: more hold up the reader."""
    drawing = looked("100 100 20 20 re f\n" * 70_000)
    assert drawing.crowded
    assert 3_000 < len(drawing.fills) < 5_000
    assert 50_000 < len(drawing.order) < 65_000


def test_shadings_and_slanted_shapes_may_lie_over_text(looked) -> None:
    """What is no upright box is known by the box around it, and as what it covers."""

    def draw(canvas) -> None:
        canvas.linearGradient(0, 0, 100, 100, ("red", "blue"))
        canvas.setLineWidth(9)
        canvas.line(100, 100, 300, 200)

    assert [shape.kind for shape in looked(draw).shapes] == ["shape", "line"]


def stripes(colours: int) -> Image.Image:
    """A picture of so many colours, ten pixels each."""
    image = Image.new("RGB", (10 * colours, 10))
    for at in range(colours):
        shade = at * 255 // colours
        image.paste((shade, 255 - shade, at * 83 % 256), (10 * at, 0, 10 * at + 10, 10))
    return image


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(("share", "kind"), [(0.4, "image/png"), (0.6, "image/webp")])
def test_a_scan_is_sent_as_webp_and_text_as_png(share, kind) -> None:
    """A page is a scan where a picture covers more than half of it."""
    assert encode(stripes(4), 1, share).media_type == kind


def test_pictures_have_few_colours() -> None:
    """Sixteen keep text and a redline apart; a marked page needs more for its yellow ground."""
    assert 12 <= len(opened(encode(stripes(40), 1, 0.0).data).getcolors()) <= 20
    assert 100 <= len(opened(marked(stripes(900), 1, [], 1.0).data).getcolors(999)) <= 160


def test_a_scan_is_small_and_can_be_read() -> None:
    """Smaller it would blur letters, larger it would be no gain over the scan itself."""
    noise = Image.effect_noise((300, 300), 60).convert("RGB")
    share = len(encode(noise, 1, 1.0).data) / (300 * 300)
    assert 0.43 < share < 0.55


def test_a_mark_has_a_frame_around_its_words() -> None:
    """The frame stands two points beside the words; what lies outside the page is left out."""
    image = opened(
        marked(Image.new("RGB", (60, 60), "white"), 1, [Box(20, 20, 40, 40), Box(70, 0, 80, 9)], 1.0).data
    )
    row = [image.getpixel((x, 30)) for x in range(60)]
    assert row[17] == (255, 255, 255)
    assert row[18][2] < 60
    assert row[30][2] < 200
