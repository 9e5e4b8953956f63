"""The order of versions, the copy of record, and what the documents declare."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from mouarchive.archive.database.readings import PageText, Reading, Unread
from mouarchive.archive.database.series import copy_of_record, label_key, make_series
from mouarchive.archive.record.values import Agreement, Copy, Version
from mouarchive.model import Clause, Control, HistoryRow, Quality, Segmentation


def _reading(name="a", words=("one", "two"), history=(), ocr=None, *, usable=True):
    quality = Quality("engine", 100, ocr_confidence=ocr, usable=usable)
    clauses = tuple(Clause(str(n), str(n), None, text, 1, 1) for n, text in enumerate(words, 1))
    rows = tuple(HistoryRow(label, date, "", 1) for label, date in history)
    cut = Segmentation(clauses, control=Control(history=rows))
    return Reading(name, "engine", (PageText(1, 595, 842, "", quality),), cut)


def _series(versions, readings=None):
    return make_series(Agreement("X", id="x", folder=Path("x"), versions=tuple(versions)), readings or {})


@pytest.mark.parametrize(
    "labels",
    [
        ("0.1", "0.2", "0.10", "1.0", "2.0", "2.1", "10.0"),
        ("1.0 draft", "1.0", "1.0a", "1.1"),
        ("v0.9", "Version 1.0", "2", "pilot", "umbrella-2019"),
    ],
)
def test_labels_are_sorted_as_version_numbers(labels):
    """0.2 is before 0.10 and 1.0; drafts of a number before it; labels that are no numbers last."""
    shuffled = list(labels)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - nothing secret
    assert tuple(sorted(shuffled, key=label_key)) == labels
    assert [v.version.label for v in _series([Version(label) for label in shuffled]).versions] == list(labels)


def test_dates_come_before_numbers_and_undated_versions_stand_by_their_number():
    """A dated series is in the order of its dates; an undated draft stands before the first higher number."""
    versions = [
        Version("umbrella-2019", dated="2019-01-31"),
        Version("2.1", dated="2016-10-07"),
        Version("2.0"),
        Version("1.0", in_force_from="2015-12-18"),
        Version("0.1"),
        Version("3.0"),
        Version("0.9", dated="2016"),  # a late number for an early label: the date decides
    ]
    for seed in range(5):
        random.Random(seed).shuffle(versions)  # noqa: S311 - nothing secret
        found = [v.version.label for v in _series(versions).versions]
        assert found == ["0.1", "1.0", "0.9", "2.0", "2.1", "3.0", "umbrella-2019"]


def test_date_in_a_documents_own_history_puts_a_version_in_its_place():
    """Where nobody asserts a date, the date in a held document's version history counts."""
    reading = _reading(history=(("1.5", "2014-01-01"), ("2.0", "2016-01-01")))
    versions = [
        Version("1.0", dated="2015-01-01"),
        Version("2.0", copies=(Copy("f", digest="a"),)),
        Version("1.5"),
    ]
    assert [v.version.label for v in _series(versions, {"a": reading}).versions] == ["1.5", "1.0", "2.0"]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([None, _reading()], 1),
        ([Unread("u", "damaged", "x"), _reading(words=())], None),
        ([_reading(ocr=90.0), _reading()], 1),
        ([_reading(words=("a [redacted] b", "two")), _reading()], 1),
        ([_reading(), _reading(words=("one", "two", "three"))], 1),
        ([_reading(usable=False), _reading()], 1),
        ([_reading(), _reading()], 0),
        ([], None),
    ],
)
def test_copy_of_record(readings, expected):
    """Printed text before OCR, more pages read, fewer redactions, more clauses, first in the record."""
    assert copy_of_record(readings) == expected


@pytest.mark.parametrize(
    ("version", "readings", "state"),
    [
        (Version("1", copies=(Copy("f", digest="a"),)), {"a": _reading()}, "held"),
        (Version("1", copies=(Copy("f", digest="a"),)), {"a": Unread("a", "damaged", "x")}, "unread"),
        (Version("1", copies=(Copy(url="https://x"),)), {}, "registered"),
        (Version("1", held=False, exemption="FOIA s.35"), {}, "withheld"),
        (Version("1", held=False), {}, "declared"),
    ],
)
def test_state_of_a_version(version, readings, state):
    """Held with text, held without, published but not fetched, refused, or only named."""
    assert _series([version], readings).versions[0].state == state


def test_documents_declare_versions_that_the_record_does_not_know():
    """A history names versions; a document whose label is no number counts its drafts for itself alone."""
    versions = [
        Version("1.0", dated="2015", copies=(Copy("f", digest="a"),)),
        Version("umbrella-2019", dated="2019-01-31", copies=(Copy("g", digest="b"),)),
    ]
    readings = {
        "a": _reading("a", history=(("0.1", "2014-05-01"), ("V1.0", "2015"))),
        "b": _reading("b", history=(("0.1", "2018-11-05"), ("1.0", "2019-01-31"))),
    }
    declared = _series(versions, readings).declared
    assert {label: (row.declared_in, row.date) for label, row in declared.items()} == {
        "0.1": (["x@1.0"], "2014-05-01"),
        "1.0": (["x@1.0"], "2015"),
        "umbrella-2019 0.1": (["x@umbrella-2019"], "2018-11-05"),
        "umbrella-2019": (["x@umbrella-2019"], "2019-01-31"),
    }
