# ruff: noqa: RUF001 - look-alike characters are this module's business
"""Forms of a text that are compared in its place; the text itself is never changed.

    layout_form      what a reader sees, whatever the typesetter did: decides whether anything changed
    comparison_form  words without case and edge punctuation: decides which clauses belong together
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
    "BLANK", "BLANK_SHOWN", "DASH_BULLET", "LIGATURES", "PLAIN", "SearchRule", "comparison_form",
    "confusion_form", "cosmetic_form", "has_redaction", "is_all_redacted", "layout_form",
    "only_redaction_differs", "redaction_mark", "same_layout", "search_rules", "search_text",
    "shown_by_newer",
]  # fmt: skip

# Compatibility forms that carry meaning: 10² is not 102, ½ is not 1/2, ① is not 1.
_MEANT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_GONE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Bullet glyphs differ from one font to the next and say nothing.
_BULLETS = "•▪◦●○■□‣⁃∙\uf0b7\uf0a7\uf0d8\uf076"
_FIXED = {
    **dict.fromkeys(_GONE, ""),
    **dict.fromkeys(_BULLETS, " "),
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
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
_EDGE = string.punctuation + "·§¶"
# A dash that opens a line is a bullet of another sort; before a digit it may be a minus sign.
DASH_BULLET = re.compile(r"(?m)^[^\S\n]*[-\u2010-\u2015](?=[^\S\n]+[\"'\u2018\u201c(]?[^\W\d])")
# What is left open to be filled in: the typesetter draws it as long as the line has room. Three dots and
# more, since a word left out is printed with three.
BLANK = re.compile(r"_{3,}|_(?: _){2,}|\.{3,}|\.(?: \.){2,}")
BLANK_SHOWN = "..."
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_A-Z])")
_OPTIONAL = "\u00ad"  # stands for a hyphen that may be the typesetter's
_MARK_FOR_LETTER = re.compile(r"(?<=[^\W\d_])[!|]")
_CONFUSED = ((("rn", "m"), ("cl", "d"), ("vv", "w")), str.maketrans("0159l8|!", "oisgibii"))


def layout_form(text: str) -> str:
    """The text as a reader sees it: quotes, dashes, ligatures, spaces and invisible marks made plain.

    Case, punctuation and wording stay. Runs of white space become one space, and a blank to be filled in
    is as long as any other.
    """
    text = DASH_BULLET.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(PLAIN)
    elif "`" in text:
        text = text.replace("`", "'")
    return BLANK.sub(BLANK_SHOWN, " ".join(text.split()))


def _pressed(text: str) -> str:
    """Layout form without white space; hyphens that may be a line end's are marked as optional."""
    return _LINE_END_HYPHEN.sub(_OPTIONAL, layout_form(text)).replace(" ", "")


def same_layout(old: str, new: str) -> bool:
    """Whether two texts differ in layout at most: then nothing has changed.

    White space, quotes, dashes, ligatures, invisible marks, bullet glyphs and hyphens at line ends are
    layout ("infor- mation" is "information", and "well- known" is "well-known"). Case and punctuation are
    not.
    """
    if old == new:
        return True
    a, b = _pressed(old), _pressed(new)
    if a == b:
        return True
    if _OPTIONAL not in a and _OPTIONAL not in b:
        return False
    return _same_but_hyphens(a, b)


def _same_but_hyphens(a: str, b: str) -> bool:
    """Equal where an optional hyphen of one side may stand against a hyphen or nothing of the other."""
    i = j = 0
    while i < len(a) or j < len(b):
        x, y = a[i : i + 1], b[j : j + 1]
        if x == y:
            i, j = i + 1, j + 1
        elif x == _OPTIONAL:
            i, j = i + 1, j + (y == "-")
        elif y == _OPTIONAL:
            i, j = i + (x == "-"), j + 1
        else:
            return False
    return True


def comparison_form(text: str) -> str:
    """Words in order, without case, layout and the punctuation at their edges, joined by single spaces."""
    plain = _LINE_END_HYPHEN.sub("", layout_form(text)) if "-" in text or not text.isascii() else text
    words = (word.strip(_EDGE) for word in plain.casefold().split())
    return " ".join(word for word in words if word)


def cosmetic_form(text: str) -> str:
    """Letters, digits and signs that carry meaning (£ % + ...) alone, without case.

    Two texts with one cosmetic form differ in case and punctuation at most. A mark between two digits is
    kept: "1.5" is not "15", and so is a slash between words ("and/or"). A tick in a box is no cosmetics.
    """
    plain = layout_form(text).casefold()
    return re.sub(r"(?<=\d)[.,:-](?=\d)|[^\w£$€%+=<>/&@#*°§☐☑☒\[\]\s]|_|\s+", _kept_mark, plain).strip()


def _kept_mark(match: re.Match[str]) -> str:
    mark = match.group()
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if mark == "-" and after.isdigit() and not before.isalnum():
        return mark  # a minus sign
    return mark if before.isdigit() and after.isdigit() and not mark.isspace() else ""


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
    """What can be read, cut at each blacked-out span: letters and digits alone, without case."""
    parts = redaction_mark.split(layout_form(text))
    return [_NOT_LETTERS.sub("", part).casefold() for part in parts]


def only_redaction_differs(old: str, new: str) -> bool:
    """Whether the two texts can be one text with different spans blacked out.

    The readable pieces of one must stand in the other in order, the first at its start and the last at
    its end; a span hidden in one may show words, or nothing we can know, in the other.
    """
    return _covers(_pieces(old), _pieces(new)) or _covers(_pieces(new), _pieces(old))


def shown_by_newer(old: str, new: str) -> bool:
    """Whether the newer text can be the older one with nothing more hidden and words shown.

    A black box that is merely gone shows nothing: what was under it may stand elsewhere, or nowhere.
    """
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
