#!/usr/bin/env python3
"""Write what the documentation quotes from the program: docs/cli.md, docs/tables.md, docs/rules.md, blocks.

Usage: python scripts/docs.py [--check]

A marked block looks like this, and its commands are run from the root of the checkout:

    <!-- run: mouarchive trace "(once collected) nationality" -->
    ```text
    …what it printed…
    ```

With --check nothing is written: the files that are no longer true are named, and the exit code is 1.
"""

from __future__ import annotations

import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

import mouarchive
from mouarchive.archive.database.schema import TABLES, VIEWS, Table
from mouarchive.archive.record.toml_check import Key, keys_of
from mouarchive.archive.record.values import Agreement, Corrections
from mouarchive.cli import SECTIONS, main
from mouarchive.model import CODES
from mouarchive.rules import Rules, Tolerances, tolerated

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


def _key_lines(keys: Mapping[str, Key], name: str = "") -> Iterator[str]:
    """The keys of a file as tables of one level each, those of its blocks behind."""
    yield f"\n### {f'[[{name}]]' if name else 'At the top'}\n\n| key | kind | what |\n|---|---|---|"
    blocks = {key: said for key, said in keys.items() if said.kind == "tables"}
    for key, said in keys.items():
        inner = said.inside if said.kind == "table" else {"": said}
        for part, one in inner.items():
            kind = f"{one.kind}, needed" if one.required else one.kind
            yield f"| `{f'{key}.{part}' if part else key}` | {kind} | {one.about} |"
    for key, said in blocks.items():
        yield from _key_lines(said.inside, f"{name}.{key}" if name else key)


def tables() -> str:
    """docs/tables.md: the keys of the record's files, and the tables that are derived from them."""
    lines = [
        "# Keys and tables",
        "\nMade by `scripts/docs.py` from `archive/record/values.py` and `archive/database/rows.py`.",
        "\nKinds of keys: *text* in quotes, *texts* a list of them, *date* of day, month or year precision,",
        "*flag* true or false, *words* a table of names and texts, *tables* a block each, as in the heading.",
    ]
    for file, kind in (("agreement.toml", Agreement), ("corrections.toml", Corrections)):
        lines += [f"\n## {file}", *_key_lines(keys_of(kind))]
    lines.append("\n## Tables and views of db/mouarchive.db")
    for table in (*TABLES, *VIEWS):
        what = "table" if isinstance(table, Table) else "view"
        lines.append(
            f"\n### {table.name} ({what})\n\n{table.description}.\n\n| column | type | what |\n|---|---|---|"
        )
        lines += [f"| `{one.name}` | {one.type} | {one.description} |" for one in table.columns]
    return "\n".join(lines) + "\n"


RULES_HEAD = """\
# Numbers and rules

Made by `scripts/docs.py` from the `*_rules.py` files; `make docs` writes it anew.

Every number that somebody chose and every named rule by which documents are read, taken apart and compared,
with its reason. `make rules` changes each of them and names the fast test that notices. Points of rules add
up, and the larger sum decides; a rule without points decides by itself.

*Fires*: on how many of the series at hand (what one source wrote, its versions together) something is read,
taken apart or compared otherwise without the rule, by `python -m bench.rules --fires`. A rule that fires on
fewer than two, or was not tried yet, says under *seen* why it stays."""
FIRINGS = ROOT / "bench" / "results" / "firings.txt"


def warnings() -> str:
    """docs/warnings.md: every code of a warning or refusal."""
    head = (
        "# Warnings and refusals\n\n"
        "Made by `scripts/docs.py` from `mouarchive.model.CODES`; `make docs` writes it anew. "
        "The code is stable and stands in JSON and in the table `warnings`; "
        "the sentence beside it says what is meant on that page.\n\n"
        "| code | means |\n|---|---|\n"
    )
    return head + "".join(f"| `{code}` | {meaning} |\n" for code, meaning in sorted(CODES.items()))


def rules() -> str:
    """docs/rules.md: every hand-set number and every rule, by chamber."""
    source = Path(mouarchive.__file__).parent
    parts = [RULES_HEAD]
    for path in sorted(source.rglob("*_rules.py")):
        names = path.relative_to(source).with_suffix("").parts
        module = importlib.import_module(".".join(("mouarchive", *names)))
        own = [value for value in vars(module).values() if type(value).__module__ == module.__name__]
        chamber = f"{names[0]}/{names[-1].removesuffix('_rules')}"
        listed = [text for value in own for text in _listed(value, chamber)]
        if listed:
            parts += [f"## {'/'.join((*names[:-1], names[-1].removesuffix('_rules')))}", *listed]
    return "\n\n".join(parts) + "\n"


def firings() -> dict[str, str]:
    """On how many series each rule fires, by "room/chamber.field"; one that was not tried yet is missing."""
    return dict(line.split() for line in FIRINGS.read_text("utf-8").splitlines())


def _listed(value: object, chamber: str) -> Iterator[str]:
    """The sentence and the table of one object of numbers or of rules."""
    head: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    if isinstance(value, Tolerances):
        head = ("number", "value", "unit", "reason", "seen")
        rows = [(f"`{one.field}`", _figure(one.value), *one.why) for one in tolerated(value)]
    elif isinstance(value, Rules):
        head = ("rule", "points", "fires", "reason", "example", "seen")
        fires = firings()
        rows = [
            (
                one.name,
                _points(one.weight),
                fires.get(f"{chamber}.{field}", "?"),
                one.reason,
                one.example,
                one.seen,
            )
            for field, one in value.all()
        ]
    if rows:
        yield " ".join((type(value).__doc__ or "").split())
        kept = [at for at in range(len(head)) if any(row[at] for row in rows)]
        lines = [[head[at] for at in kept], ["---"] * len(kept)]
        lines += [[_cell(row[at]) for at in kept] for row in rows]
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    """A text that stands in a table of Markdown as it is."""
    return re.sub(r"([|<*_\[\]])", r"\\\1", " ".join(text.split())) if not text.startswith("`") else text


def _figure(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _points(weight: float | None) -> str:
    return "" if weight is None else f"{weight:+g}"


def pages() -> dict[Path, str]:
    """Every documentation file as it should be."""
    made = {"cli.md": reference, "tables.md": tables, "rules.md": rules}
    found = {ROOT / "docs" / name: make() for name, make in made.items()}
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
