"""Where an archive lies: its record, its database, its cache."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from mouarchive.errors import NotFoundError

__all__ = ["Root", "find_root"]

_VARIABLE = "MOUARCHIVE"


class Root(msgspec.Struct, frozen=True):
    """The places of one archive. Only `documents` is precious; the others can be thrown away and rebuilt."""

    folder: Path
    documents: Path
    database: Path
    cache: Path

    @property
    def readings(self) -> Path:
        """Where the readings of each copy are kept, so that a newer reader's can be told from them."""
        return self.database.parent / "readings"

    @classmethod
    def at(cls, folder: Path) -> Root:
        """The archive that lies (or would lie) in this folder."""
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - shown as given, links not followed
        db = folder / "db"
        return cls(folder, folder / "documents", db / "mouarchive.db", db / "cache")


def _holds_documents(folder: Path) -> bool:
    """Whether `folder` has a folder named exactly `documents` (so a Mac's ~/Documents is not one)."""
    try:
        return any(entry.name == "documents" and entry.is_dir() for entry in os.scandir(folder))
    except OSError:
        return False


def find_root(start: Path | None = None) -> Root:
    """Find the archive: `start` if given, else $MOUARCHIVE, else the nearest folder upward with `documents/`.

    `start` and $MOUARCHIVE name the archive's folder or its `documents` folder, and are never searched
    upward: who names a folder means that one. Raises NotFoundError saying what to do.
    """
    named = start if start is not None else _from_environment()
    if named is not None:
        folder = Path(os.path.abspath(named))  # noqa: PTH100 - see Root.at
        if folder.name == "documents" and folder.is_dir() and not _holds_documents(folder):
            folder = folder.parent
        if not _holds_documents(folder):
            raise NotFoundError(
                f"{named}: no archive there (it has no documents/ folder); "
                f"start one with: mouarchive init {named}"
            )
        return Root.at(folder)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _holds_documents(folder):
            return Root.at(folder)
    raise NotFoundError(
        f"{here}: no archive here or above it (no documents/ folder); start one with: mouarchive init, "
        f"or name one with --archive or ${_VARIABLE}"
    )


def _from_environment() -> Path | None:
    value = os.environ.get(_VARIABLE, "").strip()
    return Path(value) if value else None
