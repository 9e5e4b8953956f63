"""Pages drawn as text: what the numbering tests are written in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from mouarchive.clauses.layout_values import BodyLine, ContentsEntry, Layout
from mouarchive.clauses.segmenting import segment_layout
from mouarchive.model import Aside, Box, Line, Segmentation, Span

LETTER = 5.0
LEFT = 72.0
STEP = 14.0


@dataclass
class Drawn:
    """A drawing taken apart."""

    segmentation: Segmentation

    @property
    def eids(self):
        return [clause.eid for clause in self.segmentation.clauses]

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
    notes = tuple(Aside(role, words, 1, Box(0, 0, 1, 1)) for role, words in asides)
    return Layout(tuple(body), notes, entries)


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
