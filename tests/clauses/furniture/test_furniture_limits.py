"""Just on this and just on the other side of each limit of furniture: lines on pages of 600 by 800 points.

The text has lines of 10 points, 14 apart, from x 70 on, unless a case says otherwise.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.sorting import sort_lines

HEADER, TEXT = True, False


def book(printed, *tops, start=120, left=70, words="Text of page"):
    """Pages of text, each below its own lines: one page for each argument, a list of lines."""
    made = []
    for number, lines in enumerate(tops, 1):
        prose = printed.prose(start, 30, x=left, words=f"{words} {'x' * number} goes on")
        made.append(printed.page(number, *lines, *prose))
    return printed.document(*made)


def gone(layout, *roles):
    """What was set aside, in any role or in these."""
    return [
        " ".join(one.text.split())
        for one in (*layout.asides, *layout.apart)
        if not roles or one.role in roles
    ]


@pytest.mark.parametrize(
    ("heights", "expected", "why"),
    [
        ((40, 42, 40, 42), HEADER, "print shifts a line by two points"),
        ((40, 44, 40, 44), TEXT, "lines four points apart do not stand at one height"),
        ((80, 80, 80, 80), HEADER, "80 points from the edge is a margin"),
        ((140, 140, 140, 140), TEXT, "140 points from the edge is text"),
        ((40, 40, None, None, None), TEXT, "two pages of five may be chance"),
        ((40, 40, None, 40, None), HEADER, "three of five are not"),
        ((60, 60, 60), HEADER, "three pages, 60 points from the edge"),
        ((100, 100, 100), TEXT, "on three pages headings repeat by chance 100 points from the edge"),
        ((40, 40, None, 40, None, 40, None, 40, None, None), HEADER, "half of the pages"),
        ((40, None, None, 40, None, None, None, 40, None, None), TEXT, "three pages of ten"),
    ],
)
def test_words_that_recur(printed, heights, expected, why):
    """The same words at one height near the edge of enough pages are a header."""
    numbers = [printed.line((300, f"Page {n} of 9"), y=30) for n in range(1, 11)]
    tops = [
        []
        if y is None
        else [number] * (y > 70 and len(heights) > 3) + [printed.line((70, "Harbour accord"), y=y)]
        for number, y in zip(numbers, heights, strict=False)
    ]
    start = heights[0] + 14 if len(heights) == 3 else 200
    assert ("Harbour accord" in gone(sort_lines(book(printed, *tops, start=start)))) is expected, why


@pytest.mark.parametrize(
    ("other", "expected", "why"),
    [
        ({"y": 40, "size": 10.4}, HEADER, "a size rounded up is the same size"),
        ({"y": 40, "size": 10.6}, TEXT, "another size is another style"),
    ],
)
def test_a_line_set_like_the_header(printed, other, expected, why):
    """On one page other words stand where the header stands on the others, in its type."""
    tops = [[printed.line((70, "Harbour accord"), y=40)] for _ in range(5)]
    layout = sort_lines(book(printed, *tops, [printed.line((70, "Stores list"), **other)]))
    assert ("Stores list" in gone(layout)) is expected, why


@pytest.mark.parametrize(("y", "expected"), [(49, HEADER), (56, TEXT)])
def test_a_page_scanned_askew(printed, y, expected):
    """The header's words nine points lower are the header; sixteen points lower they are none."""
    tops = [[printed.line((70, "Harbour accord"), y=40)] for _ in range(5)]
    layout = sort_lines(book(printed, *tops, [printed.line((70, "Harbour accord"), y=y)]))
    assert (len(gone(layout)) == 6) is expected


@pytest.mark.parametrize(("y", "expected"), [(230, HEADER), (250, TEXT)])
def test_pages_printed_small(printed, y, expected):
    """Where pages begin at 200 points, a second header may stand 30 points further in, and not 50."""
    tops = [
        [printed.line((70, f"Deep {'y' * n} note"), y=200), printed.line((70, "Harbour accord"), y=y)]
        for n in range(5)
    ]
    assert ("Harbour accord" in gone(sort_lines(book(printed, *tops, start=300)))) is expected


@pytest.mark.parametrize(
    ("above", "pages", "of", "expected", "why"),
    [
        (28, 6, 6, HEADER, "two lines' space parts a header from the text"),
        (16, 6, 6, TEXT, "one line's space does not"),
        (60, 8, 10, HEADER, "most pages have a line there"),
        (60, 4, 10, TEXT, "four pages of ten are not most"),
    ],
)
def test_a_place_where_words_vary(printed, above, pages, of, expected, why):
    """Names of sections, each on two pages, at one height."""
    names = ["Alpha works", "Alpha works", "Beta rates", "Beta rates", "Gamma terms", "Gamma terms"]
    names = [*names, "Delta rules", "Delta rules"]
    at = range(pages) if pages > 5 else (0, 1, 4, 5)
    tops = [[printed.line((70, names[n]), y=120 - above)] if n in at else [] for n in range(of)]
    assert ("Alpha works" in gone(sort_lines(book(printed, *tops)))) is expected, why


@pytest.mark.parametrize(
    ("part", "bold", "expected", "why"),
    [
        ("Harbor", 0.0, HEADER, "six letters are a word"),
        ("Port", 0.0, TEXT, "four may be a mark"),
        ("Harbour accord", 0.4, HEADER, "a bold word does not make a heading"),
        ("Harbour accord", 0.6, TEXT, "a line mostly in bold is a heading"),
    ],
)
def test_a_part_that_recurs(printed, part, bold, expected, why):
    """Lines in the text's type, one part of which is the same on each page."""
    names = ["Money", "People", "Time", "Stores", "Boats", "Quays"]
    tops = [[printed.line((70, f"{name} - {part}"), y=50, bold=bold)] for name in names]
    assert (f"Money - {part}" in gone(sort_lines(book(printed, *tops)))) is expected, why


@pytest.mark.parametrize(
    ("feet", "expected", "why"),
    [
        (("harbour accord notice", 5), HEADER, "one letter misread in twenty"),
        (("harbour kit", 5), TEXT, "a short line is not told by likeness"),
        (
            ["minutes of the harbour board", "accounts of the stores office", "maintenance of the two quays"],
            TEXT,
            "other words are not the same words misread",
        ),
    ],
)
def test_a_scan_that_misreads_the_header(printed, feet, expected, why):
    """Each page of a scan has its header, with another letter misread each time."""
    if isinstance(feet, tuple):
        text = feet[0]
        feet = [text, text, *(text[:n] + "qzk"[n] + text[n + 1 :] for n in range(feet[1] - 2))]
    tops = [[printed.line((70, text), y=40)] for text in feet]
    made = book(printed, *tops)
    pages = [
        replace(page, lines=tuple(replace(line, confidence=80.0) for line in page.lines))
        for page in made.pages
    ]
    assert (feet[0] in gone(sort_lines(replace(made, pages=tuple(pages))))) is expected, why


@pytest.mark.parametrize(
    ("x", "y", "text", "expected", "why"),
    [
        (230, 780, "7", HEADER, "right of all labels"),
        (120, 780, "7", TEXT, "where a label may stand"),
        (297.5, 640, "1", HEADER, "the page's own number, low on it"),
        (297.5, 400, "1", TEXT, "too high on the page"),
        (319.5, 640, "1", HEADER, "22 points beside the middle"),
        (334.5, 640, "1", TEXT, "37 points beside the middle"),
    ],
)
def test_the_number_of_a_lone_page(printed, x, y, text, expected, why):
    """A number below the text of a document's only page."""
    lines = [*printed.prose(120, 12), printed.line((x, text), y=y)]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert (gone(layout, "page-number") == [text]) is expected, why


@pytest.mark.parametrize(
    ("letters", "below", "expected", "why"),
    [
        (98, 14, TEXT, "a clause that fills its line and runs on"),
        (98, 20, HEADER, "nothing stands right below it"),
        (63, 14, HEADER, "it does not fill its line"),
    ],
)
def test_text_that_recurs_at_the_edge(printed, letters, below, expected, why):
    """Annexes that open with the same clause at the same height."""
    first = (
        "1. In this annex words have the meaning which was given to them in the main text of it, and"
        " further words " * 2
    )[:letters]
    tops = [
        [printed.line((70, first), y=60), printed.line((70, f"{'abcd'[n]}ccord {'t' * 50}"), y=60 + below)]
        for n in range(4)
    ]
    document = book(printed, *tops, words="Text that fills its line to the right edge of the page with")
    assert (first.strip() in gone(sort_lines(document))) is expected, why


@pytest.mark.parametrize(
    ("label", "words", "expected", "why"),
    [
        ("9.", 14, HEADER, "a long heading"),
        ("9.", 25, TEXT, "no heading has 25 words"),
        ("2.1.3", 4, HEADER, "a number in three parts before the heading"),
        ("2.1.3.4", 4, TEXT, "a number in four parts"),
    ],
)
def test_a_heading_repeated_at_the_edge(printed, label, words, expected, why):
    """Page 3 has the heading of page 2 at the height of the header."""
    said = " ".join(["moorings", "quays", "cranes", "sheds", "boats"] * 5).split()[:words]
    title, head = [printed.line((70, "Harbour accord"), y=40)], printed.line((300, " ".join(said)), y=40)
    made = book(printed, title, title, [head], title, title)
    heading = printed.line((70, f"{label} {' '.join(said)}"), y=600, page=2)
    pages = [replace(page, lines=(*page.lines, heading)) if page.number == 2 else page for page in made.pages]
    assert (" ".join(said) in gone(sort_lines(replace(made, pages=tuple(pages))))) is expected, why


@pytest.mark.parametrize(("words", "expected"), [(6, HEADER), (10, TEXT)])
def test_a_title_of_two_pages(printed, words, expected):
    """A title of six words that page 1 names is one; a line of ten words is text."""
    title = " ".join(
        ["Strategy", "and", "stores", "of", "the", "board", "for", "all", "the", "quays"][:words]
    )
    named = printed.line((70, f"see the {title} below"), y=60)
    top = printed.line((70, title), y=40)
    assert (title in gone(sort_lines(book(printed, [named], [top], [top], [])))) is expected


# ------------------------------------------------------------------ margins


def numbered(printed, pages, rows, *, has=None, number=None, small=None, beside=0):
    """Pages whose lines have numbers at x 40: those that `has` names, running on in small letters."""
    made, count = [], 0
    for sheet in range(1, pages + 1):
        lines = []
        for row in range(rows):
            begins = "running on" if small is None or count % 25 < small else "Running on"
            cells = [(70, f"{begins} {'x' * (row % 7)}")]
            if has is None or row in has:
                count += 1
                cells.insert(0, (40, str(number(count) if number else count)))
            lines.append(printed.line(*cells, y=100 + 20 * row))
        for row in range(beside):
            cells = [(350, str(count + row + 1)), (380, "Second column")]
            lines[row] = printed.line(
                *[(span.x0, lines[row].text[span.start : span.end]) for span in lines[row].spans],
                *cells,
                y=lines[row].baseline,
            )
        count += beside
        made.append(printed.page(sheet, *lines))
    return printed.document(*made)


@pytest.mark.parametrize(
    ("made", "expected", "why"),
    [
        ({"pages": 3, "rows": 25, "has": range(19)}, True, "a few lines without a number"),
        ({"pages": 3, "rows": 25, "has": range(10)}, False, "most lines without a number"),
        ({"pages": 3, "rows": 10}, True, "ten numbers a page"),
        ({"pages": 3, "rows": 6}, False, "six numbers a page may be a list"),
        ({"pages": 1, "rows": 25}, True, "25 numbers on an only page"),
        ({"pages": 1, "rows": 15}, False, "15 numbers on an only page may be a list"),
        ({"pages": 3, "rows": 20, "number": lambda n: n + 90 * (n % 20 == 9)}, True, "one number misread"),
        ({"pages": 3, "rows": 20, "number": lambda n: n + 90 * (n % 4 == 1)}, False, "one of four misread"),
        ({"pages": 2, "rows": 25, "small": 3}, True, "an eighth of the lines runs on in small letters"),
        ({"pages": 2, "rows": 25, "small": 2}, False, "every twelfth line begins small: a list"),
    ],
)
def test_numbers_that_count_the_lines(printed, made, expected, why):
    """Numbers in the margin that count the lines of text beside them."""
    assert bool(gone(sort_lines(numbered(printed, **made)), "line-number")) is expected, why


@pytest.mark.parametrize(("rows", "expected"), [(3, True), (2, False)])
def test_a_second_column_of_line_numbers(printed, rows, expected):
    """Three numbers that go on from the first column are line numbers too; two may be chance."""
    found = gone(sort_lines(numbered(printed, 1, 25, beside=rows)), "line-number")
    assert ("26" in found) is expected


def sided(printed, notes, *, gap=10, size=8.0, text="Duty to"):
    """A page of text from x 120 on with this many side notes that end `gap` points left of it."""
    lines = [
        printed.line((120, "The keeper shall light the lamp at dusk."), y=100 + 14 * n) for n in range(30)
    ]
    beside = [
        printed.line((120 - gap - 5 * len(text), text), y=line.baseline, size=size)
        for line in lines[: 4 * notes : 4]
    ]
    return printed.document(printed.page(1, *beside, *lines))


@pytest.mark.parametrize(
    ("made", "expected", "why"),
    [
        ({"notes": 4, "size": 8.0}, True, "set in four fifths of the text's size"),
        ({"notes": 4, "size": 9.0}, False, "set in nine tenths of it"),
        ({"notes": 4, "gap": 6}, True, "six points clear of the text"),
        ({"notes": 4, "gap": 3.5}, False, "so near that it may overhang the text"),
        ({"notes": 3}, True, "three on the page"),
        ({"notes": 2}, False, "two on the page may be stray"),
        ({"notes": 4, "text": "Fee"}, True, "a word of three letters"),
        ({"notes": 4, "text": "No"}, False, "a word of two letters"),
    ],
)
def test_small_words_beside_the_text(printed, made, expected, why):
    """Side notes are small, outside the text, and words."""
    assert bool(gone(sort_lines(sided(printed, **made)), "side-note")) is expected, why


@pytest.mark.parametrize(
    ("x", "further", "expected", "why"),
    [
        (450, 0, ["Deleted: three of them"], "right of the text"),
        (250, 0, [], "where text stands"),
        (450, 1.5, ["Deleted: three of them"], "a point further left than it began"),
        (450, 2.5, ["Deleted: three"], "further left: no line of it"),
    ],
)
def test_a_balloon_beside_the_text(printed, x, further, expected, why):
    """What a reviewer's balloon says, and the line it runs on over."""
    lines = [
        printed.line((70, "Costs are"), (x, "Deleted: three"), y=100),
        printed.line((70, "shared by"), (x - further, "of them"), y=114),
    ]
    assert gone(sort_lines(printed.document(printed.page(1, *lines))), "comment") == expected, why


@pytest.mark.parametrize(("size", "expected"), [(22, True), (14, False)])
def test_large_words_behind_the_text(printed, size, expected):
    """Words twice as large as the text on each page are a watermark; headings are smaller."""
    tops = [[printed.line((200, "Copy"), y=400, size=size)] for _ in range(4)]
    assert bool(gone(sort_lines(book(printed, *tops, start=420)), "watermark")) is expected


@pytest.mark.parametrize("text", ["Page 4 of 9", "4 of 9", "4/9"])
def test_a_number_that_says_it_is_a_pages(printed, text):
    """On a single page nothing counts on, but the line says what it is."""
    lines = [*printed.prose(100, 20), printed.line((70, text), y=780)]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.set_aside(layout, "page-number") == [text]
