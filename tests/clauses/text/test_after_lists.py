"""Text that stands after a list: whose it is."""

from __future__ import annotations

LIST = """
        *Part 1: Access*

        There are levels of access, which are as follows:

          1.  Open: anyone may see it.
          2.  Closed: nobody may see it, but
              for the owner.

"""


def test_text_after_a_list_led_in_by_a_part_goes_back_to_the_part(drawn):
    """An annex's text after the list it led in with a colon, set at the annex's margin, is the annex's."""
    found = drawn(
        LIST
        + """
        A level is set by the owner, who may change it later.
        """
    )
    assert found.eids == ["part-1", "part-1.1", "part-1.2"]
    assert found.text("part-1").endswith("A level is set by the owner, who may change it later.")
    assert found.text("part-1.2") == "Closed: nobody may see it, but for the owner."


def test_what_comes_after_it_stays_there(drawn):
    """Once text has gone back, no later text goes to the item before it, wherever it is set."""
    found = drawn(
        LIST
        + """
        A level is set by the owner, who may change it later.

              This is set in as a second paragraph is.

        It stands at the margin.
        """
    )
    assert found.text("part-1").endswith("This is set in as a second paragraph is.\nIt stands at the margin.")


def test_text_after_sections_of_an_annex_stays_with_the_last(drawn):
    """Sections that the annex does not lead in are no list: text at the margin goes on with the section."""
    found = drawn(
        """
        *1  Scope*
        This is about access.

        *Annex A: Access*

        There are levels of access.

          1.  Open: anyone may see it.
          2.  Closed: nobody may see it.

        A level is set by the owner, who may change it later.
        """
    )
    assert found.text("annex-a") == "There are levels of access."
    assert found.text("annex-a.2").endswith("A level is set by the owner, who may change it later.")


def test_text_at_the_margin_of_a_list_that_wraps_there_stays_with_its_item(drawn):
    """Where the list's own lines wrap to the margin, a paragraph there may be the item's."""
    found = drawn(
        """
        *Part 1: Access*

        There are levels of access, which are as follows:

          1.  Open: anyone may see it, at any time and
        in any place.
          2.  Closed: nobody may see it.

        A level is set by the owner, who may change it later.
        """
    )
    assert found.text("part-1.2").endswith("A level is set by the owner, who may change it later.")


def test_a_list_in_the_text_of_a_part_does_not_run_on_into_the_next(drawn):
    """A list after a colon is its part's own: the list of the next part begins again."""
    found = drawn(
        LIST
        + """
        *Part 2: Use*

        There are sorts of use, as follows:

          1.  Use by the owner.
          2.  Use by others.
        """
    )
    assert found.eids == ["part-1", "part-1.1", "part-1.2", "part-2", "part-2.1", "part-2.2"]
