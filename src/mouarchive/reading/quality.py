"""How far the text of a page can be relied on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mouarchive.model import Box

__all__ = ["garbled", "image_share", "stop_word_share"]

STOP_WORDS = frozenset({"the", "of", "and", "to", "in", "be", "or", "for", "is", "by"})
LEAST_SHARE = 0.05
LEAST_WORDS = 20
_ODD_SHARE = 0.10
_SHIFT = 29
_LEAST_LETTERS = 60
_PLAIN_SHARE = 0.15
_VOWEL_SHARE = 0.24
_VOWELS = frozenset("aeiouyAEIOUY\u00e1\u00e2\u00e9\u00ea\u00ed\u00ee\u00f3\u00f4\u00fa\u00fb\u0177")
_ONE_SCRIPT = 0.9
# Replacement and control characters, private-use and unassigned codes. Private-use bullets of symbol fonts
# are ordinary; whole words of them are not.
_ODD = re.compile("[\ufffd\uffff\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")


def stop_word_share(text: str) -> float | None:
    """Share 0..1 of the commonest English words among all words; None below 20 words.

    Running text has 0.20 and more; a text layer with a broken encoding has next to none.
    """
    words = _WORD.findall(text.lower())
    if len(words) < LEAST_WORDS:
        return None
    return round(sum(word in STOP_WORDS for word in words) / len(words), 3)


def garbled(text: str, share: float | None) -> str | None:
    """Why this text layer cannot be what is printed, in a few words; None where nothing speaks against it.

    `share` is the page's share of common words. Tables, bibliographies and lists of names have few common
    words too, but a third or more of their letters are vowels; under a broken encoding hardly any are.
    """
    visible = len("".join(text.split()))
    odd = len(_ODD.findall(text))
    if odd > _ODD_SHARE * visible and odd > LEAST_WORDS:
        return "letters without a code"
    if (share is not None and share >= _PLAIN_SHARE) or _could_be_words(list(filter(str.isalpha, text))):
        return None
    restored = stop_word_share(shifted(text))
    if restored is not None and restored >= 2 * LEAST_SHARE:
        return f"every letter is shifted by {_SHIFT}"
    return "hardly a common word or a vowel in it"


def _could_be_words(letters: list[str]) -> bool:
    """Whether letters have as many vowels as words do, are of another script, or too few to tell."""
    if len(letters) < _LEAST_LETTERS:
        return True
    vowels = sum(letter in _VOWELS for letter in letters)
    return vowels >= _VOWEL_SHARE * len(letters) or _one_other_script(letters)


def _one_other_script(letters: list[str]) -> bool:
    """Whether the letters are Greek, Cyrillic, Arabic or such: another language, not a broken encoding."""
    scripts = Counter(unicodedata.name(letter, "?").split(" ", 1)[0] for letter in letters)
    script, count = scripts.most_common(1)[0]
    return script != "LATIN" and count >= _ONE_SCRIPT * len(letters)


def shifted(text: str) -> str:
    """The text with each code moved up by 29: what a common fault of print drivers takes away."""
    return "".join(chr(ord(c) + _SHIFT) if ord(c) < 0x100 and c != "\n" else c for c in text)  # noqa: PLR2004


def image_share(images: Iterable[Box], width: float, height: float) -> float:
    """Share 0..1 of the page that the largest pictures cover, at most 1."""
    area = sum(
        max(0.0, min(box.x1, width) - max(box.x0, 0.0)) * max(0.0, min(box.y1, height) - max(box.y0, 0.0))
        for box in images
    )
    return round(min(1.0, area / max(1.0, width * height)), 3)
