"""`mouarchive build`: make the database agree with the record."""

from __future__ import annotations

import click

from mouarchive.cli.group import Command

__all__ = ["command"]


@click.command(
    "build",
    cls=Command,
    short_help="Make the database agree with documents/.",
    examples=("mouarchive build", "mouarchive build --force --jobs 4"),
)
@click.option("--force", is_flag=True, help="Make the database anew, even where nothing has changed.")
@click.option(
    "--jobs",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many files to read at the same time.",
)
@click.pass_context
def command(ctx: click.Context, jobs: int, *, force: bool) -> None:
    """Make db/mouarchive.db agree with documents/.

    Only files that are new or changed are read. A file that cannot be read is listed with the reason and does
    not stop the rest; the exit code is then 1. The old database stays until the new one is complete.
    """
    from mouarchive.archive.database.build import build
    from mouarchive.archive.locate import find_root
    from mouarchive.output.safe import safe_line
    from mouarchive.output.terminal import progress
    from mouarchive.output.words import count

    root = find_root()
    with progress("Building") as tell:
        report = build(root, jobs=jobs, progress=tell, force=force)
    for problem in report.problems:
        click.echo(f"mouarchive: {safe_line(problem)}", err=True)
    for warning in report.warnings:
        click.echo(f"! {safe_line(warning)}")
    did = "Built" if report.built else "Nothing has changed since the last build of"
    read = (
        f"; {count(report.files_read, 'file')} read, {report.files_unchanged} known" if report.built else ""
    )
    click.echo(
        f"{did} {safe_line(str(report.database))}: {count(report.agreements, 'agreement')},"
        f" {count(report.versions, 'version')} of which {report.held} held,"
        f" {count(report.clauses, 'clause')}, {count(report.changes, 'change')}{read}."
    )
    ctx.exit(report.exit_code)
