"""Reading a file from end to end: bytes to lines, in a worker."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from mouarchive.reading import read_pdf

if TYPE_CHECKING:
    from pathlib import Path


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
