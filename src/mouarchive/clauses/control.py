"""What a document prints about itself: version label, date, status and protective marking.

Read from the cover, from running headers and footers and from a document-control table; the last row of
its version history stands in where nothing else names a version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mouarchive.clauses.dates import find_dates, iso_date
from mouarchive.model import Aside, Control, HistoryRow, Line

__all__ = ["read_control"]

_VERSION = re.compile(
    r"\b(?:version|issue|revision|edition)\s*(?:no\.?|number)?\s*[:.]?\s*v?"
    r"(?P<named>\d{1,3}(?:[. ]\d{1,3}){0,3}[a-z]?)\b"
    r"|(?<![\w.])v\.?\s?(?P<short>\d{1,3}(?:[. ]\d{1,3}){1,3}[a-z]?|\d{1,2})\b",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b(draft|final|withdrawn)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(re-?issued|updated|revised|amended|last)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}|https?://")
_LONGEST = 12
"""Words that a line of a cover or a footer has at most to name the document's version or date."""
_COVER_LINES = 40


def read_control(
    cover: Sequence[Line],
    rows: Iterable[Sequence[str]],
    asides: Iterable[Aside],
    history: Sequence[HistoryRow],
) -> Control:
    """Put together what the document says of itself.

    `cover` holds the first page's lines from the top, `rows` the cells of tables in the front matter.
    """
    running = _running(asides)
    title = [" ".join(line.text.split()) for line in cover[:_COVER_LINES]]
    title = [text for text in title if len(text.split()) <= _LONGEST and not _CLOCK.search(text)]
    named = {cells[0].strip(" :").casefold(): " ".join(cells[1:]) for cells in rows if len(cells) > 1}
    label = _label([*title, *running]) or _label([f"version {named.get('version', '')}"])
    return Control(
        label=label or (_latest(history) if history else None),
        date=_date(title) or _date(running) or iso_date(named.get("date", "")),
        status=_status([*title, *running, named.get("status", "")]),
        marking=_marking(asides),
        history=tuple(history),
    )


def _running(asides: Iterable[Aside]) -> list[str]:
    """Texts of running headers and footers, the commonest first; those of printing browsers are left out."""
    counts: Counter[str] = Counter()
    for one in asides:
        text = " ".join(one.text.split())
        if one.role in {"header", "footer", "watermark"} and not _CLOCK.search(text):
            counts[re.sub(r"\b(page\s+)?\d+\s*(of|/)\s*\d+\b", "", text, flags=re.IGNORECASE).strip()] += 1
    return [text for text, count in counts.most_common(6) if count > 1 or len(counts) <= 2]  # noqa: PLR2004


def _label(texts: Iterable[str]) -> str | None:
    for text in texts:
        match = _VERSION.search(text)
        if match:
            return (match["named"] or match["short"]).replace(" ", ".")
    return None


def _date(texts: Iterable[str]) -> str | None:
    """The first full date, or else the first month and year."""
    found = []
    for text in texts:
        dates = find_dates(text) if len(text.split()) <= _LONGEST else []
        if dates:
            found.append(dates[-1 if _AGAIN.search(text) else 0][0])
    return next((date for date in found if date.count("-") > 1), found[0] if found else None)


def _status(texts: Iterable[str]) -> str | None:
    for text in texts:
        match = _STATUS.search(text)
        if match and len(text.split()) <= _LONGEST:
            return match[1].lower()
    return None


def _marking(asides: Iterable[Aside]) -> str | None:
    counts = Counter(" ".join(one.text.split()) for one in asides if one.role == "marking")
    return counts.most_common(1)[0][0] if counts else None


def _latest(history: Sequence[HistoryRow]) -> str:
    """The version declared last: by date where every row has one, else as printed."""
    if all(row.date and row.date[:4].isdigit() for row in history):
        return max(enumerate(history), key=lambda entry: (entry[1].date or "", entry[0]))[1].label
    return history[-1].label
