"""Just on this and just on the other side of each limit of sorting: lines of 10 points, letters 5 wide."""

from __future__ import annotations

import pytest

from mouarchive.clauses.cautions import bound_warnings, contents_warnings, tag_warnings
from mouarchive.clauses.columns import _labelled, read_columns
from mouarchive.clauses.control import is_history_head, read_control
from mouarchive.clauses.layout import ContentsEntry, Sheet, bands, phrases, pieces
from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Aside, Box, Clause, Line, Page, Quality, Span

HERE = Box(0, 0, 1, 1)

# ------------------------------------------------------------------ parts of lines


@pytest.mark.parametrize(("lower", "count"), [(2.5, 1), (4.5, 2)])
def test_lines_at_one_height(printed, lower, count):
    """A quarter of a letter lower is the same line of print; nearly half a letter lower is the next."""
    lines = [printed.line((70, "Anna"), y=100), printed.line((200, "Clerk"), y=100 + lower)]
    assert len(bands(lines)) == count


@pytest.mark.parametrize(("gap", "count"), [(5, 1), (8, 2)])
def test_the_space_after_a_sentence(printed, gap, count):
    """The next sentence follows after half a letter's height; four fifths of it part two cells."""
    assert len(phrases(printed.line((70, "shall be kept."), (140 + gap, "It stays"), y=100))) == count


@pytest.mark.parametrize(
    ("wide", "gap", "count", "why"),
    [
        (5.1, 2.0, 1, "letters as wide but for rounding"),
        (5.2, 2.0, 2, "letters of printers' type"),
        (5.0, 2.1, 1, "a gap of two blanks but for rounding"),
        (5.0, 2.19, 2, "a gap that is no number of blanks"),
    ],
)
def test_a_typewritten_line_with_doubled_blanks(wide, gap, count, why):
    """Typists justify a line by doubling blanks: its words are one text."""
    text = "the data  are kept"
    first = Span(0, 8, 70, 110, 10.0, bold=False)
    start = 110 + gap * max(wide, 5.0)
    second = Span(10, 18, start, start + 8 * wide, 10.0, bold=False)
    line = Line(text, 1, Box(70, 90, start + 8 * wide, 102), 100, 10.0, spans=(first, second))
    assert len(phrases(line)) == count, why


# ------------------------------------------------------------------ columns


def columns(printed, rows=25, *, right=264.0, other=(), words=5, long=40, space=0.0, titles=0, shift=None):
    """A page read in its columns: left text from 50 to 250, right text from `right`."""
    left, beside = [], []
    told = " ".join(["w" * (long // words - 1)] * words)
    for row in range(rows):
        y = 100 + 14 * row + space * (row >= rows // 2)
        own = told if not other or row in other else None
        x = 50 + (shift or 0) * (row == 5)
        cells = [(x, "left text of the first column of a page."[:40])]
        if own and shift is not None and row == 5:
            left.append(printed.line(*cells, (right, own), y=y))
            continue
        left.append(printed.line(*cells, y=y))
        if own:
            beside.append(printed.line((right, own if row else own + "w" * (40 - len(own))), y=y))
    above = [printed.line((50, "a title that goes over both columns of the page it is on"), y=20 + 4 * n)
             for n in range(titles)]  # fmt: skip
    lines = sorted([*above, *left, *beside], key=lambda line: line.baseline)
    page = printed.page(1, *lines)
    return read_columns([Sheet(page, page.lines)])[0]


@pytest.mark.parametrize(
    ("made", "count", "why"),
    [
        ({"right": 257}, 2, "a gutter of seven points"),
        ({"right": 254}, 1, "a gap of four points"),
        ({"titles": 5}, 2, "five titles over both columns"),
        ({"titles": 9}, 1, "nine lines over both columns of a page"),
        ({"rows": 12}, 2, "twelve rows a column"),
        ({"rows": 7}, 1, "seven rows a column may be a form"),
        ({"words": 5}, 2, "five words a row"),
        ({"words": 3, "long": 39}, 1, "three words a row may be cells"),
        ({"other": [*range(0, 25, 3), *range(1, 25, 3), 24, 2]}, 2, "a column with white space in it"),
        ({"other": [*range(0, 25, 3), 13, 24, 10]}, 1, "a column with less than half of the other's rows"),
        ({"long": 30}, 2, "lines that fill three quarters of their column"),
        ({"long": 18, "words": 4}, 1, "lines that fill less than half of it"),
    ],
)
def test_two_columns_of_prose(printed, made, count, why):
    """Two texts beside each other are columns where they are prose and a gutter parts them."""
    assert columns(printed, **made).columns == count, why


@pytest.mark.parametrize(("letters", "count"), [(22, 2), (14, 1)])
def test_a_narrow_column(printed, letters, count):
    """A column is at least 90 points wide: 110 are one, 70 are none."""
    told = ("the old law of sea " * 2)[:letters]
    lines = []
    for row in range(25):
        lines.append(printed.line((50, "left text of the first column of a page."), y=100 + 14 * row))
        lines.append(printed.line((264, told), y=100 + 14 * row))
    page = printed.page(1, *lines)
    assert read_columns([Sheet(page, page.lines)])[0].columns == count


@pytest.mark.parametrize(("over", "parts"), [(7.5, 2), (8.5, 1)])
def test_letters_that_overhang_the_gutter(printed, over, parts):
    """A line that reaches a point past the gutter's middle is cut there; further over, it crosses it."""
    found = columns(printed, right=262.0, shift=over)
    assert sum(line.box.x0 == 50 + over for line in found.lines) == 1
    whole = next(line for line in found.lines if line.box.x0 == 50 + over)
    assert len(whole.spans) == 3 - parts


@pytest.mark.parametrize(("gap", "count"), [(20, 1), (40, 2)])
def test_a_label_and_its_text(printed, gap, count):
    """Two sizes of type between a label and its text are usual; four are a gutter."""
    assert len(_labelled(pieces(printed.line((70, "(a)"), (85 + gap, "first item"), y=100)))) == count


@pytest.mark.parametrize(("space", "anew"), [(70, True), (42, False)])
def test_white_space_that_a_figure_fills(printed, space, anew):
    """Over six steps of white space the columns above are read to their end before those below."""
    found = columns(printed, space=space).lines
    first = next(n for n, line in enumerate(found) if line.box.x0 > 250)
    assert (first == 12) is anew


# ------------------------------------------------------------------ contents


def listed(printed, *rows, after=()):
    """The titles of the contents list of a first page with these rows, each cells or a text at x 70."""
    lines = [
        printed.line(*([(70, row)] if isinstance(row, str) else row), y=100 + 15 * n)
        for n, row in enumerate(rows)
    ]
    text = [printed.line((70, line), y=100 + 14 * n) for n, line in enumerate(after)]
    text += printed.prose(400, 10)
    layout = sort_lines(printed.document(printed.page(1, *lines), printed.page(2, *text)))
    return len(printed.set_aside(layout, "contents"))


LED = [f"{title} ............ {n}" for n, title in enumerate(("Costs", "Term", "Law"), 2)]
WRAPPED = ["of the works", "at the quays", "by the board", "and all others"]
PLAIN = [[(70, f"{'abcdefghijkl'[n]} title"), (480, str(n + 2))] for n in range(12)]


@pytest.mark.parametrize(
    ("rows", "count", "why"),
    [
        (["Contents", *LED, *WRAPPED[:3], "in Kent ......... 9"], 8, "a title over four rows"),
        (["Contents", *LED, *WRAPPED, "in Kent ......... 9"], 4, "text between two rows of dots"),
        (["Contents", *LED[:2], [(94, "quay rates  8")]], 4, "a number six points left of the others"),
        (["Contents", *LED[:2], [(90, "quay rates  8")]], 3, "a number ten points left of them"),
        (LED, 3, "three rows of dots"),
        (LED[:2], 0, "two rows of dots may be blanks"),
        ([*LED, *WRAPPED[:3]], 3, "half of the page has dots"),
        ([*WRAPPED, *LED, *WRAPPED[:3]], 0, "a form with three rows of dots"),
        (PLAIN[:9], 9, "nine rows with rising numbers"),
        (PLAIN[:6], 0, "six rows may be a table"),
        ([*PLAIN[:9], *WRAPPED[:3]], 9, "three quarters of the page"),
        ([*PLAIN[:9], *WRAPPED, *WRAPPED, *WRAPPED[:3]], 0, "less than half of the page"),
        (["Contents", *LED[:2], [(70, "Law"), (480, "52")]], 4, "page 52 of a longer book"),
        (["Contents", *LED[:2], [(70, "Law"), (480, "80")]], 3, "80 is no page of a short document"),
    ],
)
def test_a_contents_list(printed, rows, count, why):
    """Rows that end in page numbers are a list where enough of them do."""
    assert listed(printed, *rows) == count, why


@pytest.mark.parametrize(("heading", "count"), [("Costs of the harbour", 3), ("Costs of", 0)])
def test_a_title_broken_in_another_way(printed, heading, count):
    """A list without page numbers is known by headings that begin like its titles, with enough letters."""
    rows = ["Contents", "Costs of the harbour works and quays", "Term of this agreement and its end"]
    assert listed(printed, *rows, after=[heading, "Term of this agreement and its end"]) == count


# ------------------------------------------------------------------ control


@pytest.mark.parametrize(
    ("words", "at", "label", "why"),
    [
        (7, 0, "2.1", "a title of nine words"),
        (13, 0, None, "a sentence of fifteen words"),
        (2, 30, "2.1", "the thirtieth line of a cover"),
        (2, 50, None, "the fiftieth line is text"),
    ],
)
def test_the_version_that_a_cover_names(printed, words, at, label, why):
    """A short line near the top of the first page names the version."""
    lines = [printed.line((70, f"Line {'x' * n}"), y=100 + 12 * n) for n in range(at)]
    named = printed.line((70, f"{'word ' * words}Version 2.1"), y=100 + 12 * at)
    assert read_control([*lines, named], (), (), ()).label == label, why


@pytest.mark.parametrize(
    ("cover", "label"),
    [
        (["Data Sharing Agreement", "Version 2.1"], "2.1"),
        (["Data Sharing Guide Version 2.1"], "2.1"),  # the guide itself
        (["Harbour Board", "Data Guide", "Data Guide v2.1"], "2.1"),
        (["Agreement", "The parties", "Version 2.1 of this agreement"], "2.1"),
        (["Harbour Agreement", "The parties", "Version 2.1 of the Harbour Agreement"], "2.1"),
        (["Agreement", "see the Tariff Guide, version 3.1"], None),
        (["Agreement", "Version 2.1, replaces version 2.0"], "2.1"),
        (["Agreement", "Supersedes version 2.0", "Version 2.1"], "2.1"),
        (["Agreement", "The parties", "Tariff Guide, version 3.1"], None),
        (["Agreement", "The parties", "to be read with the", "Tariff, version 3.1"], None),
        (["Agreement", "The parties", "Version 3 of the Tariff"], None),
        (["Agreement", "made under the Open Government Licence v3.0"], None),
        (["X.509 Certificates", "Common Policy", "Framework Version 2.1"], "2.1"),
        (["Agreement", "The parties", "Open Government Licence v3.0", "v2.1"], "2.1"),
    ],
)
def test_the_version_of_a_work_that_is_cited_is_not_the_documents_own(printed, cover, label):
    """What a document says of itself is never taken from a guide, licence or older agreement it names."""
    lines = [printed.line((70, text), y=100 + 20 * n) for n, text in enumerate(cover)]
    assert read_control(lines, (), (), ()).label == label


@pytest.mark.parametrize(
    ("line", "date", "status"),
    [
        ("Draft of 7 October 2016", "2016-10-07", "draft"),
        ("replaces the draft of 3 May 2016", None, None),
        ("7 October 2016, replaces that of 3 May 2015", "2016-10-07", None),
        ("made under the Act of 25 May 2018", None, None),
    ],
)
def test_the_date_and_status_of_what_is_cited_are_not_the_documents_own(printed, line, date, status):
    """A date or status behind "replaces" or "under" is that of another work."""
    found = read_control(
        [printed.line((70, "Agreement"), y=100), printed.line((70, line), y=120)], (), (), ()
    )
    assert (found.date, found.status) == (date, status)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("the final figure", None),
        ("The Final Figure", None),
        ("4.1 The final figure is agreed", None),
        ("agreed in a draft report", None),
        ("Final payment is due", None),
        ("any consent may be withdrawn by either party", None),
        ("FINAL", "final"),
        ("Version 1.0 final", "final"),
        ("Status: draft", "draft"),
        ("Memorandum (final)", "final"),
        ("Final version of 7 October 2016", "final"),
        ("This is a DRAFT", "draft"),
        ("DRAFT HEADS OF TERMS", "draft"),
        ("Draft October 2016", "draft"),
        ("Withdrawn on 3 May 2018", "withdrawn"),
    ],
)
def test_a_status_is_said_of_the_document_and_of_nothing_in_its_text(printed, line, status):
    """A title or running line gives a status; words of a clause that happen to stand there give none."""
    lines = [printed.line((70, "Agreement"), y=100), printed.line((70, line), y=120)]
    assert read_control(lines, (), (), ()).status == status
    assert read_control((), [("Status", "Final and agreed")], (), ()).status == "final"


@pytest.mark.parametrize(("rank", "label"), [(5, "2.1"), (8, None)])
def test_the_version_that_a_footer_names(rank, label):
    """The fifth commonest running line may name the version; the eighth names a section."""
    texts = [f"Part {'x' * n}" if n != rank else "Version 2.1" for n in range(1, 11)]
    asides = [Aside("footer", text, 1, HERE) for n, text in enumerate(texts) for _ in range(30 - n)]
    assert read_control((), (), asides, ()).label == label


@pytest.mark.parametrize(("page", "label"), [(3, "2.1"), (5, None)])
def test_the_version_that_a_control_table_names(printed, page, label):
    """A table on the third page is document control; one on the fifth tells of other documents."""
    made = [printed.page(n, *printed.prose(100, 8, words=f"Page {'x' * n} of it")) for n in range(1, page)]
    cells = [("Version", "2.1"), ("Owner", "DfE"), ("Place", "Kent")]
    lines = [printed.line((80, a), (200, b), y=110 + 20 * n) for n, (a, b) in enumerate(cells)]
    rules = printed.grid([70, 190, 400], [95, 115, 135, 155])
    layout = sort_lines(printed.document(*made, printed.page(page, *lines, rules=rules)))
    assert layout.control.label == label


@pytest.mark.parametrize(("words", "head"), [(7, True), (14, False)])
def test_the_head_of_a_history(words, head):
    """The head of a table of versions names its columns in some ten words; a sentence is longer."""
    assert is_history_head(("Version", "Date", f"Change {'word ' * words}")) is head


# ------------------------------------------------------------------ cautions


@pytest.mark.parametrize(("entries", "told"), [(15, 15), (25, 21)])
def test_twenty_warnings_are_told(entries, told):
    """Fifteen entries that no clause bears out are all told; of twenty-five the last five are counted."""
    contents = [ContentsEntry(f"{n}", f"Title {n}", "", 1) for n in range(entries)]
    assert len(contents_warnings(contents, ())) == told


@pytest.mark.parametrize(("same", "told"), [(25, 0), (15, 1)])
def test_a_title_shortened_in_the_list(same, told):
    """A heading that begins like the list's title is the same; one that differs after 15 letters is not."""
    title = "abcdefghijklmnopqrstuvwxyzabcdefghij"
    clause = Clause("1", "1", f"{title[:same]}{'z' * 20}", "", 1, 1)
    assert len(contents_warnings([ContentsEntry("1", title, "2", 1)], [clause])) == told


@pytest.mark.parametrize(
    ("count", "differ", "told", "why"),
    [
        (6, 20, True, "six clauses again"),
        (4, 20, False, "four may be quoted in an annex"),
        (6, 9, True, "another ending"),
        (6, 5, False, "another beginning"),
    ],
)
def test_clauses_that_stand_there_again(count, differ, told, why):
    """Clauses with the same first words and numbers, further on in the file, are another copy."""
    words = ["each", "party", "shall", "keep", "what", "it", "receives", "secure", "and", "all", "of", "it"]
    again = [*words[:differ], "new", *words[differ + 1 :]]
    first = [Clause(f"{n}", f"{n}", None, " ".join(words), 1, 1) for n in range(count)]
    second = [Clause(f"{n}#2", f"{n}", None, " ".join(again), 9, 9) for n in range(count)]
    assert bool(bound_warnings([*first, *second], ())) is told, why


def tagged(tags, number=1):
    """A page with one line for each tag."""
    boxes = [Box(72, 60 + 20 * row, 500, 72 + 20 * row) for row in range(len(tags))]
    lines = tuple(Line(f"line {row}", number, box, box.y1, 11) for row, box in enumerate(boxes))
    return Page(number, 595, 842, lines, Quality("test", 100), tags=tuple(tags))


@pytest.mark.parametrize(
    ("tags", "codes", "why"),
    [
        ([*range(18), -1, -1], ["tags-artifact"], "two lines of twenty are no text"),
        ([*range(19), -1], [], "one line may be a mistake"),
        ([*range(12), *[-1] * 8], [], "tagged in part"),
        ([1, 0, 3, 2, 5, 4, 7, 6, 9, 8, *range(10, 20)], ["tags-order"], "five turns in twenty lines"),
        ([1, 0, 3, 2, 5, 4, *range(6, 20)], [], "three turns: notes and captions"),
    ],
)
def test_tags_that_differ(tags, codes, why):
    """What the file's own tags say of its lines is held against the reading."""
    assert [one.code for one in tag_warnings([tagged(tags)], ())] == codes, why


@pytest.mark.parametrize(("pages", "more"), [(6, False), (10, True)])
def test_pages_named_in_a_warning(pages, more):
    """Six pages are all named; of ten the first eight are."""
    made = [tagged([*range(18), -1, -1], n) for n in range(1, pages + 1)]
    assert ("..." in tag_warnings(made, ())[0].message) is more
