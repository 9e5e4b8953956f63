"""What a Python program asks: the same functions that the commands call.

    import mouarchive

    agreement = mouarchive.read("agreement.pdf")
    changes = mouarchive.compare("old.pdf", "new.pdf").changes
    found = mouarchive.trace("(once collected) nationality", ["old.pdf", "new.pdf"])

Text is named as on the command line: a PDF file, or a version of the archive around the current folder
("specimen-pupil-data@1.0").

On its own: what Python programs ask, apart from the package that only names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING

from mouarchive.answers.texts import Source

if TYPE_CHECKING:
    from mouarchive.comparing.tracing import PhraseTrace
    from mouarchive.model import Comparison

__all__ = ["Named", "Source", "compare", "read", "trace"]

Named = str | PathLike[str] | Source
"""What stands for a text: the name of a PDF file or of a version of the archive, or a text as read."""


def read(path: str | PathLike[str], *, ocr: bool = True) -> Source:
    """Read a PDF file, or a version of the archive, into its clauses.

    `ocr` lets pages without a usable text layer be read from their picture, where an OCR engine is there.
    Raises UnreadableError for a file that cannot be read, NotFoundError for an unknown version.

    >>> text = read("documents/specimen-pupil-data/20151218-final-v1.0-redacted.pdf")
    >>> text.pages, text.sha256[:12]
    (18, 'e610e66f68ec')
    >>> clause = next(clause for clause in text.clauses if clause.eid == "15.2.6")
    >>> clause.page, clause.text
    (15, '(Once collected) Nationality')
    """
    from mouarchive.answers.texts import load  # noqa: PLC0415 - loaded when there is something to read

    return load([fspath(path)], ocr=ocr)[0]


def compare(old: Named, new: Named, *, ocr: bool = True) -> Comparison:
    """Every clause of two texts with what happened to it between them.

    Raises what `read` raises.

    >>> found = compare(
    ...     "documents/specimen-pupil-data/20151218-final-v1.0-redacted.pdf",
    ...     "documents/specimen-pupil-data/20161007-final-v2.1-redacted.pdf",
    ... )
    >>> [change.old.text for change in found.changes if change.kind == "removed"]
    ['(Once collected) Nationality']
    >>> found.renumbered, found.moved
    (4, 0)
    """
    from mouarchive.answers.texts import compare as compare_texts  # noqa: PLC0415

    before, after = _texts([old, new], ocr=ocr)
    return compare_texts(before, after)


def trace(phrase: str, versions: str | Sequence[Named], *, ocr: bool = True) -> PhraseTrace:
    """Where a phrase appears, vanishes and returns in a series of texts, oldest first.

    `versions` is the series, or the name of an agreement of the archive, all whose versions are then meant,
    those not held too. Raises what `read` raises, and UsageError for a phrase without a letter or digit.

    >>> folder = "documents/specimen-pupil-data/"
    >>> found = trace(
    ...     "(once collected) nationality",
    ...     [folder + "20151218-final-v1.0-redacted.pdf", folder + "20161007-final-v2.1-redacted.pdf"],
    ... )
    >>> [event.event.value for event in found.events]
    ['present-in-oldest', 'vanishes']
    """
    from mouarchive.answers.texts import archive  # noqa: PLC0415
    from mouarchive.comparing.tracing import VersionText  # noqa: PLC0415
    from mouarchive.comparing.tracing import trace as trace_texts  # noqa: PLC0415
    from mouarchive.errors import UsageError  # noqa: PLC0415

    if not any(char.isalnum() for char in phrase):
        raise UsageError("a phrase to trace needs at least one letter or digit")
    if isinstance(versions, str):
        with archive() as store:
            return trace_texts(phrase, store.version_texts(store.agreement(versions).id))
    texts = _texts(versions, ocr=ocr)
    return trace_texts(
        phrase,
        [
            VersionText(
                text.label or text.name,
                text.clauses,
                dated=text.dated,
                pages=text.pages,
                pages_read=text.pages_read,
            )
            for text in texts
        ],
    )


def _texts(named: Sequence[Named], *, ocr: bool) -> list[Source]:
    """The texts of these names, in their order; those already read as they are."""
    from mouarchive.answers.texts import load  # noqa: PLC0415

    names = [fspath(one) for one in named if not isinstance(one, Source)]
    read_now = iter(load(names, ocr=ocr)) if names else iter(())
    return [one if isinstance(one, Source) else next(read_now) for one in named]
