"""A list of citations as people keep it, read back: text or OSCOLA lines, CSL-JSON, or our own JSON. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mouarchive.output.citation import Citation

__all__ = ["Entry", "parse"]

_SHA256 = re.compile(r"\bsha-?256:?\s+([0-9a-f]{64})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:clause|cl)\s+(\S+?),\s+(?:page|p)\s+(\d+)\b")
_FILE = re.compile(r"\bfile\s+(.+?),\s+sha-?256\b", re.IGNORECASE)
_VERSION = re.compile(r"(?:\(|^)([\w.-]+@[^\s,;()]+)")
_QUOTE = re.compile(r":\s*(?:“(.*)”|\u2018(.*)\u2019|\"(.*)\")")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: where it stands in it, and the citation, None where `problem` says why not."""

    place: str
    citation: Citation | None
    problem: str = ""


def parse(text: str) -> list[Entry]:
    """Every entry of a list; an entry that is no citation is kept, with what it lacks."""
    if text.lstrip()[:1] in {"[", "{"}:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            return [Entry("the list", None, f"not the JSON that it begins like ({error})")]
        items = found if isinstance(found, list) else [found]
        return [_from_json(f"entry {number}", item) for number, item in enumerate(items, 1)]
    return list(_from_lines(text))


def _from_lines(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        place = f"line {number}"
        sha256, clause = _SHA256.search(line), _CLAUSE.search(line)
        if not sha256 or not clause:
            what = "no clause with its page" if sha256 else "no sha256 of a file"
            yield Entry(place, None, f"it has {what}")
            continue
        quote = _QUOTE.search(line, sha256.end())
        if quote is None:
            yield Entry(place, None, "it has no quote behind the sha256")
            continue
        file, version = _FILE.search(line), _VERSION.search(line)
        yield Entry(
            place,
            Citation(
                clause[1],
                int(clause[2]),
                file[1] if file else "",
                sha256[1].casefold(),
                next(part for part in quote.groups() if part is not None),
                version[1] if version else None,
            ),
        )


def _from_json(place: str, item: Any) -> Entry:
    if isinstance(item, Mapping) and isinstance(item.get("custom"), Mapping):
        item = item["custom"]
    if not isinstance(item, Mapping):
        return Entry(place, None, "not an object")
    wanted = {"clause": str, "page": int, "sha256": str, "quote": str}
    wrong = [name for name, kind in wanted.items() if not isinstance(item.get(name), kind)]
    if wrong:
        return Entry(place, None, f"{', '.join(wrong)} missing or of the wrong kind")
    file, version = item.get("file"), item.get("version")
    return Entry(
        place,
        Citation(
            item["clause"],
            item["page"],
            file if isinstance(file, str) else "",
            item["sha256"].casefold(),
            item["quote"],
            version if isinstance(version, str) else None,
        ),
    )
