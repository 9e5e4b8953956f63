"""Writing to agreement.toml: a copy, a version or an agreement more; comments and order stay. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from mouarchive.archive.lookup import plain_label

__all__ = ["new_agreement", "with_copy"]

Values = Mapping[str, Any]


def new_agreement(title: str, parties: Sequence[str] = (), *, specimen: bool = False) -> str:
    """The text of an agreement.toml without versions."""
    document = tomlkit.document()
    document.add("title", tomlkit.item(title))
    document.add("parties", tomlkit.item(list(parties)))
    if specimen:
        document.add("specimen", tomlkit.item(specimen))
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
