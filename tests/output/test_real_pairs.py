"""Redlines of real documents: every format goes through, and the Word file goes both ways exactly."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest

import mouarchive
from mouarchive.answers.comparison import compared, runs
from mouarchive.comparing.references import Fate
from mouarchive.output import as_csv, as_html, as_json, as_markdown, as_text
from mouarchive.output.as_docx import document

PAIRS = (
    ("edi-compsoc--2015-03-18", "edi-compsoc--2017-03-27"),
    ("fpki-common--v2.4", "fpki-common--v2.5"),
    ("omf-bylaws--v1.42", "omf-bylaws--v1.50"),
    ("le-sa--v1.3", "le-sa--v1.4"),
    ("hive13-bylaws--2015-08", "hive13-bylaws--2019"),
    ("basecamp-dpa--202109", "basecamp-dpa--202212"),
    ("ossf-0716", "ossf-0911"),
    ("le-sa--v1.7", "le-sa--v1.8"),
    ("rpi-senate-1", "rpi-senate-5"),
    ("orca-2023", "orca-2025"),
)

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.fixture(scope="module")
def word():
    """How the tests of the Word file accept and reject."""
    spec = importlib.util.spec_from_file_location("docx_tests", Path(__file__).parent / "test_as_docx.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=PAIRS, ids=lambda pair: pair[1])
def pair(request, corpus):
    """One pair, read and compared."""
    texts = [mouarchive.read(corpus / f"{name}.pdf", ocr=False) for name in request.param]
    return compared(*texts, mouarchive.compare(*texts))


def test_word_goes_both_ways(pair, word):
    """Accepting all changes gives the newer document with its passages, rejecting all the older one."""
    data = document([pair])

    accepted, newer = word.resolved(data, word.ACCEPT), word.paragraphs(pair.new.clauses)
    assert " ".join(filter(None, accepted)).split() == " ".join(newer).split()
    assert word.letters(word.resolved(data, word.REJECT)) == word.letters(word.paragraphs(pair.old.clauses))


def test_every_move_in_the_summary_is_a_move_in_word(pair):
    """As many moves are tracked, at least, as the summary counts: what goes along with them is more."""
    xml = zipfile.ZipFile(io.BytesIO(document([pair]))).read("word/document.xml").decode()

    assert xml.count("<w:moveFromRangeStart ") == xml.count("<w:moveToRangeStart ") >= pair.whole.moved


def test_every_format_is_written(pair, written):
    """Each format takes every change, and all of them count alike."""
    shown = len(pair.shown)

    assert as_html.page([pair], "t").count("<article ") == len(pair.full)
    assert as_csv.changes([pair]).count(pair.old.sha256) == shown
    assert len(as_json.comparison(pair)["changes"]) == len(pair.whole.changes)
    assert as_markdown.comparison(pair).count("\n### ") >= len(pair.full)
    assert written(as_text.comparison, pair, columns=True)


def test_every_renumbered_clause_is_told_once(pair):
    """Telling clauses together loses none and doubles none."""
    told = [change for run in runs(pair) for change in (*run.changes, *run.carried)]

    assert sorted(id(change) for change in told) == sorted(id(change) for change in pair.brief)


def test_references_that_went_astray_are_few(pair):
    """In a revision that someone looked after most references still mean what they meant."""
    astray = [f for f in pair.references if f.fate in {Fate.DANGLING, Fate.ELSEWHERE}]

    assert len(astray) <= max(2, len(pair.references) // 10)
