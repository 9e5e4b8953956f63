"""Leak check: recall on bad redactions made here, alarms on the real documents of the corpus.

    .venv/bin/python bench/leaks.py

An alarm is no false alarm by itself: some real files do hide text. The table counts them by file and cause,
so that each can be looked at.
"""

from __future__ import annotations

import collections
import resource
import sys
import tempfile
from pathlib import Path

from _outside import ROOT, outside, publish
from mouarchive.errors import UnreadableError
from mouarchive.model import LeakReport
from mouarchive.reading import check_leaks

sys.path.insert(0, str(ROOT / "tests" / "reading" / "redaction"))
import leaky


def made() -> list[str]:
    """Return how many of the bad files are found, with the right cause, and how many good ones give alarm."""
    found = right = alarms = 0
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.pdf")
        for name, (data, kind, cause) in leaky.BAD.items():
            path.write_bytes(data)
            leaks = {(leak.kind, leak.cause) for leak in check_leaks(path).leaks if leak.grave}
            found += bool(leaks)
            right += leaks == {(kind, cause)}
            missed += [] if leaks else [name]
        for data in leaky.GOOD.values():
            path.write_bytes(data)
            alarms += check_leaks(path).leaking
    return [
        f"bad redactions found       {found} of {len(leaky.BAD)} {' '.join(missed)}".rstrip(),
        f"with the cause that it is  {right} of {len(leaky.BAD)}",
        f"alarms on good pages       {alarms} of {len(leaky.GOOD)}",
    ]


def line(pdf: Path, report: LeakReport) -> str:
    """Return one file's findings by cause."""
    grave = [leak for leak in report.leaks if leak.grave]
    causes = collections.Counter(f"{leak.kind}/{leak.cause}" for leak in grave)
    letters = sum(leak.letters for leak in grave)
    said = ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items())) or "-"
    return f"{pdf.stem:40}{report.pages:6}{len(grave):8}{letters:9}  {said}"


def main() -> None:
    """Print both tables."""
    lines = made()
    pages = alarming = files = 0
    lines.append(f"\n{'file':40}{'pages':>6}{'places':>8}{'letters':>9}  kind/cause")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for pdf in sorted((outside("MOUARCHIVE_CORPUS", "corpus") / "pdf").glob("*.pdf")):
        try:
            report = check_leaks(pdf)
        except UnreadableError as error:
            lines.append(f"{pdf.stem:40}  {error}")
            continue
        files, pages, alarming = files + 1, pages + report.pages, alarming + report.leaking
        if report.leaking or report.warnings:
            lines.append(line(pdf, report))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines.append(f"files with a finding: {alarming} of {files}; the others hide nothing")
    lines.append(f"CPU, start of a process for each file included: {1000 * seconds / pages:.0f} ms a page")
    publish("leaks", "\n".join(lines))


if __name__ == "__main__":
    main()
