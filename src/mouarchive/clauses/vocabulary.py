"""What is asked of the words that agreements print round their numbers: article, annex, page, version.

The words themselves stand in `languages`, by language; whoever looks for such words asks `one_of` or
`labelled` for a pattern of all languages, and `spoken` which languages a text is in. English months, Roman
numerals and cardinals stand in `mouarchive.words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from mouarchive.clauses.languages import ENGLISH, LANGUAGES, Language

__all__ = [
    "ANNEXES", "CONTAINERS", "DIVISIONS", "ENGLISH", "LANGUAGES", "LATIN", "UNITS", "Language", "family_of",
    "labelled", "labelled_behind", "languages_of", "one_of", "ordinal_value", "ordinals", "printed_as",
    "spellings", "spoken",
]  # fmt: skip

#: Sorts of labels that open what stands after the body of a document.
ANNEXES = frozenset({"annex", "appendix", "schedule", "attachment", "exhibit"})
#: Sorts that open a part of the body, the widest first; in these, and in annexes, numbering may start again.
DIVISIONS = ("title", "part", "chapter", "division")
CONTAINERS = ANNEXES | frozenset(DIVISIONS)
#: Sorts of words printed before the number of an ordinary clause, the widest first.
UNITS = ("article", "section", "clause")
#: What is put in behind a number later, in Latin, in its order: 2 bis, 2 ter; all languages use the same.
LATIN = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies",
    "duodecies", "terdecies", "quaterdecies", "quindecies",
)  # fmt: skip


def one_of(*fields: str) -> str:
    """A pattern of every language's words in these fields of `Language`, for use inside a group.

    >>> one_of("statuses")
    'draft|final|withdrawn'
    """
    return "|".join(
        dict.fromkeys(word for one in LANGUAGES for field in fields for word in getattr(one, field))
    )


def spellings(*families: str) -> tuple[str, ...]:
    """Every language's words for these sorts of labels (all sorts where none is named), in small letters."""
    return _words("families", families)


def _words(field: str, families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            word
            for one in LANGUAGES
            for family, words in getattr(one, field).items()
            if not families or family in families
            for word in words
        )
    )


def labelled(*families: str) -> str:
    """The same as a pattern, the longer words first, for use inside a group.

    >>> labelled("exhibit", "clause").split("|")[:3]
    ['cl\u00e1usula', 'clausola', 'clausula']
    """
    return _pattern(spellings(*families))


def labelled_behind() -> str:
    """A pattern of the words that stand behind their number, `1 artikla`, for use inside a group."""
    return _pattern(_words("behind", ()))


def _pattern(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def family_of(word: str) -> str:
    """The sort of label that a word opens, in whatever case it is printed. Raises KeyError for others."""
    return _FAMILIES[fold_word(word)]


def printed_as(word: str) -> str | None:
    """The word itself where it opens labels as it is printed, `Article` or `ARTICLE`; None otherwise."""
    known = fold_word(word) in _FAMILIES
    return word if known and (word.istitle() or word.isupper()) else None


def fold_word(word: str) -> str:
    """A word in small letters, with the letters that make one sign as one: how words are looked up.

    The dotless i and the dot of the Turkish alphabet say nothing here.
    """
    return unicodedata.normalize("NFC", word).casefold().replace("\u0131", "i").replace("\u0307", "")


_OPENING = tuple(
    (fold_word(word), family, one.code)
    for one in LANGUAGES
    for families in (one.families, one.behind)
    for family, words in families.items()
    for word in words
)
_FAMILIES = {word: family for word, family, _ in reversed(_OPENING)}


def languages_of(word: str) -> frozenset[str]:
    """The codes of the languages in which a word opens a label; none for other words."""
    return frozenset(code for known, _, code in _OPENING if known == fold_word(word))


# ------------------------------------------------------------------ numbers in words


def ordinals() -> str:
    """A pattern of every language's ordinals, the longer first, for use inside a group."""
    return _pattern(_ORDINALS)


def ordinal_value(text: str) -> int | None:
    """The number that an ordinal stands for, also one of two words; None for other words.

    >>> ordinal_value("TERCERA"), ordinal_value("D\u00e9cima Primera"), ordinal_value("premier")
    (3, 11, 1)
    """
    parts = [_ORDINALS.get(fold_word(part)) for part in re.split(r"[\s-]+", text.strip())]
    if not parts or any(part is None for part in parts):
        return None
    values = [part or 0 for part in parts]
    tens = all(value % _TEN == 0 for value in values[:-1]) and (len(values) == 1 or values[-1] < _TEN)
    return sum(values) if tens else None


_TEN = 10  # fact: what tens are made of
_ORDINALS = {
    fold_word(word): value
    for one in reversed(LANGUAGES)
    for value, words in one.ordinals.items()
    for word in words
}


# ------------------------------------------------------------------ the language of a text


def spoken(texts: Iterable[str]) -> Mapping[str, int]:
    """How many of each language's common words stand in the texts, by the code of the language.

    >>> spoken(["Las partes comparten los datos."])
    Counter({'es': 2})
    """
    found: Counter[str] = Counter()
    for text in texts:
        for word in _WORD.findall(text):
            found.update(_COMMON.get(fold_word(word), ()))
    return found


_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    word: tuple(one.code for one in LANGUAGES if word in one.common)
    for word in {word for one in LANGUAGES for word in one.common}
}
