"""`fetch`: downloading the copies that the record names with an address."""

from __future__ import annotations

import pytest

from mouarchive.archive.intake import fetch as fetching
from mouarchive.archive.intake.fetch import RefusedError

REGISTERED = """\
title = "Pupils"
parties = ["A", "B"]

[[version]]
label = "1.0"

  [[version.copy]]
  url = "https://example.org/first.pdf"
"""


@pytest.fixture
def registered(fresh):
    """An archive that knows of a copy by its address."""
    folder = fresh / "documents" / "pupils"
    folder.mkdir()
    (folder / "agreement.toml").write_text(REGISTERED)
    return fresh


def test_fetch(run, registered, first, monkeypatch):
    """What is registered is downloaded and taken in; a second time there is nothing to do."""

    def download(url, path, hosts):
        assert (url, hosts) == ("https://example.org/first.pdf", {"example.org"})
        path.write_bytes(first.read_bytes())
        return path.stat().st_size

    monkeypatch.setitem(fetching.fetch.__kwdefaults__, "download", download)
    code, out, err = run("fetch")

    assert (code, err) == (0, "")
    assert "taken in as pupils@1.0" in out
    assert "(Once collected) Nationality" in run("show", "1.0")[1]
    assert run("fetch")[1] == "Nothing to fetch: every copy that is registered with an address is here.\n"
    assert len(list((registered / "documents" / "pupils").glob("*.pdf"))) == 1


def test_fetch_what_cannot_be_had(run, registered, monkeypatch):
    """A download that fails is one line with the reason, and leaves the record as it was."""

    def download(_url, _path, _hosts):
        raise RefusedError("the server does not answer")

    monkeypatch.setitem(fetching.fetch.__kwdefaults__, "download", download)
    before = (registered / "documents" / "pupils" / "agreement.toml").read_bytes()
    code, out, err = run("fetch")

    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "pupils@1.0: https://example.org/first.pdf was not fetched: the server does not answer" in err
    assert (registered / "documents" / "pupils" / "agreement.toml").read_bytes() == before


def test_fetch_of_an_unknown_agreement(run, registered):
    """An unknown agreement is wrong use."""
    code, _, err = run("fetch", "--agreement", "visas")

    assert (code, err) == (2, "mouarchive: visas: no such agreement; held: pupils\n")
    assert registered.is_dir()
