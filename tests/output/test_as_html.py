"""The redline as one HTML file: it needs nothing else, and can be read without colour, sight or a mouse."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from msgspec import structs

from mouarchive.answers.comparison import compared
from mouarchive.model import Change, ChangeClass, ChangeKind, Comparison, DiffPart, Op, Warn
from mouarchive.output import as_html

_VOID = {"meta", "input", "br", "wbr", "link", "img"}


class Read(HTMLParser):
    """What a browser would make of the file: elements, ids, visible text; fails where tags do not match."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.ids, self.text, self.told = [], [], [], "", ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in _VOID:
            self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not {"style", "script", "title"} & {tag for tag, _ in self.open}:
            self.told += data
            if ("span", "vh") not in self.open:
                self.text += data


@pytest.fixture
def page(old, new, whole):
    """The file."""
    return as_html.page([compared(old, new, whole)], "Old & new")


def test_summary_first(page):
    """Banner, counts and warnings stand before the first change; dates, hashes and coverage last."""
    text = Read(page).text
    head, tail = text.partition("To beware of")[0], text.rpartition("The two texts")[2]

    assert "Specimen: written for demonstration, never released by anyone." in head
    assert "Old & new" in head
    for part in ("2015-12-18", "a" * 64, "b" * 64, "16 pages, 5 clauses", "request"):
        assert part in tail
    assert "old, pages 3\u20134, 7: read by OCR" in text.partition("Next change")[0]
    assert "Not shown: 2 unchanged clauses." in head


def test_a_change_says_what_it_is(page):
    """A change is shown with number, kind, class and pages; what was only renumbered is listed."""
    text = Read(page).text

    assert "16: modified (substantive)" in text
    assert "page 11 → page 10\n" in text
    assert "Records are kept for sixtwelve months." in text
    assert "Renumbered, words unchanged15.2.7 → 15.2.6" in text


def test_screen_readers_are_told(page):
    """Every marked run begins and ends with words, since screen readers pass over `ins` and `del`."""
    told = Read(page).told

    assert "[removed: six end of removed][added: twelve end of added]" in told
    assert len(re.findall("<(?:ins|del)>", page)) == told.count("[removed: ") + told.count("[added: ")


def test_nothing_is_loaded(page):
    """The file names no other: no address, no script or style from elsewhere, and its policy forbids them."""
    read = Read(page)

    assert "://" not in page
    assert not {tag for tag, _ in read.tags} & {"link", "img", "iframe", "object", "base"}
    assert not [
        name for _, attrs in read.tags for name in attrs if name in {"src", "style"} or name[:2] == "on"
    ]
    (policy,) = [attrs["content"] for _, attrs in read.tags if attrs.get("http-equiv")]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_part_can_be_named(page):
    """Ids are distinct, every label refers to one that is there, and the language is given."""
    read = Read(page)
    named = [attrs["aria-labelledby"] for _, attrs in read.tags if "aria-labelledby" in attrs]

    assert len(read.ids) == len(set(read.ids))
    assert named
    assert set(named) <= set(read.ids)
    assert ("html", {"lang": "en"}) in read.tags


def test_hostile_text_is_text(old, new):
    """A PDF's text is shown, never obeyed; characters that turn the reading order are named."""
    bad = structs.replace(old.clauses[0], text="</script><script>alert(1)</script> \u202e & <b>", eid="<i>")
    change = Change(ChangeKind.REMOVED, bad, None, change_class=ChangeClass.SUBSTANTIVE,
                    diff=(DiffPart(Op.DELETE, bad.words),))  # fmt: skip
    source = structs.replace(old, name="<img src=x>", clauses=(bad,))
    page = as_html.page([compared(source, new, Comparison((change,)))], "<title>")

    assert page.count("<script>") == 1
    assert "\u202e" not in page
    assert "<script>alert(1)</script> [U+202E] & <b>" in Read(page).text
    assert "img" not in {tag for tag, _ in Read(page).tags}


def test_a_series_is_one_file(old, new, whole):
    """Several pairs have one set of filters, a summary each, and still distinct ids."""
    page = as_html.page([compared(old, new, whole), compared(old, new, whole)], "series")
    read = Read(page)

    assert len([1 for tag, _ in read.tags if tag == "nav"]) == 1
    assert read.text.count("Summary: ") == 2
    assert len(read.ids) == len(set(read.ids))


def test_no_change(new):
    """Two equal texts give a file that says so, without a specimen banner."""
    page = as_html.page([compared(new, new, Comparison(()))], "same")

    assert "No difference." in page
    assert "specimen" not in page.lower()


def test_long_passages(old, new, whole):
    """With a context, long unchanged passages are cut as in text; without one nothing is."""
    long = DiffPart(Op.EQUAL, "word " * 100)
    last = structs.replace(whole.changes[-1], diff=(*whole.changes[-1].diff, long))
    pair = compared(old, new, whole, [last])

    assert as_html.page([pair], "t").count("word ") == 100
    assert as_html.page([pair], "t", context=3).count("word ") < 10


def test_what_to_beware_of_stands_before_the_counts(whole, old, new):
    """Who is told that no clause could be read is told before the number of clauses removed."""
    empty = compared(
        old,
        structs.replace(new, clauses=()),
        structs.replace(whole, warnings=(Warn("no-clauses", "none read"),)),
    )
    made = as_html.page([empty], "x")
    assert made.index("none read") < made.index("How many clauses")
