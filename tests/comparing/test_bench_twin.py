"""The small twin of the alignment benchmark: few wrong pairs on made-up edits, the same in every process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

# Seeds 0 and 1 of 120 clauses: one wrong pair in a hundred is allowed for, and more where copies are alike.
LEAST = {
    "typical": 0.99,
    "heavy": 0.97,
    "rewrite": 0.98,
    "ocr": 0.98,
    "segmentation": 0.98,
    "restructured": 0.99,
    "twins": 0.96,
    "heavy twins": 0.90,
    "hierarchy lost": 0.94,
    "all templated": 0.96,
    "said otherwise": 0.94,
}


def run(project, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "bench.alignment", "--small", "--json"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def result(project):
    """What the small benchmark finds."""
    return run(project, "0")


def test_every_profile_is_held_to_a_figure(result):
    """No profile is added to the benchmark without saying how well it must be done."""
    assert set(result["f1"]) == set(LEAST)


@pytest.mark.parametrize("profile", LEAST)
def test_made_up_edits_are_followed(result, profile):
    """Clauses of made-up series are paired nearly without error, and better than by number or as text."""
    scores = result["f1"][profile]

    assert scores["mouarchive"] >= LEAST[profile]
    assert scores["mouarchive"] > max(scores["difflib"], scores["number"])


def test_the_hash_seed_changes_nothing(project, result):
    """Another process with another hash seed finds the same pairs, rules and redlines."""
    assert run(project, "77") == result


def test_which_version_is_the_older_changes_nothing(result):
    """Old and new swapped, every made-up series has the same pairs, splits and merges."""
    assert result["turned"] == []
