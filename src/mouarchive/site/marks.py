"""Text for pages: escaped, with hits and odd characters marked; nothing from a document is trusted.

A document may hold characters that are not seen or that turn the reading order round. They are shown
as their code in brackets, so that nobody reads something else than what the file says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from mouarchive import deadline
from mouarchive.model import DiffPart, Op

__all__ = ["highlighted", "redline", "shown"]

# Controls (but tab and line feed), soft hyphen, zero-width and bidirectional controls, tags, noncharacters.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    name = unicodedata.name(match.group(), "CONTROL CHARACTER").lower()
    return f'<span class="odd" title="{escape(name)}">[U+{code:04X}]</span>'


def shown(text: object) -> Markup:
    """Escape `text` and make unseen characters visible; carriage returns count as line feeds."""
    deadline.check()  # every page asks this of every text on it
    plain = str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return Markup(_ODD.sub(_sign, str(escape(plain))))  # noqa: S704  escaped on this line


def highlighted(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Escape `text` and mark the (start, end) `spans`; overlapping spans are joined, wild ones are cut."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in spans):
        if end <= max(at, start):
            continue
        begin = max(at, start)
        parts += [
            shown(text[at:begin]),
            Markup("<mark>") + shown(text[begin:end]) + Markup("</mark>"),
        ]
        at = end
    parts.append(shown(text[at:]))
    return Markup("").join(parts)


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
