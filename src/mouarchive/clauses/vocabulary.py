"""The words that agreements print round their numbers, by language: article, annex, page, version.

One entry of `LANGUAGES` holds all that a language needs; whoever looks for such words asks `one_of` or
`labelled` for a pattern of all languages. A new language is one more `Language`. Months, Roman numerals and
numbers in words stand in `mouarchive.words`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

__all__ = [
    "ANNEXES", "CONTAINERS", "DIVISIONS", "ENGLISH", "LANGUAGES", "UNITS", "Language", "family_of",
    "labelled", "one_of", "spellings",
]  # fmt: skip

#: Sorts of labels that open what stands after the body of a document.
ANNEXES = frozenset({"annex", "appendix", "schedule", "attachment", "exhibit"})
#: Sorts that open a part of the body, the widest first; in these, and in annexes, numbering may start again.
DIVISIONS = ("title", "part", "chapter")
CONTAINERS = ANNEXES | frozenset(DIVISIONS)
#: Sorts of words printed before the number of an ordinary clause, the widest first.
UNITS = ("article", "section", "clause")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language, in small letters; each is a word or a pattern of its spellings (`clauses?`).

    `families` gives for each sort of label (whose name stands in eids, whatever the language) the words that
    open it before its number. `paragraphs` name a clause without ever opening one; `naming` are words before
    the number of a clause that is spoken of, `referring` others before a number that is no label, `perhaps`
    those before a number that may be one; `abbreviated` words with numbers set close to them.
    `whole` are words of one letter that begin sentences; `measures` follow a number that counts things;
    `reigns` and `codes` follow a number in a citation of law.
    `contents` are the heads of a contents list, `lists` what else is listed so; `page` numbers pages; of a
    version's label and table `versions` and `statuses`; `salutations` open a letter and `closings` end it.
    `open_words` end no sentence; `captions` number what is no clause; `continued` stands on a repeated title.
    """

    code: str
    families: Mapping[str, Sequence[str]]
    paragraphs: Sequence[str] = ()
    naming: Sequence[str] = ()
    referring: Sequence[str] = ()
    perhaps: Sequence[str] = ()
    abbreviated: Sequence[str] = ()
    whole: Sequence[str] = ()
    measures: Sequence[str] = ()
    reigns: Sequence[str] = ()
    codes: Sequence[str] = ()
    contents: Sequence[str] = ()
    lists: Sequence[str] = ()
    page: Sequence[str] = ()
    versions: Sequence[str] = ()
    statuses: Sequence[str] = ()
    salutations: Sequence[str] = ()
    closings: Sequence[str] = ()
    open_words: Sequence[str] = ()
    captions: Sequence[str] = ()
    continued: Sequence[str] = ()


ENGLISH = Language(
    code="en",
    families={
        "annex": ("annex", "annexe"),
        "appendix": ("appendix",),
        "schedule": ("schedule",),
        "attachment": ("attachment",),
        "exhibit": ("exhibit",),
        "part": ("part",),
        "chapter": ("chapter",),
        "title": ("title",),
        "article": ("article",),
        "section": ("section",),
        "clause": ("clause",),
    },
    paragraphs=("paragraph",),
    naming=(
        "sections?", "clauses?", "articles?", "paragraphs?", "paras?", "sub-?(?:section|clause|paragraph)s?",
        "annex(?:es)?", "appendix", "schedules?", "items?", "under",
    ),
    referring=(
        "regulations?", "see", "of", "to", "than", "within", "least", "from", "by", "in", "at", "the", "per",
        "version",
    ),
    perhaps=(
        "parts?", "chapters?", "tables?", "figures?", "rules?", "numbers?", "no", "pages?", "v", "act",
        "points?", "steps?", "with", "and", "or", "every",
    ),
    abbreviated=(
        "annex", "app", "art", "arts", "chap", "fig", "nos", "page", "para", "paras", "part", "reg", "regs",
        "sch",
    ),
    whole=("a", "i"),
    measures=("per cent", "percent", "million", "billion", r"pm\b", r"am\b"),
    reigns=(r"(?:Geo|Vict|Edw|Eliz|Anne)\b\.?", r"(?:Will|Wm|Hen|Jac|Cha|Car|Ric)\."),
    codes=(r"C\.?F\.?R", r"U\.?S\.?C", "Stat", r"Fed\.?\s*Reg", r"F\.?R"),
    contents=(r"(?:table\s+of\s+)?contents?",),
    lists=("tables", "figures", "annexes", "appendices"),
    page=("page",),
    versions=("version", "issue", "revision", "edition"),
    statuses=("draft", "final", "withdrawn"),
    salutations=(r"Dear\s+\S.{0,60}", r"(?:Sir|Madam|Sirs|Gentlemen)\s*,"),
    closings=(
        r"(?:I\s+(?:am|remain),?\s+)?yours\s+(?:\w+\s+)?(?:sincerely|faithfully|truly|ever)",
        r"(?:I\s+(?:am|remain),?\s+)?(?:very\s+)?(?:sincerely|truly|faithfully)(?:\s+yours)?",
        r"(?:I\s+(?:am|remain),?\s+)?(?:(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?)\s+)regards",
    ),
    open_words=("and", "or", "of", "the", "a", "to", "in", "for", "by", "with", "see"),
    captions=("tables?", "figures?", r"fig\.", "box", "chart", "map", "photo"),
    continued=("continued", r"cont(?:'|\u2019)?d"),
)  # fmt: skip

LANGUAGES = (ENGLISH,)
"""The languages whose documents are read; a language not listed has its numbers read, but not its words."""


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
    return tuple(
        word
        for one in LANGUAGES
        for family, words in one.families.items()
        if not families or family in families
        for word in words
    )


def labelled(*families: str) -> str:
    """The same as a pattern, the longer words first, for use inside a group.

    >>> labelled("annex", "part")
    'annexe|annex|part'
    """
    return "|".join(map(re.escape, sorted(spellings(*families), key=lambda word: (-len(word), word))))


def family_of(word: str) -> str:
    """The sort of label that a word opens, in whatever case it is printed. Raises KeyError for others."""
    return _FAMILIES[word.casefold()]


_FAMILIES = {word: family for one in LANGUAGES for family, words in one.families.items() for word in words}
