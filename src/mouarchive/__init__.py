"""mouarchive makes quietly amended government agreements comparable, clause by clause."""

from __future__ import annotations

__version__ = "0.1.0"
