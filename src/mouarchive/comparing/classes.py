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
    confusion_form,
    cosmetic_form,
    has_redaction,
    is_all_redacted,
    only_redaction_differs,
    same_layout,
    shown_by_newer,
)
from mouarchive.comparing.worddiff import redline
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, DiffPart, Op

__all__ = ["alone", "classify", "difference", "mark_covered", "why_class"]

_READABLE = frozenset(
    (ChangeClass.COSMETIC, ChangeClass.OCR_LIKE, ChangeClass.REWRITTEN, ChangeClass.SUBSTANTIVE)
)


def alone(clause: Clause) -> ChangeClass:
    """The class of a change to a clause that has no counterpart."""
    return ChangeClass.REDACTION if is_all_redacted(clause.words) else ChangeClass.SUBSTANTIVE


def difference(
    before: Clause, after: Clause, similarity: float
) -> tuple[ChangeKind, ChangeClass | None, tuple[DiffPart, ...]]:
    """Whether two paired clauses differ, in what sort of way, and the redline that shows it.

    `similarity` is 0..1 on words.
    """
    if before.words == after.words:
        return ChangeKind.UNCHANGED, None, redline(before.words, after.words)
    diff = redline(before.words, after.words)
    if same_layout(before.words, after.words):
        return ChangeKind.UNCHANGED, ChangeClass.COSMETIC, diff
    sort = classify(before.words, after.words, similarity, diff)
    if not may_be_misread(before, after, sort):
        return ChangeKind.MODIFIED, sort, diff
    reading = judge(_edits(diff), {*before.unsure, *after.unsure})
    if reading is Reading.MISREAD:
        return ChangeKind.UNCHANGED, ChangeClass.OCR_LIKE, diff
    possible = reading is Reading.POSSIBLE or same_words(before.words, after.words)
    return ChangeKind.MODIFIED, ChangeClass.OCR_LIKE if possible else sort, diff


def classify(old: str, new: str, similarity: float, diff: Sequence[DiffPart]) -> ChangeClass:
    """What sort of difference two texts have that differ in more than layout: the first rule that fits."""
    edits = list(_edits(diff)) if has_redaction(old) or has_redaction(new) else []
    if is_unredacted(old, new, edits):
        return ChangeClass.UNREDACTED
    if is_redaction(old, new, edits):
        return ChangeClass.REDACTION
    if is_cosmetic(old, new):
        return ChangeClass.COSMETIC
    if is_look_alike(old, new):
        return ChangeClass.OCR_LIKE
    return ChangeClass.REWRITTEN if is_rewritten(similarity) else ChangeClass.SUBSTANTIVE


def is_unredacted(old: str, new: str, edits: Sequence[tuple[str, str]]) -> bool:
    """Whether the newer text shows what the older blacks out, and nothing else differs."""
    return shown_by_newer(old, new) or (bool(edits) and all(starmap(shown_by_newer, edits)))


def is_redaction(old: str, new: str, edits: Sequence[tuple[str, str]]) -> bool:
    """Whether each text blacks out something that the other shows, or the newer does."""
    return only_redaction_differs(old, new) or (bool(edits) and all(starmap(only_redaction_differs, edits)))


def is_cosmetic(old: str, new: str) -> bool:
    """Whether two texts differ in case and punctuation alone."""
    return cosmetic_form(old) == cosmetic_form(new)


def is_look_alike(old: str, new: str) -> bool:
    """Whether two texts differ in letters alone that a scanner confuses."""
    return confusion_form(old) == confusion_form(new)


def is_rewritten(similarity: float) -> bool:
    """Whether too few words are in common (0..1) for a redline to say much."""
    return similarity < COMPARING.rewritten


def may_be_misread(before: Clause, after: Clause, sort: ChangeClass) -> bool:
    """Whether a side was read from a picture, and what differs are words, not what is blacked out."""
    return (before.ocr or after.ocr) and sort in _READABLE


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
    if change.change_class is None:
        return ""
    if CLASSES.covered.name in change.rule:
        return f"{change.change_class}: {CLASSES.covered.reason}"
    if not (change.old and change.new):
        return ""
    if change.change_class is ChangeClass.SUBSTANTIVE:
        return "substantive: words differ, and no other class explains it"
    if same_layout(change.old.words, change.new.words):
        return "cosmetic: only white space, quotation marks, dashes, ligatures or hyphens at line ends differ"
    rules = [rule for _, rule in CLASSES.all() if rule.name == change.change_class]
    scanned = change.old.ocr or change.new.ocr
    rule = rules[-1 if len(rules) == 1 or not scanned else 1]
    less = f" ({change.similarity:.0%} in common)" if change.change_class is ChangeClass.REWRITTEN else ""
    return f"{change.change_class}: {rule.reason}{less}"
