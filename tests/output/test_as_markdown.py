"""Listings and redlines as Markdown."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from msgspec import structs

from mouarchive.answers.comparison import compared
from mouarchive.model import DiffPart, Op
from mouarchive.output import as_markdown


def test_redline(old, new, whole):
    """Removed and added words are `<del>` and `<ins>`; the summary stands first."""
    page = as_markdown.comparison(compared(old, new, whole))

    assert page.startswith("# pupil-data@1.0 compared with v2.pdf\n")
    assert "**1 removed, 0 added, 1 modified (substantive), 3 unchanged; 1 renumbered, 0 moved**" in page
    assert "Records are kept for <del>six</del><ins>twelve</ins> months." in page
    assert "**Renumbered, words unchanged:** 15.2.7 → 15.2.6" in page
    assert "15.2.5" not in page


def test_listing(old):
    """A listing names the file's hash and each clause's page."""
    page = as_markdown.listing(old, old.clauses)

    assert f"sha256: `{'a' * 64}`" in page
    assert "15.2 Information *(page 9)*" in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](http://x/y.png)",
        "# not a heading",
        "1. not a list",
        "- not a list",
        "    not code",
        "a * b * c _d_ `e` ~~f~~ | g",
        "&lt;b&gt;",
        "line\n=====",
        "line\n\n-----",
        "<!-- hidden -->",
        "\\",
    ],
)
def test_text_stays_text(old, new, whole, text):
    """Nothing that a PDF says becomes markup: a reader sees the same characters."""
    part = structs.replace(whole.changes[4], diff=(DiffPart(Op.EQUAL, text),))
    page = as_markdown.comparison(compared(old, new, whole, (part,)), context=None)
    body = page.split("### ")[1].split("\n\n", 2)[2]
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(body)

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for child in tokens[1].children}
    assert kinds <= {"text", "text_special", "hardbreak", "softbreak"}
    seen = "".join(child.content if "text" in child.type else "\n" for child in tokens[1].children)
    assert seen.split() == text.split()
