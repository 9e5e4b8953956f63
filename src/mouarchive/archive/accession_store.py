"""Putting a PDF into the record: the bytes first, durable and never overwritten, then the line about them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from mouarchive.archive.accession_values import AddOptions, Chosen, Incoming, Receipt
from mouarchive.archive.files import TEMPORARY, finger_file, publish, sync_folder, temporary, write_whole
from mouarchive.archive.locate import Root
from mouarchive.archive.lookup import nearest, plain_label, shown
from mouarchive.archive.proposal import file_name, slug_of
from mouarchive.archive.record_keys import AGREEMENT
from mouarchive.archive.record_values import Record
from mouarchive.archive.toml_check import Checker
from mouarchive.errors import MouarchiveError, NotFoundError, UsageError

__all__ = ["store"]

_READ_ONLY = 0o444


def store(root: Root, record: Record, incoming: Incoming, chosen: Chosen, today: str) -> Receipt:
    """Put the bytes and the line about them into the record: both or neither.

    Raises UsageError where the result would be no good record, OSError where the disk fails.
    """
    if chosen.agreement != slug_of(chosen.agreement):
        better = slug_of(chosen.agreement) or "small letters, figures and hyphens"
        raise UsageError(f"{shown(chosen.agreement)} cannot be an agreement's name; use {better}")
    folder = root.documents / chosen.agreement
    text, new = _text_before(record, folder, chosen)
    options = chosen.options
    wanted = file_name(chosen.label, options.status, options.dated, incoming.path.name)
    name = _free_name(folder, wanted, incoming.sha256)
    after = _text_after(text, chosen, _copy_values(incoming, options, name, today))
    (_make_folder if new else _add_to_folder)(folder, incoming, name, after.encode())
    return _receipt(incoming, chosen, folder / name)


def _make_folder(folder: Path, incoming: Incoming, name: str, text: bytes) -> None:
    """A new agreement's folder, made beside its place under a hidden name and moved there whole."""
    made = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder.parent))
    try:
        made.chmod(0o755)
        _copy_in(incoming, made / name)
        write_whole(made / "agreement.toml", text, replace=False)
        made.replace(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def _add_to_folder(folder: Path, incoming: Incoming, name: str, text: bytes) -> None:
    """The copy first: a kill before the line is written leaves a PDF that the next `add` takes up again."""
    there, record = (folder / name).exists(), folder / "agreement.toml"
    try:
        _copy_in(incoming, folder / name)
        write_whole(record, text)
    except BaseException:
        if not there and record.read_bytes() != text:
            (folder / name).unlink(missing_ok=True)
        raise


def _receipt(incoming: Incoming, chosen: Chosen, stored: Path) -> Receipt:
    reading = incoming.reading
    message = f"{incoming.path}: taken in as {chosen.agreement}@{chosen.label}, {stored.name}"
    return Receipt(
        source=str(incoming.path),
        state="added",
        message=message if reading else f"{message} (kept, but it cannot be read)",
        sha256=incoming.sha256,
        size=incoming.size,
        agreement=chosen.agreement,
        label=chosen.label,
        stored=stored,
        proposed=chosen.proposed,
        clauses=len(reading.cut.clauses) if reading else None,
    )


def _text_before(record: Record, folder: Path, chosen: Chosen) -> tuple[str, bool]:
    """The agreement.toml as it is, or the beginning of a new one."""
    from mouarchive.archive.record_write import new_agreement  # noqa: PLC0415 - loads tomlkit

    if record.agreement(folder.name):
        return (folder / "agreement.toml").read_text(encoding="utf-8-sig"), False
    near = nearest(folder.name, [a.id for a in record.agreements])
    if not chosen.options.title:
        hint = f"did you mean {near[0]}? " if near else ""
        raise NotFoundError(f"no agreement {folder.name}; {hint}A new one needs its title: --title 'TITLE'")
    return new_agreement(chosen.options.title, chosen.options.parties), True


def _copy_values(incoming: Incoming, options: AddOptions, name: str, today: str) -> dict[str, Any]:
    return {
        "file": name,
        "sha256": incoming.sha256,
        "received_as": "".join(c if c.isprintable() else "\ufffd" for c in incoming.path.name),
        "disclosed": options.disclosed,
        "accessioned": today,
        "authority": options.authority,
        "request": options.request,
        "url": options.url,
        "exemptions": options.exemptions,
        "note": options.note,
        "source": options.source,
    }


def _text_after(text: str, chosen: Chosen, copy: dict[str, Any]) -> str:
    from mouarchive.archive.record_write import with_copy  # noqa: PLC0415 - loads tomlkit

    version = {"status": chosen.options.status, "dated": chosen.options.dated}
    after = with_copy(text, chosen.label, version, copy)
    _check_text(chosen.agreement, after)
    return after


def _check_text(agreement: str, text: str) -> None:
    """What will be written must be a record that can be read back."""
    checker = Checker(f"documents/{agreement}/agreement.toml", text.encode())
    if not checker.problems:
        labels = [v["label"] for v in checker.table(checker.raw, AGREEMENT)["version"] if v["label"]]
        if len({plain_label(label) for label in labels}) < len(labels):
            checker.problem("version", "two versions would have one label")
    if checker.problems:
        raise UsageError(f"this would not be a good record: {checker.problems[0]}")


def _free_name(folder: Path, name: str, sha256: str) -> str:
    """A name that is free, or that a killed run has already given to these very bytes."""
    stem, number = name.removesuffix(".pdf"), 1
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    while name.casefold() in taken:
        path = folder / name
        if path.is_file() and not path.is_symlink() and finger_file(path).sha256 == sha256:
            return name
        number += 1
        name = f"{stem}-{number}.pdf"
    return name


def _copy_in(incoming: Incoming, target: Path) -> None:
    """Copy the bytes, durable, and make sure that they are those that were read; nothing if there already."""
    if target.exists():
        return
    with temporary(target.parent, ".pdf") as path:
        with incoming.path.open("rb") as stream, path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        if finger_file(path).sha256 != incoming.sha256:
            raise MouarchiveError(f"{incoming.path}: changed while it was being taken in; add it again")
        publish(path, target, replace=False, mode=_READ_ONLY)
