r"""Lines to text: words made whole across lines, single spaces between lines, a new line for each paragraph.

The inter-          Name | Date          -> "The international agency.\nName Date\n- first"
national agency.    - first
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import msgspec

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.text.text_rules import TEXT
from mouarchive.model import Line

__all__ = [
    "Hyphens",
    "Piece",
    "begins_paragraph",
    "goes_on",
    "is_broken_word",
    "is_bullet",
    "join_pieces",
    "learn_hyphens",
    "text_weight",
]

_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")
_BULLET = re.compile(
    r"\s*(?:[\u2022\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u2023\u2043\u2219\u00b7\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf06f\u27a2\u2713\u2794\uf02d]|[-\u2013\u2014*o\u00a7\u02c6](?=\s))"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BROKEN_OFF = re.compile(rf"([^\W\d_]+)[{''.join(_HYPHENS)}]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_OPEN_ADDRESS = ("-", "/", "_", ".", "=", "&", "?", "%")
_ENDED = re.compile(r"[.;:!?][\u201d\u2019\"')\]]*$")
_OPEN_SENTENCE = re.compile(r"[^\W_][,)\]\u2019\u201d\"']*\s*$")
_PLAIN = {0x2010: "-", 0x2011: "-"}  # fact: two hyphens of Unicode


class Piece(msgspec.Struct, frozen=True):
    """Part of a line that goes into a clause's text; `paragraph` where a new paragraph begins with it."""

    text: str
    paragraph: bool


class Hyphens(msgspec.Struct, frozen=True):
    """What a document's own words teach about hyphens at line ends."""

    words: frozenset[str]
    hyphened: frozenset[str]
    typeset: bool

    def keep(self, before: str, after: str) -> bool:
        """Whether the hyphen between the end of one line and the beginning of the next is a real one."""
        whole, linked = (before + after).lower(), f"{before}-{after}".lower()
        capitals = before.isupper() and after.isupper()
        if linked in self.hyphened or not (after[:1].islower() or capitals):
            return True
        if whole in self.words:
            return False
        return capitals or not self.typeset


def learn_hyphens(texts: Iterable[str]) -> Hyphens:
    """Collect the words of a document's lines, those with hyphens apart; see if its typesetter breaks words.

    Each hyphen at a line's end votes. That the parts stand elsewhere as one word, or as one with a hyphen,
    says most; that neither part is a word of the document (`fol-lowed`) says that the typesetter broke it,
    that both are (`decision-making`) that the hyphen was written.
    """
    printed: Counter[str] = Counter()
    breaks: list[tuple[str, str]] = []
    before: tuple[str, ...] = ()
    for line in texts:
        text = line.strip()
        found = _WORD.findall(text)
        if before and found and text.startswith(found[0]):
            breaks.append((before[0], found[0]))
        ends = text.endswith(_HYPHENS)
        before = (found[-1],) if ends and found and text[:-1].endswith(found[-1]) else ()
        printed.update(found)
    words: Counter[str] = Counter()
    hyphened: Counter[str] = Counter()
    for word, count in printed.items():
        plain = word.translate(_PLAIN).lower()
        (hyphened if "-" in plain else words)[plain] += count
    words -= Counter(part.lower() for pair in breaks for part in pair)
    votes = sum(_vote(one.lower(), two.lower(), words, hyphened) for one, two in breaks)
    return Hyphens(frozenset(words), frozenset(hyphened), votes > 0)


def _vote(one: str, two: str, words: Collection[str], hyphened: Collection[str]) -> int:
    """How far one hyphen at a line's end speaks for a typesetter that breaks words (above 0), or against."""
    whole, linked = one + two in words, f"{one}-{two}" in hyphened
    if whole != linked:
        return 2 if whole else -2
    return (one not in words) + (two not in words) - 1


def is_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return bool(_BULLET.match(text))


def begins_paragraph(item: BodyLine, above: BodyLine | None, usual: Measures) -> bool:
    """Whether a line begins a paragraph, a table row or a bulleted point of its own."""
    if above is None or item.table is not None or above.table is not None or is_bullet(item.line.text):
        return True
    line, before = item.line, above.line
    ended = bool(_ENDED.search(before.text.rstrip()))
    if line.page != before.page:
        return ended and not line.text.lstrip()[:1].islower()
    step = line.baseline - before.baseline
    if step > _widest(line, usual) or step < -usual.step:
        return True
    if abs(line.size - before.size) > TEXT.new_size:
        return not goes_on(before, line, usual)
    if _changes_weight(before, line, ended=ended):
        return not goes_on(before, line, usual)
    short = before.box.x1 < usual.left + TEXT.short * usual.width
    indented = line.box.x0 > before.box.x0 + MEASURES.indent
    return ended and (short or indented)


def _widest(line: Line, usual: Measures) -> float:
    """The widest step from one line of a paragraph to the next, for a line of this size."""
    return MEASURES.paragraph * max(usual.step, TEXT.own_leading * line.size)


def goes_on(before: Line, line: Line, usual: Measures) -> bool:
    """Whether a bold or larger line is the end of the sentence that wraps above it, and no heading.

    There are specific policies that are available on request, please see
    *ICT Security Policy Framework*

    The sentence is open, the line stands at the usual step in like size; its first word had no room above.
    """
    step = line.baseline - before.baseline
    apart = line.page != before.page or not 0 < step <= _widest(line, usual)
    if apart or not _of_like_size(before, line) or text_weight(before) > MEASURES.bold:
        return False
    if not _OPEN_SENTENCE.search(before.text) or not line.text.strip():
        return False
    letter = (line.box.x1 - line.box.x0) / len(line.text)
    room = usual.left + TEXT.no_room * usual.width - before.box.x1
    return letter * (len(line.text.split(maxsplit=1)[0]) + 1) > room


def _of_like_size(before: Line, line: Line) -> bool:
    """Whether two lines are in like type; of a few letters in a picture, the size is hardly known."""
    vague = line.confidence is not None and sum(map(str.isalpha, line.text)) < TEXT.few_letters
    return abs(line.size - before.size) <= (TEXT.vague * before.size if vague else TEXT.new_size)


def _changes_weight(before: Line, line: Line, *, ended: bool) -> bool:
    """Whether text turns bold or back from one line to the next, but for a bold name that wraps.

    as listed in the *Membership*
    *Addendum*, and
    """
    above, below = text_weight(before), text_weight(line)
    wraps = below > MEASURES.bold and 0 < above < 1 and not ended
    return not wraps and (below > MEASURES.bold) != (above > MEASURES.bold)


def join_pieces(pieces: Sequence[Piece], hyphens: Hyphens) -> str:
    """One text from the pieces of a clause; soft hyphens at line ends go, real ones stay."""
    out = ""
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            continue
        if not out:
            out = text
        elif piece.paragraph:
            out += "\n" + text
        else:
            out = _join_two(out, text, hyphens)
    return out


def is_broken_word(before: str, after: str, hyphens: Hyphens) -> bool:
    """Whether a line ends in a hyphen that goes when the next line is joined to it."""
    if not before.endswith(_HYPHENS):
        return False
    if before.endswith("\u00ad"):
        return True
    last = _last_word(before)
    first, then = _BROKEN_OFF.search(last), _FIRST_WORD.match(after)
    if not first or not then or _ADDRESS.search(last):
        return False
    return not hyphens.keep(first[1], then[0])


def _join_two(before: str, after: str, hyphens: Hyphens) -> str:
    if is_broken_word(before, after, hyphens):
        return before[:-1] + after
    hyphened = before[-1] in _HYPHENS and len(before) > 1 and before[-2].isalnum() and after[0].isalnum()
    address = before.endswith(_OPEN_ADDRESS) and _ADDRESS.search(_last_word(before))
    if hyphened or before[-1] == "/" or address:
        return before + after
    return f"{before} {after}"


def _last_word(text: str) -> str:
    """What stands behind the last white space: a clause's text may be long, and is looked at line by line."""
    return text.rsplit(maxsplit=1)[-1]


# ------------------------------------------------------------------ how bold a text is


def text_weight(line: Line, start: int | None = None) -> float:
    """Share 0..1 of bold letters in what follows the label that ends at `start`.

    11.1  *Key personnel*     the number in regular type, the heading in bold: bold throughout
    1.2.  *Fees.* They are    a bold beginning: bold in part

    Without `start` the label is the longest that the line may begin with. The share is told from that of
    the whole line, the label being as bold as the line's first word.
    """
    if line.bold in {0.0, 1.0}:
        return line.bold
    if start is None:
        start = max((reading.rest for reading in read_labels(line.text)), default=0)
    label, rest = _letters(line.text[:start]), _letters(line.text[start:])
    if not label or not rest:
        return line.bold
    bold = line.bold * (label + rest) - (label if line.lead_bold else 0)
    return max(0.0, min(1.0, bold / rest))


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
