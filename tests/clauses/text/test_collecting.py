"""Whose a paragraph is that stands at the label of the item above it."""

from __future__ import annotations

import pytest

FORM = """
*1  Charter*
The charter says what the committee does and how long it does it.
  (a)  Duration: it begins with the charter and has no end that is known, but for what the Board
  decides.
  (b)  Chairs:
           The reader of the City library.
  Chairs are appointed by the Board and need not be members.
  (c)  Size: not limited.
"""
HANGING = """
*1  Charter*
The charter says what the committee does and how long it does it.
  (a)  Duration: it begins with the charter and has no end that is known, but for what the Board
       decides.
  (b)  Chairs: those chosen.
           The reader of the City library.
  Chairs are appointed by the Board and need not be members.
  (c)  Size: not limited.
"""


@pytest.mark.parametrize(("drawing", "owner"), [(FORM, "1(b)"), (HANGING, "1")])
def test_a_paragraph_set_in_does_not_show_that_an_item_hangs(drawn, drawing, owner):
    """Where items wrap to their labels, a paragraph below one that is set in is still the item's."""
    found = drawn(drawing)
    (holder,) = [clause.eid for clause in found.segmentation.clauses if "need not be members" in clause.text]
    assert holder == owner
