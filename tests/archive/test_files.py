"""Files written whole or not at all, on file systems that differ, and what a killed run leaves behind."""

from __future__ import annotations

import errno
import os

import pytest

from mouarchive.archive import files


def _cannot_link(_source, _target):
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_file_system_without_second_names_is_written_to_all_the_same(tmp_path, monkeypatch):
    """Memory cards and some network disks have no links; a name that is taken is still never given twice."""
    monkeypatch.setattr(os, "link", _cannot_link)
    files.write_whole(tmp_path / "a", b"one", replace=False)
    with pytest.raises(FileExistsError):
        files.write_whole(tmp_path / "a", b"two", replace=False)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_disk_that_fails_is_no_taken_name(tmp_path, monkeypatch):
    """Another failure than that is passed on, and nothing half written stays."""

    def failing(_source, _target):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", failing)
    with pytest.raises(OSError, match="Input/output"):
        files.write_whole(tmp_path / "a", b"one", replace=False)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_when_it_is_old(tmp_path):
    """Temporary files and folders over an hour old go; younger ones may still be written."""
    for name, age in (("old", 5000), ("young", 1500)):
        folder = tmp_path / f".mouarchive-{name}"
        folder.mkdir()
        (folder / "part").write_bytes(b"x")
        file = tmp_path / f".mouarchive-{name}.pdf"
        file.write_bytes(b"x")
        for path in (folder, file):
            then = path.stat().st_mtime - age
            os.utime(path, (then, then))
    files.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mouarchive-young", ".mouarchive-young.pdf"]
