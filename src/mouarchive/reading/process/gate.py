"""pypdf opens every file first: it refuses what is broken, with limits PDFium does not have."""

from __future__ import annotations

import codecs
import io
import logging
import os
from typing import TYPE_CHECKING, Any, NoReturn

from mouarchive.model import Warn
from mouarchive.reading.page_rules import WORKER

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["Gate", "GateError", "open_gate"]

_INFO_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")

_HIGH = bytes(range(128, 256))  # fact: bytes that no plain text in ASCII has
_CONTROLS = bytes({*range(32)} - {9, 10, 12, 13})  # fact: bytes that no text has
_LOST_END = Warn("repaired", "the file has lost its last lines and was repaired: text may be missing")


class GateError(Exception):
    """The file is refused: `code` is a stable word, the text one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Gate:
    """What pypdf could tell about a file."""

    def __init__(self, reader: PdfReader, found: tuple[Warn, ...] = ()) -> None:
        self.reader = reader
        self.pages = len(reader.pages)
        self._found = found

    def info(self) -> tuple[tuple[str, str], ...]:
        """The file's own description of itself; entries that cannot be read are left out."""
        found: list[tuple[str, str]] = []
        try:
            metadata: Any = self.reader.metadata or {}
            for key in _INFO_KEYS:
                value = metadata.get(f"/{key}")
                if value is not None and str(value).strip():
                    found += [(key, _clean(str(value))[: WORKER.info_characters])]
        except Exception:  # noqa: BLE001 - a broken description never keeps the text from being read
            return tuple(found)
        return tuple(found)

    def layers(self) -> bool:
        """Whether the file has layers that can be switched off; true where that cannot be told."""
        try:
            return "/OCProperties" in self.reader.root_object
        except Exception:  # noqa: BLE001 - as above
            return True

    def form(self) -> Any:
        """The file's form, a dictionary of pypdf; None where it has none or a broken one."""
        try:
            form: Any = self.reader.root_object.get("/AcroForm")
            form = form.get_object() if form is not None else None
        except Exception:  # noqa: BLE001 - as above
            return None
        return form if hasattr(form, "get") else None

    def warnings(self) -> tuple[Warn, ...]:
        """What the pages do not show: damage, files in the file, forms that only some programs display."""
        found: list[Warn] = list(self._found)
        try:
            root: Any = self.reader.root_object
            names = len(list(self.reader.attachment_list))
            if names:
                what = "1 file is" if names == 1 else f"{names} files are"
                found.append(Warn("attachments", f"{what} embedded in this one and not read"))
            if "/Collection" in root:
                found.append(Warn("portfolio", "this is a portfolio: its pages may be no more than a cover"))
            if "/XFA" in root.get("/AcroForm", {}):
                found.append(
                    Warn("xfa", "this is an XFA form: its filled-in text may not stand on its pages")
                )
        except Exception:  # noqa: BLE001 - as above
            return tuple(found)
        return tuple(found)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def open_gate(fd: int) -> Gate:
    """Open the file on a descriptor; raises GateError with what is wrong.

    pypdf raises far more than its own exceptions on damaged files, so everything is caught here.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    import pypdf  # noqa: PLC0415 - only the worker pays for it

    pypdf.overwrite_configuration(pypdf.Configuration(jbig2dec_binary=None))
    found = _mangled(os.pread(fd, WORKER.sample_bytes, 0))
    try:
        try:
            gate = _opened(pypdf.PdfReader(os.fdopen(os.dup(fd), "rb")), found)
        except pypdf.errors.PdfStreamError:
            if (ended := _ended(os.pread(fd, os.fstat(fd).st_size, 0))) is None:
                raise
            gate = _opened(pypdf.PdfReader(io.BytesIO(ended)), (*found, _LOST_END))
    except (GateError, MemoryError):
        raise
    except pypdf.errors.LimitReachedError as error:
        raise GateError("limit", f"it asks for more than a document needs ({_short(error)})") from error
    except pypdf.errors.DependencyError as error:
        raise GateError("encrypted", f"its encryption cannot be opened here ({_short(error)})") from error
    except Exception as error:
        why = _short(error)
        raise GateError("broken", f"its structure is damaged ({why}); ask for a new copy") from error
    if gate.pages == 0:
        raise GateError("broken", "it has no pages; ask for a new copy")
    return gate


def _opened(reader: PdfReader, found: tuple[Warn, ...]) -> Gate:
    if reader.is_encrypted and not reader.decrypt(""):
        return _locked()
    return Gate(reader, found)


def _ended(data: bytes) -> bytes | None:
    """A file that lost no more than its last lines, with an ending again; None where more is missing.

    Both readers then find its objects by looking through it. Half a file is not that: what it lacks is text.
    """
    at = max(data.rfind(b"startxref"), data.rfind(b"trailer"))
    table = data.rfind(b"\nxref")
    if data.rfind(b"%%EOF") > max(at, table) or max(at, table) < data.rfind(b"endobj"):
        return None
    return data + (b"\n%%EOF\n" if data[at:].startswith(b"startxref") else b"\nstartxref\n0\n%%EOF\n")


def _mangled(data: bytes) -> tuple[Warn, ...]:
    """Whether the file was changed on its way as if it were text, which destroys what is packed in it.

    Packed data has every byte as often as any other, so thousands of its bytes without a lone line feed, or
    without a carriage return, or with none above 127, are no chance.
    """
    if b"/FlateDecode" not in data and b"/DCTDecode" not in data:
        return ()
    high = len(data) - len(data.translate(None, _HIGH))
    lost = data.count(b"\xef\xbf\xbd")
    if lost >= WORKER.odd_bytes:
        how = "every sign that its sender's program did not know became another"
    elif high >= WORKER.packed_bytes and (b"\r" not in data or data.count(b"\n") == data.count(b"\r\n")):
        how = "its line ends were changed, as by a transfer in text mode"
    elif high >= WORKER.odd_bytes and _is_utf8(data):
        how = "it was encoded anew as text"
    elif not high and _holds_packed(data):
        how = "the highest bit of each byte was lost"
    else:
        return ()
    return (Warn("mangled", f"the file was damaged on its way: {how}; text is missing, ask for a new copy"),)


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)  # the sample may end within a character
    except UnicodeDecodeError:
        return False
    return True


def _holds_packed(data: bytes) -> bool:
    """Whether there are control bytes, which only packed data has, though no byte is above 127."""
    return len(data) - len(data.translate(None, _CONTROLS)) >= WORKER.odd_bytes


def _locked() -> NoReturn:
    raise GateError("encrypted", "it is locked with a password; ask for a copy without one")


def _short(error: BaseException) -> str:
    words = " ".join(_clean(str(error)).split()) or type(error).__name__
    return words[: WORKER.said_characters]
