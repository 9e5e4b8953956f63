"""Every command writes its answer in every format for people, and says the same in each."""

from __future__ import annotations

import re
from html import unescape

import pytest


@pytest.fixture
def filled(fresh, run, first, second):
    """An archive with two versions of an agreement."""
    about = ("--agreement", "pupils", "--title", "Pupils")
    for label, path, dated in (("1.0", first, "2015-12-18"), ("2.1", second, "2016-10-07")):
        code, _, told = run("add", path, *about, "--label", label, "--dated", dated)
        assert code == 0, told
    return fresh


def plain(text):
    """Words without tags, entities, and Markdown's backslashes and stars."""
    bare = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)))
    return " ".join(re.sub(r"\\(?=[^\w\s])|\*|`", "", bare).split())


COMMANDS = [
    (("show", "pupils@1.0"), ("2.2", "(Once collected) Nationality of the child")),
    (("show", "pupils@1.0", "2.2", "--explain"), ("its label", "points in all")),
    (("diff", "pupils@1.0", "2.1"), ("removed", "Nationality")),
    (("diff", "pupils@1.0", "2.1", "--summary"), ("removed",)),
    (("diff", "pupils@1.0", "2.1", "--explain"), ("the two texts", "sha256")),
    (("diff", "--all", "pupils"), ("removed", "Nationality")),
    (("trace", "nationality"), ("vanishes between 1.0",)),
    (("trace", "nationality", "--as-at", "2016-01-01", "--near"), ("On 2016-01-01", "dated by then")),
    (("trace", "words that stand nowhere"), ("Not found in 2 versions that could be read",)),
    (("history", "pupils", "2.2"), ("2.2 has been the number of", "in the oldest version held")),
    (("blame", "pupils", "2.2"), ("already in 1.0, the oldest that could be read",)),
    (("search", "child"), ("“child”", "pupils@1.0")),
    (("search", "nationality", "--in", "removed"), ("1 change took away", "#1 of 1.0 → 2.1: removed")),
    (("status",), ("2 held", "clauses on")),
    (("cite", "pupils@1.0", "2.2"), ("clause 2.2", "sha256")),
    (("check", "pupils@1.0"), ("nothing hidden in",)),
    (("build",), ("1 agreement",)),
]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("command", "said"), COMMANDS, ids=lambda value: " ".join(value)[:40])
def test_an_answer_reads_alike_in_every_format(run, command, said):
    """Text, Markdown and HTML hold the same sentences, whatever the command."""
    for form in ("text", "md", "html"):
        code, out, err = run(*command, "--format", form)
        assert code == 0, err
        for words in said:
            assert words in plain(out), form


@pytest.mark.usefixtures("fresh")
def test_receipts_read_alike(run, first):
    """A receipt of a release taken in is the same in each format."""
    about = ("--agreement", "pupils", "--title", "Pupils", "--label", "1.0")
    code, out, err = run("add", first, *about, "--format", "md")

    assert (code, err) == (0, "")
    assert "sha256" in out
    code, out, err = run("add", first, *about, "--format", "html")
    assert code == 0, err
    assert "<p>" in out
