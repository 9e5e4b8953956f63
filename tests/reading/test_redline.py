"""A redline holds two readings at once: it is flagged, and never taken for a version."""

from __future__ import annotations

import pytest

from mouarchive.model import Box, Line, Page, Quality
from mouarchive.reading.redline import redline_warnings

TEXT = "The department supplies information about pupils to the office every month."
MORE = "The office destroys the information six months after it was received."


def page(*, letters=10_000, struck=0, inserted=0, lines=()) -> Page:
    quality = Quality("test", letters, struck=struck, inserted=inserted)
    return Page(
        1, 595, 842, tuple(Line(text, 1, Box(x, 100, 560, 112), 110, 10) for text, x in lines), quality
    )


@pytest.mark.parametrize(
    ("found", "is_redline"),
    [
        ({}, False),
        ({"struck": 150}, True),
        ({"struck": 30}, False),
        ({"struck": 60}, False),
        ({"struck": 60, "inserted": 60}, True),
        ({"inserted": 60}, False),
        ({"inserted": 200}, True),
        ({"lines": [("Deleted: one", 480), ("Formatted: Font", 480)]}, True),
        ({"lines": [("Commented [AB1]: see above", 480), ("Deleted: two", 480)]}, True),
        ({"lines": [("Deleted: one", 72), ("Deleted: two", 72)]}, False),
        ({"lines": [("@@ -55,9 +55,10 @@ Society", 72), ("@@ -72,9 +73,9 @@", 72)]}, True),
    ],
)
def test_what_makes_a_redline(found, is_redline) -> None:
    """Enough letters struck out or put in, notes in the margin, or a comparing program's output."""
    warnings = redline_warnings([page(**found)])
    assert bool(warnings) is is_redline
    assert {warning.code for warning in warnings} <= {"redline-document"}


def coloured(canvas, *, colour=(0.8, 0.1, 0.5), underlined=True, bar=False, link=False) -> None:
    canvas.drawString(72, 700, TEXT)
    canvas.setFillColorRGB(*colour)
    canvas.drawString(72, 680, MORE)
    if underlined:
        canvas.setLineWidth(0.6)
        canvas.line(72, 678.5, 72 + canvas.stringWidth(MORE, "Times-Roman", 12), 678.5)
    if bar:
        canvas.setLineWidth(1.5)
        canvas.line(60, 676, 60, 690)
    if link:
        canvas.linkURL("https://example.org/", (72, 675, 500, 692))


@pytest.mark.parametrize(
    ("how", "counted"),
    [
        ({}, True),
        ({"underlined": False}, False),
        ({"underlined": False, "bar": True}, True),
        ({"colour": (0, 0, 0)}, False),
        ({"colour": (0.3, 0.3, 0.3)}, False),
        ({"colour": (0, 0, 1)}, False),
        ({"link": True}, False),
    ],
)
def test_what_counts_as_put_in(read, how, counted) -> None:
    """Words in a colour, underlined or beside a change bar, count as put in; links and grey words do not."""
    found, _ = read(lambda canvas: coloured(canvas, **how))
    assert found.quality.inserted == (len(MORE.replace(" ", "")) if counted else 0)


def test_blue_counts_where_words_are_struck_out(read) -> None:
    """The colour of links is also a reviewer's: beside struck words it counts as put in."""

    def draw(canvas) -> None:
        canvas.drawString(72, 720, TEXT)
        canvas.line(72, 723.5, 72 + canvas.stringWidth(TEXT, "Times-Roman", 12), 723.5)
        coloured(canvas, colour=(0, 0, 1))

    found, _ = read(draw)
    assert found.quality.struck > 0
    assert found.quality.inserted > 0


@pytest.mark.corpus
@pytest.mark.slow
def test_every_redline_of_the_corpus_is_flagged_and_no_version(corpus) -> None:
    """The publishers' own redlines are flagged, and none of the versions."""
    from mouarchive.reading import read_pdf  # noqa: PLC0415 - the corpus alone needs the worker

    redlines = ("le-sa-diff-", "fpki-change-", "edi-compsoc-diff")
    versions = ("le-sa--", "fpki-common--v2.4", "hive13-", "basecamp-dpa--2021", "omf-bylaws--v1.5", "ota-")
    wrong = []
    for path in sorted(corpus.glob("*.pdf")):
        if not path.name.startswith((*redlines, *versions)):
            continue
        codes = {warning.code for warning in read_pdf(path, ocr=False).warnings}
        if ("redline-document" in codes) != path.name.startswith(redlines):
            wrong.append(path.name)
    assert wrong == []
