"""Numbers set wrong by their writer, numbers before signs, articles counted through chapters."""

from __future__ import annotations

import pytest


def test_misnumbered_clauses_are_kept(drawn):
    """3, 5, 3, 5, 9: each is set like its list and begins a paragraph, so each is a clause."""
    found = drawn("""
        1. Purpose of the agreement is here.
        2. The parties agree on it.
        3. The lamp is lit at night.
        5. The keeper signs the book.
        3. The book is kept for a year.
        5. The fee is paid each month.
        9. The agreement ends in May.
        """)
    assert found.eids == ["1", "2", "3", "5", "3#2", "5#2", "9"]
    assert found.text("3#2") == "The book is kept for a year."


def test_misnumbered_headings_are_kept(drawn):
    """So are headings with a number used before."""
    found = drawn("""
        *3. Fees*
        The fees are paid each month.

        *5. Term*
        The term is a year.

        *3. Costs*
        Each party pays its costs.

        *9. Notices*
        Notice is given in writing.
        """)
    assert found.eids == ["3", "5", "3#2", "9"]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("The keeper reads what is set out in clause", "2. and signs the book."),  # named in a sentence
        ("The keeper signs each month the book.", "    2. a copy is sent."),  # not at the list's column
        ("The keeper signs each month the book.", "2 copies are sent."),  # a bare number counts things
    ],
)
def test_a_lower_number_that_is_not_set_like_the_list_is_no_slip(drawn, before, line):
    """A number named or counted in a clause runs backwards, too, and is none of the list."""
    found = drawn(f"""
        1. Purpose
        2. Parties
        3. Lamp
        4. {before}
        {line}
        5. The end of it.
        """)
    assert found.eids[:4] == ["1", "2", "3", "4"]
    assert "2#2" not in found.eids


@pytest.mark.parametrize("signs", ["{", "} ;", "= 12 / 4", "< >"])
def test_a_bare_number_before_signs_is_no_label(drawn, signs):
    """Listings number their lines; a line without a letter is no clause."""
    found = drawn(f"""
        *4  Files*
        4.1  The file reads:

             1   {signs}

        4.2  It is kept.
        """)
    assert found.eids == ["4", "4.1", "4.2"]


def test_articles_that_run_on_through_chapters_keep_their_own_names(drawn):
    """Chapter 1 with Articles 1 and 2, Chapter 2 with Article 3: each in its chapter."""
    found = drawn("""
        CHAPTER I

        Article 1
        One thing.
        Article 2
        Two things.
        CHAPTER II

        Article 3
        Three things.
        """)
    assert found.eids == ["chapter-i", "article-1", "article-2", "chapter-ii", "article-3"]
    parents = {clause.eid: clause.parent for clause in found.segmentation.clauses}
    assert [parents[f"article-{n}"] for n in (1, 2, 3)] == ["chapter-i", "chapter-i", "chapter-ii"]


def test_articles_that_begin_again_are_named_with_their_chapter(drawn):
    """Where each chapter counts from 1, the chapter tells its articles apart."""
    found = drawn("""
        CHAPTER I

        Article 1
        One thing.
        Article 2
        Two things.
        CHAPTER II

        Article 1
        Three things.
        """)
    assert found.eids == [
        "chapter-i", "chapter-i.article-1", "chapter-i.article-2", "chapter-ii", "chapter-ii.article-1",
    ]  # fmt: skip
