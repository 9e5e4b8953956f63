"""Word-level redline of two texts: exact, deterministic, readable.

Words become letters, diff-match-patch works on the letters without a time limit (its time limit is wall
clock and silently gives one big replacement), its semantic clean-up runs before the letters become words
again (after, it cuts words), and islands of one or two words between two edits are drawn into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

import msgspec
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from mouarchive import deadline
from mouarchive.comparing.comparing_rules import COMPARING
from mouarchive.comparing.normalise import layout_form
from mouarchive.model import DiffPart, Op

__all__ = ["Letters", "redline"]

# A word hyphenated at a line end is one token; words keep inner . , / - ' so that 15.2.6 and don't stay
# whole.
_TOKEN = re.compile(
    r"\[(?i:redacted)[^\]]{0,60}\]|[^\W\d_]+-[ \n]+[a-z]+|\w+(?:[.,/\-'’‐‑\u00ad]\w+)*"  # noqa: RUF001
    r"|\s+|\.{3,}|\.(?:[ ]\.){2,}|[^\w\s]"
)
_PARAGRAPH = re.compile(r"[^\n]*\n?")
_CUT = re.compile(r"-\s+")
_EQUAL, _DELETE, _INSERT = 0, -1, 1

Run = tuple[int, str]


def redline(old: str, new: str) -> tuple[DiffPart, ...]:
    """What is equal, deleted and inserted between two texts, word by word.

    Equal and delete parts concatenated give `old` exactly, equal and insert parts `new`. What differs in
    layout only (white space, quotes, a hyphen at a line end) is told apart from what stands around it.
    Clauses of millions of characters are compared by paragraphs.
    """
    deadline.check()
    if old == new:
        return (DiffPart(Op.EQUAL, old),) if old else ()
    if not old or not new:
        return (DiffPart(Op.INSERT, new),) if new else (DiffPart(Op.DELETE, old),)
    pattern = _PARAGRAPH if max(len(old), len(new)) > COMPARING.coarse else _TOKEN
    a, b = _tokens(pattern, old), _tokens(pattern, new)
    letters = _alphabet(a, b)
    x, y = "".join(letters[token] for token in a), "".join(letters[token] for token in b)
    most = COMPARING.semantic_words
    long = max(len(a), len(b)) > 2 * most  # as many spaces as words
    runs = _linear(x, y) if long or Indel.distance(x, y) > most else _semantic(x, y)
    return tuple(_parts(_fold(runs), a, b))


def _tokens(pattern: re.Pattern[str], text: str) -> list[str]:
    return [token for token in pattern.findall(text) if token]


def _alphabet(a: Sequence[str], b: Sequence[str]) -> dict[str, str]:
    """Token to letter; tokens that differ in layout only share one.

    Single marks and spaces stay themselves, since the clean-up looks for them. A word cut at a line end
    gets the letter of the whole word, or of the hyphened one where only that stands in the other text.
    """
    letters = Letters()
    mine, theirs = set(map(layout_form, a)), set(map(layout_form, b))
    out: dict[str, str] = {}
    for token in dict.fromkeys((*a, *b)):
        plain = layout_form(token)
        if not plain:
            out[token] = "\n" if "\n\n" in token else " "
        elif _CUT.search(plain):
            hyphened = _CUT.sub("-", plain)
            out[token] = letters.letter(hyphened if hyphened in mine | theirs else _CUT.sub("", plain))
        else:
            out[token] = plain if len(plain) == 1 and not plain.isalnum() else letters.letter(plain)
    return out


# ------------------------------------------------------------------ algorithms on letters


def _semantic(x: str, y: str) -> list[Run]:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(x, y, False)  # noqa: FBT003 - line mode off, the package's own default is on
    engine.diff_cleanupSemantic(diffs)
    return [(op, text) for op, text in diffs]


def _linear(x: str, y: str) -> list[Run]:
    runs: list[Run] = []
    for op in Indel.opcodes(x, y):
        if op.tag == "equal":
            runs.append((_EQUAL, x[op.src_start : op.src_end]))
            continue
        if op.src_end > op.src_start:
            runs.append((_DELETE, x[op.src_start : op.src_end]))
        if op.dest_end > op.dest_start:
            runs.append((_INSERT, y[op.dest_start : op.dest_end]))
    return runs


# ------------------------------------------------------------------ fold


class _Step(msgspec.Struct):
    """What is equal, or what went and what came: in pieces, with the number of words in each.

    Pieces and numbers, since an edit that grows island by island would else be copied and counted anew
    each time: a minute for a chapter that was rewritten.
    """

    equal: str
    gone: list[str]
    come: list[str]
    words_gone: int
    words_come: int


def _words(letters: str) -> int:
    return sum(letter.isalnum() for letter in letters)


def _fold(runs: Iterable[Run]) -> list[tuple[str, str, str]]:
    """Runs as (equal, deleted, inserted) steps, small islands drawn into the edits at both sides.

    An island: at most two words, no line break, not longer than the smaller of the two edits.
    """
    out: list[_Step] = []
    for step in _steps(runs):
        if not step.equal and len(out) > 1 and _is_island(out[-1].equal, out[-2], step):
            island = out.pop().equal
            size = _words(island)
            before = out[-1]
            before.gone += [island, *step.gone]
            before.come += [island, *step.come]
            before.words_gone += size + step.words_gone
            before.words_come += size + step.words_come
        else:
            out.append(step)
    return [(step.equal, "".join(step.gone), "".join(step.come)) for step in out]


def _steps(runs: Iterable[Run]) -> Iterator[_Step]:
    for same, group in groupby(runs, key=lambda run: run[0] == _EQUAL):
        texts = list(group)
        if same:
            yield _Step("".join(text for _, text in texts), [], [], 0, 0)
        else:
            gone = "".join(text for op, text in texts if op == _DELETE)
            come = "".join(text for op, text in texts if op == _INSERT)
            yield _Step("", [gone], [come], _words(gone), _words(come))


def _is_island(island: str, before: _Step, after: _Step) -> bool:
    size = _words(island)
    smaller = min(max(before.words_gone, before.words_come), max(after.words_gone, after.words_come))
    return bool(island) and size <= COMPARING.island and "\n" not in island and size <= smaller


# ------------------------------------------------------------------ back to words


def _parts(steps: Iterable[tuple[str, str, str]], a: Sequence[str], b: Sequence[str]) -> Iterator[DiffPart]:
    """Steps in letters as parts in raw text; where equal letters have differing raw texts, a small edit."""
    return _joined(_raw(steps, a, b))


def _raw(steps: Iterable[tuple[str, str, str]], a: Sequence[str], b: Sequence[str]) -> Iterator[DiffPart]:
    i = j = 0
    for equal, gone, come in steps:
        for _ in equal:
            if a[i] == b[j]:
                yield DiffPart(Op.EQUAL, a[i])
            else:
                yield DiffPart(Op.DELETE, a[i])
                yield DiffPart(Op.INSERT, b[j])
            i, j = i + 1, j + 1
        if gone:
            yield DiffPart(Op.DELETE, "".join(a[i : i + len(gone)]))
        if come:
            yield DiffPart(Op.INSERT, "".join(b[j : j + len(come)]))
        i, j = i + len(gone), j + len(come)


def _joined(parts: Iterable[DiffPart]) -> Iterator[DiffPart]:
    """Neighbouring parts of one kind as one; within an edit the deleted text stands first."""
    for equal, group in groupby(parts, key=lambda part: part.op is Op.EQUAL):
        members = list(group)
        for op in (Op.EQUAL,) if equal else (Op.DELETE, Op.INSERT):
            text = "".join(part.text for part in members if part.op is op)
            if text:
                yield DiffPart(op, text)


# ------------------------------------------------------------------ letters


# CJK extension B first, then other ranges of assigned ideographs and syllables: all are letters to
# `str.isalnum` (diff-match-patch scores boundaries with it) and none is a surrogate. Past these 107,000
# any unused plane does.
_IDEOGRAPHS = ((0x20000, 0x2A6D6), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))  # fact: code points of Unicode
_RANGES = (*_IDEOGRAPHS, (0x30000, 0x3134A), (0x40000, 0x10FFFF))  # fact: further planes


class Letters:
    """A growing alphabet: each different word gets one letter, the same for all texts of one comparison."""

    __slots__ = ("_free", "_letters", "_words")

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._free: Iterator[int] = chain.from_iterable(range(*bounds) for bounds in _RANGES)

    def letter(self, word: str) -> str:
        """The letter of this word."""
        known = self._letters.get(word)
        if known is None:
            known = chr(next(self._free))
            self._letters[word] = known
            self._words[known] = word
        return known

    def encode(self, words: Iterable[str]) -> str:
        """One letter a word."""
        return "".join(map(self.letter, words))

    def word(self, letter: str) -> str:
        """The word of a letter; KeyError for a letter never given."""
        return self._words[letter]
