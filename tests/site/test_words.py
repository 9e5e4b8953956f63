"""Dates, marks and addresses: the small pure parts."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.model import DiffPart, Op
from mouarchive.site import addresses
from mouarchive.site.rendering import is_link, redline, shown, sought
from mouarchive.words import counted, long_date


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2015-12-18", "18 December 2015"),
        ("2015-07", "July 2015"),
        ("2015", "2015"),
        ("2015-13", "2015-13"),
        ("soon", "soon"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(iso, said):
    """A month stays a month and a year a year; what is no date stays as it is."""
    assert long_date(iso) == said


def test_a_number_agrees_with_its_noun():
    """One clause, two clauses, a thousand with a comma."""
    said = [counted(1, "clause"), counted(0, "clause"), counted(1204, "match", "matches")]
    assert said == ["1 clause", "0 clauses", "1,204 matches"]


@pytest.mark.parametrize(
    ("source", "may"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("defenddigitalme.org", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(source, may):
    """A source that is no http or https address is shown as words."""
    assert is_link(source) is may


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@given(st.lists(st.tuples(st.text(), st.booleans())))
def test_highlighting_never_changes_the_text(pieces):
    """Whatever is marked, what is read is the text, and tags are only ours."""
    marked = str(sought(pieces))
    assert _plain(marked) == "".join(_plain(str(shown(text))) for text, _ in pieces)
    assert set(re.findall(r"<(/?\w+)", marked)) <= {"mark", "/mark", "span", "/span"}


def test_a_hit_is_marked_where_it_stands():
    """The piece sought is the piece marked."""
    assert str(sought([("a ", False), ("<b>", True), (" c", False)])) == "a <mark>&lt;b&gt;</mark> c"


@given(st.lists(st.tuples(st.sampled_from(list(Op)), st.text(alphabet="ab<&\"'> \n", max_size=5))))
def test_both_texts_can_be_read_out_of_a_redline(parts):
    """Without what was put in it is the old text, without what was taken out the new one."""
    marked = str(redline([DiffPart(op, text) for op, text in parts]))
    spoken = re.sub(r'<span class="vh">.*?</span>', "", marked)
    old = _plain(re.sub(r"<ins>.*?</ins>", "", spoken, flags=re.DOTALL))
    new = _plain(re.sub(r"<del>.*?</del>", "", spoken, flags=re.DOTALL))
    assert old == "".join(text for op, text in parts if op is not Op.INSERT)
    assert new == "".join(text for op, text in parts if op is not Op.DELETE)


@given(st.text(min_size=1).filter(lambda text: not any(0xD800 <= ord(char) < 0xE000 for char in text)))
def test_every_part_of_an_address_comes_back_as_it_went_in(part):
    """Any label or number survives the way into an address and out again, as one part of the path."""
    path = addresses.clause("a", part, part)
    pieces = path.split("/")
    assert [unquote(piece) for piece in pieces[2:]] == ["a", part, part]
