"""Labels in unlikely places: behind a heading on its line, behind a bullet, spaced out, an annex alone."""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import read_labels


def test_a_list_that_begins_behind_a_heading_on_its_line(drawn):
    """`(a) Examples. (1) A log` opens (1), for (2) begins a line below; so do the others set like it."""
    found = drawn("""
        § 12. Records
           (a) Examples. (1) A log of each request.
               (2) A copy of each reply.
           (b) Periods. (1) Logs are kept for two years.
               (i) Logs of appeals are kept for ten.
               (ii) Logs of refusals are kept for five.
           (c) In this section (1) logs, (2) copies and (3) names are records.
        § 13. Access
        """)
    assert found.eids == [
        "section-12", "section-12(a)", "section-12(a)(1)", "section-12(a)(2)", "section-12(b)",
        "section-12(b)(1)", "section-12(b)(1)(i)", "section-12(b)(1)(ii)", "section-12(c)", "section-13",
    ]  # fmt: skip
    assert "Examples." in (found.heading("section-12(a)") or "") + found.text("section-12(a)")
    assert found.text("section-12(a)(1)") == "A log of each request."


@pytest.mark.parametrize(
    "second",
    [
        "(b) Fees. The party pays them.",  # nothing goes on from (1)
        "(1) A log that is kept.\n                (2) A copy that is kept.",  # another list begins
    ],
)
def test_a_number_behind_a_heading_is_text_where_no_list_goes_on(drawn, second):
    """What is not confirmed by a second label stays in the sentence."""
    found = drawn(f"""
        1. Records
            (a) Examples. (1) A log of each request.
            {second}
        2. Access
        """)
    assert "(1) A log of each request." in found.text("1(a)")


def test_a_long_sentence_before_a_label_is_no_heading(drawn):
    """Only a heading of a few words stands before a list on its line."""
    found = drawn("""
        1. Records
            (a) The keeper of the register keeps logs in any of these ways. (1) A log.
            (2) A copy of each reply.
        2. Access
        """)
    assert "(1) A log." in found.text("1(a)")


@pytest.mark.parametrize("bullet", ["\u2022", "\u25cf", "\u25aa", "\uf0b7"])
def test_a_bullet_before_a_number_is_part_of_its_label(drawn, bullet):
    """Templates in Word set a bullet before the number that is typed."""
    found = drawn(f"""
        3  Rights
        {bullet} 3.1: The Office may use the data.
        {bullet} 3.2: The Office may copy the data.
        {bullet} records of three years
        """)
    assert found.eids == ["3", "3.1", "3.2"]


@pytest.mark.parametrize("text", ["\u2022 3 months", "\u2022 a lamp", "\u2022 Annex 1", "- 3.1 of the Act"])
def test_a_bullet_before_words_opens_nothing(text):
    """A bullet's own text may begin with a count or with the name of an annex."""
    assert read_labels(text) == ()


@pytest.mark.parametrize(
    ("text", "family", "value"),
    [
        ("S c h e d u l e 1", "schedule", "1"),
        ("A N N E X  B", "annex", "B"),
        ("A N L A G E 2", "annex", "2"),
        ("A R T I C L E  IV", "article", "IV"),
        ("A r t i k e l 3", "article", "3"),
    ],
)
def test_the_letters_of_a_word_may_be_set_apart(text, family, value):
    """Titles are spaced out; the word is the same."""
    mark = read_labels(text)[0].marks[0]
    assert (mark.family, mark.value) == (family, value)


@pytest.mark.parametrize("text", ["L a m p 1", "p a r t 1", "A n n e 1"])
def test_other_letters_set_apart_are_no_word(text):
    """Only a word that opens labels, printed as it opens them, is put together."""
    assert all(not reading.marks[0].keyword for reading in read_labels(text))


def test_an_annex_alone_at_the_head_of_its_page_holds_what_follows(drawn):
    """An excerpt may be an annex alone; so may an annex follow pages without numbers."""
    lone = """
        *Annex B*
        *Data to be shared*
        1. Full name of the pupil.
        2. Date of birth.
        """
    behind = "The member pays a fee.\n---" + lone.replace("Annex B", "Exhibit B")
    assert drawn(lone).eids == ["annex-b", "annex-b.1", "annex-b.2"]
    assert [eid for eid in drawn(behind).eids if eid[0] != "p"] == ["exhibit-b", "exhibit-b.1", "exhibit-b.2"]


def test_an_annex_named_before_the_first_clause_opens_nothing(drawn):
    """On the cover an annex is named with its title, and not at the head of the page."""
    found = drawn("""
        Agreement on lamps

        Annex B Data to be shared

        1. Purpose
        2. Term
        """)
    assert [eid for eid in found.eids if eid[0] != "p"] == ["1", "2"]


@pytest.mark.parametrize(
    "name", ["I. Novak of the Board hears complaints.", "A. Le Goff answers.", "V. \u00c5berg signs."]
)
def test_a_name_below_its_clauses_number(drawn, name):
    """Where numbers stand above their text, an initial begins a name."""
    found = drawn(f"""
        1.
        Purpose
        1.1
        The Board shares records.
        1.2
        {name}
        1.3
        A complaint goes to the heads.
        """)
    assert found.eids == ["1", "1.1", "1.2", "1.3"]
    assert found.text("1.2") == name


def test_a_list_below_its_clauses_number(drawn):
    """Where a second letter follows, the first is no initial."""
    found = drawn("""
        1.
        Purpose
        1.1
        A. Lamps are lit.
        B. Lamps are put out.
        1.2
        A complaint goes to the heads.
        """)
    assert found.eids == ["1", "1.1", "1.1(A)", "1.1(B)", "1.2"]


def test_annexes_behind_an_appendix_belong_to_it(drawn):
    """The appendix of a schedule has annexes of its own, also where one of them has a list inside."""
    found = drawn("""
        SCHEDULE 1

        Clause 1
        Purpose
        (a) The parties share the register.

        SCHEDULE 2

        Clause 1
        Purpose
        (b) The parties share the log.

        APPENDIX

        Each transfer is told apart here.

        ANNEX I

           A. LIST OF PARTIES
        The exporter:
        1. Name: Harbour Board

           B. DESCRIPTION
        The keepers of lamps.

        ANNEX II

        Lamps are locked away.
        """)
    assert found.eids[-6:] == [
        "schedule-2.appendix", "schedule-2.appendix.annex-i", "schedule-2.appendix.annex-i.A",
        "schedule-2.appendix.annex-i.A(1)", "schedule-2.appendix.annex-i.B", "schedule-2.appendix.annex-ii",
    ]  # fmt: skip
