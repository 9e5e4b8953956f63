"""The redline as an HTML file, opened in a browser from the disk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from mouarchive.answers.comparison import compared
from mouarchive.answers.texts import Source
from mouarchive.comparing.comparison import compare
from mouarchive.model import Clause
from mouarchive.output import as_html

pytestmark = pytest.mark.browser

OLD = (
    Clause("1", "1", "Scope", "This agreement covers the pupils of all schools.", 1, 1),
    Clause("2", "2", "Items", "Surname, forename and (once collected) nationality.", 1, 1),
    Clause("3", "3", None, "Each department bears its own costs of this agreement.", 2, 2),
    Clause("4", "4", None, "Records are destroyed six months after the request.", 2, 2),
)
NEW = (
    OLD[0],
    Clause("2", "2", "Items", "Surname and forename of the child.", 1, 1),
    Clause("3", "3", None, "Records are destroyed twelve months after the request.", 2, 2),
    Clause("4", "4", None, "A new audit takes place in each and every year.", 2, 2),
)


@pytest.fixture
def opened(chromium, tmp_path):
    """The file in a browser, and what the browser complained of."""
    sources = [
        Source(name, f"{name}.pdf", name[0] * 64, 2, "made", clauses, specimen=True)
        for name, clauses in (("old", OLD), ("new", NEW))
    ]
    path = tmp_path / "redline.html"
    pair = compared(*sources, compare(OLD, NEW))
    path.write_text(as_html.page([pair], "old compared with new"), "utf-8")
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda asked: asked.url != path.as_uri() and page.complaints.append(asked.url))
    page.goto(path.as_uri())
    yield page
    assert page.complaints == []
    context.close()


def test_accessible(opened):
    """Axe finds nothing to object to, and nothing else is loaded."""
    found = Axe().run(opened).response["violations"]

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []


def test_keys(opened):
    """N and p go from change to change and say where one is; they can be switched off."""
    changes = opened.locator("[data-words]")
    opened.keyboard.press("n")
    assert changes.nth(0).evaluate("one => one === document.activeElement")
    opened.keyboard.press("n")
    assert opened.locator("#said").inner_text() == f"Change 2 of {changes.count()}"
    opened.keyboard.press("p")
    opened.keyboard.press("p")
    assert opened.locator("#said").inner_text() == f"Change {changes.count()} of {changes.count()}"
    opened.locator("#keys").uncheck()
    opened.keyboard.press("n")
    assert opened.locator("#said").inner_text() == f"Change {changes.count()} of {changes.count()}"


def test_filters(opened):
    """A filter hides its changes and says how many."""
    opened.get_by_label("removed", exact=True).uncheck()

    assert opened.locator('[data-words^="removed"]:visible').count() == 0
    assert "hidden by the filters" in opened.locator("#said").inner_text()
    assert opened.locator("[data-words]:visible").count() > 0
    opened.get_by_label("removed", exact=True).check()
    assert "0 hidden" in opened.locator("#said").inner_text()


def test_print(opened):
    """On paper there are no buttons, and no change is cut by the end of a page that could hold it."""
    opened.emulate_media(media="print")

    assert not opened.locator("nav.tools").is_visible()
    broken = "all => all.filter(one => getComputedStyle(one).breakInside !== 'avoid').length"
    assert opened.locator("article").count() > 0
    assert opened.locator("article").evaluate_all(broken) == 0
