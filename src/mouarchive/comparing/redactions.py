"""Blacked-out spans: text that is unknown, which is neither present nor absent, neither added nor removed."""

from __future__ import annotations

import re

from mouarchive.comparing.normalise import layout_form

__all__ = [
    "has_redaction",
    "is_all_redacted",
    "only_redaction_differs",
    "redaction_mark",
    "shown_by_newer",
]

# "[redacted]" is what reading writes for a black box; "[ * * * ]" is how American filings print one,
# "withheld under s.40" how British ones do, and U+2588 is a box drawn as a character.
redaction_mark = re.compile(
    r"\[\s*redact(?:ed|ion)[^\]]{0,60}\]|\[\s*(?:\*\s*){1,5}\]|█+(?:\s*█+)*"
    r"|\[\s*(?:text|name|information)?\s*withheld[^\]]{0,60}\]"
    r"|\(?withheld under (?:s\.?|section)\s*\d+\w*(?:\(\d+\))*\)?",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_UNKNOWN = "\ufffc"


def has_redaction(text: str) -> bool:
    """Whether the text holds a span that could not be read because it was blacked out."""
    return redaction_mark.search(text) is not None


def is_all_redacted(text: str) -> bool:
    """Whether nothing but blacked-out spans (and marks between them) is left."""
    rest, count = redaction_mark.subn("", text)
    return count > 0 and not _NOT_LETTERS.sub("", rest)


def _pieces(text: str) -> list[str]:
    """What can be read, cut at each blacked-out span: letters and digits alone, without case."""
    parts = redaction_mark.split(layout_form(text))
    return [_NOT_LETTERS.sub("", part).casefold() for part in parts]


def only_redaction_differs(old: str, new: str) -> bool:
    """Whether the two texts can be one text with different spans blacked out.

    The readable pieces of one must stand in the other in order, the first at its start and the last at
    its end; a span hidden in one may show words, or nothing we can know, in the other.
    """
    return _covers(_pieces(old), _pieces(new)) or _covers(_pieces(new), _pieces(old))


def shown_by_newer(old: str, new: str) -> bool:
    """Whether the newer text can be the older one with nothing more hidden and words shown.

    A black box that is merely gone shows nothing: what was under it may stand elsewhere, or nowhere.
    """
    before, after = _pieces(old), _pieces(new)
    return sum(map(len, after)) > sum(map(len, before)) and _covers(before, after)


def _covers(masked: list[str], shown: list[str]) -> bool:
    if len(masked) == 1:
        return False
    text = _UNKNOWN.join(shown)
    first, *middle, last = masked
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
