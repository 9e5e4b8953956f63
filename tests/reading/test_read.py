"""Reading a file from end to end: bytes to lines, in a worker."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from mouarchive.errors import UnreadableError
from mouarchive.reading import engine_name, read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from mouarchive.model import Document


@pytest.fixture
def clause_pdf(tmp_path: Path) -> Path:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(110, 742, "The parties share data for the purpose of schedule 2.")
    canvas.setFont("Times-Bold", 12)
    canvas.drawString(72, 742, "15.2.6")
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(110, 726, "and for no other.")
    canvas.save()
    path = tmp_path / "agreement.pdf"
    path.write_bytes(buffer.getvalue())
    return path


def test_number_and_text_on_one_baseline_are_one_line(clause_pdf: Path) -> None:
    """A clause number drawn apart from its text stands first on the text's line, in a span of its own."""
    document = read_pdf(clause_pdf)
    (page,) = document.pages
    first, second = page.lines
    assert first.text == "15.2.6 The parties share data for the purpose of schedule 2."
    assert first.text[: first.spans[0].end] == "15.2.6"
    assert first.lead_bold
    assert first.bold < 0.5
    assert first.baseline == pytest.approx(100, abs=0.1)
    assert second.box.x0 == pytest.approx(110, abs=0.1)
    assert second.text == "and for no other."


def test_document_carries_hash_and_size_of_its_bytes(clause_pdf: Path) -> None:
    """What was read can be pinned to the very bytes."""
    document = read_pdf(clause_pdf)
    data = clause_pdf.read_bytes()
    assert (document.sha256, document.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_what_the_pages_do_not_show_is_said(clause_pdf: Path) -> None:
    """Files embedded in a PDF are named as unread; the text of the pages is read all the same."""
    writer = PdfWriter(clone_from=clause_pdf)
    writer.add_attachment("annex.csv", b"a,b")
    writer.write(clause_pdf)
    document = read_pdf(clause_pdf)
    assert [warning.code for warning in document.warnings] == ["attachments"]
    assert document.pages[0].lines


def test_importing_the_room_loads_no_pdf_library() -> None:
    """Asking for help or for the reader's name costs no PDF library."""
    script = (
        "import sys, mouarchive.reading as r; r.engine_name(); r.Limits;"
        "print(sorted({'pypdf', 'pypdfium2_raw', 'PIL', 'tesserocr'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_name_of_the_reader_has_versions() -> None:
    """A cached reading is valid for the engines that made it, so their versions are in the name."""
    name = engine_name()
    assert re.match(r"pdfium \d+ / pypdf \d+\.\d+\.\d+ / mouarchive-reading \d+", name)


def test_progress_counts_to_the_last_page(clause_pdf: Path) -> None:
    """A progress bar is told pages done and pages in all."""
    calls: list[tuple[int, int]] = []
    read_pdf(clause_pdf, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 1)]


@pytest.mark.corpus
@pytest.mark.slow
def test_every_real_document_is_read_or_refused_in_one_line(corpus: Path) -> None:
    """No real PDF hangs or crashes the reader: it gives pages, or one line that says why not."""
    paths = sorted(corpus.glob("*.pdf"))
    results = dict(zip(paths, (_without_ocr(path) for path in paths), strict=True))
    refused = [path.name for path, result in results.items() if isinstance(result, UnreadableError)]
    assert all("\n" not in str(result) for result in results.values() if isinstance(result, UnreadableError))
    assert refused == ["cern-ohl-html-named-pdf.pdf"]
    for result in results.values():
        if not isinstance(result, UnreadableError):
            assert all(
                page.lines or not page.quality.usable or page.quality.characters == 0 for page in result.pages
            )


def _without_ocr(path: Path) -> Document | UnreadableError:
    try:
        return read_pdf(path, ocr=False)
    except UnreadableError as error:
        return error
