"""mouarchive makes quietly amended government agreements comparable, clause by clause.

`mouarchive.read`, `mouarchive.compare` and `mouarchive.trace` are what the commands call; see
`mouarchive.api`. They are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mouarchive.api import Source, compare, read, trace

__all__ = ["Source", "__version__", "compare", "read", "trace"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load a public function the first time it is used, so that importing the package costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
