"""Text for pages: escaped, with hits and odd characters marked; nothing from a document is trusted.

A document may hold characters that are not seen or that turn the reading order round. They are shown
as their code in brackets, so that nobody reads something else than what the file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from mouarchive import deadline
from mouarchive.model import DiffPart, Op
from mouarchive.words import UNSEEN, safe, unseen_name

__all__ = ["redline", "shown", "sought"]


def _sign(match: re.Match[str]) -> str:
    return f'<span class="odd" title="{escape(unseen_name(match[0]))}">{safe(match[0])}</span>'


def shown(text: object) -> Markup:
    """Escape `text` and make unseen characters visible; carriage returns count as line feeds."""
    deadline.check()  # every page asks this of every text on it
    plain = str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return Markup(UNSEEN.sub(_sign, str(escape(plain))))  # noqa: S704  escaped on this line


def sought(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """Pieces of a text as (text, whether it was sought): escaped, what was sought marked."""
    return Markup("").join(
        Markup("<mark>") + shown(text) + Markup("</mark>") if found else shown(text) for text, found in pieces
    )


_BEFORE = {Op.DELETE: "[taken out: ", Op.INSERT: "[put in: "}
_AFTER = {Op.DELETE: " — end of taken out]", Op.INSERT: " — end of put in]"}
_TAG = {Op.DELETE: "del", Op.INSERT: "ins"}


def redline(parts: Sequence[DiffPart]) -> Markup:
    """One text with what went out and what came in marked.

    Screen readers pass over `ins` and `del`, so that each marked run also carries words, hidden from
    sight only; sighted readers get strike-through and underline, so that no colour is needed.
    """
    return Markup("").join(_run(part) for part in parts if part.text)


def _run(part: DiffPart) -> Markup:
    if part.op is Op.EQUAL:
        return shown(part.text)
    tag = Markup(_TAG[part.op])  # noqa: S704  one of our two tags
    return Markup('<{0}><span class="vh">{1}</span>{2}<span class="vh">{3}</span></{0}>').format(
        tag, _BEFORE[part.op], shown(part.text), _AFTER[part.op]
    )
