"""Where an archive is found."""

from __future__ import annotations

import pytest

from mouarchive.archive.locate import Root, find_root
from mouarchive.errors import NotFoundError


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.delenv("MOUARCHIVE", raising=False)
    (tmp_path / "archive" / "documents" / "pupil-data").mkdir(parents=True)
    return tmp_path / "archive"


def test_named_archive_is_meant_and_never_searched_upward(archive):
    """Who names a folder means that one, or its documents folder; a folder inside it is not the archive."""
    assert find_root(archive) == find_root(archive / "documents") == Root.at(archive)
    with pytest.raises(NotFoundError, match="mouarchive init"):
        find_root(archive / "documents" / "pupil-data")


def test_environment_names_the_archive(archive, monkeypatch):
    """MOUARCHIVE names the archive where no option does; an empty one counts as none."""
    monkeypatch.setenv("MOUARCHIVE", str(archive))
    assert find_root().documents == archive / "documents"
    monkeypatch.setenv("MOUARCHIVE", " ")
    monkeypatch.chdir(archive.parent)
    with pytest.raises(NotFoundError):
        find_root()


def test_nearest_folder_upward_is_found(archive, monkeypatch):
    """From inside the archive the nearest folder upward that has documents/ is taken."""
    monkeypatch.chdir(archive / "documents" / "pupil-data")
    assert find_root().folder == archive


def test_documents_of_another_spelling_is_no_archive(tmp_path, monkeypatch):
    """A home folder's Documents is not taken for an archive; the message says what to do."""
    monkeypatch.delenv("MOUARCHIVE", raising=False)
    (tmp_path / "Documents").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError, match="mouarchive init") as caught:
        find_root()
    assert "\n" not in str(caught.value)
