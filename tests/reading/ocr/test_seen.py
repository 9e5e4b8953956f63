"""What an OCR engine saw is put right by size and place: just on each side of each number."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from mouarchive.model import Box
from mouarchive.reading.ocr import recognition
from mouarchive.reading.ocr.recognition import _by_program_alone, _crop, _recognise, pieces_of, places
from mouarchive.reading.ocr.seen import Seen, bold_words, reread, sift, unread_heads, with_heads
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

HIGH = 30
TERMS = [Seen((1,), 200 + 200 * at, 50, 150, HIGH, 95.0, "terms") for at in range(3)]


def word(text: str, left: int, wide: int, top: int = 100, high: int = HIGH, sure: float = 95.0) -> Seen:
    return Seen((2,), left, top, wide, high, sure, text)


def kept(*words: Seen) -> list[str]:
    """What is left of a line under one of common words, thirty pixels high."""
    return [one.text for one in sift([*TERMS, *words]).words if one.line == (2,)]


BEFORE, AFTER = word("by", 200, 60), word("the", 400, 60)


@pytest.mark.parametrize(
    ("what", "mark", "stays"),
    [
        ("a dash a little higher than letters", word("-", 310, 20, high=33), True),
        ("a dash half as high again", word("-", 310, 20, high=46), False),
        ("a colon of five pixels, alone", word(":", 330, 5, 120, 5), False),
        ("a colon of eight pixels, alone", word(":", 330, 8, 120, 8), True),
        ("a colon half a letter's height behind a word", word(":", 277, 5, 120, 5), False),
        ("a colon a third of it behind a word", word(":", 270, 5, 120, 5), True),
        ("a sign that lies in the word before", word("&", 252, 25), False),
        ("a sign that just touches the word before", word("&", 256, 25), True),
        ("a low line as long as a blank", word("_", 300, 50, 128, 3), True),
        ("a low line as long as a letter", word("_", 300, 40, 128, 3), False),
        ("a sign that the engine does not believe", word("&", 310, 25, sure=8), False),
        ("a sign that the engine half believes", word("&", 310, 25, sure=12), True),
        ("a rule", word("|", 310, 3, high=40), False),
    ],
)
def test_marks_are_dirt_by_their_size_and_place(what, mark, stays) -> None:
    """Dust is small and alone; no dash is as high as its line; a blank is longer than a stray low line."""
    assert (what, kept(BEFORE, mark, AFTER)) == (what, ["by", mark.text, "the"] if stays else ["by", "the"])


@pytest.mark.parametrize(
    ("what", "spot", "text_at", "bullet"),
    [
        ("half a letter high", word("e", 200, 15, 110, 15), 240, True),
        ("two thirds of a letter high", word("e", 200, 20, 107, 20), 240, False),
        ("three pixels over the baseline", word("e", 200, 12, 115, 12), 240, True),
        ("two pixels over the baseline", word("e", 200, 12, 116, 12), 240, False),
        ("as small as dust", word("e", 200, 5, 110, 5), 240, False),
        ("close to its text", word("e", 200, 12, 110, 12), 222, False),
    ],
)
def test_bullets_are_square_spots_before_a_gap(what, spot, text_at, bullet) -> None:
    """Whatever letter the engine took it for; a small e on the line is a letter."""
    assert (what, kept(spot, word("terms", text_at, 90))[0]) == (what, "\u2022" if bullet else "e")


# ------------------------------------------------------------------ numbers read again


def label(text: str, left: int = 300, wide: int = 80, sure: float = 80.0, line: int = 1) -> Seen:
    return Seen((line,), left, 100 * line, wide, 33, sure, text)


@pytest.mark.parametrize(("gap", "again"), [(30, True), (22, False)])
def test_a_number_apart_from_its_text_is_read_again(gap, again) -> None:
    """Labels stand farther from their text than words of a sentence stand apart."""
    words = [label("2.1,"), label("Costs", 380 + gap)]
    assert (reread(words, lambda _: ("2.1.", 95.0))[0].text == "2.1.") is again


@pytest.mark.parametrize(("sure", "text"), [(65, "1.3."), (45, "4.3.")])
def test_a_reading_counts_where_the_engine_rather_believes_it(sure, text) -> None:
    """Of two readings that agree; both with white around the number, more the second time."""
    boxes = []

    def digits(box) -> tuple[str, float]:
        boxes.append(box)
        return "1.3.", sure

    assert reread([label("4.3."), label("Costs", 500)], digits)[0].text == text
    assert [5 <= 300 - box[0] <= 9 for box in boxes] == [True, False]
    assert 20 <= 300 - boxes[1][0] <= 35


def mended(head: Seen, reading: str = "3.1", sure: float = 95.0, ink=None) -> str:
    """What stands first on a line under one that begins with 2.1, where the engine saw `head`."""
    words = [label("2.1", wide=62), label("Costs", 500), head, label("Fees", 600, line=2)]

    def digits(box) -> tuple[str, float]:
        return (reading, sure) if box[1] > 150 else ("2.1", 95.0)

    return reread(words, digits, lambda box: ink or box)[2].text


@pytest.mark.parametrize(
    ("what", "head", "reading", "sure", "text"),
    [
        ("read surely", label("Sik", 300, 62, 25.0, 2), "3.1", 88, "3.1"),
        ("read unsurely", label("Sik", 300, 62, 25.0, 2), "3.1", 60, "Sik"),
        ("as long as the longest number", label("Siklmnop", 300, 62, 25.0, 2), "3.1", 95, "3.1"),
        ("longer than any number", label("Siklmnoprst", 300, 62, 25.0, 2), "3.1", 95, "Siklmnoprst"),
        ("a little beside the numbers' edge", label("Sik", 315, 62, 25.0, 2), "3.1", 95, "3.1"),
        ("farther beside the numbers' edge", label("Sik", 326, 62, 25.0, 2), "3.1", 95, "Sik"),
        ("three figures as wide as the ink", label("Sik", 300, 74, 25.0, 2), "123", 95, "123"),
        ("as wide as figures and stops can be", label("Sik", 300, 130, 25.0, 2), "1.1.1.", 95, "1.1.1."),
        ("as narrow as they can be", label("Sik", 300, 92, 25.0, 2), "1.1.1.", 95, "1.1.1."),
        ("wider than they can be", label("Sik", 300, 147, 25.0, 2), "1.1.1.", 95, "Sik"),
    ],
)
def test_a_garbled_number_is_read_again_in_its_column(what, head, reading, sure, text) -> None:
    """What is short and doubted where numbers stand is a number if it reads surely so, and is as wide."""
    assert (what, mended(head, reading, sure)) == (what, text)


@pytest.mark.parametrize(
    ("what", "left", "ink", "text"),
    [
        ("near its heading", 440, (302, 200, 327, 233), "8"),
        ("some inches from its heading", 560, (302, 200, 327, 233), "8"),
        ("at the other side of the page", 640, (302, 200, 327, 233), "Fees"),
        ("half as high as a figure", 440, (302, 200, 313, 214), "8"),
        ("as low as a dash", 440, (302, 200, 308, 208), "Fees"),
    ],
)
def test_a_number_that_was_passed_over_is_near_and_as_high_as_figures(what, left, ink, text) -> None:
    """A figure alone before its heading, in the numbers' column; a dash or a far mark is none."""
    words = [label("2.1", wide=62), label("Costs", 500), label("Fees", left, line=2)]
    found = reread(words, lambda box: ("8", 96.0) if box[1] > 150 else ("2.1", 95.0), lambda _: ink)
    assert (what, found[2].text) == (what, text)


# ------------------------------------------------------------------ numbers passed over


def marked(*marks: tuple[int, int, int, int], shade: int = 0, tall: int = 0) -> list[Seen]:
    """What is found in front of lines of words, the first at 600; marks are left, width, height, rise.

    The last word of each line is so much taller than the others.
    """
    image = Image.new("L", (1300, 600), 255)
    brush, words = ImageDraw.Draw(image), []
    for line in range(6):
        top = 50 + 90 * line
        for index in range(4):
            left = 600 + 150 * index
            brush.rectangle((left, top, left + 120, top + HIGH), fill=0)
            higher = tall if left > 1_000 else 0
            words.append(Seen((line,), left, top - higher, 120, HIGH + higher, 95.0, f"word{index}"))
    for line, (left, wide, high, rise) in enumerate(marks):
        bottom = 50 + 90 * line + HIGH - rise
        brush.rectangle((left, bottom - high, left + wide, bottom), fill=shade)
    return unread_heads(image, words)


@pytest.mark.parametrize(
    ("what", "marks", "found"),
    [
        ("nearly at one edge", [(400, 40, 28, 0), (405, 40, 28, 0), (410, 40, 28, 0)], 3),
        ("at three edges", [(400, 40, 28, 0), (415, 40, 28, 0), (430, 40, 28, 0)], 0),
        ("two of them", [(400, 40, 28, 0)] * 2, 0),
        ("far from the text", [(350, 40, 28, 0)] * 3, 3),
        ("farther from the text", [(270, 40, 28, 0)] * 3, 0),
        ("a figure's width before the text", [(579, 4, 28, 0)] * 3, 3),
        ("close to the text", [(588, 8, 28, 0)] * 3, 0),
        ("as wide as a long number", [(400, 150, 28, 0)] * 3, 3),
        ("wider than any number", [(345, 220, 28, 0)] * 3, 0),
        ("half as high as a figure", [(400, 40, 14, 0)] * 3, 3),
        ("as low as a dash", [(400, 40, 7, 10)] * 3, 0),
    ],
)
def test_a_column_of_numbers_is_told_from_other_ink(what, marks, found) -> None:
    """As high as figures, at one edge, and neither close to the text nor at the page's edge."""
    assert (what, len(marked(*marks))) == (what, found)


@pytest.mark.parametrize(("high", "found"), [(40, 3), (55, 0)])
def test_beside_a_tall_line_a_bar_is_no_number(high, found) -> None:
    """A word in large type makes its line tall; its number is as high as others."""
    assert len(marked(*[(400, 40, high, 0)] * 3, tall=34)) == found


@pytest.mark.parametrize(("shade", "found"), [(100, 3), (160, 0)])
def test_ink_is_darker_than_halfway_to_white(shade, found) -> None:
    """What is paler is a stain or a soft edge."""
    assert len(marked(*[(400, 40, 28, 0)] * 3, shade=shade)) == found


def test_a_number_may_stand_a_little_above_its_line() -> None:
    """All of it is seen, not only what is as high as the line; and it is read with white around it."""
    places_found = marked(*[(400, 40, 28, 7)] * 3)
    assert [place.height >= 28 for place in places_found] == [True] * 3
    boxes = []

    def read(box) -> tuple[str, float]:
        boxes.append(box)
        return "1.1", 14.0

    found, unread = with_heads([], places_found, read)
    assert (found, unread) == ([], 0)
    assert 8 <= 400 - boxes[0][0] <= 15
    assert with_heads([], places_found, lambda _: ("1.1", 8.0))[1] == 3


# ------------------------------------------------------------------ bold


def weighed(*lines: list[int], letters: str = "Signed", paper: int = 250) -> list[bool]:
    """Whether each line is bold; of lines of words given by the thickness of their strokes in pixels."""
    image = Image.new("L", (1400, 60 * len(lines) + 40), paper)
    seen = []
    for row, widths in enumerate(lines):
        words = []
        for at, wide in enumerate(widths):
            left, top = 40 + 220 * at, 20 + 60 * row
            for stroke in range(6):
                image.paste(15, (left + 30 * stroke, top, left + 30 * stroke + wide, top + 32))
            words.append(Seen((row,), left - 2, top - 2, 190, 36, 95.0, letters))
        seen.append(words)
    return [all(found) for found in bold_words(image, seen)]


USUAL = [[10] * 6] * 4


@pytest.mark.parametrize(
    ("what", "line", "bold"),
    [
        ("a third heavier", [13] * 4, True),
        ("a little heavier", [12] * 4, False),
        ("half of its words very heavy", [15, 15, 11, 11], False),
        ("most of its words heavy, one faint", [13, 13, 13, 6], False),
        ("four of five words heavy", [15, 15, 15, 15, 10], True),
        ("three of five words heavy", [15, 15, 15, 10, 10], False),
    ],
)
def test_a_bold_line_is_heavy_as_a_whole_and_throughout(what, line, bold) -> None:
    """Bold is a third heavier than the page's usual type; a heavy word in a line is a blot."""
    assert (what, weighed(line, *USUAL)) == (what, [bold, *[False] * 4])


def test_without_enough_words_nothing_is_bold() -> None:
    """On a page of a few words, or of words of two letters, there is no usual weight."""
    assert weighed([15] * 3, [10] * 6, [10] * 4) == [True, False, False]
    assert weighed([15] * 3, [10] * 6) == [False, False]
    assert weighed([15] * 3, *USUAL, letters="by") == [False] * 5
    assert weighed([15] * 3, *USUAL, letters="the") == [True, *[False] * 4]


def test_grey_paper_adds_no_weight() -> None:
    """A stroke is weighed against paper that is not quite white."""
    assert weighed([13] * 4, *USUAL, paper=235) == [True, *[False] * 4]


# ------------------------------------------------------------------ words as type, and pictured numbers


@pytest.mark.parametrize(("text", "high"), [("use", 19), ("Hold", 28), ("gape", 27), ("Page", 36)])
def test_the_size_of_type_is_told_from_the_letters_of_a_word(text, high) -> None:
    """Small letters are half as high as the type, tall ones two thirds, and some fall below the line."""
    (piece,) = pieces_of([Seen((1,), 100, 100, 90, high, 55.0, text)], 4.0)
    assert 9 <= piece.size <= 11
    assert piece.unsure == (text,)
    (sure,) = pieces_of([Seen((1,), 100, 100, 90, high, 65.0, text)], 4.0)
    assert sure.unsure == ()


def test_the_baseline_is_above_what_falls_below_it() -> None:
    """Where every word has a letter that falls below the line, its usual depth is taken off."""
    (piece,) = pieces_of([Seen((1,), 100, 100, 90, 36, 95.0, "Page")], 4.0)
    assert 31.5 < piece.baseline < 33


STYLE = Style(12, bold=False, italic=False)
LINE = piece_of([Word("", "Purpose", 118, 80, 170, 92, 90, STYLE)])


@pytest.mark.parametrize(
    ("what", "picture", "stands"),
    [
        ("as small as a figure in small print", Box(100, 84, 105, 89), True),
        ("as small as a dot", Box(100, 85, 103, 88), False),
        ("as high as a line", Box(100, 77, 112, 95), True),
        ("as high as two lines", Box(100, 72, 112, 100), False),
        ("as wide as a long number", Box(50, 80, 110, 92), True),
        ("wider than any number", Box(20, 80, 110, 92), False),
        ("half an inch before its text", Box(60, 80, 78, 92), True),
        ("an inch before its text", Box(33, 80, 51, 92), False),
        ("in the text", Box(130, 80, 148, 92), False),
    ],
)
def test_a_pictured_number_is_as_large_and_near_as_a_number(what, picture, stands) -> None:
    """As high as type, at most an inch wide, and not much farther from its text than numbers are."""
    assert (what, bool(places([picture], [LINE]))) == (what, stands)


@pytest.mark.parametrize(("ends", "stands"), [(86, False), (76, True)])
def test_text_right_before_a_picture_makes_it_a_sign(ends, stands) -> None:
    """A picture after a word of its own line is a sign in a sentence; one after a column is a label."""
    before = piece_of([Word("", "of", 60, 80, ends, 92, 90, STYLE)])
    assert bool(places([Box(100, 80, 112, 92)], [before, LINE])) is stands


def pictured(*pages: int) -> bytes:
    """Pages with so many small pictures, each in front of a line."""
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("L", (30, 30), 128).save(picture, "PNG")
    canvas = Canvas(out, pagesize=(595, 842))
    for pictures in pages:
        for row in range(pictures):
            canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 72, 700 - 24 * row, 10, 10)
            canvas.drawString(100, 700 - 24 * row, "The parties exchange the records.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("pages", "said"), [((4,), False), ((6,), True), ((2, 1), False), ((2, 4), True)])
def test_some_pictures_in_front_of_lines_are_a_numbering(read, pages, said) -> None:
    """A document with four of them has icons; with six it has numbers, on whichever pages they stand."""
    assert [one.code for one in read(pictured(*pages), ocr=False)[1]] == (["picture-number"] if said else [])


def test_only_what_has_the_form_of_a_number_labels_its_line(read, monkeypatch) -> None:
    """What an icon is read as stands nowhere; so does a picture that reads the same as others."""
    monkeypatch.setattr(recognition, "ocr_engine", lambda: "tesseract")
    monkeypatch.setattr(recognition, "_recognise", lambda _: ["1.", " 2. ", "Note", "o.", "e.", "e.", "e."])
    page, (warning,) = read(pictured(7), ocr=True)
    assert [line.text.split()[0] for line in page.lines] == ["1.", "2.", *["The"] * 5]
    assert "2 numbers are pictures" in warning.message
    assert "5 more" in warning.message


def test_unread_pictures_say_why(read, monkeypatch) -> None:
    """A person must know what to install to have them read."""
    monkeypatch.setattr(recognition, "ocr_engine", lambda: None)
    (warning,) = read(pictured(6), ocr=True)[1]
    assert "install" in warning.message


def test_the_program_reads_as_the_binding_does(monkeypatch) -> None:
    """Where only the tesseract program is there, words come from its table; its failures leave none."""
    row = "5\t1\t1\t1\t1\t{}\t{}\t40\t90\t30\t{}\t{}"
    table = "\n".join(
        [
            row.format(1, 40, 96, "2.1"),
            row.format(2, 300, 96, "Costs"),
            "4\tno word",
            row.format(3, 9, 9, " "),
        ]
    )
    done = SimpleNamespace(stdout=table.encode(), returncode=0)
    monkeypatch.setattr(recognition, "ocr_engine", lambda: "tesseract")
    monkeypatch.setattr(recognition.subprocess, "run", lambda *_, **__: done)
    image = Image.new("L", (600, 200), 255)
    read = recognition.recognise(image, 4.0, 9)
    assert [one.text for one in read.pieces[0].words] == ["2.1", "Costs"]
    assert read.confidence == 96
    done.returncode = 1
    assert recognition.recognise(image, 4.0, 9).pieces == []

    def fails(*_, **__):
        raise done.error

    monkeypatch.setattr(recognition.subprocess, "run", fails)
    done.error = OSError()
    assert recognition.recognise(image, 4.0, 9).pieces == []
    done.error = recognition.subprocess.TimeoutExpired("tesseract", 9)
    with pytest.raises(TimeoutError):
        recognition.recognise(image, 4.0, 9)


def test_a_picture_is_read_with_white_around_it_and_not_for_long(monkeypatch) -> None:
    """The engine reads no letter at the edge; a program that hangs is left after some seconds."""
    assert 76 < _crop(Image.new("L", (400, 400)), Box(10, 10, 20, 20), 4.0).width < 100
    asked = []

    def program(_image, dpi, _mode, seconds, _allowed):
        asked.append((dpi, seconds))
        if len(asked) > 1:
            raise TimeoutError
        return [word("1.", 0, 9), word("2", 9, 9)]

    monkeypatch.setattr(recognition, "ocr_engine", lambda: "tesseract")
    monkeypatch.setattr(recognition, "_program", program)
    assert _recognise([Image.new("L", (9, 9))] * 2) == ["1.2", ""]
    assert 250 <= asked[0][0] <= 350
    assert 8 <= asked[0][1] <= 12
    assert _by_program_alone(Image.new("L", (9, 9))) == ""
