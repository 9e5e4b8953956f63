"""`mouarchive serve`: the site."""

from __future__ import annotations

import socket

import click

from mouarchive.cli.group import Command
from mouarchive.errors import MouarchiveError

__all__ = ["command"]


@click.command(
    "serve",
    cls=Command,
    short_help="Serve the archive as a site.",
    examples=("mouarchive serve", "mouarchive serve --port 8002"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; this one is this machine alone.",
)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
def command(host: str, port: int) -> None:
    """Serve the archive as a site on this machine, building the database first where needed."""
    from mouarchive.archive.database.build import ensure_built
    from mouarchive.archive.locate import find_root
    from mouarchive.output.terminal import progress

    root = find_root()
    _check_free(host, port)
    with progress("Building") as tell:
        database = ensure_built(root, tell)
    from mouarchive.site.app import serve

    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving {root.folder} on http://{shown}:{port} (stop with Ctrl-C)")
    serve(database, host, port, root.folder)


def _check_free(host: str, port: int) -> None:
    """Find out before the build whether the port can be had: the answer should not take a minute."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise MouarchiveError(
                f"cannot listen on {host}:{port} ({error.strerror}); choose another port with --port"
            ) from None
