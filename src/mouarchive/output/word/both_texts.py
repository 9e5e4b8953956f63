"""A redline as the paragraphs of a Word file: the whole of both texts, what differs as tracked changes.

Between start and end of the bookmarks `redline-1` and so on, accepting all changes leaves exactly the clauses
and passages of the newer text, rejecting all those of the older one; white space aside, which is never
tracked by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mouarchive.answers.changes import quoted_number
from mouarchive.answers.comparison import Compared
from mouarchive.comparing.alignment.matching import heaviest_chain
from mouarchive.model import Change, Clause
from mouarchive.output.word.setting import DEEPEST, INDENT, MARKED, NUMBER, Margin
from mouarchive.output.word.spelled import Line, Piece, lines
from mouarchive.output.word.tracked import Tracked

__all__ = ["bookmark_of", "elements", "paragraph_properties", "sequence"]

_IN_OLD, _IN_NEW = frozenset(("both", "old", "from")), frozenset(("both", "new", "to"))
_NEAR = 50  # changes among which the next portion of a divided clause is looked for
_HEADED = frozenset(("section", "clause", "annex", "part", "article", "unnumbered"))
_STYLES: Mapping[str, str] = {"footnote": "Clausenote", "control": "Clausenote", "note": "Clausebox"}
"""The styles of passages that stand beside or below a text; all others are set as the text is."""
_BULLET = re.compile("[•●○▪■◦‣·\u2013\u2014*-](?=\\s)|\\(?[0-9a-z]{1,4}[.)](?=\\s)")
_ITEM = 284  # how far the further lines of a listed line are indented, in twentieths of a point


def sequence(pair: Compared) -> Iterator[tuple[Change, str]]:
    """The changes of a redline, each with how it stands: "both", "old", "new", "from" or "to".

    Those of "both", "old" and "from" are the older text in its order, those of "both", "new" and "to" the
    newer one. What is called moved is shown so; of the rest the heaviest run of clauses in the same order
    stays, and what crosses it went elsewhere, too.
    """
    # A clause that was divided stands in several changes, each with a portion of it, in their order.
    olds, news = (
        {c.eid: (at, c.words) for at, c in enumerate(side.clauses)} for side in (pair.old, pair.new)
    )
    gone = list(enumerate(_in_order([(c.old, c) for c in pair.changes if c.old], olds)))
    come = list(enumerate(_in_order([(c.new, c) for c in pair.changes if c.new], news)))
    rank = {id(change): at for at, change in come}
    links = [
        (i, rank[id(change)], len(change.new.words) + 1)
        for i, change in gone
        if change.new and not change.moved
    ]
    kept = {i: j for i, j, _ in heaviest_chain(links)}
    standing = set(kept.values())
    at = 0
    for i, change in gone:
        if i not in kept:
            yield change, "old" if change.new is None else "from"
            continue
        while come[at][0] != kept[i]:
            yield _arrived(come[at][1])
            at += 1
        yield change, "both"
        at += 1
    for j, change in come[at:]:
        if j not in standing:
            yield _arrived(change)


def _in_order(
    changes: Sequence[tuple[Clause, Change]], places: Mapping[str, tuple[int, str]]
) -> list[Change]:
    """Changes in the order of their clauses in one text, portions of a clause as they stand in it."""
    keyed = []
    for n, (clause, change) in enumerate(changes):
        at, words = places[clause.eid]
        keyed.append((at, words.find(clause.words), n, change))
    return [change for *_, change in sorted(keyed, key=lambda one: one[:3])]


def _arrived(change: Change) -> tuple[Change, str]:
    return change, "new" if change.old is None else "to"


def bookmark_of(pair: int, number: str) -> str:
    """The bookmark at a change of a pair by its number, "#3", which the list of changes leads to."""
    return f"change-{pair}-{number.removeprefix('#')}"


def elements(
    pair: Compared, number: int, tracked: Tracked, margin: Margin, comments: Mapping[int, int]
) -> Iterator[Any]:
    """The elements of the redline of a pair, `number` counting the pairs of the file.

    `comments` are the numbers of comments by the `id` of the change that each is on.
    """
    names: dict[int, str] = {}
    start, end = tracked.bookmark(f"redline-{number}")
    yield start
    for change, how, ends in _ended(list(sequence(pair))):
        found = _paragraphs(change, how, ends, tracked, margin)
        if id(change) in comments and how != "from":
            tracked.commented(found[0], comments[id(change)], _tracked_as(how))
        if change.number and how != "from":
            _marked(found[0], tracked.bookmark(bookmark_of(number, quoted_number(change))))
        if how in {"from", "to"}:
            name = names.setdefault(id(change), f"move{number}-{len(names) + 1}")
            opens, closes = tracked.move_range(how, name)
            yield from (opens, *found, closes)
        else:
            yield from found
    yield end


def _tracked_as(how: str) -> str:
    return {"both": "equal", "old": "delete", "new": "insert"}.get(how, how)


def _marked(paragraph: Any, ends: tuple[Any, Any]) -> None:
    paragraph.insert(1, ends[0])
    paragraph.append(ends[1])


def _ended(steps: Sequence[tuple[Change, str]]) -> Iterator[tuple[Change, str, str | None]]:
    """Each step with how its last paragraph ends, where that is not as the whole of it stands.

    A clause that was divided ends a paragraph that is new, one that took another in stands where a paragraph
    ended before: the next portion of the same clause follows on without a break in one of the two texts.
    """
    for at, (change, how) in enumerate(steps):
        if how != "both":
            yield change, how, None
            continue
        after = steps[at + 1 : at + 1 + _NEAR]
        old = next((c.old for c, kind in after if kind in _IN_OLD), None)
        new = next((c.new for c, kind in after if kind in _IN_NEW), None)
        in_old, in_new = _broken(change.old, old), _broken(change.new, new)
        yield change, how, "equal" if in_old == in_new else "insert" if in_new else "delete"


def _broken(before: Clause | None, after: Clause | None) -> bool:
    """Whether a paragraph ends between two portions that follow each other in one text."""
    if before is None or after is None or before.eid != after.eid:
        return True
    return before.words.endswith("\n") or after.words.startswith("\n")


def _paragraphs(change: Change, how: str, end: str | None, tracked: Tracked, margin: Margin) -> list[Any]:
    clause = change.old if how in {"old", "from"} else change.new
    found = []
    spelled = [line for at, line in enumerate(lines(change, how)) if line.pieces or not at]
    spelled[-1] = replace(spelled[-1], end=end or spelled[-1].end)
    for at, line in enumerate(spelled):
        paragraph = tracked.element("p")
        paragraph.append(paragraph_properties(clause, line, tracked, margin, None if at else change.number))
        if (
            change.number and not at
        ):  # from the margin to where the text begins: not every program does so itself
            paragraph.extend(tracked.runs("\t", _tracked_as(how)))
        for piece in _hung(line) if at or not (clause and clause.label) else line.pieces:
            paragraph.extend(tracked.runs(piece.text, piece.how, bold=piece.bold))
        found.append(paragraph)
    return found


def _hung(line: Line) -> Iterator[Piece]:
    """The pieces of a line that begins with a bullet or letter, a tab behind it in the place of a blank."""
    listed = _BULLET.match(line.text)
    for at, piece in enumerate(line.pieces):
        if listed and not at and listed.end() < len(piece.text):
            text = f"{piece.text[: listed.end()]}\t{piece.text[listed.end() :].lstrip()}"
            yield Piece(text, piece.how, piece.bold)
        else:
            yield piece


def paragraph_properties(
    clause: Clause | None, line: Line, tracked: Tracked, margin: Margin, number: int | None
) -> Any:
    """The properties of a paragraph: style, number in the margin, tabs and indents, in the schema's order.

    `number` is None on the further lines of a clause, 0 where there is no change to count.
    """
    style, properties = _style(clause, line), tracked.element("pPr")
    properties.append(tracked.element("pStyle", val=style))
    depth = 0 if clause is None or clause.passage else min(clause.depth, DEEPEST)
    if number:
        properties.append(margin.numbered(number, depth))
    left, bears = depth * INDENT, bool(clause and clause.label.strip())
    labelled = number is not None and bears
    text = left + (NUMBER if bears else 0)
    hanging = NUMBER if labelled else 0
    if not labelled and not number and _BULLET.match(line.text):
        text, hanging = text + _ITEM, _ITEM
    if number:
        tabs = tracked.element("tabs")
        for at in sorted({left, text}):
            tabs.append(tracked.element("tab", val="num" if at == left else "left", pos=str(at)))
        properties.append(tabs)
        hanging = text - left + MARKED
    properties.append(tracked.element("ind", left=str(text), hanging=str(hanging)))
    tracked.mark(properties, line.end)
    return properties


def _style(clause: Clause | None, line: Line) -> str:
    if clause is None:
        return "Clausetext"
    if line.heading and (clause.kind in _HEADED or clause.passage):
        return f"Heading{min(clause.depth + 2, DEEPEST)}"
    return _STYLES.get(clause.kind, "Clausetext")
