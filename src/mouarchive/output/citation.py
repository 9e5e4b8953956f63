"""A pinpoint citation of one clause: where it stands, in which bytes, and its words. Pure.

It is written as text, as an OSCOLA footnote, as BibTeX, as CSL-JSON, or as plain JSON. Each is read back by
`citation_list.parse`, so that a list of them can be checked.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec.structs import asdict

from mouarchive.comparing.maps import located
from mouarchive.comparing.normalise import layout_form
from mouarchive.errors import UsageError
from mouarchive.model import Clause
from mouarchive.output.bibtex import MONTHS, address, entry, tex
from mouarchive.output.dates import in_words
from mouarchive.output.safe import safe_line
from mouarchive.output.source import Source
from mouarchive.output.summary import SPECIMEN

__all__ = ["FORMS", "Citation", "cite", "holds", "written"]

FORMS = ("text", "oscola", "bibtex", "csl", "json")
_LONGEST = 60  # words; a pinpoint shows which passage is meant, the file has the rest


class Citation(msgspec.Struct, frozen=True):
    """One clause of one file: `version` is agreement@label, None for a bare file; dates are ISO.

    `heading` is the clause's, and no part of the quote unless somebody asked for its words.
    """

    clause: str
    page: int
    file: str
    sha256: str
    quote: str
    version: str | None = None
    label: str | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    dated: str | None = None
    disclosed: str | None = None
    request: str | None = None
    url: str | None = None
    specimen: bool = False
    heading: str | None = None


def cite(source: Source, clause: Clause, quote: str = "") -> Citation:
    """Cite a clause; `quote` are the words meant, by default the first ones below the clause's heading.

    Raises UsageError where the clause does not hold the words.
    """
    words = (clause.text or clause.words).split()
    if quote and not holds(clause.words, quote):
        raise UsageError(f"clause {clause.eid} of {source.name} does not hold the words to quote: {quote}")
    shown = _as_extracted(clause.words, quote) or " ".join(words[:_LONGEST]) + (
        " …" if len(words) > _LONGEST else ""
    )
    return Citation(
        clause.eid,
        clause.page,
        source.file or "",
        source.sha256,
        _shown(shown),
        source.version,
        source.label,
        source.title,
        source.parties,
        source.dated,
        source.disclosed,
        source.request,
        source.url,
        source.specimen,
        _shown(clause.heading or "") or None,
    )


def _as_extracted(words: str, quote: str) -> str:
    """The words quoted as the file has them: who typed them may have used other dashes or quotation marks."""
    found = [" ".join(words[start:end].split()) for start, end in located(words, quote)]
    return " … ".join(found) or " ".join(quote.split())


def holds(words: str, quote: str) -> bool:
    """Whether a text holds the words of a quote, in order where an ellipsis leaves some out.

    White space, quotation marks, dashes and ligatures make no difference; letters, case and digits do.
    """
    text, at = layout_form(_shown(words)), 0
    for piece in (layout_form(part) for part in re.split(r"…|\.\.\.", _shown(quote))):
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _shown(text: str) -> str:
    """A text on one line as it may be shown: white space first, since some of it commands a screen, too."""
    return safe_line(" ".join(text.split()))


# ------------------------------------------------------------------ forms


def written(citation: Citation, form: str) -> str:
    """The citation in one of `FORMS`, with its line end."""
    if form == "csl":
        return json.dumps([_csl(citation)], ensure_ascii=False, indent=2) + "\n"
    if form == "json":
        return json.dumps(_plain(citation), ensure_ascii=False, indent=2) + "\n"
    return {"text": _text, "oscola": _oscola, "bibtex": _bibtex}[form](citation) + "\n"


def _text(one: Citation) -> str:
    name = safe_line(one.version or one.file)
    lead = f"{safe_line(one.title)} ({name}{_after(', dated ', one.dated)})" if one.title else name
    known = [_after("disclosed ", one.disclosed), _after("request ", one.request)]
    parts = [
        f"{lead}, clause {one.clause}{_heading(one)}, page {one.page}",
        safe_line(", ".join(part for part in known if part)),
        f"file {_file(one)}, sha256 {one.sha256}",
    ]
    specimen = f" [{SPECIMEN}]" if one.specimen else ""
    return "; ".join(part for part in parts if part) + f": “{one.quote}”{specimen}"


def _oscola(one: Citation) -> str:
    who = " and ".join(safe_line(party) for party in one.parties)
    edition = ", ".join(filter(None, (_after("version ", one.label), in_words(one.dated))))
    known = (_after("FOI request ", one.request), _after("disclosed ", in_words(one.disclosed)))
    release = ", ".join(filter(None, known))
    parts = [
        f"{who}, " if who else "",
        safe_line(one.title or one.file),
        f" ({safe_line(edition)})" if edition else "",
        f" cl {one.clause}, p {one.page}",
        f" ({safe_line(release)})" if release else "",
        f" <{safe_line(one.url)}>" if one.url else "",
        f" (file {_file(one)}, sha256 {one.sha256})",
        f": \u2018{one.quote}\u2019",
        f" [{SPECIMEN}]" if one.specimen else "",
    ]
    return "".join(parts) + "."


def _heading(one: Citation) -> str:
    """The heading behind the number, unless it is all that the clause has: then it is the quote."""
    return f" [{one.heading}]" if one.heading and one.heading != one.quote else ""


def _bibtex(one: Citation) -> str:
    key = re.sub(r"[^a-z0-9]+", "-", f"{one.version or one.file}-{one.clause}".casefold()).strip("-")
    month = (one.dated or "")[5:7]
    fields = {
        "author": f"{{{' and '.join(f'{{{tex(party)}}}' for party in one.parties)}}}",
        "title": f"{{{{{tex(one.title or one.file)}}}}}",  # in two pairs of braces it keeps its capitals
        "year": f"{{{(one.dated or '')[:4]}}}",
        "month": MONTHS[int(month) - 1] if month else "",
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
        f"{f'{one.version}, ' if one.version else ''}clause {one.clause}{_heading(one)}, page {one.page}",
        _after("request ", one.request),
        _after("disclosed ", one.disclosed),
        f"file {_file(one)}, sha256 {one.sha256}",
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
        "custom": _plain(one),
    }
    return {name: value for name, value in found.items() if value}


def _plain(one: Citation) -> dict[str, Any]:
    return {
        name: value for name, value in asdict(one).items() if name == "quote" or value not in (None, "", ())
    }


def _after(lead: str, text: str | None) -> str:
    return f"{lead}{text}" if text else ""


def _file(one: Citation) -> str:
    return safe_line(one.file)
