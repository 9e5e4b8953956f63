"""The side-by-side benchmark counts what it says it counts, the same way for every tool."""

from __future__ import annotations

import importlib
import shutil

import pytest


@pytest.fixture(name="ruler")
def _ruler(project, monkeypatch):
    monkeypatch.syspath_prepend(str(project / "bench"))
    return importlib.import_module("_ruler")


@pytest.fixture(name="peers")
def _peers(project, monkeypatch):
    monkeypatch.syspath_prepend(str(project / "bench"))
    return importlib.import_module("_peers")


def units(ruler, *rows):
    return [ruler.Unit(label, label, words) for label, words in rows]


def marked(peers, text):
    """A version as a tool marked it: words in [brackets] are shown as changed."""
    words = text.split()
    return peers.Marked([word.strip("[]") for word in words], [word[0] == "[" for word in words])


OLD = (("1", "Surname"), ("2", "(once collected) nationality"), ("3", "Address"))
NEW = (("1", "Surname"), ("2", "Address"))


def test_only_a_clause_whose_words_stand_in_both_versions_has_stayed(ruler):
    """A removed clause has not stayed; a renumbered one has."""
    assert ruler.stayed(units(ruler, *OLD), units(ruler, *NEW)) == [True, False, True]
    assert ruler.stayed(units(ruler, *NEW), units(ruler, *OLD)) == [True, True]


def test_a_clause_that_stood_twice_and_stands_once_has_not_stayed(ruler):
    """Where one of two equal items was removed nobody can call a mark on either of them false."""
    assert (
        ruler.stayed(units(ruler, ("1", "Name"), ("2", "Name")), units(ruler, ("1", "Name"))) == [False] * 2
    )


def test_a_clause_glued_to_its_neighbour_by_one_reading_has_stayed(ruler):
    """A long clause counts as it stands in the text, whatever our own reading made of its borders."""
    long = "Each department bears the costs that it incurs under this agreement."
    old = units(ruler, ("1", "Costs are borne alone."), ("2", long))
    new = units(ruler, ("1", f"Costs are borne alone. 2 {long}"))
    assert ruler.stayed(old, new) == [False, True]


@pytest.mark.parametrize(
    ("text", "false", "number"),
    [
        ("1 Surname 2 [(once] [collected)] [nationality] 3 Address", 0, 0),
        ("1 Surname 2 [(once] [collected)] [nationality] [3] Address", 0, 1),
        ("1 Surname 2 [(once] [collected)] [nationality] [3] [Address]", 1, 0),
        ("1 [Surname] Page 4 [OFFICIAL] 2 (once collected) nationality 3 [Address]", 2, 0),
        ("1 Surname [Page] [4] 2 (once collected) nationality 3 Address", 0, 0),
    ],
)
def test_a_marked_word_of_a_clause_that_stayed_is_a_false_change(ruler, peers, text, false, number):
    """A number alone, page furniture and the words of a removed clause are no false changes."""
    old, new = units(ruler, *OLD), units(ruler, *NEW)
    found = ruler.judged(old, ruler.stayed(old, new), marked(peers, text))
    assert (found.stayed, found.false, found.number) == (2, false, number)


@pytest.mark.parametrize("tool", ["git diff --word-diff", "wdiff", "redlines"])
def test_what_a_tool_marks_is_read_from_its_output(peers, tmp_path, tool):
    """Every tool shows both texts whole, and the removed words as deleted."""
    if peers._missing(tool) and shutil.which(tool.split()[0]) is None:
        pytest.skip(f"{tool} is not installed")
    (tmp_path / "old.txt").write_text("1 Surname\n2 (once collected) nationality\n3 Address\n")
    (tmp_path / "new.txt").write_text("1 Surname\n2 Address\n")
    runs = list(peers.PEERS[tool](tmp_path))
    old, new = peers._side(runs, "-"), peers._side(runs, "+")
    assert "".join(old.words) == "1Surname2(oncecollected)nationality3Address"
    assert "".join(new.words) == "1Surname2Address"
    gone = [word for word, changed in zip(old.words, old.changed, strict=True) if changed]
    assert "nationality" in gone
    assert "Surname" not in gone
