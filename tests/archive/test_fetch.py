"""Fetching registered copies: from public hosts of the record, within limits, and only the right bytes."""

from __future__ import annotations

import http.client
import http.server
import threading
import time
import tomllib

import pytest

from mouarchive.archive.intake.fetch import FetchLimits, RefusedError, checked_target, download, fetch
from mouarchive.rules import tolerated

HOSTS = frozenset({"example.org"})
PUBLIC = "93.184.215.14"


def _public(_host):
    return [PUBLIC]


@pytest.mark.parametrize(
    ("url", "address", "why"),
    [
        ("http://example.org/a.pdf", PUBLIC, "only https"),
        ("file:///etc/passwd", PUBLIC, "only https"),
        ("//example.org/a.pdf", PUBLIC, "only https"),
        ("https://elsewhere.org/a.pdf", PUBLIC, "not among those"),
        ("https://example.org.evil.net/", PUBLIC, "not among those"),
        ("https://example.org@evil.net/", PUBLIC, "user name"),
        ("https://evil.net\\@example.org/", PUBLIC, "user name"),
        ("https://example.org:8443/", PUBLIC, "port of its own"),
        ("https://example.org:x/", PUBLIC, "cannot be read"),
        ("https://127.0.0.1/", PUBLIC, "not among those"),
        ("https://[::1]/", PUBLIC, "not among those"),
        ("https://2130706433/", PUBLIC, "not among those"),
        ("https://example.org/", "127.0.0.1", "not a public address"),
        ("https://example.org/", "10.1.2.3", "not a public address"),
        ("https://example.org/", "169.254.169.254", "not a public address"),
        ("https://example.org/", "192.168.0.1", "not a public address"),
        ("https://example.org/", "100.64.0.1", "not a public address"),
        ("https://example.org/", "0.0.0.0", "not a public address"),  # noqa: S104 - refused
        ("https://example.org/", "::1", "not a public address"),
        ("https://example.org/", "fe80::1%eth0", "not a public address"),
        ("https://example.org/", "fd00::1", "not a public address"),
        ("https://example.org/", "::ffff:10.0.0.1", "not a public address"),
        ("https://example.org/", "2002:7f00:1::", "not a public address"),
        ("https://example.org/", "224.0.0.1", "not a public address"),
    ],
)
def test_address_that_could_lead_inside_is_refused(url, address, why):
    """Only https to a host of the record is fetched, and only where every address of the host is public."""
    with pytest.raises(RefusedError, match=why):
        checked_target(url, HOSTS, lambda _host: [PUBLIC, address])


def _unknown(_host):
    raise OSError("no such name")


@pytest.mark.parametrize(
    ("resolve", "why"),
    [
        (_unknown, "was not found"),
        (lambda _host: [], "has no address"),
        (lambda _host: ["no number"], "not a public address"),
    ],
)
def test_a_host_without_a_public_address_is_refused(resolve, why):
    """A name that leads nowhere, or to what is no address, is asked for nothing."""
    with pytest.raises(RefusedError, match=why):
        checked_target("https://example.org/a.pdf", HOSTS, resolve)


class _Silent(http.client.HTTPConnection):
    """A host that does not answer."""

    def __init__(self):
        super().__init__("example.org")

    def connect(self):
        raise ConnectionRefusedError(111, "Connection refused")


def test_a_host_that_does_not_answer_is_said(tmp_path):
    """The refusal names the host; nothing is written."""
    with pytest.raises(RefusedError, match=r"example.org did not answer"):
        download(
            "https://example.org/a", tmp_path / "a", HOSTS, resolve=_public, connect=lambda *_: _Silent()
        )
    assert not (tmp_path / "a").exists()


def test_the_connection_goes_to_the_address_that_was_checked(tmp_path, monkeypatch):
    """The name is not looked up a second time, and a certificate that is not the host's ends it."""
    asked = []

    class Plain:
        def close(self):
            asked.append("closed")

    def connect(address, timeout):
        asked.append((address, timeout))
        return Plain()

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises((RefusedError, AttributeError, TypeError)):
        download("https://example.org/a", tmp_path / "a", HOSTS, resolve=_public)
    assert asked == [((PUBLIC, 443), 20.0), "closed"]


def test_good_address_is_pinned_and_escaped():
    """The address that was checked is the one connected to; nothing in the path can break the request."""
    target = checked_target("https://Example.org./a b\u00e9.pdf?x=%20y#z", HOSTS, _public)
    assert (target.host, target.address, target.path) == ("example.org", PUBLIC, "/a%20b%C3%A9.pdf?x=%20y")


class _Handler(http.server.BaseHTTPRequestHandler):
    """A host with good, moved, slow, endless, cut and missing files."""

    def do_GET(self):
        getattr(self, "get_" + self.path.strip("/").split("/")[0])()

    def _start(self, code=200, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def get_good(self):
        self._start(Content_Length="5")
        self.wfile.write(b"%PDF-")

    def get_moved(self):
        self._start(302, Location="/good")

    def get_away(self):
        self._start(302, Location="https://169.254.169.254/latest")

    def get_loop(self):
        self._start(302, Location="/loop")

    def get_cut(self):
        self._start(Content_Length="500")
        self.wfile.write(b"%PDF-")

    def get_endless(self):
        self._start()
        self._write_until_closed(b"x" * 5000, 0.0)

    def get_slow(self):
        self._start()
        self._write_until_closed(b"x", 0.05)

    def _write_until_closed(self, piece, pause):
        try:
            for _ in range(2000):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def get_missing(self):
        self._start(404)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def host():
    """A plain server on this machine, reached through the place where the tests may connect."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda _target, timeout: http.client.HTTPConnection(*server.server_address, timeout=timeout)
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("away", "host 169.254.169.254 is not among"),
        ("loop", "redirects more than 5 times"),
        ("cut", "cut short"),
        ("endless", "larger than 100000 bytes"),
        ("slow", "takes longer than 0.5 seconds"),
        ("missing", "answered 404"),
    ],
)
def test_bad_answers_are_cut_off(host, tmp_path, path, why):
    """Redirects are checked like first addresses; endless, slow and cut answers end in one line."""
    limits = FetchLimits(size=100_000, seconds=0.5)
    with pytest.raises(RefusedError, match=why) as caught:
        download(
            f"https://example.org/{path}", tmp_path / "x", HOSTS, limits=limits, resolve=_public, connect=host
        )
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["good", "moved"])
def test_good_answer_is_saved(host, tmp_path, path):
    """The body is saved as it comes, after a redirect too."""
    size = download(f"https://example.org/{path}", tmp_path / "x", HOSTS, resolve=_public, connect=host)
    assert (size, (tmp_path / "x").read_bytes()) == (5, b"%PDF-")


def test_registered_copy_is_fetched_and_filled_in(root, make_pdf, tmp_path):
    """A registered copy gets its file, SHA-256 and date; the other agreement's is left when one is named."""
    digest = make_pdf(tmp_path / "served.pdf", "3.0", ["Text."])
    asked = []

    def served(url, path, hosts):
        asked.append((url, hosts))
        path.write_bytes((tmp_path / "served.pdf").read_bytes())
        return path.stat().st_size

    (receipt,) = fetch(root, "pupil-data", today="2026-11-23", download=served)
    assert asked == [("https://example.org/3.pdf", HOSTS)]
    assert (receipt.state, receipt.source, receipt.label) == ("added", "https://example.org/3.pdf", "3.0")
    versions = tomllib.loads((root.documents / "pupil-data" / "agreement.toml").read_text())["version"]
    assert versions[3]["copy"] == [
        {
            "url": "https://example.org/3.pdf",
            "file": "v3.0.pdf",
            "sha256": digest,
            "received_as": "3.pdf",
            "accessioned": "2026-11-23",
        }
    ]
    assert fetch(root, "pupil-data", download=served) == ()


def test_other_bytes_than_recorded_are_not_taken_in(root, make_pdf):
    """A SHA-256 in the record decides: other bytes are refused and nothing is written."""
    path = root.documents / "pupil-data" / "agreement.toml"
    text = path.read_text().replace('url = "https', f'sha256 = "{"0" * 64}"\nurl = "https')
    path.write_text(text)

    def served(_url, into, _hosts):
        make_pdf(into, "3.0", ["Text."])
        return 1

    (receipt,) = fetch(root, "pupil-data", download=served)
    assert receipt.state == "refused"
    assert "other bytes than recorded" in receipt.message
    assert path.read_text() == text


def test_page_instead_of_a_pdf_and_a_dead_host_are_refused(root):
    """An HTML page and a host that is not there are each one receipt; the next copy is still tried."""

    def served(_url, into, _hosts):
        if list(into.parent.parent.glob("seen")):
            raise RefusedError("the host was not found")
        (into.parent.parent / "seen").touch()
        into.write_bytes(b"<html>a view</html>")
        return 1

    first, second = fetch(root, download=served)
    assert first.state == second.state == "refused"
    assert "not a PDF" in first.message
    assert (
        second.message == "visa-data@3.0: https://example.org/3.pdf was not fetched: the host was not found"
    )


def test_name_as_received_cannot_leave_its_folder(root):
    """A recorded name with slashes, or that of the database, meets nothing."""
    path = root.documents / "pupil-data" / "agreement.toml"
    path.write_text(
        path.read_text().replace('url = "https', 'received_as = "../../mouarchive.db"\nurl = "https')
    )
    root.database.write_bytes(b"precious")

    def served(_url, into, _hosts):
        assert into.parent.parent == root.database.parent
        into.write_bytes(b"x")
        return 1

    fetch(root, "pupil-data", download=served)
    assert root.database.read_bytes() == b"precious"


def test_every_limit_says_its_reason():
    """What a download may cost is set by hand: each number has its unit and why."""
    assert all(one.why.unit and one.why.reason for one in tolerated(FetchLimits()))
