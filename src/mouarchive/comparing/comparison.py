"""Two versions compared: every clause once, with what happened to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from mouarchive import deadline
from mouarchive.comparing.alignment import Alignment, ByHand, Pair, align, apart_note
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
from mouarchive.comparing.worddiff import COARSE_CHARACTERS, redline
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, DiffPart, Op, Warn

__all__ = ["classify", "compare"]

_REWRITTEN = 0.50
_READABLE = frozenset(
    (ChangeClass.COSMETIC, ChangeClass.OCR_LIKE, ChangeClass.REWRITTEN, ChangeClass.SUBSTANTIVE)
)


def compare(old: Sequence[Clause], new: Sequence[Clause], pairings: Iterable[ByHand] = ()) -> Comparison:
    """Every clause of two versions with what happened to it, in new order, removals where they stood.

    A clause is modified if and only if its words differ in more than layout (white space, quotes,
    ligatures, hyphens at line ends); where they differ in layout only it is unchanged, of class cosmetic.
    Two runs give the same result whatever the hash seed. `pairings` are what people decided about pairs of
    these clauses: they come before all else, and each clause they touch says so in its rule; one that cannot
    be carried out is a warning.
    """
    found = align(old, new, pairings)
    pairs = {pair.new: pair for pair in found.pairs}
    partner = {pair.old: pair.new for pair in found.pairs}
    gone = _removals_by_place(old, partner)
    changes: list[Change] = [_removed(old, new, found, i) for i in gone.get(-1, ())]
    for j, clause in enumerate(new):
        deadline.check()
        changes.append(_paired(old, new, pairs[j]) if j in pairs else _added(old, clause, found, j))
        changes.extend(_removed(old, new, found, i) for i in gone.get(j, ()))
    return Comparison(mark_covered(changes), (*found.decided.unusable, *_warnings(changes)))


def _removals_by_place(old: Sequence[Clause], partner: dict[int, int]) -> dict[int, list[int]]:
    """New clause after which to show unmatched old ones: the partner of what stood before them."""
    out: dict[int, list[int]] = {}
    after = -1
    for i in range(len(old)):
        if i in partner:
            after = partner[i]
        else:
            out.setdefault(after, []).append(i)
    return out


def _warnings(changes: Sequence[Change]) -> Iterator[Warn]:
    for change in changes:
        sides = [side for side in (change.old, change.new) if side is not None]
        if len(sides) > 1 and max(len(side.words) for side in sides) > COARSE_CHARACTERS:
            eid = sides[-1].eid
            message = (
                f"clause {eid} has over {COARSE_CHARACTERS:,} characters: compared by paragraphs, not words"
            )
            yield Warn("coarse-diff", message, sides[-1].page)


# ------------------------------------------------------------------ one change


def _added(old: Sequence[Clause], clause: Clause, found: Alignment, j: int) -> Change:
    origin = found.splits.get(j)
    rule = "no clause like it in the older version" if origin is None else f"split from {old[origin].eid}"
    return Change(
        ChangeKind.ADDED,
        None,
        clause,
        rule=rule + apart_note(found.decided.apart, None, j),
        change_class=_alone(clause),
        split_from=None if origin is None else old[origin].eid,
        diff=redline("", clause.words),
    )


def _removed(old: Sequence[Clause], new: Sequence[Clause], found: Alignment, i: int) -> Change:
    clause, goal = old[i], found.merges.get(i)
    rule = "no clause like it in the newer version" if goal is None else f"merged into {new[goal].eid}"
    return Change(
        ChangeKind.REMOVED,
        clause,
        None,
        rule=rule + apart_note(found.decided.apart, i, None),
        change_class=_alone(clause),
        merged_into=None if goal is None else new[goal].eid,
        diff=redline(clause.words, ""),
    )


def _alone(clause: Clause) -> ChangeClass:
    return ChangeClass.REDACTION if is_all_redacted(clause.words) else ChangeClass.SUBSTANTIVE


def _paired(old: Sequence[Clause], new: Sequence[Clause], pair: Pair) -> Change:
    before, after = old[pair.old], new[pair.new]
    kind, sort, diff = _difference(before, after, pair.similarity)
    return Change(
        kind,
        before,
        after,
        renumbered=pair.renumbered,
        moved=pair.moved,
        similarity=1.0 if kind is ChangeKind.UNCHANGED else pair.similarity,
        rule=pair.rule,
        change_class=sort,
        diff=diff,
    )


def _difference(
    before: Clause, after: Clause, similarity: float
) -> tuple[ChangeKind, ChangeClass | None, tuple[DiffPart, ...]]:
    if before.words == after.words:
        return ChangeKind.UNCHANGED, None, redline(before.words, after.words)
    diff = redline(before.words, after.words)
    if same_layout(before.words, after.words):
        return ChangeKind.UNCHANGED, ChangeClass.COSMETIC, diff
    sort = classify(before.words, after.words, similarity, diff)
    if (before.ocr or after.ocr) and sort in _READABLE:
        reading = judge(_edits(diff), {*before.unsure, *after.unsure})
        if reading is Reading.CHANGE and same_words(before.words, after.words):
            reading = Reading.POSSIBLE
        if reading is not Reading.CHANGE:
            kind = ChangeKind.UNCHANGED if reading is Reading.MISREAD else ChangeKind.MODIFIED
            return kind, ChangeClass.OCR_LIKE, diff
    return ChangeKind.MODIFIED, sort, diff


def classify(old: str, new: str, similarity: float, diff: Sequence[DiffPart]) -> ChangeClass:
    """What sort of difference two texts have that differ in more than layout.

    In this order: unredacted (the newer shows what the older blacks out, nothing else differs) · redaction
    (each blacks out something that the other shows, or the newer does) · cosmetic (case and punctuation) ·
    ocr-like (letters that a scanner confuses) · rewritten (similarity below .5) · substantive.
    """
    if has_redaction(old) or has_redaction(new):
        edits = list(_edits(diff))
        if shown_by_newer(old, new) or _all(edits, shown_by_newer):
            return ChangeClass.UNREDACTED
        if only_redaction_differs(old, new) or _all(edits, only_redaction_differs):
            return ChangeClass.REDACTION
    if cosmetic_form(old) == cosmetic_form(new):
        return ChangeClass.COSMETIC
    if confusion_form(old) == confusion_form(new):
        return ChangeClass.OCR_LIKE
    return ChangeClass.REWRITTEN if similarity < _REWRITTEN else ChangeClass.SUBSTANTIVE


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


def _all(edits: Sequence[tuple[str, str]], judged: Callable[[str, str], bool]) -> bool:
    """Whether each edit sets a blacked-out span of one text against words of the other."""
    return bool(edits) and all(judged(gone, come) for gone, come in edits)


# ------------------------------------------------------------------ covered


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
        if change.old is not None and change.new is not None:
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
    side = 0 if change.old else 1
    holders = held.get((side, alone.parent))
    if holders is None or change.split_from or change.merged_into or has_redaction(alone.words):
        return change
    here, there = holders
    box = there if has_redaction(there.words) and not has_redaction(here.words) else None
    box = box or boxes.get((1 - side, there.eid))
    if box is None:
        return change
    rule = f"{change.rule}; it may stand under what is blacked out in {box.eid}"
    return replace(change, change_class=ChangeClass.REDACTION, rule=rule)
