"""A second reader as witness: pypdf's own text of a page, set beside what PDFium reads.

Two readers that share no code seldom make the same mistake. Where they have different characters, one of
them lost a ligature, met a font that does not name its letters, or read a text layer that is not what the
page shows. The witness is slow (about thirty thousandths of a second a page), so by default it is asked
only about pages that look doubtful; no failure of it is ever a failure of the reading.
"""

from __future__ import annotations

import signal
import threading
import time
import unicodedata
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from mouarchive.model import Warn
from mouarchive.reading.language import strangeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

    from pypdf import PdfReader

    from mouarchive.model import Page

__all__ = ["ALLOWED_SECONDS", "Asked", "Witness", "agreement", "disagreement", "suspicious"]

Asked = Literal["suspicious", "all", "none"]

ALLOWED_SECONDS: Final = 20
"""Computing time that the witness may take for one document, in seconds; pages after that go without."""

_PAGE_SECONDS = 4.0
_AGREED = 0.98
_FEW_LETTERS = 150
_PICTURE, _WHOLE_PICTURE = 0.3, 0.7
_SPOKEN = 0.05
# Half of what the language module needs for a verdict; lists of names and tables stay below it.
_STRANGE = 0.5
_REPLACEMENT = "\ufffd"
# White space, control, format and private characters; the dashes that end a printed line.
_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn", "Cs", "Pd"})
_KEEPS_BACK = frozenset(
    {"redaction", "redaction-unapplied", "text-under-box", "hidden-text", "off-page", "limit"}
)


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
        self._left = float(ALLOWED_SECONDS)
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
            with _at_most(_PAGE_SECONDS):
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
    if quality.characters < _FEW_LETTERS and (quality.image_share >= _PICTURE or not quality.characters):
        return True
    if quality.image_share >= _WHOLE_PICTURE:
        return True
    text = "\n".join(line.text for line in page.lines)
    if _REPLACEMENT in text:
        return True
    unspoken = quality.stop_words is not None and quality.stop_words < _SPOKEN
    return unspoken and strangeness(text) >= _STRANGE


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
    """The warning for page `number`, where less than 98 of 100 characters are the same."""
    if share >= _AGREED:
        return None
    return Warn(
        "engines-disagree",
        f"two readers of page {number} have only {int(share * 100)} of 100 characters in common:"
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
