"""Words that a line carries beyond the edge of its page."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("gap", [500, -300])
def test_a_word_of_a_line_outside_the_page_is_left_out(read, gap):
    """A full stop set far beside the sheet is not part of the sentence that people read on it."""

    def draw(canvas) -> None:
        text = canvas.beginText(200, 700)
        text.textOut("retention and security")
        text.moveCursor(gap, 0)
        text.textOut(" .")
        canvas.drawText(text)

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["retention and security"]
    assert [warning.code for warning in warnings] == ["off-page"]


def test_a_word_over_the_edge_stays(read):
    """What shows in part is read whole: the end of a word over the edge is no other word."""

    def draw(canvas) -> None:
        canvas.drawString(520, 700, "over the edge")

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["over the edge"]
    assert warnings == []
