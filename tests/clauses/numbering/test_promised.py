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


def test_an_annex_is_no_list_of_the_next_ones_headings(drawn):
    """One-line clauses are kept though the next annex has headings of the same numbers and words."""
    found = drawn(
        """
        *ANNEX A*
        1.  Name of the pupil
        2.  Date of birth
        *ANNEX B*
        *1.  Name of the pupil*
        The name is that of the register.
        *2.  Date of birth*
        The date is that of the register.
        """
    )
    assert found.eids == ["annex-a", "annex-a.1", "annex-a.2", "annex-b", "annex-b.1", "annex-b.2"]


def test_a_list_of_annexes_opens_none(drawn):
    """Annexes named one below the other in plain type open where their headings stand."""
    found = drawn(
        """
        *1  Annexes*
        These are part of the agreement:
        Annex A  Jetties
        Annex B  Lamps
        *Annex A  Jetties*
        1.  The jetties are named here.
        *Annex B  Lamps*
        1.  The lamps are named here.
        """
    )
    assert found.eids == ["1", "annex-a", "annex-a.1", "annex-b", "annex-b.1"]
