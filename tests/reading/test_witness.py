"""A second reader says whether it reads the same, where a page looks doubtful or where it is asked to."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from mouarchive.model import Box, Line, Page, Quality
from mouarchive.reading import read_pdf, witness
from mouarchive.reading.witness import Witness, agreement, disagreement, suspicious

WORDS = "The Department of Specimens shares the records of the office for the purposes set out below."


def page(text: str = WORDS, **quality) -> Page:
    values = {"characters": len(text.replace(" ", "")), "stop_words": 0.3}
    line = Line(text, 1, Box(72, 100, 500, 112), 110, 12)
    return Page(1, 595, 842, (line,) if text else (), Quality("engine", **(values | quality)))


@pytest.mark.parametrize(
    ("ours", "theirs", "share"),
    [
        ("The Office", "TheO f fice", 1.0),
        ("O\ufb03ce of the co-\noperation", "Office of the cooperation", 1.0),
        ("Office", "O ce", 0.5),
        ("", "", 1.0),
        ("", "words", 0.0),
    ],
)
def test_readers_agree_on_characters_not_on_spaces(ours, theirs, share) -> None:
    """Spaces, hyphens and joined letters are no difference; a lost letter is."""
    assert agreement(ours, theirs) == share


@given(st.text(), st.text())
def test_agreement_is_a_share_and_knows_no_first_reader(ours, theirs) -> None:
    """It lies between 0 and 1, is the same both ways round, and is 1 for the same text."""
    assert 0 <= agreement(ours, theirs) == agreement(theirs, ours) <= 1
    assert agreement(ours, ours) == 1


@pytest.mark.parametrize(("share", "said"), [(1.0, False), (0.98, False), (0.979, True), (0.0, True)])
def test_less_than_98_of_100_characters_is_a_warning(share, said) -> None:
    """Two characters in a hundred may differ, as bullets do; more must be looked at."""
    warning = disagreement(3, share)
    assert (warning is not None) is said
    assert warning is None or (warning.code, warning.page) == ("engines-disagree", 3)


@pytest.mark.parametrize(
    ("doubtful", "of"),
    [
        (False, page()),
        (False, page("Contents", characters=8, stop_words=None)),
        (True, page("7KH 2IILFH NHHSV WKH UHFRUGV IRU WKUHH PRQWKV", stop_words=0.01)),
        (False, page("Annex Contacts Telephone Address Signature Purpose Costs", stop_words=0.01)),
        (True, page("Cover", characters=5, stop_words=None, image_share=0.4)),
        (True, page("", characters=0, stop_words=None)),
        (True, page(image_share=0.95)),
        (True, page("The o\ufffdce")),
    ],
)
def test_only_doubtful_pages_are_asked_about(doubtful, of) -> None:
    """No language, hardly a letter beside a picture, a layer over a scan, replacement characters."""
    assert suspicious(of) is doubtful


@pytest.fixture
def two_readings(drawn, tmp_path):
    """A page whose font tells one reader other letters than the other: a faulty table to Unicode."""

    def _make(text: str = WORDS, *, table: bytes = b"") -> object:
        def draw(canvas) -> None:
            canvas.drawString(72, 700, text)
            for row in range(4):
                canvas.drawString(72, 660 - 20 * row, WORDS)

        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(draw))))
        if table:
            stream = DecodedStreamObject()
            stream.set_data(table)
            fonts = writer.pages[0]["/Resources"]["/Font"]
            for key in fonts:
                fonts[key][NameObject("/ToUnicode")] = writer._add_object(stream)
        path = tmp_path / "two.pdf"
        writer.write(path)
        return path

    return _make


def test_all_asks_about_every_page_and_ordinary_ones_agree(two_readings) -> None:
    """On an ordinary page both readers have the same letters, and the second reading is not kept."""
    document = read_pdf(two_readings(), witness="all")
    [found] = document.pages
    assert found.quality.agreement == 1
    assert found.witness is None
    assert document.warnings == ()


@pytest.mark.parametrize("mode", ["suspicious", "none"])
def test_ordinary_page_costs_nothing(two_readings, mode) -> None:
    """Nobody is asked about a page that looks as pages do, unless all are to be compared."""
    [found] = read_pdf(two_readings(), witness=mode).pages
    assert found.quality.agreement is None


class _Reader:
    """Stands for pypdf: says `text`, fails, or takes for ever."""

    def __init__(self, text: str | BaseException | float) -> None:
        self.text = text
        self.asked = 0
        self.pages = [self]

    def get(self, *_: object) -> object:
        raise ValueError

    def extract_text(self) -> str:
        self.asked += 1
        if isinstance(self.text, BaseException):
            raise self.text
        if isinstance(self.text, float):
            try:
                time.sleep(self.text)
            except Exception:  # noqa: BLE001 - as pypdf does
                return "swallowed"
        return str(self.text)


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError(), MemoryError(), KeyError("/Font")])
def test_failing_witness_is_no_witness(fault) -> None:
    """Whatever the second reader stumbles over, the reading of the first stands."""
    assert Witness(_Reader(fault), "all").hear(page(), []) is None


def test_witness_that_takes_too_long_is_stopped(monkeypatch) -> None:
    """A page that keeps the second reader busy is given up after a few seconds."""
    monkeypatch.setattr(witness, "WITNESS", replace(witness.WITNESS, page_seconds=0.05))
    before = time.monotonic()
    assert Witness(_Reader(5.0), "all").hear(page(), []) is None
    assert time.monotonic() - before < 2


def test_time_is_asked_for_once() -> None:
    """The worker's limit is moved when the first page is read, and not for documents without doubt."""
    calls: list[int] = []
    reader = _Reader(WORDS)
    second = Witness(reader, "suspicious", lambda: calls.append(1))
    assert second.hear(page(), []) is None
    assert calls == []
    assert second.hear(page("The o\ufffdce"), []) == second.hear(page(), [], doubted=True) == WORDS
    assert calls == [1]
    assert reader.asked == 2


@pytest.mark.parametrize("hiding", ["box", "white"])
def test_hidden_text_does_not_come_back_through_the_witness(drawn, tmp_path, hiding) -> None:
    """Where a page hides text, the second reader is not asked: it would bring back what is left out."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, WORDS)
        canvas.drawString(72, 650, "The name is Quentin Hidden.")
        if hiding == "box":
            canvas.rect(60, 640, 250, 26, stroke=0, fill=1)
        else:
            canvas.setFillGray(1)
            canvas.drawString(72, 600, "Quentin Hidden")
            canvas.setFillGray(0)
            canvas.rect(60, 640, 250, 26, stroke=0, fill=1)

    path = tmp_path / "hidden.pdf"
    path.write_bytes(drawn(draw))
    [found] = read_pdf(path, witness="all").pages
    assert found.quality.agreement is None
    assert found.witness is None


def test_disagreement_is_said_and_both_readings_are_kept(two_readings) -> None:
    """Where a broken font gives two readers other letters, the page says so and both readings are there."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfchar <65> <> endbfchar\nendcmap end end"
    )
    document = read_pdf(two_readings(table=cmap), ocr=False, witness="all")
    [found] = document.pages
    assert found.quality.agreement is not None
    assert found.quality.agreement < 0.98
    assert found.witness
    assert found.witness != "\n".join(line.text for line in found.lines)
    assert "engines-disagree" in [warning.code for warning in document.warnings]


def test_font_without_names_for_its_shapes_is_doubtful(two_readings) -> None:
    """A composite font that numbers its shapes and has no table to Unicode leaves readers to guess."""
    path = two_readings()
    writer = PdfWriter(clone_from=PdfReader(path))
    fonts = writer.pages[0]["/Resources"]["/Font"]
    reader = PdfReader(path)
    assert Witness(reader, "suspicious").hear(page(), []) is None
    fonts[NameObject("/Nameless")] = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type0"),
                NameObject("/Encoding"): NameObject("/Identity-H"),
            }
        )
    )
    writer.write(path)
    assert Witness(PdfReader(path), "suspicious").hear(page(), []) is not None
