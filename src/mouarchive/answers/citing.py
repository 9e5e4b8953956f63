"""A pinpoint citation of one clause: where it stands, in which bytes, and its words; and whether it holds."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import asdict

from mouarchive.answers.changes import named
from mouarchive.answers.heading import SPECIMEN
from mouarchive.answers.texts import Source
from mouarchive.comparing.maps import located
from mouarchive.comparing.normalise import layout_form
from mouarchive.errors import UsageError
from mouarchive.model import Clause
from mouarchive.words import in_full, safe_line

__all__ = ["Citation", "after", "cite", "heading_of", "holds"]

_LONGEST = 60  # words; a pinpoint shows which passage is meant, the file has the rest


class Citation(msgspec.Struct, frozen=True):
    """One clause of one file: `version` is agreement@label, None for a bare file; dates are ISO.

    `heading` is the clause's, and no part of the quote unless somebody asked for its words. `read` says of
    how much of the file its reader speaks. Of a bare file `title` and the date `printed` are its own.
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
    read: str | None = None
    printed: str | None = None

    @property
    def sentence(self) -> str:
        """The citation in one line: agreement, version, clause, page, release, file, hash and quote."""
        return _sentence(self)

    @property
    def known(self) -> dict[str, Any]:
        """All that is known of it, by name; what is not known is left out, but never the quote."""
        empty = (None, "", ())
        return {name: value for name, value in asdict(self).items() if name == "quote" or value not in empty}


def cite(source: Source, clause: Clause, quote: str = "") -> Citation:
    """Cite a clause; `quote` are the words meant, by default the first ones below the clause's heading.

    Raises UsageError where the clause does not hold the words.
    """
    words = (clause.text or clause.words).split()
    if quote and not holds(clause.words, quote):
        raise UsageError(
            f"{in_full(clause.eid, clause.eid)} of {source.name} does not hold the words to quote: {quote}"
        )
    shown = _as_extracted(clause.words, quote) or " ".join(words[:_LONGEST]) + (
        " …" if len(words) > _LONGEST else ""
    )
    return Citation(
        clause.eid,
        clause.page,
        re.split(r"[/\\]", source.file or "")[-1],
        source.sha256,
        _shown(shown),
        source.known_as,
        source.label,
        source.title,
        source.parties,
        source.dated,
        source.disclosed,
        source.request,
        source.url,
        source.specimen,
        _shown(clause.heading or (named(clause) if clause.passage else "")) or None,
        source.reach.sentence or None,
        None if source.known_as else source.printed.date,
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


def _sentence(one: Citation) -> str:
    name = safe_line(one.version or one.file)
    dates = f"{after(', dated ', one.dated)}{after(', printed date ', one.printed)}"
    lead = f"{safe_line(one.title)} ({name}{dates})" if one.title else f"{name}{dates}"
    known = [after("disclosed ", one.disclosed), after("request ", one.request)]
    parts = [
        f"{lead}, clause {one.clause}{heading_of(one)}, page {one.page}",
        safe_line(", ".join(part for part in known if part)),
        f"file {safe_line(one.file)}, sha256 {one.sha256}",
    ]
    specimen = f" [{SPECIMEN}]" if one.specimen else ""
    return "; ".join(part for part in parts if part) + f": “{one.quote}”{specimen}"


def heading_of(one: Citation) -> str:
    """The heading behind the number, unless it is all that the clause has: then it is the quote."""
    return f" [{one.heading}]" if one.heading and one.heading != one.quote else ""


def after(lead: str, text: str | None) -> str:
    """A word and what follows it; nothing where nothing follows."""
    return f"{lead}{text}" if text else ""
