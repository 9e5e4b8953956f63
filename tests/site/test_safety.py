"""Hostile text, hostile addresses, headers, caching: what a public site must stand."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from urllib.parse import quote

import pytest

from mouarchive.archive.store.store import Store
from mouarchive.site import routes
from mouarchive.site.headers import inline_script_hashes

ALL = [
    "/", "/agreements/specimen", "/agreements/specimen/1.0", "/agreements/specimen/compare/1.0/2.1",
    "/phrases/", "/statements", "/search?q=a", "/changes.atom", "/robots.txt", "/nothing", "/-/plugins",
    "/mouarchive", "/mouarchive/clauses", "/mouarchive/clauses.json", "/mouarchive/clauses.csv",
    "/mouarchive?sql=select+1", "/mouarchive.db", "/-/static/app.css",
    "/-/static-plugins/mouarchive/site.css", "/-/static-plugins/mouarchive/nothing.css",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile_paths(made):
    """Every page on which the hostile agreement's words stand."""
    label = quote(made.HOSTILE, safe="")
    version = f"/agreements/hostile/{label}"
    return [
        "/", "/agreements/hostile", version, f"{version}/1", f"{version}/2",
        f"{version}/3(a)(ii)", f"{version}/4%2F5",
        "/statements", "/phrases/", "/phrases/?q=" + label, "/search?q=" + label, "/search?q=alert&mode=all",
        "/mouarchive/clauses", "/mouarchive/agreements", "/agreements/hostile/lineages/" + label,
        f"{version}/{label}",
        f"/agreements/hostile/compare/{label}/{label}", "/phrases/?q=alert&agreement=" + label,
    ]  # fmt: skip


def test_hostile_text_is_escaped_on_every_page(get, hostile_paths):
    """Whatever a document or an address holds is shown as text and never becomes part of the page."""
    for path in hostile_paths:
        text = get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert 'href="javascript:' not in text, path
        assert 'href="data:text' not in text, path
        assert "49" not in re.findall(r"&#39;&amp;(..)", text), path


def test_hostile_text_is_shown_as_it_stands(get):
    """Escaping loses nothing: the reader sees the very characters."""
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
        in get("/agreements/hostile").text
    )


def test_characters_that_cannot_be_seen_are_made_visible(get, made):
    """Marks that turn the reading order round or hide between letters are shown as their code."""
    text = get(f"/agreements/hostile/{quote(made.HOSTILE, safe='')}/2").text
    assert ">[U+202E]</span>" in text
    assert ">[U+200B]</span>" in text
    assert "\u202e" not in text


def test_every_clause_has_an_address_that_works(get, made):
    """Brackets and slashes in a number do not break its address."""
    page = get(f"/agreements/hostile/{quote(made.HOSTILE, safe='')}").text
    links = re.findall(r'class="number" href="([^"]+)"', page)
    assert len(links) == len(made.HOSTILE_TEXT)
    for link in links:
        assert get(link).status_code == 200, link


@pytest.mark.parametrize("path", ALL)
def test_security_headers_stand_on_every_answer(get, path):
    """Pages, errors, static files and Datasette's own pages: none goes out without its headers."""
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_our_own_pages_allow_nothing_inline(get):
    """Neither script nor style may stand inside our pages, and none does."""
    for path in ("/", "/agreements/specimen/compare/1.0/2.1", "/nothing"):
        answer = get(path)
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
        assert "<style" not in answer.text
        assert re.findall(r"<script(?![^>]* src=)", answer.text) == []


def test_inline_scripts_of_datasette_are_allowed_by_fingerprint(get):
    """Each inline script on Datasette's table page is in the policy by its hash, and nothing else is."""
    answer = get("/mouarchive/clauses")
    inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert inline
    for script in inline:
        digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert len(inline_script_hashes()) == 4


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/mouarchive", "/-/permissions"])
def test_the_site_is_read_only(get, method, path):
    """Anything but reading is refused before it reaches Datasette."""
    answer = get(path, method=method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "pragma table_info(clauses)",
        "attach database 'x' as y",
        "insert into clauses(id) values (1)",
        "select load_extension('x')",
    ],
)
def test_guests_run_no_sql(get, sql):
    """The database page takes no query from outside, in any format."""
    for path in ("/mouarchive", "/mouarchive.json"):
        assert get(path, params={"sql": sql}).status_code in {400, 403}
    assert get("/mouarchive/clauses", params={"_where": "1=1"}).status_code in {400, 403}


def test_the_database_file_is_not_changed_by_serving_it(get, database):
    """Serving opens the file as immutable: its bytes stay the same."""
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    for path in ALL:
        get(path)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "path", ["/", "/agreements/specimen", "/mouarchive/clauses", "/-/static-plugins/mouarchive/site.css"]
)
def test_a_page_not_changed_is_answered_with_304(get, path):
    """A browser that names what it has gets an empty answer; another address or tag gets the page."""
    first = get(path)
    tag = first.headers["etag"]
    assert "max-age" in first.headers["cache-control"]
    again = get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.text) == (304, "")
    assert get(path, headers={"if-none-match": 'W/"other"'}).status_code == 200
    assert get(path + "?x=1").headers["etag"] != tag


def test_errors_and_answers_to_cookies_are_not_kept(get):
    """Only good answers to anonymous readers may be stored on the way."""
    assert "etag" not in get("/nothing").headers
    assert get("/nothing").headers["cache-control"] == "no-store"
    assert "etag" not in get("/", headers={"cookie": "a=b"}).headers


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/%2F%2Fevil.example/", "/\\evil.example/", "/agreements//evil.example/", "///"],
)
def test_no_address_leads_away_from_the_site(get, path):
    """A redirect never names another host."""
    location = get(path).headers.get("location", "/")
    assert not location.startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    "path",
    [
        "/copies/../../etc/passwd", "/copies/..%2f..%2fetc%2fpasswd", "/copies/%00.pdf",
        "/copies/" + "a" * 63 + ".pdf",
        "/-/static-plugins/mouarchive/../__init__.py", "/-/static-plugins/mouarchive/..%2f__init__.py",
        "/-/static-plugins/mouarchive/%2e%2e/app.py",
    ],
)  # fmt: skip
def test_no_address_reaches_outside_the_archive(get, path):
    """Files are found by fingerprint only; no spelling of a path gets at another file."""
    answer = get(path)
    assert answer.status_code in {302, 403, 404}
    assert "root:" not in answer.text
    assert "hookimpl" not in answer.text


def test_an_unexpected_error_says_nothing_of_itself(get, monkeypatch):
    """A fault of ours shows a friendly page; what the exception says stays in the log."""

    def broken(_store):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Store, "agreements", broken)
    answer = get("/?fresh=1")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "secret detail" not in answer.text


def test_a_page_that_takes_too_long_is_given_up(get, monkeypatch):
    """A question that holds a reading thread too long is stopped and answered with 503."""

    def endless(store):
        return store.conn.execute(
            "with recursive t(x) as (select 1 union all select x+1 from t) select count(*) from t"
        ).fetchall()

    monkeypatch.setattr(routes, "_LIMIT_MS", 100)
    monkeypatch.setattr(Store, "agreements", endless)
    answer = get("/?fresh=2")
    assert answer.status_code == 503
    assert "took too long" in answer.text


@pytest.mark.parametrize("eid", ["2.4(a", "1.1((((", "15.2)", "15.2(a)(", "%5B2.4(a", "(", ")"])
def test_an_address_with_a_bracket_left_open_is_answered(get, eid):
    """A clause address cut short gets a page that says so; no thread is held."""
    assert get(f"/agreements/specimen/1.0/{eid}").status_code == 404


def test_python_work_has_a_deadline_as_sql_has_one(get, monkeypatch):
    """A page whose making takes too long in Python is refused, in plain words."""
    monkeypatch.setattr(routes, "_LIMIT_MS", -1)
    answer = get("/agreements/specimen/compare/1.0/2.1")
    assert answer.status_code == 503
    assert "took too long" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/mouarchive/vanished_clauses?_next=abc",
        "/mouarchive/vanished_clauses.json?_next=abc",
        "/mouarchive/clauses?_size=many",
        "/mouarchive/phrase_timeline?_next=99999999999999999999999",
    ],
)
def test_a_mistyped_argument_of_a_table_is_refused_in_plain_words(get, path):
    """What a table's address cannot mean is the guest's slip (400), and no fault of the site (500)."""
    answer = get(path)

    assert answer.status_code == 400
    assert "has a form that this archive does not understand" in answer.text
