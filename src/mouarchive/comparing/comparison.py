"""Two versions compared: every clause once, with what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import starmap

import msgspec
from msgspec.structs import replace

from mouarchive import deadline
from mouarchive.comparing.alignment import Alignment, ByHand, Pair, align, apart_note
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import word_similarity
from mouarchive.comparing.comparing_rules import CLASSES, COMPARING
from mouarchive.comparing.misreadings import Reading, judge, same_words
from mouarchive.comparing.normalise import (
    comparison_form,
    confusion_form,
    cosmetic_form,
    has_redaction,
    is_all_redacted,
    only_redaction_differs,
    same_layout,
    shown_by_newer,
)
from mouarchive.comparing.worddiff import Letters, redline
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, DiffPart, Op, Warn

__all__ = ["Explained", "classify", "compare", "compared", "explain"]

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
    return compared(align(old, new, pairings))


def compared(found: Alignment) -> Comparison:
    """As `compare`, from an alignment that was made before: which clause is which, then what became of it."""
    pairs = {pair.new: pair for pair in found.pairs}
    gone = _removals_by_place(found)
    changes: list[Change] = [_removed(found, i) for i in gone.get(-1, ())]
    for j in range(len(found.new)):
        deadline.check()
        changes.append(_paired(found, pairs[j]) if j in pairs else _added(found, j))
        changes.extend(_removed(found, i) for i in gone.get(j, ()))
    return Comparison(mark_covered(changes), (*found.decided.unusable, *_warnings(changes)))


def _removals_by_place(found: Alignment) -> dict[int, list[int]]:
    """New clause after which to show unmatched old ones: the partner of what stood before them."""
    partner = {pair.old: pair.new for pair in found.pairs}
    out: dict[int, list[int]] = {}
    after = -1
    for i in range(len(found.old)):
        if i in partner:
            after = partner[i]
        else:
            out.setdefault(after, []).append(i)
    return out


def _warnings(changes: Sequence[Change]) -> Iterator[Warn]:
    for change in changes:
        sides = [side for side in (change.old, change.new) if side is not None]
        if len(sides) > 1 and max(len(side.words) for side in sides) > COMPARING.coarse:
            eid = sides[-1].eid
            message = (
                f"clause {eid} has over {COMPARING.coarse:,} characters: compared by paragraphs, not words"
            )
            yield Warn("coarse-diff", message, sides[-1].page)


# ------------------------------------------------------------------ one change


def _added(found: Alignment, j: int) -> Change:
    clause = found.new[j]
    origin = found.old[found.splits[j]].eid if j in found.splits else None
    rule = "no clause like it in the older version" if origin is None else f"{PAIRING.split.name} {origin}"
    return Change(
        ChangeKind.ADDED,
        None,
        clause,
        rule=rule + apart_note(found.decided.apart, None, j),
        change_class=_alone(clause),
        split_from=origin,
        diff=redline("", clause.words),
    )


def _removed(found: Alignment, i: int) -> Change:
    clause = found.old[i]
    goal = found.new[found.merges[i]].eid if i in found.merges else None
    rule = "no clause like it in the newer version" if goal is None else f"{PAIRING.merged.name} {goal}"
    return Change(
        ChangeKind.REMOVED,
        clause,
        None,
        rule=rule + apart_note(found.decided.apart, i, None),
        change_class=_alone(clause),
        merged_into=goal,
        diff=redline(clause.words, ""),
    )


def _alone(clause: Clause) -> ChangeClass:
    return ChangeClass.REDACTION if is_all_redacted(clause.words) else ChangeClass.SUBSTANTIVE


def _paired(found: Alignment, pair: Pair) -> Change:
    before, after = found.old[pair.old], found.new[pair.new]
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


# ------------------------------------------------------------------ why


class Explained(msgspec.Struct, frozen=True):
    """Why a change is shown as it is, in sentences without a full stop; empty where there is nothing to say.

    `pairing`: the rule that made its two clauses one, or why the clause has no counterpart; `place`: why it
    counts as moved or as renumbered; `sort`: why its class; `nearest`: of a clause without counterpart, what
    came nearest to it in the other version and why that was not believed.
    """

    change: Change
    pairing: str
    place: str = ""
    sort: str = ""
    nearest: str = ""


def explain(comparison: Comparison) -> tuple[Explained, ...]:
    """Each change of a comparison with its reasons, in the same order; made from the comparison alone."""
    partner = {change.old.eid: change.new.eid for change in comparison.changes if change.old and change.new}
    near = _Near(comparison)
    return tuple(
        Explained(
            change, _why_paired(change), _why_there(change, partner), _why_class(change), near.of(change)
        )
        for change in comparison.changes
    )


def _why_paired(change: Change) -> str:
    if not (change.old and change.new):
        found = PAIRING.split if change.split_from else PAIRING.merged if change.merged_into else None
        return f"{change.rule}: {found.reason}" if found else change.rule
    plain = change.rule.replace("in the same part", "elsewhere")
    rules = [rule for _, rule in PAIRING.all() if plain.startswith(rule.name)]
    if not rules:
        return change.rule
    longest = max(len(each.name) for each in rules)
    told = [each for each in rules if len(each.name) == longest]  # two ways may bear one public name
    asks = _asks().get(told[0].name, "") if len(told) == 1 else ""
    return f"{change.rule}: {'; or: '.join(each.reason for each in told)}" + (
        f"; asks for {asks}" if asks else ""
    )


def _asks() -> dict[str, str]:
    """What each way of pairing asks for, by its name."""
    a, rules = ALIGNMENT, PAIRING
    return {
        rules.anchor.name: f"equal words that stand once in the list, or once in each version where they are"
        f" {a.anchor_words} or more",
        rules.title.name: "one such title in each list, and texts that are no strangers",
        rules.place.name: f"{a.alike:.0%} of the words in common, in order, between the same neighbours",
        rules.reworded.name: f"{a.reworded:.0%} of the words in common, in order, between such neighbours",
        rules.astray.name: f"{a.alike:.0%} of the words in common in one list, of short items"
        f" {a.item_astray:.0%} of the letters",
        rules.same_elsewhere.name: f"{a.anchor_words} words or more, and no other clause as near",
        rules.alike_elsewhere.name: f"{a.elsewhere:.0%} of the words in common, {a.sentence_words} words or"
        f" more, and {a.lead:.0%} more than any other clause",
        rules.same_items.name: f"{a.half:.0%} of the items in common, rare ones counting more",
        rules.passage.name: f"{a.passage_clauses} clauses and {a.passage_words} words in a row",
        rules.sole.name: f"{a.sole_matter:.0%} of their matter in common",
        rules.matter.name: f"{a.plain_matter:.0%} of their matter in common",
    }


def _why_there(change: Change, partner: Mapping[str, str]) -> str:
    if not (change.old and change.new):
        return ""
    old, new = change.old, change.new
    if change.renumbered:
        return f"renumbered: was {old.eid}, is {new.eid}, in the same order of the same list"
    if not change.moved:
        return ""
    above = old.parent and partner.get(old.parent)
    if above == new.parent:
        return "moved: the fewest clauses of its list that changed their order are called moved"
    here, there = (side or "the document itself" for side in (old.parent, new.parent))
    return f"moved: stood in {here}, stands in {there}, which is not its counterpart"


def _why_class(change: Change) -> str:
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


class _Near:
    """What comes nearest in the other version to a clause without counterpart."""

    def __init__(self, comparison: Comparison) -> None:
        self._letters = Letters()
        self._sides = tuple(
            [
                (clause, change, self._code(clause))
                for change in comparison.changes
                if (clause := change.new if side else change.old)
            ]
            for side in (0, 1)
        )
        alone = sum(not (change.old and change.new) for change in comparison.changes)
        self._asked = alone * max(map(len, self._sides)) <= ALIGNMENT.cells

    def _code(self, clause: Clause) -> str:
        return self._letters.encode(comparison_form(clause.words).split())

    def of(self, change: Change) -> str:
        """The nearest clause, and what speaks against it; nothing for pairs and in a vast comparison."""
        mine = change.old or change.new
        if mine is None or (change.old and change.new) or change.split_from or change.merged_into:
            return ""
        if not self._asked:
            return ""
        code = self._code(mine)
        scored = [
            (word_similarity(code, theirs), clause, of)
            for clause, of, theirs in self._sides[1 if change.old else 0]
        ]
        scored.sort(key=lambda entry: -entry[0])
        if not scored or not scored[0][0]:
            return "nothing in the other version has words in common with it"
        score, clause, of = scored[0]
        rival = scored[1][0] if len(scored) > 1 else 0.0
        against = _against(score, rival, len(code), of if of.old and of.new else None)
        return f"nearest is {clause.eid} ({score:.0%} of the words in common): {against}"


def _against(score: float, rival: float, words: int, taken: Change | None) -> str:
    if score < ALIGNMENT.reworded:
        return f"even in the same place {ALIGNMENT.reworded:.0%} are asked for"
    if taken is not None and taken.old and taken.new:
        return f"that is {taken.old.eid} in the older version and {taken.new.eid} in the newer ({taken.rule})"
    if score < ALIGNMENT.elsewhere:
        return f"it stands in another place, where {ALIGNMENT.elsewhere:.0%} are asked for"
    if words < ALIGNMENT.sentence_words:
        return f"in another place a text of less than {ALIGNMENT.sentence_words} words proves nothing"
    if score - rival < ALIGNMENT.lead:
        return "another clause is as near, so neither is believed"
    return "it stands in another place, and a better pair stood in its way"
