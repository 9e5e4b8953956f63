"""Margin line numbers: cut off the lines they count, wherever they stand and however they were read."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


def test_margin_line_numbers_are_cut_off(printed):
    """Integers that count each line in the margin leave the line, so that shifted numbers are no change."""
    made, number = [], 0
    for sheet in (1, 2, 3):
        lines = []
        for row in range(25):
            number += 1
            lines.append(
                printed.line((40, str(number)), (70, f"running text {'x' * (row % 7)}"), y=100 + 20 * row)
            )
        made.append(printed.page(sheet, *lines))
    layout = sort_lines(printed.document(*made))
    assert len(printed.set_aside(layout, "line-number")) == 75
    assert all(text.startswith("running text") for text in printed.body(layout))


def test_a_page_that_holds_a_line_number_alone_is_empty(printed):
    """On a numbered document's blank page the margin's number goes too."""
    made = [
        printed.page(
            n, *[printed.line((40, str(row)), (70, "text"), y=90 + 20 * row) for row in range(1, 26)]
        )
        for n in (1, 2, 4)
    ]
    layout = sort_lines(
        printed.document(*made[:2], printed.page(3, printed.line((40, "51"), y=110)), made[2])
    )
    assert "51" in printed.set_aside(layout, "line-number")


def test_numbered_items_are_no_line_numbers(printed):
    """A list of numbered items on one page of several keeps its numbers."""
    items = [printed.line((70, str(n)), (100, f"Item {'x' * n}"), y=100 + 20 * n) for n in range(1, 12)]
    layout = sort_lines(printed.document(printed.page(1, *printed.prose(100, 20)), printed.page(2, *items)))
    assert not printed.set_aside(layout, "line-number")


def test_a_list_that_fills_its_pages_is_no_line_numbering(printed):
    """A schedule of one-line items keeps their numbers: each item begins anew, lines of prose run on."""
    made = [
        printed.page(
            sheet,
            *[
                printed.line((70, str(25 * sheet - 25 + n)), (100, f"Field {'x' * n} of it"), y=80 + 20 * n)
                for n in range(1, 26)
            ],
        )
        for sheet in (1, 2, 3)
    ]
    layout = sort_lines(printed.document(*made))
    assert not printed.set_aside(layout, "line-number")
    assert len(printed.body(layout)) == 75


def _numbered(printed, sheet, first, texts, *, x=40, at=70, step=1):
    """A page whose margin counts its lines, every `step`th of them printed."""
    return printed.page(
        sheet,
        *[
            printed.line(
                *([(x, str(first + row))] if (first + row) % step == 0 else []), (at, text), y=100 + 20 * row
            )
            for row, text in enumerate(texts)
        ],
    )


WORDS = [f"{letter}oard: see there" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
PROSE = [f"running text of the agreement {'x' * (row % 7)}" for row in range(25)]


def test_every_fifth_number_counts_lines_even_where_each_begins_anew(printed):
    """Numbers that go on by fives are a margin's, also beside short clauses: lists count by ones."""
    texts = [f"Member x{'x' * row} reports" for row in range(70)]
    made = [
        _numbered(printed, sheet, 35 * (sheet - 1) + 1, texts[35 * (sheet - 1) :][:35], step=5)
        for sheet in (1, 2)
    ]
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "line-number") == [str(number) for number in range(5, 71, 5)]
    assert printed.body(layout) == texts


def test_a_number_read_as_one_with_its_line_is_cut_off(printed):
    """A heading that the reader took together with its line number is the heading alone, at its place."""
    lines = [printed.line((40, str(row)), (62, "running text"), y=80 + 20 * row) for row in range(1, 13)]
    lines.append(printed.line((40, "13 E-3. Strategy"), y=340))
    lines += [printed.line((40, str(row)), (62, "running text"), y=80 + 20 * row) for row in range(14, 26)]
    made = [printed.page(sheet, *lines) for sheet in (1, 2, 3)]
    layout = sort_lines(printed.document(*made))
    (head, *_) = [item.line for item in layout.body if "Strategy" in item.line.text]
    assert head.text == "E-3. Strategy"
    assert head.box.x0 == pytest.approx(62)
    assert printed.set_aside(layout, "line-number").count("13") == 3


def test_a_number_out_of_the_count_stays_in_its_line(printed):
    """A line of a numbered page that begins with another number at the margin's place keeps it."""
    lines = [printed.line((40, str(row)), (70, "running text"), y=80 + 20 * row) for row in range(1, 25)]
    lines.append(printed.line((40, "16 Eur. 5 of the list"), y=570))
    layout = sort_lines(printed.document(*[printed.page(sheet, *lines) for sheet in (1, 2)]))
    assert printed.body(layout).count("16 Eur. 5 of the list") == 2


def test_a_second_column_goes_on_with_the_count(printed):
    """Line numbers before the right-hand column of an index go on from the left, and go with them."""
    index = [
        printed.line((40, str(51 + row)), (72, f"Left {WORDS[row]}"), y=100 + 20 * row) for row in range(25)
    ]
    index += [
        printed.line((282, str(76 + row)), (313, f"Right {WORDS[row]}"), y=100 + 20 * row) for row in range(6)
    ]
    made = [_numbered(printed, 1, 1, PROSE), _numbered(printed, 2, 26, PROSE), printed.page(3, *index)]
    layout = sort_lines(printed.document(*made))
    assert [text for text in printed.set_aside(layout, "line-number") if int(text) > 75] == [
        str(number) for number in range(76, 82)
    ]
    assert any(text.endswith(f"Right {WORDS[5]}") for text in printed.body(layout))


def test_numbers_in_one_line_with_two_columns_are_both_cut_off(printed):
    """Where the two columns of an index were read as one line, both its numbers go and all words stay."""
    index = [
        printed.line(
            (40, str(51 + row)),
            (72, f"Left {WORDS[row]}"),
            (282, str(76 + row)),
            (313, f"Right {WORDS[row]}"),
            y=100 + 20 * row,
        )
        for row in range(25)
    ]
    made = [_numbered(printed, 1, 1, PROSE), _numbered(printed, 2, 26, PROSE), printed.page(3, *index)]
    layout = sort_lines(printed.document(*made))
    assert len(printed.set_aside(layout, "line-number")) == 100
    words = " ".join(printed.body(layout)).split()
    assert words.count("Left") == words.count("Right") == 25


def test_a_table_that_counts_its_rows_is_no_second_column(printed):
    """Numbers of a table on a numbered page, which do not go on from the margin's, stay."""
    rows = [
        printed.line(
            (40, str(51 + row)), (72, "text"), (200, str(row + 1)), (313, f"Manager {row}"), y=100 + 20 * row
        )
        for row in range(25)
    ]
    made = [_numbered(printed, 1, 1, PROSE), _numbered(printed, 2, 26, PROSE), printed.page(3, *rows)]
    layout = sort_lines(printed.document(*made))
    assert len(printed.set_aside(layout, "line-number")) == 75


def test_numbers_in_the_right_margin_are_cut_off(printed):
    """Line numbers may stand in the right-hand margin, as on the left pages of a two-sided document."""
    made = [
        printed.page(
            sheet,
            *[
                printed.line((70, text), (540, str(row + 1)), y=100 + 20 * row)
                for row, text in enumerate(PROSE)
            ],
        )
        for sheet in (1, 2)
    ]
    layout = sort_lines(printed.document(*made))
    assert len(printed.set_aside(layout, "line-number")) == 50
    assert all(text.startswith("running text") for text in printed.body(layout))


def test_a_column_of_amounts_is_no_margin(printed):
    """Figures at the right of a table's rows, with text further right elsewhere, are no line numbers."""
    rows = [
        printed.line((70, "Fee for the year"), (400, str(row + 1)), y=100 + 20 * row) for row in range(20)
    ]
    rows.append(
        printed.line(
            (70, "A sentence that runs over the whole width of the page and beyond the figures, full"), y=520
        )
    )
    layout = sort_lines(printed.document(printed.page(1, *rows), printed.page(2, *rows)))
    assert not printed.set_aside(layout, "line-number")


@pytest.mark.parametrize("step", [1, 5])
def test_no_character_is_lost(printed, step):
    """Whatever is cut off stands among what was set aside, and nothing else goes."""
    made = [_numbered(printed, sheet, 25 * sheet - 24, PROSE, step=step) for sheet in (1, 2, 3)]
    document = printed.document(*made)
    layout = sort_lines(document)
    before = sorted("".join(line.text for page in document.pages for line in page.lines).replace(" ", ""))
    texts = [item.line.text for item in layout.body] + [one.text for one in (*layout.asides, *layout.apart)]
    assert sorted("".join(texts).replace(" ", "")) == before
    assert len(printed.set_aside(layout, "line-number")) == 75 // step
