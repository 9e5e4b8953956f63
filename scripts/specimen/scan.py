"""Pages turned into a scan: drawn, tilted, speckled, cut to black and white, Group 4 encoded.

Drawing is done by PDFium and Pillow, so that the pixels may differ from one of their releases to the next;
`MADE_WITH` names those that made the file in the repository. Fonts installed on the machine are kept out.
"""

from __future__ import annotations

import ctypes
import io
import platform
import random
from importlib.metadata import version

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, TiffImagePlugin

from specimen.pdffile import Picture, Sheet, write_pdf

__all__ = ["MADE_WITH", "made_with", "scan"]

MADE_WITH = "pypdfium2 5.15.2, Pillow 13.0.0, x86_64"
DPI = 200
SEED = 20160912  # of the specks and tilts: part of the specimen
MAX_TILT = 0.55  # degrees either way
SPECKS = 120  # a page
THRESHOLD = 150  # greys below are black


def made_with() -> str:
    """The releases installed here, in the manner of `MADE_WITH`."""
    return f"pypdfium2 {version('pypdfium2')}, Pillow {version('pillow')}, {platform.machine()}"


def scan(sheets: list[Sheet]) -> list[Sheet]:
    """The same pages as pictures, without any text. Changes PDFium's fonts for the rest of the process."""
    _use_built_in_fonts()
    chance = random.Random(SEED)  # noqa: S311 - a fixed sequence is wanted, not a secret
    document = pypdfium2.PdfDocument(write_pdf(sheets, "drawn"))
    scanned = []
    for page in document:
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        image = image.rotate(chance.uniform(-MAX_TILT, MAX_TILT), Image.Resampling.BICUBIC, fillcolor=255)
        _speckle(image, chance)
        scanned.append(
            Sheet(picture=_encode(image.point([0] * THRESHOLD + [255] * (256 - THRESHOLD), mode="1")))
        )
    document.close()
    return scanned


def _use_built_in_fonts() -> None:
    """Start PDFium again without font folders: a Helvetica installed here would change the pixels."""
    letters = ctypes.POINTER(ctypes.c_char)
    none = (letters * 1)(letters())
    folders = ctypes.cast(none, ctypes.POINTER(letters))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))


def _speckle(image: Image.Image, chance: random.Random) -> None:
    """Dust on the glass: dark specks of one or two pixels, and white ones inside the black."""
    draw = ImageDraw.Draw(image)
    for _ in range(SPECKS):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        edge = chance.choice((0, 0, 0, 1))
        draw.rectangle((x, y, x + edge, y + edge), fill=chance.choice((0, 0, 255)))


def _encode(image: Image.Image) -> Picture:
    """Group 4 data of a one-bit image, taken out of the TIFF that Pillow writes."""
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", compression="group4", tiffinfo={278: image.height})
    buffer.seek(0)
    with TiffImagePlugin.TiffImageFile(buffer) as tiff:
        (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return Picture(image.width, image.height, buffer.getvalue()[offset : offset + length])
