"""How far the text of a page can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mouarchive.reading.language import garbled_share, spoken_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mouarchive.model import Box

__all__ = ["Garbled", "garbled", "image_share", "stop_word_share"]

_LEAST_WORDS = 20
_LEAST_SPOKEN = 0.10
_SHIFT = 29
_LEAST_LETTERS = 10
_ONE_BYTE = 0x100


class Garbled(NamedTuple):
    """Why a text layer cannot be what is printed, and for what share 0..1 of its letters that holds."""

    why: str
    share: float


def stop_word_share(text: str) -> float | None:
    """Share 0..1 of the commonest English words among all words; None below 20 words.

    Running text has 0.20 and more; a text layer with a broken encoding has next to none.
    """
    share, words = spoken_share(text)
    return round(share, 3) if words >= _LEAST_WORDS else None


def garbled(lines: Sequence[str]) -> Garbled | None:
    """Whether this text layer, or part of it, names other letters than it shows; None where it does not.

    The signs are those of the language module. Fewer than ten such letters are left alone: a symbol, an
    ornament, a word of another alphabet.
    """
    share = garbled_share(lines)
    if not share:
        return None
    text = "\n".join(lines)
    if share * sum(map(str.isalpha, text)) < _LEAST_LETTERS:
        return None
    spoken, words = spoken_share(shifted(text))
    if words >= _LEAST_WORDS and spoken >= _LEAST_SPOKEN and spoken > spoken_share(text)[0]:
        return Garbled(f"every letter is shifted by {_SHIFT}", share)
    return Garbled("its letters make no words", share)


def shifted(text: str) -> str:
    """The text with each code moved up by 29: what a common fault of print drivers takes away."""
    return "".join(chr(ord(c) + _SHIFT) if ord(c) < _ONE_BYTE and c != "\n" else c for c in text)


def image_share(images: Iterable[Box], width: float, height: float) -> float:
    """Share 0..1 of the page that the largest pictures cover, at most 1."""
    area = sum(
        max(0.0, min(box.x1, width) - max(box.x0, 0.0)) * max(0.0, min(box.y1, height) - max(box.y0, 0.0))
        for box in images
    )
    return round(min(1.0, area / max(1.0, width * height)), 3)
