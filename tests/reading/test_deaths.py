"""A worker may die or run out of time in the middle of a document: what it has read is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mouarchive.errors import UnreadableError
from mouarchive.model import Box, Line, Page, Quality
from mouarchive.reading import read_pdf
from mouarchive.reading.process import parent
from mouarchive.reading.process.parent import Death
from mouarchive.reading.process.wire import End, Head, PageRead, Started

if TYPE_CHECKING:
    from pathlib import Path


def page(number: int) -> PageRead:
    line = Line("1. Purpose", number, Box(72, 90, 140, 102), 100.0, 12.0)
    return PageRead(Page(number, 595.0, 842.0, (line,), Quality("test", 9)))


@pytest.fixture
def pdf(drawn, tmp_path: Path) -> Path:
    path = tmp_path / "any.pdf"
    path.write_bytes(drawn(lambda canvas: canvas.drawString(72, 700, "1. Purpose")))
    return path


@pytest.fixture
def workers(monkeypatch):
    """Let each worker in turn say what is given here; answers what the workers were asked to do."""
    jobs = []

    def play(*scripts):
        left = list(scripts)

        def run(job, *_):
            jobs.append((job.first_page, job.ocr_workers))
            for item in left.pop(0):
                if isinstance(item, Death):
                    raise item
                yield item

        monkeypatch.setattr(parent, "run", run)
        return jobs

    return play


def test_pages_read_before_the_time_was_over_stay(pdf, workers) -> None:
    """When time runs out, the pages read so far stand and the rest is marked unread with one warning."""
    workers([Head(4), Started(1), page(1), Started(2), page(2), Started(3), Death("time", "too slow")])
    document = read_pdf(pdf)
    assert [bool(item.lines) for item in document.pages] == [True, True, False, False]
    assert [item.quality.usable for item in document.pages] == [True, True, False, False]
    (warning,) = document.warnings
    assert (warning.code, warning.page) == ("page-unread", 3)
    assert "pages 3 to 4" in warning.message


def test_file_of_which_no_page_was_read_in_time_is_refused(pdf, workers) -> None:
    """Where not even the first page was read, the file is unreadable, not empty."""
    workers([Head(4), Started(1), Death("time", "too slow")])
    with pytest.raises(UnreadableError, match="too slow"):
        read_pdf(pdf)


def test_crash_with_several_pages_under_way_is_traced_to_its_page(pdf, workers) -> None:
    """Pages under way at a crash are read again one by one, so that only the guilty one is lost."""
    jobs = workers(
        [Head(4), Started(1), page(1), Started(2), Started(3), Death("crashed", "it broke")],
        [Head(4), Started(2), page(2), Started(3), Death("crashed", "it broke")],
        [Head(4), Started(4), page(4), End()],
    )
    document = read_pdf(pdf)
    assert jobs == [(1, 2), (2, 1), (4, 1)]
    assert [bool(item.lines) for item in document.pages] == [True, True, False, True]
    assert [(warning.code, warning.page) for warning in document.warnings] == [("page-unread", 3)]
