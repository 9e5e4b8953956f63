"""Telling a redline from a version: a document whose text layer holds the old and the new words at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mouarchive.model import Warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mouarchive.model import Page

__all__ = ["REDLINE", "redline_warnings"]

REDLINE = "redline-document"
"""Code of the warning."""

_LEAST = 40
_STRUCK_SHARE = 0.01
_INSERTED_SHARE = 0.015
_LEAST_BALLOONS = 2
_BALLOON = re.compile(
    r"(?:Deleted|Formatted|Commented|Inserted|Moved(?: down| up)?)\s?(?:\[[^\]]*\])?:|Comment \["
)
_BALLOON_SIDE = 0.6
_PATCH = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")


def redline_warnings(pages: Iterable[Page]) -> tuple[Warn, ...]:
    """The warning about a document that is itself a redline; no warning for any other.

    One is: a hundredth of its letters struck out (40 at least), or 40 struck out and as many put in; three in
    two hundred put in; two balloons in its margin that say what was deleted; or the output of a comparing
    program.
    """
    letters = struck = inserted = balloons = patches = 0
    for page in pages:
        letters += page.quality.characters
        struck += page.quality.struck
        inserted += page.quality.inserted
        for line in page.lines:
            patches += _PATCH.match(line.text) is not None
            aside = line.box.x0 > _BALLOON_SIDE * page.width
            balloons += aside and _BALLOON.match(line.text) is not None
    grounds = []
    if struck >= _LEAST and (struck >= _STRUCK_SHARE * letters or inserted >= _LEAST):
        grounds.append(f"{struck} letters are struck out")
    if inserted >= _LEAST and (grounds or balloons or inserted >= _INSERTED_SHARE * letters):
        grounds.append(f"{inserted} are marked as put in")
    if balloons >= _LEAST_BALLOONS:
        grounds.append(f"{balloons} notes in the margin say what was changed")
    if patches >= _LEAST_BALLOONS:
        grounds.append("it is the output of a comparing program")
    if not grounds:
        return ()
    why = ", ".join(grounds)
    message = f"this file shows both readings at once ({why}); it is not a version of its own"
    return (Warn(REDLINE, message),)
