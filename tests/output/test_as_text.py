"""Listings and redlines as people read them in a terminal."""

from __future__ import annotations

import io

import pytest
from msgspec import structs

from mouarchive.answers.comparison import compared
from mouarchive.comparing.comparison import compare
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, DiffPart, Op, Warn
from mouarchive.output import as_html, as_json, as_markdown, as_text
from mouarchive.words import counted, pages


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_redline(old, new, whole, written):
    """A redline says first what is compared, counts and warnings, then each change, both files last."""
    expected = f"""\
pupil-data@1.0 compared with v2.pdf
Specimen: written for demonstration, never released by anyone.
! one clause was compared by paragraphs
1 removed, 0 added, 1 modified (substantive), 3 unchanged; 1 renumbered, 0 moved.
Not shown: 2 unchanged clauses.

! old, pages 3\u20134, 7: read by OCR
! old: the file has no outline

15.2.6  removed · page 9
  [-(Once collected) Nationality-]

16  modified (substantive) · page 11 → page 10
  Records are kept for [-six-]{{+twelve+}} months.

Renumbered, words unchanged: 15.2.7 → 15.2.6

The two texts
old  pupil-data@1.0 · v1.pdf · dated 2015-12-18 · in force from 2015-07 · disclosed 2017-02 ·
     request 2016-0058280 · 16 pages · 5 clauses
     sha256 {"a" * 64}
     says of itself: Version1.0 · NOT PROTECTIVELY MARKED
new  v2.pdf · 17 pages · 4 clauses
     sha256 {"b" * 64}
"""

    assert written(as_text.comparison, compared(old, new, whole)) == expected


def test_chosen_unchanged_clauses_are_shown(old, new, whole, written):
    """Who asks for unchanged clauses gets their words."""
    shown = written(as_text.comparison, compared(old, new, whole, whole.changes[:2], explicit=True))

    assert "15.2.5  unchanged · page 9\n  Surname\n" in shown
    assert "Not shown: 1 unchanged clause, 1 removed clause, 1 modified clause." in shown


def test_listing(old, written):
    """A listing is indented by depth and gives each clause's page, and whether it was read by OCR."""
    listed = written(as_text.listing, old, old.clauses).splitlines()

    assert "  15.2  Information  · page 9" in listed
    assert "    15.2.7  · page 10 · read by OCR" in listed
    assert "      Address “as held”" in listed


def test_nothing_found(new, written):
    """A file without clauses is said to have none."""
    assert "No clauses were found in it." in written(as_text.listing, new, ())


@pytest.mark.parametrize(
    ("file", "environment", "coloured"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_colour_only_on_a_terminal(old, new, whole, monkeypatch, file, environment, coloured):
    """Escape sequences go to a terminal that wants them and nowhere else; the marks are always there."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    as_text.comparison(file, compared(old, new, whole))

    assert ("\x1b[" in file.getvalue()) == coloured
    assert "[-six-]" in file.getvalue()


def test_hostile_text(old, new, whole, written):
    """A file name, a warning and a clause that carry escape sequences are shown, not obeyed."""
    change = structs.replace(whole.changes[2], old=structs.replace(old.clauses[2], eid="9\x1b[2J"))
    bad = structs.replace(old, name="a\x1b]0;x\x07.pdf", warnings=(Warn("w", "say\x9b31m\u202e"),))
    shown = written(as_text.comparison, compared(bad, new, whole, (change,)))

    assert not set(shown) & set("\x1b\x07\x9b\u202e")
    assert "a[U+001B]]0;x[U+0007].pdf" in shown
    assert "9[U+001B][2J" in shown


def test_width(old, new, whole, written, monkeypatch):
    """Text is wrapped at the width asked for, words whole."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = written(as_text.comparison, compared(old, new, whole)).splitlines()

    assert max(len(line) for line in lines if "sha256" not in line) <= 40
    assert "  Records are kept for [-six-]{+twelve+}" in lines


@pytest.mark.parametrize(
    ("found", "words"),
    [([3], "page 3"), ([4, 3, 3], "pages 3\u20134"), ([1, 2, 3, 7], "pages 1\u20133, 7"), ([], "")],
)
def test_pages(found, words):
    """Pages are written as people write them."""
    assert pages(found) == words


def test_count():
    """Nouns are put in the plural where they must be."""
    assert [counted(number, "page") for number in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]


def test_warnings_of_many_pages_are_one_line(old, written):
    """Warnings that differ only in their page are said once, with all their pages; black boxes added up."""
    many = [Warn("ocr", f"page {page} was read from its picture", page) for page in (1, 2, 3)]
    black = [Warn("redacted", f"2 passages are blacked out on page {page}", page) for page in (10, 12)]
    shown = written(as_text.listing, structs.replace(old, warnings=(*many, *black)), ())

    assert "! pages 1\u20133: the page was read from its picture\n" in shown
    assert "! pages 10, 12: 4 passages are blacked out\n" in shown


def test_side_by_side(old, new, whole, written):
    """Older words stand left, newer ones right, each with its marks; no line is too long."""
    lines = written(as_text.comparison, compared(old, new, whole), columns=True).splitlines()

    left = "Records are kept for [-six-] months."
    assert f"{left:<48} │ Records are kept for {{+twelve+}} months." in lines
    assert f"{'[-(Once collected) Nationality-]':<48} │" in lines
    assert max(map(len, lines)) <= 100


def tree(text):
    """Clauses from lines `id | text`."""
    rows = [line.split(" | ") for line in text.splitlines()]
    return tuple(Clause(eid, eid, None, words, 1, 1, eid.count(".")) for eid, words in rows)


def test_references(new, written):
    """References that no longer mean what they meant are told at the end."""
    first = tree(
        "1 | See paragraph 2.2 for more.\n2 | Items\n2.1 | Surname of a child\n2.2 | Address at home"
    )
    second = tree("1 | See paragraph 2.2 for more.\n2 | Items\n2.1 | Surname of a child")
    texts = [structs.replace(new, clauses=clauses) for clauses in (first, second)]
    pair = compared(*texts, compare(first, second))

    assert (
        "References 1 “paragraph 2.2” refers to a clause that does not exist in the newer version; "
        "it meant 2.2, which is gone The two texts"
    ) in " ".join(written(as_text.comparison, pair).split())
    (told,) = as_json.comparison(pair)["references"]
    assert (told["fate"], told["new"]["clause"], told["old"]["target"]) == ("dangling", "1", "2.2")
    assert as_json.comparison(pair)["summary"]["references"]["dangling"] == 1


def test_an_address_is_never_cut(old, new, whole, written, monkeypatch):
    """A word wider than the page stands on a line of its own, whole, so that it can be copied."""
    monkeypatch.setenv("COLUMNS", "40")
    address = "https://example.org/a/very/long/address/of/a/page/that/is/wider"
    bad = structs.replace(whole, warnings=(Warn("w", f"the list stands at {address} and elsewhere"),))
    lines = written(as_text.comparison, compared(old, new, bad)).splitlines()

    assert f"  {address}" in lines
    assert "  and elsewhere" in lines


def test_what_may_stand_under_a_black_box_bears_no_mark(old, new, written):
    """A clause that is unknown is neither removed nor added: its words are shown as they are."""
    change = Change(ChangeKind.REMOVED, old.clauses[4], None, change_class=ChangeClass.REDACTION,
                    diff=(DiffPart(Op.DELETE, old.clauses[4].words),))  # fmt: skip
    pair = compared(old, new, Comparison((change,)))

    assert "\n  Records are kept for six months.\n" in written(as_text.comparison, pair)
    assert "<del>" not in as_html.page([pair], "t")
    assert "<del>" not in as_markdown.comparison(pair)


def test_passages_stand_under_the_part_of_the_document_where_they_are(old, new, written):
    """Opening, clauses and signatures are told apart in plain words; a footnote stands with its clause."""
    found = []
    for kind, words in (("parties", "The Office"), ("clause", "Scope"), ("footnote", "Note"), ("end", "Map")):
        one = Clause(f"{kind}-1", "", None, words, 1, 1, kind=kind)
        found.append(Change(ChangeKind.ADDED, None, one, diff=(DiffPart(Op.INSERT, words),)))
    shown = written(as_text.comparison, compared(old, new, Comparison(tuple(found))))
    places = [shown.index(name) for name in (
        "\nOpening, parties and recitals\n", "{+The Office+}", "\nClauses\n", "{+Scope+}", "{+Note+}",
        "\nAfter the clauses\n", "{+Map+}", "\nThe two texts\n",
    )]  # fmt: skip

    assert places == sorted(places)
