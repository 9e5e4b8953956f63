"""A redline as a PDF: the HTML file on paper, drawn by WeasyPrint where it is installed (extra `pdf`).

Nothing is fetched: the file needs nothing but itself, and what it names is refused. No clock and no chance
is in it, so that the same comparison gives the same bytes with the same fonts.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
from typing import Any

from mouarchive.answers.comparison import Redlines
from mouarchive.errors import MouarchiveError
from mouarchive.output.as_html import page
from mouarchive.output.outline import head
from mouarchive.output.serializer import Wish

__all__ = ["data"]


def data(answer: Redlines, wish: Wish) -> bytes:
    """The PDF file of a redline, or of what heads it. Raises MouarchiveError without the extra."""
    weasyprint = _weasyprint()
    text = page(answer.pairs, answer.title, context=wish.context, above=tuple(head(answer)))
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it remarks on rules for screens
    drawn = weasyprint.HTML(string=text, url_fetcher=_refuse)
    identifier = hashlib.sha256(text.encode()).digest()[:16]
    return bytes(drawn.write_pdf(pdf_identifier=identifier, pdf_tags=True))


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except ImportError:
        raise MouarchiveError(
            "a PDF needs the extra pdf: pip install 'mouarchive[pdf]'; or print the html, or the docx"
        ) from None
    except OSError as error:  # the package is there, and the libraries that it draws with are not
        raise MouarchiveError(
            f"WeasyPrint cannot draw here ({str(error).splitlines()[0]}); "
            "on Debian: apt-get install libpangoft2-1.0-0"
        ) from None


def _refuse(address: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"{address}: nothing is fetched")
