"""Every letter of a document is in a clause, a passage, furniture, or said to be unread: is it?

    python -m bench.letters [NAME ...]

For each document of the corpus: letters of its pages (characters that are no white space), how many stand in
clauses, in passages, in furniture, on pages that cannot be relied on; how many are in none of these; and how
many letters and figures of the lines are missing from, or are too many in, the texts of clauses and passages
(the marks of footnotes that were found are left out of both).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from bench._documents import read_all
from bench._outside import outside, publish

from mouarchive.clauses import segment
from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Document, Segmentation

__all__ = ["row", "table"]

COLUMNS = ("letters", "clauses", "passages", "furniture", "unread", "lost", "text")
WIDTH = 11
HEAD = f"{'document':40}" + "".join(f"{name:>{WIDTH}}" for name in COLUMNS)


def row(name: str, document: Document) -> tuple[str, int]:
    """One line on a document, and how many of its letters are lost, in counting or in the texts."""
    found = segment(document)
    seen = found.coverage
    furniture = sum(count for _, count in seen.aside)
    lost = seen.letters - seen.clauses - seen.passages - furniture - seen.unread
    text = missing(document, found)
    figures = (seen.letters, seen.clauses, seen.passages, furniture, seen.unread, lost, text)
    line = f"{name:40}" + "".join(f"{count:{WIDTH}}" for count in figures)
    return line, abs(lost) + text


def missing(document: Document, found: Segmentation) -> int:
    """How many letters and figures of the lines are not in the texts, or the other way round."""
    layout = sort_lines(document)
    unread = {aside.page for aside in found.asides if aside.role == "unreadable"}
    body = drop_footnote_marks(layout.body, layout.apart)
    lines = [item.line.text for item in body if item.line.page not in unread]
    lines += [line.text for one in layout.apart if one.page not in unread for line in one.lines]
    texts = [part for one in found.clauses for part in (one.label, one.heading or "", one.text)]
    before, after = _letters(lines), _letters(texts)
    return (before - after).total() + (after - before).total()


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(mark for text in texts for mark in text if mark.isalnum())


def table(names: Iterable[str]) -> str:
    """The lines of all documents of the corpus whose names contain one of these, all where none is given."""
    wanted = list(names)
    pdfs = sorted((outside("MOUARCHIVE_CORPUS", "corpus") / "pdf").glob("*.pdf"))
    pdfs = [pdf for pdf in pdfs if not wanted or any(name in pdf.stem for name in wanted)]
    rows = [row(pdf.stem, document) for pdf, document in read_all(pdfs).items()]
    total = sum(lost for _, lost in rows)
    return "\n".join([HEAD, *(line for line, _ in rows), f"letters lost: {total} in {len(rows)} documents"])


def main() -> None:
    """Print the table, and keep it where it is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names
    if names:
        print(table(names))
    else:
        publish("letters", table(()))


if __name__ == "__main__":
    main()
