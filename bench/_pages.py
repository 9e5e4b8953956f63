"""What a page costs: to lines, to clauses, as a picture, by OCR, beside `pdftotext -layout`; and memory.

Run by itself with the names of PDFs, it reads them and prints as JSON how many pages those have that can be
read in full, and the peak memory of the worker processes.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from mouarchive.clauses import segment
from mouarchive.errors import UnreadableError
from mouarchive.reading import page_image, page_images, read_pdf

MOST_TO_LINES, MOST_TO_CLAUSES = 5, 8
MOST_MS_A_PICTURE = 60
LONG = 60
PICTURES = 5
SCAN_PAGES = 3


def corpus() -> Path | None:
    """Return the corpus' PDFs, where they are at hand."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("MOUARCHIVE_CORPUS") or beside) / "pdf"
    return folder if folder.is_dir() else None


def rows(specimen: Path, scan: Path, folder: Path, runs: int) -> Iterator[str]:
    """Yield the table's lines; `folder` is for files made on the way."""
    yield f"{'a page':46}{'ours ms':>10}{'peer ms':>10}{'x':>8}{'at most':>10}"
    held = corpus()
    if held is None:
        yield "lines, clauses and memory over real files: set MOUARCHIVE_CORPUS to the corpus' folder"
    else:
        yield from _reading(sorted(held.glob("*.pdf")), folder, runs)
    yield from _pictures(specimen, scan, runs)
    yield _ocr(scan, folder)


def _cpu(run: Callable[[], object]) -> float:
    """Return CPU seconds of this process and of the children it waited for."""
    before = _used()
    run()
    return _used() - before


def _used() -> float:
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def _least(steps: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Return the least CPU seconds of each step, all taken in turn.

    What else a machine does only ever adds to a figure, and may pass between one step and the next: by
    turns and by the least, two steps are compared as on an idle machine.
    """
    least = dict.fromkeys(steps, float("inf"))
    for _ in range(runs):
        for name, step in steps.items():
            least[name] = min(least[name], _cpu(step))
    return least


def _median(run: Callable[[], object], runs: int) -> float:
    return statistics.median(_cpu(run) for _ in range(runs))


def _dump(pdf: Path, *options: str) -> None:
    command = ["pdftotext", "-layout", *options, str(pdf), os.devnull]
    subprocess.run(command, capture_output=True, check=True)


def _row(name: str, ours: float, peer: float) -> str:
    return f"{name:46}{1000 * ours:10.2f}{1000 * peer:10.2f}{ours / peer:8.1f}"


def _some(source: Path, count: int, target: Path) -> Path:
    """Write a PDF of the first pages of another, or of one blank page where `count` is 0."""
    writer = PdfWriter()
    if count:
        writer.append(PdfReader(source), pages=(0, count))
    else:
        writer.add_blank_page(595, 842)
    with target.open("wb") as file:
        writer.write(file)
    return target


def _reading(pdfs: list[Path], folder: Path, runs: int) -> Iterator[str]:
    """CPU a page over the long files, less what a file of one blank page costs; then peak memory."""
    told = subprocess.run(
        [sys.executable, __file__, *map(str, pdfs)], capture_output=True, text=True, check=True
    )
    found = json.loads(told.stdout)
    long = {Path(name): pages for name, pages in found["pages"].items() if pages >= LONG}
    pages = sum(long.values())
    blank = _some(pdfs[0], 0, folder / "blank.pdf")
    steps: dict[str, Callable[[Path], object]] = {
        "peer": _dump,
        "PDF to lines": lambda pdf: read_pdf(pdf, ocr=False),
        "PDF to finished clauses": lambda pdf: segment(read_pdf(pdf, ocr=False)),
    }
    start = _least({name: partial(step, blank) for name, step in steps.items()}, 2 * runs + 1)
    taken = dict.fromkeys(steps, 0.0)
    for pdf in long:
        for name, least in _least({name: partial(step, pdf) for name, step in steps.items()}, runs).items():
            taken[name] += least - start[name]
    yield f"CPU, start-up left out; {len(long)} files of {LONG} pages and more: {pages}; least of {runs}"
    for (name, _), most in zip(list(steps.items())[1:], (MOST_TO_LINES, MOST_TO_CLAUSES), strict=True):
        yield f"{_row(name, taken[name] / pages, taken['peer'] / pages)}{f'x {most}':>10}"
    yield f"{'worker: peak memory, ' + str(len(pdfs)) + ' files, no OCR':46}{found['rss'] / 1024:7.0f} MB"


def _pictures(specimen: Path, scan: Path, runs: int) -> Iterator[str]:
    """CPU for a page's picture at the site's resolution: by a worker that runs, and with its start."""

    def all_of(pdf: Path, pages: range) -> None:
        deque(page_images(pdf, pages), maxlen=0)

    def drawn(pdf: Path) -> float:
        first = _median(partial(all_of, pdf, range(1, 2)), 2 * runs + 1)
        return (_median(partial(all_of, pdf, range(1, PICTURES + 2)), runs) - first) / PICTURES

    peer = _median(partial(_dump, specimen, "-f", "2", "-l", "2"), 2 * runs + 1)
    for name, pdf in (("born digital", specimen), ("a scan", scan)):
        yield f"{_row(f'page image, {name}, CPU', drawn(pdf), peer)}{f'{MOST_MS_A_PICTURE} ms':>10}"
    alone = _median(partial(page_image, specimen, 2), 2 * runs + 1)
    yield _row("the same by a worker of its own, CPU", alone, peer)


def _ocr(scan: Path, folder: Path) -> str:
    """CPU for OCR a page: what reading some pages of the scan takes more with OCR than without."""
    few = _some(scan, SCAN_PAGES, folder / "scan.pdf")
    engines = {page.quality.engine for page in read_pdf(few).pages}
    if not any("tess" in engine for engine in engines):
        return "OCR: no engine here, or MOUARCHIVE_OCR=off"
    ours = _cpu(lambda: read_pdf(few)) - _cpu(lambda: read_pdf(few, ocr=False))
    peer = _median(lambda: _dump(few), 5)
    row = _row("OCR of the specimen scan, CPU", ours / SCAN_PAGES, peer / SCAN_PAGES)
    return f"{row}  (the peer finds no text)"


def _whole_pages(pdf: Path) -> int:
    """Return how many pages a file has, 0 where it or one of its pages cannot be read without OCR."""
    try:
        pages = read_pdf(pdf, ocr=False).pages
    except UnreadableError:
        return 0
    return len(pages) if all(page.quality.usable for page in pages) else 0


if __name__ == "__main__":
    counted = {name: _whole_pages(Path(name)) for name in sys.argv[1:]}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"pages": counted, "rss": peak}))
