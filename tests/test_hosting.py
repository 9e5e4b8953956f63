"""What runs elsewhere runs the same as here: the hooks and the hosted checks call the project's own tools."""

from __future__ import annotations

import re

import pytest

WORKFLOWS = ".github/workflows"


def test_hooks_use_the_pinned_tools(project):
    """Every hook calls a tool of .venv that requirements-test.txt pins, and fetches nothing."""
    text = (project / ".pre-commit-config.yaml").read_text("utf-8")
    pinned = set(
        re.findall(r"^([\w-]+)==", (project / "requirements-test.txt").read_text("utf-8"), re.MULTILINE)
    )

    assert set(re.findall(r"repo: (\S+)", text)) == {"local"}
    assert set(re.findall(r"entry: \.venv/bin/(\w+)", text)) == {"ruff", "mypy"}
    assert text.count("entry:") == text.count("entry: .venv/bin/")
    assert {"ruff", "mypy"} <= pinned


@pytest.fixture(scope="module")
def workflow(project):
    return (project / WORKFLOWS / "ci.yml").read_text("utf-8")


def test_hosted_checks_run_what_is_run_here(workflow, project):
    """The workflow has one step of its own: the script that a fresh clone is checked with."""
    assert re.findall(r"run: (.+)", workflow) == ["bash .ci/run"]
    assert "make test" in (project / ".ci" / "run").read_text("utf-8")


def test_hosted_checks_may_do_next_to_nothing(workflow):
    """They may read the code, keep no token, and use two actions of the host, each at a whole version."""
    assert re.findall(r"permissions:\n((?: +.+\n)+)", workflow) == ["  contents: read\n"]
    assert "persist-credentials: false" in workflow
    used = re.findall(r"uses: (\S+)", workflow)
    assert {re.sub(r"@v\d+\.\d+\.\d+$", "", name) for name in used} == {
        "actions/checkout",
        "actions/setup-python",
    }
