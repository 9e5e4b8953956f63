"""Taking releases into an archive: PDFs copied in byte for byte, each with a line in the record.

A kill between the copy and the record leaves a PDF that no copy names, which a second `add` of the same file
takes up again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from mouarchive.archive.accession_choice import choose
from mouarchive.archive.accession_store import store
from mouarchive.archive.accession_values import AddOptions, Incoming, Receipt
from mouarchive.archive.files import finger_file, plain_errors, sweep, write_whole
from mouarchive.archive.intake import alarms, as_redline, check, says_of_itself
from mouarchive.archive.locate import Root
from mouarchive.archive.lookup import shown
from mouarchive.archive.readings import reading_of
from mouarchive.archive.record import load_record
from mouarchive.archive.toml_check import partial_date
from mouarchive.errors import UnreadableError, UsageError

__all__ = ["AddOptions", "Receipt", "add", "init_archive"]

# With these codes there is no PDF that could be kept.
_NO_PDF = ("missing", "denied", "directory", "special", "empty", "not-pdf", "too-big")
_NOTHING_SAID = AddOptions()


def init_archive(folder: Path) -> Root:
    """Start an archive: `documents/` and `db/` in `folder`, made where missing; what is there stays."""
    root = Root.at(folder)
    with plain_errors("the archive could not be started"):
        root.documents.mkdir(parents=True, exist_ok=True)
        root.database.parent.mkdir(exist_ok=True)
        ignore = root.folder / ".gitignore"
        if not ignore.exists():
            write_whole(ignore, b"db/*\n", replace=False)
    return root


def add(
    root: Root,
    pdfs: Sequence[Path],
    options: AddOptions = _NOTHING_SAID,
    *,
    today: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Receipt, ...]:
    """Take PDFs in, one after the other; a file that is refused stops none of the others.

    `today` is the date of accession (default: today's). Raises RecordError where the record is broken already
    and MouarchiveError where the disk fails; nothing is then written half. The database is not touched: build
    it after.
    """
    _check_options(options, len(pdfs))
    today = today or dt.datetime.now(dt.UTC).date().isoformat()
    receipts = []
    with plain_errors("the release could not be taken in"):
        for number, path in enumerate(pdfs, 1):
            if progress:
                progress(number - 1, len(pdfs), path.name)
            try:
                receipts.append(_add_one(root, path, options, today))
            except (UnreadableError, UsageError) as error:
                receipts.append(Receipt(str(path), "refused", str(error)))
    return tuple(receipts)


def _check_options(options: AddOptions, files: int) -> None:
    """Options that can never be right, said before anything is read."""
    for name in ("dated", "disclosed"):
        value = getattr(options, name)
        if value and not partial_date(value):
            raise UsageError(f"{shown(value)} is no date; write 2015-12-18, 2015-07 or 2015")
    if options.label and files > 1:
        raise UsageError("one label cannot stand for several files; add them one by one")


def _add_one(root: Root, path: Path, options: AddOptions, today: str) -> Receipt:
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    incoming = _read(path)
    with _alone(root):
        record = load_record(root.documents)
        known = record.copies_with(incoming.sha256)
        if known:
            agreement, version, copy = known[0]
            message = (
                f"{path}: held already as {agreement.id}@{version.label}, {copy.file}; nothing was added"
            )
            return Receipt(
                str(path), "known", message, incoming.sha256, incoming.size, agreement.id, version.label
            )
        chosen = as_redline(incoming, choose(root, record, incoming, options))
        incoming = check(incoming)
        receipt = store(root, record, incoming, chosen, today)
        return replace(
            receipt,
            proposed=(*receipt.proposed, *says_of_itself(incoming)),
            alarms=tuple(alarms(incoming, chosen, options.label)),
        )


def _read(path: Path) -> Incoming:
    """What the reader makes of the file; one that is a PDF but cannot be read is taken in all the same."""
    from mouarchive.reading import read_pdf  # noqa: PLC0415 - loads the reading room

    try:
        reading, unread = reading_of(read_pdf(path, witness="all")), None
    except UnreadableError as error:
        if error.code in _NO_PDF:
            raise
        reading, unread = None, error
    found = finger_file(path)
    if reading and reading.sha256 != found.sha256:
        raise UsageError(f"{path}: changed while it was being read; add it again")
    return Incoming(path, found.sha256, found.size, reading, unread)


@contextlib.contextmanager
def _alone(root: Root) -> Iterator[None]:
    """One accession at a time: what is read of the record is what is written back."""
    root.database.parent.mkdir(parents=True, exist_ok=True)
    with (root.database.parent / ".accession.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        sweep(root.documents)
        yield
