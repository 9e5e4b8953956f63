#!/usr/bin/env python3
"""Write what the documentation quotes from the program: docs/cli.md, and the blocks marked `<!-- run: … -->`.

Usage: python scripts/docs.py [--check]

A marked block looks like this, and its commands are run from the root of the checkout:

    <!-- run: mouarchive trace "(once collected) nationality" -->
    ```text
    …what it printed…
    ```

With --check nothing is written: the files that are no longer true are named, and the exit code is 1.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click

from mouarchive.cli import SECTIONS, main

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 88
BLOCK = re.compile(
    r"(<!-- run: (?P<command>mouarchive .+?) -->\n```text\n).*?(^```$)", re.DOTALL | re.MULTILINE
)

EXIT_CODES = """\
Exit codes: **0** done, with any warnings in the output; **1** it could not, or a person is needed
(an unreadable file, a broken record); **2** wrong use (an unknown option, version or clause).
Each problem is one line on stderr."""


def run(command: str) -> str:
    """What a command prints in a pipe, from the root of the checkout. Raises CalledProcessError."""
    words = [sys.executable, "-m", *shlex.split(command)]
    surroundings = {**os.environ, "COLUMNS": str(WIDTH), "MOUARCHIVE": str(ROOT)}
    done = subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", check=True, env=surroundings, cwd=ROOT
    )
    return done.stdout.replace(str(ROOT) + os.sep, "")


def with_output(text: str) -> str:
    """The text with every marked block filled with what its command prints now."""
    return BLOCK.sub(lambda found: f"{found[1]}{run(found['command']).rstrip()}\n{found[3]}", text)


def help_of(*names: str) -> str:
    """The help of the command itself (no name) or of one of its commands, as it is printed."""
    context = click.Context(
        main,
        info_name="mouarchive",
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=main.context_settings["help_option_names"],
    )
    command: click.Command = main
    for name in names:
        found = main.get_command(context, name)
        assert found, name  # noqa: S101 - the names come from the command itself
        command = found
        context = click.Context(
            command, info_name=name, parent=context, terminal_width=WIDTH, max_content_width=WIDTH
        )
    return command.get_help(context)


def reference() -> str:
    """docs/cli.md: every command's help."""
    parts = [
        "# The command line",
        "Made by `scripts/docs.py` from the program itself; `make docs` writes it anew.",
        EXIT_CODES,
        f"```text\n{help_of()}\n```",
    ]
    for title, names in SECTIONS.items():
        parts.append(f"## {title}")
        parts += [f"### {name}\n\n```text\n{help_of(name)}\n```" for name in names]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Every documentation file as it should be."""
    found = {ROOT / "docs" / "cli.md": reference()}
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if path not in found:
            found[path] = with_output(path.read_text("utf-8"))
    return found


def stale() -> list[Path]:
    """The files that are no longer true."""
    return [path for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text]


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        wrong = stale()
        for path in wrong:
            print(f"{path.relative_to(ROOT)}: no longer what the program says; run: make docs")
        sys.exit(bool(wrong))
    for path, text in pages().items():
        path.write_text(text, "utf-8")
