"""One question, one answer, one sentence: every surface says the same of the specimen series."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from mouarchive.answers.change_list import change_list
from mouarchive.answers.changes import remarks, summary, what
from mouarchive.answers.comparison import between
from mouarchive.answers.heading import coverage, notices, running_notes
from mouarchive.answers.history import history
from mouarchive.answers.hits import hits
from mouarchive.answers.standing import standings
from mouarchive.answers.texts import held_text
from mouarchive.answers.tracing import follow_all
from mouarchive.archive.database.build import ensure_built
from mouarchive.archive.locate import find_root
from mouarchive.archive.store.store import open_store
from mouarchive.cli import main
from mouarchive.output.serializer import forms
from mouarchive.site.app import make_app

pytestmark = pytest.mark.slow

NAME = "specimen-pupil-data"
OLD, NEW = f"{NAME}@1.0", f"{NAME}@2.1"
PHRASE = "(once collected) nationality"


def plain(text):
    """Words without marks: Markdown's and HTML's, line breaks, and the ways to write them."""
    bare = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)))
    return " ".join(re.sub(r"\\(?=[^\w\s])|\*", "", bare).replace("\n  ", " ").split())


@pytest.fixture(scope="module")
def root(project):
    """The archive that comes with the project, its database up to date."""
    found = find_root(project)
    ensure_built(found)
    return found


@pytest.fixture(scope="module")
def store(root):
    """Typed questions to that archive."""
    with open_store(root.database) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(root):
    """Asks the site for a page and gives its words."""
    datasette = make_app(root.database, root.folder)

    async def page(path):
        await datasette.invoke_startup()
        answer = await datasette.client.get(path)
        assert answer.status_code == 200, path
        return answer.text

    return lambda path: plain(asyncio.run(page(path)))


@pytest.fixture
def said(root, monkeypatch, tmp_path):
    """Runs a command in each of its text formats and gives the words of each."""
    monkeypatch.chdir(root.folder)

    def run(answer, *words):
        found = {}
        for form in forms(answer):
            if form == "pdf":  # the html, drawn
                continue
            output = tmp_path / f"said.{form}"
            done = CliRunner().invoke(main, [*words, "--format", form, "-o", str(output)])
            assert done.exit_code == 0, done.output
            found[form] = output
        return found

    return run


def words_of(path: Path):
    """The words of a file in any format."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as file:
            return plain(
                re.sub(r"</w:p>", " ", file.read("word/document.xml").decode()).replace("</w:t>", "")
            )
    text = path.read_text("utf-8-sig")
    if path.suffix == ".json":
        return plain(" ".join(_strings(json.loads(text))))
    if path.suffix == ".csv":
        return plain(" ".join(cell for row in csv.reader(io.StringIO(text)) for cell in row))
    return plain(text)


def _strings(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    else:
        yield str(value)


def test_what_changed(store, said, site):
    """Summary, warnings, coverage and each change read alike in text, Markdown, Word, HTML and on site."""
    pair = between(store, OLD, NEW)
    read = {form: words_of(path) for form, path in said("Redlines", "diff", OLD, NEW).items()}
    read["site"] = site(f"/agreements/{NAME}/compare/1.0/2.1")

    for form in ("text", "md", "docx", "site"):
        assert plain(summary(pair.whole)) in read[form], form
    for _, told in notices(pair):
        for form in ("text", "html", "md", "docx", "site"):
            assert plain(told) in read[form], (form, told)
    for change in pair.full:
        for form in ("text", "html", "md", "site"):
            assert what(change) in read[form], form
        for remark in remarks(change):
            assert remark in read["site"], remark
    for source in (pair.old, pair.new):
        for form in ("html", "docx", "csv", "site"):
            assert coverage(source) in read[form], form
        for form in ("text", "html", "md", "docx", "json", "site"):
            assert plain(source.reach.sentence) in read[form], form


def test_how_changes_are_numbered(store, said, site):
    """Each change has one number and one id, in every format, whatever part of the redline was asked for."""
    listed = change_list(between(store, OLD, NEW))
    read = {form: words_of(path) for form, path in said("Redlines", "diff", OLD, NEW).items()}
    read["site"] = site(f"/agreements/{NAME}/compare/1.0/2.1")
    part = said("Redlines", "diff", OLD, NEW, "--clause", listed[-1].where)["json"]

    assert [one.number for one in listed] == [f"#{at}" for at in range(1, len(listed) + 1)]
    for one in listed:
        for form in ("text", "html", "md", "docx", "csv", "site"):
            assert one.number in read[form], form
        assert plain(one.sentence) in read["site"].split("Differences")[0]
        for form in ("text", "html", "md", "docx", "site"):
            assert plain(one.words) in read[form], (form, one.words)
        for form in ("json", "csv"):
            assert one.change_id in read[form], form
    chosen = [row for row in json.loads(part.read_text("utf-8"))["changes"] if row["number"]]
    assert [(f"#{row['number']}", row["change_id"]) for row in chosen] == [
        (listed[-1].number, listed[-1].change_id)
    ]


def test_what_lies_between(store, said, site):
    """A comparison that jumps over versions names them all, those that are held and those that are not."""
    pair = between(store, OLD, NEW)
    read = {form: words_of(path) for form, path in said("Redlines", "diff", OLD, NEW).items()}
    read["site"] = site(f"/agreements/{NAME}/compare/1.0/2.1")
    told = (
        "between 1.0 and 2.1 lie 1.1, whose text is not held or could not be read, and 2.0, which is held: "
        "changes may have come and gone in between"
    )

    assert [(one.label, one.held) for one in pair.in_between] == [("1.1", False), ("2.0", True)]
    for form in ("text", "html", "md", "docx", "json", "site"):
        assert told in read[form], form
    steps = history(store, OLD, "15.2.7").courses[0].steps
    assert steps[1].said.endswith("in between lie 0.3 and 0.4, not held")


def test_no_difference_is_said_of_what_was_read(said):
    """Two texts without a difference are called so in the same words everywhere."""
    read = {f: words_of(p) for f, p in said("Redlines", "diff", OLD, OLD).items()}

    for form in ("text", "html", "md", "json"):
        assert "No difference." in read[form], form


def test_what_the_running_lines_say_now(store, said, site):
    """What the pages say otherwise outside the text is told alike in each format, and as data."""
    pair = between(store, OLD, NEW)
    written = said("Redlines", "diff", OLD, NEW)
    read = {form: words_of(path) for form, path in written.items()}
    read["site"] = site(f"/agreements/{NAME}/compare/1.0/2.1")

    assert pair.running
    for told in running_notes(pair):
        for form in ("text", "html", "md", "docx", "site"):
            assert plain(told) in read[form], form
    running = json.loads(written["json"].read_text())["running"]
    assert [(one["what"], one["old"], one["new"]) for one in running] == [
        (one.what, one.old, one.new) for one in pair.running
    ]


def test_a_phrase_that_stands_in_a_running_line_alone(store, said):
    """What stands only in what was set aside is never said to be found nowhere."""
    role, phrase = next(
        (row.role, row.text)
        for row in store.asides(store.version(NEW).sha256)
        if row.role in {"header", "footer"} and not follow_all(store, row.text, NAME)[0].found
    )
    (followed,) = follow_all(store, phrase, NAME)
    read = {f: words_of(p) for f, p in said("Tracing", "trace", phrase, "--agreement", NAME).items()}

    assert followed.nowhere.startswith("Only in what was set aside: ")
    assert f"{role}s" in followed.nowhere
    for form in ("text", "html", "md", "json"):
        assert plain(followed.nowhere) in read[form], form


def test_what_became_of_a_phrase(store, said, site):
    """Each event of a phrase, and what each version's state rests on, read alike wherever they are told."""
    (followed,) = follow_all(store, PHRASE, NAME)
    read = {f: words_of(path) for f, path in said("Tracing", "trace", PHRASE, "--agreement", NAME).items()}
    read["site"] = site("/phrases/?q=(once+collected)+nationality")

    assert len(followed.sentences) > 1
    for sentence in followed.sentences:
        for form, words in read.items():
            assert plain(sentence) in words, form
    for state in followed.trace.versions:
        for form in ("text", "html", "md", "site"):
            assert state.state.value in read[form], form
            assert plain(followed.grounds(state)) in read[form], form


def test_a_phrase_that_is_nowhere(store, said, site):
    """How much was looked through is said alike."""
    phrase = "words that stand nowhere"
    (followed,) = follow_all(store, phrase, NAME)
    read = {f: words_of(p) for f, p in said("Tracing", "trace", phrase, "--agreement", NAME).items()}
    read["site"] = site("/phrases/?q=words+that+stand+nowhere")

    for form in ("text", "html", "md", "site"):
        assert followed.nowhere in read[form], form


def test_what_became_of_a_clause(store, said, site):
    """Each step of a clause through the versions is said in the same words."""
    (course,) = history(store, OLD, "15.2.7").courses
    read = {form: words_of(path) for form, path in said("History", "history", OLD, "15.2.7").items()}
    read["site"] = site(f"/agreements/{NAME}/1.0/15.2.7")

    for step in course.steps:
        for form, words in read.items():
            assert plain(step.said) in words, form


def test_what_is_held(store, said):
    """The standing of an agreement is told alike in every format for people."""
    (one,) = standings(store, NAME).found
    read = {form: words_of(path) for form, path in said("Standings", "status", "--agreement", NAME).items()}

    for form in ("text", "html", "md"):
        assert plain(one.sentence) in read[form], form
        for line in one.lines:
            assert plain(line.facts) in read[form], form


def test_where_words_stand(store, said, site):
    """How many clauses hold some words is said alike."""
    found = hits(store, "nationality", limit=200)
    read = {f: words_of(path) for f, path in said("Hits", "search", "nationality", "--limit", "200").items()}
    read["site"] = site("/search?q=nationality")

    for form in ("text", "html", "md", "site"):
        assert found.sentence in read[form], form


def test_words_that_stand_nowhere(store, said, site):
    """What was not searched is said with it that nothing was found: texts that are not held."""
    found = hits(store, "zebra crossing")
    read = {form: words_of(path) for form, path in said("Hits", "search", "zebra crossing").items()}
    read["site"] = site("/search?q=zebra+crossing")

    assert re.fullmatch(
        r"No clause holds “zebra crossing”; not searched: .*\d+ versions whose text is not held",
        found.sentence,
    )
    for form in ("text", "html", "md", "site"):
        assert found.sentence in read[form], form


def test_how_a_clause_is_cited(store, said, site):
    """The clause page gives the citation that `cite` gives, word for word."""
    read = {form: words_of(path) for form, path in said("Citation", "cite", OLD, "15.2.6").items()}

    page = site(f"/agreements/{NAME}/1.0/15.2.6")
    assert read["text"] in page
    assert held_text(store, OLD).reach.sentence in page
    assert read["text"] in read["html"]
    assert read["text"] in read["md"]


def test_the_feed_sums_up_as_a_redline_does(root, store):
    """An entry of the feed has the summary of the comparison that it leads to."""
    datasette = make_app(root.database, root.folder)

    async def feed():
        await datasette.invoke_startup()
        return (await datasette.client.get("/changes.atom")).text

    pair = between(store, f"{NAME}@2.0", NEW)
    assert summary(pair.whole) in plain(asyncio.run(feed()))


def test_a_file_that_is_held_has_the_records_facts(store, said):
    """Named as files, two copies of the archive have its dates, its ids and its versions in between."""
    folder = "documents/specimen-pupil-data/"
    names = [folder + store.copy(store.version(name).sha256).file for name in (OLD, NEW)]
    found = json.loads(said("Redlines", "diff", *names)["json"].read_text("utf-8"))
    held = json.loads(said("Redlines", "diff", OLD, NEW)["json"].read_text("utf-8"))

    for side in ("old", "new"):
        for key in ("version", "label", "dated", "disclosed", "request", "specimen", "coverage"):
            assert found[side][key] == held[side][key]
    assert [row["change_id"] for row in found["changes"]] == [row["change_id"] for row in held["changes"]]
    assert found["in_between"] == held["in_between"]


def test_a_change_by_its_id(store, said, site):
    """One change by its id, and where a version came between its two, what took its place."""
    gone = next(one for one in change_list(between(store, OLD, NEW)) if one.where == "15.2.6")
    now = store.change(gone.change_id).unknown_by
    read = {f: words_of(p) for f, p in said("Redlines", "diff", "--change", gone.change_id).items()}

    read["site"] = site(f"/changes/{gone.change_id}")

    assert now
    for form in ("text", "html", "md", "docx", "json", "site"):
        assert "(Once collected) Nationality" in read[form], form
        assert all(one.change_id in read[form] for one in now), form
    assert gone.sentence in read["site"]


def test_what_is_asked_for_alone(said, site):
    """Kinds, classes and tags keep the same changes on the command line and on the site."""
    for only in ("removed", "number", "substantive", "data-item,period"):
        rows = json.loads(said("Redlines", "diff", OLD, NEW, "--only", only)["json"].read_text("utf-8"))
        wanted = [f"#{row['number']}" for row in rows["changes"] if row["number"]]
        found = site(f"/agreements/{NAME}/compare/1.0/2.1?only={only}")
        listed = re.findall(r"(#\d+) ", found.split("In short")[1].split("Differences")[0])
        assert listed == wanted, only
