"""Files damaged on their way: what can be read is read, and the damage is said."""

from __future__ import annotations

import os
import random
import zlib
from typing import TYPE_CHECKING

import pytest

from mouarchive.errors import UnreadableError
from mouarchive.model import Page, Quality
from mouarchive.reading import Limits, read_pdf
from mouarchive.reading.process import parent
from mouarchive.reading.process.gate import GateError, open_gate
from mouarchive.reading.process.wire import End, Head, PageRead

if TYPE_CHECKING:
    from pathlib import Path


def file(stream: bytes, count: int = 1) -> bytes:
    """A PDF of one page around one packed stream."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def packed(size: int) -> bytes:
    """So many bytes as packed data has them, behind a page's text; seeded, so always the same."""
    text = b"BT /F 12 Tf 72 700 Td (1. Term) Tj ET\n%" + random.Random(7).randbytes(size)  # noqa: S311
    return zlib.compress(text)


def codes(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    fd = os.open(path, os.O_RDONLY)
    try:
        return [warning.code for warning in open_gate(fd).warnings()]
    finally:
        os.close(fd)


SOUND = file(packed(6_000))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(SOUND, [], id="sound"),
        pytest.param(SOUND[: SOUND.rindex(b"%%EOF")], ["repaired"], id="without its last line"),
        pytest.param(SOUND[: SOUND.rindex(b"startxref")], ["repaired"], id="without its last three lines"),
        pytest.param(SOUND.replace(b"\n", b"\r\n"), ["mangled"], id="line feeds made pairs"),
        pytest.param(SOUND.replace(b"\r", b""), ["mangled"], id="carriage returns lost"),
        pytest.param(SOUND.decode("latin-1").encode(), ["mangled"], id="encoded anew"),
        pytest.param(SOUND.decode("utf-8", "replace").encode(), ["mangled"], id="unknown signs replaced"),
        pytest.param(bytes(byte & 127 for byte in SOUND), ["mangled"], id="highest bits lost"),
        pytest.param(
            file(packed(1_500)).replace(b"\r", b""), [], id="too little is packed to tell its line ends"
        ),
        pytest.param(b"%PDF-1.7 \xc3\xa9\n" + SOUND[9:], [], id="one accent"),
    ],
)
def test_damage_on_the_way_is_said(tmp_path: Path, data: bytes, found: list[str]) -> None:
    """A file that lost its end is read with a warning, and one that passed for text is called mangled."""
    assert codes(tmp_path / "a.pdf", data) == found


def test_half_a_file_is_not_repaired(tmp_path: Path) -> None:
    """Where more is gone than the list of objects, the file is refused: text would be missing unseen."""
    with pytest.raises(GateError, match="damaged"):
        codes(tmp_path / "half.pdf", SOUND[: len(SOUND) // 2])


@pytest.mark.parametrize(("count", "pages"), [(1_000_000, 1), (40, 40)])
def test_a_false_count_of_pages_costs_next_to_nothing(tmp_path: Path, count: int, pages: int) -> None:
    """Pages that a file claims and does not have are said; over the limit, none is made up for them."""
    path = tmp_path / "count.pdf"
    path.write_bytes(file(packed(10), count))
    document = read_pdf(path)
    assert len(document.pages) == pages
    assert document.pages[0].lines[0].text == "1. Term"
    assert document.warnings[0].code == "page-count"


def test_a_worker_that_sends_too_many_pages_is_stopped(tmp_path: Path, monkeypatch) -> None:
    """The parent holds the limit of pages too: a worker that a file took over may say what it likes."""
    path = tmp_path / "a.pdf"
    path.write_bytes(SOUND)
    page = PageRead(Page(1, 595.0, 842.0, (), Quality("test", 0)))
    for told in ([Head(10**9)], [Head(1), page, page, page, page, End()]):
        monkeypatch.setattr(parent, "run", lambda *_, told=told: iter(told))
        with pytest.raises(UnreadableError, match=r"\(pages\)"):
            read_pdf(path, Limits(pages=3))


@pytest.mark.parametrize("seed", range(100))
def test_no_spoilt_byte_ends_the_gate_with_anything_but_a_reason(tmp_path: Path, seed: int) -> None:
    """A file with bytes changed, cut out, doubled or swapped opens, or is refused in one line."""
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(file(packed(40)))
    for _ in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(data)), chance.randint(1, 30)
        piece = bytes(data[at : at + size])
        changed = (chance.randbytes(size), b"", piece * 2, piece[::-1], b"9" * size, b"<<[" * size)
        data[at : at + size] = chance.choice(changed)
    try:
        codes(tmp_path / "spoilt.pdf", bytes(data))
    except GateError as error:
        assert error.code in {"broken", "encrypted", "limit"}  # noqa: PT017 - opening it is right too
        assert len(str(error).splitlines()) == 1  # noqa: PT017
