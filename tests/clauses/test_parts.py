"""Annexes and schedules without a number, and those that count in letters and figures."""

from __future__ import annotations


def test_the_only_appendix_needs_no_letter(drawn):
    """`Appendix: Title` in heading type opens an appendix, though there is no other to tell it from."""
    found = drawn(
        """
        *1  Use*
        1.1  The Authority may use the data for the purposes set out in this agreement.
        1.2  It keeps them safe at all times.
        ---
        *Appendix: Worked example*
        The following shows what a request looks like.
        1.  Name of the person asked about.
        2.  Reason of the request.
        """
    )
    assert found.eids == ["1", "1.1", "1.2", "appendix", "appendix.1", "appendix.2"]
    assert found.heading("appendix") == "Worked example"
    assert found.text("1.2") == "It keeps them safe at all times."


def test_an_appendix_spoken_of_opens_none(drawn):
    """A line of running text that begins with the word and a colon is no appendix."""
    found = drawn(
        """
        *1  Use*
        1.1  The Authority may use the data as follows, and as is shown in more detail in the
        Appendix: Names are used only where the person has agreed to it in writing.
        1.2  It keeps them safe.
        Schedule: The data are sent each month.
        """
    )
    assert found.eids == ["1", "1.1", "1.2"]


def test_appendices_count_in_letters_and_figures(drawn):
    """Appendix A, then B-1 and B-2, then C: each opens, and the numbers inside begin again."""
    found = drawn(
        """
        *1  Use*
        The Authority may use the data.
        *Appendix A  Forms*
        1.  The first form.
        2.  The second form.
        *Appendix B-1  Fees*
        1.  The fee for a name.
        *Appendix B-2  Charges*
        1.  The charge for a list.
        2.  The charge for a search.
        *Appendix C  Contacts*
        1.  The desk.
        """
    )
    assert [eid for eid in found.eids if "." not in eid] == [
        "1", "appendix-a", "appendix-b-1", "appendix-b-2", "appendix-c",
    ]  # fmt: skip
    assert "appendix-b-2.2" in found.eids
    assert not any(clause.warnings for clause in found.segmentation.clauses)
