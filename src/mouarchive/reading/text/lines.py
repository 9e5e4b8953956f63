"""Pieces to printed lines in reading order: what shares a baseline is one line, cut into spans at wide gaps.

1. Pieces drawn one below the other, in the file's order, make a run. Long runs that stand side by side are
   columns (a newspaper page).
2. Outside columns, pieces on one baseline are one line (a number and its text, the cells of a table's row).
3. Lines go from top to bottom. Within columns, the left one is read before the right one; a line that
   crosses the gap between columns cuts them, so that what stands above it is read first.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, chain, pairwise
from operator import attrgetter, sub
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from mouarchive.model import Box, Line, Span
from mouarchive.reading.text.text_rules import LINE, TYPE
from mouarchive.reading.text.words import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.model import Rule
    from mouarchive.reading.text.words import Word

__all__ = ["line_of", "rows", "share_baseline"]

_HYPHENS = ("-", "\u00ad", "\u2010")


# ------------------------------------------------------------------ reading order


class _Run(msgspec.Struct):
    """Pieces drawn one below the other."""

    pieces: list[Piece] = msgspec.field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0

    def add(self, piece: Piece) -> None:
        if not self.pieces:
            self.x0, self.x1, self.y0, self.y1 = piece.x0, piece.x1, piece.y0, piece.y1
        self.pieces.append(piece)
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)
        self.y0, self.y1 = min(self.y0, piece.y0), max(self.y1, piece.y1)


def rows(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """Put pieces in reading order and gather those that make one line; `width` is the page's, in points."""
    columns = _columns(pieces, width)
    if not columns:
        return _gather(pieces)
    return _in_columns(pieces, columns)


def _runs(pieces: list[Piece]) -> list[_Run]:
    runs: list[_Run] = []
    for piece in pieces:
        if piece.turned:
            continue
        run = runs[-1] if runs else None
        if run is None or not _continues(run, piece):
            run = _Run()
            runs.append(run)
        run.add(piece)
    return runs


def _continues(run: _Run, piece: Piece) -> bool:
    """Whether a piece stands under the last one of a run."""
    last = run.pieces[-1]
    step = piece.baseline - last.baseline
    return 0 < step <= LINE.column_step * max(piece.size, last.size) and min(run.x1, piece.x1) > max(
        run.x0, piece.x0
    )


def _columns(pieces: list[Piece], width: float) -> list[tuple[float, float]]:
    """Left and right edges of the page's columns, from left to right; none on a page of one column."""
    long = [
        run
        for run in _runs(pieces)
        if len(run.pieces) >= LINE.column_lines and run.x1 - run.x0 >= LINE.column_width * width
    ]
    beside = [run for run in long if any(_side_by_side(run, other) for other in long if other is not run)]
    edges: list[tuple[float, float]] = []
    for run in sorted(beside, key=lambda run: run.x0):
        if edges and run.x0 < edges[-1][1]:
            edges[-1] = (edges[-1][0], max(edges[-1][1], run.x1))
        else:
            edges.append((run.x0, run.x1))
    return edges if len(edges) > 1 else []


def _side_by_side(first: _Run, second: _Run) -> bool:
    if min(first.x1, second.x1) > max(first.x0, second.x0):
        return False
    common = min(first.y1, second.y1) - max(first.y0, second.y0)
    return common >= LINE.column_beside * min(first.y1 - first.y0, second.y1 - second.y0)


def _gather(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline together, from top to bottom."""
    ordered = sorted(pieces, key=lambda piece: (piece.baseline, piece.x0))
    gathered: list[list[Piece]] = []
    for piece in ordered:
        for row in reversed(gathered[-4:]):
            if all(share_baseline(other, piece) for other in row):
                row.append(piece)
                break
        else:
            gathered.append([piece])
    return gathered


def _in_columns(pieces: list[Piece], columns: list[tuple[float, float]]) -> list[list[Piece]]:
    """Read band by band: a band ends at each line that no single column holds."""
    inside: list[list[Piece]] = [[] for _ in columns]
    across: list[Piece] = []
    for piece in pieces:
        middle = (piece.x0 + piece.x1) / 2
        for index, (x0, x1) in enumerate(columns):
            if x0 - piece.size <= piece.x0 and piece.x1 <= x1 + piece.size and x0 <= middle <= x1:
                inside[index].append(piece)
                break
        else:
            across.append(piece)
    ordered: list[list[Piece]] = []
    stacks = [_gather(column) for column in inside]
    for row in _gather(across):
        top = min(piece.y0 for piece in row)
        for index, stack in enumerate(stacks):
            above = [line for line in stack if line[0].baseline <= top + row[0].size / 2]
            ordered += above
            stacks[index] = stack[len(above) :]
        ordered.append(row)
    for stack in stacks:
        ordered += stack
    return ordered


# ------------------------------------------------------------------ one line


def share_baseline(first: Piece, second: Piece) -> bool:
    """Whether two pieces stand on one baseline without lying over one another."""
    if first.turned or second.turned:
        return False
    em = min(first.size, second.size)
    if abs(first.baseline - second.baseline) > TYPE.same_line * em:
        return False
    slack = TYPE.overlap * em
    return min(first.x1, second.x1) - max(first.x0, second.x0) <= slack or _interlock(first, second, slack)


def _interlock(first: Piece, second: Piece, slack: float) -> bool:
    """Whether pieces reach over one another and none of their words does: words drawn in any order."""
    words = sorted((*first.words, *second.words), key=attrgetter("x0"))
    return all(after.x0 - before.x1 >= -slack for before, after in pairwise(words))


def line_of(row: list[Piece], page: int, rules: Sequence[Rule] = ()) -> Line:
    """One line from the pieces on one baseline, from left to right.

    `rules` are the page's drawn lines: an upright one between two words parts cells, a level one
    through the letters strikes them out.
    """
    row = sorted(row, key=attrgetter("x0")) if len(row) > 1 else row
    words = _in_order(row)
    _, texts, lefts, tops, rights, bottoms, baselines, styles, _ = zip(*words, strict=True)
    text, starts = _join(words)
    x0, y0, x1, y1 = min(lefts), min(tops), max(rights), max(bottoms)
    box = Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
    rules = [rule for rule in rules if rule.box.y0 <= y1 and rule.box.y1 >= y0] if rules else rules
    even = styles.count(styles[0]) == len(styles)
    size = round(styles[0].size, 1) if even else _usual_size(words)
    level = baselines.count(baselines[0]) == len(baselines)
    baseline = baselines[0] if level else _usual_baseline(words, size)
    letters = sum(map(len, texts))
    bold = float(styles[0].bold) if even else _share([w.text for w in words if w.style.bold], letters)
    cuts = _cuts(words, list(map(sub, lefts[1:], rights)), size, _uprights(rules, baseline - size / 2))
    return Line(
        text=text,
        page=page,
        box=box,
        baseline=round(baseline, 2),
        size=size,
        bold=bold,
        lead_bold=styles[0].bold,
        italic=float(styles[0].italic)
        if even
        else _share([w.text for w in words if w.style.italic], letters),
        spans=_parts(words, starts, cuts)
        if cuts
        else (Span(0, len(text), box.x0, box.x1, size, 2 * bold > 1),),
        superscript=() if level else _raised(words, starts, size, baseline),
        hyphen=row[-1].hyphen or _ends_in_hyphen(text),
        confidence=_confidence(row),
        struck=_struck(words, rules) if rules else 0,
        unsure=tuple(chain.from_iterable([piece.unsure for piece in row])),
        turned=row[0].turned,
    )


def _share(texts: list[str], letters: int) -> float:
    return round(sum(map(len, texts)) / letters, 3)


def _in_order(row: list[Piece]) -> list[Word]:
    """The words of pieces from left to right, with white space between two pieces."""
    words = list(row[0].words)
    if any(after.x0 < before.x1 - TYPE.overlap * before.size for before, after in pairwise(row)):
        return _sorted_words(row)
    for piece in row[1:]:
        first = piece.words[0]
        words.append(first if first.lead else first._replace(lead=" "))
        words += piece.words[1:]
    return words


def _sorted_words(row: list[Piece]) -> list[Word]:
    """The words of pieces that interlock, with white space where a word follows that did not before."""
    before = {id(after): word for piece in row for word, after in pairwise(piece.words)}
    words = sorted((word for piece in row for word in piece.words), key=attrgetter("x0"))
    found = words[:1]
    for last, word in pairwise(words):
        parted = before.get(id(word)) is not last and not word.lead.strip(" ")
        near = word.x0 - last.x1 < TYPE.space * word.style.size
        found.append(word._replace(lead="" if near else word.lead or " ") if parted else word)
    return found


def _confidence(row: list[Piece]) -> float | None:
    """The OCR engine's confidence for a line: the mean of its parts, by length."""
    if row[0].confidence is None and len(row) == 1:
        return None
    parts = [
        (piece.confidence, sum(len(word.text) for word in piece.words))
        for piece in row
        if piece.confidence is not None
    ]
    total = sum(length for _, length in parts)
    return round(sum(value * length for value, length in parts) / total, 1) if total else None


def _uprights(rules: Sequence[Rule], y: float) -> list[float]:
    """Where upright rules cross this height."""
    return [
        (rule.box.x0 + rule.box.x1) / 2
        for rule in rules
        if not rule.horizontal and rule.box.y0 <= y <= rule.box.y1
    ]


def _struck(words: Sequence[Word], rules: Sequence[Rule]) -> int:
    """How many letters level rules cross: an underline lies lower, a cell's border higher."""
    thin = [rule.box for rule in rules if rule.horizontal and rule.box.y1 - rule.box.y0 <= LINE.strike_thick]
    return sum(_crossed(word, thin) for word in words) if thin else 0


def _crossed(word: Word, thin: Sequence[Box]) -> int:
    """How many of the word's letters thin level rules cross."""
    em = word.style.size
    covered = 0.0
    for box in thin:
        if LINE.strike_low * em <= word.baseline - (box.y0 + box.y1) / 2 <= LINE.strike_high * em:
            covered += max(0.0, min(box.x1, word.x1) - max(box.x0, word.x0))
    if not covered:
        return 0
    share = covered / (word.x1 - word.x0 or 1)
    return round(min(1.0, share) * len(word.text)) if share >= LINE.strike_least else 0


def _join(words: list[Word]) -> tuple[str, list[int]]:
    """The line's text, and where in it each word starts; white space before the first word is dropped."""
    parts = list(chain.from_iterable([word[:2] for word in words]))
    parts[0] = ""
    return "".join(parts), list(accumulate(map(len, parts)))[::2]


def _usual_size(words: list[Word]) -> float:
    first = words[0].style
    if all(word.style is first for word in words):
        return round(first.size, 1)
    counted: Counter[float] = Counter()
    for word in words:
        counted[round(word.style.size, 1)] += len(word.text)
    return max(counted.items(), key=lambda item: (item[1], item[0]))[0]


def _usual_baseline(words: list[Word], size: float) -> float:
    counted: Counter[float] = Counter()
    for word in words:
        if word.style.size > TYPE.small * size:
            counted[round(word.baseline, 2)] += len(word.text)
    return max(counted.items(), key=lambda item: item[1])[0]


def _raised(
    words: list[Word], starts: list[int], size: float, baseline: float
) -> tuple[tuple[int, int], ...]:
    """Where small type stands above the line: footnote marks, ordinals."""
    return tuple(
        (start, start + len(word.text))
        for word, start in zip(words, starts, strict=True)
        if word.style.size <= TYPE.small * size and baseline - word.baseline >= TYPE.level * size
    )


def _ends_in_hyphen(text: str) -> bool:
    return text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalpha()


def _cuts(words: list[Word], gaps: list[float], size: float, uprights: list[float]) -> list[int]:
    """Before which words the line is cut: the gap there is wide for this line, or a rule stands in it."""
    em = max(size, 1.0)
    if not uprights and (not gaps or max(gaps) / em < LINE.wide_least):
        return []
    real = [gap for gap, word in zip(gaps, words[1:], strict=True) if word.lead]
    usual = median(real) / em if len(real) > LINE.few_gaps else None
    return [
        index
        for index, gap in enumerate(gaps, start=1)
        if (words[index].lead and _wide(gap / em, usual))
        or any(words[index - 1].x1 - 1 <= x <= words[index].x0 + 1 for x in uprights)
    ]


def _wide(gap: float, usual: float | None) -> bool:
    """Whether a gap, in ems, is wide by itself, or for a line whose usual gap is known."""
    if gap >= LINE.wide:
        return True
    if usual is None:
        return gap >= LINE.wide_alone
    return gap >= LINE.wide_least and gap >= LINE.wide_ratio * usual


def _parts(words: list[Word], starts: list[int], cuts: list[int]) -> tuple[Span, ...]:
    """The parts of a line that is cut before these words."""
    edges = pairwise([0, *cuts, len(words)])
    return tuple(_span(words[first:end], starts[first:end]) for first, end in edges)


def _span(words: list[Word], starts: list[int]) -> Span:
    _, texts, lefts, _, rights, _, _, styles, _ = zip(*words, strict=True)
    even = styles.count(styles[0]) == len(styles)
    bold = sum(len(word.text) for word in words if word.style.bold) if not even else 0
    return Span(
        start=starts[0],
        end=starts[-1] + len(texts[-1]),
        x0=round(min(lefts), 2),
        x1=round(max(rights), 2),
        size=round(styles[0].size, 1) if even else _usual_size(words),
        bold=styles[0].bold if even else 2 * bold > sum(map(len, texts)),
    )
