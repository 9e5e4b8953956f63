"""What speaks for and against each label, in small printed examples: one for each rule of numbering."""
# ruff: noqa: E501 - a case is a line

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.explain import explain_layout

FOR, AGAINST = 1, -1
CASES = [
    # what a line's place says
    ("first line", FOR, "1  Scope", "1  Scope\nThe parties agree."),
    ("space above", FOR, "2  Term", "1  Scope\nThe parties agree.\n\n2  Term\nOne year."),
    ("after a full stop", FOR, "2  Term", "1  Scope\nThe parties agree.\n2  Term\nOne year."),
    ("after a short line", FOR, "1.1", "1  Scope\n1.1  The parties agree to share what they hold in their registers."),
    ("heading type", FOR, "1.1", "*1  Scope*\n1.1  The parties agree to share what they hold in their registers."),
    (
        "inside a sentence",
        AGAINST,
        "3. weeks",
        "1.  The parties give notice of a change at once and of its end within\n3. weeks after it was made.\n2.  It ends.",
    ),
    (
        "inside a sentence, first on a page",
        AGAINST,
        "3. weeks",
        "1.  The parties give notice of a change at once and of its end when\n---\n3. weeks after it was made.\n2.  It ends.",
    ),
    ("after a word of reference", AGAINST, "3.1 and", "1.  It is as set out in clause\n3.1 and no more.\n2.  It ends."),
    ("after a word that may refer", AGAINST, "4. The", "1.  It is shown in table\n4. The sums are net.\n2.  It ends."),
    ("in a table", AGAINST, "7 Lamps", "1.  Sums.\n| 7 | Lamps |\n2.  It ends."),
    ("a version and its date", AGAINST, "1.0  3 April", "1.0  3 April 2017  Signed\n1.  Scope.\n2.  It ends."),
    ("a day of a month", AGAINST, "1. November", "1.  The lamp is lit on\n1. November and put out.\n2.  It ends."),
    ("restates the number before it", AGAINST, "(12)", "1.  Within a period of twelve\n(12) months it ends.\n2.  It ends."),
    ("one of a list of parts", AGAINST, "Schedule 1", "1.  Scope.\nSchedule 1: Fees\nSchedule 2: Forms\nSigned by both."),
    (
        "goes on with a list inside the sentence",
        AGAINST,
        "(iii)",
        "1.  It is shared (i) by order; (ii) with consent; or\n(iii) as the law requires.\n2.  It ends.",
    ),
    ("begins a list inside the sentence", AGAINST, "(a)", "1.  The data that are shared are\n(a) names, (b) dates.\n2.  It ends."),
    # how a label is printed
    ("printed like a label", FOR, "1.1", "1  Scope\n1.1  The parties agree."),
    ("bare number or letter", AGAINST, "1  Scope", "1  Scope\nThe parties agree."),
    ("bare and not set apart", AGAINST, "5 copies", "1.  The order is for\n\n5 copies are made of each.\n2.  It ends."),
    ("a word of one letter", AGAINST, "A Participant", "1.  Scope.\nA Participant may inspect the register, if need be.\n2.  It ends."),
    ("a lone letter", AGAINST, "B", "1.  Scope.\nB\n2.  It ends."),
    ("initials of a name", AGAINST, "B. Smith", "1.  Scope.\nB. Smith\n2.  It ends."),
    ("bold", FOR, "1  Scope", "*1  Scope*\nThe parties agree."),
    ("set apart from its text", FOR, "1  Scope", "1  Scope\nThe parties agree."),
    ("several labels on one line", FOR, "1. (a)", "1. (a) The fees;\n   (b) the dues.\n2.  It ends."),
    # what follows it
    ("dot leaders of a contents list", AGAINST, "3 Fees", "1.  Scope.\n3 Fees ............ 12\n2.  It ends."),
    ("punctuation follows", AGAINST, "(b),", "1.  It is set out there\n(b), and in others.\n2.  It ends."),
    ("text begins in small letters", AGAINST, "30 days", "1.  It ends.\n30 days after that all is over.\n2.  It ends."),
    ("a part without number, not in heading type", AGAINST, "Appendix:", "1.  Scope.\nAppendix: See the next page for it.\n2.  It ends."),
    # words before the number
    ("a reference in the text", AGAINST, "Section 3", "1.  Scope.\nSection 3 of this agreement ends.\n2.  It ends."),
    ("set as a heading with its word", FOR, "Section 1:", "Section 1: Scope\nThe parties agree."),
    ("keyword alone on its line", FOR, "Article 1", "Article 1\nScope\nThe parties agree."),
    ("keyword", AGAINST, "Section 3", "1.  Scope.\nSection 3 Fees are due.\n2.  It ends."),
    (
        "keyword before running text",
        AGAINST,
        "Annex 3",
        "1.  Scope.\nAnnex 3 The parties agree that it is to be read with what was said in the letter of May.\n2.  It ends.",
    ),
    # its number among the others
    ("next in its list", FOR, "2.", "1.  Scope.\n2.  Term."),
    ("inserted after its number", FOR, "4A.", "4.  Scope.\n4A.  Fees.\n5.  Term."),
    ("number again", AGAINST, "2.  Fees", "1.  Scope.\n2.  Term.\n2.  Fees.\n3.  End."),
    ("number runs backwards", AGAINST, "Article 2  Fees", "*Article 3  Scope*\nOne.\n*Article 4  Law*\nTwo.\n*Article 2  Fees*\nThree."),
    ("number out of order", AGAINST, "4.2", "4  Fees\n4.1  One.\n4.3  Three.\n4.2  Two.\n4.4  Four."),
    ("number missing", AGAINST, "4.", "1.  Scope.\n2.  Term.\n4.  End.\n5.  Law."),
    ("list that begins with two letters", AGAINST, "(as)", "1.  Scope.\n(as) follows.\n2.  Term."),
    ("list that begins in the middle", AGAINST, "(b)", "1.  Scope.\n     (b)  Fees.\n     (c)  Dues.\n2.  Term."),
    ("list that begins far from its first", AGAINST, "14  Controls", "*14  Controls*\n14.1  One.\n*15  Data*\n15.1  Two."),
    ("list in brackets that begins in the middle", AGAINST, "(d)", "1.  Scope.\n     (d)  Fees.\n     (e)  Dues.\n2.  Term."),
    ("first below its number", FOR, "1.1", "1  Scope\n1.1  The parties agree."),
    ("a level is not printed", AGAINST, "2.1.1", "1  Scope\n2  Fees\n2.1.1  One.\n2.1.2  Two."),
    ("numbers below it do not begin with 1", AGAINST, "2.4", "1  Scope\n2  Fees\n2.4  One.\n2.5  Two."),
    ("first below a number that is not printed", FOR, "1.1", "*Scope*\n1.1  One.\n1.2  Two.\n*Fees*\n2.1  One."),
    ("first of a new list", FOR, "(a)", "1.  The data are:\n     (a)  names;\n     (b)  dates."),
    ("after a colon", FOR, "(a)", "1.  The data are:\n     (a)  names;\n     (b)  dates."),
    ("after a heading", FOR, "(a)", "*1  Data*\n     (a)  names;\n     (b)  dates."),
    ("at its list's column", FOR, "2.", "1.  Scope.\n2.  Term."),
    ("off its list's column", AGAINST, "2.", "1.  Scope.\n        2.  Term.\n3.  Law."),
    ("set unlike its list", AGAINST, "2.", "*1.  Scope*\n2.  Term.\n3.  Law."),
    ("indented below its parent", FOR, "(a)", "1.  The data are:\n     (a)  names;\n     (b)  dates."),
    ("no deeper than its parent", AGAINST, "(i)", "1.  The data are:\n(a)  names, so:\n(i)  first;\n(ii)  last.\n(b)  dates."),
    ("left of its parent", AGAINST, "(a)", "     1.  The data are:\n(a)  names;\n(b)  dates.\n     2.  Term."),
    ("bolder or larger than its parent", AGAINST, "(a)", "1.  The data are:\n     *(a)  names;*\n     *(b)  dates.*\n2.  Term."),
    ("an annex before any clause", AGAINST, "Annex A", "Annex A: Fees\nThe fees.\n1.  Scope.\n2.  Term."),
    ("annex that is not the first", AGAINST, "*Annex C", "1.  Scope.\n2.  Term.\n*Annex C: Fees*\nThe fees."),
    ("goes on behind a newer heading", AGAINST, "3.", "*I.  Law*\n1.  Scope.\n2.  Fees.\n*II.  Leadership*\n3.  Term.\n4.  End."),
    ("list begins again", AGAINST, "(a)  seas", "1.  It holds:\n     (a)  names;\n     (b)  dates.\nand\n     (a)  seas;\n     (b)  ports."),
    ("list begins again below a heading", FOR, "1.  Chair", "1.  Scope.\n2.  Fees.\n*Staff*\n1.  Chair.\n2.  Clerk."),
    ("after text left of the list", FOR, "(a)  seas", "1.  It holds:\n     (a)  names;\n     (b)  dates.\nIt holds also:\n     (a)  seas;\n     (b)  ports."),
    ("numbers may run on", FOR, "1.  Scope", "*Part 1*\n1.  Scope.\n2.  Fees.\n*Part 2*\n3.  Term.\n4.  End."),
    ("the parts before ran on", AGAINST, "1.  Chair", "*Part 1*\n1.  Scope.\n2.  Fees.\n*Part 2*\n3.  Term.\n*Part 3*\n1.  Chair.\n2.  Clerk."),
    ("numbers begin again", AGAINST, "Article 1  Law", "*Article 1  Scope*\nOne.\n*Article 2  Fees*\nTwo.\n*Article 1  Law*\nThree.\n*Article 2  Sea*\nFour."),
    ("numbers begin again below a heading", FOR, "1.1  Chair", "*Scope*\n1.1  One.\n1.2  Two.\n*Fees*\n2.1  Dues.\n*Staff*\n1.1  Chair.\n1.2  Clerk."),
    ("same sort of label as a list around it, set apart from it", AGAINST, "1.  Names", "1.  Scope.\n2.  Data:\n      1.  Names.\n      2.  Dates.\n3.  Term."),
    ("goes on a list from outside the table", FOR, "3.", "1.  Scope.\n2.  Fees.\n| 3. | Term. |\n| 4. | End. |"),
    ("in a covering letter", AGAINST, "1.  I enclose", "Dear Sir,\n1.  I enclose the order.\nYours faithfully,\n---\n1.  Lamp.\n2.  Oil.\n3.  Wick."),
    ("the number of a house", AGAINST, "1 Cliff", "1.  The stations are at:\n1 Cliff Road, Port Ellis\n2 The Mole, Skerry\n14 Tower Street\n2.  They are lit at night, by whoever has the watch."),
    ("first of a list in a clause above", FOR, "(a)  seas", "1.  It holds:\n     1.1  Names:\n          1.1.1  first.\n     (a)  seas;\n     (b)  ports.\n2.  End."),
    ("another sort of section", AGAINST, "I.  Lamps", "    1.  Scope.\n    2.  Fees.\n\n*I.  Lamps*\n    3.  Oil.\n*II.  Wick*\n    4.  Term."),
    ("goes on from the part before", FOR, "Article 2", "*Chapter 1*\n          *Article 1*\nOne.\n*Chapter 2*\n       *Article 2*\nTwo.\n          *Article 3*\nThree."),
    ("same sort of label as a list around it", AGAINST, "1.  Names", "1.  Scope.\n1.  Names.\n2.  Dates.\n2.  Term."),
    ("one of a list of headings that come further on", AGAINST, "1.  Fees", "ANNEX A\n1.  Fees\n2.  Forms\n*1.  Fees*\nThe fees are due.\n*2.  Forms*\nThe forms are these."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "side", "printed_as", "drawing"), CASES, ids=[case[0].replace(" ", "-") for case in CASES]
)
def test_each_rule_speaks_where_its_example_is_printed(layout_of, rule, side, printed_as, drawing):
    """The line that is named has the rule among its reasons, on the side that is named."""
    found = explain_layout(layout_of(drawing))
    wanted = printed_as.replace("*", "").strip()
    lines = [one for one in (*found.clauses, *found.unbelieved) if one.printed.startswith(wanted)]
    assert lines, [one.printed for one in (*found.clauses, *found.unbelieved)]
    points = [one.points for line in lines for one in line.reasons if one.rule == rule]
    assert points, [(one.rule, one.points) for line in lines for one in line.reasons]
    assert all(value * side > 0 for value in points)


LOOKS = [
    ("larger than the text", FOR, "2  Term", {"size": 14.0}),
    ("a raised number begins a footnote", AGAINST, "2  Term", {"superscript": ((0, 1),)}),
    ("too small for a label", AGAINST, "2  Term", {"size": 7.0}),
    ("as OCR may have misread it", AGAINST, "l.2", {"confidence": 90.0}),
    ("named in the contents list", FOR, "2  Term", {}),
]


@pytest.mark.parametrize(("rule", "side", "printed_as", "looks"), LOOKS, ids=[case[0] for case in LOOKS])
def test_a_rule_speaks_of_how_a_line_looks(layout_of, rule, side, printed_as, looks):
    """Size, a raised number, the doubts of OCR and the contents list are told of the line that has them."""
    layout = layout_of(
        "1  Scope\n1.1  The parties share data.\nl.2  They do so at once.\n2  Term\nOne year.",
        contents=[("2", "Term", 3)],
    )
    body = [
        replace(item, line=replace(item.line, **looks)) if item.line.text.startswith(printed_as) else item
        for item in layout.body
    ]
    found = explain_layout(replace(layout, body=tuple(body)))
    lines = [one for one in (*found.clauses, *found.unbelieved) if one.printed.startswith(printed_as)]
    assert [one.points * side > 0 for line in lines for one in line.reasons if one.rule == rule] == [True]
