"""What an archive holds, and what a check found, said alike in every format."""

from __future__ import annotations

import msgspec
import pytest

from mouarchive.answers.leaking import Leaks
from mouarchive.answers.standing import Standing, Standings
from mouarchive.archive.database.rows import (
    AgreementRow,
    CopyRow,
    RegisterRow,
    UpgradeRow,
    VersionRow,
    WarningRow,
)
from mouarchive.model import Box, Leak, LeakReport, Warn
from mouarchive.output.serializer import Wish, forms, write


def row(kind, **known):
    """A row of which only this is known."""
    fields = msgspec.structs.fields(kind)
    return kind(**{field.name: None for field in fields if field.required} | known)


def written(answer, form, tmp_path):
    """The words of an answer in a format, without its marks."""
    path = tmp_path / f"answer.{form}"
    write(answer, Wish(form), path)
    return " ".join(path.read_text("utf-8").replace("\\", "").replace("&amp;", "&").split())


HELD = {"agreement": "ferry", "pages": 9, "clauses": 41}
STANDING = Standing(
    row(AgreementRow, id="ferry", title="The ferry", specimen=True),
    (
        row(VersionRow, id="ferry@0.1", label="0.1", state="withheld", exemption="FOIA s.35", held=False),
        row(VersionRow, id="ferry@1.0", label="1.0", state="held", held=True, dated="2016-01-05", **HELD),
        row(VersionRow, id="ferry@2.0", label="2.0", state="registered", held=False),
    ),
    (row(RegisterRow, label="0.3", declared_date=None, state="declared", declared_in=("ferry@1.0",)),),
    (
        row(CopyRow, version="ferry@1.0", file="first.pdf", state="read"),
        row(CopyRow, version="ferry@1.0", file="second.pdf", state="unreadable"),
        row(CopyRow, version="ferry@2.0", file=None, url="https://example.org/2.pdf", state="registered"),
    ),
    (row(WarningRow, version="ferry@1.0", code="label", message="the document prints 1.1 on itself"),),
    (
        row(
            UpgradeRow, version="ferry@1.0", seen="2026-12-01", old_engine="reader 4", new_engine="reader 5",
            modified=2, only_old=0, only_new=1, renumbered=1,
            differences=(("modified", "1", "1", ()), ("modified", "2", "2", ()), ("added", None, "3", ()),
                         ("renumbered", "4", "5", ())),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize(
    "said",
    [
        "1 held, 1 registered, 1 withheld, 1 declared; specimen: never released by anyone",
        "41 clauses on 9 pages, 2 copies, second.pdf unreadable",
        "1 to be fetched (mouarchive fetch)",
        "FOIA s.35",
        "named by ferry@1.0",
        "the document prints 1.1 on itself",
        "the same bytes are read otherwise since 2026-12-01, 4 clauses (2 in other words, 1 found only now,",
        "1 under another number); read by reader 4 before, by reader 5 since",
    ],
)
def test_all_that_is_known_of_a_series_is_said(form, said, tmp_path):
    """Each version with its state and copies, what to beware of, and where a newer reader reads otherwise."""
    assert said in written(Standings((STANDING,)), form, tmp_path)


def test_an_empty_archive_says_how_to_fill_it(tmp_path):
    """Nothing held is no empty page."""
    assert "take in a PDF with mouarchive add" in written(Standings(()), "text", tmp_path)


LEAKING = LeakReport(
    "b" * 64, "ferry.pdf", 4,
    (Leak("metadata", "author", 9, grave=False), Leak("hidden", "box", 12, 2, Box(72, 100, 300, 112))),
    (Warn("page-unread", "page 4 could not be looked at", 4),),
)  # fmt: skip
CHECKED = Leaks(
    (("ferry.pdf", LEAKING), ("clean.pdf", LeakReport("c" * 64, "clean.pdf", 2))),
    (("bad.pdf", "bad.pdf: no PDF"),),
)


@pytest.mark.parametrize("form", forms("Leaks"))
def test_what_a_check_found_is_said_in_each_format(form, tmp_path):
    """What leaks, what may be looked at, the pages that could not be, and the files that could not."""
    told = written(CHECKED, form, tmp_path)

    for words in ("ferry.pdf", "clean.pdf", "page 4 could not be looked at"):
        assert words in told
    assert ("bad.pdf: no PDF" in told) == (form != "text")  # the command says that itself, on stderr
    if form != "json":
        assert "nothing hidden in 2 pages" in told
        assert told.index("page 2") < told.index("note: ")  # what is grave stands first
