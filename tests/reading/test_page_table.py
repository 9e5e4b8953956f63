"""Each number of the worker and of a page's verdict, with a case just on this and just on that side of it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import zipfile
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from msgspec.structs import asdict, replace

from mouarchive.errors import UnreadableError
from mouarchive.model import Box, Line, Page, PageBox, Quality, Rule, Warn
from mouarchive.reading import DEFAULT, language, page, redline, witness
from mouarchive.reading.language import garbled, garbled_share, stop_word_share, strangeness
from mouarchive.reading.process import gate, parent, wire, worker
from mouarchive.reading.process.parent import Death
from mouarchive.reading.process.wire import End, Fault, Head, Job, PageRead, Picture, Started, Widen
from mouarchive.reading.redline import inserted_letters, redline_warnings
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of
from mouarchive.reading.witness import Witness, line_tags, suspicious

PLAIN = Style(10.0, bold=False, italic=False)


def job(**changes) -> Job:
    return Job(fd=0, name="any.pdf", **(asdict(DEFAULT) | changes))


def line(text: str, x: float = 72.0) -> Line:
    return Line(text, 1, Box(x, 90, 500, 102), 100.0, 10.0)


def a_page(text: str = "any", **quality) -> Page:
    values = {"characters": len(text.replace(" ", ""))} | quality
    return Page(1, 595, 842, (line(text),), Quality("test", **values))


# ------------------------------------------------------------------ what a document may cost


@pytest.mark.parametrize(("megabytes", "fits"), [(150, True), (250, False)])
def test_how_large_a_file_may_be(tmp_path, megabytes, fits) -> None:
    """A file of 150 MB is opened, one of 250 MB refused."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(megabytes * 1_000_000)
    expected = nullcontext() if fits else pytest.raises(UnreadableError, match="file_bytes")
    with expected, parent._opened(path, DEFAULT) as file:
        assert file.size == megabytes * 1_000_000


CONFINED = """
import resource as r
from msgspec.structs import asdict
from mouarchive.reading.page_rules import DEFAULT
from mouarchive.reading.process import wire, worker
import msgspec, sys
limits = msgspec.json.decode(sys.argv[1])
worker.confine(wire.Job(fd=0, name="", **limits))
print(*(r.getrlimit(one)[0] for one in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE)))
"""


def test_what_a_worker_may_take_of_the_machine() -> None:
    """About half a minute of computing, a gigabyte, some sixty files at a time; and it may write nothing."""
    import msgspec  # noqa: PLC0415 - for this one

    given = msgspec.json.encode(msgspec.structs.asdict(DEFAULT)).decode()
    done = subprocess.run([sys.executable, "-c", CONFINED, given], capture_output=True, text=True, check=True)
    seconds, memory, files, written = map(int, done.stdout.split())
    assert 20 <= seconds <= 40
    assert 700_000_000 <= memory <= 1_300_000_000
    assert 40 <= files <= 90
    assert written == 0


@pytest.fixture
def asked(monkeypatch):
    """What the parent asks of its workers, which read one page and end."""
    jobs = []

    def run(told, seconds, most):
        jobs.append((told, seconds, most))
        yield Head(1)
        for number in told.image_pages:
            yield Picture(number, b"", "image/png")
        yield PageRead(a_page())
        yield End()

    monkeypatch.setattr(parent, "run", run)
    return jobs


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "any.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


def test_how_long_a_worker_may_run_and_speak(asked, pdf) -> None:
    """It has a little more time than computing time, and may say some hundred megabytes."""
    parent.read_pdf(pdf)
    [(told, seconds, most)] = asked
    assert 30 <= seconds <= 55
    assert 250_000_000 <= most <= 550_000_000
    assert 20 <= told.ocr_seconds_per_page <= 40
    assert 10_000_000 <= told.image_pixels <= 22_000_000
    assert 1_200_000 <= told.page_characters <= 2_800_000
    assert not told.layers


@pytest.mark.parametrize(("pages", "fits"), [(4_000, True), (6_000, False)])
def test_how_many_pages_a_document_may_have(monkeypatch, pages, fits) -> None:
    """Four thousand are read, six thousand refused with the limit's name."""
    made = SimpleNamespace(pages=pages, info=tuple, warnings=lambda: (Warn("xfa", "a form"),))
    monkeypatch.setattr(gate, "open_gate", lambda _: made)
    monkeypatch.setattr(worker, "read_pages", lambda *_: None)
    said = []
    worker.do(job(), said.append)
    assert isinstance(said[0], Head) is fits
    assert any(isinstance(one, Fault) for one in said) is not fits


@pytest.mark.parametrize(("characters", "fits"), [(15_000_000, True), (25_000_000, False)])
def test_how_much_text_a_document_may_have(characters, fits) -> None:
    """Fifteen million characters are handed on, twenty-five are too many."""
    with worker._Queue(job(), lambda _: None) as queue:
        assert queue.put(1, lambda: (a_page(characters=characters), ())) is fits


@pytest.mark.parametrize(("before", "granted"), [(250, True), (350, False)])
def test_how_many_pages_ocr_may_read(monkeypatch, before, granted) -> None:
    """After 250 pages by OCR the next is granted, after 350 it is not; each has its own time."""
    monkeypatch.setattr(page, "open_document", lambda _: SimpleNamespace(pages=9))
    file = SimpleNamespace(layers=lambda: True, form=lambda: None, reader=None)
    said = []
    monkeypatch.setattr(wire, "Widen", lambda seconds: said.append(seconds) or Widen(seconds))
    book = page.open_book(job(), file, lambda _: None)
    for _ in range(before):
        book.widen()
    assert book.widen() is granted
    assert all(20 <= seconds <= 40 for seconds in said)
    assert book.job.layers
    book.aids.witness._allow()
    assert 12 <= said[-1] <= 28


def test_pages_by_ocr_are_read_two_at_a_time() -> None:
    """Two threads read at once, and the pages are still sent in their order."""
    now, most, order = [], [], []

    def slow() -> tuple:
        now.append(1)
        most.append(len(now))
        time.sleep(0.03)
        now.pop()
        return a_page(), ()

    with worker._Queue(job(), order.append) as queue:
        for number in range(6):
            queue.put(number, slow, slow=True)
        queue.flush(0)
    assert max(most) == 2
    assert len(order) == 6


def test_files_are_read_two_at_a_time(monkeypatch, pdf) -> None:
    """Each worker takes a processor, and small machines have two."""
    now, most, lock = [], [], threading.Lock()

    def slow(*_):
        with lock:
            now.append(1)
            most.append(len(now))
        time.sleep(0.03)
        with lock:
            now.pop()

    monkeypatch.setattr(parent, "read_pdf", slow)
    parent.read_all([pdf] * 6)
    assert max(most) == 2


@pytest.mark.parametrize(("crashes", "read"), [(3, True), (4, False)])
def test_how_often_a_worker_may_die(monkeypatch, pdf, crashes, read) -> None:
    """A file with three pages that crash the engine is read without them; with four it is given up."""

    def run(told, *_):
        yield Head(9)
        for number in range(told.first_page, 10):
            yield Started(number)
            if 2 <= number < 2 + crashes:
                raise Death("crashed", "it broke")
            yield PageRead(replace(a_page(), number=number))
        yield End()

    monkeypatch.setattr(parent, "run", run)
    if read:
        assert sum(bool(one.lines) for one in parent.read_pdf(pdf).pages) == 9 - crashes
    else:
        with pytest.raises(UnreadableError, match="it broke"):
            parent.read_pdf(pdf)


@pytest.mark.parametrize(("behind", "kind"), [(6_000, "Word document"), (10_000, "zip archive")])
def test_how_far_an_office_file_is_looked_into(tmp_path, behind, kind) -> None:
    """A member's name 6,000 bytes in tells the program, one 10,000 bytes in is not waited for."""
    path = tmp_path / "named.pdf"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("first", "x" * behind)
        archive.writestr("word/document.xml", "x" * 9_000)
    with pytest.raises(UnreadableError, match=kind):
        parent.read_pdf(path)


@pytest.mark.parametrize(("behind", "kind"), [(1_500, "web page"), (2_600, "plain text")])
def test_how_far_a_web_page_is_looked_into(tmp_path, behind, kind) -> None:
    """A tag 1,500 letters in tells a web page; 2,600 letters in somebody quotes it."""
    path = tmp_path / "named.pdf"
    path.write_bytes(b"x " * (behind // 2) + b"<html>")
    with pytest.raises(UnreadableError, match=kind):
        parent.read_pdf(path)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<?xml version='1.0'?>", "an XML file"),
        (b"From someone", "an e-mail"),
        ("Grüße aus Köln, ü".encode()[:-1], "plain text"),
        (b"\xff\xfe\x00words", "no kind known"),
        (b"%!PS-Adobe", "PostScript"),
        (b"x\x01", "no kind known"),
    ],
)
def test_other_kinds_of_files(head, kind) -> None:
    """Their first bytes tell them; a letter cut in half at the end is no fault."""
    assert kind in parent._what_it_is(head)


@pytest.mark.parametrize(("length", "whole"), [(140, True), (200, False)])
def test_how_much_of_a_complaint_is_quoted(length, whole) -> None:
    """A library's message of 140 letters is quoted whole, one of 200 cut to a line."""
    assert (len(gate._short(ValueError("x" * length))) == length) is whole


@pytest.mark.parametrize(("length", "whole"), [(1_500, True), (2_500, False)])
def test_how_long_a_title_may_be(length, whole) -> None:
    """A description of 1,500 letters is kept whole, one of 2,500 is cut."""
    made = gate.Gate(SimpleNamespace(pages=[], metadata={"/Title": "x" * length, "/Author": " "}))
    [(key, value)] = made.info()
    assert key == "Title"
    assert (len(value) == length) is whole


def test_pictures_are_drawn_some_at_a_time(asked, pdf) -> None:
    """Forty pages take three workers: their start costs most, their time is limited."""
    drawn = list(parent.page_images(pdf, range(1, 41), boxes=[PageBox(30, Box(0, 0, 9, 9))]))
    assert [number for number, _ in drawn] == list(range(1, 41))
    assert [12 <= len(told.image_pages) <= 20 for told, _, _ in asked[:2]] == [True, True]
    assert [len(told.boxes) for told, _, _ in asked] == [0, 1, 0]


# ------------------------------------------------------------------ whether letters make words

PAIRED = "thuxuxuxu"  # one letter pair of eight is common, half of its letters are vowels
VOWELLESS = "th nd nt st ng ch ll er on"  # all pairs are common, one letter of nine is a vowel
GOOD = "there herein reason notice"  # neither sign
COMMON = "the of and to in be or for is by"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (PAIRED, 0.55, 0.75),
        (VOWELLESS, 0.45, 0.62),
        (f"{GOOD} \u0101\u0102\u0103\u0104\u0105\u0106 an", 0.3, 0.5),
        (f"{GOOD} \ufffd{GOOD}", 0.15, 0.28),
        (f"{GOOD} {GOOD} herE herE here hereIn", 0.7, 0.95),
        (f"{GOOD} {GOOD} {GOOD} {GOOD} reason the", -0.5, -0.3),
    ],
    ids=["pairs", "vowels", "look-alikes", "codes", "case", "spoken"],
)
def test_how_strange_a_text_is(text, least, most) -> None:
    """Half of each sign gives about half of its points; common words take some away."""
    assert least <= strangeness(text) <= most


@pytest.mark.parametrize(("words", "told"), [(15, False), (25, True)])
def test_how_many_words_tell_a_language(words, told) -> None:
    """Fifteen say nothing, twenty-five do."""
    assert (stop_word_share("the " * words) is not None) is told


MOVED = "xuqviwkz"  # no pair common, two vowels of eight: 1.3 points
WORSE = "xqvwkzju"  # and one vowel: 1.8 points
WORST = "xqvwkzj"  # and none: 2.3 points
HALF = "thuxuxuxu"  # 0.65 points


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([" ".join([WORSE] * 7)], True),
        ([" ".join([WORSE] * 4)], False),
        ([" ".join([MOVED] * 18)], True),
        ([" ".join([MOVED] * 10)], False),
        ([" ".join([HALF] * 20)], False),
        ([" ".join([WORST] * 18 + ["the"])], True),
        ([" ".join([WORST] * 18 + ["of"] * 3)], False),
    ],
    ids=[
        "56 letters, far from any language",
        "32 letters cannot be judged",
        "144 letters, one sign",
        "80 letters, one sign",
        "180 letters, half a sign",
        "one common word of twenty",
        "three common words of twenty",
    ],
)
def test_when_a_passage_is_garbled(lines, found) -> None:
    """One sign is enough for a hundred letters, for forty it takes more; common words speak against it."""
    assert bool(garbled_share(lines)) is found


def test_a_short_garbled_passage_is_judged_with_its_neighbours() -> None:
    """Two hundred garbled letters stand out; a hundred between lines of prose are read with them."""
    prose = ["the parties to this agreement share the data of the pupils"] * 4
    assert garbled_share([" ".join([WORSE] * 25), *prose]) > 0
    assert garbled_share([" ".join([WORSE] * 12), *prose]) == 0


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("a\u0101\u0102\u0103\u0104", True),
        ("a\u0101\u0102", False),
        ("abc\u0101\u0102\u0103\u0104\u0105\u0106\u0107", True),
        ("abcdef\u0101\u0102\u0103\u0104", False),
        ("wo\ufffdds", True),
        ("words", False),
    ],
)
def test_words_of_no_language(token, found) -> None:
    """Five letters, not three; seven look-alikes of ten, not four; codes among letters."""
    assert language._impossible(token) is found


@pytest.mark.parametrize(("greek", "other"), [(19, True), (15, False)])
def test_another_script_is_another_language(greek, other) -> None:
    """Nineteen Greek letters of twenty are Greek; of fifteen and five English ones that is not sure."""
    assert language._one_other_script(["α" * greek + "a" * (20 - greek)]) is other  # noqa: RUF001


@pytest.mark.parametrize(("letters", "found"), [(12, True), (8, False)])
def test_a_few_strange_letters_are_left_alone(letters, found) -> None:
    """A heading of twelve look-alikes is garbled; a word of eight is a name."""
    text = [
        "the terms of the agreement are set out in the schedule",
        "a" + "\u0101" * (letters - 1),
    ]
    assert (garbled(text) is not None) is found


# ------------------------------------------------------------------ text or picture


def text_of(letters: int, **changes) -> page._Text:
    lines = (line("x" * letters),) if letters else ()
    return replace(page._Text(lines, "test", ()), **changes)


@pytest.mark.parametrize(
    ("letters", "share", "drawn", "fault"),
    [
        (0, 0.35, 0, page._SCAN),
        (0, 0.2, 0, None),
        (0, 0.0, 50, page._SCAN),
        (0, 0.0, 30, None),
        (120, 0.8, 0, page._STAMPED),
        (120, 0.5, 0, None),
        (190, 0.95, 0, None),
    ],
)
def test_when_a_page_is_a_picture(letters, share, drawn, fault) -> None:
    """Without letters: a third of it a picture, or fifty things drawn; with a stamp's letters: most of it."""
    text = text_of(letters)
    assert page._doubted(text, share, drawn).fault in (
        {fault} if fault else {None, "its letters make no words"}
    )


@pytest.mark.parametrize(("seen", "cover"), [(150, True), (250, False)])
def test_a_cover_s_text_layer_says_it_all(seen, cover) -> None:
    """A picture with 150 letters under a layer of 100 shows the same words; with 250 it is a scan."""
    scan = SimpleNamespace(
        lines=(line("x" * seen),), warnings=(), engine="ocr", confidence=90.0, specks=(), rules=()
    )
    found = page._by_picture(1, text_of(100, fault=page._STAMPED), scan)
    assert (found.engine == "test") is cover


@pytest.mark.parametrize(
    ("share", "usable", "said"),
    [
        (0.15, True, "part of"),
        (0.27, False, "part of"),
        (0.4, False, "part of"),
        (0.65, False, "the text layer"),
    ],
)
def test_what_is_left_of_a_garbled_page(share, usable, said) -> None:
    """With 15 of 100 letters garbled it is of use, with 27 not; with 65 the whole layer is said to be."""
    found = page._by_picture(1, text_of(300, fault="its letters make no words", garbled=share), "no OCR here")
    assert (found.fault is None) is usable
    assert found.warnings[0].message.startswith(said)


def test_a_picture_without_words() -> None:
    """Where OCR finds nothing that is said, and nothing is made up."""
    scan = SimpleNamespace(lines=())
    assert [warn.code for warn in page._by_picture(1, text_of(0, fault=page._SCAN), scan).warnings] == [
        "picture"
    ]


@pytest.mark.parametrize(
    ("hidden", "codes"),
    [
        ({"boxes": 2}, ["redaction"]),
        ({"boxes": 1, "unapplied": 1}, ["redaction-unapplied"]),
        ({"boxes": 1, "letters": 1}, ["redaction", "text-under-box"]),
        ({"unpainted": 5}, ["hidden-text"]),
        ({}, []),
    ],
)
def test_what_is_said_of_a_page_that_hides_text(hidden, codes) -> None:
    """Boxes, marks that were never applied, text that is still there under them, and text nobody sees."""
    values = {"boxes": 0, "unapplied": 0, "letters": 0, "unpainted": 0} | hidden
    found = SimpleNamespace(**(values | {"boxes": [Box(0, 0, 9, 9)] * values["boxes"]}))
    assert [warn.code for warn in page._said_of_hidden(3, found)] == codes


# ------------------------------------------------------------------ other witnesses


@pytest.mark.parametrize(
    ("made", "doubtful"),
    [
        ((0.03, " ".join([MOVED] * 9)), True),
        ((0.06, " ".join([MOVED] * 9)), False),
        ((0.01, " ".join([PAIRED] * 9)), True),
        ((0.01, " ".join(["thuxtux"] * 9)), False),
    ],
    ids=["3 of 100 words common", "6 of 100", "0.65 points strange", "hardly strange"],
)
def test_when_a_page_looks_doubtful(made, doubtful) -> None:
    """Hardly a common word, and words of no language: lists of names have the first alone."""
    share, text = made
    assert suspicious(a_page(text, characters=400, stop_words=share)) is doubtful


class Slow:
    """A second reader that takes three seconds a page, by its own clock."""

    def __init__(self, monkeypatch) -> None:
        self.pages = [self] * 20
        self.clock, self.rung = 0.0, []
        monkeypatch.setattr(witness.time, "thread_time", lambda: self.clock)
        monkeypatch.setattr(witness.signal, "setitimer", lambda _, seconds: self.rung.append(seconds))

    def extract_text(self) -> str:
        self.clock += 3
        return "text"


def test_what_a_second_reader_may_cost(monkeypatch) -> None:
    """At three seconds a page it reads about seven, and is stopped at four seconds a page."""
    slow = Slow(monkeypatch)
    second = Witness(slow, "all")
    heard = [second.hear(replace(a_page(), number=number), []) for number in range(1, 20)]
    assert 6 <= sum(text is not None for text in heard) <= 8
    assert 3 < max(slow.rung) < 5


@pytest.mark.parametrize(
    ("of", "warnings"),
    [
        (a_page(hidden=3), ()),
        (a_page("the name is [redacted]"), ()),
        (a_page(), (Warn("off-page", "1 piece of text lies outside page 1", 1),)),
    ],
)
def test_a_page_that_hides_text_is_read_once(monkeypatch, of, warnings) -> None:
    """The second reader is not asked: it would bring back what is left out."""
    assert Witness(Slow(monkeypatch), "all").hear(of, warnings) is None
    assert Witness(Slow(monkeypatch), "all").hear(a_page(), ()) == "text"


class Tags:
    """A structure of one element in another, with contents in the last."""

    FPDF_PAGEOBJECT = int

    def __init__(self, deep: int, contents: int) -> None:
        self.deep, self.contents = deep, contents

    def FPDF_StructElement_CountChildren(self, element):  # noqa: N802 - PDFium's name
        return 1 if element < self.deep else self.contents

    def FPDF_StructElement_GetChildAtIndex(self, element, _):  # noqa: N802
        return element + 1 if element < self.deep else None

    def FPDF_StructElement_GetChildMarkedContentID(self, _, index):  # noqa: N802
        return index


@pytest.mark.parametrize(
    ("deep", "content", "known"), [(50, 0, True), (80, 0, False), (2, 15_000, True), (2, 24_000, False)]
)
def test_how_far_tags_are_followed(deep, content, known) -> None:
    """Fifty levels and 15,000 contents are; eighty levels, or the 24,000th content, are not waited for."""
    order: dict[int, int] = {}
    witness._walk(Tags(deep, content + 1), [(1, 1)], order)
    assert (content in order) is known


@pytest.mark.parametrize(("x", "held"), [(70.6, True), (69.3, False)])
def test_which_line_a_text_belongs_to(x, held) -> None:
    """A text 1.4 points outside the box of its line's letters is its own, one 2.7 outside is not."""
    assert witness._holds(line("any"), x, 96.0) is held


def test_a_page_without_lines_has_no_tags() -> None:
    """Nothing is asked where nothing was read."""
    raw = SimpleNamespace(FPDF_StructTree_GetForPage=lambda _: None)
    assert line_tags(SimpleNamespace(raw=raw, handle=0), SimpleNamespace(texts=()), [line("any")]) == ()


# ------------------------------------------------------------------ redlines


def changed(*, letters=10_000, struck=0, inserted=0, notes=(), x=480.0) -> Page:
    quality = Quality("test", letters, struck=struck, inserted=inserted)
    return Page(1, 600, 842, tuple(line(note, x) for note in notes), quality)


@pytest.mark.parametrize(
    ("found", "is_redline"),
    [
        ({"letters": 1_000, "struck": 50}, True),
        ({"letters": 1_000, "struck": 30}, False),
        ({"struck": 130}, True),
        ({"struck": 70}, False),
        ({"inserted": 190}, True),
        ({"inserted": 110}, False),
        ({"notes": ["Deleted: one", "Deleted: two"]}, True),
        ({"notes": ["Deleted: one"]}, False),
        ({"notes": ["Deleted: one", "Deleted: two"], "x": 400}, True),
        ({"notes": ["Deleted: one", "Deleted: two"], "x": 330}, False),
    ],
    ids=str,
)
def test_how_much_makes_a_redline(found, is_redline) -> None:
    """Fifty letters, not thirty; 13 of 1,000 struck out; 19 of 1,000 put in; two notes right of the text."""
    assert bool(redline_warnings([changed(**found)])) is is_redline


RED, TEXT = (200, 30, 30, 255), piece_of([Word("", "putting", 100, 92, 200, 102, 100.0, PLAIN, (0, 7))])


def put_in(rule: Box, *, horizontal=True, colour=RED, text=TEXT, struck=False, links=()) -> int:
    calls = SimpleNamespace(fill_colour=None, four=lambda *_: colour)
    sheet = SimpleNamespace(functions=calls, links=lambda: list(links))
    drawn = SimpleNamespace(object_at=lambda _: 1)
    return inserted_letters(sheet, drawn, [text], [Rule(rule, horizontal)], struck=struck)


def under(down: float = 1.0, thick: float = 0.4, wide: float = 100.0) -> Box:
    return Box(100, 100 + down - thick / 2, 100 + wide, 100 + down + thick / 2)


@pytest.mark.parametrize(
    ("rule", "more", "counted"),
    [
        (under(), {}, True),
        (under(thick=1.4), {}, True),
        (under(thick=2.3), {}, False),
        (under(down=-0.4), {}, True),
        (under(down=-0.7), {}, False),
        (under(down=2.4), {}, True),
        (under(down=3.7), {}, False),
        (under(wide=70), {}, True),
        (under(wide=50), {}, False),
        (Box(95, 94, 95.5, 104), {"horizontal": False}, True),
        (Box(95, 95, 95.5, 101), {"horizontal": False}, False),
        (Box(95.5, 92, 96, 104), {"horizontal": False}, True),
        (Box(97.5, 92, 98, 104), {"horizontal": False}, False),
        (under(), {"colour": (105, 30, 30, 255)}, True),
        (under(), {"colour": (75, 30, 30, 255)}, False),
        (under(), {"colour": None}, False),
        (under(), {"colour": (5, 5, 250, 255)}, False),
        (under(), {"colour": (8, 8, 247, 255)}, True),
        (under(), {"colour": (0, 0, 255, 255), "struck": True}, True),
        (under(), {"links": [Box(90, 90, 210, 104)]}, False),
        (under(), {"links": [Box(190, 90, 260, 104)]}, True),
        (under(), {"text": piece_of([TEXT.words[0]._replace(text="www.a.uk")])}, False),
    ],
)
def test_what_counts_as_put_in(rule, more, counted) -> None:
    """Thin, at the foot of most of the word, or a bar beside it; in a colour, and no link's."""
    assert put_in(rule, **more) == (7 if counted else 0)


def test_bars_on_both_sides_are_a_frame() -> None:
    """And without text there is nothing beside a bar."""
    frame = [Rule(Box(x, 90, x + 0.5, 110), horizontal=False) for x in (90, 210)]
    assert redline._bars([TEXT], frame) == []
    assert redline._bars([], frame) == []
