"""The Word file: accepted it is the newer text, rejected the older one."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.answers import blaming
from mouarchive.answers.comparison import compared
from mouarchive.answers.texts import Source
from mouarchive.comparing.comparison import compare
from mouarchive.model import Clause
from mouarchive.output.as_docx import data as data_of
from mouarchive.output.as_docx import document
from mouarchive.output.serializer import Wish
from mouarchive.output.word.both_texts import sequence
from mouarchive.output.word.spelled import number_of
from mouarchive.words import safe

ACCEPT = {"drop": ("w:del", "w:moveFrom"), "keep": ("w:ins", "w:moveTo")}
REJECT = {"drop": ("w:ins", "w:moveTo"), "keep": ("w:del", "w:moveFrom")}


def resolved(data, how, number=1):
    """The words of a redline after all its changes were accepted or rejected, by what the standard says.

    White space is folded: the tab behind a number or bullet is ours.

    A paragraph whose end goes is joined with the next one.
    """
    body = copy.deepcopy(docx.Document(io.BytesIO(data)).element.body)
    drop, keep = ({qn(tag) for tag in how[side]} for side in ("drop", "keep"))
    inside = None
    found, open_text = [], ""
    for element in body:
        if element.tag == qn("w:bookmarkStart") and element.get(qn("w:name")) == f"redline-{number}":
            inside = element.get(qn("w:id"))
        if element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == inside:
            break
        if inside is None or element.tag != qn("w:p"):
            continue
        mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        gone = mark is not None and any(child.tag in drop for child in mark)
        open_text += "".join(_text(child, drop, keep) for child in element if child.tag != qn("w:pPr"))
        if not gone:
            found.append(" ".join(open_text.split()))
            open_text = ""
    assert open_text == "", "a paragraph that goes leaves no words behind"
    return found


def _text(element, drop, keep):
    if element.tag in drop:
        return ""
    if element.tag in keep or element.tag == qn("w:r"):
        return "".join(_text(child, drop, keep) for child in element)
    return {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:t"): element.text, qn("w:delText"): element.text}.get(
        element.tag, ""
    )


def paragraphs(clauses):
    """A text as the redline holds it: number, tab, words; each of its lines a paragraph."""
    spelled = (f"{number_of(clause)}\t" if number_of(clause) else "" for clause in clauses)
    return [
        " ".join(line.split())
        for clause, number in zip(clauses, spelled, strict=True)
        for line in safe(f"{number}{clause.words}").split("\n")
    ]


def letters(lines):
    """Words without white space, shown by its name or not, which is never tracked by itself."""
    signs = re.split(r"(\[U\+[0-9A-F]{4}\])", "".join(lines))
    return "".join("".join(one for one in signs if not _is_blank(one)).split())


def _is_blank(sign):
    """Whether it is the name of white space that nobody would see: "[U+000D]"."""
    return bool(re.fullmatch(r"\[U\+\w{4}\]", sign)) and chr(int(sign[3:7], 16)).isspace()


def redlined(old, new):
    sources = [
        Source(name, f"{name}.pdf", name[0] * 64, 1, "made", tuple(side))
        for name, side in (("old", old), ("new", new))
    ]
    return compared(*sources, compare(old, new))


def both_ways(old, new):
    data = document([redlined(old, new)])

    assert resolved(data, ACCEPT) == paragraphs(new)
    assert resolved(data, REJECT) == paragraphs(old)
    return data


def test_accept_and_reject(old, new, whole):
    """Removed, renumbered and modified clauses go both ways exactly."""
    data = document([compared(old, new, whole)])

    assert resolved(data, ACCEPT) == paragraphs(new.clauses)
    assert resolved(data, REJECT) == paragraphs(old.clauses)


def clauses(*rows):
    return tuple(
        Clause(eid, eid, heading, text, 1, 1, eid.count("."), parent=eid.rpartition(".")[0] or None)
        for eid, heading, text in rows
    )


BEFORE = clauses(
    ("1", "Scope", "This agreement covers the pupils of all maintained schools."),
    ("2", "Retention", "Records are destroyed six months after the request has been answered."),
    ("2.1", None, "The Department confirms destruction in writing within ten days."),
    ("3", "Security", "Both departments protect information according to its marking."),
    ("4", "Costs", "Each department bears its own costs of carrying out this agreement."),
    ("5", "Audit", "Each department may inspect the other's records once a year."),
)
AFTER = clauses(
    ("1", "Scope", "This agreement covers the pupils of all maintained schools."),
    ("2", "Security", "Both departments protect information according to its marking."),
    ("3", "Costs", "Each department bears its own costs of carrying out this agreement."),
    ("4", "Audit", "Each department may inspect the other's records once a year."),
    ("5", "Retention", "Records are destroyed twelve months after the request has been answered."),
    ("5.1", None, "The Department confirms destruction in writing within ten days."),
)


def test_a_move_is_a_move():
    """A clause in another place is a w:moveFrom and a w:moveTo of one name; an edited one stays a move."""
    data = both_ways(BEFORE, AFTER)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    halves = [
        set(re.findall(rf'w:{half}RangeStart [^>]*w:name="([^"]+)"', xml)) for half in ("moveFrom", "moveTo")
    ]

    assert halves[0] == halves[1] == {"move1-1", "move1-2"}
    for half in ("moveFrom", "moveTo"):
        (moved,) = re.findall(rf"<w:{half} [^>]*><w:r><w:t[^>]*>(The Department confirms[^<]*)<", xml)
        assert moved == "The Department confirms destruction in writing within ten days."
    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>six<", xml)
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>twelve<", xml)


def test_ids_are_distinct():
    """Word refuses a file in which two revisions have one id."""
    xml = zipfile.ZipFile(io.BytesIO(both_ways(BEFORE, AFTER))).read("word/document.xml").decode()
    starts = re.findall(r"<w:(?:ins|del|moveFrom|moveTo|\w+Start) w:id=\"(\d+)\"", xml)

    assert len(starts) == len(set(starts)) > 10


def test_nothing_is_tracked_where_nothing_changed():
    """A closing full stop of a number is layout, and equal texts have no tracked change."""
    dotted = tuple(replace(c, label=f"{c.eid}.") for c in BEFORE)
    xml = zipfile.ZipFile(io.BytesIO(both_ways(BEFORE, dotted))).read("word/document.xml").decode()

    assert not re.search(r"<w:(ins|del|moveFrom|moveTo)\b", xml)


TEXT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Cc", "Cf", "Co", "Cn")), max_size=12
)
TREE = st.lists(st.tuples(st.sampled_from([c.words for c in (*BEFORE, *AFTER)]), TEXT), max_size=7).map(
    lambda rows: tuple(
        Clause(str(at), str(at), None, f"{words} {more}", 1, 1) for at, (words, more) in enumerate(rows, 1)
    )
)


@settings(max_examples=40)
@given(TREE, TREE)
def test_any_two_texts(old, new):
    """Whatever the texts and the moves between them, both ways are exact."""
    pair = redlined(old, new)
    steps = list(sequence(pair))

    assert [c.old for c, how in steps if how in {"both", "old", "from"}] == list(old)
    assert [c.new for c, how in steps if how in {"both", "new", "to"}] == list(new)


@settings(max_examples=8)
@example((Clause("1", "1", None, "Scope of it", 1, 1),), (Clause("1", "1", None, "Scope of it \r", 1, 1),))
@given(TREE, TREE)
def test_any_two_texts_as_a_file(old, new):
    """What the file holds goes both ways exactly, odd characters by name; an empty line is no paragraph."""
    data = document([redlined(old, new)])
    tame = [
        [text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for text in paragraphs(side)]
        for side in (new, old)
    ]

    assert list(filter(None, resolved(data, ACCEPT))) == list(filter(None, tame[0]))
    assert letters(resolved(data, REJECT)) == letters(tame[1])


def test_the_same_bytes_each_time(old, new, whole):
    """Two runs give the same file: nothing in it says when it was made."""
    assert document([compared(old, new, whole)]) == document([compared(old, new, whole)])


def test_a_series_has_a_redline_for_each_pair():
    """Several pairs stand in one file, each of which goes both ways."""
    pairs = [redlined(BEFORE, AFTER), redlined(AFTER, BEFORE)]
    data = document(pairs)

    assert resolved(data, ACCEPT, 2) == resolved(data, REJECT, 1) == paragraphs(BEFORE)


def test_the_summary_comes_first(old, new, whole):
    """Versions, hashes, dates, coverage, counts, warnings and the specimen banner stand first."""
    made = docx.Document(io.BytesIO(document([compared(old, new, whole)])))
    texts = [p.text for p in made.paragraphs]
    head = "\n".join(texts[: texts.index("Redline")])
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]

    assert "Specimen: written for demonstration" in head
    assert "1 removed, 0 added, 1 modified" in head
    assert "old, pages 3\u20134, 7: read by OCR" in head
    assert {"a" * 64, "b" * 64, "2015-12-18", "16 pages, 5 clauses"} <= set(cells)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["txt:Text (encoded):UTF8", "pdf"])
def test_libreoffice_opens_it(tmp_path, kind):
    """LibreOffice reads the file and finds the words of both texts in it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui to run this test")
    path = tmp_path / "redline.docx"
    path.write_bytes(both_ways(BEFORE, AFTER))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    made = tmp_path / f"redline.{kind[:3]}"

    assert made.stat().st_size > 500
    if kind == "pdf":
        assert made.read_bytes().startswith(b"%PDF")
    else:
        text = made.read_text("utf-8")
        for words in ("old compared with new", "End of the redline.", "according to its marking", "twelve"):
            assert words in text


@pytest.mark.slow
def test_libreoffice_goes_both_ways(tmp_path):
    """Accept All and Reject All of LibreOffice, no work of ours, give both texts exactly, moves too."""
    system = "/usr/bin/python3"
    found = shutil.which("soffice") and shutil.which(system)
    if not found or subprocess.run([system, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice cannot be scripted here: apt-get install python3-uno to run this test")
    (tmp_path / "redline.docx").write_bytes(document([redlined(BEFORE, AFTER)]))
    # Its exit code says nothing: the bridge may crash when the office has ended.
    script = Path(__file__).parent / "libreoffice.py"
    subprocess.run([system, str(script), str(tmp_path)], capture_output=True, timeout=120, check=False)

    for name, clauses_of in (("accepted", AFTER), ("rejected", BEFORE)):
        text = (tmp_path / f"{name}.txt").read_text("utf-8-sig")
        body = text.partition("\nRedline\n")[2].partition("End of the redline.")[0]
        assert [" ".join(line.split()) for line in body.splitlines()] == paragraphs(clauses_of)


@pytest.mark.parametrize(
    ("label", "shown"), [("1.1.", "1.1"), ("1 \u2013", "1"), ("(a)", "(a)"), (".", "."), ("", "")]
)
def test_a_number_stands_without_the_stop_or_dash_behind_it(label, shown):
    """What parts a number from its heading is layout and is left out."""
    clause = Clause("1", label, None, "Lamp", 1, 1)
    assert number_of(clause) == shown


# ------------------------------------------------------------------ a whole series

OPENING = ("1", "Purpose", "The departments agree on the transfer of pupil data.")
FEES = ("2", "Fees", "The Department pays nothing to the school for the pupil data of the year.")
STORING = ("3", "Storing", "Records are kept for ten years in the vault of the harbour office.")
LAST = ("4", "Ending", "Either side may end this agreement by a letter to the other side.")
SERIES = {
    "1.0": clauses(OPENING, FEES, STORING, LAST),
    "1.1": clauses(
        OPENING,
        ("2", "Fees", "The Department pays nothing to the school for the secret pupil data of the year."),
        ("3", "Storing", "Records are kept for five years in the vault of the harbour office."),
        ("4", "Lodging", "Visitors sleep in the lighthouse while the ferry is under repair."),
        ("5", *LAST[1:]),
    ),
    "2.0": clauses(
        OPENING,
        ("2", "Storing", "Records are kept for five years in the vault of the harbour office."),
        ("3", *LAST[1:]),
        ("4", "Fees", "The Department pays nothing to the school for the pupil data of the term."),
    ),
}


def in_word(texts):
    """The Word file of a series of texts by their versions."""
    sources = [
        Source(name, f"{name}.pdf", name[0] * 64, 1, "made", tuple(text)) for name, text in texts.items()
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blaming, "load", lambda *_, **__: sources)
        return data_of(blaming.blame_files(list(texts)), Wish("docx"))


def revisions(file):
    """(what is tracked, by whom, the words), the words of an inner change under the outer one too."""
    body = docx.Document(io.BytesIO(file)).element.body
    tags = {qn(f"w:{tag}") for tag in ("ins", "del", "moveFrom", "moveTo")}
    found = []
    for element in body.iter(*tags):
        texts = (qn("w:t"), qn("w:delText"))
        if words := "".join(t.text for t in element.iter(*texts)).strip():
            found.append((element.tag.rpartition("}")[2], element.get(qn("w:author")), words))
    return found


def test_accept_all_is_the_newest_and_reject_all_the_oldest():
    """Clauses moved, renumbered, changed twice, and one that came and went: both ends hold."""
    file = in_word(SERIES)

    assert resolved(file, ACCEPT) == paragraphs(SERIES["2.0"])
    assert resolved(file, REJECT) == paragraphs(SERIES["1.0"])


def test_each_word_is_by_the_version_that_brought_or_took_it():
    """The author of a tracked change is a version: "ten" went and "five" came in 1.1."""
    found = revisions(in_word(SERIES))

    assert ("del", "1.1", "ten") in found
    assert ("ins", "1.1", "five") in found
    assert ("ins", "2.0", "term") in found
    assert ("del", "2.0", "year") in found


def test_what_came_and_went_is_in_neither_end_and_still_shown():
    """A word and a clause of the middle version alone: inserted by it, and in that deleted by the next."""
    found = revisions(in_word(SERIES))

    assert ("ins", "1.1", "secret") in found
    assert ("del", "2.0", "secret") in found
    lodging = [(tag, who) for tag, who, words in found if "lighthouse" in words]
    assert lodging == [("ins", "1.1"), ("del", "2.0")]


def test_a_version_alone_is_never_the_author_of_what_is_not_tracked():
    """Texts without a difference have no tracked change."""
    assert not revisions(in_word({"1.0": SERIES["1.0"], "1.1": SERIES["1.0"], "2.0": SERIES["1.0"]}))


SOME = ["the", "ferry", "keeps", "no", "register", "of", "pupils\nand", "5", "ducks"]
words_of = st.lists(st.sampled_from(SOME), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(words_of, min_size=1, max_size=4), min_size=2, max_size=4))
def test_any_series(texts):
    """Whatever the texts, both ends come out whole, white space aside."""
    made = {
        f"{at}.0": clauses(*((str(n), None, " ".join(words)) for n, words in enumerate(text, 1)))
        for at, text in enumerate(texts, 1)
    }
    oldest, *_, newest = made.values()
    file = in_word(made)

    assert letters(resolved(file, ACCEPT)) == letters(paragraphs(newest))
    assert letters(resolved(file, REJECT)) == letters(paragraphs(oldest))


@pytest.mark.slow
def test_libreoffice_goes_both_ways_through_a_series(tmp_path):
    """Accept All and Reject All of LibreOffice give the newest and the oldest text."""
    system = "/usr/bin/python3"
    found = shutil.which("soffice") and shutil.which(system)
    if not found or subprocess.run([system, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice cannot be scripted here: apt-get install python3-uno to run this test")
    (tmp_path / "redline.docx").write_bytes(in_word(SERIES))
    script = Path(__file__).parent / "libreoffice.py"
    subprocess.run([system, str(script), str(tmp_path)], capture_output=True, timeout=120, check=False)

    for name, label in (("accepted", "2.0"), ("rejected", "1.0")):
        text = (tmp_path / f"{name}.txt").read_text("utf-8-sig")
        body = text.partition("\nRedline of the series\n")[2].partition("End of the redline.")[0]
        body = body.rpartition("Redline of the series\n")[2]
        told = [" ".join(line.split()) for line in body.splitlines() if line.strip()]
        assert told == paragraphs(SERIES[label])
