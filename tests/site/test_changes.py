"""Every change has a number to quote, a place in the list, a page of its own, and words to filter by."""

from __future__ import annotations

import html
import re

import pytest

COMPARE = "/agreements/specimen/compare/1.0/2.1"
BACK = "/agreements/specimen/compare/2.1/1.0"


def words(answer) -> str:
    """The text a reader sees, without tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def pages(answer) -> list[str]:
    """The addresses of the pages of changes that a page leads to, each once."""
    return [html.unescape(one) for one in dict.fromkeys(re.findall(r'href="(/changes/[^"]+)"', answer.text))]


def shown(answer) -> list[str]:
    """The numbers of the changes that stand on a comparison with their words."""
    return re.findall(r'<span class="place">(#\d+)</span>', answer.text)


def test_the_list_of_changes_stands_before_the_redline(get):
    """Number, clause, what happened and a few words; each line leads to the change on the page."""
    answer = get(COMPARE)
    before, after = answer.text.split('<h2 id="changes">')
    lines = re.findall(r'<li><a href="#([^"]+)">(#\d+)</a> <span>(.*?)</span></li>', before)
    assert [number for _, number, _ in lines] == ["#1", "#2", "#3"]
    assert html.unescape(lines[0][2]) == "2.1: modified (substantive; number, period): “10” → “20”"
    assert html.unescape(lines[1][2]).startswith("footnote 1: modified (substantive")
    assert html.unescape(lines[2][2]) == "15.2.6: removed (data-item): “(Once collected) Nationality”"
    for anchor, _, _ in lines:
        assert f'id="{anchor}"' in after


@pytest.mark.parametrize(
    ("only", "numbers"),
    [
        ("?only=removed", ["#3"]),
        ("?only=period", ["#1"]),
        ("?only=removed,period", ["#1", "#3"]),
        ("?only=removed&only=period", ["#1", "#3"]),
        ("?only=substantive", ["#1", "#2", "#3"]),
        ("?only=number", ["#1"]),
        ("?only=Removed,%20", ["#3"]),
        ("?only=money", []),
        ("", ["#1", "#2", "#3"]),
    ],
)
def test_the_filter_takes_kinds_classes_and_tags(get, only, numbers):
    """Together or one by one, as the command line takes them; list and redline keep to what was asked."""
    answer = get(COMPARE + only)
    assert shown(answer) == numbers
    assert re.findall(r'<li><a href="#[^"]+">(#\d+)</a>', answer.text) == numbers


def test_each_choice_says_how_many_it_keeps(get):
    """The number beside a word is how many changes stand on the page once it is chosen."""
    text = get(COMPARE).text
    boxes = re.findall(r'name="only" value="([^"]+)"[^>]*> ([^<(]+?) \((\d+)\)', text)
    assert {"removed", "substantive", "period", "renumbered"} <= {value for value, _, _ in boxes}
    for value, _, many in boxes:
        assert get(f"{COMPARE}?only={value}").text.count("<article") == int(many), value


def test_nothing_of_what_was_asked_for_is_said_of_what_was_asked_for(get):
    """That no change is of money does not say that nothing changed."""
    assert "No difference among what was asked for." in words(get(COMPARE + "?only=money"))
    assert "No difference." not in words(get(COMPARE + "?only=money"))


def test_a_word_that_the_filter_does_not_know_is_refused_in_words(get):
    """A mistyped word shows neither everything nor nothing: the page names the words there are."""
    answer = get(COMPARE + "?only=deleted")
    assert answer.status_code == 400
    assert "“only” does not know deleted; it knows added, removed" in words(answer)


def test_every_change_leads_to_a_page_of_its_own(get):
    """From a comparison, a clause and a lineage, to the same address."""
    found = pages(get(COMPARE))
    assert len(found) == 3
    assert found[0] in pages(get("/agreements/specimen/2.1/2.1"))
    lineage = re.search(
        r'href="(/agreements/specimen/lineages/[^"]+)"', get("/agreements/specimen/1.0/2.1").text
    )
    assert found[0] in pages(get(lineage[1]))
    for path in found:
        assert get(path).status_code == 200, path


def test_the_page_of_a_change_has_all_that_is_to_be_known_of_it(get):
    """The words, both versions with dates and files, what it is, where it stands, and its address."""
    path = pages(get(COMPARE))[0]
    answer = get(path)
    text = words(answer)
    assert "Change #1: 2.1 from version 1.0 to 2.1" in text
    assert "#1 2.1: modified (substantive; number, period): “10” → “20”" in text
    assert "<del>" in answer.text
    assert "18 December 2015" in text
    assert "7 October 2016" in text
    assert "February 2017" in text
    assert "substantive: words or figures differ" in text
    assert "What it touches number, period" in text
    assert "Where it stands Clauses: 2.1" in text
    assert path in text
    assert len(re.findall(r"[0-9a-f]{64}", text)) == 2
    for address in ("/agreements/specimen/1.0/2.1", "/agreements/specimen/2.1/2.1", COMPARE + "#change-1"):
        assert f'href="{address}"' in answer.text
    assert pages(answer)[0] == pages(get(COMPARE))[1]


def test_a_change_of_a_passage_is_called_by_its_name(get):
    """The page of a changed footnote says so."""
    text = words(get(pages(get(COMPARE))[1]))
    assert "Change #2: footnote 1" in text
    assert "footnote-1" not in text


def test_what_stands_on_one_side_only_says_so(get):
    """A removed clause has one place, and none in the newer version."""
    assert "Stands at not in this version" in words(get(pages(get(COMPARE))[2]))


def test_a_change_between_versions_that_are_no_neighbours_has_its_page_too(get):
    """Its address names the two versions, since nothing else knows of it."""
    found = pages(get(BACK))
    assert len(found) == 3
    assert all("?old=specimen%402.1&new=specimen%401.0" in path for path in found)
    assert "Change #1" in words(get(found[0]))
    assert get(found[0].partition("?")[0]).status_code == 404
    assert get(found[0].replace("specimen%401.0", "chain%401")).status_code == 404


def test_a_change_that_fell_away_says_what_took_its_place(get):
    """A version came in between: the old address still answers, and leads to the changes of now."""
    (gone,) = pages(get("/agreements/chain/compare/1/3"))
    first, second = pages(get("/agreements/chain/compare/1/2")) + pages(get("/agreements/chain/compare/2/3"))
    assert "?" not in gone
    answer = get(gone)
    assert "since 2026-11-01 2 has been public between the two versions: this change is now" in words(answer)
    assert {first, second} <= set(pages(answer))


@pytest.mark.parametrize("typed", [str.upper, lambda path: path + "%20"])
def test_a_change_typed_otherwise_leads_to_its_permanent_address(get, typed):
    """Capitals and blanks make no other change."""
    path = pages(get(COMPARE))[0]
    start, end = path.rsplit("/", 1)
    answer = get(f"{start}/{typed(end)}")
    assert (answer.status_code, answer.headers["location"]) == (301, path)


@pytest.mark.parametrize("path", ["/changes/bcdfghjkmnpq", "/changes/<b>", "/changes/%00"])
def test_an_unknown_change_is_a_page_in_plain_words(get, path):
    """An id that no change has is said to be one."""
    answer = get(path)
    assert answer.status_code == 404
    assert "no change has this id" in words(answer)
    assert "<b>" not in answer.text.split("<main")[1].split("</main")[0].replace("<b></b>", "")


def test_how_much_was_read_stands_with_every_answer(get):
    """Search says what it searched; versions in between are named with whether they are held."""
    assert "versions searched as far as their text could be read; not searched:" in words(
        get("/search?q=nationality")
    )
    assert words(get("/search?q=zebra")).count("whose text is not held") == 1
    assert "In between: 2.0 (not held)." in words(get(COMPARE))
