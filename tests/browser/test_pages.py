"""What a reader meets on a phone and at a desk: no error, no breach of policy, no barrier."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COMPARE = "/agreements/specimen/compare/1.0/2.1"
PAGES = [
    "/",
    "/agreements/specimen",
    "/agreements/registered",
    "/agreements/specimen/1.0",
    "/agreements/specimen/0.1",
    "/agreements/specimen/1.0/15.2.6",
    "/agreements/specimen/1.0/footnote-1",
    COMPARE,
    COMPARE + "?only=number,removed",
    "/phrases/",
    "/phrases/?q=(once+collected)+nationality",
    "/statements",
    "/search?q=once+collected+nationality",
    "/mouarchive",
    "/mouarchive/clauses?_facet=kind",
    "/mouarchive/agreements/specimen",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def barriers(page) -> list[str]:
    """What axe finds, each as rule and place."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("width", [375, 1280], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_for_everyone(reader, path, width):
    """No error, nothing the policy forbids, nothing from elsewhere, no barrier, no scrolling sideways."""
    someone = reader(width)
    page = someone.go(path)
    assert someone.complaints == []
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "path", ["/", "/agreements/specimen", COMPARE, "/phrases/?q=nationality", "/mouarchive"]
)
def test_the_dark_colours_can_be_read_too(reader, path):
    """Contrast holds where the reader's system asks for dark colours."""
    assert barriers(reader(color_scheme="dark").go(path)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280], ids=["phone", "desk"])
def test_the_page_of_a_change_works_for_everyone(reader, width, scheme):
    """From the comparison to one change alone, and back to its place: no error, no barrier, no overflow."""
    someone = reader(width, color_scheme=scheme)
    page = someone.go(COMPARE)
    page.get_by_role("link", name=re.compile(r"Page of this change\W+#2")).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Change #2: footnote 1")
    assert page.locator("article ins").first.inner_text()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ranks = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    page.get_by_role("link", name="in the comparison").click()
    assert page.url.endswith("#change-2")
    expect(page.locator("#change-2")).to_be_in_viewport()
    assert someone.complaints == []


def test_an_error_page_has_no_barrier(reader):
    """A wrong address, too, is for everyone."""
    someone = reader(375)
    page = someone.go("/nothing")
    assert barriers(page) == []
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing at this address"


def test_hostile_text_does_nothing_in_a_real_browser(reader, made):
    """On no page does a document's text run, load or break anything."""
    label = quote(made.HOSTILE, safe="")
    someone = reader()
    for path in (
        "/agreements/hostile", f"/agreements/hostile/{label}", f"/agreements/hostile/{label}/1",
        f"/agreements/hostile/{label}/2", f"/agreements/hostile/compare/{label}/{label}",
        f"/search?q={label}",
        f"/phrases/?q={label}", "/statements", "/", "/mouarchive/clauses?agreement=hostile",
        "/mouarchive/agreements",
    ):  # fmt: skip
        page = someone.go(path)
        assert page.evaluate("document.querySelectorAll('img[src=x], main script').length") == 0, path
    assert someone.complaints == []


def test_headings_stand_in_order(reader):
    """No rank of heading is left out on the way down, so that they can be used as a table of contents."""
    someone = reader()
    for path in PAGES[:13]:
        ranks = someone.go(path).evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => Number(h.tagName[1]))"
        )
        assert ranks[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(ranks)), (
            path,
            ranks,
        )


def test_the_skip_link_leads_past_the_header(reader):
    """The first thing a keyboard reaches leads to the content."""
    page = reader().go("/agreements/specimen/1.0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_print_shows_the_text_without_the_site(reader):
    """On paper there is no menu and no search box, and what was put in stays marked."""
    page = reader().go(COMPARE)
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("article ins").first.is_visible()
    assert "underline" in page.locator("article ins").first.evaluate(
        "(e) => getComputedStyle(e).textDecorationLine"
    )
