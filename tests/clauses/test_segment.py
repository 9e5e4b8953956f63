"""Whole drawings taken apart: whose each line is, headings, front matter, and that nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.segment import segment_layout


def test_text_left_of_the_items_goes_back_to_the_clause_above(drawn):
    """A paragraph after a list belongs to the clause that holds the list, not to the last item."""
    found = drawn(
        """
        *1  Use*
        1.1  The Authority may:
             (a)  inspect the premises;
             (b)  take copies.
        It shall give notice of both before it does so.
        1.2  Costs are shared.
        """
    )
    assert found.text("1.1") == "The Authority may:\nIt shall give notice of both before it does so."
    assert found.text("1.1(b)") == "take copies."


def test_a_wrapped_line_stays_with_its_item(drawn):
    """Where items are not hanging, their wrapped lines stand left of the label and still belong to them."""
    found = drawn(
        """
        1.1  The Authority may do all that is set out in the list that follows this long line of text:
               (a)  inspect the premises where the data are kept, at any time of the day or of the
        night, and without any notice;
               (b)  take copies of the data that are kept there, in whatever form they may have been
        written down.
        """
    )
    assert found.text("1.1(a)").endswith("without any notice;")
    assert found.text("1.1(b)").endswith("written down.")


def test_bullets_and_tables_belong_to_their_clause(drawn):
    """Bullets and table rows are lines of their own in the text of the clause they stand in."""
    found = drawn(
        """
        1.1  The data are:
             \u2022 names;
             \u2022 dates.
        1.2  The costs are:
             | Year | Pounds |
             | 2015 | 500 |
        """
    )
    assert found.text("1.1") == "The data are:\n\u2022 names;\n\u2022 dates."
    assert found.text("1.2") == "The costs are:\nYear Pounds\n2015 500"


def test_a_heading_is_told_from_text(drawn):
    """A bold line is the heading, what follows is text; a plain short clause is text."""
    found = drawn(
        """
        *1  Legal basis*
        The Parties rely on the Act.
        1.1  Gender
        1.2  Date of birth
        """
    )
    assert (found.heading("1"), found.text("1")) == ("Legal basis", "The Parties rely on the Act.")
    assert (found.heading("1.1"), found.text("1.1")) == (None, "Gender")


def test_below_a_number_of_its_own_line_stands_its_heading(drawn):
    """A bold line between `2.` and `2.1.`, each on its own line, is the heading of 2, not a loose one."""
    found = drawn("""
1.
*Introduction*
1.1.
The Department and the Office agree as follows.
2.
*Legal basis*
2.1.
The Department may disclose what the Act permits.
""")

    assert ["1", "1.1", "2", "2.1"] == found.eids
    assert ["Introduction", "Legal basis"] == [found.heading("1"), found.heading("2")]


def test_a_bold_heading_beside_a_number_in_regular_type_is_a_heading(drawn):
    """However its number is set, beside it or above it, a bold line is the heading and the next the text."""
    beside = drawn("""
*1  Documents*
1.1  *Key personnel*
     The officials responsible are:
1.2  *Information supplied by the Department*
     *where there is a match*
     It supplies the items that it holds.
""")
    above = drawn("""
*1  Documents*
1.1
     *Key personnel*
     The officials responsible are:
1.2
     *Information supplied by the Department*
     *where there is a match*
     It supplies the items that it holds.
""")

    for eid in ("1.1", "1.2"):
        assert (beside.heading(eid), beside.text(eid)) == (above.heading(eid), above.text(eid))
    assert beside.heading("1.1") == "Key personnel"
    assert beside.heading("1.2") == "Information supplied by the Department where there is a match"


def test_a_bold_name_that_wraps_begins_no_paragraph(drawn):
    """A line that is bold because a bold name goes on from the line above runs on with it."""
    found = drawn("""
1.1  Fees are due as is said in the *Membership*
     *Addendum.*
1.2  They are low.
""")
    assert found.text("1.1") == "Fees are due as is said in the Membership Addendum."


def test_a_version_history_before_the_clauses_is_no_clause(drawn):
    """Version numbers with dates after them begin no list, so that `1.` goes on none of theirs."""
    found = drawn("""
Agreement on data
0.1  3 April 2016  First draft
0.2  14 March 2017  5.2 and 7.1 rewritten
1.0  3 April 2017  Signed

*Article 1  Purpose*
1.  The parties share data for the purposes that are set out in what follows here.
2.  They do so by letter, and by no other means whatever.
*Article 2  Costs*
1.  Costs are shared.
""")
    assert found.eids == ["article-1", "article-1(1)", "article-1(2)", "article-2", "article-2(1)"]


def test_words_printed_one_letter_below_the_other_are_no_labels(drawn):
    """A closing line set upright, a letter to each line, opens no clauses."""
    found = drawn("""
1.  The staff act in good faith at all times.
2.  The board is told of every complaint.

                E
                N
                D
                O
                F
                B
                Y
                L
                A
""")

    assert ["1", "2"] == found.eids


def test_the_word_a_is_no_label_in_a_justified_line(drawn):
    """Where a justified line gapes between all its words, the gap after `A` sets no label apart."""
    found = drawn("""
2.4.
A  request that concerns  fewer than twelve households  must be
accompanied by a note.
2.5.
The note is kept.
""")

    assert ["2.4", "2.5"] == found.eids


def test_an_annex_takes_its_title_from_the_next_line(drawn):
    """`Annex A` on a line of its own is followed by its title."""
    found = drawn(
        """
        *1  Purpose*
        1.1  The first.
        *Annex A*
        *Contacts*
        1.  The contacts are these.
        """
    )
    assert found.heading("annex-a") == "Contacts"
    assert found.segmentation.clauses[2].kind == "annex"


def test_what_stands_before_the_first_clause_is_front_matter(drawn):
    """Text before the first clause makes passages, the sentence that names the parties one of theirs."""
    found = drawn(
        """
        MEMORANDUM
        ---
        This Memorandum is made between the Council and the Board.
        *1  Purpose*
        1.1  The Parties share data about many things and for many reasons, all of them listed here.
        """
    )
    assert found.passages == [
        ("front-1", "MEMORANDUM"),
        ("front-parties-1", "This Memorandum is made between the Council and the Board."),
    ]


def test_an_unnumbered_text_has_paragraphs_with_identifiers_of_ours(drawn):
    """A letter has no labels: its paragraphs are p1, p2, …, marked as unnumbered."""
    found = drawn("Dear Madam,\n\nThank you for your letter.\n\nYours faithfully,")
    assert found.eids == ["p1", "p2", "p3"]
    assert {clause.kind for clause in found.segmentation.clauses} == {"unnumbered"}


def test_doubtful_numbers_are_kept_and_said(drawn):
    """A missing and a repeated number stay as printed, each with a warning that names it."""
    found = drawn(
        """
        1.1  The first.
        1.2  The second.
        1.2  Another second.
        1.4  The fourth.
        """
    )
    warned = {clause.eid: [warn.code for warn in clause.warnings] for clause in found.segmentation.clauses}
    assert warned == {"1.1": [], "1.2": [], "1.2#2": ["duplicate-number"], "1.4": ["missing-number"]}


def test_parents_and_depth_follow_the_numbers(drawn):
    """Each clause knows the clause that contains it."""
    found = drawn("*1  Use*\n1.1  The Authority may:\n     (a)  inspect;\n     (b)  copy.")
    assert [(clause.eid, clause.parent, clause.depth) for clause in found.segmentation.clauses] == [
        ("1", None, 0),
        ("1.1", "1", 1),
        ("1.1(a)", "1.1", 2),
        ("1.1(b)", "1.1", 2),
    ]


def test_a_clause_over_two_pages_has_a_box_on_each(drawn):
    """Page is where the label stands, page_end where the text ends, and each page has its box."""
    found = drawn("1.1  The Parties\n---\nshare data.")
    clause = found.segmentation.clauses[0]
    assert (clause.page, clause.page_end, clause.text) == (1, 2, "The Parties share data.")
    assert [box.page for box in clause.boxes] == [1, 2]


def test_footnote_marks_leave_the_text_only_where_their_note_was_found(layout_of):
    """A raised 1 goes if there is a footnote 1; a raised 2 without a note may be an exponent and stays."""
    layout = layout_of("an area of 5 m2 as stated1", asides=[("footnote", "1 See the Act.")])
    item = layout.body[0]
    line = type(item.line)(
        **{name: getattr(item.line, name) for name in item.line.__slots__}
        | {"superscript": ((14, 15), (25, 26))}
    )
    body = drop_footnote_marks([type(item)(line)], layout.apart)
    assert body[0].line.text == "an area of 5 m2 as stated"


def test_a_contents_list_that_disagrees_is_said(drawn):
    """An entry whose heading carries another number in the text gives a warning that says both."""
    found = drawn(
        """
        *1  Purpose*
        1.1  The Parties share data.
        *2  Term*
        2.1  One year.
        """,
        contents=[("1", "Purpose", 1), ("3", "Term", 2)],
    )
    assert [warn.code for warn in found.segmentation.warnings] == ["contents-mismatch"]
    assert "'3 Term'" in found.segmentation.warnings[0].message


GRAMMAR = """
1 1. 1.1 1.2 2 2.1 (a) (b) (i) (ii) a. b) A. I. II. IV. 1(1) 4A Article 1 Section 2: Annex A SCHEDULE 3
\u00a7 5 2016. 12 May 2015 | the data, are shared; and or: *Heading* non- person \u2022 - 3.1This (aa)
\u200b ........ 7 co-operate x. section paragraph (
"""
WORDS = st.sampled_from([*GRAMMAR.split(), "\u00a0"])
LINES = st.tuples(st.integers(0, 8), st.lists(WORDS, min_size=1, max_size=6)).map(
    lambda parts: " " * parts[0] + " ".join(parts[1])
)
PAGES = st.lists(st.one_of(LINES, st.just(""), st.just("---")), min_size=1, max_size=30).map("\n".join)


def letters(texts):
    """Characters that print, without hyphens: those at line ends may rightly go."""
    return Counter(mark for text in texts for mark in text if not mark.isspace() and mark not in "-\u200b")


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_no_character_is_lost(layout_of, drawing):
    """Whatever a document looks like, each character of its lines is in exactly one clause or aside."""
    layout = layout_of(drawing)
    found = segment_layout(layout)
    parts = [part for clause in found.clauses for part in (clause.label, clause.heading or "", clause.text)]
    kept = letters([*parts, *(aside.text for aside in found.asides)])
    assert kept == letters(item.line.text for item in layout.body)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_identifiers_are_distinct_and_parents_come_first(layout_of, drawing):
    """No two clauses of a document share an identifier, and each parent stands before its children."""
    seen: set[str] = set()
    for clause in segment_layout(layout_of(drawing)).clauses:
        assert clause.eid not in seen
        assert clause.parent is None or clause.parent in seen
        seen.add(clause.eid)


def test_parties_and_recitals_are_no_clauses(drawn):
    """Bracketed numbers before section 1 name parties, letters recitals: passages, and no clauses."""
    found = drawn(
        """
        This agreement is made between:
        (1)  THE COUNCIL of North Mere; and
        (2)  THE BOARD of Waters.
        *RECITALS*
        (A)  The Council is the authority.
        (B)  The Board holds registers.
        *1.  INTERPRETATION*
        1.1  Words have their usual meaning.
             (1)  As in law.
        """
    )
    assert [(clause.eid, clause.kind) for clause in found.segmentation.clauses] == [
        ("front-parties-1", "parties"),
        ("front-parties-2", "parties"),
        ("front-parties-3", "parties"),
        ("front-1", "front"),
        ("recital-a", "recital"),
        ("recital-b", "recital"),
        ("1", "section"),
        ("1.1", "clause"),
        ("1.1(1)", "item"),
    ]


def test_a_document_of_bracketed_clauses_keeps_them(drawn):
    """Where all clauses are (1), (2), they are the clauses."""
    assert drawn("(1)  The first.\n(2)  The second.\n(3)  The third.").eids == ["1", "2", "3"]


def test_text_at_the_label_of_a_hanging_item_goes_back_to_the_clause_above(drawn):
    """Where items hang, text that begins under their labels again is the parent's; where not, the item's."""
    found = drawn(
        """
        1.1  The Authority may do what follows:
        (a)  inspect the premises where the data are kept at any time of the day and of the night,
             without notice;
        (b)  take copies of the data that are kept there in whatever form, and of any record of their
             use.
        It shall give notice of both before it does so.
        """
    )
    assert found.text("1.1").endswith("It shall give notice of both before it does so.")
    assert found.text("1.1(b)").endswith("of their use.")


def test_text_of_an_unreadable_page_makes_no_clauses(layout_of):
    """Shifted letters are set aside as unreadable; a list of acronyms or Latin only lacks English words."""
    garbled = layout_of("1.1  3URFHVVLQJ RI 3HUVRQDO 'DWD E\\ WKH 3DUWLHV")
    latin = layout_of(
        "1.1  Et pulvinar integer platea sociosqu nibh risus parturient\n1.2  CRL Certificate Revocation List"
    )
    unread = segment_layout(garbled, frozenset({1}))
    assert not unread.clauses
    assert [aside.role for aside in unread.asides] == ["unreadable"]
    assert [clause.eid for clause in segment_layout(latin, frozenset({1})).clauses] == ["1.1", "1.2"]


def test_items_that_hang_elsewhere_hang_where_none_of_them_wraps(drawn):
    """Text at the last item's label is the parent's if items elsewhere wrap right of their labels."""
    found = drawn(
        """
        1.1  The Authority may do what follows:
             (a)  inspect the premises where the data are kept at any time of the day and of the night,
                  without notice;
             (b)  take copies.
        1.2  Each quarter it will tell the other party:
             (a)  how many copies it took; and
             (b)  how many were of no use.
             The figures are given for each district and are rounded.
        """
    )
    assert found.text("1.2").endswith("are rounded.")
    assert found.text("1.2(b)") == "how many were of no use."


def test_items_that_do_not_hang_keep_the_text_at_their_labels(drawn):
    """Where items wrap under their labels, a paragraph that begins there is the last item's."""
    found = drawn(
        """
        1.1  The Authority may do what follows:
             (a)  inspect the premises where the data are kept at any time of the day and of the night,
             without notice;
             (b)  take copies.
        1.2  Each quarter it will tell the other party:
             (a)  how many copies it took; and
             (b)  how many were of no use.
             The figures are given for each district and are rounded.
        """
    )
    assert found.text("1.2(b)").endswith("are rounded.")
