"""The Word file keeps to the order and the references that ECMA-376 asks for."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from tests.output.test_as_docx import ACCEPT, AFTER, BEFORE, REJECT, both_ways, paragraphs, redlined, resolved

from mouarchive.answers.comparison import compared
from mouarchive.answers.texts import Source
from mouarchive.comparing import compare
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, DiffPart, Op
from mouarchive.output.as_docx import document
from mouarchive.output.word.both_texts import sequence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ECMA-376 part 1, A.1: the sequences of CT_PPr and CT_RPr (as far as this file may use them).
PPR = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
    "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
RPR = (
    "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps",
    "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish",
    "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
    "rPrChange",
)  # fmt: skip
TRACKED = ("ins", "del", "moveFrom", "moveTo")


def clause(eid, text):
    return Clause(eid, eid, None, text, 1, 1)


def pieces():
    """A clause divided in two, one merged into another, one that a black box may hide, one shown anew."""
    first, second = "Records are kept for two years.", "Copies are destroyed at once."
    old = [
        clause("1", f"{first} {second}"),
        clause("2", "Costs are shared."),
        clause("3", "Audits are yearly."),
    ]
    old += [clause("4", "Name"), clause("5", "[redacted]")]
    new = [clause("1", first), clause("2", second), clause("3", "Costs are shared. Audits are yearly.")]
    new += [clause("4", "A name")]

    def both(i, j, *diff, **rest):
        return Change(ChangeKind.MODIFIED, old[i], new[j], rule="same place", diff=diff, **rest)

    def alone(kind, one, **rest):
        sides = (one, None) if kind is ChangeKind.REMOVED else (None, one)
        op = Op.DELETE if kind is ChangeKind.REMOVED else Op.INSERT
        return Change(kind, *sides, diff=(DiffPart(op, one.words),), **rest)

    changes = (
        both(0, 0, DiffPart(Op.EQUAL, first), DiffPart(Op.DELETE, f" {second}")),
        alone(ChangeKind.ADDED, new[1], rule="split from 1", split_from="1"),
        both(1, 2, DiffPart(Op.EQUAL, "Costs are shared."), DiffPart(Op.INSERT, " Audits are yearly.")),
        alone(ChangeKind.REMOVED, old[2], rule="merged into 3", merged_into="3"),
        alone(ChangeKind.REMOVED, old[3], rule="no clause", change_class=ChangeClass.REDACTION),
        both(
            4,
            3,
            DiffPart(Op.DELETE, "[redacted]"),
            DiffPart(Op.INSERT, "A name"),
            change_class=ChangeClass.UNREDACTED,
        ),
    )
    sides = [
        Source(name, None, name[0] * 64, 1, "made", tuple(side)) for name, side in (("o", old), ("n", new))
    ]
    return compared(*sides, Comparison(changes))


FILES = {"moves": lambda: document([redlined(BEFORE, AFTER)]), "pieces": lambda: document([pieces()])}


def part(data, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def local(element):
    return etree.QName(element).localname


@pytest.fixture(params=FILES)
def body(request):
    """The main part of a redline."""
    return part(FILES[request.param](), "word/document.xml")


@pytest.mark.parametrize(("tag", "order"), [("pPr", PPR), ("rPr", RPR)])
def test_properties_stand_in_the_order_of_the_schema(body, tag, order):
    """Word repairs, or refuses, a file whose paragraph or run properties are in another order."""
    for found in body.iter(f"{W}{tag}"):
        names = [order.index(local(child)) for child in found]
        assert names == sorted(names)
        if local(found.getparent()) in {"p", "r"}:
            assert found.getparent().index(found) == 0, "properties stand first in what they belong to"


def test_deleted_text_is_deleted_text(body):
    """In w:del words are w:delText; in w:ins, w:moveFrom and w:moveTo they are w:t."""
    for tag in TRACKED:
        for found in body.iter(f"{W}{tag}"):
            if local(found.getparent()) == "rPr":
                continue
            words = {local(leaf) for leaf in found.iter() if local(leaf) in {"t", "delText"}}
            assert words <= ({"delText"} if tag == "del" else {"t"})
            assert {local(child) for child in found} == {"r"}
    assert all(local(text.getparent().getparent()) == "del" for text in body.iter(f"{W}delText"))


def test_every_revision_has_a_number_of_its_own_and_an_author(body):
    """No two revisions, ranges or bookmarks have one w:id; each revision names its author."""
    starts = [
        e for e in body.iter() if local(e) in TRACKED or re.fullmatch(r"(move\w+|bookmark)Start", local(e))
    ]
    numbers = [e.get(f"{W}id") for e in starts]

    assert len(numbers) == len(set(numbers)) > 2
    assert all(e.get(f"{W}author") for e in starts if local(e) != "bookmarkStart")


def test_every_range_is_closed_once_and_behind_its_start(body):
    """Ranges of moves, bookmarks and comments: each start has its end, further down, of the same w:id."""
    places = {}
    for at, element in enumerate(body.iter()):
        if match := re.fullmatch(r"(\w+)Range(Start|End)|(bookmark)(Start|End)", local(element)):
            kind, edge = (match[1] or match[3]), (match[2] or match[4])
            places.setdefault((kind, element.get(f"{W}id")), []).append((edge, at))
    for edges in places.values():
        assert [edge for edge, _ in edges] == ["Start", "End"]


def test_both_halves_of_a_move_have_one_name():
    """A move is tied together by its name, which no other move has, and holds a moved paragraph."""
    found = part(FILES["moves"](), "word/document.xml")
    halves = {half: [e.get(f"{W}name") for e in found.iter(f"{W}{half}RangeStart")] for half in TRACKED[2:]}

    assert sorted(halves["moveFrom"]) == sorted(halves["moveTo"])
    assert len(set(halves["moveTo"])) == len(halves["moveTo"]) > 0
    for start in found.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
        paragraph = start.getnext()
        assert local(paragraph) == "p"
        assert paragraph.find(f"{W}pPr/{W}rPr/{W}{local(start)[:-10]}") is not None


def test_divided_and_merged_clauses_are_commented():
    """A split, a merger, what is unknown and what is shown anew are comments on the clauses they concern."""
    data = FILES["pieces"]()
    comments = {e.get(f"{W}id"): "".join(e.itertext()) for e in part(data, "word/comments.xml")}
    body = part(data, "word/document.xml")
    said = {}
    for reference in body.iter(f"{W}commentReference"):
        paragraph = next(e for e in reference.iterancestors() if local(e) == "p")
        words = "".join(e.text for e in paragraph.iter(f"{W}t", f"{W}delText"))
        said[words] = comments[reference.get(f"{W}id")]

    assert said == {
        "1Records are kept for two years. Copies are destroyed at once.": (
            "Divided: 2 of the newer text comes from it."
        ),
        "2Copies are destroyed at once.": "Split from 1 of the older text.",
        "2 3Costs are shared. Audits are yearly.": "Took in 3 of the older text.",
        "3Audits are yearly.": "Merged into 3 of the newer text.",
        "4Name": "Unknown, in the older text only; why: no clause.",
        "5 4[redacted]A name": "Unredacted, blacked out in the older text; paired by: same place.",
    }


def test_the_portions_of_a_divided_clause_stay_where_they_are():
    """What was carried from a clause into the next is neither deleted nor moved: only the cut is another."""
    first, second = (
        "Records are kept for two years.",
        "Copies are destroyed at once when a person asks for it.",
    )
    whole, halves = [clause("1", f"{first} {second}")], [clause("1", first), clause("2", second)]
    for old, new in ((whole, halves), (halves, whole)):
        sides = [
            Source(name, None, name * 64, 1, "made", tuple(side)) for name, side in (("o", old), ("n", new))
        ]
        assert [how for _, how in sequence(compared(*sides, compare(old, new)))] == ["both", "both"]


def test_comments_have_their_part():
    """The comments stand in a part that the document names and the package declares, without a date."""
    archive = zipfile.ZipFile(io.BytesIO(FILES["pieces"]()))
    relations = archive.read("word/_rels/document.xml.rels").decode()
    types = archive.read("[Content_Types].xml").decode()

    assert 'relationships/comments" Target="comments.xml"' in relations
    assert 'PartName="/word/comments.xml"' in types
    assert "w:date" not in archive.read("word/comments.xml").decode()
    assert FILES["pieces"]() == FILES["pieces"]()


def test_comments_change_no_text():
    """With comments in it, the file still goes both ways exactly, and the anchor goes with its paragraph."""
    pair = pieces()
    data = document([pair])

    assert resolved(data, ACCEPT) == paragraphs(pair.new.clauses)
    assert resolved(data, REJECT) == paragraphs(pair.old.clauses)


def test_the_summary_alone_has_no_redline():
    """Where the summary alone is asked for, there is no bookmark, no tracked change and no comment."""
    pair = redlined(BEFORE, AFTER).headed
    found = part(document([pair]), "word/document.xml")

    assert not [e for e in found.iter() if local(e) in {*TRACKED, "bookmarkStart", "commentReference"}]
    assert both_ways(BEFORE, AFTER)
