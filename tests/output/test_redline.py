"""Redlines are shortened without hiding a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.model import DiffPart, Op
from mouarchive.output.redline import MARKS, settle, shorten

NUMBERS = "one two three four five six seven eight nine ten eleven twelve"


def _parts(*pairs):
    return tuple(DiffPart(Op(op), text) for op, text in pairs)


@pytest.mark.parametrize(
    ("parts", "context", "shown"),
    [
        (_parts(("equal", NUMBERS), ("insert", " X")), 2, ["… eleven twelve", " X"]),
        (_parts(("delete", "X "), ("equal", NUMBERS)), 2, ["X ", "one two …"]),
        (
            _parts(("delete", "X "), ("equal", NUMBERS), ("insert", " Y")),
            2,
            ["X ", "one two … eleven twelve", " Y"],
        ),
        (_parts(("equal", "one two three"), ("insert", " X")), 2, ["one two three", " X"]),
        (_parts(("equal", NUMBERS), ("insert", " X")), 0, ["…", " X"]),
        (_parts(("equal", NUMBERS), ("insert", " X")), None, [NUMBERS, " X"]),
        (_parts(("delete", NUMBERS)), 1, [NUMBERS]),
    ],
)
def test_shorten(parts, context, shown):
    """Unchanged words far from a change become an ellipsis; changed words never do."""
    assert [
        part.text.strip() if part.op is Op.EQUAL else part.text for part in shorten(parts, context)
    ] == shown


@given(st.lists(st.tuples(st.sampled_from(Op), st.text("ab \n", max_size=80))), st.integers(0, 5))
def test_changes_are_never_cut(pairs, context):
    """Whatever the parts, added and removed words come through whole and in order."""
    parts = tuple(DiffPart(op, text) for op, text in pairs)
    shown = tuple(shorten(parts, context))

    assert [part.op for part in shown] == [part.op for part in parts]
    assert [p for p in shown if p.op is not Op.EQUAL] == [p for p in parts if p.op is not Op.EQUAL]
    assert [p.text for p in shorten(parts, None)] == [p.text for p in parts]


@pytest.mark.parametrize(
    ("parts", "seen"),
    [
        (_parts(("equal", "a"), ("delete", "\n"), ("insert", " "), ("equal", "b")), _parts(("equal", "a b"))),
        (_parts(("equal", "a"), ("insert", " "), ("delete", "\n"), ("equal", "b")), _parts(("equal", "a b"))),
        (_parts(("delete", "x"), ("insert", " ")), _parts(("delete", "x"), ("insert", " "))),
        (_parts(("equal", "data"), ("delete", " "), ("equal", "base")), None),
        (_parts(("delete", "\n"), ("insert", " ")), _parts(("equal", " "))),
        (
            _parts(("equal", "Name: "), ("delete", "_____"), ("insert", "____")),
            _parts(("equal", "Name: ____")),
        ),
        (_parts(("equal", "Name: "), ("delete", "_____"), ("insert", "Vale")), None),
        # where a clause was cut from its neighbour
        (_parts(("equal", "Types of data"), ("delete", "\n")), _parts(("equal", "Types of data"))),
        (
            _parts(("delete", "\nType"), ("insert", "Types"), ("equal", " of data")),
            _parts(("delete", "Type"), ("insert", "Types"), ("equal", " of data")),
        ),
    ],
)
def test_layout_is_no_change(parts, seen):
    """A line break that became a blank is no change, nor a longer line to fill in; what fills it in is."""
    assert settle(parts) == (parts if seen is None else seen)


@given(st.lists(st.tuples(st.sampled_from(Op), st.text("ab \n", min_size=1, max_size=5))))
def test_settling_keeps_every_word(pairs):
    """Whatever the parts, both texts keep their words in order."""
    parts = tuple(DiffPart(op, text) for op, text in pairs)
    for gone in (Op.DELETE, Op.INSERT):
        before = "".join(part.text for part in parts if part.op is not gone)
        after = "".join(part.text for part in settle(parts) if part.op is not gone)
        assert after.split() == before.split()


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([(Op.EQUAL, "a\n"), (Op.DELETE, "b\n"), (Op.EQUAL, "c")], "a\n[-b-]\nc"),
        ([(Op.EQUAL, "it holds:"), (Op.INSERT, "\n[redacted]")], "it holds:\n{+[redacted]+}"),
        ([(Op.EQUAL, "a"), (Op.DELETE, "b\n"), (Op.EQUAL, "c")], "a[-b\n-]c"),
        ([(Op.DELETE, "a\n"), (Op.INSERT, "b"), (Op.EQUAL, "c")], "[-a\n-]{+b+}c"),
    ],
)
def test_a_mark_ends_on_its_line(parts, shown):
    """A line break at the edge of a mark stands outside it, unless it alone parts two words."""
    settled = settle([DiffPart(op, text) for op, text in parts])

    assert "".join(part.text.join(MARKS[part.op]) for part in settled) == shown
