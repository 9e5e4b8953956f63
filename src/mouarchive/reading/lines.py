"""Pieces to printed lines: what shares a baseline is one line, cut into spans at wide gaps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from mouarchive.model import Box, Line, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.model import Rule
    from mouarchive.reading.words import Piece, Word

__all__ = ["line_of", "share_baseline"]

_BASELINE_EM = 0.25
_OVERLAP_EM = 0.3
_RAISED_EM = 0.12
_RAISED_SIZE = 0.88
_WIDE_EM = 2.5
_LONE_WIDE_EM = 0.9
_LEAST_WIDE_EM = 0.42
_WIDE_RATIO = 1.9
_FEW_GAPS = 2
_STRIKE_THICK = 1.8
_STRIKE_LOW = 0.15
_STRIKE_HIGH = 0.45
_STRIKE_LEAST = 0.2
_HYPHENS = ("-", "\u00ad", "\u2010")


def share_baseline(first: Piece, second: Piece) -> bool:
    """Whether two pieces stand on one baseline without lying over one another."""
    if first.turned or second.turned:
        return False
    em = min(first.size, second.size)
    if abs(first.baseline - second.baseline) > max(0.6, _BASELINE_EM * em):
        return False
    return min(first.x1, second.x1) - max(first.x0, second.x0) <= _OVERLAP_EM * em


def line_of(row: list[Piece], page: int, rules: Sequence[Rule] = ()) -> Line:
    """One line from the pieces on one baseline, from left to right.

    `rules` are the page's drawn lines: an upright one between two words parts cells, a level one
    through the letters strikes them out.
    """
    row = sorted(row, key=lambda piece: piece.x0)
    words: list[Word] = []
    for piece in row:
        first, *rest = piece.words
        if words and not first.lead:
            first = first._replace(lead=" ")
        words += [first, *rest]
    text, starts = _join(words)
    rules = _near(rules, words)
    size = _usual_size(words)
    letters = sum(len(word.text) for word in words)
    baseline = _usual_baseline(words, size)
    return Line(
        text=text,
        page=page,
        box=Box(
            round(min(word.x0 for word in words), 2),
            round(min(word.y0 for word in words), 2),
            round(max(word.x1 for word in words), 2),
            round(max(word.y1 for word in words), 2),
        ),
        baseline=round(baseline, 2),
        size=size,
        bold=round(sum(len(word.text) for word in words if word.style.bold) / letters, 3),
        lead_bold=words[0].style.bold,
        italic=round(sum(len(word.text) for word in words if word.style.italic) / letters, 3),
        spans=_spans(words, starts, size, _uprights(rules, baseline - size / 3)),
        superscript=_raised(words, starts, size, baseline),
        hyphen=row[-1].hyphen or _ends_in_hyphen(text),
        confidence=_confidence(row),
        struck=sum(_struck(word, rules) for word in words),
    )


def _confidence(row: list[Piece]) -> float | None:
    """The OCR engine's confidence for a line: the mean of its parts, by length."""
    parts = [
        (piece.confidence, sum(len(word.text) for word in piece.words))
        for piece in row
        if piece.confidence is not None
    ]
    total = sum(length for _, length in parts)
    return round(sum(value * length for value, length in parts) / total, 1) if total else None


def _near(rules: Sequence[Rule], words: list[Word]) -> list[Rule]:
    """The rules that reach into the line's height at all: most lines have none."""
    top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
    return [rule for rule in rules if rule.box.y0 <= bottom and rule.box.y1 >= top]


def _uprights(rules: Sequence[Rule], y: float) -> list[float]:
    """Where upright rules cross this height."""
    return [
        (rule.box.x0 + rule.box.x1) / 2
        for rule in rules
        if not rule.horizontal and rule.box.y0 <= y <= rule.box.y1
    ]


def _struck(word: Word, rules: Sequence[Rule]) -> int:
    """How many of the word's letters a level rule crosses, at 0.15 to 0.45 em above the baseline.

    An underline lies lower, a cell's border higher.
    """
    if not rules:
        return 0
    em = word.style.size
    covered = 0.0
    for rule in rules:
        box = rule.box
        if not rule.horizontal or box.y1 - box.y0 > _STRIKE_THICK:
            continue
        if _STRIKE_LOW * em <= word.baseline - (box.y0 + box.y1) / 2 <= _STRIKE_HIGH * em:
            covered += max(0.0, min(box.x1, word.x1) - max(box.x0, word.x0))
    share = covered / max(0.1, word.x1 - word.x0)
    return round(min(1.0, share) * len(word.text)) if share >= _STRIKE_LEAST else 0


def _join(words: list[Word]) -> tuple[str, list[int]]:
    """The line's text, and where in it each word starts; white space before the first word is dropped."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for index, word in enumerate(words):
        lead = word.lead if index else ""
        starts.append(at + len(lead))
        parts += [lead, word.text]
        at += len(lead) + len(word.text)
    return "".join(parts), starts


def _usual_size(words: list[Word]) -> float:
    first = words[0].style
    if all(word.style is first for word in words):
        return round(first.size, 1)
    counted: Counter[float] = Counter()
    for word in words:
        counted[round(word.style.size, 1)] += len(word.text)
    return max(counted.items(), key=lambda item: (item[1], item[0]))[0]


def _usual_baseline(words: list[Word], size: float) -> float:
    first = words[0].baseline
    if all(word.baseline == first for word in words):
        return first
    counted: Counter[float] = Counter()
    for word in words:
        if word.style.size > _RAISED_SIZE * size:
            counted[round(word.baseline, 2)] += len(word.text)
    return max(counted.items(), key=lambda item: item[1])[0]


def _raised(
    words: list[Word], starts: list[int], size: float, baseline: float
) -> tuple[tuple[int, int], ...]:
    """Where small type stands above the line: footnote marks, ordinals."""
    return tuple(
        (start, start + len(word.text))
        for word, start in zip(words, starts, strict=True)
        if word.style.size <= _RAISED_SIZE * size and baseline - word.baseline >= _RAISED_EM * size
    )


def _ends_in_hyphen(text: str) -> bool:
    return text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalpha()


def _spans(words: list[Word], starts: list[int], size: float, uprights: list[float]) -> tuple[Span, ...]:
    """Cut the line where the gap between two words is wide for this line, or a rule stands in it.

    Wide is: over 2.5 em; or about twice the line's usual gap and over 0.42 em; with one or two gaps,
    where there is no usual one, over 0.9 em. Justified lines stretch all gaps alike, so they stay whole.
    """
    em = max(size, 1.0)
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    real = [gap for gap, word in zip(gaps, words[1:], strict=True) if word.lead]
    usual = median(real) if len(real) > _FEW_GAPS else None
    spans: list[Span] = []
    first = 0
    for index, gap in enumerate(gaps, start=1):
        ruled = any(words[index - 1].x1 - 1 <= x <= words[index].x0 + 1 for x in uprights)
        if ruled or (words[index].lead and _wide(gap / em, None if usual is None else usual / em)):
            spans.append(_span(words[first:index], starts[first:index]))
            first = index
    spans.append(_span(words[first:], starts[first:]))
    return tuple(spans)


def _wide(gap: float, usual: float | None) -> bool:
    if gap >= _WIDE_EM:
        return True
    if usual is None:
        return gap >= _LONE_WIDE_EM
    return gap >= _LEAST_WIDE_EM and gap >= _WIDE_RATIO * usual


def _span(words: list[Word], starts: list[int]) -> Span:
    letters = sum(len(word.text) for word in words)
    return Span(
        start=starts[0],
        end=starts[-1] + len(words[-1].text),
        x0=round(min(word.x0 for word in words), 2),
        x1=round(max(word.x1 for word in words), 2),
        size=_usual_size(words),
        bold=2 * sum(len(word.text) for word in words if word.style.bold) > letters,
    )
