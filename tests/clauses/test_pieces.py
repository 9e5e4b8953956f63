"""Where a line is cut into the cells it may hold, and where only a sentence ends."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.layout import cut, phrases
from mouarchive.clauses.sorting import sort_lines


@pytest.mark.parametrize(
    ("first", "gap", "second", "parts"),
    [
        ("It is given in writing.", 6, "[The Act]", 1),
        ("as it stood (in 2015).", 6, "The Parties", 1),
        ("It is given in writing.", 8, "[The Act]", 2),
        ("1.", 6, "Purpose", 2),
        ("1.1.", 6, "Each Party", 2),
        ("(a)", 6, "Each Party", 2),
        ("Reference", 6, "Name", 2),
        ("it is affected.", 6, "and so on", 2),
    ],
)
def test_a_wider_space_after_a_sentence_parts_nothing(printed, first, gap, second, parts):
    """Ten-point words are kept together over a gap of six points only behind a sentence, before a capital."""
    line = printed.line((70, first), (70 + 5 * len(first) + gap, second), y=100)
    assert len(phrases(line)) == parts
    assert "".join("".join(part.text.split()) for part in phrases(line)) == "".join(line.text.split())


def test_the_space_after_a_sentence_parts_no_cells(printed):
    """A wider space after a full stop, inside a cell of a glossary, does not end the table."""
    glossary = [
        [(70, "Access"), (220, "Leave to read what the register holds.")],
        [(220, "It is given in writing.")],
        [(70, "Extract"), (220, "What is taken from the register at a time.")],
        [(70, "Ledger"), (220, "The book of all extracts in their order.")],
    ]
    lines = [printed.line(*cells, y=200 + 14 * row) for row, cells in enumerate(glossary)]
    words = "It is given in writing."
    second = (220 + 5 * len(words) + 5, "[The Act]")
    lines[1] = printed.line((220, words), second, y=214)
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert [item.cells for item in layout.body] == [
        ("Access", "Leave to read what the register holds. It is given in writing. [The Act]"),
        ("Extract", "What is taken from the register at a time."),
        ("Ledger", "The book of all extracts in their order."),
    ]


@pytest.mark.parametrize(
    ("bold", "share", "leads"),
    [
        (1.0, 1.0, True),
        (0.7, 14 / 17, False),  # all but both numbers
        (17 / 20, 1.0, True),  # all but the line number
        (0.4, 8 / 17, True),
    ],
)
def test_what_is_left_of_a_line_is_no_bolder_than_the_line(printed, bold, share, leads):
    """A span counts as bold where most of it is; what is cut off shows how much of the rest can be."""
    line = printed.line((40, "307"), (70, "4.1 Working Groups."), y=100)
    number, text = line.spans
    line = replace(line, bold=bold, spans=(replace(number, bold=bold == 1.0), replace(text, bold=True)))
    rest = cut(line, 3, len(line.text))
    assert rest.text == "4.1 Working Groups."
    assert rest.bold == pytest.approx(share)
    assert rest.lead_bold is leads


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        ([(70, "The"), (95, "parties"), (140, "have weighed the effect")], 1),
        ([(70, "3.3"), (120, "The"), (145, "parties"), (190, "have weighed it")], 2),
        ([(70, "(iii)"), (105, "was"), (130, "given two years ago")], 2),
        ([(70, "Masters"), (115, "Owners"), (155, "Berths")], 3),
        ([(70, "Masters"), (120, "with their owners")], 2),
    ],
)
def test_two_blanks_of_typewritten_prose_part_nothing(printed, cells, parts):
    """Letters five points wide: gaps of ten points are two blanks, which justify a typewritten line."""
    assert len(phrases(printed.line(*cells, y=100))) == parts


def test_type_of_many_widths_is_not_typewritten(printed):
    """In ordinary type a gap of two blanks is a gap."""
    line = printed.line((70, "The"), (95, "parties"), (140, "have weighed the effect"), y=100)
    uneven = (replace(line.spans[0], x1=line.spans[0].x1 - 2), *line.spans[1:])
    assert len(phrases(replace(line, spans=uneven))) == 3
