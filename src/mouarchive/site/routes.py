"""Which address shows what: a page is made and laid out in one go, on a reading thread with a time limit.

On its own: the map of every address.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, unquote

from mouarchive.archive.store.store import Store
from mouarchive.deadline import within
from mouarchive.errors import MouarchiveError, NotFoundError, UsageError
from mouarchive.site import copies, feed
from mouarchive.site.app import DATABASE, Site, site_of
from mouarchive.site.errors import problem
from mouarchive.site.rendering import Ask, Kept, Moved, View, render
from mouarchive.site.views.agreement import agreement
from mouarchive.site.views.change import change
from mouarchive.site.views.clause import clause, lineage
from mouarchive.site.views.compare import choose, compare
from mouarchive.site.views.home import home, statements
from mouarchive.site.views.phrase import phrase
from mouarchive.site.views.search import search
from mouarchive.site.views.version import version

if TYPE_CHECKING:
    from datasette import Response
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

__all__ = ["routes"]

Making = Callable[[Store, Ask], View | Moved]
Handler = Callable[..., Awaitable[Any]]

# A page that takes longer than this is refused: one guest must not hold a reading thread for others.
_LIMIT_MS: Final = 5000
_MOST_QUERY_FIELDS: Final = 50
_PART: Final = "[^/]+"
_FEEDS: Final[Kept[str]] = Kept(most=4)

_PAGES: Final[tuple[tuple[str, Making], ...]] = (
    (r"/$", home),
    (r"/agreements/(?P<agreement>{p})$", agreement),
    (r"/agreements/(?P<agreement>{p})/compare$", choose),
    (r"/agreements/(?P<agreement>{p})/compare/(?P<old>{p})/(?P<new>{p})$", compare),
    (r"/agreements/(?P<agreement>{p})/lineages/(?P<lineage>{p})$", lineage),
    (r"/agreements/(?P<agreement>{p})/(?P<label>{p})$", version),
    (r"/agreements/(?P<agreement>{p})/(?P<label>{p})/(?P<eid>{p})$", clause),
    (r"/changes/(?P<change>{p})$", change),
    (r"/phrases/?$", phrase),
    (r"/statements$", statements),
    (r"/search$", search),
)

_ROBOTS: Final = """User-agent: *
Disallow: /-/
Disallow: /search
Disallow: /phrases/?
Disallow: /mouarchive/*?
Disallow: /*?*_facet
Disallow: /*?*_sort
Disallow: /*?*_next
Disallow: /*?only=
Disallow: /changes/*?
"""


def routes() -> list[tuple[str, Handler]]:
    """All addresses of our own, in the order in which they are tried."""
    return [
        *((pattern.replace("{p}", _PART), _page(making)) for pattern, making in _PAGES),
        (r"/changes\.atom$", _feed),
        (r"/copies/(?P<sha256>[0-9a-f]{64})\.pdf$", _pdf),
        (r"/copies/(?P<sha256>[0-9a-f]{64})/pages/(?P<page>[0-9]{1,5})$", _picture),
        (r"/robots\.txt$", _robots),
        # Datasette's pages about itself are for its operator, not for the public.
        (r"/-/(?!static/|static-plugins/).*$", _nothing_here),
    ]


def _page(making: Making) -> Handler:
    async def handler(datasette: Datasette, request: Request) -> Response:
        site = _known(datasette)

        def work(store: Store) -> str | Moved:
            view = making(store, _ask(request, site))
            return view if isinstance(view, Moved) else render(view, site.sha256, site.code)

        return await _answered(datasette, request, work)

    handler.__name__ = making.__name__
    return handler


async def _answered(datasette: Datasette, request: Request, work: Callable[[Store], str | Moved]) -> Response:
    """Run `work` on a reading thread; what the user can understand becomes a friendly page."""
    from datasette import Response  # noqa: PLC0415  heavy

    try:
        done = await _reading(datasette, work)
    except NotFoundError as error:
        return problem(datasette, request, 404, str(error))
    except UsageError as error:
        return problem(datasette, request, 400, str(error))
    except MouarchiveError as error:
        return problem(datasette, request, 503, str(error))
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return problem(
            datasette, request, 503, "This took too long. Ask for less at once, or try again later."
        )
    if isinstance(done, Moved):
        return Response.redirect(done.location, status=301)
    return Response.html(done)


async def _reading(datasette: Datasette, work: Callable[[Store], Any]) -> Any:
    from datasette.utils import sqlite_timelimit  # noqa: PLC0415  heavy

    def limited(connection: sqlite3.Connection) -> Any:
        with sqlite_timelimit(connection, _LIMIT_MS), within(_LIMIT_MS / 1000):
            return work(Store(connection))

    return await datasette.get_database(DATABASE).execute_fn(limited)


def _known(datasette: Datasette) -> Site:
    site = site_of(datasette)
    if site is None:
        raise NotFoundError("no archive is served here")
    return site


def _ask(request: Request, site: Site) -> Ask:
    query: Mapping[str, list[str]] = {}
    try:
        query = parse_qs(request.query_string, max_num_fields=_MOST_QUERY_FIELDS, errors="replace")
    except ValueError as error:
        raise UsageError("the address asks for too many things at once") from error
    return Ask(
        {name: unquote(value, errors="replace") for name, value in request.url_vars.items()},
        {name: tuple(values) for name, values in query.items()},
        site.fingerprint,
    )


async def _feed(datasette: Datasette, request: Request) -> Response:
    from datasette import Response  # noqa: PLC0415  heavy

    host = f"{request.scheme}://{request.host}"
    key = (_known(datasette).fingerprint, host)
    body = await _reading(datasette, lambda store: _FEEDS.of(key, lambda: feed.atom(store, host)))
    return Response(body, content_type="application/atom+xml; charset=utf-8")


async def _pdf(datasette: Datasette, request: Request) -> Response:
    site, sha256 = _known(datasette), request.url_vars["sha256"]
    return await _file(
        datasette, request, lambda store: copies.pdf(store, site, sha256, copies.asked_tag(request))
    )


async def _picture(datasette: Datasette, request: Request) -> Response:
    site, parts = _known(datasette), request.url_vars
    return await _file(
        datasette,
        request,
        lambda store: copies.picture(
            store, site, parts["sha256"], int(parts["page"]), copies.asked_tag(request)
        ),
    )


async def _file(datasette: Datasette, request: Request, work: Callable[[Store], copies.Served]) -> Response:
    from datasette import Response  # noqa: PLC0415  heavy

    try:
        served = await _reading(datasette, work)
    except NotFoundError as error:
        return problem(datasette, request, 404, str(error))
    except MouarchiveError as error:
        return problem(datasette, request, 503, str(error))
    return Response(served.body, served.status, served.headers, served.content_type)


async def _robots() -> Response:
    from datasette import Response  # noqa: PLC0415  heavy

    return Response.text(_ROBOTS)


async def _nothing_here(datasette: Datasette, request: Request) -> Response:
    return problem(datasette, request, 404, "")
