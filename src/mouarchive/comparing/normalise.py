# ruff: noqa: RUF001 - look-alike characters are this module's business
"""Forms of a text that are compared in its place; the text itself is never changed.

    layout_form      what a reader sees, whatever the typesetter did: decides whether anything changed
    comparison_form  words without case and edge punctuation: decides which clauses belong together
    without_marks    layout form without commas, full stops, brackets and quotation marks
    confusion_form   comparison form with letters joined that a scanner confuses
    search_text      raw text with layout repaired and nothing else: what the search index holds

A blacked-out span is text that is unknown: neither present nor absent, neither added nor removed.

Rules follow the measurements of section 4 in the alignment notes (line wraps, curly quotes, ligatures, soft
hyphens each found again in 100 of 100 phrases under these forms).
"""

from __future__ import annotations

import re
import string
import unicodedata

import msgspec

__all__ = [
    "BLANK", "BLANK_SHOWN", "BULLET", "LIGATURES", "PLAIN", "SearchRule", "comparison_form", "confusion_form",
    "has_redaction", "is_all_redacted", "layout_form", "only_redaction_differs", "redaction_mark",
    "same_layout", "search_rules", "search_text", "shown_by_newer", "without_marks",
]  # fmt: skip

# Compatibility forms that carry meaning: 10² is not 102, ½ is not 1/2, ① is not 1.
_MEANT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_GONE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Bullet glyphs differ from one font to the next and say nothing. An empty box or circle may be one to tick.
_BULLETS = "•▪◦●■‣⁃∙\uf0b7\uf0a7\uf0d8\uf076"
_FIXED = {
    **dict.fromkeys(_GONE, ""),
    **dict.fromkeys("‘’‚‛′ʼ`´‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
    "⁄": "/",
    "\ufffe": "-",  # a line-end hyphen, as PDFium reports it
}


class _Plain(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _FIXED:
            plain = _FIXED[char]
        elif char.isspace():
            plain = " "
        elif unicodedata.decomposition(char).startswith(_MEANT):
            plain = char
        else:
            plain = unicodedata.normalize("NFKC", char)
        self[code] = plain
        return plain


PLAIN = _Plain()
# Signs in front of a figure decide nothing about which clauses belong together, whichever they are.
_EDGE = string.punctuation + "·§¶≤≥≠≈±×÷°£€¥"
# A bullet stands before its item: inside a word or a figure ("1•5") the same glyph is no bullet. A dash that
# opens a line is one of another sort; before a digit it may be a minus sign. A circumflex by itself is
# what the bullet of a TeX font without names is read as: both have the code 136.
BULLET = re.compile(
    rf"(?m)^[^\S\n]*[-\u2010-\u2015\u02c6](?=[^\S\n]+[\"'\u2018\u201c(]?[^\W\d])|(?<!\S)[{_BULLETS}]+(?!\d)"
)
# What is left open to be filled in: the typesetter draws it as long as the line has room. Three dots and
# more, since a word left out is printed with three.
BLANK = re.compile(r"_{3,}|_(?: _){2,}|\.{3,}|\.(?: \.){2,}")
BLANK_SHOWN = "..."
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_A-Z])")
# In "pre- and post-contract" the hyphen was written, not made by the typesetter.
_HUNG_HYPHEN = re.compile(r"-\s+(?=(?:and|or|to|und|oder|bis|et|ou|en|of|y|o)\b)")
# White space says nothing, but between two figures: "2 3" is not "23", nor "1. 5" "1.5".
_SPACE = re.compile(r"(?<!\d)(?<!\d[.,]) | (?!\d)")
_OPTIONAL = "\u00ad"  # stands for a hyphen that may be the typesetter's
_GAP = "\t"  # stands for white space where it must be told from none
_MARK = re.compile(r"[;()\[\]{}\"]|[.,:](?!\d)|(?<=[^\W\d_])[.,:]")
_QUOTED = re.compile(r"(?<![\w'])'(?=\S)([^']*(?:\w'\w[^']*)*)'(?!\w)")
_MARK_FOR_LETTER = re.compile(r"(?<=[^\W\d_])[!|]")
_CONFUSED = ((("rn", "m"), ("cl", "d"), ("vv", "w")), str.maketrans("0159l8|!", "oisgibii"))


def layout_form(text: str) -> str:
    """The text as a reader sees it: quotes, dashes, ligatures, spaces and invisible marks made plain.

    Case, punctuation and wording stay. Runs of white space become one space, and a blank to be filled in
    is as long as any other.
    """
    text = BULLET.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(PLAIN)
    elif "`" in text:
        text = text.replace("`", "'")
    return BLANK.sub(BLANK_SHOWN, " ".join(text.split()))


def _pressed(text: str, space: str = "") -> str:
    """Layout form without white space; hyphens that may be a line end's are marked as optional."""
    plain = _LINE_END_HYPHEN.sub(_OPTIONAL, _HUNG_HYPHEN.sub("-", layout_form(text)))
    return _SPACE.sub(space, plain)


def same_layout(old: str, new: str) -> bool:
    """Whether two texts differ in layout at most: then nothing has changed.

    White space, the glyphs of quotes, dashes and bullets, ligatures, invisible marks, the length of a blank
    to be filled in and hyphens at line ends are layout ("infor- mation" is "information", and "well- known"
    is "well-known"). Case, punctuation, signs and a hyphen inside a line are not, nor is white space that
    keeps two figures apart.
    """
    if old == new:
        return True
    a, b = _pressed(old), _pressed(new)
    if a == b:
        return True
    if _OPTIONAL not in a and _OPTIONAL not in b:
        return False
    return _same_but_hyphens(_pressed(old, _GAP), _pressed(new, _GAP))


def _same_but_hyphens(a: str, b: str) -> bool:
    """Equal where an optional hyphen of one side may stand against a hyphen or nothing of the other.

    Not against white space: "each- part" is no line end of "each part".
    """
    i = j = 0
    while i < len(a) or j < len(b):
        x, y = a[i : i + 1], b[j : j + 1]
        if x == y:
            i, j = i + 1, j + 1
        elif _OPTIONAL in {x, y}:
            if _GAP in {x, y}:
                return False
            i, j = i + (x in {_OPTIONAL, "-"}), j + (y in {_OPTIONAL, "-"})
        elif _GAP in {x, y}:
            i, j = i + (x == _GAP), j + (y == _GAP)
        else:
            return False
    return True


def comparison_form(text: str) -> str:
    """Words in order, without case, layout and the punctuation at their edges, joined by single spaces."""
    plain = _LINE_END_HYPHEN.sub("", layout_form(text)) if "-" in text or not text.isascii() else text
    words = (word.strip(_EDGE) for word in plain.casefold().split())
    return " ".join(word for word in words if word)


def without_marks(text: str) -> str:
    """The text without commas, full stops, semicolons, colons, brackets and quotation marks.

    A point, comma or colon before a digit is part of a figure ("1.5", "1,000", ".5"), unless a letter stands
    before it; an apostrophe is part of a word ("pupils'"): single marks count as quotation marks in pairs
    only.
    """
    plain = _QUOTED.sub(r"\1", layout_form(text))
    return _MARK.sub("", plain)


def confusion_form(text: str) -> str:
    """Comparison form without spaces, letters joined that scanners confuse: rn/m cl/d vv/w 0/o 1/l/i 5/s 8/b.

    No two digits are joined, so different amounts stay different. A mark right behind a letter may be one,
    too: "schoo!".
    """
    joined = comparison_form(_MARK_FOR_LETTER.sub("l", text)).replace(" ", "")
    pairs, singles = _CONFUSED
    for seen, meant in pairs:
        joined = joined.replace(seen, meant)
    return joined.translate(singles)


# ------------------------------------------------------------------ search


class SearchRule(msgspec.Struct, frozen=True):
    """One named repair made for the search index: what it finds and what stands there instead."""

    name: str
    pattern: re.Pattern[str]
    replacement: str


LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def search_rules() -> tuple[SearchRule, ...]:
    """The repairs that `search_text` makes, in order."""
    return (
        SearchRule("soft hyphens and zero-width marks", re.compile(f"[{_GONE}]"), ""),
        SearchRule("line-end hyphens", re.compile(r"(?<=[^\W\d_])[-‐\ufffe]\s*\n\s*(?=[^\W\d_A-Z])"), ""),
        SearchRule("engine's line-end hyphens", re.compile("\ufffe\\s*"), ""),
        # After a word of three letters or a mark: m² and km² are no footnotes.
        SearchRule(
            "footnote marks", re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:)”’\"']))[{_SUPERSCRIPTS}†‡]+"), ""
        ),
        SearchRule("white space", re.compile(r"\s+"), " "),
    )


_RULES = search_rules()


def search_text(text: str) -> str:
    """The text for the search index: ligatures, hyphens and white space repaired, all else as printed.

    Deliberately without NFKC: what a reader types from the page must be found as it stands there.
    """
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    for rule in _RULES:
        text = rule.pattern.sub(rule.replacement, text)
    return text.strip()


# ------------------------------------------------------------------ what is blacked out


# "[redacted]" is what reading writes for a black box; "[ * * * ]" is how American filings print one,
# "withheld under s.40" how British ones do, and U+2588 is a box drawn as a character.
redaction_mark = re.compile(
    r"\[\s*redact(?:ed|ion)[^\]]{0,60}\]|\[\s*(?:\*\s*){1,5}\]|█+(?:\s*█+)*"
    r"|\[\s*(?:text|name|information)?\s*withheld[^\]]{0,60}\]"
    r"|\(?withheld under (?:s\.?|section)\s*\d+\w*(?:\(\d+\))*\)?",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_UNKNOWN = "\ufffc"


def has_redaction(text: str) -> bool:
    """Whether the text holds a span that could not be read because it was blacked out."""
    return redaction_mark.search(text) is not None


def is_all_redacted(text: str) -> bool:
    """Whether nothing but blacked-out spans (and marks between them) is left."""
    rest, count = redaction_mark.subn("", text)
    return count > 0 and not _NOT_LETTERS.sub("", rest)


def _pieces(text: str) -> list[str]:
    """What can be read, cut at each blacked-out span, as a reader sees it and without white space."""
    return [_pressed(part) for part in redaction_mark.split(text)]


def only_redaction_differs(old: str, new: str) -> bool:
    """Whether the two texts can be one text with different spans blacked out.

    The readable pieces of one must stand in the other in order, the first at its start and the last at
    its end; a span hidden in one may show words, or nothing we can know, in the other.
    """
    if not (has_redaction(old) or has_redaction(new)):
        return False
    before, after = _pieces(old), _pieces(new)
    return _covers(before, after) or _covers(after, before)


def shown_by_newer(old: str, new: str) -> bool:
    """Whether the newer text can be the older one with nothing more hidden and words shown.

    A black box that is merely gone shows nothing: what was under it may stand elsewhere, or nowhere.
    """
    if not has_redaction(old):
        return False
    before, after = _pieces(old), _pieces(new)
    return sum(map(len, after)) > sum(map(len, before)) and _covers(before, after)


def _covers(masked: list[str], shown: list[str]) -> bool:
    if len(masked) == 1:
        return False
    text = _UNKNOWN.join(shown)
    first, *middle, last = masked
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
