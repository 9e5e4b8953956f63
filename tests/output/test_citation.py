"""Citations that pin a clause to its bytes, in every form, and read back."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.errors import UsageError
from mouarchive.output.citation import FORMS, cite, holds, written
from mouarchive.output.citation_list import parse


@pytest.fixture
def cited(old):
    """A citation of clause 15.2.6."""
    source = dataclasses.replace(
        old,
        title="Exchange of {pupil} data",
        parties=("Lessons & Learning", "Borders"),
        url="https://e.example/1",
    )
    return cite(source, source.clauses[2])


def test_text(cited):
    """The usual form is one line with agreement, version, clause, page, release, file, hash and quote."""
    assert written(cited, "text") == (
        "Exchange of {pupil} data (pupil-data@1.0, dated 2015-12-18), clause 15.2.6, page 9; "
        "disclosed 2017-02, request 2016-0058280; file v1.pdf, sha256 " + "a" * 64 + ": "
        "“(Once collected) Nationality” [specimen: written for demonstration, never released by anyone]\n"
    )


def test_oscola(cited):
    """A footnote names the parties, the version with its date in words, the clause and the page."""
    assert written(cited, "oscola").startswith(
        "Lessons & Learning and Borders, Exchange of {pupil} data (version 1.0, 18 December 2015) "
        "cl 15.2.6, p 9 (FOI request 2016-0058280, disclosed February 2017) <https://e.example/1> "
        "(file v1.pdf, sha256 aaa"
    )


def test_bibtex(cited):
    """BibTeX gets each party as one name, and characters that TeX would obey are made harmless."""
    lines = written(cited, "bibtex").splitlines()

    assert lines[0] == "@misc{pupil-data-1-0-15-2-6,"
    assert r"  author = {{Lessons \& Learning} and {Borders}}," in lines
    assert r"  title = {Exchange of \{pupil\} data}," in lines
    assert {"  year = {2015},", "  month = {12},", "  pages = {9},"} <= set(lines)


def test_csl(cited):
    """CSL-JSON is a list of one document with its date in parts; all else stands under custom."""
    (found,) = json.loads(written(cited, "csl"))

    assert (found["type"], found["issued"]) == ("document", {"date-parts": [[2015, 12, 18]]})
    assert found["author"] == [{"literal": "Lessons & Learning"}, {"literal": "Borders"}]
    assert (found["custom"]["clause"], found["custom"]["sha256"]) == ("15.2.6", "a" * 64)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "bibtex"])
def test_what_is_written_can_be_read_back(cited, form):
    """Every form but BibTeX can be kept in a list and checked."""
    (entry,) = parse(written(cited, form))
    keys = ("clause", "page", "file", "sha256", "quote")

    assert [getattr(entry.citation, key) for key in keys] == [getattr(cited, key) for key in keys]
    if form != "oscola":
        assert entry.citation.version == "pupil-data@1.0"


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_words_can_be_read_back(words, name):
    """Whatever the words of a clause and the name of its file, what was cited holds when it is read back."""
    from mouarchive.model import Clause  # noqa: PLC0415
    from mouarchive.output.source import Source  # noqa: PLC0415

    source = Source(name, f"x{name}.pdf", "c" * 64, 1, "made", (Clause("1", "1", None, words, 1, 1),))
    for form in ("text", "oscola", "csl", "json"):
        (entry,) = parse(written(cite(source, source.clauses[0]), form))
        assert entry.citation
        assert entry.citation.sha256 == "c" * 64
        assert holds(words, entry.citation.quote)


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("(Once collected) Nationality", True),
        ("once collected", False),
        ("(Once  collected)\nNationality", True),
        ("“held”", True),
        ('"held"', True),
        ("(Once … Nationality", True),
        ("Nationality … (Once", False),
        ("Nationalities", False),
        ("", True),
    ],
)
def test_what_counts_as_the_same_words(quote, held):
    """White space and kinds of quotation marks may differ, letters and their case may not."""
    assert holds("(Once collected)  Nationality “held”", quote) is held


def test_a_long_clause_is_cut(old):
    """Of a long clause the first sixty words are quoted, and the ellipsis says so."""
    long = dataclasses.replace(old.clauses[2], text=" ".join(f"w{n}" for n in range(100)))

    assert cite(old, long).quote.endswith("w59 …")
    assert cite(old, long, "w70 w71").quote == "w70 w71"


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ('the "school" record', "the “school” record"),
        ("in 2015-16 ... of pupils", "in 2015\N{EN DASH}16 … of pupils"),
        ("de\N{LATIN SMALL LIGATURE FI}ned  records", "defined records"),
    ],
)
def test_a_quote_is_as_extracted(old, typed, quoted):
    """Whatever signs somebody types, the citation quotes the file's own, found by the map."""
    words = "defined records in 2015\N{EN DASH}16 hold the “school” record\nof pupils"
    clause = dataclasses.replace(old.clauses[2], heading=None, text=words)
    assert cite(old, clause, typed).quote == quoted


def test_a_quote_must_be_there(old):
    """Words that the clause does not hold cannot be cited from it."""
    with pytest.raises(UsageError, match="does not hold"):
        cite(old, old.clauses[2], "Religion")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("see clause 4", "no sha256"),
        ("sha256 " + "a" * 64 + ": “x”", "no clause"),
        ("clause 1, page 2; sha256 " + "a" * 64, "no quote"),
        ("[1]", "not an object"),
        ('[{"clause": "1", "page": "2", "sha256": "a"}]', "page, quote missing"),
        ("[{", "not the JSON"),
    ],
)
def test_what_is_no_citation(text, problem):
    """An entry that cannot be read is not passed over: it says what it lacks."""
    (entry,) = parse(text)

    assert entry.citation is None
    assert problem in entry.problem


def test_a_list_of_lines():
    """Empty lines and remarks are passed over; places are counted as an editor does."""
    line = f"a.pdf, clause 1, page 2; file a.pdf, sha256 {'a' * 64}: “x”"
    entries = parse(f"\ufeff# my list\n\n{line}\n{line}\n")

    assert [entry.place for entry in entries] == ["line 3", "line 4"]
