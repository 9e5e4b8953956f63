"""What was filled into a form stands in the text where the page shows it; what nobody sees never does."""

from __future__ import annotations

import io
import os

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from mouarchive.clauses import segment
from mouarchive.model import Document
from mouarchive.reading import check_leaks, page_image, read_pdf
from mouarchive.reading.forms.fields import CROSSED, EMPTY, FormFields
from mouarchive.reading.ocr.recognition import NumberPictures
from mouarchive.reading.page import Aids, begin_page
from mouarchive.reading.process.gate import open_gate
from mouarchive.reading.process.wire import Job
from mouarchive.reading.redaction import check as leakcheck
from mouarchive.reading.text.pdfium import open_document

VALUE = "Jane Specimen"
LETTERS = 12
PASSWORD, MULTILINE, COMBO = 1 << 13, 1 << 12, 1 << 17
AT = (230, 697, 400, 713)
HIDDEN, NO_VIEW = 2, 32


def job(**changes) -> Job:
    limits = ("cpu_seconds", "open_files", "pages", "text_characters", "page_characters", "image_pixels")
    return Job(name="form.pdf", memory_bytes=10**9, **dict.fromkeys(limits, 10**7), **changes)


def field(kind="Tx", value: object = VALUE, at=AT, **entries) -> DictionaryObject:
    """A field of a form that is its own widget; entries are given as PDF names without the slash."""
    made = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Widget"),
        NameObject("/FT"): NameObject(f"/{kind}"),
        NameObject("/T"): TextStringObject("field"),
        NameObject("/F"): NumberObject(4),
        NameObject("/DA"): TextStringObject("/Helv 12 Tf 0 g"),
        NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in at]),
    })  # fmt: skip
    if value is not None:
        made[NameObject("/V")] = TextStringObject(value) if isinstance(value, str) else value
    made.update({NameObject(f"/{key}"): entry for key, entry in entries.items()})
    return made


def form(page: bytes, *fields: DictionaryObject, **entries) -> bytes:
    """The page with these fields on it, registered as the file's form."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    for drawing in (one["/AP"] for one in fields if "/AP" in one):
        drawing[NameObject("/N")] = writer._add_object(drawing["/N"])
    added = ArrayObject([writer._add_object(one) for one in fields])
    writer.pages[0][NameObject("/Annots")] = added
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(added)}
        | {NameObject(f"/{key}"): entry for key, entry in entries.items()}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def printed(drawn) -> bytes:
    """A page of three numbered clauses, the first with room for a name."""

    def draw(canvas) -> None:
        canvas.drawString(72, 730, "4 The parties keep each other informed of everything they do.")
        canvas.drawString(72, 700, "4.1 The contact point is")
        canvas.drawString(410, 700, "or a deputy.")
        canvas.drawString(72, 670, "4.2 Records are destroyed six months after the request.")

    return drawn(draw)


@pytest.fixture
def on_disk(tmp_path):
    """What a function of a descriptor says of these bytes; our own files need no worker."""

    def _on_disk(data: bytes, ask):
        path = tmp_path / "form.pdf"
        path.write_bytes(data)
        fd = os.open(path, os.O_RDONLY)
        try:
            return ask(fd)
        finally:
            os.close(fd)

    return _on_disk


@pytest.fixture
def opened(on_disk):
    """The document that these bytes are."""

    def _read(fd: int) -> Document:
        gate, document, asked = open_gate(fd), open_document(fd), job(fd=fd)
        aids = Aids(NumberPictures(document, asked, bool), None, FormFields(gate))
        page, warnings = begin_page(document, 1, asked, bool, aids).finish()
        return Document("0" * 64, "form.pdf", 1, (page,), "test", tuple(warnings))

    return lambda data: on_disk(data, _read)


@pytest.fixture
def hidden(on_disk):
    """Cause and letters of each field that the leak check names."""

    def _check(fd: int) -> list[tuple[str, int]]:
        leaks = list(leakcheck.check_page(open_document(fd), 1, job(fd=fd), open_gate(fd)))
        assert not any("Jane" in repr(leak) for leak in leaks)
        return [(leak.cause, leak.letters) for leak in leaks if leak.cause.startswith("form")]

    return lambda data: on_disk(data, _check)


def clause(document, eid: str):
    return next(clause for clause in segment(document).clauses if clause.eid == eid)


def codes(document) -> set[str]:
    return {warning.code for warning in document.warnings}


def test_a_value_without_appearance_stands_in_its_clause(printed, opened) -> None:
    """A name typed into a field is read where it stands, and its clause says that it is no print."""
    document = opened(form(printed, field()))
    found = clause(document, "4.1")
    assert found.text == f"The contact point is {VALUE} or a deputy."
    assert "form-field" in {warning.code for warning in found.warnings}
    assert "form-field" not in {warning.code for warning in clause(document, "4.2").warnings}
    assert [(one.kind, one.text) for one in document.pages[0].fields] == [("text", VALUE)]
    assert "form-field" in codes(document)


def typed(page: bytes, words: str, kind="FreeText", **entries) -> bytes:
    """The page with words typed (or stamped) onto it, in a file without any form."""
    note = field(None, None, Subtype=NameObject(f"/{kind}"), Contents=TextStringObject(words), **entries)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    if "/AP" in note:
        note["/AP"][NameObject("/N")] = writer._add_object(note["/AP"]["/N"])
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_words_typed_onto_a_finished_page_stand_where_they_show(printed, opened) -> None:
    """A page shows and prints what was typed onto it: the day of a date, the name of a party."""
    document = opened(typed(printed, VALUE))
    found = clause(document, "4.1")
    assert found.text == f"The contact point is {VALUE} or a deputy."
    assert "typed-on" in {warning.code for warning in found.warnings}
    assert "typed-on" not in {warning.code for warning in clause(document, "4.2").warnings}
    assert "typed-on" in codes(document)
    assert "form-field" not in codes(document)


def test_words_typed_where_nobody_sees_them_are_counted_and_not_read(printed, opened) -> None:
    """A hidden note is on no print; that the file holds it is said."""
    document = opened(typed(printed, VALUE, F=NumberObject(HIDDEN)))
    assert VALUE not in clause(document, "4.1").text
    assert codes(document) == {"form-hidden"}


def test_a_stamp_without_words_and_a_remark_at_the_margin_are_no_text(printed, opened) -> None:
    """What a stamp's picture says its entry does not show, and a remark is only shown when it is opened."""
    for kind in ("Stamp", "Text", "Popup"):
        document = opened(typed(printed, VALUE, kind))
        assert VALUE not in clause(document, "4.1").text
        assert not codes(document)


def test_a_page_without_form_says_nothing_of_forms(printed, opened) -> None:
    """Where there is no form, nothing is added and nothing is said."""
    document = opened(printed)
    assert document.pages[0].fields == ()
    assert not any(code.startswith("form") for code in codes(document))


@pytest.mark.parametrize(
    ("kind", "value", "entries", "shown"),
    [
        pytest.param("Tx", VALUE, {}, VALUE, id="text"),
        pytest.param("Tx", "one\rtwo", {}, "one two", id="two lines"),
        pytest.param("Tx", "", {}, "", id="empty"),
        pytest.param("Ch", "Weekly", {"Ff": NumberObject(COMBO)}, "Weekly", id="choice"),
        pytest.param(
            "Ch",
            "w",
            {"Opt": ArrayObject([ArrayObject([TextStringObject("w"), TextStringObject("Weekly")])])},
            "Weekly",
            id="choice with a name",
        ),
        pytest.param(
            "Ch",
            ArrayObject([TextStringObject("Name"), TextStringObject("Address")]),
            {},
            "Name, Address",
            id="several choices",
        ),
        pytest.param("Btn", None, {"AS": NameObject("/Yes")}, CROSSED, id="ticked"),
        pytest.param("Btn", None, {"AS": NameObject("/Off")}, EMPTY, id="not ticked"),
        pytest.param("Btn", NameObject("/Off"), {}, EMPTY, id="off by value"),
        pytest.param("Btn", None, {"Ff": NumberObject(1 << 16)}, "", id="push button"),
    ],
)
def test_each_kind_of_field_is_read_as_it_shows(printed, opened, kind, value, entries, shown) -> None:
    """Texts, choices by the names they show, and boxes ticked or not; a button to press says nothing."""
    document = opened(form(printed, field(kind, value, **entries)))
    words = " ".join(clause(document, "4.1").text.split())
    assert words == f"The contact point is {shown} or a deputy.".replace("  ", " ")


def test_a_field_above_it_gives_what_the_widget_lacks(printed, opened) -> None:
    """A value that stands with the field's parent counts as the widget's own."""
    widget = field(value=None)
    parent = DictionaryObject({NameObject("/V"): TextStringObject(VALUE)})
    widget[NameObject("/Parent")] = parent
    assert VALUE in clause(opened(form(printed, widget)), "4.1").text


@pytest.mark.parametrize(
    ("cause", "change"),
    [
        pytest.param("form-hidden", {"F": NumberObject(HIDDEN)}, id="hidden"),
        pytest.param("form-hidden", {"F": NumberObject(NO_VIEW)}, id="not for viewing"),
        pytest.param("form-hidden", {"at": (230, 697, 230, 697)}, id="without extent"),
        pytest.param("form-outside", {"at": (900, 697, 990, 713)}, id="outside the page"),
        pytest.param("form-password", {"Ff": NumberObject(PASSWORD)}, id="password"),
        pytest.param("form-white", {"DA": TextStringObject("/Helv 12 Tf 1 g")}, id="white"),
    ],
)
def test_what_nobody_sees_is_counted_and_never_read(printed, opened, hidden, cause, change) -> None:
    """Hidden fields, passwords and white words stay out of the text; the check says how much they hold."""
    data = form(printed, field(**change))
    document = opened(data)
    assert not any(VALUE in line.text or "Jane" in line.text for line in document.pages[0].lines)
    assert document.pages[0].fields == ()
    (warning,) = [warning for warning in document.warnings if warning.code == "form-hidden"]
    assert str(LETTERS) in warning.message
    assert "Jane" not in warning.message
    assert hidden(data) == [(cause, LETTERS)]


def test_a_field_under_a_black_box_is_left_out(drawn, opened, hidden) -> None:
    """A redaction holds for the form's words as for the page's own."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "4.1 The contact point is")
        canvas.rect(AT[0], AT[1], AT[2] - AT[0], AT[3] - AT[1], stroke=0, fill=1)

    data = form(drawn(draw), field())
    document = opened(data)
    assert "Jane" not in "".join(line.text for line in document.pages[0].lines)
    assert "text-under-box" in codes(document)
    assert hidden(data) == [("form-box", LETTERS)]


def appearance(words: str) -> DictionaryObject:
    """The drawing of a field that shows these words."""
    drawing = DecodedStreamObject()
    drawing.set_data(f"/Tx BMC q BT /Helv 12 Tf 2 4 Td ({words}) Tj ET Q EMC".encode())
    font = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    drawing.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject([FloatObject(edge) for edge in (0, 0, 170, 16)]),
        NameObject("/Resources"): DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/Helv"): fonts})}
        ),
    })  # fmt: skip
    return DictionaryObject({NameObject("/N"): drawing})


def test_what_the_page_shows_counts_before_what_is_stored(printed, opened, hidden) -> None:
    """A field whose drawing shows other words than its value is read as shown; the value is a leak."""
    data = form(printed, field(AP=appearance("Another Person")))
    document = opened(data)
    assert "Another Person" in clause(document, "4.1").text
    assert not any("Jane" in line.text for line in document.pages[0].lines)
    assert "form-differs" in codes(document)
    assert hidden(data) == [("form-value", LETTERS)]


def test_a_form_that_asks_for_new_drawings_is_read_by_its_values(printed, opened) -> None:
    """NeedAppearances says that the drawings are stale: every program draws the values."""
    data = form(printed, field(AP=appearance("Old Words")), NeedAppearances=BooleanObject(value=True))
    document = opened(data)
    assert VALUE in clause(document, "4.1").text
    assert "form-differs" not in codes(document)


def test_underscores_make_way_for_the_words_on_them(drawn, opened) -> None:
    """A row of underscores is where the pen would write; the words take its place."""

    def draw(canvas) -> None:
        canvas.drawString(72, 730, "4 The parties sign on the day of the last signature below.")
        canvas.drawString(72, 670, "4.2 Records are destroyed six months after the request.")
        canvas.drawString(72, 700, "4.1 Signed by ____________________ for the Authority.")

    data = drawn(draw)
    document = opened(form(data, field(at=(145, 697, 260, 713))))
    assert [line.text for line in document.pages[0].lines][1] == f"4.1 Signed by {VALUE} for the Authority."


def test_hostile_forms_are_passed_over(printed, opened) -> None:
    """Fields that are none, that contain themselves or that have no place never keep a page unread."""
    loop = field(value=None)
    loop[NameObject("/Parent")] = loop
    broken = [
        field(at=(1, 2)),
        field(Rect=TextStringObject("none")),
        DictionaryObject({NameObject("/Subtype"): NameObject("/Widget")}),
        field(Ff=TextStringObject("many")),
    ]
    document = opened(form(printed, *broken, field("Btn", None, AS=NumberObject(3)), field()))
    assert VALUE in " ".join(line.text for line in document.pages[0].lines)


def test_the_picture_of_a_page_shows_its_form(printed, tmp_path) -> None:
    """Who cites a clause sees the filled-in words on the page's picture as well."""
    path = tmp_path / "form.pdf"
    path.write_bytes(printed)
    without = page_image(path, 1)
    path.write_bytes(form(printed, field(AP=appearance(VALUE))))
    assert page_image(path, 1) != without


def test_the_worker_reads_and_checks_forms_too(printed, tmp_path) -> None:
    """What holds for one page holds for a file: its words stand in the text, its hidden ones are a leak."""
    path = tmp_path / "form.pdf"
    path.write_bytes(form(printed, field(), field(value="Other Words", F=NumberObject(HIDDEN))))
    assert clause(read_pdf(path), "4.1").text == f"The contact point is {VALUE} or a deputy."
    assert [leak.cause for leak in check_leaks(path).leaks if leak.grave] == ["form-hidden"]


def test_lines_of_a_large_field_follow_each_other(drawn, opened) -> None:
    """A field of several lines stands below the line before it, wrapped as wide as its box."""

    def draw(canvas) -> None:
        canvas.drawString(72, 730, "4 Signatures")
        canvas.drawString(72, 700, "4.1 The purposes are these:")
        canvas.drawString(72, 600, "4.2 Nothing else is allowed.")

    value = "Checking that the pupils named are in school.\nFinding them where they are not in any school."
    data = form(drawn(draw), field(value=value, at=(90, 630, 300, 690), Ff=NumberObject(MULTILINE)))
    found = clause(opened(data), "4.1").text
    assert " ".join(found.split()) == "The purposes are these: " + value.replace("\n", " ")
