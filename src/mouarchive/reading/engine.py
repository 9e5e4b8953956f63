"""The name of the reader and its versions: what a cached reading is valid for."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

__all__ = ["READER_VERSION", "SWITCH", "engine_name", "ocr_engine", "switched_off", "tessdata"]

SWITCH = "MOUARCHIVE_OCR"
"""The environment's switch: `off` keeps pages that are pictures from being read."""

READER_VERSION = "6"
"""Counts up whenever the same bytes would give other lines."""


def engine_name() -> str:
    """Engines and versions: `pdfium 8149 / pypdf 7.1.0 / mouarchive-reading 1 / tesserocr 2.13.0`.

    Answered from the installed packages' metadata: no library is loaded for it. The OCR engine is named
    where there is one, since pages that were pictures read differently once it is installed; switched off
    by the environment, that is named too.
    """
    if switched_off():
        return f"{_reader()} / OCR off"
    engine = ocr_engine()
    return f"{_reader()} / {engine}" if engine else _reader()


def switched_off() -> bool:
    """Whether `MOUARCHIVE_OCR=off` stands in the environment."""
    return os.environ.get(SWITCH, "").strip().lower() in {"off", "0", "no", "false"}


@cache
def _reader() -> str:
    return f"pdfium {_pdfium_build()} / pypdf {_version('pypdf')} / mouarchive-reading {READER_VERSION}"


@cache
def ocr_engine() -> str | None:
    """The OCR engine that is installed: the Python binding, else the `tesseract` program, else None."""
    version = _version("tesserocr")
    if version != "missing" and tessdata() is not None:
        return f"tesserocr {version}"
    return "tesseract" if shutil.which("tesseract") else None


def tessdata() -> Path | None:
    """The folder that holds the English model for the Python binding; None where there is none."""
    for folder in (os.environ.get("TESSDATA_PREFIX"), Path(sys.prefix, "share", "tessdata")):
        if folder and Path(folder, "eng.traineddata").is_file():
            return Path(folder)
    return None


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
