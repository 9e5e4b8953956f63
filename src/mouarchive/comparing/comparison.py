"""Two versions compared: each clause and passage with what became of it, in portions where it was divided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from mouarchive import deadline
from mouarchive.comparing.alignment import Alignment, ByHand, Pair, align, apart_note
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import word_similarity
from mouarchive.comparing.carried import Carried, carried, likeness
from mouarchive.comparing.classes import alone, difference, mark_covered, why_class
from mouarchive.comparing.comparing_rules import COMPARING
from mouarchive.comparing.normalise import comparison_form
from mouarchive.comparing.tags import tagged
from mouarchive.comparing.worddiff import Letters, redline
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, Warn

__all__ = ["Explained", "compare", "compared", "explain"]


def compare(old: Sequence[Clause], new: Sequence[Clause], pairings: Iterable[ByHand] = ()) -> Comparison:
    """Every clause of two versions with what happened to it, in new order, removals where they stood.

    A clause is modified if its words differ in more than layout (white space, quotes, ligatures, hyphens at
    line ends), or if it was divided or took another in; where they differ in layout only it is unchanged, of
    class cosmetic. A clause that was divided, merged or cut anew stands in several changes, each with a
    portion of its words: see `comparing.carried`.
    Two runs give the same result whatever the hash seed. `pairings` are what people decided about pairs of
    these clauses: they come before all else, and each clause they touch says so in its rule; one that cannot
    be carried out is a warning.
    """
    return compared(align(old, new, pairings))


def compared(found: Alignment) -> Comparison:
    """As `compare`, from an alignment that was made before: which clause is which, then what became of it."""
    pairs = {pair.new: pair for pair in found.pairs}
    portions = carried(found)
    gone = _removals_by_place(found, portions)
    changes: list[Change] = [_removed(found, i) for i in gone.get(-1, ())]
    for j in range(len(found.new)):
        deadline.check()
        if j in portions:
            changes.extend(_portion(found, one, pairs.get(j)) for one in portions[j])
        else:
            changes.append(_paired(found, pairs[j]) if j in pairs else _added(found, j))
        changes.extend(_removed(found, i) for i in gone.get(j, ()))
    return Comparison(tagged(mark_covered(changes)), (*found.decided.unusable, *_warnings(changes)))


def _removals_by_place(found: Alignment, portions: Mapping[int, Sequence[Carried]]) -> dict[int, list[int]]:
    """New clause after which to show unmatched old ones: the partner of what stood before them."""
    partner = {one.old: j for j, each in sorted(portions.items()) for one in each}
    partner |= {pair.old: pair.new for pair in found.pairs if pair.old not in partner}
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
        change_class=alone(clause),
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
        change_class=alone(clause),
        merged_into=goal,
        diff=redline(clause.words, ""),
    )


def _paired(found: Alignment, pair: Pair) -> Change:
    before, after = found.old[pair.old], found.new[pair.new]
    kind, sort, diff = difference(before, after, pair.similarity)
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


def _portion(found: Alignment, one: Carried, pair: Pair | None) -> Change:
    """What became of a portion of a clause that was divided, merged or cut anew."""
    before, after = one.before, one.after
    score = likeness(before.words, after.words)
    kind, sort, diff = difference(before, after, score)
    differs = kind is not ChangeKind.UNCHANGED
    if before.words.split() == after.words.split():
        sort = None  # the white space at a cut is nobody's
    if one.divided and not differs:
        kind, sort = ChangeKind.MODIFIED, ChangeClass.SUBSTANTIVE
    own = pair if pair and not (one.split_from or one.merged_into) else None
    said = [f"{PAIRING.split.name} {one.split_from}"] if one.split_from else []
    said += [f"{PAIRING.merged.name} {one.merged_into}"] if one.merged_into else []
    rule = own.rule if own else ", ".join(said) + apart_note(found.decided.apart, one.old, one.new)
    return Change(
        kind,
        before,
        after,
        renumbered=own is not None and own.renumbered,
        moved=own is not None and own.moved,
        similarity=1.0 if not differs else score,
        rule=rule,
        change_class=sort,
        split_from=one.split_from,
        merged_into=one.merged_into,
        diff=diff,
    )


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
    partner = {
        change.old.eid: change.new.eid
        for change in comparison.changes
        if change.old and change.new and not change.carried
    }
    near = _Near(comparison)
    return tuple(
        Explained(
            change, _why_paired(change), _why_there(change, partner), why_class(change), near.of(change)
        )
        for change in comparison.changes
    )


def _why_paired(change: Change) -> str:
    if not (change.old and change.new) or change.carried:
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
