"""What stands around every page, and what a view may be asked for or answer."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.site import addresses

__all__ = ["Ask", "Crumb", "Frame", "Moved", "agreement_frame", "version_frame"]


class Crumb(msgspec.Struct, frozen=True):
    """One step from the home page to the page shown; without address for the page itself."""

    text: str
    href: str | None = None


class Frame(msgspec.Struct, frozen=True):
    """Title of the window, breadcrumbs, the part of the site, and whether all of it is a specimen."""

    title: str
    section: str = "home"
    crumbs: tuple[Crumb, ...] = ()
    specimen: bool = False


class Ask(msgspec.Struct, frozen=True):
    """What was asked for: the parts of the address, decoded, and the query, each name with its values.

    `fingerprint` names the database and the code: what is kept between calls is kept under it.
    """

    parts: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fingerprint: str = ""

    def one(self, name: str, default: str = "") -> str:
        """The first value of a query name, without surrounding white space."""
        return next(iter(self.query.get(name, ())), default).strip()


class Moved(msgspec.Struct, frozen=True):
    """The answer is another address."""

    location: str


def agreement_frame(agreement: AgreementRow, title: str, *crumbs: Crumb) -> Frame:
    """Frame of a page that belongs to one agreement."""
    first = Crumb("Agreements", "/")
    second = Crumb(agreement.title, addresses.agreement(agreement.id) if crumbs else None)
    return Frame(f"{title} · mouarchive", "home", (first, second, *crumbs), agreement.specimen)


def version_frame(agreement: AgreementRow, version: VersionRow, title: str, *crumbs: Crumb) -> Frame:
    """Frame of a page that belongs to one version."""
    address = addresses.version(agreement.id, version.label) if crumbs else None
    return agreement_frame(agreement, title, Crumb(f"Version {version.label}", address), *crumbs)
