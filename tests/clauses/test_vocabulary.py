"""The words round numbers, by language."""

from __future__ import annotations

import re

import pytest

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.numbering.placing import _RANKS
from mouarchive.clauses.vocabulary import (
    CONTAINERS,
    DIVISIONS,
    LANGUAGES,
    UNITS,
    family_of,
    one_of,
    spellings,
)

NO_LISTS = {"code", "families", "behind", "ordinals"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_every_language_opens_only_sorts_of_labels_that_are_known(language):
    """The sorts stand in eids and are the same in every language."""
    assert set(language.families) <= CONTAINERS | set(UNITS)


@pytest.mark.parametrize("word", spellings())
def test_each_word_opens_a_label_of_its_sort(word):
    """`Annexe 2` and `ANNEXE 2` are read as labels of the sort that the language gives for the word."""
    for printed in (word.title(), word.upper()):
        assert read_labels(f"{printed} 2")[0].marks[0].family == family_of(word)


@pytest.mark.parametrize("field", [name for name in LANGUAGES[0].__struct_fields__ if name not in NO_LISTS])
def test_each_list_of_words_makes_a_pattern(field):
    """Whatever a language lists can be searched for."""
    assert re.compile(f"(?:{one_of(field)})$")


def test_every_sort_of_label_has_its_rank():
    """What opens a clause or a part of the body is known to hold, or to be held by, any other such sort."""
    assert set(_RANKS) == {*DIVISIONS, *UNITS}
