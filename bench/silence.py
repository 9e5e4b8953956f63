"""Nothing is passed over in silence: one word of a random line changed, wherever it stands, is it shown?

    python -m bench.silence [--trials N] [--keep] [NAME ...]

For each document of the corpus and of the made set some lines are drawn, and in each, by itself, one word is
written backwards: the document so changed is compared with itself. Printed by the place of the word (a
clause, a kind of passage, what is set aside and as what): how many of the changed words the comparison shows
as inserted, how many a search for the new word finds, and how many other changes it shows besides.
Furniture is not compared, and counted to be told; a word that stands nowhere is lost.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bench._documents import read_all
from bench._made import documents as made_documents
from bench._outside import at_hand, publish
from msgspec.structs import replace

from mouarchive.clauses import segment
from mouarchive.comparing import compare, phrase_index
from mouarchive.comparing.phrases import find_exact
from mouarchive.model import FURNITURE, ChangeKind, Comparison, Document, Line, Op, Segmentation

__all__ = ["Trial", "table", "trials"]

LOST, UNREAD = "lost", "unreadable"
_WORD = re.compile(r"[^\W\d_]{5,}")


class Trial(NamedTuple):
    """One changed word: where it stands after the change, and what is said of it."""

    document: str
    page: int
    old: str
    new: str
    place: str
    shown: bool
    found: bool
    others: int


def trials(name: str, document: Document, number: int) -> Iterator[Trial]:
    """Change one word of so many lines, one at a time; the same lines each time for the same document."""
    dice = random.Random(f"{name} {document.sha256}")  # noqa: S311 - a sample
    before = segment(document)
    spots = [
        (page, row, found)
        for page, sheet in enumerate(document.pages)
        for row, line in enumerate(sheet.lines)
        for found in [_words(line, sheet.lines[row - 1] if row else None)]
        if found
    ]
    for page, row, words in sorted(dice.sample(spots, min(number, len(spots))), key=lambda spot: spot[:2]):
        word = dice.choice(words)
        new = _backwards(word[0])
        if new == word[0]:
            continue
        after = segment(_with(document, page, row, word, new))
        told = compare(before.clauses, after.clauses)
        place = _place(after, new)
        shown = _shows(told, new)
        others = sum(one.kind is not ChangeKind.UNCHANGED for one in told.changes) - shown
        found = place in FURNITURE | {UNREAD} or _found(after, new)
        yield Trial(name, page + 1, word[0], new, place, shown, found, others)


def _words(line: Line, above: Line | None) -> list[re.Match[str]]:
    """The whole words of a line: no half of a word that is parted at a line's end."""
    first = len(line.text) - len(line.text.lstrip())
    last = len(line.text.rstrip().rstrip("-\u00ad\u2010"))
    parted = above is not None and above.text.rstrip().endswith(("-", "\u00ad", "\u2010"))
    return [
        word
        for word in _WORD.finditer(line.text)
        if not (parted and word.start() == first) and not (line.hyphen and word.end() == last)
    ]


def _backwards(word: str) -> str:
    """A word of the same length and look that stands in no document: its letters backwards, and doubtful."""
    turned = word.lower()[::-1].replace("e", "u").replace("t", "k")
    return turned.upper() if word.isupper() else turned.title() if word[0].isupper() else turned


def _with(document: Document, page: int, row: int, word: re.Match[str], new: str) -> Document:
    """The document with one word written otherwise; nothing else moves, since the word is as long."""
    sheet = document.pages[page]
    line = sheet.lines[row]
    changed: Line = replace(line, text=line.text[: word.start()] + new + line.text[word.end() :])
    lines = (*sheet.lines[:row], changed, *sheet.lines[row + 1 :])
    pages = (*document.pages[:page], replace(sheet, lines=lines), *document.pages[page + 1 :])
    return replace(document, pages=pages)


def _place(cut: Segmentation, word: str) -> str:
    """Where a word stands: clause, a kind of passage, the role of what is set aside, or nowhere."""
    for clause in cut.clauses:
        if _holds(clause.words, word) or _holds(clause.label, word):
            return clause.kind if clause.passage else "clause"
    return next((one.role for one in cut.asides if _holds(one.text, word)), LOST)


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word, hyphens and spaces at line ends aside."""
    return _solid(word) in _solid(text)


def _solid(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _shows(told: Comparison, word: str) -> bool:
    """Whether a change holds the word in its newer text, and shows some of it as inserted."""
    return any(
        one.kind is not ChangeKind.UNCHANGED
        and one.new is not None
        and _holds(f"{one.new.label} {one.new.words}", word)
        and any(part.op is Op.INSERT and part.text.strip() for part in one.diff)
        for one in told.changes
    )


def _found(cut: Segmentation, word: str) -> bool:
    """Whether a trace of the word finds it."""
    return bool(list(find_exact(word, phrase_index(cut.clauses))))


def table(found: Iterable[Trial]) -> list[str]:
    """A row a place, one for all text that is compared, then each word not shown, not found or lost."""
    rows: dict[str, list[Trial]] = defaultdict(list)
    for one in found:
        rows[one.place].append(one)
    compared = [one for place, some in rows.items() if place not in FURNITURE | {UNREAD} for one in some]
    lines = [f"{'place of the changed word':28}{'words':>7}{'shown':>8}{'found':>8}{'other changes':>15}"]
    ordered = sorted(rows.items(), key=lambda row: (row[0] in FURNITURE, row[0] != "clause", row[0]))
    for place, some in [*ordered, ("all that is compared", compared)]:
        furniture = place in FURNITURE or place == UNREAD
        shown = "-" if furniture else f"{sum(one.shown for one in some) / len(some):.1%}" if some else "-"
        hit = "-" if furniture else f"{sum(one.found for one in some) / len(some):.1%}" if some else "-"
        lines.append(f"{place:28}{len(some):7}{shown:>8}{hit:>8}{sum(one.others for one in some):15}")
    lines += [
        f"  {'not shown' if not one.shown else 'not found'}: {one.document} p. {one.page}: {one.old} "
        f"-> {one.new} ({one.place})"
        for one in compared
        if not (one.shown and one.found)
    ]
    noisy = Counter(one.document for one in compared if one.others)
    if noisy:
        named = ", ".join(f"{name} {count}" for name, count in noisy.most_common(12))
        lines.append(f"  documents in which a changed word brought other changes: {named}")
    return lines


def _documents(names: Iterable[str]) -> Iterator[tuple[str, Document]]:
    corpus = at_hand("MOUARCHIVE_CORPUS", "corpus")
    paths = sorted((corpus / "pdf").glob("*.pdf")) if corpus else []
    named: list[tuple[str, Document]] = [(path.stem, document) for path, document in read_all(paths).items()]
    named += [(f"made {one.text} {one.version} {one.layout}", document) for one, document in made_documents()]
    wanted = list(names)
    yield from (one for one in named if not wanted or any(part in one[0] for part in wanted))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.silence", description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", help="only documents with one of these in their names")
    parser.add_argument("--trials", type=int, default=20, metavar="N", help="changed words a document")
    parser.add_argument("--keep", action="store_true", help="keep the table in bench/results/silence.txt")
    asked = parser.parse_args()
    found = list(
        itertools.chain.from_iterable(
            trials(name, document, asked.trials) for name, document in _documents(asked.names)
        )
    )
    if not found:
        sys.exit("no document at hand")
    text = "\n".join(table(found))
    if asked.keep:
        publish("silence", text)
    else:
        print(text)


if __name__ == "__main__":
    main()
