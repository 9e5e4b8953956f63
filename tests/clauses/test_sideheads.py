"""Headings in a column of their own beside the text: when they are, and where they are read."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines

TEXT = 200.0
"""Where the text begins on these pages; its headings begin at 60."""
PROSE = "Each side keeps the records that it needs for this"


def beside(printed, *headings, rows=3, step=14, off=0.0, words=PROSE, label="{}.1 "):
    """A page of these headings, each (lines of the heading), with some rows of text on their right."""
    lines, y = [], 60.0
    for number, heading in enumerate(headings, 1):
        first, *rest = [heading] if isinstance(heading, str) else heading
        text = label.format(number) + words
        lines.append(printed.line((60, first), (TEXT + off, text), y=y))
        own = rows if isinstance(rows, int) else rows[number - 1]
        lines += [printed.line((TEXT, words), y=y + 14 * row) for row in range(1, own)]
        lines += [printed.line((60, more), y=y + step * row - 1) for row, more in enumerate(rest, 1)]
        y += 14 * max(own, 1 + len(rest) * step / 14) + 20
    return printed.page(1, *sorted(lines, key=lambda line: line.baseline))


def cut(printed, page):
    """The texts that are read before the first clause's text: nothing where headings stay in their rows."""
    body = printed.body(sort_lines(printed.document(page)))
    at = next((at for at, text in enumerate(body) if text.startswith("1.1")), 0)
    return body[:at]


@pytest.mark.parametrize(
    ("headings", "made", "read"),
    [
        (["1. Purpose", "2. Care"], {}, ["1. Purpose"]),
        (["1. Purpose"], {}, []),  # one heading may be a row of a form
        (["1. Purpose", "2. Care"], {"off": 2.0}, ["1. Purpose"]),  # letters begin a little further in
        (["1. Purpose", "2. Care"], {"off": 4.0}, []),  # what begins elsewhere is no line of that text
        (["1. Purpose", "2. Care"], {"rows": 2}, ["1. Purpose"]),  # the text runs on
        (["1. Purpose", "2. Care", "3. Costs"], {"rows": (1, 1, 2)}, []),  # rows of one line are a table's
        ([("1. Purpose of", "the agreement"), "2. Care"], {"step": 14}, ["1. Purpose of", "the agreement"]),
        (["1. Fee", "2. Tax"], {}, ["1. Fee"]),
        (["1. kg", "2. lb"], {}, []),  # two letters are a unit, no heading
        (["1.", "2."], {}, []),  # a label alone belongs to the text beside it
        (["1. To all who use it", "2. Care"], {}, ["1. To all who use it"]),
        (["1. a b c d e f g h i j", "2. Care"], {}, []),  # a column of text, no heading
        (["1. Aim", "2. Care", "Costs", "4. Term", "5. End"], {"label": "{}.1 "}, ["1. Aim"]),
    ],
)
def test_a_heading_beside_the_text_is_read_before_it(printed, headings, made, read):
    """Headings with numbers stand before the text; rows of tables, labels and units stay in their rows."""
    assert cut(printed, beside(printed, *headings, **made)) == read


@pytest.mark.parametrize(
    ("step", "read"),
    [
        (14, ["Costs of it all", "and of more"]),  # the heading's second line
        (21, ["Costs of it all"]),  # half as far again: something else
    ],
)
def test_a_wrapped_heading_goes_on_one_step_below(printed, step, read):
    """What stands further below a heading is not part of it: it comes behind the text above it."""
    page = beside(printed, ("1. Costs of it all", "and of more"), "2. Care", rows=4, step=step)
    found = [text.removeprefix("1. ") for text in cut(printed, page)]
    assert found == read


@pytest.mark.parametrize(
    ("headings", "notes"),
    [
        (["Purpose", "Care", "Costs", "Term", "3 kg"], ["Purpose", "Care", "Costs", "Term", "3 kg"]),
        (["Purpose", "Care", "12", "13", "14"], []),  # most are numbers: a table's rows
    ],
)
def test_a_heading_without_a_number_beside_clauses_is_a_side_note(printed, headings, notes):
    """It speaks of the clauses beside it, and is no part of their text."""
    layout = sort_lines(printed.document(beside(printed, *headings, label="{}. ")))
    assert printed.set_aside(layout, "side-note") == notes


def test_columns_without_numbers_are_left_as_they_are(printed):
    """Definitions and forms have words on either side; each row is read as it stands."""
    layout = sort_lines(printed.document(beside(printed, "Purpose", "Care", label="")))
    assert printed.set_aside(layout, "side-note") == []
    assert printed.body(layout)[0].startswith("Purpose Each side")


def test_one_heading_is_enough_where_other_pages_have_more(printed):
    """The last page of such a document has one heading beside its text, at the same edge."""
    first, last = beside(printed, "1. Purpose", "2. Care"), beside(printed, "3. End")
    both = printed.document(first, printed.page(2, *last.lines))
    assert "3. End" in printed.body(sort_lines(both))
