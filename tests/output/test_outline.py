"""Any answer can be outlined, so that one new format serves every command; nothing is lost on the way."""

from __future__ import annotations

from mouarchive.answers.comparison import Redlines, compared
from mouarchive.answers.heading import SPECIMEN
from mouarchive.answers.listing import Listing
from mouarchive.comparing import compare
from mouarchive.output.outline import Facts, Heading, Paragraph, Redlined, Words, outline


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
