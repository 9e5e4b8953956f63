"""What a reader does: search, follow a phrase, go through the changes by keyboard, without script as well."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COMPARE = "/agreements/specimen/compare/1.0/2.1"


def test_from_a_word_to_the_clause_and_its_page(reader):
    """Search on the home page, open the clause found, and see the very page it was read from."""
    someone = reader(375)
    page = someone.go("/")
    page.get_by_label("Search the text of every version held").fill("(once collected) nationality")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.locator("mark").inner_text() == "(Once collected) Nationality"
    page.get_by_role("link", name="15.2.6").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Clause 15.2.6")
    picture = page.locator("svg.page-picture image").get_attribute("href")
    shown = page.evaluate(
        "(src) => new Promise((done) => {"
        " const i = new Image(); i.onload = () => done(i.naturalWidth); i.src = src; })",
        picture,
    )
    assert shown > 500
    assert page.locator("svg.page-picture rect").count() == 1
    assert someone.complaints == []


def test_the_story_of_a_phrase(reader):
    """From the home page to when the phrase vanished, and on to the change itself."""
    someone = reader()
    page = someone.go("/")
    page.get_by_role("link", name="“(once collected) nationality”").first.click()
    assert page.locator(".events .vanishes").count() == 1
    assert page.locator(".states .present strong").inner_text() == "1.0"
    assert page.locator(".states .absent strong").inner_text() == "2.1"
    page.get_by_role("link", name="see the change").last.click()
    removed = page.locator("article.removed")
    assert "(Once collected) Nationality" in removed.inner_text()
    assert someone.complaints == []


def test_next_and_previous_change_by_key_and_button(reader):
    """N and p, or the buttons, lead to the next and the previous difference, and round at the end."""
    page = reader().go(COMPARE)
    ids = page.evaluate("[...document.querySelectorAll('[data-change]')].map((e) => e.id)")
    focus = "document.activeElement.id"
    seen = []
    for _ in ids:
        page.keyboard.press("n")
        seen.append(page.evaluate(focus))
    assert seen == ids
    page.keyboard.press("n")
    assert page.evaluate(focus) == ids[0]
    page.keyboard.press("p")
    assert page.evaluate(focus) == ids[-1]
    page.get_by_role("button", name="Next").click()
    assert page.evaluate(focus) in ids


def test_keys_typed_into_a_field_are_letters(reader):
    """Typing "n" in the search box types an n."""
    page = reader().go(COMPARE)
    page.locator("#quick").fill("")
    page.locator("#quick").press("n")
    assert page.locator("#quick").input_value() == "n"
    assert page.evaluate("document.activeElement.id") == "quick"


def test_the_filter_answers_at_once_and_says_how_many(reader):
    """Choosing a kind hides the others and tells a screen reader how many are left."""
    page = reader().go(COMPARE)
    every = page.locator("[data-change]").count()
    page.get_by_label("removed (").check()
    assert page.locator("[data-change]:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 difference shown"
    page.get_by_label("removed (").uncheck()
    assert page.locator("[data-change]:visible").count() == every


def test_everything_works_without_script(reader):
    """The filter, the choice of versions and the folded clauses need no JavaScript."""
    page = reader(java_script_enabled=False).go(COMPARE)
    page.get_by_label("renumbered (").check()
    page.get_by_role("button", name="Apply").click()
    assert page.url.endswith("?only=renumbered#changes")
    assert page.locator("article.change").count() == 2
    assert not page.locator(".toolbar").is_visible()
    page.get_by_label("Older version", exact=True).select_option("2.1")
    page.get_by_label("Newer version", exact=True).select_option("1.0")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/compare/2.1/1.0")
    page.locator("details.same summary").first.click()
    assert page.locator("details.same li").first.is_visible()


def test_classes_and_tags_are_filtered_without_script(reader):
    """Boxes of any group are sent together, list and redline follow, and "Show all" takes it back."""
    page = reader(java_script_enabled=False).go(COMPARE)
    page.get_by_label("periods (").check()
    page.get_by_label("removed (").check()
    page.get_by_role("button", name="Apply").click()
    assert page.locator("article.change .place").all_inner_texts() == ["#1", "#3"]
    assert page.locator("ol.listed a").all_inner_texts() == ["#1", "#3"]
    assert page.get_by_label("periods (").is_checked()
    page.get_by_role("link", name="Show all").click()
    assert page.locator("ol.listed a").all_inner_texts() == ["#1", "#2", "#3"]


def test_a_box_taken_out_of_a_filtered_page_brings_the_rest_back(reader):
    """With script, too: what was left out by the server is asked for again."""
    page = reader().go(COMPARE + "?only=removed")
    assert page.locator("article.change").count() == 1
    page.get_by_label("removed (").uncheck()
    expect(page.locator("article.change")).to_have_count(5)
    page.get_by_label("periods (").check()
    assert page.locator("[data-change]:visible").count() == 1


def test_the_list_of_changes_leads_to_each(reader):
    """A line of the list brings its change into view."""
    page = reader(375).go(COMPARE)
    page.locator("ol.listed").get_by_role("link", name="#3").click()
    assert page.url.endswith("#change-3")
    assert "(Once collected) Nationality" in page.locator("#change-3").inner_text()


def test_a_pdf_is_handed_over_as_a_file(reader):
    """The PDF as received is downloaded, not opened inside the site."""
    page = reader().go("/agreements/specimen/1.0")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF as received").click()
    assert download.value.suggested_filename.endswith(".pdf")
