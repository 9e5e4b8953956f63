"""Pages drawn as text: what the numbering tests are written in."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from mouarchive.clauses.layout import Apart, BodyLine, ContentsEntry, Layout
from mouarchive.clauses.segment import segment_layout
from mouarchive.model import FURNITURE, Aside, Box, Document, Line, Page, Quality, Rule, Segmentation, Span

LETTER = 5.0
LEFT = 72.0
STEP = 14.0


@dataclass
class Drawn:
    """A drawing taken apart."""

    segmentation: Segmentation

    @property
    def eids(self):
        """The identifiers of the clauses, passages left out."""
        return [clause.eid for clause in self.segmentation.clauses if not clause.passage]

    @property
    def passages(self):
        """Identifier and text of each passage."""
        return [(one.eid, one.text) for one in self.segmentation.clauses if one.passage]

    def text(self, eid):
        return next(clause.text for clause in self.segmentation.clauses if clause.eid == eid)

    def heading(self, eid):
        return next(clause.heading for clause in self.segmentation.clauses if clause.eid == eid)


def draw(text, *, contents=(), asides=()):
    """A layout from a drawing: indentation is place, an empty line is space, *…* is bold, --- is a new page.

    Bold may begin or end inside a line (`1.1  *Fees*`). A line that begins with | is a table row, its cells
    parted by |. Two or more blanks inside a line are a wide gap.
    """
    body, page, y, fresh = [], 1, 100.0, True
    for raw in text.strip("\n").split("\n"):
        if raw.strip() == "---":
            page, y, fresh = page + 1, 100.0, True
        elif not raw.strip():
            y += STEP
        else:
            body.append(_line(raw, page, y, first=fresh))
            y, fresh = y + STEP, False
    entries = tuple(ContentsEntry(label, title, str(number), 1) for label, title, number in contents)
    furniture = tuple(Aside(role, words, 1, Box(0, 0, 1, 1)) for role, words in asides if role in FURNITURE)
    notes = tuple(
        Apart(role, (Line(words, 1, Box(0, 0, 1, 1), 1.0, 9.0),))
        for role, words in asides
        if role not in FURNITURE
    )
    return Layout(tuple(body), notes, furniture, entries)


def _line(raw, page, y, *, first):
    words = raw.strip()
    x = LEFT + LETTER * (len(raw) - len(raw.lstrip(" ")))
    parts = words.split("*")
    words = "".join(parts)
    thick, all_letters = (len("".join(part.split())) for part in ("".join(parts[1::2]), words))
    share = thick / (all_letters or 1)
    bold, lead = thick == all_letters > 0, not parts[0] and bool(words)
    cells = ()
    if words.startswith("|"):
        cells = tuple(cell.strip() for cell in words.strip("|").split("|"))
        words = " ".join(cells)
    spans, start = [], 0
    for end in [at for at in range(len(words)) if words[at : at + 2] == "  " and words[at - 1] != " "]:
        spans.append(Span(start, end, x + start * LETTER, x + end * LETTER, 11.0, bold=bold))
        start = end + len(words[end:]) - len(words[end:].lstrip(" "))
    spans.append(Span(start, len(words), x + start * LETTER, x + len(words) * LETTER, 11.0, bold=bold))
    box = Box(x, y - 9, x + LETTER * len(words), y + 2)
    line = Line(words, page, box, y, 11.0, bold=share, lead_bold=lead, spans=tuple(spans))
    return BodyLine(line, 1 if cells else None, cells, first)


@pytest.fixture(scope="session")
def drawn():
    """Take a drawing apart: `drawn(text).eids`."""

    def make(text, **options):
        return Drawn(segment_layout(draw(text, **options)))

    return make


@pytest.fixture(scope="session")
def layout_of():
    """The layout of a drawing."""
    return draw


@pytest.fixture(scope="session")
def scanned():
    """Take a drawing apart as if OCR had read it."""

    def make(text):
        layout = draw(text)
        body = tuple(replace(item, line=replace(item.line, confidence=90.0)) for item in layout.body)
        return Drawn(segment_layout(replace(layout, body=body)))

    return make


LEADING = 14.0


def line(*cells, y, size=10.0, page=1, bold=0.0, superscript=()):
    """A line at baseline y; each cell is (x, text) and becomes a span, letters five points wide."""
    text, spans = "", []
    for x, words in cells:
        start = len(text) + (2 if text else 0)
        text = f"{text}  {words}" if text else words
        spans.append(Span(start, start + len(words), x, x + LETTER * len(words), size, bold=bold > 0.5))
    box = Box(spans[0].x0, y - size, max(span.x1 for span in spans), y + 2)
    return Line(text, page, box, y, size, bold=bold, spans=tuple(spans), superscript=superscript)


def page(number, *lines, rules=(), width=600.0, height=800.0):
    """A page with these lines."""
    own = tuple(
        Line(**{**{name: getattr(one, name) for name in Line.__slots__}, "page": number}) for one in lines
    )
    return Page(number, width, height, own, Quality("test", sum(len(one.text) for one in own)), tuple(rules))


def document(*pages):
    """A document of these pages."""
    return Document("0" * 64, "test.pdf", 1, tuple(pages), "test")


def prose(y, count, *, x=70.0, words="The Participants will act in line with this agreement at all times"):
    """Lines of running text, one below the other."""
    return [line((x, f"{words} {'x' * index}".strip()), y=y + LEADING * index) for index in range(count)]


def grid(xs, ys):
    """The rules of a table with these column and row edges."""
    level = [Rule(Box(xs[0], y, xs[-1], y + 0.5), horizontal=True) for y in ys]
    upright = [Rule(Box(x, ys[0], x + 0.5, ys[-1]), horizontal=False) for x in xs]
    return [*level, *upright]


def texts(lines):
    """The words of lines, white space evened out."""
    return [" ".join(one.text.split()) for one in lines]


def body(layout):
    """The texts of a layout's body."""
    return texts(item.line for item in layout.body)


def set_aside(layout, role):
    """The texts set aside, or apart, in a role."""
    return texts(one for one in (*layout.asides, *layout.apart) if one.role == role)


@pytest.fixture(scope="session")
def printed():
    """What the tests write pages with and read layouts by."""
    return SimpleNamespace(
        line=line,
        page=page,
        document=document,
        prose=prose,
        grid=grid,
        texts=texts,
        body=body,
        set_aside=set_aside,
    )
