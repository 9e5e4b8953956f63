"""Where tests find material that is not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine and its neighbours, nothing about the rule.
settings.register_profile("mouarchive", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mouarchive")

ROOT = Path(__file__).resolve().parent.parent


def _outside(variable: str, folder: str) -> Path:
    path = Path(os.environ.get(variable) or ROOT.parent / "shared" / folder)
    if not path.is_dir():
        pytest.skip(f"{folder} set not here: set {variable} to its folder to run this test")
    return path


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of real PDFs (its README lists known truths); the test is skipped where it is missing."""
    return _outside("MOUARCHIVE_CORPUS", "corpus") / "pdf"


@pytest.fixture(scope="session")
def accuracy() -> Path:
    """Folder of labelled series with a scorer; the test is skipped where it is missing."""
    return _outside("MOUARCHIVE_ACCURACY", "accuracy")


@pytest.fixture(scope="session")
def project() -> Path:
    """Root of the checkout."""
    return ROOT
