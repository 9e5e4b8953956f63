"""The last few things made, kept so that they are not made again; safe for several reading threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Kept"]

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Keeps the `most` things used last. The first part of a key names the database and the code."""

    def __init__(self, most: int) -> None:
        self._kept: OrderedDict[tuple[str, ...], Made] = OrderedDict()
        self._making: dict[tuple[str, ...], threading.Lock] = {}
        self._lock = threading.Lock()
        self._most = most

    def of(self, key: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """What is kept under `key`; made now if it is not, once for all threads that ask meanwhile."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made
