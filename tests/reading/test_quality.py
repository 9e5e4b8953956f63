"""What is said about a page's text before anyone relies on it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.errors import UnreadableError
from mouarchive.reading import read_pdf
from mouarchive.reading.language import garbled, garbled_share, stop_word_share, strangeness

if TYPE_CHECKING:
    from pathlib import Path

PROSE = (
    "The parties to this agreement share the data of pupils for the purpose of the schedule and in line "
    "with the law, and each of them is a controller of the data that is held by it or for it. "
)
LATIN = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et "
    "dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip."
)
ACRONYMS = (
    "CA Certification Authority CP Certificate Policy CPS Certification Practice Statement CRL Certificate "
    "Revocation List CSR Certificate Signing Request DN Distinguished Name FTP HTTP HSM ISO LDAP NIST OID "
    "PKCS PKI RA RFC RSA SHA SSL TLS UPN URI URL UUID XML"
)
CYRILLIC = "Договір між сторонами щодо обміну даними та їх захист в межах цієї угоди "
WELSH = "Mae'r cytundeb hwn rhwng yr adran a'r swyddfa ynghylch rhannu data disgyblion yng Nghymru "
POLISH = "Strony umowy wymieniają się danymi wyłącznie w celu określonym w załączniku i zgodnie z prawem "
TURKISH = "Bu sözleşmenin tarafları verileri yalnızca ekte belirtilen amaç için ve yasaya uygun paylaşır "  # noqa: RUF001
CZECH = "Smluvní strany si vyměňují údaje pouze pro účel uvedený v příloze a v souladu s předpisy říšskými "
FINNISH = "Sopimuksen osapuolet luovuttavat toisilleen tietoja vain liitteessä mainittuun tarkoitukseen "
VIETNAMESE = "Các bên của thỏa thuận này chia sẻ dữ liệu của học sinh cho mục đích của phụ lục và theo luật "
GREEK = "Τα μέρη της συμφωνίας ανταλλάσσουν δεδομένα μόνο για τον σκοπό του παραρτήματος "  # noqa: RUF001


def shifted_down(text: str, least: int = 33) -> str:
    """The common fault of print drivers: each code from `least` on is named 29 lower."""
    return "".join(chr(ord(letter) - 29) if ord(letter) >= least else letter for letter in text)


def look_alikes(text: str) -> str:
    """Letters named as ones of the extended Latin alphabet."""
    return "".join(chr(0x0180 + 3 * (ord(c) % 60)) if c.isalpha() else c for c in text)


def rotated(text: str) -> str:
    """Letters moved by seven places in the alphabet."""
    return "".join(chr((ord(c) - 97 + 7) % 26 + 97) if c.islower() else c for c in text)


GARBLINGS = {
    "shifted by 29": shifted_down(PROSE),
    "shifted by 29, its spaces too": shifted_down(PROSE, 32),
    "look-alikes": look_alikes(PROSE),
    "another alphabet": rotated(PROSE.lower()),
    "codes": "\ufffd\ue001\x03 q\ue004\ue005w " * 60,
}


@pytest.mark.parametrize("text", GARBLINGS.values(), ids=GARBLINGS.keys())
def test_broken_encodings_are_noticed(text: str) -> None:
    """A text layer that names other letters than it shows is said to be garbled, and how much of it."""
    found = garbled([text])
    assert found is not None
    assert found.share > 0.9


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        LATIN,
        ACRONYMS,
        CYRILLIC * 3,
        GREEK * 3,
        WELSH * 3,
        POLISH * 3,
        TURKISH * 3,
        CZECH * 3,
        FINNISH * 3,
        VIETNAMESE * 3,
        "Canton Ontario Toledo Geneva Valencia Oakland Savannah Mobile Tacoma Irvine " * 3,
        "4.1 17 July 2007 4.2 3 March 2009 4.3 12 May 2011",
        PROSE.upper(),
        base64.b64encode(PROSE.encode()).decode(),
        "3f786850e387550fdab836ed7e6dc881de23001b " * 5,
        "\n".join(["\uf0b7 Name", "\uf0b7 Address", "\uf0b7 Date of birth", "\x10 Nationality"] * 9),
        "https://www.example.org/data-sharing/agreements/2015/12/annex-5.pdf?x=1&y=2 " * 4,
        "iPhone macOS GitHub eIDAS OpenID PostgreSQL",
        "§ 4 αβγ ≥ 3 σ, Łódź, Ψ",  # noqa: RUF001
        "",
    ],
)
def test_other_languages_lists_and_keys_are_not_taken_for_garbled(text: str) -> None:
    """Other languages, filler text, acronyms, names, dates, keys and bullets are what they say."""
    assert garbled([text]) is None


def test_half_garbled_page_is_garbled_by_half() -> None:
    """A page whose headings are set in a broken font is told apart from one that is garbled throughout."""
    found = garbled([PROSE, PROSE, look_alikes(PROSE), look_alikes(PROSE)])
    assert found is not None
    assert 0.4 < found.share < 0.6
    assert garbled_share([PROSE] * 10 + [look_alikes("Introduction")]) > 0


def test_shift_is_named() -> None:
    """The best-known fault is called by its name."""
    found = garbled([shifted_down(PROSE, 32)])
    assert found is not None
    assert "29" in found.why


@given(st.text(max_size=400))
def test_any_text_gets_a_share(text: str) -> None:
    """Whatever the characters, the share lies between 0 and 1 and the score is a number."""
    assert 0 <= garbled_share(text.split("\n")) <= 1
    assert -1 <= strangeness(text) <= 5.3


def test_share_needs_twenty_words() -> None:
    """A page of a few words says nothing about its language."""
    assert stop_word_share("the end of it") is None
    assert (stop_word_share(PROSE) or 0) > 0.2


@pytest.mark.parametrize(("bad", "usable"), [(0, True), (4, True), (20, False)])
def test_page_garbled_in_a_passage_stays_usable_where_ocr_cannot_help(read, bad, usable) -> None:
    """Without OCR a page garbled in a passage is kept, with a warning; one garbled mostly is unusable."""

    def draw(canvas) -> None:
        for index in range(30):
            line = shifted_down(PROSE) if index < bad else PROSE
            canvas.drawString(72, 750 - 14 * index, line[:60])

    page, warnings = read(draw)
    assert page.quality.usable is usable
    assert [warning.code for warning in warnings] == (["garbled", "unread-picture"] if bad else [])


@pytest.mark.corpus
@pytest.mark.slow
def test_garbled_pages_of_real_documents_are_found_and_no_others(corpus: Path) -> None:
    """Of the real documents three are garbled, one of them in part; every page of the others is usable."""
    garbled_in: dict[str, int] = {}
    for path in sorted(corpus.glob("*.pdf")):
        try:
            document = read_pdf(path, ocr=False)
        except UnreadableError:
            continue
        count = sum(warning.code == "garbled" for warning in document.warnings)
        if count:
            garbled_in[path.stem] = count
    assert garbled_in.keys() == {"basecamp-dpa--201805", "core-lettings--2022-23", "fpki-annual-review--v1.0"}
    assert garbled_in["basecamp-dpa--201805"] == 26
    assert garbled_in["core-lettings--2022-23"] == 4
    assert garbled_in["fpki-annual-review--v1.0"] >= 13
