"""Friendly pages for what went wrong; what an exception says of itself never reaches a guest."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from mouarchive.site.app import DATABASE, site_of
from mouarchive.site.rendering import Frame, render

if TYPE_CHECKING:
    from datasette import Response
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

__all__ = ["failed", "problem"]

_LOG = logging.getLogger(__name__)
_TITLES: Final = {
    400: "That cannot be asked like this",
    403: "Not open to guests",
    404: "Nothing at this address",
    500: "Something went wrong here",
    503: "Not possible at the moment",
}
_USUAL: Final = {
    400: "Some part of the address has a form that this archive does not understand.",
    403: "This archive is read only, and takes no SQL from guests. "
    "The database itself can be had from its keeper.",
    404: "Addresses of this archive do not change, so the address may be mistyped, or cut off at its end.",
    500: "The fault is ours, not yours. It has been noted in the log of this site.",
    503: "The page could not be made. Try again later.",
}


# What Datasette raises of its own accord where an argument of a table's address has a wrong form.
_MISTYPED: Final = (ValueError, LookupError, OverflowError, sqlite3.IntegrityError, sqlite3.ProgrammingError)


class ProblemView(msgspec.Struct, frozen=True):
    """A page that says what is wrong and where to go on."""

    template: ClassVar[str] = "problem.html"
    frame: Frame
    title: str
    message: str
    usual: str


def problem(datasette: Datasette, request: Request, status: int, message: str) -> Response:
    """An error page, or JSON where JSON was asked for. `message` must be meant for guests."""
    from datasette import Response  # noqa: PLC0415  heavy

    title = _TITLES.get(status, _TITLES[500])
    headers = {"cache-control": "no-store"}
    if request.path.endswith(".json"):
        body = {"ok": False, "status": status, "title": title, "error": message or _USUAL.get(status, title)}
        return Response.json(body, status=status, headers=headers)
    site = site_of(datasette)
    view = ProblemView(Frame(f"{title} · mouarchive", "none"), title, message, _USUAL.get(status, ""))
    html = render(view, site.sha256 if site else "", site.code if site else "")
    return Response.html(html, status=status, headers=headers)


def failed(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """What Datasette could not answer: its own refusals by number, anything else as our fault, logged."""
    status = getattr(exception, "status", None)
    if request.query_string and isinstance(exception, _MISTYPED) and request.path.startswith(f"/{DATABASE}/"):
        status = 400
    if not isinstance(status, int) or status not in _TITLES or status == 500:  # noqa: PLR2004  ours
        _LOG.error("%s failed", request.path, exc_info=exception)
        status = 500
    return problem(datasette, request, status, "")
