"""Redactions, and text that a file carries and does not show.

`describe` says a leak in plain words: where, how much, and what hides it; never what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mouarchive.model import Leak

__all__ = ["describe"]

_HIDDEN = {
    "box": "under a box",
    "picture": "under a picture",
    "line": "under a thick line",
    "shape": "under a shape",
    "annotation": "under a note or stamp, which anybody can move",
    "highlight": "under a highlight, which anybody can take off",
    "white": "in white",
    "background": "in the colour of what is behind it",
    "clip": "that is clipped away",
    "transparent": "that is transparent",
    "unpainted": "that is in the file and not painted",
    "layer": "on a layer that is switched off",
    "scan": "in the text layer under a blacked-out part of the scan",
    "form-hidden": "in a form field that is not shown",
    "form-password": "in a password field",
    "form-outside": "in a form field outside the page",
    "form-white": "in a form field set in white",
    "form-box": "in a form field that is blacked out",
    "form-value": "in a form field that shows other words",
}
_OTHER = {
    "cropped": "cropped away, but still in the file",
    "outside": "outside the page",
    "redact": "marked for redaction, and never taken out",
    "earlier": "in an earlier revision, which the file still holds",
}
_NAMES = {
    "author": "an author",
    "lastmodifiedby": "who changed it last",
    "manager": "a manager",
    "company": "a company",
}


def describe(leak: Leak) -> str:
    """One line on one finding, as "page 3 at 72,118 to 240,130: 13 letters under a box"."""
    if leak.kind == "metadata":
        return f"the file's description names {_NAMES.get(leak.cause, leak.cause)} ({_letters(leak.letters)})"
    if leak.kind == "attachment":
        return f"a file of {leak.letters} bytes is embedded in it"
    if leak.kind == "comment":
        what = f"a comment of {_letters(leak.letters)}"
    else:
        how = _HIDDEN.get(leak.cause) or _OTHER.get(leak.cause, leak.cause)
        what = f"{_letters(leak.letters)} {how}"
    return f"{_place(leak)}: {what}" if leak.page is not None else what


def _letters(count: int) -> str:
    return "1 letter" if count == 1 else f"{count} letters"


def _place(leak: Leak) -> str:
    if leak.box is None:
        return f"page {leak.page}"
    box = leak.box
    return f"page {leak.page} at {box.x0:.0f},{box.y0:.0f} to {box.x1:.0f},{box.y1:.0f}"
