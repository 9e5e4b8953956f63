"""Which version brought each word of a clause: what is said of it, and of versions that say nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from reportlab.pdfgen.canvas import Canvas

from mouarchive.answers.blaming import blame_archive, blame_files
from mouarchive.archive.database.rows import VersionRow
from mouarchive.comparing import compare, lineages
from mouarchive.errors import NotFoundError, UsageError
from mouarchive.model import Clause

GENERAL = "The two departments keep the ferry's register together and say so to nobody."


def clauses(*texts):
    """Clauses as (number, words), and always a clause 9 that stays the same."""
    found = [
        Clause(eid, eid, None, words, 3, 3, eid.count("."), parent=eid.rpartition(".")[0] or None)
        for eid, words in texts
    ]
    return (*found, Clause("9", "9", None, GENERAL, 7, 7))


class Series:
    """What an archive answers of one agreement: versions by label, a text or why there is none."""

    def __init__(self, texts, pages_read=None):
        self.rows = [
            VersionRow(
                id=f"ferry@{label}", label=label, agreement="ferry", position=at,
                held=not isinstance(text, str), state=text if isinstance(text, str) else "held",
                printed_label=None, printed_date=None, printed_status=None, marking=None, sha256=None,
                pages=9, pages_read=(pages_read or {}).get(label, 9), clauses=None, engine=None,
            )
            for at, (label, text) in enumerate(texts.items())
        ]  # fmt: skip
        self.texts = {f"ferry@{label}": text for label, text in texts.items() if not isinstance(text, str)}

    def resolve(self, name):
        return next(row for row in self.rows if row.id == name)

    def agreement(self, name):
        return SimpleNamespace(id=name, specimen=False)

    def versions(self, _):
        return self.rows

    def clauses(self, version):
        return self.texts[version]

    def lineage_places(self, _):
        return {line.id: dict(line.steps) for line in lineages(list(self.texts.items()), "ferry")}

    def comparison(self, old, new):
        return compare(self.texts[old], self.texts[new])


def told(texts, clause="1", **more):
    """The one clause of this number in a series."""
    (found,) = blame_archive(Series(texts, **more), "ferry", clause).found
    return found


KEPT = "Each department shall keep the names of the passengers for {} years after the voyage has ended."
FIVE, SEVEN = clauses(("1", KEPT.format("five"))), clauses(("1", KEPT.format("seven")))


def test_words_have_the_version_that_brought_them():
    """The oldest version's words have no mark; what is new and what was struck has its version."""
    found = told({"0.2": FIVE, "1.0": SEVEN})

    assert [piece for piece in found.pieces if piece[0] != "kept"] == [
        ("struck", "five", "struck 1.0"),
        ("brought", "seven", "1.0"),
    ]
    assert ("five", "already in 0.2, the oldest that could be read", "in 1.0") in [
        tuple(cell.strip() for cell in row) for row in found.rows
    ]
    assert found.changed
    assert found.stands
    assert found.sentence == "As it stands in 1.0, page 3."


def test_words_that_come_back_say_both_times():
    """A word that was struck and stands again is the same word, brought back."""
    found = told({"1.0": FIVE, "2.0": SEVEN, "3.0": FIVE})

    marks = {words.strip(): mark for _, words, mark in found.pieces}
    assert marks["five"] == "struck 2.0, again 3.0"
    assert marks["seven"] == "2.0, struck 3.0"
    brought = {words.strip(): came for words, came, _ in found.rows}
    assert brought["five"] == "already in 1.0, the oldest that could be read; again in 3.0"


@pytest.mark.parametrize(
    ("silent", "said"),
    [("declared", "1.1 not held"), ("withheld", "1.1 withheld"), ("unread", "1.1 unread")],
)
def test_a_version_that_says_nothing_may_have_brought_the_words(silent, said):
    """Between two texts that were read lies one that was not: "in or before" is all that is known."""
    found = told({"1.0": FIVE, "1.1": silent, "2.0": SEVEN})

    brought = {words.strip(): came for words, came, _ in found.rows}
    assert brought["seven"] == f"in or before 2.0 ({said})"
    assert ("brought", "seven", "≤ 2.0") in found.pieces


def test_a_clause_that_is_not_on_the_pages_read_is_not_gone():
    """A version of which pages could not be read may hold the clause on one of them."""
    found = told({"1.0": FIVE, "1.1": clauses(), "2.0": SEVEN}, pages_read={"1.1": 8})

    assert "in or before 2.0 (1.1 read in part: 8 of 9 pages)" in [came for _, came, _ in found.rows]
    assert told({"1.0": FIVE, "1.1": clauses()}).sentence == "As it last stood in 1.0, page 3; gone in 1.1."


def test_what_is_blacked_out_is_unknown_and_not_struck():
    """Words under a black box may stand there still."""
    hidden = clauses(("1", KEPT.format("[redacted]")))
    found = told({"1.0": FIVE, "2.0": hidden})

    (unknown,) = [piece for piece in found.pieces if piece[0] == "unknown"]
    assert unknown == ("unknown", "five", "unknown since 1.0")
    rows = {words.strip(): (came, went) for words, came, went in found.rows}
    assert rows["five"][1] == "unknown: blacked out after 1.0"
    assert rows["[redacted]"][0] == "blacked out in 2.0"


@pytest.mark.parametrize(
    ("lists", "gone"),
    [
        ("The parties record of each passenger:", "in 2.0"),
        ("The parties record of each passenger: [redacted]", ""),
    ],
)
def test_a_clause_under_a_black_box_is_unknown(lists, gone):
    """Where the list that held an item is blacked out nobody may say that the item was gone."""
    item = "The port at which they were born"
    shown = clauses(("1", "The parties record of each passenger:"), ("1.1", "Surname"), ("1.2", item))
    series = Series({"1.0": shown, "2.0": clauses(("1", lists)), "3.0": shown})
    (found,) = blame_archive(series, "ferry", "1.2").found

    assert [went for _, _, went in found.rows] == [gone]


def test_a_number_that_has_meant_several_clauses_gives_each():
    """Without a version every clause that bore the number is shown; with one only that version's."""
    old = clauses(
        ("1", "Surname and forename of each passenger on the list"), ("2", "Port at which they land")
    )
    new = clauses(("1", "Port at which they land"))
    series = Series({"1.0": old, "2.0": new})

    gone, moved = blame_archive(series, "ferry", "1").found
    assert gone.sentence == "As it last stood in 1.0, page 3; gone in 2.0."
    assert moved.sentence == "As it stands in 2.0, page 3; numbered 2 in 1.0; 1 in 2.0."
    assert blame_archive(series, "ferry@2.0", "1").found == (moved,)
    assert moved.name == "1"


def test_a_clause_that_no_version_has():
    """It is said, with the versions looked in."""
    with pytest.raises(NotFoundError, match="77"):
        blame_archive(Series({"1.0": FIVE, "2.0": SEVEN}), "ferry", "77")


def test_an_agreement_of_which_no_text_is_held():
    """There is nothing to take words from."""
    with pytest.raises(NotFoundError, match="the text of no version is held"):
        blame_archive(Series({"1.0": "declared"}), "ferry")


def test_the_whole_series_in_the_order_of_the_newest_text():
    """A clause that is gone stands behind the one it stood behind."""
    old = clauses(("1", "Surname of each passenger"), ("2", "Port at which they land"), ("3", KEPT))
    new = clauses(
        ("1", "Surname of each passenger"), ("2", KEPT), ("4", "Bells are rung in fog and at night")
    )
    found = blame_archive(Series({"0.1": "withheld", "1.0": old, "2.0": new}), "ferry")

    assert [one.last.clause.words for one in found.found] == [
        "Surname of each passenger", "Port at which they land", KEPT,
        "Bells are rung in fog and at night", GENERAL,
    ]  # fmt: skip
    assert found.title == "ferry: every clause, word by word by version"
    assert found.sentence == (
        "From the 2 versions that could be read (1.0, 2.0); 1 other not held or not read. "
        "Words without a mark are from the oldest of them."
    )
    assert found.counts == "1.0 brought words of 4 clauses; 2.0 brought words of 1 clause"
    assert [one.said for one in found.versions] == ["withheld", "held", "held"]


def test_a_clause_that_was_divided_says_so():
    """The words alone do not tell that half of a clause stands under another number."""
    first = "The Ferrymen keep a list of all passengers and hand it over to the harbour each evening."
    second = "Nobody else may look at the list, and no copy of it is kept after the year has ended."
    whole, cut = clauses(("1", f"{first} {second}")), clauses(("1", first), ("2", second))

    remarks = [one.remarks for one in blame_archive(Series({"1.0": whole, "2.0": cut}), "ferry").found]
    assert ("2.0: divided from 1 of the version before",) in remarks
    joined = [one.remarks for one in blame_archive(Series({"1.0": cut, "2.0": whole}), "ferry").found]
    assert ("2.0: joined with 1",) in joined


# ------------------------------------------------------------------ files


def write(path: Path, years):
    """An agreement of one page."""
    canvas = Canvas(str(path), invariant=True)
    for row, line in enumerate(
        ("1. Records", f"1.1 Records are kept for {years} years by both sides.", "2. End")
    ):
        canvas.drawString(72, 760 - 24 * row, line)
    canvas.save()
    return str(path)


def test_files_are_a_series_too(tmp_path):
    """Bare files, oldest first; two of one name are told apart by their place."""
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
    names = [write(tmp_path / "old" / "deal.pdf", "five"), write(tmp_path / "new" / "deal.pdf", "ten")]
    (found,) = blame_files(names, "1.1", ocr=False).found

    assert [place.version for place in found.places] == [
        f"{name} ({at})" for at, name in enumerate(_shown(names), 1)
    ]
    assert ("brought", "ten") in [(fate, words.strip()) for fate, words, _ in found.pieces]


def _shown(names):
    return [Path(name).name for name in names]


@pytest.mark.parametrize("names", [["a.pdf"], ["a.pdf", "a.pdf"]])
def test_one_text_has_nothing_before_it(names):
    """Two different files at least make a series."""
    with pytest.raises(UsageError, match="two files or more"):
        partial(blame_files, ocr=False)(names)
