"""What a receipt says of a file before it is built on: what it prints of itself, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from mouarchive.archive.database.readings import Reading
from mouarchive.archive.intake.incoming import (
    REDLINE,
    AddOptions,
    Chosen,
    Incoming,
    alarms,
    as_redline,
    says_of_itself,
)
from mouarchive.model import Box, Control, HistoryRow, Leak, LeakReport, Segmentation, Warn
from mouarchive.reading.redline import REDLINE as AS_READ

HISTORY = (HistoryRow("0.1", "2015-04-13", "first", 2), HistoryRow("1.0", None, "final", 2))


def incoming(name="release.pdf", *, control=None, warnings=(), leaks=None, unchecked=None) -> Incoming:
    cut = Segmentation((), control=control or Control())
    reading = Reading("0" * 64, "test", (), cut, tuple(warnings))
    return Incoming(Path(name), "0" * 64, 1, reading, None, leaks, unchecked)


def chosen(status=None, *, printed=False) -> Chosen:
    proposed = (("status", status, "printed on the document"),) if printed else ()
    return Chosen("x", "1.0", AddOptions(status=status), proposed)


REDLINED = Warn(REDLINE, "it shows both readings")


@pytest.mark.parametrize(
    ("name", "printed", "asked", "said"),
    [
        ("Final V0 1 REDACTED.pdf", "1.0", None, ["the file's name says 0.1, the document itself says 1.0"]),
        ("MoU v1.0.pdf", "1.0", None, []),
        ("MoU.pdf", "1.0", None, []),
        ("MoU v2.1.pdf", None, None, ["the file's name says 2.1, the record says 1.0"]),
        (
            "MoU.pdf",
            "1.1",
            "1.0",
            ["the document prints the version label 1.1, you said 1.0; what you said is recorded"],
        ),
    ],
)
def test_names_that_do_not_fit_are_said(name, printed, asked, said) -> None:
    """File name, cover and what a person said may name different versions: each disagreement is one line."""
    assert list(alarms(incoming(name, control=Control(label=printed)), chosen(), asked)) == said


def test_what_the_text_gives_reason_to_look_at_is_said() -> None:
    """Two documents in one file, and tags that say otherwise, are heard before the file is built on."""
    odd = [Warn("bound-together", "More than one document.", 9), Warn("tags-order", "Another order.", 3)]
    cut = Segmentation((), warnings=(*odd, Warn("contents-mismatch", "The contents list differs.", 1)))
    told = Incoming(Path("a.pdf"), "0" * 64, 1, Reading("0" * 64, "test", (), cut), None, None, None)
    assert list(alarms(told, chosen(), None)) == ["more than one document", "another order"]


def test_what_the_document_prints_is_offered() -> None:
    """The marking and the document's own table of versions are said with their ground."""
    printed = incoming(control=Control(marking="OFFICIAL", history=HISTORY))
    found = {key: value for key, value, _ in says_of_itself(printed)}
    assert found == {"marking": "OFFICIAL", "history": "0.1 (2015-04-13), 1.0"}
    assert list(says_of_itself(incoming())) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (chosen(), "draft"),
        (chosen("final", printed=True), "draft"),
        (chosen("final"), "final"),
        (chosen("withdrawn"), "withdrawn"),
    ],
)
def test_a_redline_is_a_draft_unless_a_person_says_what_it_is(before, after) -> None:
    """What a person says stands; what the document prints of itself does not make a redline final."""
    assert as_redline(incoming(warnings=[REDLINED]), before).options.status == after
    assert as_redline(incoming(), before) is before


def test_the_reader_and_the_archive_mean_the_same_warning() -> None:
    """The code of the reader's warning is the one that the archive looks for."""
    assert REDLINE == AS_READ


def test_many_leaks_are_summed_up() -> None:
    """The first places are named, the others counted; names in the metadata are no alarm."""
    leaks = tuple(Leak("hidden", "box", 4, page, Box(0, 0, 9, 9)) for page in range(1, 9))
    report = LeakReport("0" * 64, "a.pdf", 9, (*leaks, Leak("metadata", "author", 5, grave=False)))
    said = list(alarms(incoming(leaks=report), chosen(), None))
    assert len(said) == 7
    assert said[0] == "page 1 at 0,0 to 9,9: 4 letters under a box"
    assert said[5].startswith("and 3 more places")
    assert not any("author" in line for line in said)


def test_a_file_that_could_not_be_checked_is_never_called_clean() -> None:
    """Where the check fails, or pages are left out, the receipt says so."""
    assert list(alarms(incoming(unchecked="a.pdf: too big"), chosen(), None)) == [
        "it could not be checked for hidden text: a.pdf: too big"
    ]
    report = LeakReport("0" * 64, "a.pdf", 9, (), (Warn("page-unchecked", "page 2", 2),))
    assert list(alarms(incoming(leaks=report), chosen(), None)) == [
        "1 of its pages could not be checked for hidden text"
    ]
