"""PDF files and pictures of their pages."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from mouarchive.archive.store.store import open_store
from mouarchive.errors import MouarchiveError, NotFoundError
from mouarchive.reading.process.parent import page_image
from mouarchive.site.app import Site
from mouarchive.site.copies import pdf, picture


@pytest.fixture(scope="module")
def sha256(get) -> str:
    """Fingerprint of a copy held."""
    return re.search(r'href="/copies/([0-9a-f]{64})\.pdf"', get("/agreements/specimen/1.0").text).group(1)


def test_the_bytes_served_are_the_bytes_received(get, sha256):
    """The fingerprint of what is served is the address, and it may be kept for ever."""
    answer = get(f"/copies/{sha256}.pdf")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == sha256
    assert answer.headers["content-type"] == "application/pdf"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    again = get(f"/copies/{sha256}.pdf", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_is_drawn_once_and_kept(get, sha256, database):
    """The picture of a page is made when first asked for, and kept beside the database."""
    kept = database.parent / "cache" / "pages" / sha256 / "2"
    kept.unlink(missing_ok=True)
    answer = get(f"/copies/{sha256}/pages/2")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert kept.read_bytes() == answer.content
    assert get(f"/copies/{sha256}/pages/2").content == answer.content


def test_the_pages_beside_are_drawn_with_the_one_asked_for(database, sha256, tmp_path):
    """Who looks at a page often turns to the next: both are drawn in one go, each the picture asked for."""
    site = Site(database.parent.parent / "documents", tmp_path / "cache", "", "")
    kept = tmp_path / "cache" / "pages" / sha256
    with open_store(database) as store:
        first = picture(store, site, sha256, 1, "")
        second = picture(store, site, sha256, 2, "")  # waits for its turn, and finds the page drawn
    assert {path.name for path in kept.iterdir()} == {"1", "2"}
    assert [(kept / name).read_bytes() for name in "12"] == [first.body, second.body]
    path = site.documents / "specimen" / store_file(database, sha256)
    assert [first.body, second.body] == [page_image(path, number) for number in (1, 2)]


def store_file(database: Path, sha256: str) -> str:
    """Name of the file of a copy."""
    with open_store(database) as store:
        return store.copy(sha256).file


@pytest.mark.parametrize("page", ["0", "3", "99999", "-1", "1.5", "x"])
def test_a_page_that_does_not_exist_is_not_drawn(get, sha256, page):
    """Only pages of the file have a picture."""
    assert get(f"/copies/{sha256}/pages/{page}").status_code == 404


def test_a_damaged_file_is_not_served_under_its_old_fingerprint(database, sha256, tmp_path):
    """Bytes that changed since they were taken in are refused: the address promises their fingerprint."""
    documents = tmp_path / "documents"
    shutil.copytree(database.parent.parent / "documents", documents)
    site = Site(documents, tmp_path / "cache", "", "")
    with open_store(database) as store:
        path = documents / "specimen" / store.copy(sha256).file
        path.write_bytes(path.read_bytes() + b"x")
        with pytest.raises(MouarchiveError, match="fingerprint"):
            pdf(store, site, sha256, "")
        path.unlink()
        with pytest.raises(NotFoundError, match="missing"):
            pdf(store, site, sha256, "")


def test_a_link_out_of_the_archive_is_not_followed(database, sha256, tmp_path):
    """A file name that leads out of documents/ is no copy of this archive."""
    documents = tmp_path / "documents"
    outside = tmp_path / "outside.pdf"
    with open_store(database) as store:
        copy = store.copy(sha256)
        shutil.copy(database.parent.parent / "documents" / "specimen" / copy.file, outside)
        (documents / "specimen").mkdir(parents=True)
        Path(documents / "specimen" / copy.file).symlink_to(outside)
        with pytest.raises(NotFoundError):
            pdf(store, Site(documents, tmp_path, "", ""), sha256, "")
