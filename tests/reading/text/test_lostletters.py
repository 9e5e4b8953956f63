"""A letter that its font does not name is kept as a sign at its place, never lost and never a hyphen."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from mouarchive.clauses import segment
from mouarchive.model import Document
from mouarchive.reading.language import garbled
from mouarchive.reading.text.words import LOST

PLAIN = "the officers confirm the figures of the staff"


def nameless(drawn, letters: str, *lines: str) -> bytes:
    """A page whose font says of some letters that they are U+0000."""

    def draw(canvas) -> None:
        for row, line in enumerate(lines):
            canvas.drawString(72, 740 - 20 * row, line)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(draw))))
    pairs = " ".join(f"<{ord(letter):02x}> <0000>" for letter in letters)
    table = DecodedStreamObject()
    table.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange "
        + f"{len(letters)} beginbfchar {pairs} endbfchar endcmap end end".encode()
    )
    reference = writer._add_object(table)
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object()[NameObject("/ToUnicode")] = reference
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_letter_named_nothing_keeps_its_place(drawn, read) -> None:
    """Where the page shows an f and the font names none, the text has a sign there, and the page says so."""
    page, warnings = read(nameless(drawn, "f", f"4.1 So {PLAIN}."))
    assert [line.text for line in page.lines] == [f"4.1 So {PLAIN.replace('f', LOST)}."]
    (warning,) = [warning for warning in warnings if warning.code == "lost-letter"]
    assert "7 letters" in warning.message


def test_hyphens_at_line_ends_stay_hyphens(drawn, read) -> None:
    """The engine tells a line's last hyphen by the same sign; that one is a hyphen still."""
    page, warnings = read(nameless(drawn, "q", "4.1 Records of the pupils are ex-", "changed once a month."))
    assert [(line.text, line.hyphen) for line in page.lines] == [
        ("4.1 Records of the pupils are ex-", True),
        ("changed once a month.", False),
    ]
    assert warnings == []


def test_a_page_that_names_all_its_letters_says_nothing(drawn, read) -> None:
    """Without a hole there is no warning."""
    page, warnings = read(nameless(drawn, "q", f"4.1 So {PLAIN}."))
    assert [line.text for line in page.lines] == [f"4.1 So {PLAIN}."]
    assert warnings == []


def test_many_lost_letters_make_a_page_unusable(drawn, read) -> None:
    """A text layer of holes is no text layer: it goes to OCR as others with broken fonts do."""
    page, warnings = read(
        nameless(drawn, "aeiou", *[f"{number} So {PLAIN} once more" for number in range(9)])
    )
    assert garbled([line.text for line in page.lines]) is not None
    assert not page.quality.usable
    assert {warning.code for warning in warnings} >= {"garbled", "lost-letter"}


@pytest.mark.parametrize(("lost", "said"), [("z", "One letter of this text is"), ("zx", "2 letters of this")])
def test_a_clause_with_lost_letters_says_so(drawn, read, lost, said) -> None:
    """Who cites the clause is told that its words are not all there; its neighbours are clean."""
    lines = (
        "4 The parties inform each other of everything they do.",
        "4.1 The zone of exchange is the department.",
        "4.2 Records are destroyed seven months after the request.",
    )
    page, warnings = read(nameless(drawn, lost, *lines))
    cut = segment(Document("0" * 64, "x.pdf", 1, (page,), "test", tuple(warnings)))
    found = {clause.eid: [warn.message for warn in clause.warnings] for clause in cut.clauses}
    assert any(said in message for message in found["4.1"])
    assert found["4.2"] == []
