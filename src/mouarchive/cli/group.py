"""The command group: loads commands on demand, and says every problem in one line."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mouarchive.errors import MouarchiveError, RecordError, UsageError
from mouarchive.words import safe_line

__all__ = ["Command", "Commands"]

_RECORD = "agreement.toml"
_DOCUMENTS = frozenset((".pdf", ".docx", ".odt", ".doc", ".rtf"))
"""Endings of files that a folder of inputs is read for."""
_NO_ROOM = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EFBIG,
}  # fact: no room, or no disk


class _WithExamples(click.Command):
    """A command whose help ends with examples, kept as data so that the docs and the tests can use them."""

    def __init__(self, *args: Any, examples: Sequence[str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Command(_WithExamples):
    """One subcommand."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run, unless what is to be written would replace what is read, or lie among an archive's originals.

        Raises UsageError then, before anything is read or written.
        """
        output = ctx.params.get("output")
        if isinstance(output, Path):
            _spare(output, _named(value for name, value in ctx.params.items() if name != "output"))
        return super().invoke(ctx)


def _named(values: Iterable[Any]) -> Iterator[Path]:
    """The files and folders that exist among the values of parameters."""
    for value in values:
        if isinstance(value, tuple | list):
            yield from _named(value)
        elif isinstance(value, str | Path) and str(value).strip():
            with contextlib.suppress(OSError, ValueError):  # words too long for a name, or no name
                if Path(value).exists():
                    yield Path(value)


def _spare(output: Path, inputs: Iterable[Path]) -> None:
    """Refuse an output that is an input, a document in a folder of inputs, or lies under `documents/`."""
    whole = output.resolve()
    for one in inputs:
        if one.is_file() and (one.resolve() == whole or (output.exists() and one.samefile(output))):
            raise UsageError(f"-o {output}: this file is read here, and would be lost; write to another name")
        inside = one.is_dir() and output.is_file() and one.resolve() in whole.parents
        if inside and output.suffix.casefold() in _DOCUMENTS:
            raise UsageError(f"-o {output}: a document of the folder {one}; write to another name")
    if any((folder / _RECORD).is_file() for folder in whole.parents) or _documents() in whole.parents:
        raise UsageError(
            f"-o {output}: the originals of an archive lie there, and nothing else; write outside documents/"
        )


def _documents() -> Path | None:
    """The folder of originals of the archive that this run is about, if there is one."""
    from mouarchive.archive.locate import find_root

    try:
        return find_root().documents.resolve()
    except MouarchiveError:
        return None


class Commands(_WithExamples, click.Group):
    """Subcommands by section; each is the object `command` of the module `mouarchive.cli.<name>`.

    Exit codes: 0 done; 1 it could not, or a person is needed; 2 wrong use; 130 interrupted.
    """

    def __init__(self, *, sections: Mapping[str, Sequence[str]], **rest: Any) -> None:
        super().__init__(**rest)
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, in the order of the sections."""
        return [name for names in self.sections.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module imported only now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"mouarchive.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a module without one is a bug
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under the heading of their section."""
        width = max(map(len, self.list_commands(ctx)), default=0)
        for title, names in self.sections.items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(title):
                rows = [
                    (name.ljust(width), command.get_short_help_str(80)) for name, command in found if command
                ]
                formatter.write_dl(rows)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and end the process with the exit code; problems are one line each on stderr."""
        extra["standalone_mode"] = False
        with _tolerant_output(), _problems():
            result = super().main(*args, **extra)
            sys.stdout.flush()
        # Outside standalone mode click returns the code of ctx.exit() where a command gave one.
        sys.exit(result if isinstance(result, int) else 0)


@contextlib.contextmanager
def _problems() -> Iterator[None]:
    """Turn expected exceptions into one line each and an exit code; anything else is a bug and may crash."""
    try:
        yield
    except RecordError as error:
        _say(*error.problems)
        sys.exit(error.exit_code)
    except MouarchiveError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "mouarchive"
        _say(f"{error.format_message().rstrip('.')}; see {path} --help")
        sys.exit(2)
    except click.ClickException as error:
        _say(error.format_message())
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("stopped before it was done; nothing is left half written")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the pipe has had enough (head, less): that is no problem of ours.
        _close_output()
        sys.exit(0)
    except OSError as error:
        _say(_of_the_system(error))
        sys.exit(1)


def _of_the_system(error: OSError) -> str:
    """What the system refused, in one line; what it refuses for no usual reason is a bug, and raised."""
    if isinstance(error, PermissionError):
        return f"{error.filename}: permission denied; check who may read and write it"
    if error.errno not in _NO_ROOM or error.filename is not None:
        raise error
    _close_output()
    return f"the output could not be written ({error.strerror}); free some space, or write it elsewhere"


def _close_output() -> None:
    """Let what is left of the output go nowhere, so that the end of the process does not fail once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(*problems: str) -> None:
    for problem in problems:
        click.echo(f"mouarchive: {safe_line(problem)}", err=True)


@contextlib.contextmanager
def _tolerant_output() -> Iterator[None]:
    """Let a terminal that lacks a character show a question mark: better than ending in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    yield
