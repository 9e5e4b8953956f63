"""A phrase found in one version: exact hits, and near ones (a scanner's errors) kept apart from them.

The search runs over letters and digits alone of the whole version, so that line wraps, hyphenation,
quotes, ligatures and clause borders don't hide a phrase; hits are whole words and carry offsets in the
raw text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from mouarchive import deadline
from mouarchive.comparing.comparing_rules import TRACING
from mouarchive.comparing.normalise import PLAIN
from mouarchive.model import Clause

__all__ = ["Hit", "PhraseIndex", "Solid", "find_exact", "find_near", "phrase_index", "solid"]

_EXACT = 100.0  # fact: percent of letters in common


class Hit(msgspec.Struct, frozen=True):
    """Where a phrase stands: its first clause, the titles it lies in, page, and the words as printed.

    `start` and `end` index `clause.words` of `eid` (end is past the clause's end where the phrase runs on
    into `last_eid`); `quote` is the phrase as printed, `context` the words around it.
    """

    eid: str
    label: str
    path: tuple[str, ...]
    page: int
    start: int
    end: int
    quote: str
    context: str
    last_eid: str
    ocr: bool = False
    score: float = _EXACT


class PhraseIndex(msgspec.Struct, frozen=True):
    """A version's text made ready for search: build once, search often."""

    clauses: tuple[Clause, ...]
    text: str
    solid: Solid
    begins: tuple[int, ...]
    at: array[int]

    def clause_at(self, offset: int) -> int:
        """Index of the clause that holds this offset of the whole raw text."""
        return bisect_right(self.begins, offset) - 1


def phrase_index(clauses: Sequence[Clause]) -> PhraseIndex:
    """All words of a version in document order, and their letters-and-digits-only form with offsets."""
    begins: list[int] = []
    parts: list[str] = []
    at = 0
    for clause in clauses:
        begins.append(at)
        parts.append(clause.words + "\n\n")
        at += len(parts[-1])
    text = "".join(parts)
    form = solid(text)
    places = array("L", [0] * (len(clauses) + 1))
    spot = 0
    for index, begin in enumerate(begins):
        while spot < len(form.offsets) and form.offsets[spot] < begin:
            spot += 1
        places[index] = spot
    places[len(clauses)] = len(form.text)
    return PhraseIndex(tuple(clauses), text, form, tuple(begins), places)


# ------------------------------------------------------------------ letters and digits alone


class Solid(msgspec.Struct, frozen=True):
    """Letters and digits of a text without case, and for each its place in the raw text.

    `offsets[k]` is the index in the raw text of the character that gave `text[k]`;
    `starts[k]` is 1 where a word begins at `text[k]`.
    """

    text: str
    offsets: array[int]
    starts: bytes

    def whole_words(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` begins and ends at the edge of a word."""
        return bool(self.starts[start]) and (end == len(self.text) or bool(self.starts[end]))


def solid(text: str) -> Solid:
    """The letters-and-digits-only form of a text with its offset map.

    A hyphen at a line end, a soft hyphen or a zero-width mark does not end a word.
    """
    letters: list[str] = []
    offsets = array("L")
    starts = bytearray()
    fresh = True
    joints = {spot for match in _JOINT.finditer(text) for spot in range(*match.span())}
    for at, char in enumerate(text):
        plain = char if char.isascii() else PLAIN[ord(char)]
        known = [c for c in plain.casefold() if c.isalnum()]
        for letter in known:
            letters.append(letter)
            offsets.append(at)
            starts.append(fresh)
            fresh = False
        if not known and plain and at not in joints and not unicodedata.combining(char):
            fresh = True
    return Solid("".join(letters), offsets, bytes(starts))


# Between two letters: a hyphen and the line end after it.
_JOINT = re.compile(
    r"(?<=[^\W\d_])[-‐\ufffe]\s*\n\s*(?=[^\W\d_A-Z])|(?<=[^\W\d_])\ufffe\s*|(?<=[^\W\d_])- +(?=[a-z])"  # noqa: RUF001 - hyphens as printed
)


# ------------------------------------------------------------------ exact


def find_exact(phrase: str, index: PhraseIndex) -> tuple[Hit, ...]:
    """Every place where the phrase stands, also across clause borders and from intro to item."""
    wanted = solid(phrase).text
    if not wanted:
        return ()
    spans = list(_spans(wanted, index.solid))
    hits = [_hit(index, start, end) for start, end in spans]
    hits.extend(_intro_hits(wanted, index))
    return tuple(hits)


def _spans(wanted: str, form: Solid) -> Iterator[tuple[int, int]]:
    at = form.text.find(wanted)
    while at >= 0:
        deadline.check()
        if form.whole_words(at, at + len(wanted)):
            yield at, at + len(wanted)
        at = form.text.find(wanted, at + 1)


def _intro_hits(wanted: str, index: PhraseIndex) -> Iterator[Hit]:
    """Phrases that begin in a list's introduction and end in one of its items but the first."""
    where = {clause.eid: number for number, clause in reversed(list(enumerate(index.clauses)))}
    form, at = index.solid, index.at
    for number, clause in enumerate(index.clauses):
        deadline.check()
        above = where.get(clause.parent or "", number)
        if above >= number - 1:
            continue
        tail = form.text[max(at[above], at[above + 1] - len(wanted) + 1) : at[above + 1]]
        head = form.text[at[number] : min(at[number + 1], at[number] + len(wanted) - 1)]
        spot = (tail + head).find(wanted)
        if spot < 0 or not tail or not head:
            continue
        start, rest = at[above + 1] - len(tail) + spot, len(wanted) - (len(tail) - spot)
        end = at[number] + rest
        if form.starts[start] and (end == at[number + 1] or form.starts[end]):
            yield _bridge(index, (above, start, at[above + 1]), (number, at[number], end))


# ------------------------------------------------------------------ near


def find_near(phrase: str, index: PhraseIndex) -> tuple[Hit, ...]:
    """Places that differ from the phrase as scanning errors would: nearly all letters, no word much damaged.

    Digits must be the same. Exact hits are not among them. None for phrases of a few letters, since too
    much looks like them. Best first.
    """
    form = solid(phrase)
    wanted = form.text
    if len(wanted) < TRACING.near_letters:
        return ()
    hits: list[Hit] = []
    begin = 0
    for start, end in _near_windows(wanted, index.solid):
        if start < begin or index.solid.text[start:end] == wanted:
            continue
        if _words_agree(form, index.solid, start, end):
            score = fuzz.ratio(wanted, index.solid.text[start:end])
            if score >= TRACING.near:
                hits.append(_hit(index, start, end, score))
                begin = end
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _near_windows(wanted: str, form: Solid) -> Iterator[tuple[int, int]]:
    """Places in the text worth a closer look, whole words, in order."""
    size = len(wanted)
    first_look = 2 * TRACING.near - _EXACT  # a window may end before the last letters of a longer hit
    overlap = 2 * size
    step = max(2 * overlap, TRACING.window)
    for base in range(0, max(1, len(form.text)), step):
        spans: list[tuple[int, int]] = []
        waiting = [(base, min(len(form.text), base + step + overlap))]
        deadline.check()
        while waiting:  # what stands before and after the best hit may hold another
            low, high = waiting.pop()
            if 2 * (high - low) < size:
                continue
            found = fuzz.partial_ratio_alignment(wanted, form.text[low:high], score_cutoff=first_look)
            if found is not None:
                start, end = low + found.dest_start, low + found.dest_end
                spans.append((start, end))
                waiting.extend(((low, start), (end, high)))
        for start, end in sorted(spans):
            yield _to_words(form, start, end)


def _to_words(form: Solid, start: int, end: int) -> tuple[int, int]:
    """The span moved to the nearest word edges."""
    back = start
    while back > 0 and not form.starts[back]:
        back -= 1
    ahead = start
    while ahead < end and not form.starts[ahead]:
        ahead += 1
    start = back if start - back <= ahead - start else ahead
    out = end
    while out < len(form.text) and not form.starts[out]:
        out += 1
    inner = end
    while inner > start + 1 and inner < len(form.text) and not form.starts[inner]:
        inner -= 1
    end = out if out - end <= end - inner else inner
    return start, max(end, start + 1)


def _cut_words(form: Solid, start: int, end: int) -> list[str]:
    edges = [start, *(k for k in range(start + 1, end) if form.starts[k]), end]
    return [form.text[a:b] for a, b in pairwise(edges)]


def _words_agree(phrase: Solid, form: Solid, start: int, end: int) -> bool:
    """Whether each word of the phrase is found again within its share of edits."""
    wanted, seen = phrase.text, form.text[start:end]
    words = _cut_words(phrase, 0, len(wanted))
    edits = [0] * len(wanted)
    for op in Levenshtein.editops(wanted, seen):
        if not _may_be_misread(
            op.tag, wanted[op.src_pos : op.src_pos + 1], seen[op.dest_pos : op.dest_pos + 1]
        ):
            return False
        edits[min(op.src_pos, len(wanted) - 1)] += 1
    at = 0
    for word in words:
        if sum(edits[at : at + len(word)]) > max(1, len(word) // TRACING.letters_an_edit):
            return False
        at += len(word)
    return True


_LOOKS_LIKE = {"0": "o", "1": "li", "5": "s", "8": "b"}


def _may_be_misread(tag: str, wanted: str, seen: str) -> bool:
    """Whether one edit can be a scanner's: no digit of the phrase touched, none made but from its like."""
    if tag != "insert" and wanted.isdigit():
        return False
    if tag == "delete" or not seen.isdigit():
        return True
    return tag == "replace" and wanted in _LOOKS_LIKE.get(seen, "")


# ------------------------------------------------------------------ hits


def _path(index: PhraseIndex, number: int) -> tuple[str, ...]:
    """The containers of a clause from the outside in: label and heading as printed."""
    by_eid = {clause.eid: clause for clause in index.clauses}
    out: list[str] = []
    above = index.clauses[number].parent
    while above is not None and above in by_eid and len(out) < len(by_eid):
        clause = by_eid[above]
        out.append(" ".join(part for part in (clause.label, clause.heading) if part) or clause.eid)
        above = clause.parent
    return tuple(reversed(out))


def _raw_span(index: PhraseIndex, start: int, end: int) -> tuple[int, int]:
    return index.solid.offsets[start], index.solid.offsets[end - 1] + 1


def _hit(index: PhraseIndex, start: int, end: int, score: float = _EXACT) -> Hit:
    raw_start, raw_end = _raw_span(index, start, end)
    number, last = index.clause_at(raw_start), index.clause_at(raw_end - 1)
    clause, begin = index.clauses[number], index.begins[number]
    raw_start, raw_end = _with_brackets(index.text, raw_start, raw_end)
    around = index.text[max(begin, raw_start - TRACING.context) : raw_end + TRACING.context].split("\n\n")[0]
    return Hit(
        clause.eid,
        clause.label,
        _path(index, number),
        clause.page,
        raw_start - begin,
        raw_end - begin,
        index.text[raw_start:raw_end],
        " ".join((index.text[raw_start:raw_end] if number != last else around).split()),
        index.clauses[last].eid,
        any(each.ocr for each in index.clauses[number : last + 1]),
        round(score, 1),
    )


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a bracket or quote that is opened or closed right at the edge and has its partner inside."""
    inside = text[start:end]
    for opened, closed in ("()", "[]", "“”", "\u2018\u2019"):
        if inside.count(closed) > inside.count(opened) and text[start - 1 : start] == opened:
            start -= 1
        elif inside.count(opened) > inside.count(closed) and text[end : end + 1] == closed:
            end += 1
    return start, end


def _bridge(index: PhraseIndex, intro: tuple[int, int, int], item: tuple[int, int, int]) -> Hit:
    """A hit whose first words stand in an introduction and whose last in an item further down."""
    (above, a, b), (number, c, d) = intro, item
    first = _raw_span(index, a, b)
    last = _raw_span(index, c, d)
    clause = index.clauses[number]
    quote = f"{index.text[slice(*first)]} … {index.text[slice(*last)]}"
    begin = index.begins[number]
    return Hit(
        clause.eid,
        clause.label,
        _path(index, number),
        clause.page,
        last[0] - begin,
        last[1] - begin,
        quote,
        " ".join(quote.split()),
        clause.eid,
        clause.ocr or index.clauses[above].ocr,
    )
