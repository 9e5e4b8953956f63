"""The public site: a Datasette plugin. Only hooks stand here, each handing on to a module of its own.

The package does nothing in a Datasette that serves no database called "mouarchive".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from datasette import hookimpl

__all__: list[str] = []


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Our pages, tried before Datasette's own."""
    from mouarchive.site.app import site_of  # noqa: PLC0415  app imports heavy modules
    from mouarchive.site.routes import routes  # noqa: PLC0415

    return routes() if site_of(datasette) else []


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Filters and values that our layout needs around Datasette's own pages."""
    from mouarchive.site.rendering import install  # noqa: PLC0415

    install(env)
    del datasette


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """Addresses of style sheet and script for the layout around Datasette's own pages."""
    from mouarchive.site.app import site_of  # noqa: PLC0415
    from mouarchive.site.rendering import served  # noqa: PLC0415

    site = site_of(datasette)
    return served(site.sha256, site.code) if site else {}


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Headers, caching, and refusal of everything but reading."""
    from mouarchive.site.app import DATABASE, site_of  # noqa: PLC0415
    from mouarchive.site.headers import guarded, guarded_csv  # noqa: PLC0415

    site = site_of(datasette)
    if site is None:
        return lambda app: app
    fingerprint = site.fingerprint
    return lambda app: guarded(guarded_csv(app), fingerprint=fingerprint, tables=f"/{DATABASE}")


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Iterator[None]:
    """Friendly error pages that never print an exception.

    Wrapped around Datasette's own answer instead of beside it: that one would run all the same, and write
    the exception with all local values to the log for every mistyped address.
    """
    from mouarchive.site.app import site_of  # noqa: PLC0415
    from mouarchive.site.errors import failed  # noqa: PLC0415

    outcome: Any = yield

    async def answer() -> Any:
        return failed(datasette, request, exception)

    if site_of(datasette) is not None:
        outcome.force_result([answer])


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """A friendly refusal."""
    from mouarchive.site.app import site_of  # noqa: PLC0415
    from mouarchive.site.errors import problem  # noqa: PLC0415

    del message
    return problem(datasette, request, 403, "") if site_of(datasette) else None
