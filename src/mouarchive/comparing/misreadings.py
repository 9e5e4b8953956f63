"""Whether what differs between two texts is what an OCR engine would have made of one and the same print.

    school / schoo!        a glyph taken for its look-alike: misread
    modern / modem         two glyphs taken for one: misread
    ward / word            look-alikes too, but words both: misread where the engine doubts its reading, else
                           a possible change
    exhausted / exhausted; a mark lost or seen where there is none: misread
    1,400 / 1400           figures, "not" and "shall" decide what an agreement says: never waved through, a
    not / nol              possible change that a person checks against the page's picture
    officer / saaieaa      a word that the engine doubts itself: a possible change
    officer / director     neither: a change

Only asked where at least one of the two texts was read from a picture.

On its own: how a scan is misread is a fact about OCR, and no rule of comparing.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

from mouarchive.comparing.comparing_rules import OCR
from mouarchive.comparing.normalise import confusion_form, layout_form

__all__ = ["Reading", "judge", "same_words"]
__all__ += ["binds", "both_common", "is_blot", "look_alike", "meaning"]
__all__ += ["of_one_length", "only_confusions_differ", "run_together"]


class Reading(enum.Enum):
    """What a difference between a page and its picture's reading amounts to."""

    MISREAD = "misread"
    POSSIBLE = "possible"
    CHANGE = "change"


# Glyphs that look alike in print; a group on either side may stand for any other of its row.
_ALIKE = (
    *("il1!|jtI][/", "o0cQeODdUa", "s5S8$", "b6hGk", "g9qy", "z2Z7", "B8&3", "vVyYuwW", "nurm", "fFtrl"),
    *("ceoéae", "aeosg", "hnbkli", "xXkw", "pPDrn", "mwnu", "'‘’`\"“”*!", ".,:;·", "-_~—–=", "({[cC", ")}]"),  # noqa: RUF001 - look-alikes are its business
)
_PAIRS = frozenset((a, b) for row in _ALIKE for a in row.casefold() for b in row.casefold() if a != b)
_GROUPS = (
    *(("rn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("ii", "u"), ("ri", "n"), ("nn", "m"), ("in", "m")),
    *(("tt", "u"), ("fi", "h"), ("ll", "u"), ("iv", "w"), ("lc", "k"), ("ni", "m"), ("cj", "g"), ("ff", "f")),
)
_GROUPED = frozenset(_GROUPS) | frozenset((few, many) for many, few in _GROUPS)
_THIN = frozenset("iltfjr1")
_MEANT = frozenset("£$€%+<>=/&@#§[]")
_BINDING = frozenset(
    """
    not no nor never neither none shall must may might will would can cannot could should ought need
    only unless except without before after until within more less least most all any each every
    either and or
    """.split()  # noqa: SIM905 - words are read more easily so
)
_COMMON = _BINDING | frozenset(
    """
    a an the of to in on at by for from with as is are was were be been has have had it its this
    that these those he she his her him they them their there then than if so such who which what
    when where whether but into onto out up over under we our you your i me my one two three four
    five six seven eight nine ten form date data part party parties other others same some made make
    day days
    """.split()  # noqa: SIM905 - as above
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # noqa: RUF001 - apostrophes as printed


def judge(edits: Iterable[tuple[str, str]], unsure: Collection[str]) -> Reading:
    """What the edits of one clause amount to together: the gravest of them counts.

    `edits` are older and newer words at each place; `unsure` the words that the engine doubts.
    """
    doubted = {_plain(word) for word in unsure}
    found = {_judge(_plain(gone), _plain(come), doubted) for gone, come in edits}
    for grave in (Reading.CHANGE, Reading.POSSIBLE):
        if grave in found:
            return grave
    return Reading.MISREAD


def same_words(old: str, new: str) -> bool:
    """Whether two texts have the same words in another order, as the cells of a table read by row or column.

    Only where there are cells or paragraphs to be put in another order.
    """
    same = Counter(_letters(_plain(old))) == Counter(_letters(_plain(new)))
    return same and ("\n" in old or "\n" in new)


def _plain(text: str) -> str:
    """Layout form without case and accents: an engine sees accents in dust."""
    folded = unicodedata.normalize("NFD", layout_form(text).casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _judge(gone: str, come: str, doubted: Collection[str]) -> Reading:
    seen = {*gone.split(), *come.split(), *_WORD.findall(gone), *_WORD.findall(come)}
    unsure = not seen.isdisjoint(doubted)
    if _letters(gone) == _letters(come):
        says_other = meaning(gone) != meaning(come) or (owner(gone) != owner(come) and not unsure)
        return Reading.POSSIBLE if says_other else Reading.MISREAD
    if not _letters(gone) or not _letters(come):
        return _stray(gone or come, unsure=unsure)
    if max(len(gone), len(come)) > OCR.longest or (both_common(gone, come) and not unsure):
        return Reading.CHANGE
    return _judge_words(gone, come, unsure=unsure)


def _judge_words(gone: str, come: str, *, unsure: bool) -> Reading:
    """Words against words, by how alike their glyphs are."""
    longest = max(len(_letters(gone)), len(_letters(come)))
    cost = _distance(gone.replace(" ", ""), come.replace(" ", "")) / longest
    alike = only_confusions_differ(gone, come) or (unsure and cost <= OCR.misread)
    if alike and not binds(gone, come):
        return Reading.MISREAD
    if alike or cost <= OCR.possible or (unsure and of_one_length(gone, come)):
        return Reading.POSSIBLE
    return Reading.CHANGE


def _stray(text: str, *, unsure: bool) -> Reading:
    """Letters, or marks alone, on one side only."""
    letters = _letters(text)
    if not letters:
        return Reading.CHANGE if _MEANT & set(text) else Reading.MISREAD
    if not unsure or not is_blot(text):
        return Reading.CHANGE
    return Reading.POSSIBLE if any(letter.isdigit() for letter in letters) else Reading.MISREAD


# ------------------------------------------------------------------ rules


def only_confusions_differ(gone: str, come: str) -> bool:
    """Whether the two are the same once the best known confusions are joined."""
    return confusion_form(gone) == confusion_form(come)


def is_blot(text: str) -> bool:
    """Whether letters are so few that they may be dirt, and none of them a word that binds."""
    return len(_letters(text)) <= OCR.blot and not _BINDING.intersection(_WORD.findall(text))


def meaning(text: str) -> str:
    """Signs that carry meaning, and marks between or before figures, in order."""
    kept = re.findall(r"(?<=\d)[.,:/-](?=\d)|[£$€%+<>=/&@#§\[\]]|(?<![^\W_])-(?=\d)", text)
    return "".join(kept)


def owner(text: str) -> list[tuple[str, str]]:
    """Where apostrophes stand in words: of one supplier or of several ("supplier's", "suppliers'").

    An engine that is sure of a word has seen its apostrophe.
    """
    return re.findall(r"(\w+)['\u2019](\w*)", text)


def binds(gone: str, come: str) -> bool:
    """Whether figures or words that decide an obligation differ."""
    figures = [re.findall(r"\d", text) for text in (gone, come)]
    words = [Counter(word for word in _WORD.findall(text) if word in _BINDING) for text in (gone, come)]
    return figures[0] != figures[1] or words[0] != words[1] or meaning(gone) != meaning(come)


def both_common(gone: str, come: str) -> bool:
    """Whether both sides are made of the commonest words alone: one such word for another is a change."""
    sides = [_WORD.findall(text) for text in (gone, come)]
    return all(side and _COMMON.issuperset(side) for side in sides)


def of_one_length(gone: str, come: str) -> bool:
    """Whether neither has more than twice the letters of the other."""
    short, long = sorted((len(_letters(gone)), len(_letters(come))))
    return 2 * short >= long


def look_alike(x: str, y: str) -> bool:
    """Whether one glyph may be taken for another."""
    return (x, y) in _PAIRS


def run_together(x: str, y: str) -> bool:
    """Whether two glyphs may be taken for one, whichever of the two is the pair."""
    return (x, y) in _GROUPED


def _distance(a: str, b: str) -> float:
    """How much must be misread to make one text of the other: look-alikes cost little, other letters one."""
    rows: list[list[float]] = [[0.0]]
    for letter in b:
        rows[0].append(rows[0][-1] + _alone(letter))
    for i, x in enumerate(a, start=1):
        row = [rows[-1][0] + _alone(x)]
        for j, y in enumerate(b, start=1):
            best = min(
                rows[i - 1][j] + _alone(x),
                row[j - 1] + _alone(y),
                rows[i - 1][j - 1] + (0.0 if x == y else OCR.look_alike if look_alike(x, y) else 1.0),
            )
            if i > 1 and run_together(a[i - 2 : i], y):
                best = min(best, rows[i - 2][j - 1] + OCR.look_alike)
            if j > 1 and run_together(x, b[j - 2 : j]):
                best = min(best, rows[i - 1][j - 2] + OCR.look_alike)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _alone(letter: str) -> float:
    """What it costs to lose a letter or to see one where there is none."""
    if not letter.isalnum():
        return OCR.lost_mark
    return OCR.thin_letter if letter in _THIN else 1.0
