"""What makes a word unseen, and what the leak check finds in a file, just on each side of each number."""

from __future__ import annotations

import importlib.util
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader

from mouarchive.model import Box, Leak
from mouarchive.reading.drawing.drawn import Drawing, Fill, look
from mouarchive.reading.process.gate import open_gate
from mouarchive.reading.process.wire import Found, Job, Note, Widen
from mouarchive.reading.redaction import check, describe
from mouarchive.reading.redaction.hidden import (
    Pictures,
    _enough,
    _seen_elsewhere,
    clipped,
    hidden_words,
    notes_on,
    painted_twice,
)
from mouarchive.reading.redaction.masking import _in_own_colour, _over_text
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.pdfium import open_document
from mouarchive.reading.text.words import Word, cut, piece_of


def _load():
    spec = importlib.util.spec_from_file_location("leaky", Path(__file__).with_name("leaky.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["leaky"] = module
    spec.loader.exec_module(module)
    return module


leaky = _load()


def job(**changes) -> Job:
    limits = ("cpu_seconds", "open_files", "pages", "text_characters", "page_characters", "image_pixels")
    return Job(name="file.pdf", memory_bytes=10**9, **dict.fromkeys(limits, 10**7), **changes)


@pytest.fixture
def opened(tmp_path):
    """The descriptor of a file with these bytes."""
    fds = []

    def _opened(data: bytes) -> int:
        (tmp_path / "file.pdf").write_bytes(data)
        fds.append(os.open(tmp_path / "file.pdf", os.O_RDONLY))
        return fds[-1]

    yield _opened
    for fd in fds:
        os.close(fd)


@pytest.fixture
def page(opened, drawn):
    """The first page of a file, or of what a function draws."""
    pages = []

    def _page(content):
        document = open_document(opened(content if isinstance(content, bytes) else drawn(content)))
        pages.append((document.page(0), document))
        return pages[-1][0]

    yield _page
    for one, _ in pages:
        one.close()


def unseen(page) -> list[str]:
    """The hidden words of a page."""
    drawing, glyphs = look(page), page.glyphs(10_000)
    pictures = painted_twice(page, glyphs, drawing, 10**7)
    return [one.word.text for one in hidden_words(page, glyphs, cut(glyphs, page.style), pictures, drawing)]


@pytest.mark.parametrize(("shade", "hidden"), [(0.976, True), (0.957, False), (0.5, False)])
def test_ink_that_differs_from_paper_by_what_eyes_see_is_seen(page, shade, hidden) -> None:
    """Letters six shades of 255 beside their ground are as good as white, those eleven beside can be read."""

    def draw(canvas) -> None:
        canvas.setFillGray(shade)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawString(72, 600, "Name")

    assert unseen(page(draw)) == (["Name"] if hidden else [])


def test_pages_are_painted_large_enough_for_small_letters(page) -> None:
    """Two pixels a point: half of it would blur small letters away, more would cost time only."""
    shown = page(lambda canvas: canvas.drawString(72, 600, "Name"))
    pictures = painted_twice(shown, shown.glyphs(100), look(shown), 10**8)
    assert 1.5 < pictures.scale < 2.5


@pytest.mark.parametrize(
    ("what", "gone", "hidden"),
    [
        ("two side by side of ten", [3, 4], False),
        ("three side by side of ten", [3, 4, 5], True),
        ("four of ten, apart", [0, 2, 4, 6], False),
        ("seven of ten, never three together", [0, 1, 3, 4, 6, 7, 9], True),
    ],
)
def test_so_many_unseen_letters_are_no_accident(what, gone, hidden) -> None:
    """Three letters in a row, or most of a word: thin strokes alone leave fewer without ink."""
    assert (what, _enough(gone, list(range(10)))) == (what, hidden)


def test_a_letter_without_ink_hides_no_word(page) -> None:
    """One letter of a word may show nothing, as thin strokes do; the word is read."""

    def draw(canvas) -> None:
        text = canvas.beginText(72, 600)
        for at, letter in enumerate("Specimen"):
            text.setFillGray(at == 3)
            text.textOut(letter)
        canvas.drawText(text)

    assert unseen(page(draw)) == []


def low_letters(data: bytes) -> bytes:
    """The file with a font whose letters are bars below the line, as underscores under other codes are."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    bar = DecodedStreamObject()
    bar.set_data(b"1000 0 0 -300 1000 -200 d1 0 -300 1000 100 re f")
    letters = ArrayObject([NumberObject(97), NameObject("/a")])
    font = {
        "Type": NameObject("/Font"),
        "Subtype": NameObject("/Type3"),
        "FontBBox": ArrayObject(map(NumberObject, (0, -300, 1000, 700))),
        "FontMatrix": ArrayObject(map(FloatObject, (0.001, 0, 0, 0.001, 0, 0))),
        "CharProcs": DictionaryObject({NameObject("/a"): writer._add_object(bar)}),
        "Encoding": DictionaryObject({NameObject("/Differences"): letters}),
        "FirstChar": NumberObject(97),
        "LastChar": NumberObject(97),
        "Widths": ArrayObject([NumberObject(1000)]),
    }
    made = DictionaryObject({NameObject(f"/{key}"): value for key, value in font.items()})
    writer.pages[0]["/Resources"]["/Font"][NameObject("/Low")] = writer._add_object(made)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_letters_painted_below_the_line_are_seen_there(page, drawn) -> None:
    """A row of underscores that the file calls letters is no hidden word."""
    data = drawn(lambda canvas: canvas._code.append("BT /Low 20 Tf 72 600 Td (aaaa) Tj ET"))
    assert unseen(page(low_letters(data))) == []


@pytest.mark.parametrize(("common", "elsewhere"), [(2, True), (4, False)])
def test_low_signs_are_seen_below_the_letters(common, elsewhere) -> None:
    """A sign most of whose ink lies outside the letters' band is looked for where it is painted."""

    def box(_page, _index, left, right, bottom, top) -> bool:
        for edge, value in ((left, 10), (right, 20), (bottom, 100 - 30), (top, 100 - 20)):
            edge._obj.value = value
        return True

    page = SimpleNamespace(
        raw=SimpleNamespace(FPDFText_GetCharBox=box), _text_page=None, crop=(0, 0, 100, 100), rotation=0
    )
    pictures = Pictures(Image.new("L", (100, 100)), b"\1" * 10_000, 1.0)
    assert _seen_elsewhere(page, pictures, 0, (10, 10, 20, 20 + common)) is elsewhere


@pytest.mark.parametrize(("clips", "harmless"), [(12, True), (20, False)])
def test_text_in_some_clips_that_leave_it_whole_is_not_painted(page, clips, harmless) -> None:
    """A clip or two around a paragraph are usual; where there are many, the painted page is asked."""

    def draw(canvas) -> None:
        canvas._code.append(" ".join(f"0 0 {300 + at} 800 re W n" for at in range(clips)))
        canvas.drawString(72, 600, "Name")

    shown = page(draw)
    assert (clipped(shown, look(shown).texts) == frozenset()) is harmless


@pytest.mark.parametrize(
    ("what", "clip", "whole"),
    [
        ("around the text", "60 580 200 40 re", True),
        ("a corner off by rounding", "60 580 m 260 580.6 l 260 620 l 60 620 l h", True),
        ("a slanted side", "60 580 m 260 581.5 l 260 620 l 60 620 l h", False),
        ("beside the text", "260 580 200 40 re", False),
        ("under the text", "60 480 200 40 re", False),
        ("a triangle", "60 580 m 260 580 l 260 620 l h", False),
    ],
)
def test_a_clip_is_a_plain_rectangle_around_the_text(page, what, clip, whole) -> None:
    """Any other clip may cut the text away: only painting tells."""

    def draw(canvas) -> None:
        canvas._code.append(f"{clip} W n")
        canvas.drawString(72, 600, "Name")

    shown = page(draw)
    assert (what, clipped(shown, look(shown).texts) == frozenset()) == (what, whole)


STYLE = Style(10.0, bold=False, italic=False)
PIECE = piece_of([Word("", "Name", 72, 90, 100, 102, 100, STYLE, (0, 4))])


@pytest.mark.parametrize(("shade", "same"), [(120, True), (136, False)])
def test_a_fill_of_nearly_the_words_own_colour_may_hide_them(shade, same) -> None:
    """Shades a tenth apart are one colour to the eye."""
    glyphs = SimpleNamespace(object_at=lambda _: 7)
    fill = Fill(Box(60, 80, 200, 110), (100, 100, 100), 3)
    assert _in_own_colour(PIECE, glyphs, [fill], {7: (shade, shade, shade, 255)}) is same


@pytest.mark.parametrize(("pictures", "painted"), [(200, False), (400, True)])
def test_with_so_many_pictures_the_page_is_painted_at_once(pictures, painted) -> None:
    """To compare each of them with each piece of text would take longer."""
    drawing = Drawing(images=[Fill(Box(300, 300, 320, 320), (0, 0, 0), 1, "picture")] * pictures)
    assert _over_text(drawing, SimpleNamespace(object_at=lambda _: 7), [PIECE], {}) is painted


def with_notes(data: bytes, *notes: dict[str, object]) -> bytes:
    """The file with these notes on its first page."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    common = {
        "Type": NameObject("/Annot"),
        "F": NumberObject(4),
        "Rect": ArrayObject(map(NumberObject, (9, 9, 99, 99))),
    }
    made = [DictionaryObject({NameObject(f"/{k}"): v for k, v in (common | note).items()}) for note in notes]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(made)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_notes_are_listed_with_what_they_say_and_whether_they_cover(page, drawn) -> None:
    """Comments count by their letters, links say nothing, what is hidden covers nothing."""
    said = TextStringObject("Jane S.")
    notes = (
        {"Subtype": NameObject("/Text"), "Contents": said},
        {"Subtype": NameObject("/Link"), "Contents": said},
        {"Subtype": NameObject("/Square"), "Contents": said},
        {"Subtype": NameObject("/FreeText"), "Contents": said},
        {"Subtype": NameObject("/FreeText"), "Contents": said, "F": NumberObject(2)},
    )
    found = notes_on(page(with_notes(drawn(lambda _: None), *notes)))
    assert [(note.kind, note.letters, note.covers) for note in found] == [
        ("Text", 5, False),
        ("Link", 0, False),
        ("Square", 5, True),
        ("FreeText", 0, True),
        ("FreeText", 5, False),
    ]


def test_a_page_of_endless_notes_is_looked_at_in_part(page, drawn) -> None:
    """A page has dozens of notes; one of thousands is made to hold up its reader."""
    notes = [{"Subtype": NameObject("/Text")}] * 2_500
    assert 1_500 < len(notes_on(page(with_notes(drawn(lambda _: None), *notes)))) < 2_400


# ------------------------------------------------------------------ the leak check


@pytest.mark.parametrize(
    ("what", "second", "findings"),
    [
        ("a space apart", Box(60, 10, 90, 20), 1),
        ("more than a space apart", Box(65, 10, 90, 20), 2),
        ("on the next line", Box(52, 21, 90, 31), 2),
    ],
)
def test_words_side_by_side_are_one_finding(what, second, findings) -> None:
    """A name of two words under one box is one place to look at."""
    leaks = [Leak("hidden", "box", 4, 1, Box(10, 10, 50, 20)), Leak("hidden", "box", 8, 1, second)]
    assert (what, len(check.in_rows(leaks))) == (what, findings)


def test_words_that_run_up_the_page_are_one_finding_too() -> None:
    """Turned words follow each other from foot to head; marks for redaction stay as they were set."""
    up, on = Box(10, 50, 20, 90), Box(10, 10, 20, 45)
    assert len(check.in_rows([Leak("hidden", "box", 4, 1, up), Leak("hidden", "box", 4, 1, on)])) == 1
    assert len(check.in_rows([Leak("marked", "redact", 4, 1, up), Leak("marked", "redact", 4, 1, on)])) == 2


@pytest.fixture
def checked(opened):
    """What the check of a file says, without a worker: our own files are safe here."""

    def _checked(data: bytes, **changes):
        said: list[object] = []
        fd = opened(data)
        check.check_file(job(fd=fd, **changes), open_gate(fd), said.append)
        return said

    return _checked


def leaks_of(said) -> list[tuple[str, str]]:
    return [(one.leak.kind, one.leak.cause) for one in said if isinstance(one, Found)]


@pytest.mark.parametrize("name", leaky.BAD)
def test_each_bad_redaction_is_found_by_the_check_itself(checked, name) -> None:
    """As the worker does it, page by page, and without it."""
    data, kind, cause = leaky.BAD[name]
    grave = {found for found in leaks_of(checked(data)) if found[0] != "metadata"}
    assert grave == {(kind, cause)}


@pytest.mark.parametrize("name", leaky.GOOD)
def test_good_pages_are_clean_to_the_check_itself(checked, name) -> None:
    """What shows is no leak."""
    assert leaks_of(checked(leaky.GOOD[name])) == []


def _see_through(canvas) -> None:
    canvas.setFillAlpha(0.01)
    canvas.drawString(72, 600, leaky.SECRET)


def _on_its_own_colour(canvas) -> None:
    canvas.setFillGray(0.5)
    canvas.drawImage(ImageReader(Image.new("L", (9, 9), 128)), 60, 590, 200, 30)
    canvas.drawString(72, 600, leaky.SECRET)


def _in_a_crowd(canvas) -> None:
    canvas._code.append("9 9 1 1 re f " * 4_500)
    canvas.setFillGray(0)
    canvas.rect(*leaky.BOX[:2], leaky.RIGHT - leaky.LEFT + 1, 13, stroke=0, fill=1)


@pytest.mark.parametrize(
    ("draw", "secret", "cause"),
    [
        (_see_through, False, "transparent"),
        (_on_its_own_colour, False, "background"),
        (_in_a_crowd, True, "shape"),
    ],
)
def test_what_hides_a_word_is_named(checked, draw, secret, cause) -> None:
    """Its own colour; or, where more is drawn than was looked at, one of those shapes."""
    assert leaks_of(checked(leaky.page(draw, secret=secret))) == [("hidden", cause)]


def test_each_page_has_its_own_time(checked, drawn) -> None:
    """Some seconds a page, and as much again twice for earlier revisions."""
    allowed = [one.seconds for one in checked(drawn(lambda _: None)) if isinstance(one, Widen)]
    assert [4 <= seconds <= 6 for seconds in allowed] == [True, False]
    assert 8 <= allowed[1] <= 12


def test_a_page_that_fails_is_named_and_the_rest_is_checked(checked, drawn, monkeypatch) -> None:
    """An unchecked page is never taken for a clean one; what cannot be opened is said to be broken."""
    monkeypatch.setattr(check, "look", lambda _: 1 / 0)
    (note,) = [one.warn for one in checked(drawn(lambda _: None)) if isinstance(one, Note)]
    assert note.code == "page-unchecked"
    monkeypatch.setattr(check, "open_document", lambda _: int("none"))
    (fault,) = checked(drawn(lambda _: None))
    assert fault.code == "broken"


@pytest.mark.parametrize(("at", "found"), [(700_000, True), (1_200_000, False)])
def test_a_files_description_is_searched_so_far(at, found) -> None:
    """A description has some thousand bytes; more is not meant for readers."""
    data = b" " * at + b"<dc:creator><b>Jane Specimen</b></dc:creator>"
    stream = SimpleNamespace(get_object=lambda: SimpleNamespace(get_data=lambda: data))
    reader = SimpleNamespace(attachment_list=[], metadata=None, root_object={"/Metadata": stream})
    leaks = list(check.carried(SimpleNamespace(reader=reader)))
    assert [(leak.cause, leak.letters) for leak in leaks] == ([("author", 12)] if found else [])


@pytest.mark.parametrize("name", ["unknown", " (None) ", "n/a", "..."])
def test_what_programs_write_for_nobody_names_nobody(name) -> None:
    """Only a name is worth to be looked at."""
    reader = SimpleNamespace(attachment_list=[object()], metadata={"/Author": name}, root_object={})
    leaks = list(check.carried(SimpleNamespace(reader=reader)))
    assert [leak.kind for leak in leaks] == ["attachment"]


def sections(tmp_path, ends: list[int]):
    """A file with an end mark before each of these places, and the job that reads it."""
    path = tmp_path / "long.pdf"
    mark = b"startxref\n7\n%%EOF"
    with path.open("wb") as file:
        for end in ends:
            file.seek(end - len(mark))
            file.write(mark)
    return os.open(path, os.O_RDONLY)


def test_the_last_earlier_revisions_are_looked_for(tmp_path) -> None:
    """A file is saved over a few times: of a dozen earlier states the last are read, large ones never."""
    fd = sections(tmp_path, [100 * at for at in range(1, 14)])
    assert 6 <= len(check._ends(fd)) <= 10
    os.close(fd)
    fd = sections(tmp_path, [45_000_000, 70_000_000, 70_001_000])
    assert check._ends(fd) == [45_000_000]
    os.close(fd)


@pytest.mark.parametrize(
    ("leak", "said"),
    [
        (
            Leak("hidden", "box", 13, 3, Box(72, 118, 240, 130)),
            "page 3 at 72,118 to 240,130: 13 letters under a box",
        ),
        (
            Leak("revision", "earlier", 1, 2),
            "page 2: 1 letter in an earlier revision, which the file still holds",
        ),
        (Leak("comment", "text", 5, 2), "page 2: a comment of 5 letters"),
        (Leak("attachment", "embedded", 70), "a file of 70 bytes is embedded in it"),
        (Leak("metadata", "author", 9), "the file's description names an author (9 letters)"),
        (Leak("off-page", "cropped", 9), "9 letters cropped away, but still in the file"),
    ],
)
def test_a_leak_is_said_in_plain_words(leak, said) -> None:
    """Where, how much, and what hides it; never what it says."""
    assert describe(leak) == said
    assert msgspec.json.encode(leak)
