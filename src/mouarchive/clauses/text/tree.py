"""Collected lines to clauses: headings, texts, boxes, warnings, distinct eids."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels.reading import INVISIBLE
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.numbering_rules import RULES
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.collecting import Draft
from mouarchive.clauses.text.joining import Hyphens, Piece, begins_paragraph, join_pieces, text_weight
from mouarchive.clauses.text.text_rules import TEXT
from mouarchive.clauses.vocabulary import ANNEXES
from mouarchive.model import Box, Clause, Line, PageBox, Warn

__all__ = ["build_clauses", "distinct", "heading_eid", "heading_size", "merge_boxes", "paragraphs"]

_HEADED = frozenset({"section", "annex", "part", "article"})
_MISSING = "missing-number"
_DOUBTS = {
    RULES.from_place.name: (
        "label-inferred",
        "The number was read as {label!r}; its place in the sequence was used instead.",
    ),
    RULES.again.name: ("duplicate-number", "The number {label} is printed more than once in its list."),
    RULES.missing.name: (_MISSING, "Before {label} at least one number of its list was not found."),
    RULES.out_of_order.name: ("number-order", "The number {label} is lower than the one before it."),
    RULES.backwards.name: ("number-order", "The number {label} is lower than the one before it."),
    RULES.slip.name: ("number-order", "The number {label} is lower than the one before it."),
    RULES.second_first.name: (_MISSING, "The list of {label} does not begin with its first number."),
    RULES.bracket_middle.name: (_MISSING, "The list of {label} does not begin with its first number."),
    RULES.middle_first.name: (_MISSING, "The list of {label} does not begin with its first number."),
}


class _Name(msgspec.Struct, frozen=True):
    eid: str
    depth: int


def build_clauses(drafts: Sequence[Draft], usual: Measures, hyphens: Hyphens) -> tuple[Clause, ...]:
    """The clause of each draft, in document order."""
    raw = [
        heading_eid(" ".join(piece.text for piece in draft.heading))
        if draft.placement is None
        else draft.placement.eid
        for draft in drafts
    ]
    names: dict[int, _Name] = {}
    clauses = []
    for draft, eid in zip(drafts, distinct(raw), strict=True):
        parent = names[id(draft.parent)] if draft.parent is not None else None
        name = names[id(draft)] = _Name(eid, 0 if parent is None else parent.depth + 1)
        clauses.append(_clause(draft, name, parent, usual, hyphens))
    return tuple(clauses)


def _clause(draft: Draft, name: _Name, parent: _Name | None, usual: Measures, hyphens: Hyphens) -> Clause:
    placement = draft.placement
    kind = _kind(placement)
    if placement is None:
        label, heading, text = (
            "",
            join_pieces([Piece(piece.text, paragraph=False) for piece in draft.heading], hyphens),
            join_pieces(draft.pieces[len(draft.heading) :], hyphens),
        )
    else:
        mark = placement.mark
        label = draft.lines[0].text[mark.start : mark.end].translate(INVISIBLE).strip()
        size = heading_size(
            draft.lines,
            draft.pieces,
            usual,
            section=kind in _HEADED,
            children=draft.children and kind == "clause",
        )
        heading, text = _split(draft.pieces, *size, hyphens)
    return Clause(
        eid=name.eid,
        label=label,
        heading=heading or None,
        text=text,
        page=draft.lines[0].page,
        page_end=max(line.page for line in draft.lines),
        depth=name.depth,
        kind=kind,
        parent=None if parent is None else parent.eid,
        boxes=merge_boxes(draft.rows, draft.lines),
        ocr=any(line.confidence is not None for line in draft.lines),
        unsure=tuple(word for line in draft.lines for word in line.unsure),
        warnings=_warnings(placement, label, draft.lines[0].page),
    )


def _split(pieces: Sequence[Piece], whole: int, part: int, hyphens: Hyphens) -> tuple[str, str]:
    heading, text = list(pieces[:whole]), list(pieces[whole:])
    if part:
        heading.append(Piece(text[0].text[:part], paragraph=False))
        text[0] = Piece(text[0].text[part:], paragraph=True)
    return (
        join_pieces([Piece(piece.text, paragraph=False) for piece in heading], hyphens),
        join_pieces(text, hyphens),
    )


def _kind(placement: Placement | None) -> str:
    if placement is None:
        return "unnumbered"
    family = placement.mark.family
    if placement.kind == "container":
        return "annex" if family in ANNEXES else "part"
    if placement.kind == "unit":
        return "article" if family == "article" else "section"
    return {"section": "section", "decimal": "clause"}.get(placement.kind, "item")


def merge_boxes(rows: Sequence[int], lines: Sequence[Line]) -> tuple[PageBox, ...]:
    """Boxes of lines, those of neighbouring rows on one page merged."""
    boxes: list[PageBox] = []
    last = -2
    for row, line in zip(rows, lines, strict=True):
        if boxes and row - last <= 1 and boxes[-1].page == line.page:
            old, new = boxes[-1].box, line.box
            merged = Box(min(old.x0, new.x0), min(old.y0, new.y0), max(old.x1, new.x1), max(old.y1, new.y1))
            boxes[-1] = PageBox(line.page, merged)
        else:
            boxes.append(PageBox(line.page, line.box))
        last = row
    return tuple(boxes)


def _warnings(placement: Placement | None, label: str, page: int) -> tuple[Warn, ...]:
    points = placement.points if placement is not None else ()
    return tuple(
        Warn(_DOUBTS[rule.name][0], _DOUBTS[rule.name][1].format(label=label), page)
        for rule, _ in points
        if rule.name in _DOUBTS
    )


# ------------------------------------------------------------------ headings


_ENDED = re.compile(r"[.;:,!?]$")


def heading_size(
    lines: Sequence[Line], pieces: Sequence[Piece], usual: Measures, *, section: bool, children: bool
) -> tuple[int, int]:
    """How many whole pieces, and how many characters of the next one, are the heading: (0, 0) for none.

    2   Legal basis          heading "Legal basis": larger or bold, whether or not its number is too
    2.1 The Parties may …    no heading
    1.2. Certification. If   heading "Certification.": the bold beginning of the line
    """
    start = next((number for number, piece in enumerate(pieces) if piece.text.strip()), None)
    if start is None or lines[start].page - lines[0].page > 1:
        return (0, 0)
    label = len(lines[start].text) - len(pieces[start].text)
    first = replace(lines[start], bold=text_weight(lines[start], label)) if label else lines[start]
    if _is_type(first, usual):
        end = start + 1
        while end < len(pieces) and not pieces[end].paragraph and _same_type(first, lines[end], usual):
            end += 1
        text = " ".join(piece.text for piece in pieces[start:end])
        alone = end == len(pieces) or pieces[end].paragraph or not _same_type(first, lines[end], usual)
        if alone and len(text) <= TEXT.heading_letters and not text.rstrip().endswith((";", ",")):
            return (end, 0) if end < len(pieces) or section or children else (0, 0)
        return (0, 0)
    cut = _run_in(lines[start], pieces[start].text)
    if cut:
        return (start, cut)
    text = pieces[start].text.strip()
    followed = (start + 1 < len(pieces) and pieces[start + 1].paragraph) or (
        start + 1 == len(pieces) and children
    )
    plain = (
        followed
        and len(text.split()) <= MEASURES.heading_words
        and not _ENDED.search(text)
        and text[:1].isupper()
    )
    return (start + 1, 0) if plain and (section or children) else (0, 0)


def _is_type(line: Line, usual: Measures) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    capitals = len(letters) > TEXT.capitals and all(letter.isupper() for letter in letters)
    return line.bold > TEXT.run_in[1] or line.size > usual.size + MEASURES.larger or capitals


def _same_type(first: Line, line: Line, usual: Measures) -> bool:
    return (
        _is_type(line, usual)
        and abs(line.size - first.size) < MEASURES.same_size
        and (line.bold > TEXT.run_in[1]) == (first.bold > TEXT.run_in[1])
    )


def _run_in(line: Line, text: str) -> int:
    """Length of a bold run-in heading, told from the share of bold letters; 0 for none."""
    if not line.lead_bold or not TEXT.run_in[0] < line.bold < TEXT.run_in[1]:
        return 0
    label = len(line.text) - len(text)
    expected = line.bold * len(line.text) - label
    best = 0
    for match in re.finditer(r"[.:](?=\s)", text):
        if abs(match.end() - expected) <= TEXT.run_in_end * len(line.text):
            best = match.end()
            break
    return best if best and len(text[:best].split()) <= MEASURES.heading_words else 0


# ------------------------------------------------------------------ identifiers


def distinct(eids: Sequence[str]) -> list[str]:
    """The same identifiers, the second of two equal ones with #2 added, the third with #3.

    >>> distinct(["1", "1(a)", "1(a)"])
    ['1', '1(a)', '1(a)#2']
    """
    seen: Counter[str] = Counter()
    out = []
    for eid in eids:
        seen[eid] += 1
        out.append(eid if seen[eid] == 1 else f"{eid}#{seen[eid]}")
    return out


def heading_eid(text: str) -> str:
    """An identifier of ours for a heading that has no number: its first words.

    >>> heading_eid("Data Providers")
    'heading-data-providers'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)[: TEXT.eid_words]
    return "-".join(["heading", *words])


# ------------------------------------------------------------------ a text without labels


def paragraphs(
    body: Sequence[BodyLine], usual: Measures, hyphens: Hyphens
) -> tuple[tuple[Draft, ...], tuple[Clause, ...]]:
    """Paragraphs of a text without numbers, with identifiers of our own: p1, p2 and so on."""
    drafts: list[Draft] = []
    for row, item in enumerate(body):
        above = body[row - 1] if row else None
        same_table = above is not None and item.table is not None and item.table == above.table
        if not drafts or (begins_paragraph(item, above, usual) and not same_table):
            drafts.append(Draft(None, None, item.line.box.x0))
        drafts[-1].add(row, item.line, item.line.text, paragraph=item.table is not None)
    clauses = [
        Clause(
            eid=f"p{number}",
            label="",
            heading=None,
            text=join_pieces(draft.pieces, hyphens),
            page=draft.lines[0].page,
            page_end=draft.lines[-1].page,
            kind="unnumbered",
            boxes=merge_boxes(draft.rows, draft.lines),
            ocr=any(line.confidence is not None for line in draft.lines),
            unsure=tuple(word for line in draft.lines for word in line.unsure),
        )
        for number, draft in enumerate(drafts, 1)
    ]
    return tuple(drafts), tuple(clauses)
