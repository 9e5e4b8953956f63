"""What is listed before a redline: every change, or for a client those that weigh most. Pure. On its own.

The order of weight is that of the tags: an obligation or a negation before a number, a period or money, those
before a date or a party. It is an order for reading, made by fixed rules: whether a change matters is for a
lawyer to say.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from mouarchive.answers.change_list import STRAY, TITLE, Listed, change_list
from mouarchive.answers.changes import TAG_NOUNS
from mouarchive.answers.comparison import Compared
from mouarchive.model import Tag
from mouarchive.words import counted

__all__ = ["Brief", "brief"]

_MOST = 10
"""Changes that a page has room for."""
_LETTERS = 36
"""Letters of the words quoted there, so that each change takes two lines."""
_ORDER = tuple(tag.value for tag in Tag)


class Brief(msgspec.Struct, frozen=True):
    """The changes to list under a title; `more` is a sentence that says how many others there are.

    `touched` says how many changes touch words of each kind; empty where none is told by its
    words, and where the counts of the whole, which say the same, speak of all that was asked for.
    """

    title: str
    changes: tuple[Listed, ...]
    more: str
    touched: str


def brief(pair: Compared) -> Brief:
    """The changes that were asked for, in their order; for a summary alone the ten that weigh most."""
    listed = change_list(pair)
    many = Counter(tag for one in listed for tag in one.tags)
    touched = ", ".join(counted(many[tag], *TAG_NOUNS[Tag(tag)]) for tag in _ORDER if many[tag])
    touched = f"Changes touch: {touched}." if touched and pair.partial else ""
    if not pair.summary_only:
        return Brief(TITLE, listed, "", touched)
    found = sorted(change_list(pair, most=1, longest=_LETTERS), key=_weight)[:_MOST]
    left = len(listed) - len(found)
    return Brief(
        "The changes" if not left else f"The {_MOST} changes that weigh most",
        tuple(found),
        f"{counted(left, 'more change')} in the redline." if left else "",
        touched,
    )


def _weight(one: Listed) -> int:
    """The place of its weightiest tag; what no tag tells stands behind, a reference that followed last."""
    if one.tags == (Tag.REFERENCE.value,) and not any(said in one.what for said in STRAY.values()):
        return len(_ORDER) + 1
    return min((_ORDER.index(tag) for tag in one.tags), default=len(_ORDER))
