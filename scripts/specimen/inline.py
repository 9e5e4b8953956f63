"""Words and lines: inline markup, widths, line breaking and the typesetter's hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from reportlab.pdfbase.pdfmetrics import stringWidth

__all__ = ["Word", "break_lines", "hyphenations", "words_of"]

INLINE = re.compile(r"\{\{(?P<group>[\w-]+):(?P<inner>.*?)\}\}|\^\[(?P<note>[^\]]*)\]")
CORE = re.compile(r"^(\W*)([A-Za-z]+)(\W*)$")
RAISED = 0.62  # a footnote mark's size as a share of the text's


@dataclass(frozen=True)
class Word:
    """A run without white space. `glued`: directly behind the word before; `group` may be withheld."""

    text: str
    font: str
    size: float
    group: str = ""
    glued: bool = False
    note: str = ""

    @property
    def width(self) -> float:
        """Width in points as printed."""
        return float(stringWidth(self.text, self.font, self.size * (RAISED if self.note else 1)))


def words_of(text: str, font: str, size: float, first_note: int = 1) -> list[Word]:
    """Split marked-up text into words; footnotes are numbered from `first_note`."""
    words: list[Word] = []
    glued = False
    last = 0
    for match in (*INLINE.finditer(text), None):
        plain = text[last : match.start() if match else len(text)]
        glued = _add(words, plain, (font, size, ""), glued=glued)
        if match is None:
            break
        if match["note"] is not None:
            words.append(Word(str(first_note), font, size, glued=True, note=match["note"]))
            first_note += 1
            glued = True
        else:
            glued = _add(words, match["inner"], (font, size, match["group"]), glued=glued)
        last = match.end()
    return words


def _add(words: list[Word], text: str, style: tuple[str, float, str], *, glued: bool) -> bool:
    """Append the words of `text`; says whether the next one is glued to them."""
    if not text:
        return glued
    font, size, group = style
    for at, part in enumerate(text.split()):
        words.append(Word(part, font, size, group, glued=glued and at == 0 and not text[0].isspace()))
    return not text[-1].isspace()


def hyphenations(source: str) -> dict[str, tuple[int, ...]]:
    """Places where a listed word may be broken, counted in letters from its start."""
    table = {}
    for entry in source.split():
        parts = entry.split("-")
        table["".join(parts)] = tuple(len("".join(parts[: at + 1])) for at in range(len(parts) - 1))
    return table


def break_lines(words: list[Word], width: float, breaks: dict[str, tuple[int, ...]]) -> list[list[Word]]:
    """Fill lines greedily; a hyphen inside a word, or one that `breaks` allows, may end a line."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    used = 0.0
    queue = list(reversed(words))
    while queue:
        word = queue.pop()
        gap = 0.0 if word.glued or not line else space_width(word)
        if used + gap + word.width <= width or not line:
            line.append(word)
            used += gap + word.width
            continue
        head, tail = _split(word, width - used - gap, breaks)
        if head:
            line.append(head)
        queue.append(tail)
        lines.append(line)
        line, used = [], 0.0
    return [*lines, line] if line else lines


@cache
def _space(font: str, size: float) -> float:
    return float(stringWidth(" ", font, size))


def space_width(word: Word) -> float:
    """Width of the space in front of a word."""
    return _space(word.font, word.size)


def _split(word: Word, room: float, breaks: dict[str, tuple[int, ...]]) -> tuple[Word | None, Word]:
    """The part of a word that still fits, with its hyphen, and the rest."""
    if word.group or word.note or word.glued:
        return None, word
    for cut, hyphen in sorted(_cuts(word.text, breaks), reverse=True):
        head = replace(word, text=word.text[:cut] + hyphen)
        if head.width <= room:
            return head, replace(word, text=word.text[cut:])
    return None, word


def _cuts(text: str, breaks: dict[str, tuple[int, ...]]) -> list[tuple[int, str]]:
    hard = [(match.end(), "") for match in re.finditer(r"(?<=[a-z]{2})-(?=[a-z]{2})", text)]
    core = CORE.match(text)
    if not core:
        return hard
    return hard + [(len(core[1]) + at, "-") for at in breaks.get(core[2].lower(), ())]
