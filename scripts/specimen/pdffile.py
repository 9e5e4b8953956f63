"""A PDF writer small enough to give the same bytes on every machine: no dates, ids or compression.

Text uses the fourteen standard fonts, so that no font file is needed; images are one-bit CCITT Group 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["A4", "Picture", "Sheet", "write_pdf"]

A4 = (595.28, 841.89)
FONTS = (
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman", "Times-Bold", "Times-Italic",
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A one-bit page image: size in pixels and its Group 4 data."""

    width: int
    height: int
    data: bytes


@dataclass
class Sheet:
    """One page being drawn. Positions are points from the top left corner; y is the baseline of text."""

    operations: list[str] = field(default_factory=list)
    picture: Picture | None = None

    def text(self, x: float, y: float, words: str, font: str, size: float, *, stretch: float = 0.0) -> None:
        """Print one run; `stretch` widens each of its spaces by so many points."""
        code = words.encode("cp1252").decode("latin-1")
        for mark in ("\\", "(", ")"):
            code = code.replace(mark, "\\" + mark)
        name = f"/F{FONTS.index(font)}"
        place = f"1 0 0 1 {x:.2f} {A4[1] - y:.2f} Tm"
        self.operations.append(f"BT {name} {size:.2f} Tf {stretch:.3f} Tw {place} ({code}) Tj ET")

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Fill a black rectangle."""
        self.operations.append(f"{left:.2f} {A4[1] - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re f")

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a thin straight line."""
        start, end = f"{left:.2f} {A4[1] - top:.2f}", f"{right:.2f} {A4[1] - bottom:.2f}"
        self.operations.append(f"0.5 w {start} m {end} l S")


def write_pdf(sheets: list[Sheet], title: str) -> bytes:
    """The sheets as a PDF file."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree come last, when the pages are known
    fonts = " ".join(f"/F{at} {_add(objects, _font(name))} 0 R" for at, name in enumerate(FONTS))
    pages = [_page(objects, sheet, fonts) for sheet in sheets]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>"
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    info = _add(objects, f"<< /Title ({title}) /Creator (make_specimens.py) >>".encode("latin-1"))
    return _assemble(objects, info)


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _page(objects: list[bytes], sheet: Sheet, fonts: str) -> int:
    resources = f"/Font << {fonts} >>"
    operations = list(sheet.operations)
    if sheet.picture:
        image = _add(objects, _image(sheet.picture))
        resources += f" /XObject << /Im0 {image} 0 R >>"
        operations.append(f"q {A4[0]:.2f} 0 0 {A4[1]:.2f} 0 0 cm /Im0 Do Q")
    content = _add(objects, _stream("", "\n".join(operations).encode("latin-1")))
    media = f"/MediaBox [0 0 {A4[0]:.2f} {A4[1]:.2f}]"
    body = f"<< /Type /Page /Parent 2 0 R {media} /Resources << {resources} >> /Contents {content} 0 R >>"
    return _add(objects, body.encode())


def _image(picture: Picture) -> bytes:
    size = f"/Width {picture.width} /Height {picture.height}"
    parameters = f"<< /K -1 /Columns {picture.width} /Rows {picture.height} /BlackIs1 true >>"
    head = (
        f"/Type /XObject /Subtype /Image {size} /ColorSpace /DeviceGray /BitsPerComponent 1 "
        f"/Filter /CCITTFaxDecode /DecodeParms {parameters}"
    )
    return _stream(head, picture.data)


def _assemble(objects: list[bytes], info: int) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
