# ruff: noqa: E501, ISC004 - before and after stand side by side
"""Each way of pairing by a small agreement before and after: which clauses are one, and by which rule.

A clause that has no partner says so with "-".
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.comparing import ByHand, compare
from mouarchive.model import ChangeKind, Clause

PURPOSE = "This memorandum records how the two departments exchange information about pupils in schools."
KEEP = "Records received under this agreement are destroyed within two years of the date of receipt."
AUDIT = "Each side may inspect the premises of the other on ten working days' notice, once a year at most."
PRESS = "Questions from the press are answered by the department that was asked, after it has told the other."
COSTS = "Each department bears the costs that it incurs under this part of the agreement."
USE = f"1 | Use |\n1.1 | {PURPOSE}"


def listed(*items):
    """A list of data items between two clauses that stay."""
    return "\n".join([USE, "2 | Items |", *(f"2.{n} | {item}" for n, item in enumerate(items, 1))])


TABLE = [
    # what, old, new, clause of the older version, its partner, rule, kind
    ("moved", f"{USE}\n1.2 | {AUDIT}\n2 | Data |\n2.1 | {KEEP}", f"{USE}\n2 | Data |\n2.1 | {KEEP}\n2.2 | {AUDIT}",
     "1.2", "2.2", "identical text", "unchanged"),
    ("title outlives text", f"{USE}\n1.2 | Audit. Each side may ask for a report.", f"{USE}\n1.2 | Audit. {AUDIT}",
     "1.2", "1.2", "same clause title", "modified"),
    ("namesake", f"1 | Use |\n1.1 | {PRESS}\n2 | Background |\n2.1 | {PURPOSE}\n2.2 | {KEEP}\n2.3 | {AUDIT}",
     "1 | Background |\n1.1 | Nobody has asked for a licence since the library closed its doors.\n"
     f"2 | Use |\n2.1 | {PRESS}\n3 | History |\n3.1 | {PURPOSE}\n3.2 | {KEEP}\n3.3 | {AUDIT}",
     "2", "3", "same place", "modified"),
    ("a few words", f"{USE}\n1.2 | {KEEP}", f"{USE}\n1.2 | {KEEP.replace('two', 'three')}",
     "1.2", "1.2", "same place (0.9", "modified"),
    ("reworded", f"{USE}\n1.2 | {KEEP}\n1.3 | {AUDIT}",
     f"{USE}\n1.2 | Records received under this agreement are kept under lock for two years.\n1.3 | {AUDIT}",
     "1.2", "1.2", "same place (reworded) (0.5", "modified"),
    ("blacked out", listed("Surname", "Nationality", "Sex"), listed("Surname", "[redacted]", "Sex"),
     "2.2", "2.2", "same place (blacked out in one copy)", "modified"),
    ("another order", listed("Home telephone number", "Ward", "Sex"), listed("Ward", "Sex", "Home telephone numbers"),
     "2.1", "2.3", "same list, another place", "modified"),
    ("a title missed", f"{USE}\n2 | Payment on time\n3 | Interest paid", f"{USE}\nannex-a | Process A |\nannex-a.2 | Payments on time\nannex-a.3 | Interests paid",
     "2", "annex-a.2", "same place", "modified"),
    ("carried along", f"{USE}\n1.2 | {AUDIT}\n1.3 | {COSTS}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {COSTS}",
     f"{USE}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {COSTS}\n2.3 | {AUDIT}\n2.4 | {COSTS}",
     "1.3", "2.4", "identical text elsewhere.", "unchanged"),
    ("touched on its way", f"{USE}\n1.2 | {AUDIT}\n2 | Data |\n2.1 | {KEEP}",
     f"{USE}\n2 | Data |\n2.1 | {KEEP}\n2.2 | {AUDIT.replace('ten', 'five')}",
     "1.2", "2.2", "similar text elsewhere", "modified"),
    ("the only copy left",
     f"{USE}\n1.2 | {COSTS}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {COSTS}\n3 | Audit |\n3.1 | {AUDIT}",
     f"{USE}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {COSTS}\n3 | Audit |\n3.1 | {AUDIT}\n3.2 | {COSTS}",
     "1.2", "3.2", "identical text elsewhere, the only copy left.", "unchanged"),
    ("a level of headings gone", f"1 | Overview |\n1.1 | {PURPOSE}\n1.2 | Purposes |\n1.2.1 | {KEEP}\n1.2.2 | {PRESS}",
     f"1 | Name |\n1.1 | {AUDIT}\n2 | Purposes |\n2.1 | {KEEP.replace('two', 'three')}\n2.2 | {COSTS}",
     "1.2", "2", "same clause title, with an item of its own", "unchanged"),
    ("merged", f"{USE}\n1.2 | {KEEP}\n1.3 | {AUDIT}", f"1 | Use |\n1.1 | {PURPOSE} {KEEP}\n1.2 | {AUDIT}",
     "1.1", "1.1", "merged into 1.1", "modified"),
    ("another name", listed("Surname", "Sex", "Ward"), listed("Surname", "Gender", "Ward"),
     "2.2", "2.2", "same item by another name", "modified"),
    ("another item", listed("Surname", "Date of birth", "Ward"), listed("Surname", "Place of birth", "Ward"),
     "2.2", "-", "no clause like it", "removed"),
    ("a qualifier dropped", listed("Surname", "(once collected) nationality", "Ward"),
     listed("Surname", "nationality", "Ward"), "2.2", "2.2", "same place (reworded)", "modified"),
    ("rewritten", f"{USE}\n1.2 | {KEEP}\n1.3 | {AUDIT}",
     f"{USE}\n1.2 | Once the twenty-four months are over, whatever was received must be shredded.\n1.3 | {AUDIT}",
     "1.2", "1.2", "only clause left in its place", "modified"),
    ("another matter", f"{USE}\n1.2 | {KEEP}\n1.3 | {AUDIT}",
     f"{USE}\n1.2 | Votes of the board are cast by the raising of hands under the eye of the chair.\n1.3 | {AUDIT}",
     "1.2", "-", "no clause like it", "removed"),
    ("words under a box", f"{USE}\n1.2 | {KEEP}\n1.3 | {AUDIT}",
     f"{USE}\n1.2 | Records received under [redacted] of receipt.\n1.3 | {AUDIT}",
     "1.2", "1.2", "same place (0.60)", "modified"),
    ("part of its frame", listed("the name of the Reader;", "Ward", "Sex"),
     listed("Ward", "Sex", "the name and address of the first owner;"), "2.1", "-", "no clause like it", "removed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "eid", "partner", "rule", "kind"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_which_clauses_are_one_and_why(tree, old, new, eid, partner, rule, kind):
    """The clause of the older version, its partner in the newer one, and the rule that made them one."""
    changes = compare(tree(old), tree(new)).changes
    (change,) = (one for one in changes if one.old and one.old.eid == eid)
    assert (change.new.eid if change.new else "-", change.kind) == (partner, ChangeKind(kind))
    assert f"{change.rule}.".startswith(rule)


def test_what_a_person_decided_comes_first(tree):
    """Two clauses paired by hand are one, whatever their words."""
    by_hand = ByHand("1.1", "1.2", together=True, who="J. Doe", why="seen in the file")
    changes = compare(tree(f"{USE}\n1.2 | {KEEP}"), tree(f"{USE}\n1.2 | {AUDIT}"), [by_hand]).changes
    (change,) = (one for one in changes if one.old and one.old.eid == "1.1")
    assert (change.new.eid, change.rule) == ("1.2", "paired by hand (J. Doe: seen in the file)")


def test_a_new_title_above_moves_nothing(tree):
    """A part's heading that one version alone has is a new grouping, or a reading."""
    part = Clause("part-1", "Part 1", "Of use", "", 1, 1, 0, "part")
    grouped = [part, *(replace(one, parent=one.parent or "part-1") for one in tree(USE))]
    changes = compare(tree(USE), grouped).changes
    assert [(one.old.eid, one.moved) for one in changes if one.old] == [("1", False), ("1.1", False)]
