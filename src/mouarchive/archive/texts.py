"""The versions of an agreement as texts in which a phrase can be traced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouarchive.archive.store import Store

if TYPE_CHECKING:
    from mouarchive.comparing.tracing import VersionText

__all__ = ["version_texts"]


def version_texts(store: Store, agreement: str) -> tuple[VersionText, ...]:
    """All versions of an agreement, oldest first, those without text too."""
    return store.version_texts(agreement)
