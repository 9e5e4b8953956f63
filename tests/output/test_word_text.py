"""What stands on which paragraph of a Word redline, and what of it is tracked: read from the file itself."""

from __future__ import annotations

import io
import re
import zipfile

import docx
from docx.oxml.ns import qn
from msgspec.structs import replace
from tests.output.test_as_docx import ACCEPT, AFTER, BEFORE, REJECT, both_ways, clauses, redlined, resolved

from mouarchive.answers.comparison import compared
from mouarchive.answers.texts import Source
from mouarchive.model import Change, ChangeKind, Clause, Comparison, DiffPart, Op
from mouarchive.output.as_docx import document
from mouarchive.output.word.spelled import lines


def made(*changes):
    """A comparison of these changes alone."""
    olds = tuple(change.old for change in changes if change.old)
    news = tuple(change.new for change in changes if change.new)
    sources = (Source("old", None, "o" * 64, 1, "made", olds), Source("new", None, "n" * 64, 1, "made", news))
    return compared(*sources, Comparison(changes))


def xml_of(data, name="word/document.xml"):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def modified(old, new, *diff, **rest):
    """A change of one clause's words."""
    sides = (Clause("1", "1", None, old, 1, 1), Clause("1", "1", None, new, 1, 1))
    return Change(ChangeKind.MODIFIED, *sides, diff=diff, **rest)


def test_a_line_break_that_became_a_blank_is_not_tracked():
    """White space is never tracked by itself: the newer text's stands."""
    change = modified(
        "one\ntwo three", "one two four",
        DiffPart(Op.EQUAL, "one"), DiffPart(Op.DELETE, "\n"), DiffPart(Op.INSERT, " "),
        DiffPart(Op.EQUAL, "two "), DiffPart(Op.DELETE, "three"), DiffPart(Op.INSERT, "four"),
    )  # fmt: skip
    found = lines(change, "both")

    assert len(found) == 1
    assert [piece.text for piece in found[0].pieces if piece.how != "equal"] == ["three", "four"]


def test_an_item_that_went_out_takes_its_paragraph_with_it():
    """A line that is gone is a deleted paragraph; accepted, no empty one is left."""
    change = modified(
        "Kept:\nnames\ndates", "Kept:\ndates",
        DiffPart(Op.EQUAL, "Kept:\n"), DiffPart(Op.DELETE, "names\n"), DiffPart(Op.EQUAL, "dates"),
    )  # fmt: skip
    data = document([made(change)])

    assert resolved(data, ACCEPT) == ["1 Kept:", "dates"]
    assert resolved(data, REJECT) == ["1 Kept:", "names", "dates"]


def test_no_break_and_no_blank_is_tracked_alone():
    """Nowhere in the file does a tracked run of a paragraph that stays hold white space alone."""
    body = docx.Document(io.BytesIO(both_ways(BEFORE, AFTER))).element.body

    assert not list(body.iter(qn("w:cr")))
    for run in body.iter(qn("w:ins"), qn("w:del")):
        words = "".join(t.text for t in run.iter(qn("w:t"), qn("w:delText")))
        paragraph = run.getparent()
        staying = paragraph.tag == qn("w:p") and paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}") is None
        assert words.strip() or not staying


def test_every_clause_called_moved_is_a_tracked_move():
    """A move in the summary is a move in Word, also where nothing else changed its order."""
    rows = clauses(("1", None, "Names are kept."), ("2", None, "Dates are kept."))
    changes = [
        Change(ChangeKind.UNCHANGED, c, c, moved=at == 1, diff=(DiffPart(Op.EQUAL, c.words),))
        for at, c in enumerate(rows)
    ]
    xml = xml_of(document([made(*changes)]))

    assert xml.count("<w:moveFromRangeStart ") == xml.count("<w:moveToRangeStart ") == 1
    assert set(re.findall(r'w:name="(move[^"]+)"', xml)) == {"move1-1"}


def numbered(*numbers):
    """Changes of these numbers in one comparison."""
    return made(
        *(
            replace(
                modified(f"term {at}", f"word {at}", DiffPart(Op.DELETE, "term"), DiffPart(Op.INSERT, "word"),
                         DiffPart(Op.EQUAL, f" {at}")),
                old=Clause(str(at), str(at), None, f"term {at}", at, at),
                new=Clause(str(at), str(at), None, f"word {at}", at, at),
                number=at,
            )
            for at in numbers
        )
    )  # fmt: skip


def test_numbers_of_changes_stand_in_the_margin_and_in_no_text():
    """Each numbered change bears its number as a list's number, so that both texts stay free of it."""
    data = document([numbered(1, 2, 7)])
    starts = re.findall(r'<w:startOverride w:val="(\d+)"', xml_of(data, "word/numbering.xml"))

    assert starts[-3:] == ["1", "2", "7"]
    assert resolved(data, ACCEPT) == ["1 word 1", "2 word 2", "7 word 7"]
    assert 'w:val="#%1"' in xml_of(data, "word/numbering.xml")


def test_the_list_of_changes_stands_before_the_redline_and_leads_into_it():
    """Its rows have the numbers, and each number is a link to a bookmark at the change."""
    data = document([numbered(1, 2, 7)])
    xml = xml_of(data)
    anchors = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml)

    assert anchors == ["change-1-1", "change-1-2", "change-1-7"]
    assert all(f'w:name="{anchor}"' in xml for anchor in anchors)
    assert xml.index("List of changes") < xml.index("redline-1") < xml.index("The two files")


def test_headings_are_headings_and_pages_are_numbered():
    """A clause's title is in the navigation pane; each page says which, of how many, and of which texts."""
    data = both_ways(BEFORE, AFTER)
    made_file = docx.Document(io.BytesIO(data))
    titles = [p.text for p in made_file.paragraphs if p.style.name == "Heading 2"]
    section = made_file.sections[0]

    assert "1\tScope" in titles
    assert section.header.paragraphs[0].text == "old compared with new"
    fields = section.footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")).strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_author_and_date_are_those_that_were_asked_for():
    """Each tracked change bears them; without a date there is none, and nobody's name but the program's."""
    named = xml_of(document([redlined(BEFORE, AFTER)], "A. Solicitor", "2016-10-07"))
    plain = xml_of(document([redlined(BEFORE, AFTER)]))

    assert set(re.findall(r'w:author="([^"]*)"', named)) == {"A. Solicitor"}
    assert set(re.findall(r'w:date="([^"]*)"', named)) == {"2016-10-07T00:00:00Z"}
    assert set(re.findall(r'w:author="([^"]*)"', plain)) == {"mouarchive"}
    assert "w:date=" not in plain


PASSAGES = (
    Clause("front-1", "", "Agreement", "between the Department and the Office", 1, 1, kind="front"),
    Clause("recital-a", "(A)", None, "The parties share records.", 1, 1, kind="recital"),
    Clause("1", "1", "Scope", "All schools.", 1, 1),
    Clause("footnote-1", "1", None, "See the Act.", 1, 1, kind="footnote", note_of="1"),
    Clause("signature-1", "", None, "Signed: A. Head", 2, 2, kind="signature"),
)


def test_passages_go_both_ways_with_the_clauses():
    """The whole document stands in the file: opening, recital, footnote and signature as well."""
    newer = tuple(
        replace(c, text=c.text.replace("Head", "Dean").replace("Office", "Agency")) for c in PASSAGES
    )
    diffs = {
        "front-1": ("Agreement\nbetween the Department and the ", "Office", "Agency"),
        "signature-1": ("Signed: A. ", "Head", "Dean"),
    }
    changes = []
    for old, new in zip(PASSAGES, newer, strict=True):
        if old.eid in diffs:
            same, out, into = diffs[old.eid]
            diff = (DiffPart(Op.EQUAL, same), DiffPart(Op.DELETE, out), DiffPart(Op.INSERT, into))
            changes.append(Change(ChangeKind.MODIFIED, old, new, diff=diff))
        else:
            changes.append(Change(ChangeKind.UNCHANGED, old, new, diff=(DiffPart(Op.EQUAL, new.words),)))
    data = document([made(*changes)])

    assert resolved(data, ACCEPT)[:3] == [
        "Agreement",
        "between the Department and the Agency",
        "(A) The parties share records.",
    ]
    assert resolved(data, REJECT)[-2:] == ["1 See the Act.", "Signed: A. Head"]
    styles = {p.text: p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs}
    assert styles["1\tSee the Act."] == "Clause note"
