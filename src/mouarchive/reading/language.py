"""Whether letters make words: five signs that tell a page's language from a broken encoding.

A PDF may draw the right shapes and name them wrongly: every letter moved by 29 codes, or Latin letters
named as Greek, phonetic or accented ones. Each sign below is 0 for ordinary text and 1 for such text:

- pairs: of the letter pairs inside words, 0.45 to 0.6 are among the fifty commonest of English, in other
  languages, in Latin filler text and in lists of names still 0.15 to 0.4; under another alphabet 0.05.
  This sign alone is enough for a hundred letters or more;
- vowels: two letters in five are vowels, in lists of acronyms one in four; under a moved alphabet one in
  ten;
- look-alikes: of a page's letters hardly any lie outside the Latin of western languages, in Welsh, Polish
  or Turkish up to a sixth; under an alphabet named wrongly most of them;
- codes: control, private and replacement characters stand for letters;
- case: no word of a language has a capital behind a small letter or a figure in front of its letters.

Common words speak against all of them. Long runs are judged by the sum, single words only by what no
language does. A page in one other script (Greek, Cyrillic, Arabic) is never judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mouarchive.reading.page_rules import LANGUAGE, SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "STOP_WORDS",
    "Garbled",
    "garbled",
    "garbled_share",
    "spoken_share",
    "stop_word_share",
    "strangeness",
]

STOP_WORDS = frozenset({"the", "of", "and", "to", "in", "be", "or", "for", "is", "by"})
_PAIRS = frozenset(
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de "  # noqa: SIM905 - fifty quoted pairs would be harder to read
    "hi ri ro ic ne ea ra ce li ch ll be ma si om ur".split()
)
_VOWELS = frozenset("aeiouyAEIOUY\u00e1\u00e2\u00e9\u00ea\u00ed\u00ee\u00f3\u00f4\u00fa\u00fb\u0177\u0175")
# U+0002 is the engine's sign for a hyphen inside a word.
_ODD = re.compile("[\ufffd\uffff\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
# A control or private code by itself is a bullet of some symbol font.
_BULLET = re.compile(rf"(?<!\S){_ODD.pattern}(?!\S)")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_OR_FIGURES = re.compile(r"[^\W_]+")
# Keys, hashes and addresses are no words, and meant so.
_KEYS = re.compile(r"[\w+/=.:@?&%~-]{24,}|\b[0-9a-fA-F]{8,}\b", re.ASCII)
_TOKEN = re.compile(r"\S+")
_CASE = re.compile(r"[a-z][A-Z]|(?<![\w.,/-])[\d%&'$#()+]+[A-Za-z]{2}")
_SUSPECT = re.compile(f"{_ODD.pattern}|[\u0100-\u03ff\u0530-\u058f]")
_SHIFT = 29  # fact: what a common fault of print drivers takes from each code
_ONE_BYTE = 0x100  # fact: the codes that it is done to


class Garbled(NamedTuple):
    """Why a text layer cannot be what is printed, and for what share 0..1 of its letters that holds."""

    why: str
    share: float


def garbled(lines: Sequence[str]) -> Garbled | None:
    """Whether this text layer, or part of it, names other letters than it shows; None where it does not.

    A few such letters are left alone: a symbol, an ornament, a word of another alphabet.
    """
    share = garbled_share(lines)
    text = "\n".join(lines)
    if share * _letters(text) < LANGUAGE.fewest_garbled:
        return None
    return Garbled(
        f"every letter is shifted by {_SHIFT}" if _shifted(text) else "its letters make no words", share
    )


def _shifted(text: str) -> bool:
    """Whether the text makes words once each code is moved up by 29."""
    up = "".join(chr(ord(c) + _SHIFT) if ord(c) < _ONE_BYTE and c != "\n" else c for c in text)
    spoken, words = spoken_share(up)
    return words >= LANGUAGE.few_words and spoken >= LANGUAGE.spoken and spoken > spoken_share(text)[0]


def stop_word_share(text: str) -> float | None:
    """Share 0..1 of the commonest English words among all words; None where there are too few to tell.

    Running text has 0.20 and more; a text layer with a broken encoding has next to none.
    """
    share, words = spoken_share(text)
    return round(share, 3) if words >= LANGUAGE.few_words else None


def spoken_share(text: str) -> tuple[float, int]:
    """Share 0..1 of the commonest English words among all words, and how many words there are."""
    found = _LETTERS_OR_FIGURES.findall(text.lower())
    words = len(found) - sum(map(str.isdecimal, found))
    return sum(map(STOP_WORDS.__contains__, found)) / max(1, words), words


def strangeness(text: str) -> float:
    """How far a run of text is from any language: below 1 for words, above for a broken encoding."""
    text = _BULLET.sub(" ", _KEYS.sub(" ", text))
    words = _WORD.findall(text)
    letters = [letter for word in words for letter in word]
    if not letters:
        return 0.0
    plain = [word.lower() for word in words]
    pairs = [word[at : at + 2] for word in plain for at in range(len(word) - 1)]
    common = sum(pair in _PAIRS for pair in pairs) / max(1, len(pairs))
    vowels = sum(letter in _VOWELS for letter in letters) / len(letters)
    signs = (
        (SIGNS.pairs, max(0.0, 1 - common / LANGUAGE.usual_pairs)),
        (SIGNS.vowels, max(0.0, 1 - vowels / LANGUAGE.usual_vowels)),
        (
            SIGNS.look_alikes,
            min(1.0, sum(map(_look_alike, letters)) / len(letters) / LANGUAGE.strange_letters),
        ),
        (SIGNS.codes, min(1.0, len(_ODD.findall(text)) / len(letters) / LANGUAGE.strange_codes)),
        (SIGNS.case, min(1.0, len(_CASE.findall(text)) / len(words) / LANGUAGE.strange_case)),
        (SIGNS.spoken, min(1.0, sum(map(STOP_WORDS.__contains__, plain)) / len(plain) / LANGUAGE.speaking)),
    )
    return round(sum((sign.weight or 0.0) * found for sign, found in signs), 3)


def garbled_share(lines: Iterable[str]) -> float:
    """Share 0..1 of a page's letters that stand for other letters than they name.

    Lines are judged in runs of two or three full lines; a page may be garbled in part.
    """
    lines = list(lines)
    bad = sum(_garbled_letters("\n".join(run)) for run in _runs(lines))
    if not bad or _one_other_script(lines):
        return 0.0
    return round(bad / sum(map(_letters, lines)), 3)


def _garbled_letters(text: str) -> int:
    """How many letters of a run of text stand for other letters."""
    if _plainly_spoken(text):
        return 0
    count = _letters(text)
    limit = LANGUAGE.limit if count >= LANGUAGE.many_letters else LANGUAGE.limit_short
    if count >= LANGUAGE.few_letters and strangeness(text) >= limit:
        return count
    return sum(_letters(token) for token in _TOKEN.findall(text) if _impossible(token))


def _plainly_spoken(text: str) -> bool:
    """Whether nothing in a run needs a closer look, which most do not: this is asked of every page."""
    return _SUSPECT.search(text) is None and spoken_share(text)[0] >= LANGUAGE.spoken


def _runs(lines: list[str]) -> list[list[str]]:
    """The lines in runs of enough letters to be judged; what is left at the end goes to the last run."""
    runs: list[list[str]] = []
    run: list[str] = []
    count = 0
    for line in lines:
        run.append(line)
        count += len(line)
        if count >= LANGUAGE.window:
            runs.append(run)
            run, count = [], 0
    if run and runs and count < LANGUAGE.window // 2:
        runs[-1] += run
    elif run:
        runs.append(run)
    return runs


def _impossible(token: str) -> bool:
    """Whether a word is none in any language: most of it look-alikes of several scripts, or control codes."""
    letters = [letter for letter in token if letter.isalpha()]
    if len(letters) < LANGUAGE.word:
        return False
    if _ODD.search(token.strip(" \x03")):
        return True
    strange = sum(map(_look_alike, letters))
    return strange > LANGUAGE.strange_word * len(letters) and _script(letters[0]) == "LATIN"


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _look_alike(letter: str) -> bool:
    """Whether a letter lies in the blocks behind western Latin: extended, phonetic, Greek, Armenian."""
    return "\u0100" <= letter <= "\u03ff" or "\u0530" <= letter <= "\u058f"


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", 1)[0]


def _one_other_script(lines: Iterable[str]) -> bool:
    """Whether the letters are Greek, Cyrillic, Arabic or such: another language, not a broken encoding."""
    scripts = Counter(_script(letter) for line in lines for letter in line if letter.isalpha())
    script, count = scripts.most_common(1)[0]
    return script != "LATIN" and count >= LANGUAGE.one_script * scripts.total()
