"""A part's own list of its headings, printed before them."""

from __future__ import annotations

LIST = """
*1  Purpose*
This agreement sets up committees.
*APPENDIX A*
*Committee charters*
A-0.  Model charter
A-1.  Advisory committee
A-2.  Strategy committee
---
*A-0.  Template for a charter*
The charter says what the committee does.
1.  Name: as above.
---
*A-1.  Advisory committee*
The committee gives advice on all that is done.
1.  Name: as above.
---
*A-2.  Strategy committee*
The committee thinks about the years to come.
1.  Name: as above.
"""


def test_a_list_of_the_headings_to_come_opens_nothing(drawn):
    """Plain lines that come again as headings only name them, though one is worded otherwise."""
    found = drawn(LIST)
    assert [eid.rsplit(".")[-1] for eid in found.eids] == [
        "1", "appendix-a", "A-0", "A-0(1)", "A-1", "A-1(1)", "A-2", "A-2(1)",
    ]  # fmt: skip
    assert "A-1. Advisory committee" in " ".join(found.text("appendix-a").split())


def test_plain_clauses_that_do_not_come_again_stay(drawn):
    """A list of which one label never comes again in heading type is the text itself."""
    found = drawn(LIST.replace("A-2.  Strategy committee\n---", "A-2.  Strategy committee\nA-3.  Panel\n---"))
    assert any(eid.endswith("A-3") for eid in found.eids)


def test_numbers_that_begin_again_in_heading_type_are_no_promise(drawn):
    """Plain items are kept where later headings have their numbers but other words."""
    found = drawn(
        """
        *1  Purpose*
        1.  The first reason for this agreement.
        2.  The second reason for this agreement.
        *2  Duties*
        Each party does what it said.
        """
    )
    assert "The second reason for this agreement." in {clause.text for clause in found.segmentation.clauses}
