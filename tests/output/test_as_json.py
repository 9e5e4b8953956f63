"""The JSON that other programs read."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from mouarchive.answers.comparison import compared
from mouarchive.output import as_json
from mouarchive.words import UNSEEN


def test_listing(new):
    """`show` gives the agreed keys first and in order; later ones are additions."""
    found = json.loads(as_json.dumps(as_json.listing(new, new.clauses)))

    assert list(found)[:6] == ["file", "sha256", "pages", "engine", "warnings", "clauses"]
    assert list(found["clauses"][0])[:9] == [
        "id",
        "label",
        "heading",
        "text",
        "page",
        "page_end",
        "box",
        "depth",
        "kind",
    ]
    assert found["clauses"][2]["box"] == [72.0, 100.0, 300.0, 112.5]
    assert found["clauses"][0]["box"] is None
    assert (found["file"], found["sha256"], found["pages"]) == ("in/v2.pdf", "b" * 64, 17)
    assert "version" not in found


def test_archived_listing(old):
    """A version of the archive also says which it is, with its dates, and what it prints of itself."""
    found = as_json.listing(old, old.clauses)

    assert (found["version"], found["dated"], found["disclosed"]) == (
        "pupil-data@1.0",
        "2015-12-18",
        "2017-02",
    )
    assert found["printed"]["label"] == "Version1.0"
    assert found["warnings"][0] == {"code": "ocr", "page": 3, "message": "read by OCR"}


def test_comparison(old, new, whole):
    """`diff` gives the agreed keys, counts the whole, and keeps unchanged clauses."""
    found = json.loads(as_json.dumps(as_json.comparison(compared(old, new, whole))))

    assert list(found)[:5] == ["old", "new", "summary", "warnings", "changes"]
    assert {key: found["summary"][key] for key in ("added", "removed", "modified", "unchanged")} == {
        "added": 0,
        "removed": 1,
        "modified": 1,
        "unchanged": 3,
    }
    assert (found["summary"]["renumbered"], found["summary"]["moved"]) == (1, 0)
    assert (
        list(found["changes"][0])[:11]
        == [
            "kind",
            "renumbered",
            "moved",
            "old",
            "new",
            "similarity",
            "rule",
            "class",
            "split_from",
            "merged_into",
            "diff",
        ][:11]
    )
    assert found["changes"][2]["new"] is None
    assert found["changes"][2]["old"] == {
        "id": "15.2.6",
        "label": "15.2.6",
        "heading": None,
        "text": "(Once collected) Nationality",
        "page": 9,
        "boxes": [],
    }
    assert found["changes"][4]["diff"][1:3] == [["delete", "six"], ["insert", "twelve"]]
    assert {warning["about"] for warning in found["warnings"]} == {"comparison", "old"}


def test_chosen_changes_leave_the_summary_whole(old, new, whole):
    """Listing fewer changes does not change the counts, and says how many are hidden."""
    found = as_json.comparison(compared(old, new, whole, whole.changes[2:3]))

    assert (len(found["changes"]), found["hidden"], found["summary"]["unchanged"]) == (1, 4, 3)


def test_parts_rebuild_both_sides(old, new, whole):
    """Equal and deleted parts give the old words, equal and inserted ones the new, heading included."""
    for change in as_json.comparison(compared(old, new, whole))["changes"]:
        for side, gone in (("old", "insert"), ("new", "delete")):
            if change[side]:
                words = "\n".join(filter(None, (change[side]["heading"], change[side]["text"])))
                assert "".join(text for op, text in change["diff"] if op != gone) == words


ANY_TEXT = st.text(st.characters(), max_size=30)


@given(
    st.dictionaries(
        ANY_TEXT, ANY_TEXT | st.lists(st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3)), max_size=3
    )
)
def test_text_is_exact_and_harmless(value):
    """Any text comes back exactly, and none of it can command a terminal."""
    written = as_json.dumps(value)

    assert json.loads(written) == value
    assert UNSEEN.search(written) is None


def test_letters_stay_letters(old):
    """Letters outside ASCII stand as themselves."""
    assert "“as held”" in as_json.dumps(as_json.listing(old, old.clauses))


def test_one_change_a_line(old, new, whole):
    """Each change stands on a line of its own, so that files can be searched and compared by line."""
    lines = as_json.dumps(as_json.comparison(compared(old, new, whole))).splitlines()

    assert sum(line.startswith('    {"kind"') for line in lines) == len(whole.changes)
