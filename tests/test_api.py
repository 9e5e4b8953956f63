"""The functions that a Python program calls."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

import mouarchive
from mouarchive import api
from mouarchive.answers.texts import Source
from mouarchive.errors import UsageError

OLD = "documents/specimen-pupil-data/20151218-final-v1.0-redacted.pdf"


@pytest.fixture(autouse=True)
def _at_home(project, monkeypatch):
    monkeypatch.chdir(project)
    monkeypatch.delenv("MOUARCHIVE", raising=False)


@pytest.fixture(scope="module")
def text(project):
    """One specimen, read."""
    return mouarchive.read(project / OLD)


@pytest.mark.slow
def test_examples_are_true():
    """What the documentation of the functions shows is what they give for the specimen."""
    assert doctest.testmod(api) == (0, 10)


def test_a_text_is_read(text):
    """`read` gives the clauses with the hash of the file and how much of it could be read."""
    assert isinstance(text, Source)
    assert (text.pages, text.pages_read) == (18, 18)
    assert text.redacted > 0


def test_a_text_that_was_read_is_not_read_again(text):
    """`compare` takes texts as read, and a text against itself has no change."""
    found = mouarchive.compare(text, text)

    assert {change.kind for change in found.changes} == {"unchanged"}
    assert len(found.changes) == len(text.clauses)


def test_a_phrase_of_one_text(text):
    """`trace` takes a series of one, too."""
    found = mouarchive.trace("(once collected) nationality", [text])

    assert [hit.eid for hit in found.versions[0].hits] == ["15.2.6"]


def test_a_phrase_of_an_agreement():
    """`trace` takes the name of an agreement of the archive; all its versions are then meant."""
    found = mouarchive.trace("(once collected) nationality", "specimen-pupil-data")

    assert [event.event for event in found.events] == ["appears", "vanishes"]
    assert "0.1" in [state.version for state in found.versions]


def test_a_phrase_needs_letters(text):
    """A phrase of punctuation alone is refused."""
    with pytest.raises(UsageError, match="letter or digit"):
        mouarchive.trace("…", [text])


def test_public_names():
    """What the package promises is there, and nothing else is made up."""
    assert set(mouarchive.__all__) <= set(dir(mouarchive))
    assert callable(mouarchive.trace)
    with pytest.raises(AttributeError, match="no attribute 'shred'"):
        mouarchive.shred  # noqa: B018


def test_importing_the_package_costs_nothing():
    """No library that reads PDFs or draws is loaded by the import alone."""
    program = (
        "import sys, mouarchive; print([n for n in ('pypdf', 'rich', 'mouarchive.api') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
