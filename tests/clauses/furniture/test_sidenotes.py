"""Side notes: small words in the margin, beside the clause they are about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Line

TEXT = "the keeper shall light the lamp at dusk and put it out at dawn"


def noted(printed, note, label, y, *, x=40, size=7.0):
    """A line of text with a side note before it in smaller type, or after it."""
    cells = [(110, label), (135, f"{TEXT} {y}")]
    at = 0 if x < 110 else len(cells)
    cells.insert(at, (x, note))
    line = printed.line(*cells, y=y)
    spans = tuple(replace(span, size=size) if n == at else span for n, span in enumerate(line.spans))
    return replace(line, spans=spans, size=spans[0].size)


def sheet(printed, notes, **options):
    """A page of clauses, each with a side note that goes on below its first line."""
    lines: list[Line] = []
    for number, note in enumerate(notes):
        y = 100 + 42 * number
        x = options.get("x", 40)
        lines += [
            noted(printed, note, f"{number + 1}.", y, **options),
            printed.line((x, "keeping"), y=y + 9, size=options.get("size", 7.0)),
            printed.line((135, f"{TEXT}, line two of {number + 1}"), y=y + 14),
            printed.line((135, f"{TEXT}, line three of {number + 1}"), y=y + 28),
        ]
    return printed.document(printed.page(1, *lines))


@pytest.mark.parametrize("x", [40, 545])
def test_side_notes_are_set_aside(printed, x):
    """Small words outside either edge of the text are no part of the sentences that they stand beside."""
    layout = sort_lines(sheet(printed, ["Light", "Boat", "Stores"], x=x))
    assert printed.set_aside(layout, "side-note") == ["Light keeping", "Boat keeping", "Stores keeping"]
    assert printed.body(layout)[0] == f"1. {TEXT} 100"
    assert len(layout.body) == 9


def test_words_of_the_texts_own_size_are_no_side_notes(printed):
    """Headings beside their clauses in the text's size stay in the body."""
    layout = sort_lines(sheet(printed, ["Light", "Boat", "Stores"], size=10.0))
    assert printed.set_aside(layout, "side-note") == []


def test_one_small_line_in_the_margin_makes_no_side_notes(printed):
    """Fewer than three on a page prove nothing."""
    layout = sort_lines(sheet(printed, ["Light"]))
    assert printed.set_aside(layout, "side-note") == []


def test_small_numbers_in_the_margin_are_no_side_notes(printed):
    """Side notes are words; a number may count lines or belong to a note at the foot."""
    layout = sort_lines(sheet(printed, ["12", "13", "14"]))
    assert "12" not in printed.set_aside(layout, "side-note")


@pytest.mark.parametrize("notes", [["GBP 100,000", "GBP 200,000", "EUR 1,500,000"], ["12 May 2019"] * 3])
def test_sums_in_the_margin_are_no_side_notes(printed, notes):
    """Figures in small type beside the clauses are what the clauses provide, not what they are about."""
    layout = sort_lines(sheet(printed, notes, x=545))
    assert printed.set_aside(layout, "side-note") == []


def test_small_titles_of_a_contents_list_are_no_side_notes(printed):
    """Templates set the titles smaller than their numbers; dots lead each to its page number."""
    rows = [
        printed.line((70, "Contents"), y=80),
        *(
            replace(
                line,
                spans=tuple(replace(span, size=9.0 if n else 14.0) for n, span in enumerate(line.spans)),
            )
            for line in (
                printed.line(
                    (70, f"{number}."), (105, f"{title} {'.' * 60} {number + 2}"), y=80 + 20 * number
                )
                for number, title in enumerate(["Lights", "Boats", "Stores", "Keepers", "Fees"], 1)
            )
        ),
    ]
    text = [printed.line((70, TEXT), y=100 + 14 * row, size=14.0) for row in range(9)]
    layout = sort_lines(printed.document(printed.page(1, *rows), printed.page(2, *text)))
    assert printed.set_aside(layout, "side-note") == []
    assert len(printed.set_aside(layout, "contents")) == len(rows)
