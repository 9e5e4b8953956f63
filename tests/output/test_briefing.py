"""What a client reads: the changes that weigh most, by rules that a lawyer can check."""

from __future__ import annotations

import io
import shutil
import subprocess

import docx
import pypdf
import pytest
from msgspec.structs import replace

from mouarchive.answers.briefing import brief
from mouarchive.answers.changes import summary
from mouarchive.answers.comparison import Redlines, compared
from mouarchive.answers.texts import Source
from mouarchive.comparing import compare, identified
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, DiffPart, Op, Tag, Warn
from mouarchive.output import as_docx, as_html, as_markdown, as_pdf, as_text
from mouarchive.output.serializer import Wish


def pair(*tags):
    """A comparison with a change for each tuple of tags, numbered in this order."""
    changes = []
    for at, found in enumerate(tags, 1):
        old, new = (Clause(str(at), str(at), None, f"{word} {at}", 1, 1) for word in ("old", "new"))
        diff = (DiffPart(Op.DELETE, "old"), DiffPart(Op.INSERT, "new"), DiffPart(Op.EQUAL, f" {at}"))
        changes.append(
            Change(ChangeKind.MODIFIED, old, new, change_class=ChangeClass.SUBSTANTIVE, diff=diff, tags=found,
                   number=at)
        )  # fmt: skip
    sides = [
        Source(name, None, name[0] * 64, 1, "made", tuple(getattr(c, name) for c in changes))
        for name in ("old", "new")
    ]
    return compared(*sides, Comparison(tuple(changes)))


@pytest.mark.parametrize(
    ("tags", "order"),
    [
        (((Tag.DATE,), (Tag.OBLIGATION,)), ["#2", "#1"]),
        (((Tag.MONEY,), (Tag.NUMBER,), (Tag.NEGATION,)), ["#3", "#2", "#1"]),
        (((), (Tag.DATA_ITEM,)), ["#2", "#1"]),
        (((Tag.REFERENCE,), ()), ["#2", "#1"]),  # a reference that followed its clause weighs least
        (((Tag.REFERENCE, Tag.NUMBER), ()), ["#1", "#2"]),  # with a number besides it does not
        (((Tag.NUMBER,), (Tag.NUMBER,)), ["#1", "#2"]),  # of equal weight: as they stand
    ],
)
def test_obligations_come_before_numbers_and_numbers_before_dates(tags, order):
    """Changes stand in the order of their weightiest tag; those of equal weight as in the document."""
    assert [one.number for one in brief(pair(*tags).headed).changes] == order


@pytest.mark.parametrize(
    ("many", "shown", "more"), [(10, 10, ""), (12, 10, "2 more changes in the redline.")]
)
def test_a_page_has_room_for_ten(many, shown, more):
    """Of ten all are told; of more the ten that weigh most, and how many are left."""
    found = brief(pair(*[(Tag.NUMBER,)] * many).headed)

    assert (len(found.changes), found.more) == (shown, more)
    assert found.title == ("The changes" if not more else "The 10 changes that weigh most")


def test_what_the_changes_touch_is_counted():
    """Of changes that were asked for: one with two tags counts under both; of all the summary says so."""
    whole = pair((Tag.NUMBER, Tag.PERIOD), (Tag.NUMBER,), (Tag.PARTY,))

    assert brief(replace(whole, changes=whole.changes[:2])).touched == "Changes touch: 2 numbers, 1 period."
    assert brief(replace(whole, changes=whole.changes[:0])).touched == ""
    for told_in_the_counts in (whole, whole.headed):
        assert brief(told_in_the_counts).touched == ""
        assert "numbers" in summary(told_in_the_counts.whole)


def _pages_of_word(made, folder):
    """How many pages LibreOffice makes of a Word file."""
    (folder / "summary.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, folder / "summary.docx"], check=True, capture_output=True, timeout=120)
    return len(pypdf.PdfReader(folder / "summary.pdf").pages)


def _crowded():
    """A summary with more of everything than a page holds: changes, warnings, references, running lines."""
    whole = pair(*[(Tag.NUMBER, Tag.PERIOD, Tag.OBLIGATION, Tag.DEFINED_TERM, Tag.CONDITION)] * 60)
    changes = tuple(
        replace(
            one,
            diff=tuple(DiffPart(op, f"{op} {n} {'many words ' * 15}") for n in range(5) for op in Op),
        )
        for one in whole.whole.changes
    )
    warnings = tuple(Warn("in-part", f"a sentence about page {n} of this file " * 3, n) for n in range(1, 40))
    old, new = (
        replace(side, warnings=warnings, running=tuple(
            ("header", f"{side.name} chapter of a book {'about words ' * 5} {chr(65 + n)}") for n in range(20)
        ))
        for side in (whole.old, whole.new)
    )  # fmt: skip
    return compared(old, new, Comparison(changes)).headed


def test_a_summary_tells_no_list_to_its_end():
    """Of warnings and running lines a client is told the first, and how many more the redline has."""
    text = _text(_crowded())

    assert text.count("see the redline") == 2
    assert "chapter of a book" in text


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_a_summary_is_one_page_of_word(tmp_path):
    """However much differs, what a client gets in Word is a page."""
    assert _pages_of_word(as_docx.document([_crowded()]), tmp_path) == 1


def test_a_summary_is_one_page_of_pdf():
    """However much differs, what a client gets as a PDF is a page."""
    pytest.importorskip("weasyprint", reason="pip install 'mouarchive[pdf]' to run this test")
    made = as_pdf.data(Redlines((_crowded(),)), Wish("pdf"))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


def _docx(one):
    made = docx.Document(io.BytesIO(as_docx.document([one])))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in made.paragraphs), *cells])


def _text(one):
    file = io.StringIO()
    as_text.comparison(file, one)
    return file.getvalue()


@pytest.mark.parametrize(
    "write", [_text, _docx, as_markdown.comparison, lambda one: as_html.page([one], "t")]
)  # fmt: skip
def test_the_list_stands_in_the_redline_and_ten_of_it_in_the_summary(write):
    """Every format lists all changes before the redline; the summary alone those that weigh most."""
    whole = pair(*[(Tag.NUMBER,)] * 11, (Tag.NEGATION,))

    assert "List of changes" in write(whole)
    assert "that weigh most" not in write(whole)
    alone = write(whole.headed)
    assert "The 10 changes that weigh most" in alone
    assert "2 more changes in the redline." in alone
    assert "12: modified" in alone or "12" in alone


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("2", "only a reference, which followed its clause"),
        ("9", "only a reference, which now names a clause that does not exist"),
    ],
)
def test_a_reference_that_followed_its_clause_is_told_as_that(number, said):
    """And one that names nothing now as that: it does not stand behind the other changes."""
    keep = "Records are used for one purpose, as the register says, and for no other."
    rule = "Whoever breaks the rule of clause {} of this Agreement tells the board of it on the same day."
    old = [Clause("1", "1", None, keep, 1, 1), Clause("2", "2", None, rule.format(1), 1, 1)]
    new = [
        Clause("1", "1", None, "The words of the law mean the same in every part of this text.", 1, 1),
        Clause("2", "2", None, keep, 1, 1),
        Clause("3", "3", None, rule.format(number), 1, 1),
    ]
    sides = [Source(name, None, name[0] * 64, 1, "made", tuple(side)) for name, side in
             (("old", old), ("new", new))]  # fmt: skip
    whole = identified(compare(old, new), "1", "2")
    (line,) = [one for one in brief(compared(*sides, whole)).changes if "→" in one.words]

    assert line.happened == f"modified ({said}; reference), renumbered"
