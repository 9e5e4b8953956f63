"""Leak reports as text, one finding a line, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from mouarchive.model import Leak, LeakReport
from mouarchive.output.safe import safe_line
from mouarchive.reading.redaction import describe

__all__ = ["leaks_json", "leaks_text"]


def leaks_text(file: IO[str], reports: Sequence[tuple[str, LeakReport]]) -> None:
    """Write what was found in each file, by its name: leaks first, then what most files carry as notes."""
    for name, report in reports:
        shown = safe_line(name)
        for leak in sorted(report.leaks, key=lambda leak: not leak.grave):
            file.write(f"{shown}: {'' if leak.grave else 'note: '}{describe(leak)}\n")
        for warning in report.warnings:
            file.write(f"{shown}: {safe_line(warning.message)}\n")
        if not report.leaking and not report.warnings:
            pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
            file.write(f"{shown}: nothing hidden in {pages}\n")


def leaks_json(
    reports: Sequence[tuple[str, LeakReport]], refused: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """The same as data; `refused` holds name and reason of each file that could not be checked."""
    return {
        "leaking": sum(report.leaking for _, report in reports),
        "files": [
            {
                "file": name,
                "sha256": report.sha256,
                "pages": report.pages,
                "leaking": report.leaking,
                "leaks": [_leak(leak) for leak in report.leaks],
                "warnings": [
                    {"code": warning.code, "page": warning.page, "message": warning.message}
                    for warning in report.warnings
                ],
            }
            for name, report in reports
        ],
        "refused": [{"file": name, "message": why} for name, why in refused],
    }


def _leak(leak: Leak) -> dict[str, Any]:
    box = leak.box
    return {
        "kind": leak.kind,
        "cause": leak.cause,
        "page": leak.page,
        "box": None if box is None else [box.x0, box.y0, box.x1, box.y1],
        "letters": leak.letters,
        "grave": leak.grave,
        "message": describe(leak),
    }
