"""Full-text search: exact and near, highlighted where it stands, never syntax."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mouarchive.archive.store import searching
from mouarchive.archive.store.searching import spans_of
from mouarchive.comparing import search_text
from mouarchive.errors import UsageError


def _found(result):
    return [(hit.version_label, hit.eid, hit.exact) for hit in result.hits]


def test_phrase_is_found_through_white_space_and_case_and_exact_comes_first(store):
    """Case and white space do not matter; other punctuation makes a hit near, and near hits come last."""
    result = store.search("(once collected) nationality")
    assert _found(result) == [
        ("1.0", "15.2.6", True),
        ("1.0", "annex-a.1.1", False),
        ("2.1", "annex-a.1.1", False),
    ]
    assert (result.total, result.exact, result.capped) == (3, 1, False)
    hit = result.hits[0]
    assert [hit.words[start:end] for start, end in hit.spans] == ["(Once  collected)\nNationality"]


@pytest.mark.parametrize(
    ("words", "mode", "expected"),
    [
        ("officials", "phrase", "annex-a.1.1"),  # printed with a ligature
        ("attendance", "phrase", "15.2.7"),  # printed with a footnote mark
        ("school of attendance", "phrase", "15.2.7"),  # printed with a space that does not break
        ("attendance school", "all", "15.2.7"),
        ("15.2.5", "phrase", "15.2.5"),
        ("annex", "phrase", "15"),
    ],
)
def test_words_are_found_as_people_read_them(store, words, mode, expected):
    """Ligatures, footnote marks and odd spaces hide no word; a clause's number and heading are found too."""
    assert expected in [hit.eid for hit in store.search(words, mode=mode).hits if hit.version_label == "1.0"]


@pytest.mark.parametrize(
    "words",
    ["national", "ollected", "attendance school", "zzz", "", '"', "*", "NEAR(", "a AND b", "15 OR 16"],
)
def test_part_of_a_word_wrong_order_and_search_syntax_find_nothing(store, words):
    """Only whole words in the given order are a phrase, and operators of the index have no meaning."""
    assert store.search(words).hits == ()


def test_search_can_be_kept_to_an_agreement_and_counts_beyond_the_limit(store):
    """A limit shortens the list, not the counts; another agreement's clauses are left out."""
    assert store.search("data", agreement="visa-data").total == 0
    result = store.search("address", limit=1)
    assert (len(result.hits), result.total) == (1, 2)


def test_unknown_mode_and_endless_words_are_refused(store):
    """A mode that does not exist and a text of over 1,000 characters are wrong use, said in one line."""
    with pytest.raises(UsageError, match="use phrase or all"):
        store.search("x", mode="fuzzy")
    with pytest.raises(UsageError, match="1000 characters"):
        store.search("x" * 1001)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.sampled_from(["phrase", "all"]))
def test_no_text_breaks_the_search(store, words, mode):
    """Whatever is typed is searched for, never an error; every highlight lies inside the clause."""
    for hit in store.search(words, mode=mode).hits:
        assert all(0 <= start < end <= len(hit.words) for start, end in hit.spans)


@given(
    st.text(alphabet="ab -\n(\ufb01\u2019\u00ad\u0130\xb2", max_size=20),
    st.text("ab -(\ufb01\u2019\u0130", max_size=5),
)
def test_what_stands_between_other_words_is_found_exactly(around, needle):
    """A phrase put between two full stops is found exactly, and the highlight covers it."""
    words = f"{around} . {needle} . {around}"
    wanted = searching.fold(needle).text.strip()
    exact, spans = spans_of(needle, words, "phrase")
    if wanted:
        assert exact
        assert all(wanted in searching.fold(words[start:end]).text for start, end in spans)


@given(st.text(max_size=60))
def test_plain_form_maps_back(text):
    """Each character of the plain form knows its place in the text, never going backwards."""
    form = searching.fold(text)
    places = [form.span(at, at + 1) for at in range(len(form.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert "  " not in form.text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("o\N{LATIN SMALL LIGATURE FFI}ce  of\n the", "office of the"),
        ("infor-\nmation", "information"),
        ("Anglo-\nSaxon", "Anglo- Saxon"),
        ("co\N{SOFT HYPHEN}operate", "cooperate"),
        ("nationality\N{SUPERSCRIPT TWO}.", "nationality."),
        ("10\N{SUPERSCRIPT TWO}", "10\N{SUPERSCRIPT TWO}"),
        ("km\N{SUPERSCRIPT TWO}", "km\N{SUPERSCRIPT TWO}"),
        ("\N{RIGHT SINGLE QUOTATION MARK}s \N{EN DASH} x", "'s - x"),
        (" \t ", ""),
    ],
)
def test_plain_form_by_rule(text, form):
    """Ligatures, hyphens at line ends, footnote marks, quotes and white space become searching."""
    assert searching.fold(text).text == form.lower()


@settings(max_examples=200, deadline=None)
@given(st.text("abZ -\n(.\ufb01\u2019\u00ad\u200b\u0130\xb2\xa0\xe9\ufffe\u2010_5", max_size=30))
def test_check_sees_the_words_the_index_sees(text):
    """The words of the plain form are those of the text that is indexed: no hit is lost in the check."""
    indexed = search_text(text)
    assert [w for w, _, _ in searching.tokens(searching.fold(text).text)] == [
        w for w, _, _ in searching.tokens("".join(searching._small(c) for c in indexed))
    ]
