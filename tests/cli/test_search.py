"""`search` in what changes brought and took, on a day, in one version; each with what was not looked at."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mouarchive.answers.hits import INSIDE
from mouarchive.cli import main, search

OTHER_VERSIONS = """
[[version]]
label = "1.1"
dated = "2016-07"
in_force = { from = "2016-07-04", source = "A letter" }
held = false
exemption = "FOIA s.35"

[[version]]
label = "0.9"
held = false
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, first, second):
    """Two versions held, 1.0 in force until 4 July 2016; 1.1 between them withheld, 0.9 without a date."""
    folder = tmp_path_factory.mktemp("searched") / "archive"
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("MOUARCHIVE", str(folder))
        commands = [("init", str(folder))]
        for label, path, dated in (("1.0", first, "2015-12-18"), ("2.1", second, "2016-10-07")):
            about = ("--agreement", "pupils", "--title", "Pupils", "--label", label, "--dated", dated)
            commands.append(("add", str(path), *about))
        for command in commands:
            done = CliRunner().invoke(main, command)
            assert done.exit_code == 0, done.output
    record = folder / "documents/pupils/agreement.toml"
    force = 'in_force = { from = "2015-12-18", until = "2016-07-04" }'
    text = record.read_text("utf-8").replace('dated = "2015-12-18"', f'dated = "2015-12-18"\n{force}')
    record.write_text(text + OTHER_VERSIONS, "utf-8")
    return folder


@pytest.fixture
def filled(made, monkeypatch):
    """The archive around the command; nothing here writes into it but the first build."""
    monkeypatch.setenv("MOUARCHIVE", str(made))
    return made


@pytest.fixture
def found(filled, run):  # noqa: ARG001 - the archive is searched
    """What a search gives as JSON."""

    def call(*arguments):
        code, printed, told = run("search", *arguments, "--format", "json")
        assert code == 0, told
        return json.loads(printed)

    return call


def places(answer):
    """Version and clause of each hit, with the number of its change."""
    return [(hit["version"], hit["id"], (hit["change"] or {}).get("number")) for hit in answer["hits"]]


def test_words_that_a_change_took_away(found, run):
    """A hit names the change's number and id, both versions, and the clause that had the words."""
    answer = found("nationality", "--in", "removed")
    change = answer["hits"][0]["change"]

    assert places(answer) == [("pupils@1.0", "2.2", 1)]
    assert (change["old_version"], change["new_version"]) == ("pupils@1.0", "pupils@2.1")
    assert (change["kind"], change["whole"], change["both"]) == ("removed", True, False)
    shown = run("diff", "--change", change["change_id"])[1]
    assert "Nationality" in shown
    for form in ("text", "md", "html"):
        printed = run("search", "nationality", "--in", "removed", "--format", form)[1]
        assert "1 change took away" in printed, form
        for said in ("#1 of 1.0 → 2.1", "id " + change["change_id"], "in between lies 1.1, not held"):
            assert said in " ".join(printed.split()).replace("\\", ""), (form, said)


@pytest.mark.parametrize(
    ("words", "inside", "expected"),
    [
        ("twelve", "added", [("pupils@2.1", "3.1", 3)]),
        ("twelve", "removed", []),
        ("six", "removed", [("pupils@1.0", "3.1", 3)]),
        ("six", "added", []),
        ("months", "added", []),  # stands there in both
        ("twelve months", "added", [("pupils@2.1", "3.1", 3)]),  # the phrase is new, though "months" is not
        ("after the request", "added", []),
        ("address", "added", []),  # renumbered alone
        ("nationality", "added", []),
        ("welve", "added", []),  # part of a word
    ],
)
def test_what_came_and_went_and_what_only_stands_beside_it(found, words, inside, expected):
    """Only words that a redline shows as added (removed) are found, and phrases with such a word in them."""
    assert [p[:2] for p in places(found(words, "--in", inside))] == [p[:2] for p in expected]


def test_a_phrase_that_is_new_in_part_says_so(found):
    """A phrase of old and new words is told from one that came whole."""
    assert found("twelve", "--in", "added")["hits"][0]["change"]["whole"] is True
    assert found("twelve months", "--in", "added")["hits"][0]["change"]["whole"] is False


def test_all_words_must_have_come_with_the_change(found):
    """With --all-words each of the words is one that came in: one that stood there before is not enough."""
    assert places(found("twelve", "records", "--in", "added", "--all-words")) == []
    assert len(found("collected", "nationality", "--in", "removed", "--all-words")["hits"]) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("--as-at", "2016-01-01", "--by", "in-force"), ["pupils@1.0"]),
        (("--as-at", "2016-01-01", "--by", "dated"), ["pupils@1.0"]),
        (("--as-at", "2016-12-31", "--by", "dated"), ["pupils@1.0", "pupils@2.1"]),
        (("--as-at", "2016-12-31", "--by", "in-force"), []),
        (("--as-at", "2015-12-17"), []),
        (("--as-at", "2016-12-31", "--version", "2.1"), ["pupils@2.1"]),
        (("--version", "2.1"), ["pupils@2.1"]),
        (("--version", "pupils@1.0"), ["pupils@1.0"]),
        (("--version", "v1.0", "--agreement", "pupils"), ["pupils@1.0"]),
    ],
    ids=" ".join,
)
def test_some_versions_alone(found, asked, expected):
    """A day, one of the four dates, a label, or several of them: only these versions are searched."""
    assert [hit["version"] for hit in found("destroyed", *asked)["hits"]] == expected


def test_a_change_is_dated_by_its_newer_version(found):
    """What was added or removed by a day is what a version of that day brought or took."""
    removed = ("nationality", "--in", "removed", "--by", "dated", "--as-at")

    assert places(found(*removed, "2016-10-06")) == []
    assert len(found(*removed, "2016-10-07")["hits"]) == 1
    assert places(found("nationality", "--in", "removed", "--version", "1.0")) == []
    assert len(found("nationality", "--in", "removed", "--version", "2.1")["hits"]) == 1


def test_what_was_not_searched_is_said(found):
    """What was in force on the day and is not held is named, and so is what has no such date."""
    answer = found("destroyed", "--as-at", "2016-08-01", "--by", "in-force")

    assert answer["hits"] == []
    assert answer["said"] == (
        "No clause holds “destroyed” in what was in force on 2016-08-01; "
        "not searched: 1 version whose text is not held"
    )
    assert answer["cautions"] == [
        "not searched, because the text is not held: pupils@1.1 (withheld)",
        "not searched, because no such date is recorded: pupils@0.9 and pupils@2.1",
    ]


def test_a_day_says_what_was_searched_by_each_of_the_four_dates(found, run):
    """As `trace` does: the dates are never merged."""
    answer = found("destroyed", "--as-at", "2016-12-31")

    assert [(name, [one["version"] for one in v]) for name, v in answer["on_the_day"].items()] == [
        ("in_force", []),
        ("dated", ["pupils@1.0", "pupils@2.1"]),
        ("disclosed", []),
        ("accessioned", []),
    ]
    assert (
        "dated by then            pupils@1.0; pupils@2.1"
        in run("search", "destroyed", "--as-at", "2016-12-31")[1]
    )


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--as-at", "last week"), "last week: not a date; write it as 2016-10-07"),
        (("--by", "dated"), "--by says by which date --as-at is meant"),
        (("--version", "9.9"), "9.9: no such version"),
        (("--version", "1.1"), "pupils@1.1: its text is not held (withheld)"),
        (("--version", "pupils@7"), "pupils@7: no version 7 of pupils"),
        (("--in", "everything"), "'everything' is not one of"),
        (("--agreement", "nothing", "--in", "added"), "nothing: no such agreement"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_refused_in_one_line(run, asked, said):
    """A bad value is said in one plain line, and nothing is searched."""
    code, printed, told = run("search", "child", *asked)

    assert code in {1, 2}
    assert printed == ""
    assert said in told
    assert told.count("\n") == 1


def test_the_words_of_the_option_are_those_of_the_answer():
    """What --in takes is what the answer knows."""
    inside = next(one for one in search.command.params if one.name == "inside")
    assert tuple(inside.type.choices) == INSIDE
