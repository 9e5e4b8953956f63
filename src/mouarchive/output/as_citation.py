"""Citations as lawyers and reference managers keep them: OSCOLA, BibTeX, CSL-JSON.

Each is read back by `citation_list.parse`, so that a list of them can be checked.
"""

from __future__ import annotations

import json
import re
from typing import IO, Any

from mouarchive.answers.citation_list import MACROS, address, entry, tex
from mouarchive.answers.citing import Citation, after, heading_of
from mouarchive.answers.heading import SPECIMEN
from mouarchive.output.serializer import Wish
from mouarchive.words import long_date, safe_line

__all__ = ["write", "written"]


def write(answer: Citation, wish: Wish, file: IO[str]) -> None:
    """Write a citation in the form wished for."""
    file.write(written(answer, wish.form))


def written(citation: Citation, form: str) -> str:
    """The citation as oscola, bibtex or csl, with its line end."""
    if form == "csl":
        return json.dumps([_csl(citation)], ensure_ascii=False, indent=2) + "\n"
    return (_oscola(citation) if form == "oscola" else _bibtex(citation)) + "\n"


def _oscola(one: Citation) -> str:
    who = " and ".join(safe_line(party) for party in one.parties)
    edition = ", ".join(filter(None, (after("version ", one.label), long_date(one.dated or one.printed))))
    known = (after("FOI request ", one.request), after("disclosed ", long_date(one.disclosed)))
    release = ", ".join(filter(None, known))
    parts = [
        f"{who}, " if who else "",
        safe_line(one.title or one.file),
        f" ({safe_line(edition)})" if edition else "",
        f" cl {one.clause}, p {one.page}",
        f" ({safe_line(release)})" if release else "",
        f" <{safe_line(one.url)}>" if one.url else "",
        f" (file {safe_line(one.file)}, sha256 {one.sha256})",
        f": \u2018{one.quote}\u2019",
        f" [{SPECIMEN}]" if one.specimen else "",
    ]
    return "".join(parts) + "."


def _bibtex(one: Citation) -> str:
    key = re.sub(r"[^a-z0-9]+", "-", f"{one.version or one.file}-{one.clause}".casefold()).strip("-")
    month = (one.dated or "")[5:7]
    fields = {
        "author": f"{{{' and '.join(f'{{{tex(party)}}}' for party in one.parties)}}}",
        "title": f"{{{{{tex(one.title or one.file)}}}}}",  # in two pairs of braces it keeps its capitals
        "year": f"{{{(one.dated or '')[:4]}}}",
        "month": MACROS[int(month) - 1] if month else "",
        "version": f"{{{tex(one.label or '')}}}",
        "pages": f"{{{one.page}}}",
        "url": f"{{{address(one.url or '')}}}",
        "note": f"{{{tex(_note(one))}}}",
        "annote": f"{{{tex(f'“{one.quote}”')}}}",
    }
    return entry(key, fields)


def _note(one: Citation) -> str:
    """All that finds the words again but the quote: what reference managers keep of an entry."""
    parts = [
        f"{f'{one.version}, ' if one.version else ''}clause {one.clause}{heading_of(one)}, page {one.page}",
        after("request ", one.request),
        after("disclosed ", one.disclosed),
        f"file {safe_line(one.file)}, sha256 {one.sha256}",
        SPECIMEN if one.specimen else "",
    ]
    return "; ".join(part for part in parts if part)


def _csl(one: Citation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f"{one.version or one.file}/{one.clause}",
        "type": "document",
        "title": one.title or one.file,
        "author": [{"literal": party} for party in one.parties],
        "issued": {"date-parts": [[int(part) for part in one.dated.split("-")]]} if one.dated else None,
        "version": one.label,
        "URL": one.url,
        "note": _note(one),
        "annote": f"“{one.quote}”",
        "custom": one.known,
    }
    return {name: value for name, value in found.items() if value}
