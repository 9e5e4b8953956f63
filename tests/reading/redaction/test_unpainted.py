"""Words that are drawn unpainted are hidden only where nothing that is painted shows them."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from mouarchive.reading import check_leaks

TEXT = "4.2 The parties exchange the records of the pupils."
NEXT = "4.3 Nothing else is exchanged."
LETTERS = sum(character.isalnum() for character in TEXT)
PAINTED, UNPAINTED = 0, 3


def say(canvas, mode: int, text: str = TEXT, x: float = 72, y: float = 700, size: int = 12) -> None:
    """Draw a text in a text render mode, which lasts until the next one."""
    drawn = canvas.beginText(x, y)
    drawn.setFont("Times-Roman", size)
    drawn._code.append(f"{mode} Tr")  # its own call cannot go back to mode 0
    drawn.textOut(text)
    canvas.drawText(drawn)


def black_box(canvas) -> None:
    canvas.rect(70, 695, 330, 20, stroke=0, fill=1)


def in_white(canvas) -> None:
    canvas.setFillGray(1)
    say(canvas, PAINTED)
    canvas.setFillGray(0)


def in_pieces(canvas, mode: int) -> None:
    say(canvas, mode, TEXT[:10])
    say(canvas, mode, TEXT[10:], 72 + stringWidth(TEXT[:10], "Times-Roman", 12))


def turned(canvas, *modes: int) -> None:
    canvas.saveState()
    canvas.rotate(90)
    for mode in modes:
        say(canvas, mode, x=200, y=-300)
    canvas.restoreState()


def form(canvas, *modes: int) -> None:
    name = "form" + "".join(map(str, modes))
    canvas.beginForm(name)
    for mode in modes:
        say(canvas, mode)
    canvas.endForm()
    canvas.doForm(name)


def dark_picture(canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (200, 40), 0)), 60, 690, 420, 40)


SEEN = {
    "unpainted first": lambda c: (say(c, UNPAINTED), say(c, PAINTED)),
    "painted first": lambda c: (say(c, PAINTED), say(c, UNPAINTED)),
    "a little aside": lambda c: (say(c, UNPAINTED), say(c, PAINTED, x=72.6)),
    "painted in pieces": lambda c: (say(c, UNPAINTED), in_pieces(c, PAINTED)),
    "unpainted in pieces": lambda c: (in_pieces(c, UNPAINTED), say(c, PAINTED)),
    "in one form": lambda c: form(c, UNPAINTED, PAINTED),
    "painted in a form": lambda c: (say(c, UNPAINTED), form(c, PAINTED)),
    "turned": lambda c: turned(c, UNPAINTED, PAINTED),
    "turned, painted first": lambda c: turned(c, PAINTED, UNPAINTED),
    "white on black": lambda c: (say(c, UNPAINTED), black_box(c), in_white(c)),
    "white on a picture": lambda c: (dark_picture(c), say(c, UNPAINTED), in_white(c)),
}
HIDDEN = {
    "unpainted only": lambda c: say(c, UNPAINTED),
    "white besides": lambda c: (say(c, UNPAINTED), in_white(c)),
    "white first": lambda c: (in_white(c), say(c, UNPAINTED)),
    "turned": lambda c: turned(c, UNPAINTED),
}
COVERED = {
    "both under a box": lambda c: (say(c, UNPAINTED), say(c, PAINTED), black_box(c)),
    "painted first": lambda c: (say(c, PAINTED), say(c, UNPAINTED), black_box(c)),
    "a layer under a box": lambda c: (say(c, UNPAINTED), black_box(c)),
}


def page(draw):
    """The page with a line that is read in any case."""

    def _draw(canvas) -> None:
        draw(canvas)
        say(canvas, PAINTED, NEXT, y=660)

    return _draw


@pytest.fixture(scope="module")
def leaked(tmp_path_factory):
    """Letters that the leak check finds, by the name of the drawing: all of them pages of one file."""
    cases = [*SEEN.values(), *HIDDEN.values(), *COVERED.values()]
    path = tmp_path_factory.mktemp("unpainted") / "release.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for draw in cases:
        page(draw)(canvas)
        canvas.showPage()
    canvas.save()
    leaks = [leak for leak in check_leaks(path).leaks if leak.grave]
    return {
        draw: sum(leak.letters for leak in leaks if leak.page == number)
        for number, draw in enumerate(cases, start=1)
    }


@pytest.mark.parametrize("name", SEEN)
def test_words_that_show_are_read_once(read, leaked, name) -> None:
    """Words that are painted at the same place are read, once, and are no leak: the order is all one."""
    found, warnings = read(page(SEEN[name]))
    assert sorted(line.text for line in found.lines) == [TEXT, NEXT]
    assert warnings == []
    assert leaked[SEEN[name]] == 0


@pytest.mark.parametrize("name", HIDDEN)
def test_words_that_show_nowhere_are_left_out(read, leaked, name) -> None:
    """Unpainted words stay hidden where nothing, or only white on white, lies at their place."""
    found, warnings = read(page(HIDDEN[name]))
    assert [line.text for line in found.lines] == [NEXT]
    assert [warning.code for warning in warnings] == ["hidden-text"]
    assert leaked[HIDDEN[name]] == LETTERS


@pytest.mark.parametrize("name", COVERED)
def test_letters_under_a_box_are_counted_unpainted_or_not(read, leaked, name) -> None:
    """A box that is drawn over a layer leaves its letters in the file, and that is said."""
    found, warnings = read(page(COVERED[name]))
    assert [line.text for line in found.lines] == ["[redacted]", NEXT]
    assert found.quality.hidden == LETTERS
    assert [warning.code for warning in warnings] == ["redaction", "text-under-box"]
    assert leaked[COVERED[name]] == LETTERS
