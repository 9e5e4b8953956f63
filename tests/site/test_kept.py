"""What is kept between questions."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mouarchive.site.rendering import Kept


def test_a_thing_is_made_once_for_all_who_ask_at_the_same_time():
    """Several readers of one slow page cost no more than one."""
    kept: Kept[int] = Kept(most=2)
    made = []

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: kept.of(("a",), make), range(8)))
    assert answers == [1] * 8


def test_only_the_things_used_last_are_kept():
    """Memory stays bounded: what was used longest ago is made again."""
    kept: Kept[str] = Kept(most=2)
    made = []

    def ask(name: str) -> None:
        kept.of((name,), lambda: made.append(name) or name)

    for name in ("a", "b", "a", "c", "a", "b"):
        ask(name)
    assert made == ["a", "b", "c", "b"]


def test_what_could_not_be_made_is_tried_again():
    """A failure is not kept."""
    kept: Kept[int] = Kept(most=2)

    def fail() -> int:
        raise ValueError

    with pytest.raises(ValueError):
        kept.of(("a",), fail)
    assert kept.of(("a",), lambda: 1) == 1
