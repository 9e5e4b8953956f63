"""`mouarchive check`: text that a file carries and its pages do not show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.errors import UnreadableError
    from mouarchive.model import LeakReport

__all__ = ["command"]

_AT_ONCE = 2


@click.command(
    "check",
    cls=Command,
    short_help="Look for text under boxes and other leaks.",
    examples=(
        "mouarchive check release.pdf",
        "mouarchive check specimen-pupil-data@1.0",
        "mouarchive check --format json -o leaks.json",
    ),
)
@click.argument("names", nargs=-1, metavar="[VERSION|FILE.pdf]...")
@format_option("text", "json")
@output_option
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], form: str, output: Path | None) -> None:
    """Look for text that a PDF carries and its pages do not show; without a name, in every copy held.

    Found are words under boxes, pictures, lines and notes, in white, cropped away or not painted; marks for
    redaction that were never applied; words of earlier revisions; comments; embedded files. Each is one line:
    where it stands (in points from the page's top left corner) and how long it is, never what it says. A
    name in the file's description of itself is said as a note. Exit code 1 where something was found.
    """
    from mouarchive.output.leaks import leaks_json, leaks_text
    from mouarchive.output.terminal import emit

    found: list[tuple[str, LeakReport]] = []
    refused: list[tuple[str, str]] = []
    for name, answer in _checked(_files(names)):
        if isinstance(answer, Exception):
            refused.append((name, str(answer)))
        else:
            found.append((name, answer))

    def write(file: IO[str]) -> None:
        if form == "json":
            from mouarchive.output.as_json import dumps

            file.write(dumps(leaks_json(found, refused)))
        else:
            leaks_text(file, found)

    emit(write, output)
    _say(refused)
    ctx.exit(int(bool(refused) or any(report.leaking or report.warnings for _, report in found)))


def _say(refused: Sequence[tuple[str, str]]) -> None:
    from mouarchive.output.safe import safe_line

    for _, why in refused:
        click.echo(f"mouarchive: {safe_line(why)}", err=True)


def _files(names: Sequence[str]) -> list[tuple[str, Path]]:
    """What people call each file, and where it lies: those named, or all that the archive holds."""
    from mouarchive.archive.locate import find_root
    from mouarchive.archive.record.load import load_record
    from mouarchive.output.sources import is_file

    if not names:
        root = find_root()
        return [
            (f"{one.id}@{version.label} {copy.file}", root.documents / one.id / copy.file)
            for one in load_record(root.documents).agreements
            for version in one.versions
            for copy in version.copies
            if copy.file
        ]
    found: list[tuple[str, Path]] = []
    for name in names:
        found += [(name, Path(name))] if is_file(name) else _copies(name)
    return found


def _copies(name: str) -> list[tuple[str, Path]]:
    """The copies of a version. Raises MouarchiveError where none is held."""
    from mouarchive.archive.locate import find_root
    from mouarchive.errors import MouarchiveError
    from mouarchive.output.sources import archive

    root = find_root()
    with archive() as store:
        version = store.resolve(name)
        copies = [copy for copy in store.copies(version=version.id) if copy.file]
    if not copies:
        raise MouarchiveError(f"{version.id}: no copy of it is held; see: mouarchive status")
    return [
        (f"{version.id} {copy.file}", root.documents / version.agreement / str(copy.file)) for copy in copies
    ]


def _checked(files: Sequence[tuple[str, Path]]) -> list[tuple[str, LeakReport | UnreadableError]]:
    """The report on each file, or why there is none; two at a time, in order."""
    from concurrent.futures import ThreadPoolExecutor

    from mouarchive.errors import UnreadableError
    from mouarchive.output.terminal import progress
    from mouarchive.reading import check_leaks

    def one(path: Path) -> LeakReport | UnreadableError:
        try:
            return check_leaks(path)
        except UnreadableError as error:
            return error

    with progress("Checking") as tell, ThreadPoolExecutor(_AT_ONCE) as pool:
        answers: list[tuple[str, LeakReport | UnreadableError]] = []
        for number, ((name, path), answer) in enumerate(
            zip(files, pool.map(one, [path for _, path in files]), strict=True), 1
        ):
            answers.append((name, answer))
            tell(number, len(files), path.name)
        return answers
