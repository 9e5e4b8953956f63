"""`mouarchive diff`: the redline of two versions or two files, or of a whole series."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mouarchive.cli._options import explain_option, format_option, ocr_option, output_option
from mouarchive.cli.group import Command
from mouarchive.errors import MouarchiveError

if TYPE_CHECKING:
    from mouarchive.answers.comparison import Redlines

__all__ = ["command"]

# The words of `answers.comparison.CHOICES`, which a test holds equal: help must not wait for what compares.
_ONLY = (
    "added", "removed", "modified", "unchanged", "unknown", "renumbered", "moved", "substantive", "cosmetic",
    "punctuation", "redaction", "unredacted", "ocr-like", "rewritten", "obligation", "negation", "number",
    "period", "money", "date", "party", "defined-term", "condition", "scope", "connective", "reference",
    "data-item",
)  # fmt: skip
_PROBLEM = 2  # the exit code of a problem where 1 says that the texts differ
_SHORT = 12  # words beside a change, where a redline is to be read on a screen or in a note


@click.command(
    "diff",
    cls=Command,
    short_help="Compare two versions or two PDF files.",
    examples=(
        "mouarchive diff old.pdf new.pdf",
        "mouarchive diff specimen-pupil-data@1.0 specimen-pupil-data@2.1",
        "mouarchive diff specimen-pupil-data@1.0 2.1 --clause 15.2 --only added,removed",
        "mouarchive diff old.pdf new.pdf -o redline.docx",
        "mouarchive diff old.pdf new.pdf --exit-code --summary",
        "mouarchive diff --all specimen-pupil-data --format html -o series.html",
        "mouarchive diff before/ after/ -o report.html",
        "mouarchive diff --change txqvzgwhytnm",
        "curl https://example.org/new.pdf | mouarchive diff old.pdf -",
    ),
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--all", "series", metavar="AGREEMENT", help="Each version held with the next, in one go.")
@format_option("Redlines")
@click.option("--clause", default="", metavar="NUMBER", help="Only this clause and all it contains.")
@click.option("--only", default="", metavar="WORDS", help=f"Only these, with commas: {', '.join(_ONLY)}.")
@click.option(
    "--context",
    default="",
    metavar="WORDS",
    help="How many unchanged words to show beside each change, or: all. Usually 12, in html all.",
)
@click.option("--summary", is_flag=True, help="A page for a client: counts, and the ten weightiest changes.")
@click.option("--side-by-side", is_flag=True, help="As text: the older words beside the newer ones.")
@click.option(
    "--pager/--no-pager", default=None, help="On a terminal: through $PAGER, usually if it is too long."
)
@click.option("--author", metavar="NAME", help="Who made the tracked changes, in a Word file.")
@click.option("--date", metavar="DAY", help="Their date, as 2016-10-07; usually they have none.")
@click.option("--change", default="", metavar="ID", help="One change by its permanent id, in an archive.")
@click.option("--exit-code", is_flag=True, help="End with 1 where they differ, 0 where not, 2 on problems.")
@output_option
@ocr_option
@explain_option
def command(
    old: str | None,
    new: str | None,
    series: str | None,
    form: str,
    clause: str,
    only: str,
    context: str,
    output: Path | None,
    author: str | None,
    date: str | None,
    change: str,
    *,
    exit_code: bool,
    summary: bool,
    side_by_side: bool,
    pager: bool | None,
    ocr: bool,
    explain: bool,
) -> None:
    """Compare two versions, or two PDF files, clause by clause; - is a PDF on standard input.

    Clauses are paired by their words, never by their number alone: a renumbered clause is no change. Removed
    words are marked [-so-], added words {+so+}. Layout, headers, footers and page breaks are no changes.
    Counts, the list of changes with their numbers and warnings come first, then the redline, then what the
    newer text's own version history says changed, beside what was found; versions, dates, hashes and how much
    could be read stand last. --summary is a page for a client: counts and the ten changes that weigh most. A
    csv is a table with nothing above its header: there, --summary gives the summary as a table of its own.

    html is one file that needs nothing else, and pdf is the same on paper; docx has tracked changes that Word
    accepts to the new text and rejects to the old one; json holds every clause, also the unchanged ones.

    With --exit-code a script can ask whether anything differs: 0 says that both texts could be read to their
    last page and no words, and no places, differ; 1 anything else that was found; 2 that there was a problem.

    Two folders are compared file by file: each file is paired with the one of the other folder that says most
    nearly the same, whatever both are called; the report begins with the pairs, why they are pairs, and what
    has no partner.

    --change shows one change by the id that json, csv and the site give it. Where a version has become public
    between its two versions since, it is still shown, with the changes that took its place.
    """
    words = _words(context, form)
    if (author or date) and form != "docx":
        raise click.UsageError("--author and --date stand on tracked changes: only with --format docx")
    if change and (old or series is not None or clause or only):
        raise click.UsageError("--change names one change of the archive: no text, --all, --clause or --only")
    if not change and ((series is None) == (old is None) or (series is None and new is None)):
        raise click.UsageError("name two texts, OLD and NEW, or a series with --all AGREEMENT")
    if explain and (summary or side_by_side):
        raise click.UsageError("--explain says why, change by change: not with --summary or --side-by-side")
    from mouarchive.output.serializer import Wish, forms, write

    if explain and form not in forms("Explained"):
        raise click.UsageError(f"--explain writes {', '.join(forms('Explained'))}")
    wish = Wish(form, words, side_by_side, pager, summary, author or "", _day(date))
    with _problems_end_with_two(wanted=exit_code):
        found = _by_id(change) if change else _compared(old, new, series, only, clause, ocr=ocr)
        if explain:
            from mouarchive.answers.explaining import explained_redlines

            write(explained_redlines(found), Wish(form), output)
        else:
            write(found, wish, output)
        _say_unread(found)
    if exit_code and found.differing:
        click.get_current_context().exit(1)


def _compared(
    old: str | None, new: str | None, series: str | None, only: str, clause: str, *, ocr: bool
) -> Redlines:
    from mouarchive.answers.comparison import Redlines, of_series, pair
    from mouarchive.output.terminal import progress

    if Path(old or "").is_dir() and Path(new or "").is_dir() and series is None:
        from mouarchive.answers.folders import between_folders

        return between_folders(old or "", new or "", only, clause, ocr=ocr, progress=progress)
    if series is not None:
        return of_series(series, only, clause, progress=progress)
    return Redlines((pair(old or "", new or "", only, clause, ocr=ocr, progress=progress),), None)


def _say_unread(found: Redlines) -> None:
    """Of two folders: that not all could be read, once the rest is written. Raises MouarchiveError."""
    unread = [one for one in found.folders.lone if one.unread] if found.folders else []
    if unread:
        more = f", and {len(unread) - 1} more" if len(unread) > 1 else ""
        raise MouarchiveError(f"not all files could be read: {unread[0].file}: {unread[0].why}{more}")


def _by_id(change: str) -> Redlines:
    from mouarchive.answers.comparison import Redlines, by_change
    from mouarchive.output.terminal import progress

    return Redlines((by_change(change, progress),), None)


@contextlib.contextmanager
def _problems_end_with_two(*, wanted: bool) -> Iterator[None]:
    """With --exit-code 1 says that the texts differ: so a problem must end with another code."""
    try:
        yield
    except MouarchiveError as error:
        if wanted:
            error.exit_code = _PROBLEM
        raise


def _day(date: str | None) -> str | None:
    """Read --date: a day, as 2016-10-07."""
    try:
        return dt.date.fromisoformat(date).isoformat() if date else None
    except ValueError:
        raise click.BadParameter(f"{date}: give a day, as 2016-10-07", param_hint="--date") from None


def _words(context: str, form: str) -> int | None:
    """Read --context: a number of words, or None for all."""
    if not context:
        return None if form in {"html", "pdf"} else _SHORT
    if context.casefold() == "all":
        return None
    if not context.isdecimal():
        raise click.BadParameter(f"{context}: give a number of words, or all", param_hint="--context")
    return int(context)
