"""The commands that read an archive, on a small one made here."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import socket

import pytest

from mouarchive.archive.database.build import ensure_built
from mouarchive.archive.locate import find_root

RECORD = """\
title = "Exchange of information on pupils"
parties = ["Department for Lessons", "Office for Borders"]
specimen = true

[[version]]
label = "0.1"
status = "draft"
held = false
exemption = "FOIA s.35"

[[version]]
label = "1.0"
status = "final"
dated = "2015-12-18"
in_force = {{ from = "2015-12-18", until = "2016-10-06", source = "invented" }}

  [[version.copy]]
  file = "first.pdf"
  sha256 = "{first}"
  disclosed = "2017-02"
  accessioned = "2020-01-01"

[[version]]
label = "2.1"
status = "final"
dated = "2016-10-07"
in_force = {{ from = "2016-10-07", source = "invented" }}

  [[version.copy]]
  file = "second.pdf"
  sha256 = "{second}"
  disclosed = "2016-12-15"

[[phrase]]
text = "(once collected) nationality"

[[statement]]
date = "2016-09-26"
who = "A minister"
says = "It will not be passed on."
phrases = ["nationality"]
source = "invented"
"""


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def made(tmp_path_factory, first, second):
    """An archive with two versions of one agreement, built once."""
    root = tmp_path_factory.mktemp("archive")
    folder = root / "documents" / "pupils"
    folder.mkdir(parents=True)
    shutil.copy(first, folder / "first.pdf")
    shutil.copy(second, folder / "second.pdf")
    text = RECORD.format(first=_sha256(first), second=_sha256(second))
    (folder / "agreement.toml").write_text(text, "utf-8")
    ensure_built(find_root(root))
    return root


@pytest.fixture
def archive(made, monkeypatch):
    """The command finds this archive."""
    monkeypatch.setenv("MOUARCHIVE", str(made))
    return made


@pytest.mark.usefixtures("archive")
def test_show_a_version(run):
    """A version is shown with its dates, its request and its hash."""
    code, out, err = run("show", "pupils@1.0", "2.2")

    assert (code, err) == (0, "")
    assert "pupils@1.0 · first.pdf · dated 2015-12-18 · in force 2015-12-18 to 2016-10-06" in out
    assert "(Once collected) Nationality of the child" in out


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("old", "new"),
    [("pupils@1.0", "pupils@2.1"), ("1.0", "2.1"), ("pupils@1.0", "2.1"), ("v1.0", "Version 2.1")],
)
def test_diff_of_versions(run, old, new):
    """Versions can be named in full or as far as they are unique."""
    _, out, _ = run("diff", old, new)

    assert "1 removed, 0 added, 1 modified (substantive), 7 unchanged; 1 renumbered, 0 moved" in out


def test_diff_of_a_version_and_a_file(run, archive, second):
    """A version of the archive can be compared with a file outside it."""
    _, out, _ = run("diff", "1.0", second, "--format", "json")
    found = json.loads(out)

    assert found["summary"] == json.loads(run("diff", "1.0", "2.1", "--format", "json")[1])["summary"]
    assert (found["old"]["version"], found["new"]["file"]) == ("pupils@1.0", str(second))
    assert archive.is_dir()


@pytest.mark.usefixtures("archive")
def test_history(run):
    """A number that has meant two clauses gives the history of each."""
    _, out, _ = run("history", "pupils", "2.2", "--format", "json")
    steps = [
        [(s["version"], s["id"], s["kind"]) for s in line["steps"]] for line in json.loads(out)["lineages"]
    ]

    assert steps == [
        [("pupils@1.0", "2.2", None), ("pupils@2.1", None, "removed")],
        [("pupils@1.0", "2.3", None), ("pupils@2.1", "2.2", "unchanged")],
    ]
    text = run("history", "pupils", "2.2")[1]
    assert "2.2 has been the number of 2 clauses; each in turn:" in text
    assert "2.1  dated 2016-10-07  not in this version, the next one held" in text


@pytest.mark.usefixtures("archive")
def test_history_from_one_version(run):
    """A version says which clause is meant by a number."""
    _, out, _ = run("history", "pupils@2.1", "2.2", "--format", "json")

    assert [line["steps"][0]["id"] for line in json.loads(out)["lineages"]] == ["2.3"]


@pytest.mark.usefixtures("archive")
def test_trace(run, first):
    """A phrase is followed with its page and hash; what is not held is in doubt, not without it."""
    _, out, _ = run("trace", "(once collected) NATIONALITY", "--format", "json")
    (found,) = json.loads(out)["agreements"]

    assert [(v["label"], v["state"]) for v in found["versions"]] == [
        ("0.1", "not held"),
        ("1.0", "present"),
        ("2.1", "absent"),
    ]
    assert [event["event"] for event in found["events"]] == ["present-in-oldest", "vanishes"]
    assert [(h["id"], h["page"]) for h in found["versions"][1]["hits"]] == [("2.2", 1)]
    assert found["versions"][1]["sha256"] == _sha256(first)
    assert found["statements"][0]["date"] == "2016-09-26"


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--as-at", "2016-09-26", "--by", "in-force"], ["in force                 1.0 present at 2.2"]),
        (["--as-at", "2016-10-07", "--by", "in-force"], ["in force                 2.1 absent"]),
        (["--as-at", "2016-12-31", "--by", "disclosed"], ["public by then           2.1 absent"]),
        (
            ["--as-at", "2017-02-10"],
            [
                "dated by then            1.0 present at 2.2; 2.1 absent",
                "public by then           1.0 present at 2.2 (perhaps: the date is not precise); 2.1 absent",
                "in this archive by then  no version",
            ],
        ),
        (["--as-at", "2020-01-01", "--by", "accessioned"], ["in this archive by then  1.0 present at 2.2"]),
    ],
)
def test_trace_as_at(run, options, lines):
    """What held on a day is told by each of the four dates, which are never mixed."""
    _, out, _ = run("trace", "nationality", *options)

    assert [line for line in lines if f"    {line}\n" not in out] == []


@pytest.mark.usefixtures("archive")
def test_trace_nothing(run):
    """A phrase that stands nowhere is said to be in none of the versions that could be read."""
    assert (
        "Not found in 2 versions that could be read; 1 version not held or in doubt."
        in run("trace", "zebra")[1]
    )


@pytest.mark.usefixtures("archive")
def test_search(run):
    """Words are found in every version, with page and place."""
    _, out, _ = run("search", "register")
    text, found = out, json.loads(run("search", "the child", "--all-words", "--format", "json")[1])

    assert text.startswith("2 clauses hold “register”\n")
    assert "as they stand in the *register*" in text
    assert found["total"] == 5
    assert "No clause holds “zebra”" in run("search", "zebra")[1]


@pytest.mark.usefixtures("archive")
def test_status(run):
    """What is held, and what is only known of, is listed version by version."""
    _, out, _ = run("status")
    found = json.loads(run("status", "--format", "json")[1])["agreements"][0]

    assert "  2 held, 1 withheld; specimen: never released by anyone\n" in out
    assert "  0.1  ?           withheld    FOIA s.35\n" in out
    assert "  1.0  2015-12-18  held        9 clauses on 1 page\n" in out
    assert found["states"] == {"held": 2, "unread": 0, "registered": 0, "withheld": 1, "declared": 0}


def test_build(run, archive):
    """A build says what it did, and does nothing where nothing has changed."""
    assert "Nothing has changed since the last build of" in run("build")[1]
    code, out, _ = run("build", "--force")

    assert code == 0
    assert "1 agreement, 3 versions of which 2 held, 17 clauses, 9 changes" in out
    assert (archive / "db" / "mouarchive.db").is_file()


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "nobody@1.0"], 2, "no agreement nobody"),
        (["show", "pupils@9.9"], 2, "no version 9.9 of pupils"),
        (["show", "pupils@0.1"], 1, "its text is not held (withheld)"),
        (["show", "pupils@1.0", "9.9"], 2, "pupils@1.0 has no clause 9.9"),
        (["diff", "1.0", "3.0"], 2, "no version 3.0 of pupils"),
        (["history", "pupil", "2.2"], 2, "no such agreement; held: pupils"),
        (["history", "pupils", "9.9"], 2, "has no clause 9.9"),
        (["trace", "..."], 2, "needs at least one letter or digit"),
        (["trace", "x", "--as-at", "last week"], 2, "last week: not a date; write it as 2016-10-07"),
        (["trace", "x", "--by", "dated"], 2, "--by says by which date --as-at is meant"),
        (["trace", "x", "--agreement", "nobody"], 2, "no such agreement"),
        (["search", "x", "--agreement", "nobody"], 2, "no such agreement"),
        (["search", "x", "--limit", "0"], 2, "0 is not in the range"),
        (["search", "", "?"], 2, "nothing to search for"),
        (["status", "--agreement", "nobody"], 2, "no such agreement"),
    ],
)
def test_unknown_names(run, arguments, code, said):
    """What the archive does not know is named in one line, with what is near."""
    result = run(*arguments)

    assert (result[0], result[1]) == (code, "")
    assert said in result[2]
    assert result[2].count("\n") == 1


@pytest.mark.parametrize("arguments", [["show", "1.0"], ["status"], ["build"], ["serve"], ["trace", "x"]])
def test_no_archive(run, arguments, tmp_path, monkeypatch):
    """Outside an archive each command says how to start one."""
    monkeypatch.delenv("MOUARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "mouarchive init" in err


HEAD = 'title = "x"\nparties = ["x"]\n'
BROKEN = {
    "not TOML": ("title =", "agreement.toml"),
    "an unknown key": ('titel = "x"\n' + HEAD, "titel"),
    "two versions with one label": (
        HEAD + '[[version]]\nlabel = "7"\nheld = false\n' * 2,
        "7",
    ),
    "another sha256": (
        HEAD + f'[[version]]\nlabel = "7"\n[[version.copy]]\nfile = "a.pdf"\nsha256 = "{"0" * 64}"\n',
        "a.pdf",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record(run, first, tmp_path, monkeypatch, case):
    """A broken record stops the build: each fault is a line naming file and key, and nothing is written."""
    text, named = BROKEN[case]
    folder = tmp_path / "documents" / "broken"
    folder.mkdir(parents=True)
    shutil.copy(first, folder / "a.pdf")
    (folder / "agreement.toml").write_text(text)
    monkeypatch.setenv("MOUARCHIVE", str(tmp_path))
    code, out, err = run("build")

    assert (code, out) == (1, "")
    assert err.startswith("mouarchive: ")
    assert "broken" in err
    assert named in err
    assert not (tmp_path / "db" / "mouarchive.db").exists()


def test_serve_says_that_a_port_is_taken(run, archive):
    """A port in use is named before anything is built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "--port", port)

    assert (code, err.count("\n")) == (1, 1)
    assert f"cannot listen on 127.0.0.1:{port}" in err
    assert archive.is_dir()


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://127.0.0.1:{port}"), ("::1", "http://[::1]:{port}")]
)
def test_serve_says_where(run, archive, monkeypatch, host, address):
    """The address to open is printed before the site is served from the archive's own database."""
    served = []
    monkeypatch.setattr("mouarchive.site.app.serve", lambda *given: served.append(given))
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as free:
            free.bind((host, 0))
            port = free.getsockname()[1]
    except OSError:
        pytest.skip(f"this machine has no address {host}")
    code, out, err = run("serve", "--host", host, "--port", port)

    assert (code, err) == (0, "")
    assert out == f"Serving {archive} on {address.format(port=port)} (stop with Ctrl-C)\n"
    assert served == [(archive / "db" / "mouarchive.db", host, port, archive)]


@pytest.mark.usefixtures("archive")
def test_trace_of_what_may_be_misread(run):
    """Words nearly as asked for are counted, shown only on request, and never mixed with exact ones."""
    nearly = "(once collected) nationalitv"
    counted, shown = run("trace", nearly)[1], run("trace", nearly, "--near")[1]

    assert "1 near hit not shown: --near shows it." in counted
    assert "(Once collected) Nationality" not in counted
    assert "Near hits, which may be a scanner's misreading or other words:" in shown
    assert "“(Once collected) Nationality of the child”" in shown


@pytest.mark.usefixtures("archive")
def test_trace_in_a_narrow_window(run, monkeypatch):
    """Where the grounds of a version do not fit beside it they stand below it, whole."""
    monkeypatch.setenv("COLUMNS", "160")
    assert "absent: 1 of 1 page read\n" in run("trace", "nationality")[1]
    monkeypatch.setenv("COLUMNS", "72")
    assert "absent\n           1 of 1 page read\n" in run("trace", "nationality")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff", "1.0"), "name two texts, OLD and NEW, or a series with --all AGREEMENT"),
        (("diff", "1.0", "2.1", "--explain", "--summary"), "--explain says why, change by change"),
        (("diff", "1.0", "2.1", "--explain", "--format", "docx"), "--explain writes "),
        (("diff", "1.0", "2.1", "--context", "few"), "few: give a number of words, or all"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_diff_refuses_what_does_not_go_together(run, words, said):
    """Wrong use is one line that says what to write, and nothing is compared."""
    code, out, err = run(*words)

    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.usefixtures("archive")
def test_diff_with_all_the_words(run):
    """--context all gives each changed clause whole, a number so many words on each side of a change."""
    whole = run("diff", "1.0", "2.1", "--context", "all")[1]
    few = run("diff", "1.0", "2.1", "--context", "1")[1]

    assert "Records are destroyed [-six-]{+twelve+} months after the request has been answered." in whole
    assert "Records are destroyed [-six-]{+twelve+} months …" in few


@pytest.mark.usefixtures("archive")
def test_a_version_is_made_searchable(run, second, tmp_path, monkeypatch):
    """A version is named as everywhere; of one that is withheld it is said that there is no copy."""
    program = tmp_path / "ocrmypdf"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\n{shutil.which("cp")} "{second}" "$last"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("mouarchive.cli.export.find_spec", lambda _name: None)

    assert run("export", "--searchable", tmp_path / "out.pdf", "pupils@2.1")[0] == 0
    assert (tmp_path / "out.pdf").read_bytes() == second.read_bytes()
    assert run("export", "--searchable", tmp_path / "none.pdf", "pupils@0.1")[2] == (
        "mouarchive: pupils@0.1: no copy of it is held; see: mouarchive status\n"
    )


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_trace_tells_what_was_said_in_public(run, form):
    """Statements about a phrase stand below it with date, person and words, in every format."""
    told = " ".join(run("trace", "nationality", "--format", form)[1].split())

    assert "Said in public about it" in told
    assert re.search(r"2016-09-26:? *A minister: It will not be passed on", told)
