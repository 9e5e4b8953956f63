"""What the records in documents/ assert: real facts have sources, and the specimen never passes for real."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from mouarchive.archive.record.load import load_record

FOLDER = Path(__file__).resolve().parents[2] / "documents"
REAL = tomllib.loads((FOLDER / "dfe-home-office-pupil-data" / "agreement.toml").read_text(encoding="utf-8"))
SPECIMEN = tomllib.loads((FOLDER / "specimen-pupil-data" / "agreement.toml").read_text(encoding="utf-8"))


def labels(record: dict) -> list[str]:
    return [version["label"] for version in record["version"]]


def test_the_records_are_sound():
    """The archive reads both records without a complaint: keys, dates, hashes and files agree."""
    record = load_record(FOLDER)
    assert [agreement.id for agreement in record.agreements] == [
        "dfe-home-office-pupil-data",
        "specimen-pupil-data",
    ]


def test_every_real_fact_names_its_source():
    """Each version, copy, claim and statement of the real agreement says where it is known from."""
    facts = [REAL, *REAL["version"], *REAL["statement"]]
    facts += [
        part for version in REAL["version"] for key in ("copy", "claim") for part in version.get(key, ())
    ]
    for fact in facts:
        assert fact["source"].strip()
        assert "pecimen" not in fact["source"]


def test_sources_are_pages_named_in_the_table():
    """A version's source is one of those listed at the head of the file."""
    known = set(REAL["sources"].values())
    assert [version["label"] for version in REAL["version"] if version["source"] not in known] == []


def test_no_real_file_is_claimed():
    """No PDF of the real agreement is held: no copy has a file or a hash, and addresses are https."""
    for version in REAL["version"]:
        for copy in version.get("copy", ()):
            assert "file" not in copy
            assert "sha256" not in copy
            assert copy.get("url", "https://").startswith("https://")


def test_disagreeing_sources_both_stand():
    """For 1.0 both dates of disclosure and both dates of taking force are kept."""
    version = REAL["version"][labels(REAL).index("1.0")]
    claims = {claim["about"]: claim["value"] for claim in version["claim"]}
    assert (version["copy"][0]["disclosed"], claims["disclosed"]) == ("2017-02", "2016-12")
    assert (version["in_force"]["from"], claims["in_force_from"]) == ("2015-12-18", "2015-07")


def test_what_is_not_known_is_absent():
    """Version 2.0 has no date, the umbrella's copy no date of disclosure, and nobody's signature a date."""
    two = REAL["version"][labels(REAL).index("2.0")]
    umbrella = REAL["version"][labels(REAL).index("umbrella-2019")]
    assert "dated" not in two
    assert "disclosed" not in umbrella["copy"][0]


def test_statements_stand_in_order_of_time():
    """A reader of the file meets the statements as they were made."""
    dates = [statement["date"] for statement in REAL["statement"]]
    assert dates == sorted(dates)


@pytest.mark.parametrize("record", [REAL, SPECIMEN], ids=["real", "specimen"])
def test_statements_name_watched_phrases(record):
    """A statement refers only to phrases that the file watches."""
    watched = {phrase["text"] for phrase in record["phrase"]}
    for statement in record["statement"]:
        assert set(statement.get("phrases", ())) <= watched


def test_the_specimen_says_so():
    """Title, parties, requests, file names as received and statements of the specimen all carry the word."""
    assert SPECIMEN["specimen"] is True
    assert REAL["specimen"] is False
    assert SPECIMEN["title"].startswith("Specimen:")
    assert all("(specimen)" in party for party in SPECIMEN["parties"])
    copies = [copy for version in SPECIMEN["version"] for copy in version.get("copy", ())]
    assert all(re.fullmatch(r"SPEC-\d{4}-\d{3}", copy["request"]) for copy in copies)
    assert all(copy["received_as"].startswith("SPEC ") for copy in copies)
    assert all("specimen" in statement["who"].lower() for statement in SPECIMEN["statement"])


def test_the_specimen_mirrors_the_order_of_disclosure():
    """2.1 became public before 1.0, and 2.0 and the drafts long after both."""
    first = {
        version["label"]: min(copy["disclosed"] for copy in version["copy"])
        for version in SPECIMEN["version"]
        if version.get("copy")
    }
    assert sorted(first, key=first.__getitem__) == ["2.1", "1.0", "2.0", "0.2", "umbrella-2019"]
