"""What a change is called: its number in one comparison, and an id by which it is known for good.

    #3             the third change of this redline: to quote in a letter that has the redline with it
    bkrtwzmdqxhn   this change, wherever it is shown, as long as both versions are what they are

The id is made of the two versions and of the clause's words before and after, by their letters and figures
alone: it does not move when clauses are added elsewhere, when a version comes in between, or when another
copy of a version is read that breaks lines or hyphenates otherwise. Where another copy shows other letters
(more or less is blacked out, a scan is read otherwise), the change is another one and has another id.

On its own: the form in which words enter an id may never change, whatever becomes of the forms that compare.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

from msgspec.structs import replace

from mouarchive.comparing.comparing_rules import IDENTITY
from mouarchive.model import Change, ChangeKind, Clause, Comparison

__all__ = ["ALPHABET", "identified"]

ALPHABET = "bcdfghjkmnpqrstvwxyz"
"""Small consonants without l: no two look alike in print, and no id spells a word."""


def identified(whole: Comparison, old: str, new: str) -> Comparison:
    """The comparison, its changes numbered from 1 in order and each with its id; unchanged ones have none.

    `old` and `new` are what tells the versions from all others: "agreement@label", or the sha256 of a file.
    Changes with the same letters before and after are told apart by a count in the order of the comparison.
    """
    twins: Counter[str] = Counter()
    number = 0
    found: list[Change] = []
    for change in whole.changes:
        if change.kind is ChangeKind.UNCHANGED:
            found.append(change)
            continue
        number += 1
        known = "\0".join((old, new, _letters(change.old), _letters(change.new)))
        twins[known] += 1
        found.append(replace(change, number=number, change_id=_id(known, twins[known])))
    return replace(whole, changes=tuple(found))


def _letters(clause: Clause | None) -> str:
    """The letters and figures of a clause behind a mark that says there is one."""
    if clause is None:
        return "-"
    return "+" + "".join(sign for sign in unicodedata.normalize("NFKC", clause.words) if sign.isalnum())


def _id(known: str, twin: int) -> str:
    text = known if twin == 1 else f"{known}\0{twin}"
    rest = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    letters = ""
    for _ in range(IDENTITY.letters):
        rest, at = divmod(rest, len(ALPHABET))
        letters += ALPHABET[at]
    return letters
