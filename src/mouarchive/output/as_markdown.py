"""Listings and redlines as Markdown: to paste into a page, a ticket or a brief."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

from mouarchive.answers.briefing import brief
from mouarchive.answers.changes import aside, by_part, headline, summary
from mouarchive.answers.comparison import Compared, Redlines, runs
from mouarchive.answers.declaring import Beside, beside, in_short
from mouarchive.answers.declaring import blocks as parts_of
from mouarchive.answers.heading import (
    RUNNING,
    SPECIMEN,
    facts,
    hidden,
    nothing,
    reference_notes,
    running_notes,
    told_first,
    told_later,
)
from mouarchive.answers.listing import Listing
from mouarchive.answers.texts import Source
from mouarchive.model import Change, Clause, DiffPart, Op
from mouarchive.output.outline import (
    Attributed,
    Block,
    Facts,
    Heading,
    Lines,
    Paragraph,
    Redlined,
    Table,
    Words,
    head,
    outline,
)
from mouarchive.output.redline import settle, shown
from mouarchive.output.serializer import Wish
from mouarchive.words import safe, safe_line

__all__ = ["comparison", "listing", "write"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_LEADING = re.compile(r"^(\d*)([-+=.)])")
_TAGS = {Op.EQUAL: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}


def write(answer: Any, wish: Wish, file: IO[str]) -> None:
    """Write any answer as Markdown."""
    if isinstance(answer, Redlines):
        above = [_block(block) for block in head(answer)]
        title = [f"# {_escape(safe_line(answer.title))}"] if above else []
        made = ["\n\n".join((*title, *above)) + "\n"] if above else []
        file.write("\n".join([*made, *(comparison(pair, context=wish.context) for pair in answer.pairs)]))
    else:
        file.write("\n\n".join(_block(block) for block in outline(answer)) + "\n")


def listing(source: Source, clauses: Sequence[Clause]) -> str:
    """A source's clauses as a page: what is known of the source first."""
    return "\n\n".join(_block(block) for block in outline(Listing(source, tuple(clauses)))) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    return _attributed(block) if isinstance(block, Attributed) else _plain(block)


def _plain(block: Heading | Facts | Paragraph | Lines | Words | Redlined) -> str:
    if isinstance(block, Heading):
        about = f" *({_escape(block.about)})*" if block.about else ""
        return f"{'#' * block.level} {_escape(block.text)}{about}"
    if isinstance(block, Facts):
        return "\n".join(f"- {_escape(name)}: {_value(name, value)}" for name, value in block.rows)
    if isinstance(block, Paragraph):
        return f"> {_escape(block.text)}" if block.warning else _escape(block.text)
    if isinstance(block, Lines):
        return "\n".join(f"- {_escape(item)}" for item in block.items)
    if isinstance(block, Redlined):
        return _paragraph("".join(map(_part, settle(block.parts))))
    words = (f"**{_escape(safe(text))}**" if sought else _escape(safe(text)) for text, sought in block.pieces)
    return _paragraph("".join(words))


def _table(table: Table) -> str:
    rows = (table.header, ("---",) * len(table.header), *table.rows)
    cells = [row if at == 1 else tuple(map(_escape, row)) for at, row in enumerate(rows)]
    return "\n".join((f"{_escape(table.about)}:\n", *(f"| {' | '.join(row)} |" for row in cells)))


def _attributed(block: Attributed) -> str:
    return _paragraph("".join(_piece(*piece) for piece in block.pieces))


_FATES = {"kept": ("", ""), "brought": ("<ins>", "</ins>"), "struck": ("<del>", "</del>")}


def _piece(fate: str, text: str, mark: str) -> str:
    """Words with the versions that brought or took them behind them, white space at the end outside."""
    bare = text.rstrip()
    if not bare:
        return safe(text)
    start, end = _FATES.get(fate, (r"\[?", r"?\]"))
    about = f" *({_escape(mark)})*" if mark else ""
    return f"{start}{_escape(safe(bare))}{end}{about}{text[len(bare) :]}"


def _value(name: str, value: str) -> str:
    return f"`{value}`" if name == "sha256" else _escape(value)


def comparison(whole: Compared, *, context: int | None = 12) -> str:
    """A comparison: counts first, then each change as `<del>` and `<ins>`, then both files."""
    old, new, declared = whole.old, whole.new, beside(whole)
    blocks = [f"# {_escape(safe_line(old.name))} compared with {_escape(safe_line(new.name))}"]
    if old.specimen or new.specimen:
        blocks.append(f"**{SPECIMEN.capitalize()}**")
    blocks += [
        *map(_notice, told_first(whole)),
        f"**{summary(whole.whole)}**",
        *([f"Not shown: {hidden(whole)}."] if whole.hidden else []),
        *([_escape(f"{in_short(declared)}.")] if declared else []),
        *_listed(whole),
        *map(_notice, told_later(whole)),
    ]
    for name, changes in by_part(whole.full):
        blocks += [f"## {name}"] if name else []
        for change in changes:
            blocks += _change(change, context)
    blocks += [_escape(told)] if (told := nothing(whole)) else []
    found = runs(whole)
    for title, chosen in (
        ("Renumbered, words unchanged", [run for run in found if not run.moved]),
        ("Moved, words unchanged", [run for run in found if run.moved]),
    ):
        if chosen:
            blocks.append(f"**{title}:** {_escape('; '.join(map(str, chosen)))}")
    notes = reference_notes(whole)
    if notes:
        blocks += [
            "### References",
            *(
                f"**{_escape(clause)}** {_escape(told)}" if clause else _escape(told)
                for clause, told in notes
            ),
        ]
    if lines := running_notes(whole):
        blocks += [f"### {RUNNING}", "\n".join(f"- {_escape(line)}." for line in lines)]
    if declared and not whole.partial:
        blocks += _declared(declared)
    blocks += ["### The two texts", f"**Old:** {_about(old)}", f"**New:** {_about(new)}"]
    return "\n\n".join(blocks) + "\n"


def _listed(whole: Compared) -> Iterator[str]:
    found = brief(whole)
    if found.touched:
        yield _escape(found.touched)
    if found.changes:
        yield f"## {found.title}"
        yield "\n".join(f"- {_escape(one.sentence)}" for one in found.changes)
    if found.more:
        yield found.more


def _notice(notice: tuple[str, str]) -> str:
    where, told = notice
    return f"> {_escape(f'{where}: ' if where else '')}{_escape(told)}"


def _declared(found: Beside) -> Iterator[str]:
    for block in parts_of(found):
        if block.name:
            yield f"### {_escape(block.name)}"
        if block.about:
            yield _paragraph(_escape(block.about))
        if block.lines:
            yield "\n".join(f"- {_escape(line)}" for line in block.lines)


def _about(source: Source) -> str:
    known = [
        f"{name} `{value}`" if name == "sha256" else _escape(value if name == "read" else f"{name} {value}")
        for name, value in facts(source)
        if name not in {"version", "agreement"}
    ]
    return f"{_escape(safe_line(source.name))}: {', '.join(known)}"


def _change(change: Change, context: int | None) -> list[str]:
    title = f"### {_escape(headline(change))}"
    about = f"*{_escape(' · '.join(aside(change)))}*"
    return [title, about, _paragraph("".join(map(_part, shown(change, context))))]


def _part(part: DiffPart) -> str:
    start, end = _TAGS[part.op]
    return f"{start}{_escape(safe(part.text))}{end}"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is: nothing in a PDF may become a link, a tag or an entity."""
    return _SPECIAL.sub(r"\\\1", text)


def _paragraph(text: str) -> str:
    """One paragraph, its line breaks kept: no list, no heading, no blank line that ends a mark too soon."""
    lines = (line.strip() for line in text.splitlines() if line.strip())
    return "  \n".join(_LEADING.sub(r"\1\\\2", line) for line in lines)
