"""What each page shows, asked for as a browser would."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as ET

import pytest

from mouarchive.archive.database.schema import VIEWS

C10 = "/agreements/specimen/1.0"

COMPARE = "/agreements/specimen/compare/1.0/2.1"
PHRASE = "/phrases/?q=(once+collected)+nationality"


def words(answer) -> str:
    """The text a reader sees, without tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "What did the agreement say"),
        ("/agreements/specimen", "Specimen memorandum on pupil data"),
        ("/agreements/registered", "The text of no version is held here yet"),
        (C10, "15.2.6"),
        ("/agreements/specimen/0.1", "withheld by the authority (FOIA s.35)"),
        (C10 + "/15.2.6", "(Once collected) Nationality"),
        (COMPARE, "From version 1.0 to version 2.1"),
        ("/phrases/", "Watched phrases"),
        (PHRASE, "vanishes between 1.0"),
        ("/statements", "The items will not be passed on."),
        ("/search", "Type a phrase"),
        ("/search?q=nationality", "1 clause holds “nationality”"),
        ("/mouarchive", "clauses"),
        ("/mouarchive/clauses", "as extracted"),
    ],
)
def test_every_page_answers_and_says_what_it_is_for(get, path, said):
    """Each address of the site shows its page, in English, with one heading of the first rank."""
    answer = get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="en-GB">' in answer.text
    assert answer.text.count("<h1") == 1
    assert said in words(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/agreements/nothing",
        "/agreements/specimen/9.9",
        C10 + "/99.9",
        "/agreements/specimen/compare/1.0/9.9",
        "/agreements/specimen/compare/1.0/2.0",
        "/agreements/specimen/lineages/none",
        "/agreements/registered/lineages/specimen-00000000",
        "/agreements/specimen/compare",
        "/phrases/?q=x&agreement=nothing",
        "/copies/" + "0" * 64 + ".pdf",
        "/copies/" + "0" * 64 + "/pages/1",
        "/mouarchive/nothing",
        "/-/plugins",
        "/-/threads",
        "/-/metadata.json",
    ],
)
def test_what_is_not_there_is_a_friendly_404(get, path):
    """A wrong address says so, offers a search, and says nothing of the code behind it."""
    answer = get(path)
    assert answer.status_code == 404
    if not path.endswith(".json"):
        assert "Nothing at this address" in answer.text
        assert "Traceback" not in answer.text
        assert "mouarchive.archive" not in answer.text


@pytest.mark.parametrize(
    ("typed", "permanent"),
    [
        ("/agreements/specimen/v1.0", C10),
        (C10 + "/15.2.6.", C10 + "/15.2.6"),
        ("/agreements/specimen/compare/v1.0/v2.1", COMPARE),
        ("/agreements/specimen/compare?old=1.0&new=2.1", COMPARE),
    ],
)
def test_other_spellings_lead_to_the_permanent_address(get, typed, permanent):
    """A number or label typed otherwise is understood, and the address becomes the permanent one."""
    answer = get(typed)
    assert (answer.status_code, answer.headers["location"]) == (301, permanent)


def test_a_version_tells_how_it_was_read_before(get):
    """A technical upgrade stands on the page of its version, with the older words, called no change."""
    answer = get("/agreements/specimen/2.1")
    said = words(answer)
    assert "Technical upgrade, no change of the agreement: the same bytes are read otherwise" in said
    assert "read by older <i>reader before" in said
    assert "Horne <b>address" in said
    assert "<i>reader" not in answer.text
    assert "How it was read before" not in words(get(C10))


def test_the_comparison_shows_one_removal_and_renumbered_followers(get):
    """Nationality alone is not in the newer version; what followed it is renumbered, not changed."""
    answer = get(COMPARE)
    assert re.search(r"<strong>1</strong> removed", answer.text)
    assert "1 removed, 0 added, 2 modified" in words(answer)
    assert re.search(r"<strong>2</strong> renumbered", answer.text)
    assert re.search(r"<strong>2</strong> modified", answer.text)
    assert "15.2.7 → is now 15.2.6" in words(answer)


def test_the_redline_is_readable_without_colour_and_by_screen_readers(get):
    """What came in and went out is marked by elements and by words, never by colour alone."""
    text = get(COMPARE).text
    assert '<del><span class="vh">[taken out: </span>10<span class="vh">' in text
    assert '<ins><span class="vh">[put in: </span>20<span class="vh">' in text


def test_unchanged_clauses_are_folded_and_counted(get):
    """Runs of clauses in which nothing differs stand as one line that says how many and which."""
    said = words(get(COMPARE))
    assert "4 unchanged clauses: 1 to 2" in said
    assert "3 unchanged passages: the opening to recital (A)" in said


def test_the_filter_shows_only_the_kinds_chosen(get):
    """Without script too, `only=` keeps what was asked for and drops the rest."""
    text = words(get(COMPARE + "?only=removed"))
    assert "(Once collected) Nationality" in text
    assert "working days" not in text
    assert "unchanged clauses" not in text.split("Differences")[1]


def test_a_comparison_that_jumps_over_versions_says_so(get):
    """Versions in between whose text is not held are named once, and what cannot be known is said."""
    said = words(get(COMPARE))
    assert "between 1.0 and 2.1 lies 2.0, whose text is not held or could not be read" in said
    assert said.count("lies 2.0") == 1


def test_a_comparison_read_backwards_says_so(get):
    """Newer to older is possible, with a warning and the way to turn it round."""
    assert "this page reads backwards" in words(get("/agreements/specimen/compare/2.1/1.0"))


def test_the_clause_page_carries_its_evidence(get):
    """Page, place, fingerprint, container and history stand on the page of a clause."""
    text = words(get(C10 + "/15.2.6"))
    assert "Version 1.0 15 Annex 5 Process Level MoU 15.2 Clause 15.2.6" in text
    assert re.search(r"SHA-256 of the file [0-9a-f]{64}", text)
    assert "Page of the file 2" in text
    assert "72, 100 to 500, 120 points" in text
    assert re.search(r"2\.1 none not in this version, the next one held", text)


def test_a_renumbered_clause_is_followed_to_its_new_number(get):
    """The lineage shows the number in each version and that the words are the same."""
    text = words(get(C10 + "/15.2.7"))
    assert "unchanged, renumbered (15.2.7 → 15.2.6)" in text


def test_the_lineage_page_shows_the_words_with_differences_marked(get):
    """From the page of a clause one comes to its words in each version."""
    page = get(C10 + "/2.1").text
    path = re.search(r'href="(/agreements/specimen/lineages/[^"]+)"', page).group(1)
    text = get(path).text
    assert "<del>" in text
    assert "<ins>" in text


def test_the_phrase_page_tells_the_story(get):
    """Where the phrase stands, between which versions it vanishes, who said what, and what is not held."""
    text = words(get(PHRASE))
    assert "already stands in 1.0" in text
    assert "vanishes between 1.0" in text
    assert "2.0 not held" in text
    assert "A department" in text
    assert "<mark>(Once collected) Nationality</mark>" in get(PHRASE).text


def test_an_unknown_phrase_says_how_much_was_looked_through(get):
    """Not found is not the same as absent: the page says in how many versions there was text."""
    text = words(get("/phrases/?q=words+that+stand+nowhere"))
    assert "Not found in what could be read" in text
    assert "Not found in 2 versions that could be read; 2 versions not held or in doubt." in text
    assert "Nothing could be read; 1 version not held or in doubt." in text


def test_specimens_are_marked_on_every_page_of_theirs(get):
    """No reader can take a specimen for a released text; real agreements carry no such mark."""
    for path in ("/agreements/specimen", C10, C10 + "/15.2.6", COMPARE, PHRASE):
        assert "No public body made, used or released this text" in get(path).text, path
    assert "No public body made" not in get("/agreements/registered").text
    assert "tag-specimen" in get("/search?q=nationality").text
    assert "tag-specimen" in get("/").text


def test_an_agreement_without_text_has_a_useful_page(get):
    """Versions, sources, statements and claims that differ stand side by side."""
    text = words(get("/agreements/registered"))
    assert "Not held: known, but the file is not here" in text
    assert "December 2016" in text
    assert "Another page says December." in text
    assert "February 2017" in text


def test_the_four_dates_stand_apart(get):
    """Dated, in force, made public and taken in are four facts with a name each."""
    text = words(get("/agreements/specimen"))
    assert "Dated 18 December 2015" in text
    assert "In force from July 2015 to 6 October 2016" in text
    assert "Made public February 2017" in text
    assert "Taken into this archive 1 November 2026" in text


def test_near_matches_stand_apart_from_exact_ones(get):
    """Words with other punctuation between them are shown, but not as exact."""
    text = words(get("/search?q=once+collected+nationality"))
    assert "1 clause holds “once collected nationality”" in text
    assert "Near matches" in text


@pytest.mark.parametrize(
    "query", ["zzzz", '"', "*", "NEAR(", 'a"b OR c', "(" * 200, "^", "-", "a:b", "%00", "'"]
)
def test_no_search_text_is_search_syntax(get, query):
    """Whatever is typed is words, never an instruction to the search engine."""
    assert get("/search", params={"q": query}).status_code == 200
    assert get("/search", params={"q": query, "mode": "all"}).status_code == 200
    assert get("/phrases/", params={"q": query}).status_code == 200


@pytest.mark.parametrize("path", ["/search?q=", "/phrases/?q="])
def test_too_long_a_question_is_refused_in_words(get, path):
    """Beyond the limit the page says so, with status 400."""
    answer = get(path + "x" * 2000)
    assert answer.status_code == 400
    assert "longer than" in answer.text


def test_datasette_search_finds_nothing_for_nonsense(get):
    """The full-text index is known to Datasette: nonsense gives no row, and a word gives its rows."""
    assert get("/mouarchive/clauses.json?_search=zzzz&_shape=array").json() == []
    assert len(get("/mouarchive/clauses.json?_search=nationality&_shape=array").json()) == 1


def test_the_feed_is_well_formed_and_dated(get):
    """The feed is Atom, newest first, with permanent ids and full times."""
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(get("/changes.atom").text)  # noqa: S314 our own feed
    entries = feed.findall("a:entry", atom)
    titles = [entry.findtext("a:title", namespaces=atom) for entry in entries]
    assert any(title.startswith("[SPECIMEN]") and "1.0 → 2.1" in title for title in titles)
    stamps = [entry.findtext("a:updated", namespaces=atom) for entry in entries]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", stamp) for stamp in stamps)
    assert stamps == sorted(stamps, reverse=True)
    assert len({entry.findtext("a:id", namespaces=atom) for entry in entries}) == len(entries)


def test_robots_are_kept_from_costly_addresses(get):
    """Crawlers are asked to leave alone what multiplies without end."""
    text = get("/robots.txt").text
    for rule in ("/-/", "_facet", "_sort", "_next", "/search"):
        assert rule in text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/15.2.6", "Clause 15.2.6 version 1.0"),
        ("/front-1", "The opening version 1.0"),
        ("/front-2", "The opening, paragraph 2 version 1.0"),
        ("/recital-a", "Recital (A) version 1.0"),
        ("/footnote-1", "Footnote 1 (to clause 2.1) version 1.0"),
        ("/signature-1", "The signatures version 1.0"),
    ],
)
def test_every_clause_and_passage_is_headed_in_plain_words(get, path, title):
    """What stands over it is what people call it; its identifier stands in the address alone."""
    answer = get(C10 + path)
    assert title in re.sub(r"<[^>]+>", "", re.search(r"<h1>.*?</h1>", answer.text)[0])
    for eid in ("front-", "recital-a", "footnote-1", "signature-1"):
        assert eid not in words(answer).replace(f"clause {path[1:]} [", "")  # a citation names its place


@pytest.mark.parametrize(
    "path", [C10, COMPARE, "/search?q=Act+of", "/phrases/?q=census+of+pupils", "/search?q=memorandum"]
)
def test_no_reader_meets_an_identifier_of_ours(get, path):
    """Versions, comparisons, hits and traces call passages as people do."""
    said = words(get(path))
    assert re.search(r"footnote 1|recital \(A\)|the opening", said, re.IGNORECASE)
    assert not re.search(r"\b(front|recital|footnote|signature)-\w", said)


def test_a_version_stands_part_by_part(get):
    """Passages stand in reading order under the part of the document that they belong to."""
    text = get(C10).text
    parts = re.findall(r'<h3 class="part">(.*?)</h3>', text)
    assert parts == ["Opening, parties and recitals", "Clauses", "Signatures"]
    assert text.index("Schools hold a census") < text.index("Introduction</h3>")
    said = words(get(C10))
    assert "The opening, paragraph 2 between the two specimen departments" in said


def test_a_footnote_leads_to_its_clause_and_the_clause_to_it(get):
    """Who reads the one has a way to the other."""
    assert f'Its mark stands in <a href="{C10}/2.1">' in get(C10 + "/footnote-1").text
    assert f'Noted to it: <a href="{C10}/footnote-1">Footnote 1</a>' in get(C10 + "/2.1").text


def test_an_unpaired_clause_says_why_and_a_pair_says_by_what(get):
    """What set two clauses side by side, or why one stands alone, stands on the page of the change."""
    comparison = get(COMPARE)
    first, _, last = dict.fromkeys(re.findall(r'href="(/changes/[^"]+)"', comparison.text))

    assert "By what rule why: no clause like it in the newer version" in words(get(last))
    assert "By what rule paired by: " in words(get(first))
    assert "paired by" not in words(comparison)


def test_what_the_document_says_changed_stands_beside_what_was_found(get):
    """The notes in their own words, each claim with what was found there, and what no note declares."""
    answer = get(COMPARE)
    text = words(answer)
    said = text.split("What the document says changed")[1].split("Differences")[0]
    assert "2.1 (7 October 2016): “15.2.6 removed; 1.2 amended <b>” page 1" in said
    assert "First version" not in said
    assert "Declared and found (1)" in said
    assert "“15.2.6 removed” (2.1): 15.2.6 is not in the newer version" in said
    assert "Declared, not found (1)" in said
    assert "“1.2 amended <b>” (2.1): 1.2 has not changed" in said
    assert "1 note more names no clause." in said
    assert said.count("To reduce scope") == 1
    assert "Found, not named in any note (2) 2.1 Requests are answered" in said
    anchors = re.findall(r'<li>“15.2.6 removed”[^<]*<a href="#([^"]+)"', answer.text)
    assert anchors
    assert f'id="{anchors[0]}"' in answer.text
    assert "What the document says changed" not in words(get("/agreements/specimen/compare/2.1/1.0"))


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_views_answer_in_plain_datasette(get, view):
    """Each question asked of the tables has its page and its JSON, with its description."""
    answer = get(f"/mouarchive/{view}")
    assert answer.status_code == 200
    described = next(each.description for each in VIEWS if each.name == view)
    assert described in words(answer)
    assert isinstance(get(f"/mouarchive/{view}.json?_shape=array").json(), list)


def test_words_stand_apart_from_the_link_behind_them(get):
    """A full stop and the link that follows it do not run together, with hits and without any."""
    for words in ("the", "nobodywrotethis"):
        text = get(f"/search?q={words}").text
        assert re.search(r"\s<a [^>]*>Trace this phrase", text), words


def test_a_struck_word_does_not_touch_the_one_put_in(get):
    """What was struck and what came in its place stand a thin space apart."""
    assert "del + ins, ins + del { margin-inline-start" in get("/-/static-plugins/mouarchive/site.css").text


def test_see_the_change_leads_to_the_change_itself(get):
    """Where one change took the phrase away its own page is linked, not the whole comparison."""
    text = get("/phrases/?q=nationality").text
    links = re.findall(r'href="([^"]*)">see the change', text)

    assert links
    assert all(get(one).status_code == 200 for one in links)
    assert any(one.startswith("/changes/") for one in links), links
