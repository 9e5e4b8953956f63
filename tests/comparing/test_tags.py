"""What kind of words a change touches: each tag with what is of it and what just is not."""

from __future__ import annotations

import pytest

from mouarchive.comparing import compare
from mouarchive.model import Clause, Tag

FRAME = "In each such case the records go to the school by post, {}, and a note of it is kept with the file."


def clause(words, eid="1", parent=None, heading=None, kind="clause"):
    """A clause with these words."""
    return Clause(eid, eid, heading, words, 1, 1, parent=parent, kind=kind)


def of(old, new, *beside):
    """The tags of clause 1 where one text stands for the other, which are the same the other way round."""
    found = []
    for before, after in ((old, new), (new, old)):
        whole = compare([clause(before), *beside], [clause(after), *beside])
        found.append(set(next(c.tags for c in whole.changes if c.new and c.new.eid == "1")))
    assert found[0] == found[1]
    return {str(tag) for tag in found[0]}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # obligation: what must, may or will be done
        ("the Council shall keep them", "the Council may keep them", "obligation"),
        ("each side must agree", "each side should agree", "obligation"),
        ("it is to be kept", "it was kept", "obligation"),
        ("each agrees to pay", "each wants to pay", "obligation"),
        ("reasonable endeavours are made", "best endeavours are made", "obligation"),
        ("la commune doit payer", "la commune peut payer", "obligation"),
        ("die Stadt muss zahlen", "die Stadt kann zahlen", "obligation"),
        # negation
        ("they shall share it", "they shall not share it", "negation"),
        ("with a copy of it", "without a copy of it", "negation"),
        ("the lawful use", "the unlawful use", "negation"),
        ("the disclosure", "the non-disclosure", "negation"),
        ("the form of it", "the inform of it", ""),
        # number
        ("5 % of them", "5 of them", "number"),
        ("> 5 pupils", "< 5 pupils", "number"),
        ("≥ 5 pupils", "≤ 5 pupils", "number"),
        ("1.5 metres", "15 metres", "number"),
        ("2-3 pupils", "23 pupils", "number"),
        ("held by 37signals", "held by the host", ""),
        ("a walk of 5km", "a walk of 6km", "number"),
        ("5 km away", "5 m away", "number"),
        ("the first of them", "the second of them", "number"),
        ("the first of them", "the last of them", ""),
        ("three copies", "four copies", "number"),
        ("10² metres", "10³ metres", "number"),
        # period: a figure in it counts as one, too
        ("within 30 days", "within 90 days", "number period"),
        ("within 30 days", "within 30 working days", "period"),
        ("30 days after", "30 months after", "period"),
        ("ten (10) days", "twenty (20) days", "number period"),
        ("annually", "monthly", "period"),
        ("each quarter", "every month", "period"),
        ("without undue delay", "immediately", "negation period"),
        ("dans les 30 jours", "dans les 60 jours", "number period"),
        # money
        ("a fee of £1,000", "a fee of £10,000", "number money"),
        ("a fee of £1,000", "a fee of $1,000", "money"),
        ("transfers it MAKES", "EUROPEAN transfers it makes", ""),
        ("a fee of 5 million euros", "a fee of 6 million euros", "number money"),
        # date: its figures are no numbers
        ("on 1 May 2016", "on 2 June 2016", "date"),
        ("in March 2016", "in March 2017", "date"),
        ("by 2016-09-30", "by 2017-09-30", "date"),
        ("under the Act 1998", "under the Act 2018", "date"),
        # party
        ("the Home Office reads it", "the Cabinet Office reads it", "party"),
        ("the Supplier reads it", "the Customer reads it", "party"),
        ("the Department for Education reads it", "the Department for Transport reads it", "party"),
        ("the cat reads it", "the dog reads it", ""),
        # defined-term
        ("the Personal Data", "the personal data", "defined-term"),
        ("every Request is kept", "every request is kept", "defined-term"),
        ("THE END of it", "the end of it", ""),
        # condition
        ("unless the parent objects", "if the parent objects", "condition"),
        ("subject to consent", "with consent", "condition"),
        ("provided that it is safe", "so that it is safe", "condition"),
        # scope
        ("any of the records", "all of the records", "scope"),
        ("up to the end of it", "before the end of it", "scope"),
        ("chiefly used there", "solely used there", "scope"),
        ("no later than noon", "at noon", "scope"),
        ("if it is safe", "only if it is safe", "condition"),
        # connective: one for another, not one more of them beside new words
        ("names and dates", "names or dates", "connective"),
        ("names and/or dates", "names and dates", "connective"),
        ("names", "names and ages", ""),
        # reference
        ("as said in clause 3.1", "as said in clause 3.4", "reference"),
        ("as said in paragraph 5(a)", "as said in paragraph 5(b)", "reference"),
        ("as said in Annex A", "as said in Annex B", "reference"),
        ("as said in section 5 of the Act", "as said in section 6 of the Act", "reference"),
        # data-item, inside a sentence
        ("the following data: name, age", "the following data: name, nationality, age", "data-item"),
        ("details such as name, age", "details such as name", "data-item"),
        (f"data {'on ' * 5}it: age", f"data {'on ' * 5}it: name, age", "data-item"),
        (f"data {'on ' * 9}it: age", f"data {'on ' * 9}it: name, age", ""),
        ("the towns: Hull, York", "the towns: Hull, Leeds, York", ""),
        # the same words of a kind on both sides are none
        ("they shall send it soon", "they shall send this soon", ""),
        ("within 30 days of it", "within 30 days of this", ""),
    ],
)  # fmt: skip
def test_a_change_is_tagged_by_the_words_it_touches(old, new, expected):
    """The kinds of the words that went or came, and of what they are part of, and no other."""
    assert of(FRAME.format(old), FRAME.format(new)) == set(expected.split())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("“Data” means the records of pupils kept.", "“Data” means all records of pupils kept.", {"scope"}),
        ("“Data” means the records of pupils kept.", "“Data” means the records of adults kept.", set()),
        ("Data means the records of pupils kept.", "Data means the records of adults kept.", set()),
    ],
)
def test_a_changed_definition_is_a_defined_term(old, new, expected):
    """Whatever else its words are: it changes every clause that uses the term."""
    assert of(old, new) == expected | {"defined-term"}


def test_the_document_says_what_its_terms_and_parties_are():
    """Terms that it defines count in whatever words; roles that its opening gives are parties."""
    opening = clause("between Hull Ferries (“the Carrier”) and others", "front-parties-1", kind="parties")
    meaning = clause("“relevant link” and “Timetable” means what is printed on the quay.", "2")

    assert of(FRAME.format("the Carrier"), FRAME.format("the vessel"), opening) == {"party"}
    assert of(FRAME.format("the Timetable"), FRAME.format("the notice"), meaning) == {"defined-term"}
    assert of(FRAME.format("the Timetable"), FRAME.format("the notice")) == set()


LEAD = "The Department supplies the following items that it holds:"


def listing(lead, *items):
    """Clause 2 with its items."""
    inside = [clause(words, f"2.{at}", "2") for at, words in enumerate(items, start=1)]
    return [clause(lead, "2"), *inside]


@pytest.mark.parametrize(
    ("lead", "item", "expected"),
    [
        (LEAD, "Nationality, where it was recorded in the last five years", ["data-item"]),
        (LEAD, "The school shall tell the parent within two days", ["obligation", "period"]),
        ("Data to be shared", "Nationality", ["data-item"]),
        ("Each side names the towns that it serves:", "Nationality", []),
        (LEAD, "Nationality " * 25, ["data-item"]),
        (LEAD, "Nationality " * 35, []),
    ],
)
def test_an_item_of_a_list_of_data_is_told_as_that(lead, item, expected):
    """Under a clause that introduces data, a line that binds nobody is an item, and nothing else."""
    heading = lead if not lead.endswith(":") else None
    old = listing(lead, "Surname and forename", "Date of birth", item)
    new = listing(lead, "Surname and forename", "Date of birth")
    if heading:
        old[0], new[0] = (clause("", "2", heading=heading) for _ in range(2))
    for one, other in ((old, new), (new, old)):
        (alone,) = [c for c in compare(one, other).changes if not (c.old and c.new)]
        assert [str(tag) for tag in alone.tags] == expected


def test_a_clause_that_came_or_went_is_told_by_what_it_does():
    """Duties, sums, periods and dates count; its conditions, scope and connectives did not change."""
    keep = clause("Something else stands here and is the same in both.", "2")
    new = clause("Unless all agree or no copy exists, the Council shall pay £500 within ten days.", "1")
    (added,) = [c for c in compare([keep], [new, keep]).changes if c.old is None]

    assert added.tags == (Tag.OBLIGATION, Tag.PERIOD, Tag.MONEY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within 30 days", "within  30 days"),
        ("within 30 days", "within [redacted] days"),
        ("the “Data”", 'the "Data"'),
    ],
)
def test_what_is_unchanged_or_hidden_has_no_tag(old, new):
    """Typography touches no words, and of what a black box hides nothing is known."""
    assert of(FRAME.format(old), FRAME.format(new)) == set()
