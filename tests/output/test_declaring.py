"""What a document says changed beside what was found: the same words in every format."""

from __future__ import annotations

import csv
import io

import docx
import pytest
from msgspec.structs import replace

from mouarchive.answers.comparison import compared
from mouarchive.answers.declaring import beside, blocks, in_short
from mouarchive.model import Control, HistoryRow
from mouarchive.output import as_csv, as_html, as_markdown, as_text
from mouarchive.output.as_docx import document

HISTORY = (
    HistoryRow("1.0", "2015-12-18", "First version", 2),
    HistoryRow("2.1", "2016-10-07", "15.2.6 removed; 15.2.5 amended; scope of items reduced", 2),
)


@pytest.fixture
def pair(old, new, whole):
    """Two versions, the newer one with a version history; one removal, one rewording in 16."""
    sides = [
        replace(
            side, label=label, dated=None, version=None, printed=Control(label, None, None, None, HISTORY)
        )
        for side, label in ((old, "1.0"), (new, "2.1"))
    ]
    return compared(*sides, whole)


SAID = (
    "What the document says changed",
    "2.1 (2016-10-07): “15.2.6 removed; 15.2.5 amended; scope of items reduced” (page 2)",
    "Declared, not found (1)",
    "“15.2.5 amended”: 15.2.5 has not changed",
    "Declared and found (1)",
    "“15.2.6 removed”: 15.2.6 is not in the newer version",
    "1 note more names no clause.",
    "Found, not named in any note (1)",
    "16 Records are kept for twelve months: changed wording",
)


def test_each_side_has_its_part(pair):
    """Notes as printed, then declared and not found, declared and found, no clause named, found alone."""
    found = beside(pair)
    told = [text for block in blocks(found) for text in (block.name or block.about, *block.lines)]

    assert told == list(SAID)
    assert in_short(found) == (
        "What the document says changed: 1 declared, not found; 1 declared and found; "
        "1 declared without a clause; 1 found, not named in any note"
    )


def _text(pair):
    file = io.StringIO()
    as_text.comparison(file, pair)
    return file.getvalue()


def _docx(pair):
    return "\n".join(p.text for p in docx.Document(io.BytesIO(document([pair]))).paragraphs)


FORMATS = {
    "text": _text,
    "md": as_markdown.comparison,
    "html": lambda pair: as_html.page([pair], "title"),
    "docx": _docx,
    "csv": lambda pair: as_csv.summary([pair]),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("alone", [False, True])
def test_every_format_shows_all_of_it(pair, form, alone):
    """What was declared stands beside what was found in each format, in the redline and in its summary."""
    shown = FORMATS[form](pair.headed if alone else pair)
    plain = " ".join(shown.replace("\\", "").split())

    for said in SAID:
        assert said in plain


def test_a_row_says_what_the_notes_say_of_it(pair):
    """In a table of changes each row says whether it was declared, and in which words."""
    rows = list(csv.DictReader(io.StringIO(as_csv.changes([pair])[1:], newline="")))
    declared = {row["old_clause"]: row["declared"] for row in rows}

    assert declared["15.2.6"] == "declared and found: “15.2.6 removed” (2.1)"
    assert declared["16"] == "found, not named in any note"
    assert declared["15.2.7"] == ""


def test_nothing_is_said_without_notes(old, new, whole):
    """Where the newer text has no version history, no format speaks of one."""
    pair = compared(old, new, whole)

    for write in FORMATS.values():
        assert SAID[0] not in write(pair)


def test_notes_of_several_versions_are_told_apart(old, new, whole):
    """Where notes of more than one version are read, each line says whose it is, and a remark warns of it."""
    history = (HistoryRow("2.0", None, "Paragraph 16 amended", 0), HistoryRow("2.1", None, "No changes", 0))
    sides = (
        replace(old, label="1.0", version=None),
        replace(new, label="2.1", printed=Control("2.1", None, None, None, history)),
    )
    found = list(blocks(beside(compared(*sides, whole))))

    assert found[0].lines == ("2.0: “Paragraph 16 amended”", "2.1: “No changes”")
    assert ("“Paragraph 16 amended” (2.0): 16 was reworded",) in [block.lines for block in found]
    assert ("“No changes” (2.1): speaks of version 2.1 alone",) in [block.lines for block in found]
    assert "notes of several versions" in found[-1].about


def test_a_part_of_a_redline_has_no_section_of_the_whole(pair):
    """Where some changes alone were asked for, what the document declares of the rest is no part of it."""
    some = replace(pair, changes=pair.whole.changes[:1])

    assert SAID[3] not in _text(some)
    assert SAID[3] not in FORMATS["html"](some)
    assert SAID[3] not in FORMATS["docx"](some)
    assert SAID[3] not in FORMATS["md"](some)
