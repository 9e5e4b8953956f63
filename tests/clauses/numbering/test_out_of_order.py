"""Numbers printed out of order keep their labels."""

from __future__ import annotations


def test_a_number_out_of_order_keeps_its_label(drawn):
    """4.3 printed before 4.2 is 4.3 all the same, the list goes on with 4.4, and a reader is told."""
    found = drawn(
        """
        *4  Boats*
        4.1  Each station holds a chart.
        4.3  Fresh water is rationed.
        4.2  The Trust pays the keeper.
        4.4  A child lives ashore.
        *5  Pay*
        5.1  It is paid monthly.
        """
    )
    assert found.eids == ["4", "4.1", "4.3", "4.2", "4.4", "5", "5.1"]
    warned = {
        warn.code for clause in found.segmentation.clauses if clause.eid == "4.2" for warn in clause.warnings
    }
    assert warned == {"number-order"}


def test_a_reference_to_a_number_passed_over_is_no_label(drawn):
    """Where 4.2 is missing from a list, a wrapped reference to 4.2 in a later clause stays a reference."""
    found = drawn(
        """
        *4  Boats*
        4.1  Each station holds a chart.
        4.3  Fresh water is rationed as is said in
        4.2  A child lives ashore.
        4.4  The Trust pays.
        """
    )
    assert found.eids == ["4", "4.1", "4.3", "4.4"]
