"""No control character of a text layer ever comes out: it is named, or a sign stands for it."""

from __future__ import annotations

import io
import unicodedata
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from mouarchive.reading.text.words import LOST, name_controls


def named(text: str) -> str:
    return name_controls(text, array("H", map(ord, text)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("O\x1ece of the \x1dag", "O\ufb03ce of the \ufb02ag"),
        ("a\x1bairs \x15 \x10the\x11 \x1cle", "a\ufb00airs \u2013 \u201cthe\u201d \ufb01le"),
        ("o\x0ecer of the \x0cle", "o\ufb03cer of the \ufb01le"),
        ("\x95 the parties\x92 \x93data\x94", "\u2022 the parties\u2019 \u201cdata\u201d"),
        ("any \x02 sign", f"any {LOST} sign"),
        ("\x1b \x1b", f"{LOST} {LOST}"),
        ("1.1 The parties\r\n\tagree", "1.1 The parties\r\n\tagree"),
    ],
)
def test_a_control_character_is_what_the_font_draws(text, said) -> None:
    """TeX's ligatures and quotation marks, Windows' letters, and for what nobody names a sign."""
    assert named(text) == said


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF, exclude_characters="\x00")))
def test_nothing_is_lost_and_no_control_stays(text) -> None:
    """Each character keeps its place, in the text and in the page's own list; no control stays."""
    units = array("H", map(ord, text))
    said = name_controls(text, units)
    assert len(said) == len(text)
    assert list(said) == list(map(chr, units))
    assert not {letter for letter in said if unicodedata.category(letter) == "Cc"} - set("\t\r\n")


def test_what_was_struck_out_stays_so() -> None:
    """U+0000 stands for a character that was hidden, and none may take its place."""
    assert named("a\x00\x02") == f"a\x00{LOST}"


def test_a_page_gives_what_its_font_means(drawn, texts) -> None:
    """Codes below 32 that a font draws as ligatures come out of a whole page as ligatures."""
    content = drawn(lambda canvas: canvas.drawString(72, 700, "4.1 The oqcers of the zag agree."))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    table = DecodedStreamObject()
    table.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange"
        b" 2 beginbfchar <71> <001e> <7a> <001d> endbfchar endcmap end end"
    )
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(table)
    out = io.BytesIO()
    writer.write(out)
    assert texts(out.getvalue()) == ["4.1 The o\ufb03cers of the \ufb02ag agree."]
