"""One version made ready for alignment: forms of each clause's words, the tree, titles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT
from mouarchive.comparing.normalise import comparison_form, confusion_form, has_redaction, is_all_redacted
from mouarchive.comparing.worddiff import Letters
from mouarchive.model import Clause

__all__ = ["FRAGILE", "ROOT", "Forms", "Side", "prepare"]

ROOT = -1
"""Index that stands for the document itself, parent of its outermost clauses."""

FINITE = frozenset(
    ("is", "are", "was", "were", "be", "shall", "must", "may", "will", "should", "has", "have", "does", "do")
)
"""Verbs that make a sentence of a few words: "Data shall be kept 2 days" is no item as "Date of birth" is."""

FRAGILE = frozenset(("annex", "part", "unnumbered", "front"))
"""Kinds of containers whose titles reading most easily misses, or takes for one."""

_RUN_IN = re.compile(r"\s*([A-Z][^.:;\n]{2,60}?)(?:\.|:| [-–—])\s+(?=\S)")  # noqa: RUF001 - dashes as printed
_DEFINED = re.compile(
    r"\s*[\"“'‘]([^\"”’]{2,60})[\"”'’]\s*(?:\([^)]{0,40}\)\s*)?"  # noqa: RUF001 - quotes as printed
    r"(?:means|shall mean|has the|have the|includes|is|are)\b"
)
_GENERIC = frozenset(
    ("note", "notes", "example", "examples", "for example", "e.g", "n.b", "nb", "where", "and", "or")
) | {"general", "other"}


class Forms(msgspec.Struct, frozen=True):
    """What is derived from a clause's words alone, so that equal words are worked out once.

    `code` has one letter for each word of `form`; `confusion` is worked out for texts of an item's length
    only.
    """

    form: str
    words: tuple[str, ...]
    code: str
    title: str | None
    confusion: str
    redacted: bool
    hidden: bool
    raw: str


class Side(msgspec.Struct, frozen=True):
    """One version: clauses in order, each known by its index; ROOT is the document."""

    clauses: tuple[Clause, ...]
    forms: tuple[Forms, ...]
    parent: tuple[int, ...]
    children: dict[int, tuple[int, ...]]
    rank: tuple[int, ...]
    short: tuple[bool, ...]
    label: tuple[str, ...]
    counted: dict[int, Counter[str]]

    def __len__(self) -> int:
        return len(self.clauses)

    def contents(self, above: int) -> Counter[str]:
        """Comparison forms of all that a container holds, at any depth, with how often each stands there."""
        if above not in self.counted:
            found = Counter(self.forms[below].form for below in self.children[above])
            for below in self.children[above]:
                if below in self.children:
                    found.update(self.contents(below))
            self.counted[above] = found
        return self.counted[above]

    def lists(self) -> tuple[int, ...]:
        """Indexes of the clauses that contain others, in document order."""
        return tuple(sorted(parent for parent in self.children if parent != ROOT))


def _title(clause: Clause) -> str | None:
    """Its heading, the title run into its first line, or the term it defines: what outlives its text."""
    text = clause.heading or ""
    if not text:
        found = _DEFINED.match(clause.text) or _RUN_IN.match(clause.text)
        if found is None or len(found[1].split()) > ALIGNMENT.title_words:
            return None
        text = found[1]
    title = comparison_form(text)
    return None if not title or title in _GENERIC else title


def _forms(clause: Clause, letters: Letters) -> Forms:
    form = comparison_form(clause.words)
    words = tuple(form.split())
    raw = clause.words
    confusion = confusion_form(raw) if len(form) <= 2 * ALIGNMENT.item_letters else ""
    return Forms(
        form,
        words,
        letters.encode(words),
        _title(clause),
        confusion,
        has_redaction(raw),
        is_all_redacted(raw),
        raw,
    )


def prepare(clauses: Sequence[Clause], letters: Letters, known: dict[tuple[str | None, str], Forms]) -> Side:
    """Work out one side; `letters` and `known` are shared by both sides of one comparison."""
    where: dict[str, int] = {}
    for index, clause in enumerate(clauses):
        where.setdefault(clause.eid, index)
    forms: list[Forms] = []
    parent: list[int] = []
    children: defaultdict[int, list[int]] = defaultdict(list)
    rank: list[int] = []
    for index, clause in enumerate(clauses):
        key = (clause.heading, clause.text)
        if key not in known:
            known[key] = _forms(clause, letters)
        forms.append(known[key])
        above = where.get(clause.parent, ROOT) if clause.parent is not None else ROOT
        above = ROOT if above >= index else above  # a parent stands before its children
        parent.append(above)
        rank.append(len(children[above]))
        children[above].append(index)
    short = tuple(
        index not in children
        and not clauses[index].heading
        and (
            len(forms[index].words) <= ALIGNMENT.item_words
            or (
                len(forms[index].form) <= ALIGNMENT.item_letters
                and FINITE.isdisjoint(forms[index].form.split())
            )
        )
        for index in range(len(clauses))
    )
    labels = tuple(comparison_form(clause.label) for clause in clauses)
    tree = {above: tuple(below) for above, below in children.items()}
    return Side(tuple(clauses), tuple(forms), tuple(parent), tree, tuple(rank), short, labels, {})
