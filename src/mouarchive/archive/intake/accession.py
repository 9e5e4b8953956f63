"""Taking releases into an archive: PDFs copied in byte for byte, each with a line in the record.

A kill between the copy and the record leaves a PDF that no copy names, which a second `add` of the same file
takes up again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from msgspec.structs import replace
from tomlkit.items import AoT, Table

from mouarchive.archive.database.readings import reading_of
from mouarchive.archive.files import (
    TEMPORARY,
    finger_file,
    plain_errors,
    publish,
    sweep,
    sync_folder,
    temporary,
    write_whole,
)
from mouarchive.archive.intake.incoming import (
    AddOptions,
    Chosen,
    Incoming,
    Receipt,
    alarms,
    as_redline,
    check,
    choose,
    file_name,
    holds_back,
    says_of_itself,
    slug_of,
)
from mouarchive.archive.locate import Root
from mouarchive.archive.lookup import nearest, plain_label, shown
from mouarchive.archive.record.load import load_record
from mouarchive.archive.record.toml_check import Checker, keys_of, partial_date
from mouarchive.archive.record.values import Agreement, CopyKeys, Record
from mouarchive.errors import MouarchiveError, NotFoundError, UnreadableError, UsageError

__all__ = ["AddOptions", "Receipt", "add", "decide", "init_archive", "new_agreement", "store", "with_copy"]

# With these codes there is no PDF that could be kept.
_NOT_AS_RELEASED = (
    "a Word or OpenDocument text: an archive keeps PDF files, byte for byte as released; "
    "ask for the PDF, or save one and say so in --note (diff, show and trace read the file as it is)"
)
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
            held_back=holds_back(incoming),
        )


def _read(path: Path) -> Incoming:
    """What the reader makes of the file; one that is a PDF but cannot be read is taken in all the same."""
    from mouarchive.reading import read_pdf  # noqa: PLC0415 - loads the reading room
    from mouarchive.reading.process.office import kind_of  # noqa: PLC0415

    try:
        reading, unread = reading_of(read_pdf(path, witness="all")), None
    except UnreadableError as error:
        if error.code == "not-pdf" and kind_of(path):
            raise UnreadableError(error.code, f"{path.name}: {_NOT_AS_RELEASED}") from None
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


# ------------------------------------------------------------------ what a person decides about a copy

_LEAST_HASH = 8
"""Characters of a SHA-256 by which a copy may be named."""


def decide(
    root: Root, name: str, decision: str, who: str, why: str, *, today: str | None = None
) -> tuple[str, str]:
    """Write into the record whether a copy may be published; gives the agreement and the file meant.

    `name` is AGREEMENT@LABEL, a file's name or the beginning of its SHA-256; `decision` is publish or
    hold-back. Raises NotFoundError where no copy is meant, UsageError where several are or a word is missing.
    """
    if not (who.strip() and why.strip()):
        raise UsageError("a decision needs who decided and why: --who NAME --why REASON")
    today = today or dt.datetime.now(dt.UTC).date().isoformat()
    with _alone(root), plain_errors("the decision could not be written"):
        agreement, file = _meant(load_record(root.documents), name)
        path = root.documents / agreement / "agreement.toml"
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
        (table,) = (
            copy
            for version in document["version"]
            for copy in version.get("copy", ())
            if copy.get("file") == file
        )
        table.update(decision=decision, decided_by=who, decided_on=today, decided_why=why)
        after = tomlkit.dumps(document)
        _check_text(agreement, after)
        write_whole(path, after.encode())
    return agreement, file


def _meant(record: Record, name: str) -> tuple[str, str]:
    """The one copy with a file that a person's word means: agreement and file."""
    bare = name.rpartition("/")[2]
    found = [
        (agreement.id, str(copy.file))
        for agreement in record.agreements
        for version in agreement.versions
        for copy in version.copies
        if copy.file
        and (
            name == f"{agreement.id}@{version.label}"
            or bare == copy.file
            or (len(name) >= _LEAST_HASH and str(copy.digest).startswith(name))
        )
    ]
    if not found:
        raise NotFoundError(f"{shown(name)}: no copy is held by that name; see: mouarchive check")
    if len(found) > 1:
        files = ", ".join(file for _, file in found)
        raise UsageError(f"{shown(name)} has several copies, name one by its file: {files}")
    return found[0]


# ------------------------------------------------------------------ bytes and the line about them

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
    if record.agreement(folder.name):
        return (folder / "agreement.toml").read_text(encoding="utf-8-sig"), False
    near = nearest(folder.name, [a.id for a in record.agreements])
    if not chosen.options.title:
        hint = f"did you mean {near[0]}? " if near else ""
        raise NotFoundError(f"no agreement {folder.name}; {hint}A new one needs its title: --title 'TITLE'")
    return new_agreement(chosen.options.title, chosen.options.parties), True


def _copy_values(incoming: Incoming, options: AddOptions, name: str, today: str) -> dict[str, Any]:
    """Every key of a copy: as a person said it, beside what is known of the file itself."""
    return {key: getattr(options, key, None) for key in keys_of(CopyKeys)} | {
        "file": name,
        "sha256": incoming.sha256,
        "received_as": "".join(c if c.isprintable() else "\ufffd" for c in incoming.path.name),
        "accessioned": today,
    }


def _text_after(text: str, chosen: Chosen, copy: dict[str, Any]) -> str:
    version = {"status": chosen.options.status, "dated": chosen.options.dated}
    after = with_copy(text, chosen.label, version, copy)
    _check_text(chosen.agreement, after)
    return after


def _check_text(agreement: str, text: str) -> None:
    """What will be written must be a record that can be read back."""
    checker = Checker(f"documents/{agreement}/agreement.toml", text.encode())
    if not checker.problems:
        labels = [v["label"] for v in checker.table(checker.raw, keys_of(Agreement))["version"] if v["label"]]
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


# ------------------------------------------------------------------ writing to agreement.toml

Values = Mapping[str, Any]


def new_agreement(title: str, parties: Sequence[str] = ()) -> str:
    """The text of an agreement.toml without versions."""
    document = tomlkit.document()
    document.add("title", tomlkit.item(title))
    document.add("parties", tomlkit.item(list(parties)))
    return tomlkit.dumps(document)


def with_copy(text: str, label: str, version: Values, copy: Values) -> str:
    """The text with a copy added to the version of this label, which is added where it is not there yet.

    `version` gives keys for a version that is not there; to one that is there only those it lacks. A copy
    that was registered for the same address, SHA-256 or name as received and has no file yet is filled in
    instead. `held = false` is taken out: it is held now. Empty values are left out.
    """
    document = tomlkit.parse(text)
    versions = document.get("version")
    if not isinstance(versions, AoT):
        versions = tomlkit.aot()
        document.append("version", versions)
    table = _version(versions, label)
    if table is None:
        table = _block()
        table.add("label", label)
        versions.append(table)
        table = versions[-1]
    _fill(table, version)
    if table.get("held") is False:
        table.remove("held")
    _add_copy(table, copy)
    return tomlkit.dumps(document)


def _block() -> Table:
    """An empty table that is set off by a blank line."""
    table = tomlkit.table()
    table.trivia.indent = "\n"
    return table


def _version(versions: AoT, label: str) -> Table | None:
    return next((v for v in versions if plain_label(str(v.get("label", ""))) == plain_label(label)), None)


def _fill(table: Table, values: Values) -> None:
    """Add keys that are not there; before any sub-table, since what follows one would belong to it."""
    for key, value in values.items():
        if value and key not in table:
            table.add(key, tomlkit.item(list(value) if isinstance(value, tuple) else value))


def _add_copy(table: Table, copy: Values) -> None:
    copies = table.get("copy")
    if not isinstance(copies, AoT):
        copies = tomlkit.aot()
        table.append("copy", copies)
    for known in copies:
        if "file" not in known and _same_copy(known, copy):
            _fill(known, copy)
            return
    new = _block()
    _fill(new, copy)
    copies.append(new)


def _same_copy(known: Mapping[str, Any], copy: Values) -> bool:
    keys = ("url", "sha256", "received_as")
    return any(copy.get(key) and known.get(key) == copy[key] for key in keys)
