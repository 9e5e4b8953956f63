"""Earlier revisions that a file still holds: saved over, but not taken out.

A program that saves a PDF «incrementally» adds what is new behind the old file. Whoever cuts the file at an
earlier end mark reads what stood there before.
"""

from __future__ import annotations

import io
import mmap
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from mouarchive.model import Leak
from mouarchive.reading.text.glyphs import characters
from mouarchive.reading.text.pdfium import OpenDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mouarchive.reading.wire import Job

__all__ = ["revisions"]

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\r\n]{0,2}")
_MOST = 8
_LARGEST = 60_000_000
_LEAST_LETTERS = 3


def revisions(job: Job, document: OpenDocument) -> Iterator[Leak]:
    """Letters, by page, of words that an earlier revision has and the last one has nowhere.

    A form that was filled in or a signature that was added changes no word. `document` is the file as opened.
    """
    ends = _ends(job.fd)
    if not ends:
        return
    last = sum((_words(document, number, job) for number in range(document.pages)), Counter())
    said: Counter[tuple[int, str]] = Counter()
    for end in ends:
        earlier = _open(job, end, document)
        if earlier is None:
            continue
        for number in range(min(earlier.pages, job.pages)):
            gone = _words(earlier, number, job) - last
            new = {word: count for word, count in gone.items() if count > said[number, word]}
            letters = sum(len(word) * (count - said[number, word]) for word, count in new.items())
            said.update({(number, word): count - said[number, word] for word, count in new.items()})
            if letters >= _LEAST_LETTERS:
                yield Leak("revision", "earlier", letters, number + 1)


def _ends(fd: int) -> list[int]:
    """Where earlier revisions end, the oldest first. The first part of a file made for the web is none."""
    with mmap.mmap(fd, 0, access=mmap.ACCESS_READ) as data:
        found = [match.end() for match in _END.finditer(data) if int(match[1]) > 0]
    return [end for end in found[:-1] if end <= _LARGEST][-_MOST:]


def _open(job: Job, end: int, document: OpenDocument) -> OpenDocument | None:
    """The file as it was up to an end mark; None where that is no whole document."""
    import pypdf  # noqa: PLC0415 - loaded by the gate already

    mapping = mmap.mmap(job.fd, end, access=mmap.ACCESS_COPY)
    try:
        reader = pypdf.PdfReader(io.BytesIO(mapping[:]))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        if not 0 < len(reader.pages) <= job.pages:
            return None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what pypdf refuses is never given to the other engine
        return None
    earlier = OpenDocument(document.raw, mapping)
    return earlier if earlier.handle else None


def _words(document: OpenDocument, number: int, job: Job) -> Counter[str]:
    """The words of a page (from 0), letters and figures only; none where it cannot be opened."""
    try:
        page = document.page(number)
    except ValueError:
        return Counter()
    try:
        text = "".join(characters(page.glyphs(job.page_characters).units))
    except ValueError:
        return Counter()
    finally:
        page.close()
    plain = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text)
    return Counter(plain.split())
