"""What is listed before a redline: every change, or for a client those that weigh most. Pure. On its own.

The order of weight is that of the tags: an obligation or a negation before a number, a period or money, those
before a date or a party. It is an order for reading, made by fixed rules: whether a change matters is for a
lawyer to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from mouarchive.answers.change_list import TITLE, Listed, change_list
from mouarchive.answers.comparison import Compared
from mouarchive.model import Tag
from mouarchive.words import counted

__all__ = ["Brief", "brief"]

_MOST = 10
"""Changes that a page has room for."""
_ORDER = tuple(tag.value for tag in Tag)
_NOUNS: Mapping[str, tuple[str, str]] = {
    Tag.OBLIGATION: ("obligation", "obligations"), Tag.NEGATION: ("negation", "negations"),
    Tag.NUMBER: ("number", "numbers"), Tag.PERIOD: ("period", "periods"),
    Tag.MONEY: ("sum of money", "sums of money"), Tag.DATE: ("date", "dates"),
    Tag.PARTY: ("party", "parties"), Tag.DEFINED_TERM: ("defined term", "defined terms"),
    Tag.CONDITION: ("condition", "conditions"), Tag.SCOPE: ("word of scope", "words of scope"),
    Tag.CONNECTIVE: ("connective", "connectives"), Tag.REFERENCE: ("reference", "references"),
    Tag.DATA_ITEM: ("data item", "data items"),
}  # fmt: skip


class Brief(msgspec.Struct, frozen=True):
    """The changes to list under a title; `more` is a sentence that says how many others there are.

    `touched` says how many changes touch words of each kind; empty where none is told by its words.
    """

    title: str
    changes: tuple[Listed, ...]
    more: str
    touched: str


def brief(pair: Compared) -> Brief:
    """The changes that were asked for, in their order; for a summary alone the ten that weigh most."""
    listed = change_list(pair)
    many = Counter(tag for one in listed for tag in one.tags)
    touched = ", ".join(counted(many[tag], *_NOUNS[Tag(tag)]) for tag in _ORDER if many[tag])
    touched = f"Changes touch: {touched}." if touched else ""
    if not pair.summary_only:
        return Brief(TITLE, listed, "", touched)
    found = sorted(listed, key=_weight)[:_MOST]
    left = len(listed) - len(found)
    return Brief(
        "The changes" if not left else f"The {_MOST} changes that weigh most",
        tuple(found),
        f"{counted(left, 'more change')} in the redline." if left else "",
        touched,
    )


def _weight(one: Listed) -> int:
    """The place of its weightiest tag; what no tag tells stands behind, a reference that followed last."""
    if one.tags == (Tag.REFERENCE.value,):
        return len(_ORDER) + 1
    return min((_ORDER.index(tag) for tag in one.tags), default=len(_ORDER))
