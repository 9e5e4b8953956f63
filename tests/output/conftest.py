"""Hand-made values: two short versions of an agreement and what differs between them."""

from __future__ import annotations

import io

import pytest

from mouarchive.answers.texts import Source
from mouarchive.model import (
    Box,
    Change,
    ChangeClass,
    ChangeKind,
    Clause,
    Comparison,
    Control,
    DiffPart,
    Op,
    PageBox,
    Warn,
)


def clause(eid, text, heading=None, page=1, **rest):
    """A clause labelled by its identifier."""
    return Clause(eid, rest.pop("label", eid), heading, text, page, rest.pop("page_end", page), **rest)


OLD = (
    clause("15.2", "The Department will share:", "Information", page=9, page_end=9, depth=1),
    clause("15.2.5", "Surname", page=9, depth=2, parent="15.2"),
    clause("15.2.6", "(Once collected) Nationality", page=9, depth=2, parent="15.2"),
    clause("15.2.7", "Address “as held”", page=10, depth=2, parent="15.2", ocr=True),
    clause("16", "Records are kept for six months.", page=11, depth=0),
)
NEW = (
    clause("15.2", "The Department will share:", "Information", page=9, depth=1),
    clause("15.2.5", "Surname", page=9, depth=2, parent="15.2"),
    clause(
        "15.2.6",
        "Address “as held”",
        page=9,
        depth=2,
        parent="15.2",
        boxes=(PageBox(9, Box(72.0, 100.004, 300.0, 112.5)),),
    ),
    clause("16", "Records are kept for twelve months.", page=10, depth=0),
)


def _same(old, new, **rest):
    return Change(
        ChangeKind.UNCHANGED,
        old,
        new,
        similarity=1.0,
        rule="same words",
        diff=(DiffPart(Op.EQUAL, new.words),),
        **rest,
    )


WHOLE = Comparison(
    (
        _same(OLD[0], NEW[0]),
        _same(OLD[1], NEW[1]),
        Change(
            ChangeKind.REMOVED,
            OLD[2],
            None,
            rule="no clause like it in the newer version",
            change_class=ChangeClass.SUBSTANTIVE,
            diff=(DiffPart(Op.DELETE, OLD[2].words),),
        ),
        _same(OLD[3], NEW[2], renumbered=True),
        Change(
            ChangeKind.MODIFIED,
            OLD[4],
            NEW[3],
            similarity=0.83333,
            rule="same place",
            change_class=ChangeClass.SUBSTANTIVE,
            diff=(
                DiffPart(Op.EQUAL, "Records are kept for "),
                DiffPart(Op.DELETE, "six"),
                DiffPart(Op.INSERT, "twelve"),
                DiffPart(Op.EQUAL, " months."),
            ),
        ),
    ),
    (Warn("coarse-diff", "one clause was compared by paragraphs"),),
)


@pytest.fixture
def old():
    """The older text, of an archive."""
    return Source(
        name="pupil-data@1.0",
        file="v1.pdf",
        sha256="a" * 64,
        pages=16,
        engine="pdfium 1",
        clauses=OLD,
        warnings=(
            Warn("ocr", "read by OCR", 3),
            Warn("ocr", "read by OCR", 4),
            Warn("ocr", "read by OCR", 7),
            Warn("no-outline", "the file has no outline"),
        ),
        printed=Control(label="Version1.0", marking="NOT PROTECTIVELY MARKED"),
        version="pupil-data@1.0",
        label="1.0",
        dated="2015-12-18",
        in_force_from="2015-07",
        disclosed="2017-02",
        request="2016-0058280",
        specimen=True,
    )


@pytest.fixture
def new():
    """The newer text, a bare file."""
    return Source("v2.pdf", "in/v2.pdf", "b" * 64, 17, "pdfium 1", NEW)


@pytest.fixture
def whole():
    """What differs between them."""
    return WHOLE


@pytest.fixture
def written():
    """Call a function that writes to a file, and return what it wrote."""

    def run(function, *args, **rest):
        file = io.StringIO()
        function(file, *args, **rest)
        return file.getvalue()

    return run
