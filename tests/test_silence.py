"""Nothing is passed over in silence: the small twin of bench/silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.silence import LOST, trials  # noqa: E402 - stands beside the tests, not among the packages

from mouarchive.model import FURNITURE  # noqa: E402
from mouarchive.reading import read_pdf  # noqa: E402

SPECIMENS = [path for path in sorted((ROOT / "documents").rglob("*.pdf")) if not path.stem.endswith("-scan")]


@pytest.mark.slow
@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_a_changed_word_is_shown_wherever_it_stands(path):
    """A word changed on the cover, in a recital, a table, a clause, a signature: shown, found, never lost."""
    tried = list(trials(path.stem, read_pdf(path, ocr=False), 20))
    silent = [one for one in tried if one.place not in FURNITURE and not (one.shown and one.found)]

    assert len({one.place for one in tried}) > 1, "the lines drawn should stand in several places"
    assert [one for one in tried if one.place == LOST] == []
    assert silent == []
