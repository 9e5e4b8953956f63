"""The record: what agreement.toml may say, and how every fault in it is named at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.archive.files import finger_file
from mouarchive.archive.record.load import check_folder, load_record
from mouarchive.archive.record.toml_check import Checker, partial_date
from mouarchive.errors import RecordError

BYTES = b"%PDF-1.4 not read here"
SHA = hashlib.sha256(BYTES).hexdigest()
GOOD = f'''
title = "Pupil data"
parties = ["A", "B"]
specimen = true
about = """
Several
lines"""

[sources]
W1 = "https://example.org/1"

[[version]]
label = "1.0"
status = "final"
dated = 2015-12-18
in_force = {{ from = "2015-07", until = "2016-10-06", source = "W1" }}

  [[version.claim]]
  about = "dated"
  value = "2015-12-17"
  source = "https://example.org/2"

  [[version.copy]]
  file = "v1.pdf"
  sha256 = "{SHA}"
  disclosed = "2017-02"
  exemptions = ["FOIA s.40(2)"]

[[version]]
label = "0.2"
held = false
exemption = "FOIA s.35"

[[phrase]]
text = "(once collected) nationality"

[[statement]]
date = "2016-09-26"
who = "The department"
says = "No."
phrases = ["nationality"]
source = "W1"
'''


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents" / "pupil-data"
    folder.mkdir(parents=True)
    (folder / "v1.pdf").write_bytes(BYTES)
    (folder / "agreement.toml").write_text(GOOD)
    return folder.parent


def _problems(documents: Path, text: str | None = None) -> tuple[str, ...]:
    if text is not None:
        (documents / "pupil-data" / "agreement.toml").write_text(text)
    with pytest.raises(RecordError) as caught:
        load_record(documents)
    return caught.value.problems


def test_good_record_is_read_whole(documents):
    """Every key of a good file arrives, typed; dates of any precision, as text or as TOML dates."""
    record = load_record(documents)
    agreement = record.agreement("pupil-data")
    first, declared = agreement.versions
    assert (agreement.title, agreement.parties, agreement.specimen) == ("Pupil data", ("A", "B"), True)
    assert (first.dated, first.in_force_from, first.in_force_until) == ("2015-12-18", "2015-07", "2016-10-06")
    assert agreement.source_of(first.in_force_source) == "https://example.org/1"
    assert (first.copies[0].digest, first.copies[0].size) == (SHA, len(BYTES))
    assert first.copies[0].exemptions == ("FOIA s.40(2)",)
    assert first.claims[0].value == "2015-12-17"
    assert (declared.held, declared.exemption) == (False, "FOIA s.35")
    assert (agreement.phrases[0].text, agreement.statements[0].phrases) == (
        "(once collected) nationality",
        ("nationality",),
    )
    assert record.warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('label = "1.0"', 'lable = ""', ['[1].lable: unknown key; did you mean "label"?', '"label" is']),
        ('title = "Pupil data"', "", ['key "title" is missing']),
        ('title = "Pupil data"', "title = 3", ['title: must be text in quotes ("…"), not a number']),
        ('title = "Pupil data"', 'title = " "', ["title: is empty"]),
        ('parties = ["A", "B"]', 'parties = "A"', ["parties: must be a list of texts"]),
        ('parties = ["A", "B"]', 'parties = ["A", 2]', ["parties[2]: must be text"]),
        ("specimen = true", 'specimen = "yes"', ["specimen: must be true or false"]),
        ("dated = 2015-12-18", 'dated = "18/12/2015"', ["version[1].dated: '18/12/2015' is no date"]),
        ("dated = 2015-12-18", 'dated = "2015-02-30"', ["'2015-02-30' is no date"]),
        ("dated = 2015-12-18", "dated = 2015", ["2015 is no date"]),
        ("dated = 2015-12-18", "dated = 2015-12-18T10:00:00", ["is no date"]),
        ('until = "2016-10-06"', 'until = "2014"', ["in_force: ends (2014) before it begins (2015-07)"]),
        ("in_force = {", "in_force = 3 #", ["in_force: must be a table"]),
        ('status = "final"', 'status = "done"', ["status: 'done' is no status; use draft, final, withdrawn"]),
        ('label = "0.2"', 'label = "v1.0"', ['version[2].label: "v1.0" is already the label of version[1]']),
        ('label = "0.2"', 'label = "../x"', ["version[2].label: '../x' cannot be a label"]),
        ('label = "0.2"', 'label = "compare"', ["is an address of the site"]),
        ('file = "v1.pdf"', 'file = "v2.pdf"', ["copy[1].file: v2.pdf is not in documents/pupil-data"]),
        ('file = "v1.pdf"', 'file = "../v1.pdf"', ["../v1.pdf leaves the folder"]),
        ('file = "v1.pdf"', 'file = "/etc/passwd"', ["leaves the folder"]),
        (SHA, "0" * 64, [f"copy[1].sha256: does not match v1.pdf: its bytes give {SHA}"]),
        (SHA, SHA.upper(), ["sha256: must be 64 small hexadecimal figures"]),
        ("held = false", 'held = false\n  [[version.copy]]\n  file = "v1.pdf"', ["held: is false, yet"]),
        ("held = false", "held = true", ["is true, yet no [[version.copy]]"]),
        ("held = false", '[[version.copy]]\nfile = "V1.pdf"', ["already named by version[1].copy[1]"]),
        ('exemption = "FOIA s.35"', 'url = "x"', ["version[2].url: unknown key; known keys: label"]),
        ('disclosed = "2017-02"', 'url = "ftp://x"', ["is no web address"]),
        ("[[phrase]]", "[phrase]", ["phrase: must stand as [[phrase]], in double brackets"]),
        ('text = "(once', 'text = "x"\n[[phrase]]\ntext="X "\n[[phrase]]\ntext = "', ["[2].text: the same"]),
        ('who = "The department"', "", ['statement[1]: the key "who" is missing']),
        ('W1 = "https', "W1 = 3 #", ["sources.W1: must be text"]),
        ('[[version]]\nlabel = "1.0"', '[[version]\nlabel = "1.0"', ["cannot be read as TOML", "line 12"]),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place_and_what_to_do(documents, old, new, expected):
    """A fault is one line: file, line, key, what is wrong, what to write instead."""
    assert old in GOOD
    problems = _problems(documents, GOOD.replace(old, new, 1))
    assert all(line.startswith("documents/pupil-data/agreement.toml") for line in problems)
    assert all("\n" not in line for line in problems)
    for words in expected:
        assert any(words in line for line in problems), problems


def test_every_problem_comes_at_once_with_its_line(documents):
    """Three faults in two files are three lines, each with the line it stands on."""
    other = documents / "other"
    other.mkdir()
    (other / "agreement.toml").write_text('title = "Other"\n\n[[version]]\nlabel = "1"\nstatus = "old"\n')
    text = GOOD.replace('title = "Pupil data"', "title = 1").replace('status = "final"', 'status = "gone"')
    problems = _problems(documents, text)
    assert [line.partition(": ")[0] for line in problems] == [
        "documents/other/agreement.toml, line 5",
        "documents/pupil-data/agreement.toml, line 2",
        "documents/pupil-data/agreement.toml, line 14",
    ]


def test_folder_faults_are_named(documents, tmp_path):
    """A bad folder name, a missing agreement.toml and links are faults; hidden and empty folders are not."""
    (documents / "Bad Name").mkdir()
    (documents / "Bad Name" / "agreement.toml").write_text(GOOD.replace('file = "v1.pdf"', ""))
    (documents / "bare").mkdir()
    (documents / "bare" / "x.pdf").write_bytes(BYTES)
    (documents / ".hidden").mkdir()
    (documents / "empty").mkdir()
    (documents / "linked").symlink_to(tmp_path)
    (documents / "pupil-data" / "v1.pdf").unlink()
    (documents / "pupil-data" / "v1.pdf").symlink_to("/etc/hostname")
    problems = "\n".join(_problems(documents))
    assert "documents/Bad Name: the folder's name is part of addresses" in problems
    assert "documents/bare/agreement.toml: missing" in problems
    assert "documents/linked: is a link" in problems
    assert "v1.pdf is a link" in problems
    assert "hidden" not in problems
    assert "empty" not in problems


def test_unnamed_pdf_and_missing_sha256_are_warnings(documents):
    """A PDF that no copy names and a copy without SHA-256 stop nothing, but are said."""
    (documents / "pupil-data" / "extra.PDF").write_bytes(b"%PDF")
    (documents / "stray.pdf").write_bytes(b"%PDF")
    (documents / "pupil-data" / "agreement.toml").write_text(GOOD.replace(f'sha256 = "{SHA}"', ""))
    warnings = "\n".join(load_record(documents).warnings)
    assert "extra.PDF: no copy in agreement.toml names it" in warnings
    assert "stray.pdf: belongs to no agreement" in warnings
    assert f"no sha256 is recorded for v1.pdf; its bytes give {SHA}" in warnings


def test_missing_documents_and_text_that_is_not_utf8(tmp_path, documents):
    """No documents folder, and a file in another encoding, are each one line."""
    with pytest.raises(RecordError, match="mouarchive init"):
        load_record(tmp_path / "none")
    (documents / "pupil-data" / "agreement.toml").write_bytes(b'title = "x"\nabout = "\xa3"\n')
    assert _problems(documents) == (
        "documents/pupil-data/agreement.toml, line 2: not UTF-8 text; save the file as UTF-8",
    )


def test_corrections_need_what_was_now_who_and_why(documents):
    """A correction says what, was, now, who and why; a good one is read, a lame one is a fault."""
    path = documents / "pupil-data" / "corrections.toml"
    path.write_text(
        '[[correction]]\nwhat="1.0/3.2 label"\nwas="3.Z"\nnow="3.2"\nwho="J. Doe"\nwhy="misread"\n'
    )
    assert load_record(documents).agreement("pupil-data").corrections[0].now == "3.2"
    path.write_text('[[correction]]\nwhat="1.0/3.2 text"\nwas="y"\nnow="z"\nwho="J."\n')
    assert _problems(documents) == (
        'documents/pupil-data/corrections.toml, line 1: correction[1]: the key "why" is missing',
    )


def test_fingerprint_tells_any_change(documents):
    """The fingerprint changes with any byte that counts and with nothing else."""
    before = load_record(documents).fingerprint
    assert load_record(documents).fingerprint == before
    (documents / "pupil-data" / "agreement.toml").write_text(GOOD + "\n")
    assert load_record(documents).fingerprint != before


@pytest.mark.parametrize(
    ("text", "ok"),
    [("2015-12-18", True), ("2015-07", True), ("2015", True), ("2015-13", False), ("15", False),
     ("2016-2-1", False), ("0000", False), ("2016-02-29", True), ("2015-02-29", False),
     ("\uff12\uff10\uff11\uff15", False), ("", False)],
)  # fmt: skip
def test_dates(text, ok):
    """A date is ISO, exists, and may be of day, month or year precision."""
    assert partial_date(text) is ok


VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=8), st.floats(), st.dates()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["label", "file", "copy", "in_force", "from", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = ["title", "parties", "version", "phrase", "statement", "sources", "specimen", "about", "nonsense"]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_no_content_breaks_the_check(tmp_path_factory, raw):
    """Whatever stands in the file, the answer is a record or lines of problems."""
    folder = tmp_path_factory.mktemp("documents") / "pupil-data"
    folder.mkdir()
    (folder / "agreement.toml").write_text("")
    original = Checker._parse
    Checker._parse = lambda _self, _data: raw  # type: ignore[method-assign]
    try:
        checked = check_folder(folder, finger_file)
    finally:
        Checker._parse = original  # type: ignore[method-assign]
    assert all(isinstance(line, str) and "\n" not in line for line in checked.problems)
