"""The numbering solver in drawings: each shows labels as printed and the identifiers they must get."""

from __future__ import annotations

import pytest

CASES = {
    "decimals name their place": (
        """
        *1  Purpose*
        1.1  The Parties share data.
        1.2  They do so by agreement.
        *2  Data*
        2.1  The following is shared:
             2.1.1  names;
             2.1.2  dates of birth.
        """,
        "1 1.1 1.2 2 2.1 2.1.1 2.1.2",
    ),
    "(i) after (h) is the ninth letter": (
        """
        *1  Items*
        1.1  The data are:
             (a)  one;
             (b)  two;
             (c)  three;
             (d)  four;
             (e)  five;
             (f)  six;
             (g)  seven;
             (h)  eight;
             (i)  nine;
             (j)  ten.
        """,
        "1 1.1 1.1(a) 1.1(b) 1.1(c) 1.1(d) 1.1(e) 1.1(f) 1.1(g) 1.1(h) 1.1(i) 1.1(j)",
    ),
    "(i) that opens a list below (a) is roman": (
        """
        *1  Items*
        1.1  The data are:
             (a)  names, that is:
                  (i)  first names;
                  (ii)  surnames;
             (b)  dates.
        """,
        "1 1.1 1.1(a) 1.1(a)(i) 1.1(a)(ii) 1.1(b)",
    ),
    "(i) that opens a list in a clause is roman": (
        """
        *1  Items*
        1.1  The data are:
             (i)  names;
             (ii)  dates;
             (iii)  places.
        """,
        "1 1.1 1.1(i) 1.1(ii) 1.1(iii)",
    ),
    "(v) and (x) go on with letters where letters stand": (
        """
        1.  The data are:
            (u)  u;
            (v)  v;
            (w)  w;
            (x)  x;
            (y)  y;
            (z)  z;
            (aa)  aa;
            (bb)  bb.
        """,
        "1 1(u) 1(v) 1(w) 1(x) 1(y) 1(z) 1(aa) 1(bb)",
    ),
    "articles restart their paragraphs": (
        """
        *Article 1*
        *Definitions*
        1.  In this Agreement:
            (a)  data means information;
            (b)  Party means a signatory.
        2.  Words have their usual meaning.
        *Article 2*
        *Purpose*
        1.  The purpose is to share data.
        2.  The Parties shall:
            (a)  share;
            (b)  protect.
        """,
        (
            "article-1 article-1(1) article-1(1)(a) article-1(1)(b) article-1(2) "
            "article-2 article-2(1) article-2(2) article-2(2)(a) article-2(2)(b)"
        ),
    ),
    "an annex that restarts": (
        """
        *1.  Purpose*
        1.1  The Parties share data.
        *2.  Term*
        2.1  One year.
        *Annex A: Contacts*
        *1.  People*
        1.1  The contacts are named here.
        *2.  Changes*
        2.1  Changes are sent.
             (a)  at once.
        """,
        "1 1.1 2 2.1 annex-a annex-a.1 annex-a.1.1 annex-a.2 annex-a.2.1 annex-a.2.1(a)",
    ),
    "an annex that goes on with the body's numbers": (
        """
        *1.  Purpose*
        1.1  The Parties share data.
        *2.  Term*
        2.1  One year.
        *Annex A: Contacts*
        *3.  People*
        3.1  The contacts are named here.
        *Annex B: Data*
        *4.  Items*
        4.1  The items are listed here.
        """,
        "1 1.1 2 2.1 annex-a 3 3.1 annex-b 4 4.1",
    ),
    "an annex named in a section's heading": (
        """
        *14  Controls*
        14.1  Systems are tested.
        *15  Annex 5 - Data*
        15.1  The data are listed here.
        15.2  Nothing else is shared.
        """,
        "14 14.1 15 15.1 15.2",
    ),
    "lists restart below each heading": (
        """
        *1  General*
        1.  The aims are set out here.
        2.  The members are equal.
        *2  Committee*
        1.  The committee has three members:
            (a)  the chair;
            (b)  the secretary.
        2.  It meets each month.
        """,
        "1 1(1) 1(2) 2 2(1) 2(1)(a) 2(1)(b) 2(2)",
    ),
    "a list that goes on past a subheading": (
        """
        *3  Groups*
        1.  Anyone may form a group.
        2.  A group has a leader.
        *3.1  Leaders*
        3.  The leader is chosen by the group.
        4.  The leader may resign.
        """,
        "3 3(1) 3(2) 3.1 3(3) 3(4)",
    ),
    "a list that restarts below a heading without a number": (
        """
        *I.  DEFINITIONS*
        *II.  TERMS*
        A.  The terms are these:
            *Data Providers*
            1.  The provider sends data.
            2.  The provider checks data.
            *Data Recipients*
            1.  The recipient keeps data safe.
            2.  The recipient deletes data.
        B.  Other terms follow.
        """,
        (
            "I II II(A) heading-data-providers II(A)(1) II(A)(2) heading-data-recipients "
            "II(A)(1)#2 II(A)(2)#2 "
            "II(B)"
        ),
    ),
    "several labels on one line": (
        """
        1.  (a)  The first.
            (b)  The second.
        2.  (a)  (i)  The third.
                 (ii)  The fourth.
        """,
        "1 1(a) 1(b) 2 2(a) 2(a)(i) 2(a)(ii)",
    ),
    "run-on labels": (
        """
        1(1)  The first.
        1(2)  The second.
        2(1)  The third.
        """,
        "1 1(1) 1(2) 2 2(1)",
    ),
    "numbers on a line of their own": (
        """
        1
        Purpose
        1.1
            The Parties share data under this agreement.
        1.2
            They do so lawfully.
        2
        Data
        2.1
            The data are listed in the annex.
        """,
        "1 1.1 1.2 2 2.1",
    ),
    "a reference at the start of a wrapped line is no label": (
        """
        *1  Purpose*
        1.1  The Parties share data. Nothing in this agreement limits what is set out in section
             1.2 or in any other law that applies to them from time to time, as it may be amended
             2.1 of that Act being a good example of how such a thing may come to be at a line end.
        1.2  They do so lawfully.
        """,
        "1 1.1 1.2",
    ),
    "a list inside a sentence is no list": (
        """
        *1  Purpose*
        1.1  The Parties share data for these purposes and for no other: (i) to find a family; or
             (ii) to protect a child, where that is needed and proportionate in the circumstances.
        1.2  They do so lawfully.
        """,
        "1 1.1 1.2",
    ),
    "table rows are no clauses": (
        """
        *1  Costs*
        1.1  The costs are:
             | 1.1 | July 2015 | 5 |
             | 1.2 | August 2015 | 6 |
        1.2  They are shared.
        """,
        "1 1.1 1.2",
    ),
    "a table that counts its own rows at the column of the clauses": (
        """
        *1.  Purpose*
        1.1  The first.
        *Schedule 1*
        1.  The contacts are:
        | No. | Role | Name |
        | 1. | Manager | A Bell |
        | 2. | Adviser | C Dean |
        | 3. | Auditor | E Fox |
        2.  They change often, and each change is told to the other party in writing.
        3.  Nobody else is a contact.
        """,
        "1 1.1 schedule-1 schedule-1.1 schedule-1.2 schedule-1.3",
    ),
    "a missing number is kept as printed": (
        """
        *1  Purpose*
        1.1  The first.
        1.2  The second.
        1.4  The fourth.
        *3  Term*
        3.1  One year.
        """,
        "1 1.1 1.2 1.4 3 3.1",
    ),
    "a number printed twice gets an identifier of its own": (
        """
        *1  Purpose*
        1.1  The first.
        1.2  The second.
        1.2  Another second.
        1.3  The third.
        """,
        "1 1.1 1.2 1.2#2 1.3",
    ),
    "parts whose sections run on": (
        """
        *PART A - GENERAL*
        *1.  Purpose*
        1.1  The first.
        *2.  Term*
        2.1  One year.
        *PART B - DATA*
        *3.  Items*
        3.1  The items.
        """,
        "part-a 1 1.1 2 2.1 part-b 3 3.1",
    ),
    "schedules with parts of their own": (
        """
        *1.  Purpose*
        1.1  The first.
        *Schedule 1*
        *Part 1: Fees*
        1.  Fees are paid yearly.
        2.  They are paid in advance.
        *Part 2: Costs*
        1.  Costs are shared.
        *Schedule 2*
        1.  The contacts.
        """,
        (
            "1 1.1 schedule-1 schedule-1.part-1 schedule-1.part-1.1 schedule-1.part-1.2 schedule-1.part-2 "
            "schedule-1.part-2.1 schedule-2 schedule-2.1"
        ),
    ),
    "parts of a schedule, each behind paragraphs counted from 1": (
        """
        *1.  Purpose*
        1.1  The first.
        *Schedule 1*
                 *Part 1 \u2013 Fees*
        1.  Fees are paid yearly.
        2.  They are paid in advance to:
            (a)  the Council; or
            (b)  the Board.
                    *Part 2 \u2013 Costs*
        1.  Costs are shared between:
            (a)  the Council; and
            (b)  the Board.
        2.  They are paid late.
        """,
        (
            "1 1.1 schedule-1 schedule-1.part-1 schedule-1.part-1.1 schedule-1.part-1.2 "
            "schedule-1.part-1.2(a) schedule-1.part-1.2(b) schedule-1.part-2 schedule-1.part-2.1 "
            "schedule-1.part-2.1(a) schedule-1.part-2.1(b) schedule-1.part-2.2"
        ),
    ),
    "clauses below sections that are not printed": (
        """
        *Purpose*
        1.1  The first.
        1.2  The second.
        *Term*
        2.1  One year.
        2.2  Renewed.
        """,
        "1.1 1.2 heading-term 2.1 2.2",
    ),
    "lettered appendices": (
        """
        *1  Purpose*
        1.1  The first.
        *A  Data*
        A.1  The data.
        A.2  More data.
        *B  Contacts*
        B.1  The contacts.
        """,
        "1 1.1 A A.1 A.2 B B.1",
    ),
    "articles in roman numbers with sections": (
        """
        *ARTICLE I. NAME*
        *Section 1. Name*
        The name is this.
        *Section 2. Seat*
        The seat is there.
        *ARTICLE II. MEMBERS*
        *Section 1. Members*
        Members join.
        """,
        "article-i article-i.section-1 article-i.section-2 article-ii article-ii.section-1",
    ),
    "articles that run on through chapters": (
        """
        *CHAPTER I*
        *Article 1*
        The first.
        *Article 2*
        The second.
        *CHAPTER II*
        *Article 3*
        The third.
        """,
        "chapter-i article-1 article-2 chapter-ii article-3",
    ),
    "inserted numbers": (
        """
        *1  Purpose*
        1.1  The first.
        1.1A  Inserted.
        1.2  The second.
        *1A  Inserted section*
        *2  Term*
        2.1  One year.
        """,
        "1 1.1 1.1A 1.2 1A 2 2.1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_labels_get_the_identifiers_that_a_reader_would_give(drawn, name):
    """Each drawing's clauses have the identifiers written beside it."""
    drawing, expected = CASES[name]
    assert drawn(drawing).eids == expected.split()


def test_a_table_that_holds_the_agreement_keeps_its_numbers(drawn):
    """Where a list of clauses goes on at its column inside what looks like a table, it is the list."""
    found = drawn(
        """
        1.1  The first.
        1.2  The second.
        | 1.3 | The third. |
        | 1.4 | The fourth. |
        1.5  The fifth.
        """
    )
    assert found.eids == ["1.1", "1.2", "1.3", "1.4", "1.5"]
