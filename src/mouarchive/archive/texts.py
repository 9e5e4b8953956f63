"""The versions of an agreement as texts in which a phrase can be traced."""

from __future__ import annotations

from mouarchive.archive.rows import VersionRow
from mouarchive.archive.store import Store
from mouarchive.comparing import VersionText

__all__ = ["version_text", "version_texts"]


def version_texts(store: Store, agreement: str) -> tuple[VersionText, ...]:
    """All versions of an agreement, oldest first, those without text too."""
    return tuple(version_text(store, version) for version in store.versions(agreement))


def version_text(store: Store, version: VersionRow) -> VersionText:
    """One version: its clauses, and how many of its pages could be read."""
    if not version.held:
        return VersionText(version.label, None, held=version.state == "unread", dated=version.dated)
    pages = store.pages(version.sha256 or "")
    return VersionText(
        version.label,
        store.clauses(version.id),
        dated=version.dated,
        pages=len(pages) or None,
        pages_read=sum(page.usable for page in pages) if pages else None,
    )
