"""`mouarchive add`: take in a release.

On its own: a command; `fetch` writes its receipts, too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mouarchive.cli._options import format_option, output_option
from mouarchive.cli.group import Command

if TYPE_CHECKING:
    from mouarchive.archive.intake.incoming import AddOptions, Receipt
    from mouarchive.archive.locate import Root

__all__ = [
    "command",
    "refusal",
    "write_all",
]

_LATER = {
    "disclosed": "Made public on (2016-12-15, 2016-12 or 2016; Enter: not known)",
    "authority": "Public body that released it (Enter: not known)",
    "request": "FOI request reference (Enter: not known)",
    "url": "Address where it was published (Enter: not known)",
}
_NEEDED = {
    "agreement": "Agreement (the name of its folder in documents/, or a new one)",
    "title": "Title of the new agreement",
    "label": "Version label, as printed on the document",
}


@click.command(
    "add",
    cls=Command,
    short_help="Take in PDFs of a release.",
    examples=(
        "mouarchive add release.pdf",
        "mouarchive add mou.pdf --agreement pupil-data --disclosed 2016-12-15 --request 2016-0058280",
        'mouarchive add first.pdf --agreement visas --title "Memorandum on visas" --party "Home Office"',
    ),
)
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--agreement", metavar="NAME", help="The agreement it belongs to, known or new.")
@click.option("--title", help="Title of a new agreement.")
@click.option("--party", "parties", multiple=True, help="A party to a new agreement; repeat for each.")
@click.option("--label", help="Version label; else what the document prints.")
@click.option("--status", type=click.Choice(("draft", "final", "withdrawn")), help="Status of the version.")
@click.option("--dated", metavar="DATE", help="Date of the text; else what the document prints.")
@click.option("--disclosed", metavar="DATE", help="When it was made public.")
@click.option("--authority", help="Public body that released it.")
@click.option("--request", help="FOI request reference.")
@click.option("--url", help="Where it was published.")
@click.option("--exemption", "exemptions", multiple=True, help="Exemption claimed in it; repeat for each.")
@click.option("--note", help="What else is known.")
@click.option("--source", help="Where all this is known from.")
@format_option("Receipts")
@output_option
@click.pass_context
def command(
    ctx: click.Context, /, pdfs: tuple[Path, ...], form: str, output: Path | None, **said: Any
) -> None:
    """Take PDFs into the archive, byte for byte, and write them into the record.

    What the document prints of itself (label, status, date) and the agreement it shares its clauses with are
    proposed and said; what it cannot know is asked for on a terminal, and otherwise taken from options. A
    file that is held already is not added twice. One that holds text which its pages do not show is held back
    from all that is published until somebody decides (mouarchive decide); the exit code is then 1.
    """
    from mouarchive.archive.database.build import ensure_built
    from mouarchive.archive.intake.accession import add
    from mouarchive.archive.intake.incoming import AddOptions
    from mouarchive.archive.locate import find_root
    from mouarchive.output.terminal import progress

    root = find_root()
    options = AddOptions(**said)
    with progress("Reading") as tell:
        if options.agreement is None:
            ensure_built(root, tell)  # to recognise an agreement by its clauses
    asking = _on_a_terminal()
    if asking:
        options = _filled(options, _LATER, optional=True)
    with progress("Reading") as tell:
        receipts = list(add(root, pdfs, options, progress=tell))
    if asking:
        receipts = [_asked_again(root, options, receipt) for receipt in receipts]
    ctx.exit(write_all(receipts, form, output))


def _on_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked_again(root: Root, options: AddOptions, receipt: Receipt) -> Receipt:
    """Ask for what a refusal says is missing, as long as that is all that stands in the way."""
    from mouarchive.archive.intake.accession import add

    while receipt.state == "refused" and (missing := _missing(receipt.message, options)):
        refusal(receipt)
        options = _filled(options, {missing: _NEEDED[missing]}, optional=False)
        (receipt,) = add(root, [Path(receipt.source)], options)
    return receipt


def _missing(message: str, options: AddOptions) -> str | None:
    """The first option that a refusal asks for and that has not been given."""
    named = re.findall(r"--(agreement|title|label)\b", message)
    return next((name for name in named if getattr(options, name) is None), None)


def _filled(options: AddOptions, questions: dict[str, str], *, optional: bool) -> AddOptions:
    """Options with what is missing of these asked for on the terminal."""
    for name, question in questions.items():
        if getattr(options, name) is None:
            default = "" if optional else None
            answer = click.prompt(question, default=default, show_default=False, err=True).strip()
            given: dict[str, Any] = {name: answer or None}
            from msgspec.structs import replace

            options = replace(options, **given)
    return options


def write_all(receipts: Iterable[Receipt], form: str, output: Path | None = None) -> int:
    """Write the receipts, refusals on stderr; the exit code: 1 where one was refused or is held back."""
    from mouarchive.answers.receipts import Receipts
    from mouarchive.output.serializer import Wish, write

    found = Receipts(tuple(receipts))
    for receipt in found.given:
        if receipt.state == "refused":
            refusal(receipt)
    write(found, Wish(form), output)
    return int(found.person_needed)


def refusal(receipt: Receipt) -> None:
    """Say on stderr why a file was not taken in."""
    from mouarchive.answers.receipts import sentences

    click.echo(f"mouarchive: {next(sentences(receipt))}", err=True)
