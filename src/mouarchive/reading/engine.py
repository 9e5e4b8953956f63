"""The name of the reader and its versions: what a cached reading is valid for."""

from __future__ import annotations

from functools import cache
from importlib import metadata

__all__ = ["READER_VERSION", "engine_name"]

READER_VERSION = "1"
"""Counts up whenever the same bytes would give other lines."""


@cache
def engine_name() -> str:
    """Engines and versions, for example `pdfium 8149 / pypdf 7.1.0 / mouarchive-reading 1`.

    Answered from the installed packages' metadata: neither library is loaded for it.
    """
    return f"pdfium {_pdfium_build()} / pypdf {_version('pypdf')} / mouarchive-reading {READER_VERSION}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


@cache
def _pdfium_build() -> str:
    """PDFium's own build number stands beside the bindings; without it, the bindings' version."""
    try:
        files = metadata.files("pypdfium2") or []
    except metadata.PackageNotFoundError:
        return "missing"
    for file in files:
        if str(file) == "pypdfium2_raw/version.json":
            import json  # noqa: PLC0415 - needed for this one number

            try:
                return str(json.loads(file.read_text())["build"])
            except (OSError, ValueError, KeyError):
                break
    return f"(pypdfium2 {_version('pypdfium2')})"
