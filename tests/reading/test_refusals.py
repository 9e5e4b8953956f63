"""Everything that cannot be read gets one line that says what it is and what to do."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

from mouarchive.errors import UnreadableError
from mouarchive.reading import Limits, page_image, page_images, read_all, read_pdf

if TYPE_CHECKING:
    from pathlib import Path


def refused(path: Path, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path, limits or Limits())
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(path.name)
    return caught.value.code, message


def zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x" * 100)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        (b"\n\n  <html lang=en>", "web page"),
        (zipped("word/document.xml"), "Word document"),
        (zipped("xl/workbook.xml"), "Excel workbook"),
        (zipped("agreement.pdf"), "zip archive"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "gzip"),
        (b"Dear Sir,\nplease find enclosed", "plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "PNG"),
        (bytes(5000), "zero bytes"),
        (b"\x07\x93\xff\x00\x80" * 50, "no kind known"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_pdf_is_called_what_it_is(tmp_path: Path, content: bytes, words: str) -> None:
    """A file that was only named .pdf is named for what it really is."""
    path = tmp_path / "named.pdf"
    path.write_bytes(content)
    code, message = refused(path)
    assert code == "not-pdf"
    assert words in message


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is said to."""
    assert refused(tmp_path / "absent.pdf")[0] == "missing"


def test_folder(tmp_path: Path) -> None:
    """A folder is no file."""
    folder = tmp_path / "release"
    folder.mkdir()
    assert refused(folder)[0] == "directory"


def test_empty_file(tmp_path: Path) -> None:
    """A file of no bytes is a failed download."""
    path = tmp_path / "empty.pdf"
    path.touch()
    assert refused(path)[0] == "empty"


def test_pipe_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    """A named pipe is refused at once, though nobody writes to it."""
    path = tmp_path / "pipe.pdf"
    os.mkfifo(path)
    assert refused(path)[0] == "special"


def test_link_to_a_device_is_refused(tmp_path: Path) -> None:
    """A link to an endless device is not read to its end."""
    path = tmp_path / "zero.pdf"
    path.symlink_to("/dev/zero")
    assert refused(path)[0] == "special"


def test_size_limit_names_itself(tmp_path: Path) -> None:
    """A sparse file of 3 GB costs nothing to refuse, and the message says which limit to raise."""
    path = tmp_path / "sparse.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(3_000_000_000)
    code, message = refused(path)
    assert code == "too-big"
    assert "file_bytes" in message


def test_locked_file_is_refused_and_unlocked_one_read(tmp_path: Path, drawn) -> None:
    """A password for reading locks a file; one for changing alone does not."""
    for user, expected in (("secret", "encrypted"), ("", None)):
        writer = PdfWriter(clone_from=io.BytesIO(drawn(lambda canvas: canvas.drawString(72, 700, "1. Term"))))
        writer.encrypt(user_password=user, owner_password=user + "x", algorithm="AES-256")
        path = tmp_path / f"locked{bool(user)}.pdf"
        writer.write(path)
        if expected:
            assert refused(path)[0] == expected
        else:
            assert [line.text for line in read_pdf(path).pages[0].lines] == ["1. Term"]


def test_half_a_file_is_refused(tmp_path: Path, drawn) -> None:
    """A download cut in half is damaged, not an agreement without text."""
    data = drawn(lambda canvas: [canvas.drawString(72, 40 + 7 * i, f"{i}. Clause") for i in range(100)])
    path = tmp_path / "half.pdf"
    path.write_bytes(data[: len(data) // 2])
    assert refused(path)[0] == "broken"


def handmade(stream: bytes, extra: bytes = b"", count: bytes = b"1") -> bytes:
    """A minimal PDF around one content stream (already deflated)."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count " + count + b"/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>" + extra + b">>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


@pytest.mark.slow
def test_bomb_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    """Two gigabytes of blanks in two megabytes end with the page marked or the file refused, in seconds."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = head + 2000 * block + packer.flush()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(handmade(stream))
    try:
        document = read_pdf(path, Limits(cpu_seconds=10, wall_seconds=15))
    except UnreadableError as error:
        assert error.code in {"memory", "time", "limit", "crashed"}  # noqa: PT017 - either end is right
    else:
        assert not document.pages[0].quality.usable or document.pages[0].lines == ()


def test_cross_reference_that_points_to_itself(tmp_path: Path) -> None:
    """A table whose predecessor is itself is not followed for ever."""
    data = handmade(zlib.compress(b"BT /F 12 Tf 72 700 Td (1. Term) Tj ET"))
    at = data.rindex(b"startxref\n")
    place = data[at:].split(b"\n")[1]
    path = tmp_path / "loop.pdf"
    path.write_bytes(data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + place))
    document = read_pdf(path)
    assert [line.text for line in document.pages[0].lines] == ["1. Term"]


def test_time_limit_ends_a_slow_file(tmp_path: Path) -> None:
    """A page that would take minutes is given up when the time is over, with the limit's name."""
    operators = b"q Q " * 20_000_000
    path = tmp_path / "slow.pdf"
    path.write_bytes(handmade(zlib.compress(operators, 1)))
    code, message = refused(path, Limits(cpu_seconds=1, wall_seconds=3))
    assert code == "time"
    assert "seconds" in message


def test_page_limit_names_itself(tmp_path: Path, drawn) -> None:
    """A document of more pages than allowed is refused with the limit's name."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn(lambda canvas: canvas.drawString(72, 700, "text"))))
    for _ in range(4):
        writer.add_page(writer.pages[0])
    path = tmp_path / "long.pdf"
    writer.write(path)
    code, message = refused(path, Limits(pages=3))
    assert code == "limit"
    assert "(pages)" in message


def test_name_with_control_signs_cannot_reach_the_terminal(tmp_path: Path) -> None:
    """Escapes, line ends and text direction marks in a file's name are not passed on."""
    path = tmp_path / "a\x1b[31m\u202egpj.pdf"
    path.write_bytes(b"no")
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path)
    assert str(caught.value).isprintable()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, drawn) -> None:
    """Of several files each gets its document or its reason, in the order asked."""
    good = tmp_path / "good.pdf"
    good.write_bytes(drawn(lambda canvas: canvas.drawString(72, 700, "1. Term")))
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"<html>")
    first, second, third = read_all([good, bad, good])
    assert first == third
    assert isinstance(second, UnreadableError)


def test_page_image_is_a_png_or_a_reason(tmp_path: Path, drawn) -> None:
    """A page of text becomes a PNG; a page that is not there a reason."""
    path = tmp_path / "page.pdf"
    path.write_bytes(drawn(lambda canvas: canvas.drawString(72, 700, "1. Term")))
    assert page_image(path, 1, dpi=60).startswith(b"\x89PNG")
    with pytest.raises(UnreadableError, match="no page 2"):
        page_image(path, 2)


def test_several_page_images_come_in_the_order_asked(tmp_path: Path, drawn) -> None:
    """Pages drawn in one go are those drawn one by one, in the order asked, up to one that is not there."""
    path = tmp_path / "pages.pdf"

    def three(canvas) -> None:
        for number in (1, 2, 3):
            canvas.drawString(72, 700, f"{number}. Term")
            canvas.showPage()

    path.write_bytes(drawn(three))
    asked = page_images(path, (3, 1, 4, 2), dpi=60)
    assert [next(asked), next(asked)] == [(page, page_image(path, page, dpi=60)) for page in (3, 1)]
    with pytest.raises(UnreadableError, match="no page 4"):
        next(asked)
