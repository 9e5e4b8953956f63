"""What others say of a page: a second reader of its text, and the file's own tags.

Two readers that share no code seldom make the same mistake. Where they have different characters, one of
them lost a ligature, met a font that does not name its letters, or read a text layer that is not what the
page shows. The second reader (pypdf) is slow, so by default it is asked only about pages that look doubtful;
no failure of it is ever a failure of the reading.

A word processor may write a structure beside the page: paragraphs, headings, tables, and which marks are mere
artifacts, such as running heads. It is made by a machine and seen by nobody, so that it is often wrong and
never trusted over what is seen; but it was made by other means than the reading here, and can be held against
it. It is asked only where a copy is taken in or audited, since it takes a fifth of a page's time.

On its own: a second engine, asked only where the first may be wrong.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
import unicodedata
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mouarchive.model import Warn
from mouarchive.reading.language import strangeness
from mouarchive.reading.page_rules import PAGE, WITNESS
from mouarchive.reading.text.glyphs import IDENTITY, display_point, move
from mouarchive.reading.text.text_rules import FONT
from mouarchive.reading.text.words import LOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import FrameType

    from pypdf import PdfReader

    from mouarchive.model import Line, Page
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.wire import Asked
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["OUTSIDE", "Witness", "agreement", "disagreement", "line_tags", "suspicious"]

# White space, control, format and private characters; the dashes that end a printed line.
_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn", "Cs", "Pd"})
_KEEPS_BACK = frozenset(
    {"redaction", "redaction-unapplied", "text-under-box", "hidden-text", "off-page", "limit"}
)

_HUNDRED = 100  # fact: per cent
OUTSIDE = -1
"""The tag of a line that no part of the structure holds: an artifact, or forgotten."""


# ------------------------------------------------------------------ the second reader


class _TooLongError(BaseException):
    """The witness took too long over a page; no Exception, so that pypdf itself cannot catch it."""


class Witness:
    """pypdf's own reading of a file's pages, within a budget of computing time for the whole file.

    `mode` is `all`, `suspicious` or `none`; `allow` is called once before the first page is read, so that
    the worker's time limit can be moved.
    """

    def __init__(self, reader: PdfReader, mode: Asked, allow: Callable[[], None] = lambda: None) -> None:
        self._reader = reader
        self._mode = mode
        self._allow = allow
        self._left = float(WITNESS.seconds)
        self._begun = False
        self._fonts: dict[int, bool] = {}

    def hear(self, page: Page, warnings: Iterable[Warn], *, doubted: bool = False) -> str | None:
        """The text of a page as pypdf reads it, where it is to be asked and can answer; else None.

        `doubted` where the page's own text layer is known to be faulty. Of a page that hides text nothing
        is asked: the witness does not know what may not be read.
        """
        if self._mode == "none" or self._left <= 0 or _keeps_back(page, warnings):
            return None
        if not (self._mode == "all" or doubted or suspicious(page) or self._nameless(page.number)):
            return None
        if not self._begun:
            self._begun = True
            self._allow()
        return self._read(page.number)

    def _read(self, number: int) -> str | None:
        started = time.thread_time()
        try:
            with _at_most(WITNESS.page_seconds):
                text = self._reader.pages[number - 1].extract_text()
        except (Exception, _TooLongError):  # noqa: BLE001 - pypdf raises anything; no witness is no failure
            return None
        finally:
            self._left -= time.thread_time() - started
        return text.encode("utf-8", "replace").decode("utf-8")

    def _nameless(self, number: int) -> bool:
        """Whether one of the page's fonts does not say which letters its shapes are."""
        try:
            resources: Any = self._reader.pages[number - 1].get("/Resources", {})
            fonts: Any = resources.get_object().get("/Font", {}).get_object()
            return any(self._unnamed(fonts.raw_get(key)) for key in fonts)
        except Exception:  # noqa: BLE001 - as above
            return False

    def _unnamed(self, reference: Any) -> bool:
        known = getattr(reference, "idnum", -1)
        if known not in self._fonts or known < 0:
            self._fonts[known] = _names_no_letters(reference.get_object())
        return self._fonts[known]


def _names_no_letters(font: Any) -> bool:
    """No table to Unicode, where the codes by themselves mean nothing: composite, and with own encoding."""
    if "/ToUnicode" in font:
        return False
    kind = font.get("/Subtype")
    if kind == "/Type0":
        return str(font.get("/Encoding", "")).startswith("/Identity")
    if kind == "/Type3":
        return True
    return kind == "/TrueType" and "/Encoding" not in font


def suspicious(page: Page) -> bool:
    """Whether a page's text looks doubtful: cheap signs that ordinary pages do not show.

    Replacement characters; words of no language; next to no letters beside a picture, or none at all; a
    picture of the whole page with text on it (the layer that some OCR program left).
    """
    quality = page.quality
    if quality.characters < PAGE.stamp_letters and (
        quality.image_share >= PAGE.scan_share or not quality.characters
    ):
        return True
    if quality.image_share >= PAGE.stamped_share:
        return True
    text = "\n".join(line.text for line in page.lines)
    if LOST in text:
        return True
    unspoken = quality.stop_words is not None and quality.stop_words < WITNESS.spoken
    return unspoken and strangeness(text) >= WITNESS.strange


def _keeps_back(page: Page, warnings: Iterable[Warn]) -> bool:
    """Whether text of the page is left out on purpose: the other reader would bring it back."""
    if page.quality.hidden or any(warning.code in _KEEPS_BACK for warning in warnings):
        return True
    return any("[redacted" in line.text for line in page.lines)


def agreement(ours: str, theirs: str) -> float:
    """Share 0..1 of characters that both readings have, whatever their order; 1 where both have none.

    Compared without white space, dashes and control characters, ligatures and the like taken apart (NFKC).
    """
    first, second = _characters(ours), _characters(theirs)
    most = max(first.total(), second.total())
    return round((first & second).total() / most, 4) if most else 1.0


def _characters(text: str) -> Counter[str]:
    counted = Counter(unicodedata.normalize("NFKC", text))
    for character in list(counted):
        if unicodedata.category(character) in _PASSED_OVER:
            del counted[character]
    return counted


def disagreement(number: int, share: float) -> Warn | None:
    """The warning for page `number`, where too few characters are the same."""
    if share >= WITNESS.agreed:
        return None
    return Warn(
        "engines-disagree",
        f"two readers of page {number} have only {int(share * _HUNDRED)} of 100 characters in common:"
        " check it against the page",
        number,
    )


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """End what runs inside after so many seconds, where the system has such a clock."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ------------------------------------------------------------------ the file's own tags


def line_tags(page: OpenPage, drawing: Drawing, lines: Sequence[Line]) -> tuple[int, ...]:
    """For each line its place in the file's own order of the page, or OUTSIDE; nothing where it has none."""
    order = _order(page)
    if not order or not lines:
        return ()
    bands = _bands(lines)
    found: list[int | None] = [None] * len(lines)
    for text in drawing.texts[: FONT.objects]:
        x, y = _middle(page, text)
        at = next((at for at in bands.get(_band(y), ()) if _holds(lines[at], x, y)), None)
        if at is not None:
            content = page.raw.FPDFPageObj_GetMarkedContentID(ctypes.cast(text, page.raw.FPDF_PAGEOBJECT))
            place, known = order.get(content, OUTSIDE), found[at]
            if known is None or known == OUTSIDE or OUTSIDE < place < known:
                found[at] = place
    if None in found:
        # A line without an object of its own (a form's words, a pictured number) goes with its neighbour.
        found = list(_filled(found))
    return tuple(OUTSIDE if place is None else place for place in found)


def _filled(found: Sequence[int | None]) -> Iterator[int | None]:
    last: int | None = next((place for place in found if place is not None), None)
    for place in found:
        last = place if place is not None else last
        yield last


def _order(page: OpenPage) -> dict[int, int]:
    """The page's marked contents by number, each with its place in the structure."""
    raw = page.raw
    tree = raw.FPDF_StructTree_GetForPage(page.handle)
    if not tree:
        return {}
    order: dict[int, int] = {}
    try:
        waiting = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
            for index in reversed(range(_few(raw.FPDF_StructTree_CountChildren(tree))))
        ]
        _walk(raw, waiting, order)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return order


def _few(count: int) -> int:
    return min(max(count, 0), FONT.objects)


def _walk(raw: Any, waiting: list[tuple[Any, int]], order: dict[int, int]) -> None:
    """Each element and what it holds, in order; a structure that is too large or deep is read in part.

    An entry of the stack with depth -1 is the number of a marked content.
    """
    looked = 0
    while waiting and looked < FONT.objects:
        looked += 1
        element, depth = waiting.pop()
        if depth < 0:
            order.setdefault(element, len(order))
            continue
        if not element or depth > WITNESS.depth:
            continue
        inside: list[tuple[Any, int]] = []
        for index in range(_few(raw.FPDF_StructElement_CountChildren(element))):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                inside.append((child, depth + 1))
                continue
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                inside.append((content, -1))
        waiting += reversed(inside)


def _middle(page: OpenPage, text: int) -> tuple[float, float]:
    box = page.functions.four(page.functions.bounds, text)
    if box is None:
        return -1.0, -1.0
    outer = page.form_matrices.get(text, IDENTITY)
    return display_point(page.crop, page.rotation)(*move(outer, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2))


def _bands(lines: Sequence[Line]) -> dict[int, list[int]]:
    """The lines by the bands of the page that they cross, so that few are looked at for each text."""
    bands: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        for band in range(_band(line.box.y0 - WITNESS.slack), _band(line.box.y1 + WITNESS.slack) + 1):
            bands.setdefault(band, []).append(at)
    return bands


def _band(y: float) -> int:
    return int(y // (2 * WITNESS.slack))


def _holds(line: Line, x: float, y: float) -> bool:
    box, slack = line.box, WITNESS.slack
    return box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack / 2 <= y <= box.y1 + slack / 2
