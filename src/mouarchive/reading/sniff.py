"""What a file that is no PDF really is, so that the message can say so."""

from __future__ import annotations

__all__ = ["has_pdf_marker", "say_what_it_is"]

PDF_SEARCH_BYTES = 1024
"""Readers accept the marker within the first kilobyte (ISO 32000-1, Annex H, implementation note 13)."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file; save it as PDF"),
    (b"{\\rtf", "a rich-text document; save it as PDF"),
    (b"\x89PNG", "a PNG picture; save it as PDF"),
    (b"\xff\xd8\xff", "a JPEG picture; save it as PDF"),
    (b"GIF8", "a GIF picture; save it as PDF"),
    (b"II*\x00", "a TIFF picture; save it as PDF"),
    (b"MM\x00*", "a TIFF picture; save it as PDF"),
    (b"%!PS", "a PostScript file; convert it to PDF"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def has_pdf_marker(head: bytes) -> bool:
    """Whether `%PDF-` stands in the first kilobyte."""
    return b"%PDF-" in head[:PDF_SEARCH_BYTES]


def say_what_it_is(head: bytes) -> str:
    """A few words on what the first bytes of a file that is no PDF show it to be."""
    if not head.strip(b"\x00"):
        return "nothing but zero bytes"
    if head.startswith(b"PK\x03\x04"):
        return _office_or_zip(head)
    return next((words for signature, words in _SIGNATURES if head.startswith(signature)), _text_kind(head))


def _text_kind(head: bytes) -> str:
    lowered = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return "a web page (HTML); download the PDF itself"
    if lowered.startswith((b"<?xml", b"<svg")):
        return "an XML file"
    if lowered.startswith((b"from ", b"return-path:", b"received:", b"mime-version:")):
        return "an e-mail; save its attachment"
    return "plain text" if _is_text(head) else "data of no kind known here"


def _office_or_zip(head: bytes) -> str:
    """Office files are zips whose first members tell the program they belong to."""
    for member, words in (
        (b"word/", "a Word document (docx); save it as PDF"),
        (b"xl/", "an Excel workbook (xlsx); save it as PDF"),
        (b"ppt/", "a PowerPoint file (pptx); save it as PDF"),
        (b"opendocument", "an OpenDocument file; save it as PDF"),
        (b"[Content_Types].xml", "an Office document (docx, xlsx or pptx); save it as PDF"),
    ):
        if member in head:
            return words
    return "a zip archive; unpack it first"


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
        text = head[: error.start].decode("utf-8")
    return sum(character < " " and character not in "\t\r\n\f" for character in text) == 0
