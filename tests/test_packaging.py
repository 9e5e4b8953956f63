"""What is shipped is what works: the wheel alone, away from the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("templates", "static")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of what it is made of, with the build tools that are locked."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    for path in (ROOT / "src" / "mouarchive").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(copy / "dist")]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(copy)], check=True, timeout=120)
    (found,) = (copy / "dist").glob("*.whl")
    return found


@pytest.mark.slow
def test_the_wheel_holds_every_file(wheel):
    """Every module, template and static file of the source is in the wheel, and no test."""
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "mouarchive").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("mouarchive/")}

    assert source - shipped == set()
    assert {name for name in shipped if "/tests/" in name} == set()
    assert [folder for folder in SHIPPED if not any(f"site/{folder}/" in name for name in shipped)] == []


@pytest.mark.slow
def test_the_wheel_runs_alone(wheel, tmp_path):
    """Installed from its wheel, away from the source tree, the command works and finds its plugin's files."""
    site = tmp_path / "site"
    options = ["--no-deps", "--no-index", "--quiet", "--target", str(site)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True, timeout=120)
    # The wheel stands before the editable source on the path; the libraries come from this environment.
    surroundings = {**os.environ, "PYTHONPATH": str(site)}
    program = "import mouarchive.site.app as app; print(app.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    done = subprocess.run(
        [sys.executable, str(site / "bin" / "mouarchive"), "--help"],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )

    assert where.stdout.startswith(str(site))
    assert "Usage: mouarchive" in done.stdout
