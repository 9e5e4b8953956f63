# ruff: noqa: RUF001 - look-alike characters are what is tested
"""A text made plain leads back, letter by letter, to the text as extracted."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.comparing.maps import layout_map, located, mapped, search_map
from mouarchive.comparing.normalise import layout_form, search_text

SOFT, FI, FFL, ACUTE, ZERO_WIDTH = "\u00ad", "\ufb01", "\ufb04", "\u0301", "\u200b"
LINE_END = "\ufffe"  # a hyphen at a line's end, as the engine tells it

TEXTS = st.text(max_size=60) | st.text(
    f"abZ9 -\n\t(.,'`{FI}{FFL}\u2019\u201c{SOFT}{ZERO_WIDTH}{ACUTE}\u0323\u0130²†\u00a0é"
    f"{LINE_END}‐–…½ⅷ각ᄀ\u1161\u11a8\u212a•☒",
    max_size=40,
)


def well_formed(it):
    """Whether the runs tile the text in order and never go back in the source: what every edit keeps."""
    if not it.runs:
        return not it.text
    last = it.runs[-1]
    whole = it.runs[0].start == 0 and last.start + last.length == len(it.text)
    inside = last.source + last.source_length <= len(it.source)
    joined = all(a.start + a.length == b.start for a, b in pairwise(it.runs))
    return whole and inside and joined and all(_forward(it, run.start) for run in it.runs[1:])


def _forward(it, at):
    """Whether a character neither begins nor ends before the one before it does.

    Two may share a character of the source, as the letters of a ligature do.
    """
    before, after = it.span(at - 1, at), it.span(at, at + 1)
    return before[0] <= after[0] and before[1] <= after[1]


@pytest.mark.parametrize(
    ("extracted", "wanted", "quoted"),
    [
        pytest.param("the fol-\nlowing", "following", "fol-\nlowing", id="hyphen at a line end"),
        pytest.param(f"the fol{LINE_END}\nlowing", "following", f"fol{LINE_END}\nlowing", id="engine's"),
        pytest.param(f"in{SOFT}formed of", "informed", f"in{SOFT}formed", id="soft hyphen"),
        pytest.param(f"de{FI}ned by", "defined", f"de{FI}ned", id="ligature"),
        pytest.param(f"a{FFL}icted", "afflicted", f"a{FFL}icted", id="ligature of three"),
        pytest.param(f"de{FI}ned", "f", FI, id="half a ligature is the whole"),
        pytest.param("two  \n words", "two words", "two  \n words", id="white space"),
        pytest.param("nationality² of", "nationality of", "nationality² of", id="footnote mark inside"),
        pytest.param("nationality² of", "nationality", "nationality", id="footnote mark beside"),
        pytest.param(f"nation{ZERO_WIDTH}ality", "nationality", f"nation{ZERO_WIDTH}ality", id="zero width"),
    ],
)
def test_what_is_found_in_the_search_text_is_quoted_as_extracted(extracted, wanted, quoted) -> None:
    """A hit in the plain text gives the words of the file, with all that the plain text left out of them."""
    plain = search_map(extracted)
    at = plain.text.index(wanted)
    assert plain.quote(at, at + len(wanted)) == quoted


@pytest.mark.parametrize(
    ("extracted", "quote", "shown"),
    [
        pytest.param("the “pupil’s” name", '"pupil\'s"', ["“pupil’s”"], id="curly quotes"),
        pytest.param("2015 – 2016", "2015 - 2016", ["2015 – 2016"], id="dash"),
        pytest.param(f"cafe{ACUTE}s only", "cafés", [f"cafe{ACUTE}s"], id="accent by itself"),
        pytest.param("cafés only", f"cafe{ACUTE}s", ["cafés"], id="accent in the letter"),
        pytest.param("one two three four", "one … four", ["one", "four"], id="ellipsis"),
        pytest.param("one two three four", "one ... four", ["one", "four"], id="three dots"),
        pytest.param("one two", "three", [], id="not there"),
        pytest.param("one two", "two … one", [], id="not in this order"),
    ],
)
def test_a_quote_is_located_whatever_signs_it_is_typed_with(extracted, quote, shown) -> None:
    """What somebody types is found in the words of the file, and those are what is shown."""
    assert [extracted[start:end] for start, end in located(extracted, quote)] == shown


@given(TEXTS)
def test_maps_hold_the_very_forms(text) -> None:
    """A map's text is the form that is searched or compared, to the letter."""
    assert search_map(text).text == search_text(text)
    assert layout_map(text).text == layout_form(text)


@given(TEXTS)
def test_every_character_leads_into_the_source_and_never_back(text) -> None:
    """Each plain character has a place of at least one character, and places follow each other."""
    for plain in (search_map(text), layout_map(text)):
        assert well_formed(plain)
        places = [plain.span(at, at + 1) for at in range(len(plain.text))]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(a[1] <= b[1] for a, b in pairwise(places))


@given(TEXTS, st.data())
def test_a_span_is_the_reach_of_its_characters(text, data) -> None:
    """A quote begins where its first character does and ends where its last one does."""
    plain = search_map(text)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    low, high = plain.span(start, end)
    if start < end:
        assert (low, high) == (plain.span(start, start + 1)[0], plain.span(end - 1, end)[1])
        assert plain.quote(start, end) == text[low:high]
    else:
        assert low == high


@given(st.text("ab c\n", max_size=30), st.sampled_from([FI, SOFT, "fol-\nlowing", f"e{ACUTE}", "  "]))
def test_there_and_back(around, odd) -> None:
    """The words of the file at a hit, made plain again, are what was found."""
    plain = search_map(f"{around} {odd}x {around}")
    for match in re.finditer(r"\S+(?: \S+)?", plain.text):
        assert search_text(plain.quote(*match.span())) == match.group()


@given(TEXTS)
def test_characters_in_exact_runs_are_the_source_s_own(text) -> None:
    """Where a run says one by one, letters and figures are those of the source, or its white space."""
    plain = search_map(text)
    for run in plain.runs:
        if run.exact and run.length > 1:
            made = plain.text[run.start : run.start + run.length]
            taken = text[run.source : run.source + run.source_length]
            assert all(a == b or (a == " " and b.isspace()) for a, b in zip(made, taken, strict=True))


@settings(max_examples=50)
@given(st.text("abc def. ", min_size=20, max_size=400))
def test_a_map_is_small(text) -> None:
    """A text without oddities has a run for each place where white space was joined, and one more."""
    joined = len(re.findall(r"\s{2,}", text.strip()))
    assert len(search_map(text).runs) <= 2 * joined + 1


@given(TEXTS, st.lists(st.sampled_from(["a", " ", "b-", "\n", "fi", "é"]), max_size=4))
def test_any_chain_of_edits_keeps_a_map_whole(text, edits) -> None:
    """Edits upon edits still tile the text and never turn round."""
    plain = mapped(text)
    for old in edits:
        new = {"a": "aa", " ": "", "b-": "b", "\n": " ", "fi": FI, "é": "e"}[old]
        expected = plain.text.replace(old, new)
        plain = plain.replaced(re.compile(re.escape(old)), new)
        assert plain.text == expected
        assert well_formed(plain)


def test_a_span_outside_the_text_is_refused() -> None:
    """A place that is not in the text has none in the source."""
    plain = search_map("one")
    with pytest.raises(IndexError, match="no span"):
        plain.span(0, 4)
    with pytest.raises(ValueError, match="nothing"):
        plain.edited([(1, 1, "new")])


def test_accents_typed_apart_are_put_together_as_unicode_does() -> None:
    """Marks in any order and letters of other scripts are composed as the standard says."""
    for text in (
        f"e{ACUTE}\u0323x",
        "\u1112\u1161\u11ab",
        f"a{ACUTE}{ACUTE}",
        f"{ACUTE}a",
        "\u212b",
        "\u0344",
    ):
        assert layout_map(text).text == " ".join(unicodedata.normalize("NFC", text).split())
