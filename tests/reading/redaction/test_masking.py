"""Words that a page holds and does not show never stand in its text; words that can be seen always do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from mouarchive.reading import read_pdf


def _load():
    spec = importlib.util.spec_from_file_location("leaky", Path(__file__).with_name("leaky.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["leaky"] = module
    spec.loader.exec_module(module)
    return module


leaky = _load()

MARKED = "The contact is [redacted] of the department."
COVERED = (
    "black box",
    "white box",
    "grey box",
    "almost opaque box",
    "thick line",
    "skewed shape",
    "black picture",
    "picture of noise",
    "box in a form",
    "square note",
    "stamp",
    "black highlight",
    "box in a scan",
)
UNPAINTED = ("white text", "unpainted text", "layer switched off")


def codes(warnings) -> list[str]:
    return [warning.code for warning in warnings]


def lines(page) -> list[str]:
    return [line.text for line in page.lines]


@pytest.mark.parametrize("name", COVERED)
def test_words_under_something_become_one_sign(read, name) -> None:
    """Whatever lies over a name, one sign stands in its place, and the file's holding it is said."""
    page, warnings = read(leaky.BAD[name][0])
    assert MARKED in lines(page)
    assert page.quality.hidden == leaky.LETTERS
    assert "text-under-box" in codes(warnings)
    assert "hidden-text" not in codes(warnings)


@pytest.mark.parametrize("name", UNPAINTED)
def test_words_not_painted_leave_nothing(read, name) -> None:
    """White, unpainted or switched-off words are no redaction: no reader misses them, and none gets them."""
    page, warnings = read(leaky.BAD[name][0], layers=True)
    text = " ".join(lines(page))
    assert "[redacted]" not in text
    assert text.count(leaky.SECRET) == (name == "layer switched off"), "that page shows it once besides"
    assert page.quality.hidden == leaky.LETTERS
    (warning,) = [warning for warning in warnings if warning.code == "hidden-text"]
    assert f"{leaky.LETTERS} letters" in warning.message


@pytest.mark.parametrize("name", [name for name in leaky.BAD if name != "layer switched off"])
def test_no_hidden_word_is_read(read, name) -> None:
    """However a name is hidden in a page, neither its text nor a warning about it holds the name."""
    page, warnings = read(leaky.BAD[name][0], layers=True)
    said = " ".join([*lines(page), *(warning.message for warning in warnings)])
    assert not [word for word in leaky.SECRET.split() if word in said]


@pytest.mark.parametrize("name", [name for name in leaky.BAD if name.startswith("clipped")])
def test_words_that_a_clip_cuts_away_are_left_out(read, name) -> None:
    """A clip alone is reason enough to look: nothing lies over the words, and they are black."""
    page, warnings = read(leaky.BAD[name][0])
    assert not [line.text for line in page.lines if "Jane" in line.text]
    assert page.quality.hidden == leaky.LETTERS
    assert [warning.code for warning in warnings] == ["hidden-text"]


def test_half_a_name_cut_away_leaves_the_other_half(read) -> None:
    """What the clip lets through is on the page, and is read."""
    page, _ = read(leaky.page(leaky.clip(leaky.LEFT - 1, leaky.LEFT + 24), secret=False))
    text = " ".join(line.text for line in page.lines)
    assert "Jane" in text
    assert "Specimen" not in text


@pytest.mark.parametrize("name", leaky.GOOD)
def test_what_can_be_seen_stays(read, name) -> None:
    """Frames, shading, faint and turned words, and a scan's text layer are read as they were."""
    page, warnings = read(leaky.GOOD[name], layers=True)
    assert page.quality.hidden == 0
    assert not {"hidden-text", "text-under-box"} & set(codes(warnings))


@pytest.mark.parametrize("shade", [0.0, 0.25, 0.4])
def test_white_heading_of_a_table_stays(read, shade) -> None:
    """White letters on a dark cell can be seen, also beside white ones on paper that cannot."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(shade)
        canvas.rect(70, 690, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(76, 696, "Summary of changes")
        canvas.drawString(76, 640, "Jane Specimen")
        canvas.setFillGray(0)
        canvas.drawString(76, 676, "first of all versions")

    page, warnings = read(draw)
    assert lines(page) == ["Summary of changes", "first of all versions"]
    assert codes(warnings) == ["hidden-text"]


def test_white_words_between_others_leave_one_space(read) -> None:
    """What is left out of a sentence leaves the sentence as it is seen, without spaces of its own."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("The contact is ")
        text.setFillGray(1)
        text.textOut("Jane Specimen ")
        text.setFillGray(0)
        text.textOut("of the department.")
        canvas.drawText(text)

    assert lines(read(draw)[0]) == ["The contact is of the department."]


def test_words_in_the_colour_behind_them_are_left_out(read) -> None:
    """Blue words on the same blue are as hidden as white ones on paper."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, "4.1 Records are kept.")
        canvas.setFillColorRGB(0.2, 0.3, 0.9)
        canvas.rect(70, 690, 400, 20, stroke=0, fill=1)
        canvas.drawString(76, 696, "Jane Specimen")

    page, warnings = read(draw)
    assert "Jane" not in " ".join(lines(page))
    assert {"hidden-text", "text-under-box"} & set(codes(warnings))


def test_a_layer_under_the_scans_picture_stays(read) -> None:
    """Some programs paint the words first and the scanned picture over them: such words stay."""
    page, _ = read(leaky.GOOD["scan over its text layer"])
    assert lines(page) == [leaky.BEFORE + leaky.SECRET + leaky.AFTER]


def test_words_that_a_scan_does_not_show_take_no_others_with_them(read) -> None:
    """Words of a layer where the scan is blank are left out; the scan is no black box over the whole page."""
    page, _ = read(leaky.scan_over_text("The records of the pupils"))
    assert leaky.BEFORE + leaky.SECRET + leaky.AFTER in lines(page)
    assert not any("records" in line for line in lines(page))


def test_unpainted_words_over_drawn_letters_stay(read) -> None:
    """Letters drawn as outlines are seen; the unpainted words over them are what they say."""

    def draw(canvas: Canvas) -> None:
        for index in range(12):
            canvas.rect(72 + 6 * index, 700, 3, 6, stroke=0, fill=1)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textOut("Purpose of it")
        canvas.drawText(text)

    page, warnings = read(draw)
    assert "Purpose" in " ".join(lines(page))
    assert warnings == []


def test_turned_words_are_one_passage(read) -> None:
    """A name that runs up the page is one passage too, and the words beside it stay."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, "4.1 Records are kept.")
        canvas.rotate(90)
        canvas.drawString(200, -300, "Jane Specimen of the department")
        path = canvas.beginPath()
        path.moveTo(198, -305)
        path.lineTo(270, -304)
        path.lineTo(271, -288)
        path.lineTo(199, -287)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    text = " ".join(lines(read(draw)[0]))
    assert text.count("[redacted]") == 1
    assert "of the department" in text
    assert "Jane" not in text


def test_turned_words_beside_level_ones_are_one_passage(read) -> None:
    """A name up the margin of a page of level lines is one sign as well."""

    def draw(canvas: Canvas) -> None:
        for row in range(8):
            canvas.drawString(72, 740 - 20 * row, "4.1 Records are kept for a year after the end.")
        canvas.rotate(90)
        canvas.drawString(200, -500, "Jane Specimen of the department")
        path = canvas.beginPath()
        path.moveTo(198, -505)
        path.lineTo(270, -504)
        path.lineTo(271, -488)
        path.lineTo(199, -487)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    text = " ".join(lines(read(draw)[0]))
    assert text.count("[redacted]") == 1
    assert "Jane" not in text


def test_of_a_word_that_shows_for_the_most_part_the_rest_is_left_out(read) -> None:
    """Three letters in white inside a word are not read; those that show are."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for at, letter in enumerate("Specimen-names"):
            text.setFillGray(at in {3, 4, 5})
            text.textOut(letter)
        canvas.drawText(text)

    page, warnings = read(draw)
    text = "".join(lines(page)).replace(" ", "")
    assert (text[:3], text[-8:], "cim" in text) == ("Spe", "en-names", False)
    assert codes(warnings) == ["hidden-text"]


def test_runs_under_two_shapes_are_two_signs(read) -> None:
    """Words hidden side by side are one passage, and words that can be seen part two of them."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Jane Specimen meets John Specimen on Monday.")
        width = canvas.stringWidth
        for before, name in (("", "Jane Specimen"), ("Jane Specimen meets ", "John Specimen")):
            x0 = 72 + width(before, "Times-Roman", 12)
            x1 = x0 + width(name, "Times-Roman", 12)
            path = canvas.beginPath()
            path.moveTo(x0 - 1, 696)
            path.lineTo(x1, 695)
            path.lineTo(x1 + 1, 711)
            path.lineTo(x0, 712)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    assert lines(read(draw)[0]) == ["[redacted] meets [redacted] on Monday."]


def test_the_whole_reader_leaves_out_a_layer_switched_off(tmp_path) -> None:
    """The reader learns from the file's own list of layers when it has to look."""
    path = tmp_path / "layer.pdf"
    path.write_bytes(leaky.BAD["layer switched off"][0])
    document = read_pdf(path)
    text = " ".join(lines(document.pages[0]))
    assert "4.2 Records" in text
    assert text.count(leaky.SECRET) == 1, "this page shows the name once beside the layer"
    assert "hidden-text" in codes(document.warnings)


def test_words_in_a_font_that_is_not_here_stay(read) -> None:
    """A font that the file names and this machine lacks may paint nothing; its words stay."""

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 700, "甲方乙方丙方")
        canvas.setFont("Times-Roman", 12)
        canvas.setFillGray(1)
        canvas.drawString(72, 640, "Jane Specimen")

    page, warnings = read(draw)
    assert lines(page) == ["甲方乙方丙方"]
    assert codes(warnings) == ["hidden-text"]
