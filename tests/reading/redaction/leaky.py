"""PDFs that hide a name badly, one for each way in which people do it, and a good page that hides nothing."""

from __future__ import annotations

import io

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
BEFORE, SECRET, AFTER = "The contact is ", "Jane Specimen", " of the department."
LETTERS = len(SECRET.replace(" ", ""))
LEFT = 72 + stringWidth(BEFORE, "Times-Roman", 12)
RIGHT = LEFT + stringWidth(SECRET, "Times-Roman", 12)
Y = 700
BOX = (LEFT - 0.5, Y - 3, RIGHT + 0.5, Y + 10)


def page(draw=None, *, secret: bool = True) -> bytes:
    """One page of running text with the sentence that names somebody, and what `draw` paints over it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 740, "4.1 The departments exchange information about pupils once a month.")
    canvas.drawString(72, Y, BEFORE)
    if secret:
        canvas.drawString(LEFT, Y, SECRET)
    canvas.drawString(RIGHT, Y, AFTER)
    canvas.drawString(72, 660, "4.2 Records are destroyed six months after the request, il1 to 111.")
    if draw is not None:
        draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _box(shade):
    def draw(canvas):
        canvas.setFillGray(shade)
        canvas.rect(BOX[0], BOX[1], BOX[2] - BOX[0], BOX[3] - BOX[1], stroke=0, fill=1)

    return draw


def _almost_opaque(canvas):
    canvas.setFillAlpha(0.99)
    _box(0)(canvas)


def _thick_line(canvas):
    canvas.setLineWidth(13)
    canvas.line(LEFT, Y + 3.5, RIGHT, Y + 3.5)


def _skewed(canvas):
    path = canvas.beginPath()
    path.moveTo(LEFT - 4, Y - 4)
    path.lineTo(RIGHT + 1, Y - 5)
    path.lineTo(RIGHT + 5, Y + 11)
    path.lineTo(LEFT - 1, Y + 12)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _picture(colour):
    def draw(canvas):
        image = ImageReader(
            Image.effect_noise((60, 10), 60) if colour is None else Image.new("L", (8, 8), colour)
        )
        canvas.drawImage(image, BOX[0], BOX[1], BOX[2] - BOX[0], BOX[3] - BOX[1])

    return draw


def _form(canvas):
    canvas.beginForm("cover", lowerx=0, lowery=0, upperx=WIDTH, uppery=HEIGHT)
    _box(0)(canvas)
    canvas.endForm()
    canvas.doForm("cover")


def _white(canvas):
    canvas.setFillGray(1)
    canvas.drawString(72, 600, SECRET)


def _off_page(canvas):
    canvas.drawString(72, -40, SECRET)


def _unpainted(canvas):
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    canvas.drawText(text)


def _changed(data: bytes, change) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def note(kind, rect=BOX, colour=(0, 0, 0), *, painted=True, **more):
    """A change that adds a note of this kind, painted in one colour."""

    def change(writer):
        entry = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(f"/{kind}"),
                NameObject("/Rect"): RectangleObject(rect),
                NameObject("/F"): NumberObject(4),
                **{NameObject(f"/{key}"): value for key, value in more.items()},
            }
        )
        if painted:
            stream = DecodedStreamObject()
            wide, high = rect[2] - rect[0], rect[3] - rect[1]
            stream.set_data("{} {} {} rg 0 0 {} {} re f".format(*colour, wide, high).encode())
            stream.update(
                {
                    NameObject("/Type"): NameObject("/XObject"),
                    NameObject("/Subtype"): NameObject("/Form"),
                    NameObject("/BBox"): RectangleObject((0, 0, wide, high)),
                }
            )
            entry[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(stream)})
        if kind in {"Highlight", "Redact"}:
            x0, y0, x1, y1 = rect
            quads = (x0, y1, x1, y1, x0, y0, x1, y0)
            entry[NameObject("/QuadPoints")] = ArrayObject(FloatObject(value) for value in quads)
        first = writer.pages[0]
        first[NameObject("/Annots")] = ArrayObject([writer._add_object(entry)])

    return change


def _cropped(writer):
    writer.pages[0].cropbox = RectangleObject((0, 720, WIDTH, HEIGHT))


def _turned(writer):
    writer.pages[0].rotate(90)


def _layer() -> bytes:
    """The name stands on a layer that is switched off."""
    data = page(
        lambda canvas: canvas._code.append(f"/OC /L1 BDC BT /F2 12 Tf 72 600 Td ({SECRET}) Tj ET EMC")
    )

    def change(writer):
        layer = writer._add_object(
            DictionaryObject(
                {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
            )
        )
        first = writer.pages[0]
        first["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): layer})
        shown = DictionaryObject(
            {NameObject("/OFF"): ArrayObject([layer]), NameObject("/Order"): ArrayObject()}
        )
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown}
        )

    return _changed(data, change)


def scan(*, blacked: bool, layer: bool = True) -> bytes:
    """A scan with its text layer; `blacked` paints a box into the picture and leaves the words under it."""
    image = PdfDocument(page())[0].render(scale=2, grayscale=True).to_pil()
    if blacked:
        x0, y0, x1, y1 = BOX
        image.paste(0, (int(x0 * 2), int((HEIGHT - y1) * 2), int(x1 * 2), int((HEIGHT - y0) * 2)))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
    if layer:
        text = canvas.beginText(72, Y)
        text.setFont("Times-Roman", 12)
        text.setTextRenderMode(3)
        text.textOut(BEFORE + SECRET + AFTER)
        canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def scan_over_text(more: str = "") -> bytes:
    """A scan of which some program painted the text layer first, and the picture over it.

    `more` are words of the layer that the picture shows nowhere.
    """
    image = PdfDocument(page())[0].render(scale=2, grayscale=True).to_pil()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, Y, BEFORE + SECRET + AFTER)
    canvas.drawString(72, 600, more)
    canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return buffer.getvalue()


def revised() -> bytes:
    """Saved over: the sentence with the name is replaced, the old one still lies in front of it."""
    writer = PdfWriter(io.BytesIO(page()), incremental=True)
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F2 12 Tf 72 700 Td (The contact is somebody of the department.) Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def signed() -> bytes:
    """Saved over without a changed word, as a signature does."""
    writer = PdfWriter(io.BytesIO(page()), incremental=True)
    writer.pages[0][NameObject("/Changed")] = NumberObject(1)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def embedded() -> bytes:
    """A list lies in the file as an attachment."""
    return _changed(page(secret=False), lambda writer: writer.add_attachment("list.csv", b"a,b\n1,2\n"))


def commented() -> bytes:
    """A note in the margin says what the page does not."""
    change = note("Text", (500, 700, 520, 720), painted=False, Contents=TextStringObject(SECRET))
    return _changed(page(secret=False), change)


def authored() -> bytes:
    """The file's description of itself names its author."""
    return _changed(page(secret=False), lambda writer: writer.add_metadata({"/Author": SECRET}))


def turned(data: bytes) -> bytes:
    """The same file, its page turned by a quarter."""
    return _changed(data, _turned)


def clip(x0: float, x1: float):
    """The name drawn where nothing is painted outside these two edges."""

    def _draw(canvas):
        path = canvas.beginPath()
        path.rect(x0, Y - 5, x1 - x0, 20)
        canvas.saveState()
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(LEFT, Y, SECRET)
        canvas.restoreState()

    return _draw


def _clipped_form(canvas):
    canvas.beginForm("clipped")
    canvas.setFont("Times-Roman", 12)
    clip(RIGHT + 5, RIGHT + 90)(canvas)
    canvas.endForm()
    canvas.doForm("clipped")


def _clipped_by_triangle(canvas):
    path = canvas.beginPath()
    path.moveTo(LEFT - 100, Y - 50)
    path.lineTo(RIGHT + 100, Y - 50)
    path.lineTo(RIGHT + 100, Y - 20)
    path.close()
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(LEFT, Y, SECRET)
    canvas.restoreState()


BAD = {
    "black box": (page(_box(0)), "hidden", "box"),
    "white box": (page(_box(1)), "hidden", "box"),
    "grey box": (page(_box(0.5)), "hidden", "box"),
    "almost opaque box": (page(_almost_opaque), "hidden", "box"),
    "thick line": (page(_thick_line), "hidden", "line"),
    "skewed shape": (page(_skewed), "hidden", "shape"),
    "black picture": (page(_picture(0)), "hidden", "picture"),
    "picture of noise": (page(_picture(None)), "hidden", "picture"),
    "box in a form": (page(_form), "hidden", "box"),
    "box on a turned page": (_changed(page(_box(0)), _turned), "hidden", "box"),
    "square note": (_changed(page(), note("Square")), "hidden", "annotation"),
    "stamp": (_changed(page(), note("Stamp")), "hidden", "annotation"),
    "black highlight": (_changed(page(), note("Highlight")), "hidden", "highlight"),
    "white text": (page(_white, secret=False), "hidden", "white"),
    "unpainted text": (page(_unpainted, secret=False), "hidden", "unpainted"),
    "clipped away": (page(clip(RIGHT + 5, RIGHT + 90), secret=False), "hidden", "clip"),
    "clipped to nothing": (page(clip(LEFT, LEFT + 0.01), secret=False), "hidden", "clip"),
    "clipped in a form": (page(_clipped_form, secret=False), "hidden", "clip"),
    "clipped by a triangle": (page(_clipped_by_triangle, secret=False), "hidden", "clip"),
    "layer switched off": (_layer(), "hidden", "layer"),
    "box in a scan": (scan(blacked=True), "hidden", "scan"),
    "off the page": (page(_off_page, secret=False), "off-page", "outside"),
    "cropped away": (_changed(page(), _cropped), "off-page", "cropped"),
    "mark never applied": (_changed(page(), note("Redact", painted=False)), "marked", "redact"),
    "earlier revision": (revised(), "revision", "earlier"),
    "attachment": (embedded(), "attachment", "embedded"),
    "comment": (commented(), "comment", "text"),
}
"""By name: the file, and the kind and cause of what must be found in it."""


def _frame(canvas):
    canvas.rect(60, 640, 480, 120, stroke=1, fill=0)


def _shading(canvas):
    canvas.setFillGray(0.2)
    canvas.rect(60, 580, 480, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 590, "Version and summary of changes")


def _faint(canvas):
    canvas.setFillGray(0.93)
    canvas.setFont("Helvetica", 90)
    canvas.drawString(100, 400, "DRAFT")


def _sideways(canvas):
    canvas.rotate(90)
    canvas.drawString(200, -30, "Printed on demand")


def _two_boxes(canvas):
    canvas.rect(72, 500, 100, 12, stroke=0, fill=1)


GOOD = {
    "plain": page(),
    "clip around text": page(clip(LEFT - 5, RIGHT + 5), secret=False),
    "properly blacked out": page(_box(0), secret=False),
    "frame around text": page(_frame),
    "white on dark heading": page(_shading),
    "faint watermark": page(_faint),
    "sideways text": page(_sideways),
    "box over nothing": page(_two_boxes),
    "turned page": _changed(page(), _turned),
    "yellow highlight beside": _changed(page(), note("Highlight", (72, 600, 200, 612), (1, 1, 0))),
    "scan with its text layer": scan(blacked=False),
    "scan over its text layer": scan_over_text(),
    "scan without": scan(blacked=True, layer=False),
    "saved over, no word changed": signed(),
}
"""Pages that hide nothing."""
