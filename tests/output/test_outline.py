"""Any answer can be outlined, so that one new format serves every command; nothing is lost on the way."""

from __future__ import annotations

from msgspec.structs import replace

from mouarchive.answers.comparison import Redlines, compared
from mouarchive.answers.heading import SPECIMEN
from mouarchive.answers.listing import Listing
from mouarchive.comparing import compare
from mouarchive.model import Clause, Control, HistoryRow
from mouarchive.output.outline import Facts, Heading, Lines, Paragraph, Redlined, Words, outline


def said(blocks):
    """The sentences of ours in an outline."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_redline_says_that_it_is_a_specimen_and_of_what_bytes(old, new):
    """A format that has nothing of its own for a redline still marks a specimen and names both hashes."""
    pair = compared(old, new, compare(old.clauses, new.clauses))
    blocks = outline(Redlines((pair,)))

    assert any(SPECIMEN in sentence.lower() for sentence in said(blocks))
    hashes = {
        value
        for block in blocks
        if isinstance(block, Facts)
        for name, value in block.rows
        if name == "sha256"
    }
    assert hashes == {old.sha256, new.sha256}
    assert len([block for block in blocks if isinstance(block, Redlined)]) == len(pair.full)


def test_a_listing_holds_every_clause_and_its_words(old):
    """Each clause has its heading, and its words stand as they were extracted."""
    blocks = outline(Listing(old, old.clauses))

    words = "".join(text for block in blocks if isinstance(block, Words) for text, _ in block.pieces)
    assert all(clause.text in words for clause in old.clauses)
    assert len([block for block in blocks if isinstance(block, Heading)]) == len(old.clauses) + 1


def test_what_follows_from_a_redline_stands_below_it(old, new):
    """References that lead nowhere and what the document says of itself come after the changes."""
    history = (HistoryRow("2.1", "2016-10-07", "15.2.6 removed; 15.2.5 amended", 2),)
    clauses = (*new.clauses, Clause("17", "17", None, "Subject to clause 15.2.7.", 10, 10))
    before = replace(old, clauses=(*old.clauses, replace(clauses[-1], page=11)), dated=None, version=None)
    after = replace(new, clauses=clauses, label="2.1", printed=Control("2.1", None, None, None, history))
    blocks = outline(Redlines((compared(before, after, compare(before.clauses, after.clauses)),)))
    names = [block.text for block in blocks if isinstance(block, Heading)]
    lines = [line for block in blocks if isinstance(block, Lines) for line in block.items]

    assert names.index("References") < names.index("What the document says changed")
    assert any(line.startswith("17: “clause 15.2.7” ") for line in lines)
    assert "renumbered, words unchanged: 15.2.7 → 15.2.6" in lines
    assert "“15.2.5 amended”: 15.2.5 has not changed" in lines
