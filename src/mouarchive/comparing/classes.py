"""What sort of difference a change is, each sort a named rule, and what a black box may cover.

On its own: what a difference is called is one concept, and which clauses are compared another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap

from msgspec.structs import replace

from mouarchive.comparing.comparing_rules import CLASSES, COMPARING
from mouarchive.comparing.misreadings import Reading, judge, same_words
from mouarchive.comparing.normalise import (
    has_redaction,
    is_all_redacted,
    only_redaction_differs,
    same_layout,
    shown_by_newer,
    without_marks,
)
from mouarchive.comparing.worddiff import redline
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, DiffPart, Op

__all__ = ["alone", "classify", "difference", "mark_covered", "why_class"]


def alone(clause: Clause) -> ChangeClass:
    """The class of a change to a clause that has no counterpart."""
    return ChangeClass.REDACTION if is_all_redacted(clause.words) else ChangeClass.SUBSTANTIVE


def difference(
    before: Clause, after: Clause, similarity: float
) -> tuple[ChangeKind, ChangeClass | None, tuple[DiffPart, ...]]:
    """Whether two paired clauses differ, in what sort of way, and the redline that shows it.

    `similarity` is 0..1 on words. What is not proved to be typography is a change.
    """
    diff = redline(before.words, after.words)
    if before.words == after.words:
        return ChangeKind.UNCHANGED, None, diff
    sort = classify(before, after, similarity, diff)
    same = sort is ChangeClass.COSMETIC or (
        sort is ChangeClass.OCR_LIKE and is_surely_misread(before, after, diff)
    )
    return (ChangeKind.UNCHANGED if same else ChangeKind.MODIFIED), sort, diff


def classify(before: Clause, after: Clause, similarity: float, diff: Sequence[DiffPart]) -> ChangeClass:
    """What sort of difference two clauses have whose words differ: the first rule that fits."""
    if is_cosmetic(before, after):
        return ChangeClass.COSMETIC
    old, new = before.words, after.words
    edits = list(_edits(diff)) if has_redaction(old) or has_redaction(new) else []
    if is_unredacted(old, new, edits):
        return ChangeClass.UNREDACTED
    if is_redaction(old, new, edits):
        return ChangeClass.REDACTION
    if is_misread(before, after, diff):
        return ChangeClass.OCR_LIKE
    if is_punctuation(before, after):
        return ChangeClass.PUNCTUATION
    return ChangeClass.REWRITTEN if is_rewritten(similarity) else ChangeClass.SUBSTANTIVE


def is_cosmetic(before: Clause, after: Clause) -> bool:
    """Whether typography alone differs: glyphs of quotation marks and dashes, spaces, ligatures, line ends.

    And capitals in the heading, nowhere else. Asked first: where it holds, nothing is hidden or misread.
    """
    return same_layout(*_headed_alike(before, after))


def is_unredacted(old: str, new: str, edits: Sequence[tuple[str, str]]) -> bool:
    """Whether the newer text shows what the older blacks out, and nothing else differs."""
    return shown_by_newer(old, new) or (bool(edits) and all(starmap(shown_by_newer, edits)))


def is_redaction(old: str, new: str, edits: Sequence[tuple[str, str]]) -> bool:
    """Whether each text blacks out something that the other shows, or the newer does."""
    return only_redaction_differs(old, new) or (bool(edits) and all(starmap(only_redaction_differs, edits)))


def is_misread(before: Clause, after: Clause, diff: Sequence[DiffPart]) -> bool:
    """Whether a side was read by OCR, and every differing word is one that it may have misread."""
    if not (before.ocr or after.ocr):
        return False
    return _read(before, after, diff) is not Reading.CHANGE or same_words(before.words, after.words)


def is_surely_misread(before: Clause, after: Clause, diff: Sequence[DiffPart]) -> bool:
    """Whether a scan's differing words are what OCR makes of the other text: no change of the document.

    Never where a figure, a sign or a word that binds differs: then a person looks at the page.
    """
    return (before.ocr or after.ocr) and _read(before, after, diff) is Reading.MISREAD


def _read(before: Clause, after: Clause, diff: Sequence[DiffPart]) -> Reading:
    return judge(_edits(diff), {*before.unsure, *after.unsure})


def is_punctuation(before: Clause, after: Clause) -> bool:
    """Whether only commas, full stops, semicolons, colons, brackets or quotation marks come or go."""
    return same_layout(*map(without_marks, _headed_alike(before, after)))


def is_rewritten(similarity: float) -> bool:
    """Whether too few words are in common (0..1) for a redline to say much."""
    return similarity < COMPARING.rewritten


def _headed_alike(before: Clause, after: Clause) -> tuple[str, str]:
    """The words of both, the older with the newer's heading where the two differ in capitals alone.

    A list's item has no heading that a typesetter would set in capitals: "Personal Data" is a term there.
    """
    if not before.heading or not after.heading or "item" in {before.kind, after.kind}:
        return before.words, after.words
    if before.heading == after.heading or not same_layout(
        *map(str.casefold, (before.heading, after.heading))
    ):
        return before.words, after.words
    return replace(before, heading=after.heading).words, after.words


def _edits(diff: Sequence[DiffPart]) -> Iterator[tuple[str, str]]:
    """The places that differ in more than layout: the older words and the newer ones."""
    gone = come = ""
    for part in (*diff, DiffPart(Op.EQUAL, "")):
        if part.op is Op.DELETE:
            gone += part.text
        elif part.op is Op.INSERT:
            come += part.text
        else:
            if (gone or come) and not same_layout(gone, come):
                yield gone, come
            gone = come = ""


# ------------------------------------------------------------------ what a black box may cover
#
# 15.2  The following items are passed on:        15.2  The following items are passed on:
# 15.2.1  Surname                                       [redacted]
# 15.2.2  Address


def mark_covered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, with class redaction for those that a black box in the other version may explain.

    It does where the clause that holds them is blacked out there in its own words, and not here, or holds
    there a clause of nothing but a blacked-out span. The kind stays: what two texts show is all it says.
    """
    held = {(side, one.eid): other for side, one, other in _pairs(changes)}
    boxes = {
        (side, clause.parent): clause
        for change in changes
        for side, clause in ((0, change.old), (1, change.new))
        if clause is not None and (change.old is None or change.new is None) and is_all_redacted(clause.words)
    }
    return tuple(_marked(change, held, boxes) for change in changes)


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[int, Clause, tuple[Clause, Clause]]]:
    """Each paired clause by its side (0 old, 1 new), with itself and its counterpart."""
    for change in changes:
        if change.old is not None and change.new is not None and not change.carried:
            yield 0, change.old, (change.old, change.new)
            yield 1, change.new, (change.new, change.old)


def _marked(
    change: Change,
    held: dict[tuple[int, str], tuple[Clause, Clause]],
    boxes: dict[tuple[int, str | None], Clause],
) -> Change:
    alone = change.old or change.new
    if (change.old and change.new) or alone is None or alone.parent is None:
        return change
    if change.split_from or change.merged_into or has_redaction(alone.words):
        return change
    box = covering_box(0 if change.old else 1, alone.parent, held, boxes)
    if box is None:
        return change
    rule = f"{change.rule}; {CLASSES.covered.name} in {box.eid}"
    return replace(change, change_class=ChangeClass.REDACTION, rule=rule)


def covering_box(
    side: int,
    above: str,
    held: Mapping[tuple[int, str], tuple[Clause, Clause]],
    boxes: Mapping[tuple[int, str | None], Clause],
) -> Clause | None:
    """The black box of the other version under which a clause may stand that `above` holds on this side."""
    if (side, above) not in held:
        return None
    here, there = held[side, above]
    own = has_redaction(there.words) and not has_redaction(here.words)
    return there if own else boxes.get((1 - side, there.eid))


def why_class(change: Change) -> str:
    """Why a change has its class, as a sentence without a full stop; empty where there is nothing to say."""
    sort = change.change_class
    if sort is None:
        return ""
    if CLASSES.covered.name in change.rule:
        return f"{sort}: {CLASSES.covered.reason}"
    if not (change.old and change.new):
        return ""
    if sort is ChangeClass.SUBSTANTIVE:
        return "substantive: words differ, and no other class explains it"
    rules = [rule for _, rule in CLASSES.all() if rule.name == sort]
    less = f" ({change.similarity:.0%} in common)" if sort is ChangeClass.REWRITTEN else ""
    same = change.kind is ChangeKind.UNCHANGED and sort is ChangeClass.OCR_LIKE
    return f"{sort}: {CLASSES.surely_misread.reason if same else rules[0].reason}{less}"
