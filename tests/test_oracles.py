"""What publishers say they changed must be what we find changed: redlines and change proposals as oracles."""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path

import pytest

from mouarchive.clauses.segment import segment
from mouarchive.comparing.comparison import compare
from mouarchive.model import ChangeKind, Comparison, Document, Op, Segmentation
from mouarchive.reading.process.parent import read_pdf

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

WORD = re.compile(r"[^\W_]+")


@functools.cache
def document(path: Path) -> Document:
    return read_pdf(path, ocr=False)


@functools.cache
def parts(path: Path) -> Segmentation:
    return segment(document(path))


@functools.cache
def comparison(old: Path, new: Path) -> Comparison:
    return compare(parts(old).clauses, parts(new).clauses)


def words(text):
    return [word.casefold() for word in WORD.findall(text.replace("\u200b", "").replace("\xad", ""))]


def text(path):
    """The words of a file in reading order, page headers and footers left out."""
    furniture = Counter(
        aside.text.strip()
        for aside in parts(path).asides
        if aside.role in {"header", "footer", "page-number"}
    )
    lines = [line.text for page in document(path).pages for line in page.lines]
    return [word for line in lines if line.strip() not in furniture for word in words(line)]


def net(gone, come):
    """What was deleted and inserted in the end: words that only changed their place cancel out."""
    return gone - come, come - gone


def observed(old, new):
    """The words that our redline marks as deleted and as inserted."""
    marked = {Op.DELETE: Counter(), Op.INSERT: Counter()}
    for change in comparison(old, new).changes:
        if change.kind is not ChangeKind.UNCHANGED:
            for part in change.diff:
                if part.op is not Op.EQUAL:
                    marked[part.op].update(words(part.text))
    return net(marked[Op.DELETE], marked[Op.INSERT])


def declared(corpus, old, new):
    """The words that the publisher's redline holds beyond the newer version, and beyond the older one.

    A redline holds what stayed, what was deleted and what was inserted, each once, in the line or in balloons
    at the margin; beside these its software writes "Deleted".
    """
    both = Counter(text(corpus / f"le-sa-diff-{old}-{new}.pdf"))
    del both["deleted"]
    after, before = (Counter(text(corpus / f"le-sa--{label}.pdf")) for label in (new, old))
    return net(both - after, both - before)


def share(part, whole):
    return (part & whole).total() / part.total() if part else 1.0


def fours(sequence):
    """Every four words that stand one after the other."""
    return {tuple(sequence[at : at + 4]) for at in range(len(sequence) - 3)}


PAIRS = [("v1.3", "v1.4"), ("v1.4", "v1.5"), ("v1.5", "v1.6"), ("v1.6", "v1.7"), ("v1.7", "v1.8")]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_our_changed_words_are_the_publishers(corpus, old, new):
    """What we show as deleted or inserted the publisher's own redline shows too, and the other way round.

    Not all of it: a redline cuts what stands in a long balloon, and holds the numbers of new items.
    """
    found = observed(corpus / f"le-sa--{old}.pdf", corpus / f"le-sa--{new}.pdf")
    for mine, publisher in zip(found, declared(corpus, old, new), strict=True):
        assert share(mine, publisher) >= 0.93
        assert share(publisher, mine) >= 0.94


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_our_changed_passages_stand_in_the_publishers_redline(corpus, old, new):
    """Of what we show as inserted nearly every four words running stand in the redline, too.

    Of what we show as deleted fewer must: the publisher's tool may keep a word in the midst of it.
    """
    shown = fours(text(corpus / f"le-sa-diff-{old}-{new}.pdf"))
    changes = comparison(corpus / f"le-sa--{old}.pdf", corpus / f"le-sa--{new}.pdf").changes
    for op, least in ((Op.INSERT, 0.93), (Op.DELETE, 0.75)):
        mine = [
            four for change in changes if change.kind is not ChangeKind.UNCHANGED
            for part in change.diff if part.op is op for four in fours(words(part.text))
        ]  # fmt: skip
        assert sum(four in shown for four in mine) >= least * len(mine)


# ------------------------------------------------------------------ proposals that state old and new wording

PROPOSALS = [("fpki-change-2304", "v2.4", "v2.5"), ("fpki-change-2306", "v2.5", "v2.6")]


def proposed(path):
    """The part of a change proposal that states the wording: its words, and the numbers of its clauses."""
    lines = [line.text for page in document(path).pages for line in page.lines]
    first = next(at for at, line in enumerate(lines) if line.startswith("Specific Changes"))
    last = next(at for at, line in enumerate(lines) if line.startswith("Estimated Cost"))
    stated = lines[first + 1 : last]
    numbers = {found[1] for line in stated if (found := re.match(r"(\d+(?:\.\d+)+)\.? [A-Z]", line))}
    return words(" ".join(line for line in stated if not line.strip().isdigit())), numbers


@pytest.mark.parametrize(("proposal", "old", "new"), PROPOSALS)
def test_every_clause_of_a_proposal_is_found_changed(corpus, proposal, old, new):
    """The clauses whose new wording was declared are those in which we find changes."""
    found = comparison(corpus / f"fpki-common--{old}.pdf", corpus / f"fpki-common--{new}.pdf")
    changed = {c.new.eid for c in found.changes if c.kind is not ChangeKind.UNCHANGED and c.new}
    numbers = proposed(corpus / f"{proposal}.pdf")[1]

    assert len(numbers) >= 4
    assert not {number for number in numbers if not any(eid.startswith(number) for eid in changed)}


@pytest.mark.parametrize(("proposal", "old", "new"), PROPOSALS)
def test_the_declared_wording_is_found_in_our_changes(corpus, proposal, old, new):
    """Wording that is proposed and stands in one version alone is shown as inserted or as deleted.

    Nearly all of it: four words running may reach into the number of the next clause.
    """
    before, after = (corpus / f"fpki-common--{label}.pdf" for label in (old, new))
    stated = fours(proposed(corpus / f"{proposal}.pdf")[0])
    ours = [c for c in comparison(before, after).changes if c.kind is not ChangeKind.UNCHANGED]
    both = {
        Op.INSERT: (after, before, {four for c in ours if c.new for four in fours(words(c.new.words))}),
        Op.DELETE: (before, after, {four for c in ours if c.old for four in fours(words(c.old.words))}),
    }
    for op, (here, there, shown) in both.items():
        fresh = stated & fours(text(here)) - fours(text(there))
        marked = {word for c in ours for part in c.diff if part.op is op for word in words(part.text)}
        assert len(fresh) >= 5
        assert len(fresh & shown) >= 0.9 * len(fresh), sorted(fresh - shown)
        assert sum(any(word in marked for word in four) for four in fresh) >= 0.9 * len(fresh)
