"""Print how small edits of agreements are named, by kind: legal ones, typographic ones, drafting ones.

Example:
    python -m bench.edits                 # 10,000 legal, 5,000 typographic, 2,000 drafting edits
    python -m bench.edits --keep          # the same, kept under bench/results
    python -m bench.edits --size 300 -v   # fewer, with those that went wrong in sentences not kept apart
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bench._outside import ROOT, publish
from bench.alignment import sentences
from bench.edits import drafting
from bench.edits.marks import LEGAL, TYPOGRAPHIC, Edit

from mouarchive.comparing import compare
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause

LEAST, SMALL, DRAFTED = 10_000, 0.5, 0.2
"""Legal edits, and for each of them so many typographic and drafting ones."""
TOGETHER = 12
"""Clauses of one made document, each with one edit."""
LESSER = frozenset((None, ChangeClass.COSMETIC, ChangeClass.OCR_LIKE))


class Row(NamedTuple):
    """How many edits of one kind were made and how many of them went wrong, in seen and in kept sentences."""

    kind: str
    seen: tuple[int, int]
    kept: tuple[int, int]
    wrong: tuple[str, ...] = ()


@cache
def hosts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences of agreements that never existed, and every third of them, kept apart by its letters."""
    rng = random.Random("hosts")  # noqa: S311 - made-up text
    found = {sentences.sentence(rng) for _ in range(600)}
    for path in sorted((ROOT / "scripts" / "made").glob("*.md")):
        for line in path.read_text("utf-8").splitlines():
            text = line.rpartition("] ")[2].lstrip("#-<>0123456789 ")
            if len(text.split()) > 8 and text.endswith("."):
                found.add(text)
    apart = {text for text in found if hashlib.sha256(text.encode()).digest()[0] % 3 == 2}
    return tuple(sorted(found - apart)), tuple(sorted(apart))


def marked(edits: Mapping[str, Edit], size: int, wrong: Callable[[Change | None], bool]) -> Iterator[Row]:
    """Edits of texts by kind, twelve clauses to a document."""
    each = -(-size // len(edits))
    for kind, edit in edits.items():
        counts, shown = [], []
        for at, share in enumerate((each - each // 3, each // 3)):
            rng = random.Random(f"{kind} {at}")  # noqa: S311 - made-up text
            made = list(_made(edit, rng, hosts()[at], share))
            bad = [pair for pair, change in _compared(made) if wrong(change)]
            counts.append((len(made), len(bad)))
            shown += bad if not at else []
        yield Row(kind, counts[0], counts[1], tuple(map(repr, shown)))


def _made(edit: Edit, rng: random.Random, texts: Sequence[str], share: int) -> Iterator[tuple[str, str]]:
    made = 0
    while made < share:
        pair = edit(rng, rng.choice(texts))
        if pair is not None and pair[0] != pair[1]:
            made += 1
            yield pair


def _compared(
    pairs: Sequence[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], Change | None]]:
    """What each pair of texts was found to be, as clauses of one document; None where they were no pair."""
    for start in range(0, len(pairs), TOGETHER):
        group = pairs[start : start + TOGETHER]
        sides = [[_clause(str(at), pair[side]) for at, pair in enumerate(group)] for side in (0, 1)]
        found = {c.new.eid: c for c in compare(*sides).changes if c.old and c.new and c.old.eid == c.new.eid}
        yield from ((pair, found.get(str(at))) for at, pair in enumerate(group))


def _clause(eid: str, text: str) -> Clause:
    return Clause(f"{eid}", eid, None, text, 1, 1)


def headings(size: int) -> Row:
    """Headings set in capitals, in small letters or with capitals of words: no change."""
    counts = []
    for at, share in enumerate((size - size // 3, size // 3)):
        rng, bad = random.Random(f"headings {at}"), 0  # noqa: S311 - made-up text
        for _ in range(share):
            title, text = sentences.heading(rng), rng.choice(hosts()[at])
            forms = rng.sample((title, title.upper(), title.title(), title.capitalize()), 2)
            sides = [[Clause("1", "1", form, text, 1, 1)] for form in forms]
            bad += compare(*sides).changes[0].kind is not ChangeKind.UNCHANGED
        counts.append((share, bad))
    return Row("capitals of headings", *counts)


def drafted(size: int) -> Iterator[Row]:
    """Drafting edits by kind: all tags that the kind must have, and no other."""
    each = -(-size // len(drafting.KINDS))
    for kind, about in drafting.KINDS.items():
        counts, shown = [], []
        for at, share in enumerate((each - each // 3, each // 3)):
            rng, bad = random.Random(f"{kind} {at}"), 0  # noqa: S311 - made-up text
            for _ in range(share):
                made = drafting.make(kind, rng, unseen=bool(at))
                found = [c for c in compare(made.old, made.new).changes if c.kind is not ChangeKind.UNCHANGED]
                tags = {tag.value for change in found for tag in change.tags}
                if tags != set(about.tags):
                    bad += 1
                    shown += [] if at else [f"{sorted(tags)}: {_said(found)}"]
            counts.append((share, bad))
        yield Row(f"{kind} ({', '.join(about.tags)})", counts[0], counts[1], tuple(shown))


def _said(changes: Sequence[Change]) -> str:
    return " | ".join(
        f"{change.old.text if change.old else ''} -> {change.new.text if change.new else ''}"
        for change in changes
    )


def is_lesser(change: Change | None) -> bool:
    """Whether a legal edit was called unchanged, cosmetic or a misreading."""
    return change is not None and (change.kind is ChangeKind.UNCHANGED or change.change_class in LESSER)


def is_change(change: Change | None) -> bool:
    """Whether a typographic edit was called a change."""
    return change is None or change.kind is not ChangeKind.UNCHANGED


def table(title: str, rows: Sequence[Row]) -> str:
    """Rows as text, with their sum."""
    total = Row("all", *(tuple(map(sum, zip(*(row[at] for row in rows), strict=True))) for at in (1, 2)))  # type: ignore[arg-type]
    lines = [title, f"{'kind':44}{'edits':>8}{'wrong':>8}{'kept apart':>12}{'wrong':>8}"]
    lines += [f"{r.kind:44}{r.seen[0]:8,}{r.seen[1]:8,}{r.kept[0]:12,}{r.kept[1]:8,}" for r in (*rows, total)]
    return "\n".join(lines)


def tables(size: int) -> list[tuple[str, list[Row]]]:
    """The three tables for so many legal edits."""
    small = round(size * SMALL)
    return [
        (
            "Edits that carry the law, called unchanged, cosmetic or ocr-like",
            list(marked(LEGAL, size, is_lesser)),
        ),
        (
            "Edits of the typesetter, called changes",
            [*marked(TYPOGRAPHIC, small, is_change), headings(-(-small // len(TYPOGRAPHIC)))],
        ),
        ("Edits of drafters, with other tags than these", list(drafted(round(size * DRAFTED)))),
    ]  # fmt: skip


def main() -> None:
    """Print the tables, and keep them where that is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=LEAST, help="how many legal edits")
    parser.add_argument("--keep", action="store_true", help="keep the tables in bench/results/edits.txt")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what went wrong")
    asked = parser.parse_args()
    made = tables(asked.size)
    text = "\n\n".join(table(title, rows) for title, rows in made)
    print(text)
    if asked.verbose:
        for _, rows in made:
            for row in rows:
                print(*(f"\n{row.kind}: {one}" for one in row.wrong[:6]), sep="")
    if asked.keep:
        publish("edits", text)


if __name__ == "__main__":
    main()
