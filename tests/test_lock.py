"""The pinned requirements: complete, hashed, and silent about where they were downloaded from."""

from __future__ import annotations

import re
import tomllib

import pytest

FILES = tuple(f"requirements{use}.txt" for use in ("", "-build", "-ocr", "-pdf", "-test"))
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
PLACE = re.compile(
    r"://|\bfile:|--?(index|extra-index|find-links|trusted)|@\s|/\w+/|\b[\w-]+\.(org|com|net|io|dev)\b"
)


def _plain(name):
    return name.lower().replace("_", "-").replace(".", "-")


def _pins(text):
    """Each requirement as (name, version, its lines)."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", text))
    found = [(PIN.match(block), block) for block in blocks if block.strip()]
    return [
        (m and m["name"].lower().replace("_", "-").replace(".", "-"), m and m["version"], b) for m, b in found
    ]


def _declared(names):
    return {_plain(re.split(r"[\[<>=!~; ]", name)[0]) for name in names}


@pytest.fixture(scope="module")
def declared(project):
    return tomllib.loads((project / "pyproject.toml").read_text())


@pytest.mark.parametrize("file", FILES)
def test_names_no_place(project, file):
    """A requirements file holds no address, host, option or path."""
    assert PLACE.search((project / file).read_text()) is None


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "rich @ file:///opt/rich.whl",
        "# from /opt/wheels/x",
        "a.host.org",
    ],
)
def test_a_place_would_be_found(line):
    """The search for places finds each kind of place."""
    assert PLACE.search(line)


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_pinned_and_hashed(project, file):
    """Every requirement names one exact version and at least one SHA-256."""
    pins = _pins((project / file).read_text())

    assert pins
    assert [
        block for name, _, block in pins if not name or not re.search(r"--hash=sha256:[0-9a-f]{64}", block)
    ] == []


def test_every_dependency_is_locked(project, declared):
    """What pyproject.toml asks for stands in the requirements file for it, the build tool included."""
    locked = {file: {name for name, _, _ in _pins((project / file).read_text())} for file in FILES}
    runtime = declared["project"]["dependencies"]
    build = declared["build-system"]["requires"]
    extras = declared["project"]["optional-dependencies"]

    assert set() == _declared(runtime) - locked["requirements.txt"]
    assert set() == _declared(build) - locked["requirements-build.txt"]
    for extra, wanted in extras.items():
        assert set() == _declared(wanted) - locked[f"requirements-{extra}.txt"]
    assert set() == _declared(declared["dependency-groups"]["test"]) - locked["requirements-test.txt"]


def test_files_agree(project):
    """A package that stands in two files has the same version in both."""
    versions = {}
    for file in FILES:
        for name, version, _ in _pins((project / file).read_text()):
            versions.setdefault(name, set()).add(version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
