"""Checking a TOML file against a description of its keys: every problem at once, each with line and key.

Nothing here knows what an agreement is: `values.py` does, whose fields declare the keys.
"""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

import msgspec
import msgspec.structs

__all__ = ["Checker", "Key", "keys_of", "partial_date", "value_of"]

Value = TypeVar("Value", bound=msgspec.Struct)

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[=.]""")
_NAMES = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


class Key(msgspec.Struct, frozen=True):
    """One key of a file, beside the type in a field's annotation: `Annotated[str, Key("date of the text")]`.

    `about` says what it holds; `key` how the file spells it where not as the field ("in_force.from": inside a
    table); `check` returns what is wrong with a text, or None; `is_source` says that a short name may stand
    for it. What follows from the field's type is worked out by `keys_of`: `kind` (text, date, flag, texts,
    table, tables, or words: a table of free names to texts), whether it is `required`, what is `inside`.
    """

    about: str
    key: str = ""
    is_date: bool = False
    is_source: bool = False
    check: Callable[[str], str | None] | None = None
    kind: str = "text"
    required: bool = False
    inside: Mapping[str, Key] = msgspec.field(default_factory=dict)


class _Field(NamedTuple):
    """A field that is a key: where its value stands in the file, and of what kind a list's values are."""

    name: str
    path: tuple[str, ...]
    key: Key
    of: type[msgspec.Struct] | None


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> tuple[_Field, ...]:
    found = []
    for field in msgspec.structs.fields(kind):
        hint, *marks = get_args(field.type) or (field.type,)
        for key in (mark for mark in marks if isinstance(mark, Key)):
            of = None
            (base,) = [option for option in get_args(hint) or (hint,) if option is not type(None)][:1]
            name = "date" if key.is_date else "flag" if base is bool else "text"
            if get_origin(hint) is tuple:
                name = "texts" if base is str else "words" if get_origin(base) is tuple else "tables"
                of = base if name == "tables" else None
            inside = keys_of(of) if of else {}
            full = msgspec.structs.replace(key, kind=name, required=field.required, inside=inside)
            found.append(_Field(field.name, tuple((key.key or field.name).split(".")), full, of))
    return tuple(found)


def keys_of(kind: type[msgspec.Struct]) -> dict[str, Key]:
    """The keys that a kind of value declares, as the file spells them, in their order."""
    keys: dict[str, Key] = {}
    for field in _fields(kind):
        first, *inner = field.path
        if inner:
            table = keys.get(first, Key("", kind="table"))
            keys[first] = msgspec.structs.replace(table, inside={**table.inside, inner[0]: field.key})
        else:
            keys[first] = field.key
    return keys


def value_of(kind: type[Value], clean: Mapping[str, Any], **known: Any) -> Value:
    """The value that a checked table gives, with what else is `known` of it.

    What is required and missing is "" or true: the checker has named it among the problems.
    """
    for field in _fields(kind):
        raw: Any = clean
        for part in field.path:
            raw = (raw or {}).get(part)
        if field.of is not None:
            raw = tuple(value_of(field.of, one) for one in raw)
        if raw is None and field.key.required:
            raw = field.key.kind == "flag" or ""
        if raw is not None:
            known[field.name] = raw
    return kind(**known)


def partial_date(text: str) -> bool:
    """Whether the text is an ISO date that exists, of day, month or year precision."""
    match = _DATE.fullmatch(text)
    if not match or not text.isascii():
        return False
    year, month, day = match.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


class Checker:
    """Reads one file; `problems` collects a line for each fault, `shown` is how the file is named in them."""

    def __init__(self, shown: str, data: bytes) -> None:
        self.shown = shown
        self.problems: list[str] = []
        self.lines: dict[str, int] = {}
        self.raw: dict[str, Any] = self._parse(data)

    def _parse(self, data: bytes) -> dict[str, Any]:
        import tomllib  # noqa: PLC0415 - rows of the database have keys too, and read no file

        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.problems.append(f"{self.shown}, line {line}: not UTF-8 text; save the file as UTF-8")
            return {}
        try:
            raw = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            what = str(error).replace("\n", " ") or "nested too deeply"
            self.problems.append(f"{self.shown}: cannot be read as TOML: {what}; mend it there")
            return {}
        self.lines = _lines_of_keys(text)
        return raw

    def problem(self, path: str, message: str) -> None:
        """Add a line about the key at `path` (as "version[2].copy[1].file")."""
        line = self._line(path)
        where = f"{self.shown}, line {line}" if line else self.shown
        self.problems.append(f"{where}: {path + ': ' if path else ''}{message}")

    def _line(self, path: str) -> int | None:
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return None

    def table(self, raw: Mapping[str, Any], keys: Mapping[str, Key], path: str = "") -> dict[str, Any]:
        """The known keys of a table, each with a value of its kind, or None where it is missing or wrong."""
        for name in raw:
            if name not in keys:
                near = difflib.get_close_matches(name, keys, n=1, cutoff=0.6)
                hint = f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(keys)}"
                self.problem(_join(path, name), f"unknown key; {hint}")
        clean: dict[str, Any] = {}
        for name, key in keys.items():
            here = _join(path, name)
            if name in raw:
                clean[name] = self._value(raw[name], key, here)
                continue
            clean[name] = () if key.kind in ("texts", "tables", "words") else None
            if key.required:
                self.problem(path, f'the key "{name}" is missing' if path else f'key "{name}" is missing')
        return clean

    def _value(self, raw: Any, key: Key, path: str) -> Any:
        reader = getattr(self, f"_read_{key.kind}")
        return reader(raw, key, path)

    def _wrong(self, path: str, wanted: str, raw: Any) -> None:
        given = _NAMES.get(type(raw), type(raw).__name__)
        self.problem(path, f"must be {wanted}, not {given}")

    def _read_text(self, raw: Any, key: Key, path: str) -> str | None:
        if not isinstance(raw, str):
            self._wrong(path, 'text in quotes ("…")', raw)
            return None
        if not raw.strip():
            self.problem(path, "is empty; write something or take the key out")
            return None
        wrong = key.check(raw) if key.check else None
        if wrong:
            self.problem(path, wrong)
            return None
        return raw

    def _read_date(self, raw: Any, _key: Key, path: str) -> str | None:
        if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
            return raw.isoformat()
        if isinstance(raw, str) and partial_date(raw):
            return raw
        self.problem(path, f'{raw!r} is no date; write "2015-12-18", "2015-07" or "2015"')
        return None

    def _read_flag(self, raw: Any, _key: Key, path: str) -> bool | None:
        if isinstance(raw, bool):
            return raw
        self._wrong(path, "true or false (without quotes)", raw)
        return None

    def _read_texts(self, raw: Any, key: Key, path: str) -> tuple[str, ...]:
        if not isinstance(raw, list):
            self._wrong(path, 'a list of texts (["…", "…"])', raw)
            return ()
        read = (self._read_text(item, key, f"{path}[{i}]") for i, item in enumerate(raw, 1))
        return tuple(item for item in read if item is not None)

    def _read_words(self, raw: Any, key: Key, path: str) -> tuple[tuple[str, str], ...]:
        if not isinstance(raw, dict):
            self._wrong(path, "a table of names and texts", raw)
            return ()
        read = ((name, self._read_text(item, key, _join(path, name))) for name, item in raw.items())
        return tuple((name, item) for name, item in read if item is not None)

    def _read_table(self, raw: Any, key: Key, path: str) -> dict[str, Any] | None:
        if not isinstance(raw, dict):
            self._wrong(path, "a table ({ key = …, … })", raw)
            return None
        return self.table(raw, key.inside, path)

    def _read_tables(self, raw: Any, key: Key, path: str) -> tuple[dict[str, Any], ...]:
        if not isinstance(raw, list):
            header = re.sub(r"\[\d+\]", "", path)
            self.problem(path, f"must stand as [[{header}]], in double brackets")
            return ()
        read = (self._read_table(item, key, f"{path}[{i}]") for i, item in enumerate(raw, 1))
        return tuple(item for item in read if item is not None)


def _join(path: str, name: str) -> str:
    shown = name if re.fullmatch(r"[\w-]+", name) else repr(name)
    return f"{path}.{shown}" if path else shown


def _lines_of_keys(text: str) -> dict[str, int]:
    """Line (from 1) of each table header and key, by path; for messages only, so a plain scan will do."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    inside = ""  # the quotes of a text that runs over several lines
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header:
            prefix = _header_path(header.group(1), doubled="[[" in line, counts=counts)
            lines.setdefault(prefix, number)
        elif key:
            lines.setdefault(_join(prefix, next(filter(None, key.groups()))), number)
        inside = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")
    return lines


def _header_path(name: str, *, doubled: bool, counts: dict[str, int]) -> str:
    """Path of a table header: "version.copy" inside the second version is "version[2].copy[1]"."""
    path = ""
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for last, part in ((i == len(parts) - 1, part) for i, part in enumerate(parts)):
        path = _join(path, part)
        if last and doubled:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path
