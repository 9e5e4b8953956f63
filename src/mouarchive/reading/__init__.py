"""From the bytes of a PDF to pages of lines: each file read in a worker process with limits.

`process` checks the file and runs the worker that opens it, `page` leads through a page: `text` makes lines
of characters, `drawing` knows what is drawn, `forms` what was filled in, `redaction` what is blacked out or
hidden, `ocr` reads pictures.

Nothing here is loaded before it is asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mouarchive.reading.engine import engine_name
    from mouarchive.reading.page_rules import DEFAULT, Limits
    from mouarchive.reading.process.office import as_pdf
    from mouarchive.reading.process.parent import check_leaks, page_image, page_images, read_all, read_pdf

__all__ = [
    "DEFAULT",
    "Limits",
    "as_pdf",
    "check_leaks",
    "engine_name",
    "page_image",
    "page_images",
    "read_all",
    "read_pdf",
]

_HOME = {
    "DEFAULT": "page_rules",
    "Limits": "page_rules",
    "as_pdf": "process.office",
    "check_leaks": "process.parent",
    "engine_name": "engine",
    "page_image": "process.parent",
    "page_images": "process.parent",
    "read_all": "process.parent",
    "read_pdf": "process.parent",
}


def __getattr__(name: str) -> Any:
    """Load the module that holds a public name the first time it is used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
