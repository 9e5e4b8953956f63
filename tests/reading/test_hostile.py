"""Files made to harm their reader are read, or refused in one line: never more, whatever they hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mouarchive.cli import main

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import hostile

# Those that take long even so are for `bench/hostile.py`, which measures time and memory as well.
_HEAVY = {"shared-stream", "numbered-lines", "endless-text", "flate-bomb", "huge-map", "wide-picture"}
_LIGHT = [name for name, _ in hostile.files(45) if name.rpartition("-")[0] not in _HEAVY][:30]


def made(count: int = 45) -> dict[str, bytes]:
    """The files by name."""
    return dict(hostile.files(count))


def test_the_same_seed_makes_the_same_files() -> None:
    """A file that did harm can be made again by its name, and there are all kinds of them."""
    kinds = {"cut", "nested", "other-bytes", "spliced", "odd-letters"}
    assert kinds <= set(hostile.KINDS)
    first, again = dict(hostile.files(6)), dict(hostile.files(6))
    assert first == again
    assert dict(hostile.files(6, seed=14)) != first


def test_the_sound_file_that_is_damaged_is_sound(tmp_path) -> None:
    """What the damage is held against reads without a warning."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(hostile.text_pages(["1. Purpose of this agreement", "2. Terms of this agreement"]))
    shown = CliRunner().invoke(main, ["show", str(path), "--format", "json"])
    assert shown.exit_code == 0
    assert shown.stderr == ""
    told = json.loads(shown.stdout)
    assert "Purpose of this agreement" in shown.stdout
    assert not told["warnings"]


@pytest.mark.slow
@pytest.mark.parametrize("name", _LIGHT)
def test_a_hostile_file_is_read_or_refused_in_one_line(tmp_path, name) -> None:
    """An answer in JSON without half a character, or one line that can be shown; nothing else."""
    path = tmp_path / name
    path.write_bytes(made()[name])
    done = CliRunner().invoke(main, ["show", str(path), "--format", "json"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if done.exit_code:
        (line,) = done.stderr.splitlines()
        assert line.startswith("mouarchive: ")
        assert line.isprintable()
    else:
        told = json.loads(done.stdout)
        json.dumps(told, ensure_ascii=False).encode("utf-8")
