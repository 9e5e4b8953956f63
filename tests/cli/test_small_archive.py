"""A small archive through the years: a change by its id, citations of it, and what became of both."""

from __future__ import annotations

import json

import pytest

ABOUT = ("--agreement", "pupils", "--title", "Pupils")


@pytest.fixture
def release(fresh, run):
    """Take a version into the archive: label, file, its date and when it was made public."""

    def add(label, path, dated, disclosed):
        told = ("--label", label, "--dated", dated, "--disclosed", disclosed, "--authority", "Home Office")
        code, _, err = run("add", path, *ABOUT, *told)
        assert code == 0, err
        return fresh

    return add


@pytest.fixture
def pupils(release, first, second):
    """Two versions, made public one after the other."""
    release("1.0", first, "2015-12-18", "2016-02-01")
    return release("2.1", second, "2016-10-07", "2017-02-01")


def change_ids(run, *texts):
    """The ids of the changes between two versions, by what happened."""
    code, out, err = run("diff", *texts, "--format", "json")
    assert code == 0, err
    return {
        (one["kind"], (one["old"] or one["new"])["id"]): one["change_id"]
        for one in json.loads(out)["changes"]
        if one["change_id"]
    }


def test_a_change_is_found_by_its_id(run, release, pupils, between):
    """The id that JSON gives shows that change alone, also when versions have become public in between."""
    gone = change_ids(run, "pupils@1.0", "2.1")["removed", "2.2"]
    code, out, err = run("diff", "--change", gone)
    assert (code, err) == (0, "")
    assert "Nationality" in out
    assert "twelve" not in out

    release("2.0", between, "2016-05-01", "2018-06-01")
    code, out, err = run("diff", "--change", gone)
    assert code == 0, err
    now = change_ids(run, "pupils@1.0", "2.0")["removed", "2.2"]
    assert (
        "since 2018-06-01 2.0 has been public between the two versions: "
        f"this change is now {now} (#1 of 1.0 → 2.0)"
    ) in " ".join(out.split())
    assert "Nationality" in out
    assert pupils


@pytest.mark.usefixtures("fresh")
def test_an_id_that_nobody_gave(run):
    """It is refused in a line."""
    code, _, err = run("diff", "--change", "nobody")

    assert (code, err) == (2, "mouarchive: nobody: no change has this id\n")


def test_a_citation_of_a_version(run, pupils):
    """It holds as long as the bytes, the version and the words are as cited."""
    listed = pupils / "list.txt"
    run("cite", "pupils@1.0", "2.2", "-o", listed)
    assert run("cite", "--check", listed)[:2] == (
        0,
        "ok      line 1: pupils@1.0, clause 2.2\n\n1 checked, 0 failed\n",
    )

    right = listed.read_text("utf-8")
    listed.write_text(right.replace("pupils@1.0", "pupils@2.1"), "utf-8")
    code, out, _ = run("cite", "--check", listed)
    assert code == 1
    assert "wrong version: these bytes are pupils@1.0, not pupils@2.1" in out

    listed.write_text(right, "utf-8")
    (copy,) = (pupils / "documents/pupils").glob("*1.0*.pdf")
    with copy.open("ab") as file:
        file.write(b"\n")
    code, out, _ = run("cite", "--check", listed)
    assert code == 1
    assert f"altered bytes: {copy.name} has the sha256" in out
