"""Pages written as text for tests: what stands where, without any PDF."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mouarchive.model import Box, Document, Line, Page, Quality, Rule, Span

LETTER = 5.0
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
    """The texts set aside in a role."""
    return texts(one for one in layout.asides if one.role == role)


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
