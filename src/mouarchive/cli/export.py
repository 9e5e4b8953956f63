"""`mouarchive export`: a version or a file in another form."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import click

from mouarchive.cli.group import Command
from mouarchive.errors import MouarchiveError

__all__ = ["command", "make_searchable"]


@click.command(
    "export",
    cls=Command,
    short_help="Make a searchable PDF of a scan.",
    examples=(
        "mouarchive export --searchable searchable.pdf scan.pdf",
        "mouarchive export --searchable searchable.pdf specimen-pupil-data@2.0",
    ),
)
@click.argument("version", metavar="VERSION|FILE.pdf")
@click.option(
    "--searchable",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.pdf",
    required=True,
    help="Write a copy here on which scanned pages have a text layer.",
)
def command(version: str, searchable: Path) -> None:
    """Make a copy of a PDF that can be searched and copied from, by OCRmyPDF where it is installed.

    Pages that have text stay as they are. The copy is no original: cite the file that was released.
    """
    from mouarchive.answers.texts import archive, is_file
    from mouarchive.archive.locate import find_root
    from mouarchive.output.terminal import progress

    if is_file(version):
        pdf = Path(version)
    else:
        root = find_root()
        with archive(progress) as store:
            found = store.resolve(version)
            if found.sha256 is None:
                raise MouarchiveError(f"{found.id}: no copy of it is held; see: mouarchive status")
            pdf = root.documents / found.agreement / str(store.copy(found.sha256).file)
    make_searchable(pdf, searchable)
    click.echo(f"wrote {searchable}")


_REMEDY = "install OCRmyPDF (pip install ocrmypdf) and the tesseract program, then try again"
_SECONDS = 3_600
_REASONS = {
    2: "its input is no PDF that it accepts",
    3: f"a program that it needs is missing; {_REMEDY}",
    4: "it made a file that is not valid",
    5: "it may not read or write there",
    8: "the file is locked with a password",
    10: "its text layer could not be made",
}


def make_searchable(pdf: Path, target: Path) -> None:
    """Write a copy of `pdf` to `target` on which every page has text; pages that have it stay as they are.

    The original is never changed. Raises MouarchiveError where OCRmyPDF is missing or fails, or where
    `target` is there already.
    """
    from mouarchive.archive.files import plain_errors, write_whole
    from mouarchive.reading import page_image

    command = _command()
    if target.exists():
        raise MouarchiveError(f"{target}: is there already; name another file")
    page_image(pdf, 1, 20)  # refuses what the limited worker refuses, before another program opens it
    with tempfile.TemporaryDirectory(prefix="mouarchive-") as folder:
        made = Path(folder, "searchable.pdf")
        arguments = ["--skip-text", "--output-type", "pdf", "--tesseract-pagesegmode", "4", "--jobs", "2"]
        try:
            done = subprocess.run(
                [*command, "--quiet", *arguments, str(pdf.absolute()), str(made)],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise MouarchiveError(f"{pdf.name}: OCRmyPDF took longer than an hour; split the file") from None
        if done.returncode or not made.is_file():
            raise MouarchiveError(f"{pdf.name}: OCRmyPDF failed: {_why(done)}")
        with plain_errors(f"{target} could not be written"):
            write_whole(target, made.read_bytes(), replace=False)


def _command() -> list[str]:
    """How to call OCRmyPDF: of this environment, else of the system."""
    if find_spec("ocrmypdf") is not None:
        return [sys.executable, "-m", "ocrmypdf"]
    found = shutil.which("ocrmypdf")
    if found is None:
        raise MouarchiveError(f"OCRmyPDF is not installed; {_REMEDY}")
    return [found]


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode in _REASONS:
        return _REASONS[done.returncode]
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1][:200] if said else f"exit code {done.returncode}"
