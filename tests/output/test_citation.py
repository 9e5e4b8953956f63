"""Citations that pin a clause to its bytes, in every form, and read back."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from mouarchive.answers.citation_list import parse
from mouarchive.answers.citing import cite, holds
from mouarchive.errors import UsageError
from mouarchive.output.serializer import Wish, forms
from mouarchive.output.serializer import write as write_out

FORMS = [form for form in forms("Citation") if form not in {"html", "md"}]


def written(citation, form):
    """The citation as the command writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "citation")
        write_out(citation, Wish(form), path)
        return path.read_text("utf-8")


@pytest.fixture
def cited(old):
    """A citation of clause 15.2.6."""
    source = structs.replace(
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
    assert r"  title = {{Exchange of \textbraceleft{}pupil\textbraceright{} data}}," in lines
    assert {"  year = {2015},", "  month = dec,", "  pages = {9},"} <= set(lines)


def test_csl(cited):
    """CSL-JSON is a list of one document with its date in parts; all else stands under custom."""
    (found,) = json.loads(written(cited, "csl"))

    assert (found["type"], found["issued"]) == ("document", {"date-parts": [[2015, 12, 18]]})
    assert found["author"] == [{"literal": "Lessons & Learning"}, {"literal": "Borders"}]
    assert (found["custom"]["clause"], found["custom"]["sha256"]) == ("15.2.6", "a" * 64)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_can_be_read_back(cited, form):
    """Every form can be kept in a list and checked."""
    (entry,) = parse(written(cited, form))
    keys = ("clause", "page", "file", "sha256", "quote")

    assert [getattr(entry.citation, key) for key in keys] == [getattr(cited, key) for key in keys]
    if form != "oscola":
        assert entry.citation.version == "pupil-data@1.0"


@example("", "\\[2016] Agreement")  # what stands behind a backslash is the name of the file
@example("", "\\{draft")
@example("", "\\\x1f")
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_words_can_be_read_back(words, name):
    """Whatever the words of a clause and the name of its file, what was cited holds when it is read back."""
    from mouarchive.answers.texts import Source  # noqa: PLC0415
    from mouarchive.model import Clause  # noqa: PLC0415

    source = Source(name, f"x{name}.pdf", "c" * 64, 1, "made", (Clause("1", "1", None, words, 1, 1),))
    for form in FORMS:
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
    long = structs.replace(old.clauses[2], text=" ".join(f"w{n}" for n in range(100)))

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
    clause = structs.replace(old.clauses[2], heading=None, text=words)
    assert cite(old, clause, typed).quote == quoted


def test_a_quote_must_be_there(old):
    """Words that the clause does not hold cannot be cited from it."""
    with pytest.raises(UsageError, match="does not hold"):
        cite(old, old.clauses[2], "Religion")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("clause 4, page 2", "no sha256"),
        ("sha256 " + "a" * 63 + ": “x”", "no sha256"),
        ("sha256 " + "a" * 64 + ": “x”", "no clause"),
        ("clause 1, page 2; sha256 " + "a" * 64, "no quote"),
        ("[1]", "not an object"),
        ('[{"clause": "1", "page": "2", "sha256": "a"}]', "page, quote missing"),
        ("[{", "not the JSON"),
    ],
)
def test_what_is_no_citation(text, problem):
    """A citation that cannot be read is not passed over: it says what it lacks."""
    (entry,) = parse(text)

    assert entry.citation is None
    assert problem in entry.problem


def test_a_list_of_lines():
    """Empty lines and remarks are passed over; places are counted as an editor does."""
    line = f"a.pdf, clause 1, page 2; file a.pdf, sha256 {'a' * 64}: “x”"
    entries = parse(f"\ufeff# my list\n\n{line}\n{line}\n")

    assert [entry.place for entry in entries] == ["line 3", "line 4"]


LINE = f"a.pdf, clause 1 [Use], page 2; file a.pdf, sha256 {'a' * 64}: “the “first” words”"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
OTHER = (
    f"b.pdf cl 2(a), p 3 (file b.pdf, sha256 {'b' * 64}): "
    f"\N{LEFT SINGLE QUOTATION MARK}it{APOSTROPHE}s here{APOSTROPHE}."
)


def told(text):
    return [(e.place, e.citation and (e.citation.clause, e.citation.quote), e.problem) for e in parse(text)]


ONE, TWO = ("1", "the “first” words"), ("2(a)", f"it{APOSTROPHE}s here")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Notes\n\nSee clause 4.\n{LINE}\nand\n# one more\n{OTHER}\n", [("line 4", ONE), ("line 7", TWO)]),
        (f"As {LINE} has it, but {OTHER}", [("line 1", ONE), ("line 1", TWO)]),
        (f"{LINE} {OTHER}".replace(" ", "\n"), [("lines 1-24", ONE), ("lines 1-24", TWO)]),
    ],
)
def test_citations_among_prose(text, expected):
    """Remarks stand between citations, two share a line, and an editor wraps long ones."""
    assert [entry[:2] for entry in told(text)] == expected


def test_a_broken_citation_does_not_hide_behind_the_next():
    """With its hash damaged a citation fails by itself, though a sound one follows on the next line."""
    found = told(f"{LINE.replace('sha256', 'sha25')}\n{OTHER}")
    assert found == [("line 1", None, "it has no sha256 of a file"), ("line 2", TWO, "")]


def test_lists_that_were_appended_to_a_file(cited):
    """Two answers of the command in one file are one list, in every form."""
    for form in FORMS:
        assert len(parse(written(cited, form) * 2)) == 2


def test_other_works_of_a_bibliography_are_passed_over(cited):
    """A book is no broken citation; a note that lost its hash is."""
    book = "@book{x, title = {On \\{Braces\\}}, year = 1999}\n% a remark\n"
    entry = written(cited, "bibtex")
    assert [e.citation.clause for e in parse(book + entry + book)] == ["15.2.6"]
    assert parse(book) == []
    assert [e.problem for e in parse(entry.replace("sha256", "sha"))] == ["it has no sha256 of a file"]


def test_a_reference_manager_may_drop_our_own_fields(cited):
    """Note and annote alone, which Zotero and its like keep, find the words again; a book is no failure."""
    (item,) = json.loads(written(cited, "csl"))
    del item["custom"]
    (entry,) = parse(json.dumps([{"type": "book", "title": "On Braces"}, item]))
    assert (entry.citation.clause, entry.citation.page, entry.citation.quote) == (
        cited.clause, cited.page, cited.quote,
    )  # fmt: skip
    assert entry.citation.version == "pupil-data@1.0"


def test_csl_uses_names_of_the_standard_alone(cited):
    """Strict readers refuse what the schema of CSL-JSON 1.0.2 does not name; ours stand under custom."""
    (item,) = json.loads(written(cited, "csl"))
    assert set(item) <= {
        "id", "type", "title", "author", "issued", "version", "URL", "note", "annote", "custom",
    }  # fmt: skip


def test_a_heading_is_no_part_of_the_quote(old):
    """The quote is the clause's own sentence; the heading stands beside the number, or is all there is."""
    clause = structs.replace(old.clauses[2], heading="Privacy", text="Because others read it.")
    made = cite(old, clause)
    assert (made.quote, made.heading) == ("Because others read it.", "Privacy")
    assert "clause 15.2.6 [Privacy], page 9;" in written(made, "text")
    for form in FORMS:
        (entry,) = parse(written(made, form))
        assert (entry.citation.clause, entry.citation.quote) == ("15.2.6", made.quote)
    alone = cite(old, structs.replace(clause, text=""))
    assert alone.quote == "Privacy"
    assert "[Privacy]" not in written(alone, "text")


def test_bibtex_survives_any_sign(old):
    """Braces stay in balance whatever the words, since BibTeX counts them; capitals of a title are kept."""
    words = "50% of {all & #1_$ \\ ~^ } }{"
    source = structs.replace(old, title=words, url="https://e.example/a_b%20c?x={1}")
    made = written(cite(source, structs.replace(old.clauses[2], heading=None, text=words)), "bibtex")
    assert made.count("{") == made.count("}")
    assert "url = {https://e.example/a_b%20c?x=%7B1%7D}" in made
    (entry,) = parse(made)
    assert entry.citation.quote == words
