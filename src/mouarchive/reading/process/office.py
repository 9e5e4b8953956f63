"""Word and OpenDocument texts, laid out as PDF by LibreOffice where it is installed, to be read like any PDF.

The file is copied into a folder of its own, and a process that has taken from itself the network, time,
memory and large files (`main`) looks into it and becomes LibreOffice there. Its profile is new, allows no
macro, no link and no field to be brought up to date, and is thrown away with the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mouarchive.errors import UnreadableError
from mouarchive.reading.page_rules import DEFAULT, OFFICE, WORKER, Limits

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["Laid", "as_pdf", "kind_of", "main"]

_ODT = b"application/vnd.oasis.opendocument.text"
_FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
_CALLED = {"docx": "a Word document", "odt": "an OpenDocument text"}
_TRACKED = {
    # a paragraph's or a run's mark in the one, the list of all changes in the other
    "docx": re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo)[\s>/]"),
    "odt": re.compile(rb"<(?:\w+:)?changed-region[\s>/]"),
}
_TEXTS = {
    "docx": re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml"),
    "odt": re.compile(r"(?:content|styles)\.xml"),
}
_LIST_BYTES = 65_536  # fact: no list of parts is longer but one of many hundred of them

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)
_SET = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
)
"""Never a macro, never what a link names, and the words of a field as they were when the file was saved."""


class Laid(msgspec.Struct, frozen=True):
    """A PDF to be read: of a file that is one the file itself, else what LibreOffice made of it (`made`)."""

    path: Path
    made: bool = False


@contextlib.contextmanager
def as_pdf(path: Path, limits: Limits = DEFAULT) -> Iterator[Laid]:
    """The file as a PDF, until the context ends; any file that is no Word or OpenDocument text as it is.

    Raises UnreadableError, one line that names the file, what is wrong and what to do.
    """
    kind = kind_of(path)
    if kind is None:
        yield Laid(path)
        return
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(
            "no-office",
            f"{path.name}: {_CALLED[kind]}: to read it LibreOffice is needed, and is not installed here; "
            "install it, or save the file as PDF",
        )
    if path.stat().st_size > limits.file_bytes:
        raise UnreadableError(
            "too-big", f"{path.name}: has {path.stat().st_size} bytes, over the limit of {limits.file_bytes}"
        )
    with tempfile.TemporaryDirectory(prefix="mouarchive-office-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        for name in ("in", "out", "home", "profile/user"):
            (place / name).mkdir(parents=True)
        shutil.copyfile(path, place / "in" / f"released.{kind}")
        settings = "".join(_SETTING.format(*one) for one in _SET)
        (place / "profile/user/registrymodifications.xcu").write_text(_SETTINGS.format(settings), "utf-8")
        _run(path.name, place, kind, office)
        yield Laid(place / "out" / "document.pdf", made=True)


def kind_of(path: Path) -> str | None:
    """Whether a file is a Word ("docx") or an OpenDocument text ("odt") by its bytes; None for neither.

    Nothing is unpacked: the first bytes and the list of parts at the end tell it.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            head = file.read(WORKER.head_bytes)
            file.seek(max(path.stat().st_size - _LIST_BYTES, 0))
            tail = file.read(_LIST_BYTES)
    except (OSError, ValueError):
        return None
    if not head.startswith(b"PK\x03\x04"):
        return None
    if b"mimetype" + _ODT + b"PK" in head:
        return "odt"
    return "docx" if b"word/document.xml" in head + tail else None


def _run(name: str, place: Path, kind: str, office: str) -> None:
    """Run LibreOffice in a folder. Raises UnreadableError where no PDF comes of it."""
    env = {one: os.environ[one] for one in ("PATH", "LANG", "LC_ALL", "LC_CTYPE") if one in os.environ}
    env |= {"HOME": str(place / "home"), "TMPDIR": str(place / "home"), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "mouarchive.reading.process.office", str(place), kind, office],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=env,
        cwd=place,
        start_new_session=True,
    )
    try:
        _, said = process.communicate(timeout=OFFICE.wall_seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            "time", f"{name}: LibreOffice takes longer than {OFFICE.wall_seconds:g} seconds; save it as PDF"
        ) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
    refused = process.returncode == _REFUSED and said.decode("utf-8", "replace").strip()
    if refused:
        code, _, why = refused.splitlines()[-1].partition(" ")
        raise UnreadableError(code, f"{name}: {_CALLED[kind]} {why}")
    if not (place / "out" / "document.pdf").is_file():
        raise UnreadableError(
            "crashed",
            f"{name}: LibreOffice could not lay it out: it may be damaged; save it as PDF",
        )


# ------------------------------------------------------------------ the process that becomes LibreOffice

_REFUSED = 65  # fact: EX_DATAERR of sysexits.h


def main(arguments: list[str]) -> None:
    """Take limits upon oneself, look into the file, and become LibreOffice: FOLDER KIND PROGRAM."""
    folder, kind, office = arguments
    _confine()
    place = Path(folder)
    document = place / "in" / f"document.{kind}"
    _look_into(place / "in" / f"released.{kind}", document, kind)
    os.execv(  # noqa: S606 - no shell, and only paths of ours
        office,
        [
            office, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            "--nofirststartwizard", f"--infilter={_FILTERS[kind]}",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(place / "out"), str(document),
        ],
    )  # fmt: skip


def _confine() -> None:
    from mouarchive.reading.process.worker import leave_network, take_limits  # noqa: PLC0415 - in this process alone

    take_limits(
        RLIMIT_AS=OFFICE.memory_bytes,
        RLIMIT_FSIZE=OFFICE.written_bytes,
        RLIMIT_NOFILE=OFFICE.open_files,
        RLIMIT_CPU=OFFICE.cpu_seconds,
        RLIMIT_CORE=0,
    )
    leave_network()


def _look_into(released: Path, still: Path, kind: str) -> None:
    """Write the file anew with its fields standing still.

    Refused is what unpacks to more than a document needs, is locked, or holds two texts at once.
    """
    try:
        with zipfile.ZipFile(released) as found, zipfile.ZipFile(still, "w") as made:
            entries = found.infolist()
            if len(entries) > OFFICE.members or sum(e.file_size for e in entries) > OFFICE.unpacked_bytes:
                _refuse("limit", "unpacks to more than a document needs; save it as PDF")
            locked = any(entry.flag_bits & 1 for entry in entries)
            if locked or (kind == "odt" and b"encryption-data" in found.read("META-INF/manifest.xml")):
                _refuse("encrypted", "is locked with a password; save a copy without one")
            for entry in entries:
                part = found.read(entry)
                if _TEXTS[kind].fullmatch(entry.filename):
                    if _TRACKED[kind].search(part):
                        _refuse("tracked-changes", _TWO_TEXTS)
                    part = _standing_still(part, kind)
                made.writestr(entry, part)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, EOFError):
        _refuse("broken", "whose structure is damaged; ask for a new copy")


_TWO_TEXTS = "with tracked changes, which is two texts at once: accept or reject them all, and save"
_VOLATILE = "DATE|TIME|FILENAME|FILESIZE|USERNAME|USERINITIALS|USERADDRESS"
_WORD_FIELDS = (
    re.compile(rf"(\b(?:\w+:)?instr\s*=\s*[\"'])\s*(?:{_VOLATILE})\b".encode(), re.IGNORECASE),
    re.compile(rf"(<(?:\w+:)?instrText\b[^>]*>)\s*(?:{_VOLATILE})\b".encode(), re.IGNORECASE),
)
_ODT_FIELD = re.compile(
    rb"<(/?)text:(?:date|time|file-name|author-\w+|sender-[\w-]+|template-name)\b[^>]*?(/?)>"
)


def _standing_still(part: bytes, kind: str) -> bytes:
    """Fields that would show today's date, or this machine, show the words with which they were saved."""
    if kind == "odt":
        return _ODT_FIELD.sub(rb"<\1text:span\2>", part)
    for field in _WORD_FIELDS:
        part = field.sub(rb"\1 ADDIN ", part)
    return part


def _refuse(code: str, why: str) -> NoReturn:
    sys.stderr.write(f"{code} {why}\n")
    sys.exit(_REFUSED)


if __name__ == "__main__":
    main(sys.argv[1:])
