"""A file of citations checked against the archive around the current folder and the files beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from mouarchive.errors import MouarchiveError, NotFoundError, RecordError
from mouarchive.output.citation_check import Checker, Reason, Verdict
from mouarchive.output.citation_list import parse

if TYPE_CHECKING:
    from mouarchive.archive.store.store import Store

__all__ = ["check_list", "verdicts_text"]

_LARGEST = 20_000_000
"""Bytes of a list; a longer one is no list of citations."""


def check_list(listed: Path, folders: Sequence[Path] = ()) -> list[Verdict]:
    """Check every citation of a file; beside `folders` it looks in the file's own folder and the current one.

    Raises MouarchiveError where the file cannot be read or holds no citation at all.
    """
    try:
        if listed.stat().st_size > _LARGEST:
            raise MouarchiveError(f"{listed}: too long for a list of citations ({_LARGEST:,} bytes at most)")
        entries = parse(listed.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise MouarchiveError(f"{listed}: is no text in UTF-8") from None
    except OSError as error:
        raise MouarchiveError(f"{listed}: cannot be read ({error.strerror})") from None
    if not entries:
        raise MouarchiveError(f"{listed}: holds no citation")
    places = list(dict.fromkeys([*folders, listed.parent, Path()]))
    store, documents = _archive()
    with store or nullcontext():
        checker = Checker(places, store, documents)
        return [checker.check(entry) for entry in entries]


def _archive() -> tuple[Store | None, Path | None]:
    """The archive around the current folder and its documents; nothing where there is none.

    Where its record is broken (which an altered file is), the database as last built must do: the check is
    there to say which citations that concerns.
    """
    from mouarchive.archive.locate import find_root  # noqa: PLC0415 - loaded when there is a list to check
    from mouarchive.archive.store.store import open_store  # noqa: PLC0415
    from mouarchive.output.sources import archive  # noqa: PLC0415

    try:
        root = find_root()
    except NotFoundError:
        return None, None
    try:
        return archive(), root.documents
    except RecordError:
        return open_store(root.database), root.documents


def verdicts_text(verdicts: Sequence[Verdict]) -> str:
    """One line for each citation, and how many failed."""
    lines = []
    for one in verdicts:
        if one.reason is Reason.OK:
            lines.append(f"ok      {one.place}: {one.cited}")
        else:
            about = f" {one.cited}:" if one.cited else ""
            lines.append(f"FAILED  {one.place}:{about} {one.reason.value}: {one.told}")
    failed = sum(one.reason is not Reason.OK for one in verdicts)
    return "\n".join([*lines, "", f"{len(verdicts)} checked, {failed} failed", ""])
