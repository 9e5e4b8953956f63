"""A redline as one HTML file that needs nothing else: summary, filters, keys, print style.

On its own: a format, which the PDF is drawn from as well. What a reader needs first comes first: counts and
the list of changes; files and hashes stand last.

Screen readers pass over `ins` and `del`, so that each marked run also carries words, hidden from sight
only; sighted readers get strike-through and underline, so that no colour is needed. Nothing is loaded from
anywhere, and a policy in the file forbids it: only the script and the style that stand in it are obeyed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import resources
from typing import IO, Any

from mouarchive.answers.briefing import brief
from mouarchive.answers.changes import aside, by_part, count_lines, headline, how, quoted_number, summary
from mouarchive.answers.comparison import Compared, Redlines, Run, runs
from mouarchive.answers.declaring import Beside, beside, blocks
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
from mouarchive.model import Change, DiffPart, Op
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

__all__ = ["page", "write"]

_SKIP = '<a class="skip" href="#changes-0">To the changes</a>\n'
_BLANKS, _JOINT = re.compile(r"(\s+)"), re.compile(r"(?<=[/.?&=_@-])(?=\w)")
_LONG = 24  # letters that a line of a phone has room for, even in a table
_TAGS = {Op.DELETE: ("del", "removed"), Op.INSERT: ("ins", "added")}
_KINDS = ("added", "removed", "modified", "unknown", "unredacted", "unchanged", "renumbered", "moved")


def write(answer: Any, wish: Wish, file: IO[str]) -> None:
    """Write any answer as one HTML file."""
    if isinstance(answer, Redlines):
        file.write(page(answer.pairs, answer.title, context=wish.context, above=tuple(head(answer))))
        return
    found = outline(answer)
    title = next((block.text for block in found if isinstance(block, Heading)), "mouarchive")
    body = "\n".join(_block(block) for block in found if not _is_title(block))
    file.write(_document(title, f"<main>\n{body}\n</main>"))


def _is_title(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    return _attributed(block) if isinstance(block, Attributed) else _plain(block)


def _plain(block: Heading | Facts | Paragraph | Lines | Words | Redlined) -> str:
    if isinstance(block, Heading):
        about = f' <span class="facts">{escape(block.about)}</span>' if block.about else ""
        return f"<h{block.level}>{_line(block.text)}{about}</h{block.level}>"
    if isinstance(block, Facts):
        rows = (f'<tr><th scope="row">{escape(n)}</th><td>{escape(v)}</td></tr>' for n, v in block.rows)
        return f'<table class="known"><tbody>{"".join(rows)}</tbody></table>'
    if isinstance(block, Paragraph):
        note = ' class="banner" role="note"' if block.warning else ""
        return f"<p{note}>{_line(block.text)}</p>"
    if isinstance(block, Lines):
        return f"<ul>{''.join(f'<li>{_line(item)}</li>' for item in block.items)}</ul>"
    if isinstance(block, Redlined):
        return f'<div class="words">{"".join(map(_part, settle(block.parts)))}</div>'
    words = (f"<mark>{escape(safe(t))}</mark>" if sought else escape(safe(t)) for t, sought in block.pieces)
    return f'<div class="words">{"".join(words)}</div>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    caption = f"<caption>{escape(table.about)}</caption>"
    return f'<table class="series">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _attributed(block: Attributed) -> str:
    return f'<div class="words">{"".join(_piece(*piece) for piece in block.pieces)}</div>'


_FATES = {"brought": ("ins", "brought"), "struck": ("del", "taken"), "unknown": ("span", "unknown")}


def _piece(fate: str, text: str, mark: str) -> str:
    """Words with the versions that brought or took them, raised behind them; in words for a screen reader."""
    words = escape(safe(text))
    if not text.strip() or fate not in _FATES:
        return words
    tag, word = _FATES[fate]
    about = f"<sup>{escape(mark)}</sup>" if mark else ""
    unsure = ' class="unsure"' if tag == "span" else ""
    return f'<{tag}{unsure}><span class="vh">[{word}: </span>{words}<span class="vh">]</span></{tag}>{about}'


def page(
    pairs: Sequence[Compared], title: str, *, context: int | None = None, above: Sequence[Block] = ()
) -> str:
    """The redlines of one or more pairs of versions, below what heads them all.

    `context` is as for text, None keeps all words.
    """
    none = all(pair.summary_only for pair in pairs)
    tools = ["" if none else _tools(pairs), *([""] * len(pairs))]  # behind the first summary, for all pairs
    heads = [f"<section>{''.join(map(_block, above))}</section>"] if above else []
    made = (
        line
        for index, pair in enumerate(pairs)
        for line in _pair(pair, index, context, tools[index], alone=len(pairs) == 1 and not above)
    )
    body = "\n".join((*heads, *made))
    kind = ' class="brief"' if none else ""
    return _document(title, f"<main{kind}>\n{body}\n</main>", "" if none else _SKIP, _banner(pairs))


def _document(title: str, body: str, skip: str = "", banner: str = "") -> str:
    """A whole file: nothing in it is loaded from anywhere, and its policy forbids it."""
    style, script = _asset("redline.css"), _asset("redline.js")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="mouarchive">
<title>{_line(title)}</title>
<style>{style}</style>
</head>
<body>
{skip}<header>
<h1>{_line(title)}</h1>
{banner}</header>
{body}
<script>{script}</script>
</body>
</html>
"""


def _asset(name: str) -> str:
    return resources.files("mouarchive.output").joinpath("assets", name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _breakable(text: str) -> str:
    """Text, with places to break in long words such as addresses: behind a stroke or point, not in a name."""
    words = _BLANKS.split(text)
    return "".join("<wbr>".join(map(escape, _JOINT.split(w))) if len(w) > _LONG else escape(w) for w in words)


def _line(text: str) -> str:
    return escape(safe_line(text))


def _banner(pairs: Sequence[Compared]) -> str:
    if not any(pair.old.specimen or pair.new.specimen for pair in pairs):
        return ""
    return f'<p class="banner" role="note">{escape(SPECIMEN.capitalize())}.</p>\n'


def _tools(pairs: Sequence[Compared]) -> str:
    """Filters and buttons; hidden until the script has taken charge of them."""
    kinds = [kind for kind in _KINDS if any(kind in how(c) for pair in pairs for c in pair.shown)]
    sorts = sorted({c.change_class.value for pair in pairs for c in pair.full if c.change_class})
    return f"""<nav class="tools" aria-label="Changes" hidden>
<div><fieldset><legend>Show what happened</legend>{"".join(map(_box, kinds))}</fieldset>
<fieldset><legend>Show differences that are</legend>{"".join(map(_box, sorts))}</fieldset></div>
<div class="steps"><button type="button" id="previous">Previous change</button>
<button type="button" id="next">Next change</button>
<label><input type="checkbox" id="keys" checked> keys: p previous, n next</label>
<span id="said" role="status"></span></div>
</nav>"""


def _box(word: str) -> str:
    return f'<label><input type="checkbox" data-word="{word}" checked> {word}</label>'


def _pair(pair: Compared, index: int, context: int | None, tools: str, *, alone: bool) -> Iterator[str]:
    yield from _summary(pair, index, alone=alone)
    if pair.summary_only:
        yield from _references(pair)
        yield from _declared(beside(pair), short=True)
        yield from _sources(pair, index)
        return
    if tools:
        yield tools
    yield f'<section aria-labelledby="changes-{index}">'
    yield f'<h2 id="changes-{index}" tabindex="-1">Changes</h2>'
    places = {id(change): number for number, change in enumerate(pair.full)}
    for name, changes in by_part(pair.full):
        if name:
            yield f'<h3 class="part">{escape(name)}</h3>'
        for change in changes:
            yield from _change(change, f"change-{index}-{places[id(change)]}", context)
    if told := nothing(pair):
        yield f"<p>{_line(told)}</p>"
    found = runs(pair)
    yield from _runs("Renumbered, words unchanged", "renumbered", [run for run in found if not run.moved])
    yield from _runs("Moved, words unchanged", "moved", [run for run in found if run.moved])
    yield from _references(pair)
    yield from _declared(None if pair.partial else beside(pair))
    yield "</section>"
    yield from _sources(pair, index)


def _summary(pair: Compared, index: int, *, alone: bool) -> Iterator[str]:
    which = "" if alone else f": {_line(pair.old.name)} compared with {_line(pair.new.name)}"
    yield f'<section class="summary" aria-labelledby="summary-{index}">'
    yield f'<h2 id="summary-{index}">Summary{which}</h2>'
    yield from _notices("", told_first(pair))
    yield f'<p class="said">{escape(summary(pair.whole))}.</p>'
    yield '<table class="counts"><caption class="vh">How many clauses</caption><tbody>'
    for name, number in count_lines(pair.whole):
        yield f'<tr><th scope="row">{escape(name)}</th><td>{number}</td></tr>'
    yield "</tbody></table>"
    if pair.hidden:
        yield f"<p>Not shown: {escape(hidden(pair))}.</p>"
    yield from _listed(pair, index)
    yield from _notices("<h3>To beware of</h3>", told_later(pair))
    yield "</section>"


def _listed(pair: Compared, index: int) -> Iterator[str]:
    """The list of changes, each leading to its place, or those that weigh most in a summary alone."""
    found = brief(pair)
    if found.touched:
        yield f"<p>{escape(found.touched)}</p>"
    if not found.changes:
        return
    places = {quoted_number(change): f"change-{index}-{at}" for at, change in enumerate(pair.full)}
    yield f'<h3>{escape(found.title)}</h3><ul class="listed">'
    for one in found.changes:
        name = escape(one.number)
        lead = f'<a href="#{places[one.number]}">{name}</a>' if one.number in places else f"<b>{name}</b>"
        yield f"<li>{lead} {_breakable(one.sentence.removeprefix(one.number).lstrip())}</li>"
    yield "</ul>"
    if found.more:
        yield f"<p>{escape(found.more)}</p>"


def _notices(title: str, found: Sequence[tuple[str, str]]) -> Iterator[str]:
    if found:
        items = (f"<li>{escape(f'{where}: ' if where else '')}{escape(told)}</li>" for where, told in found)
        yield f'{title}<ul class="notices">{"".join(items)}</ul>'


def _sources(pair: Compared, index: int) -> Iterator[str]:
    """What is known of both files, hashes and all."""
    yield f'<section aria-labelledby="texts-{index}"><h2 id="texts-{index}">The two texts</h2>'
    yield '<table><thead><tr><td></td><th scope="col">older</th><th scope="col">newer</th></tr></thead>'
    yield "<tbody>"
    sides = [dict(facts(source, short=pair.summary_only)) for source in (pair.old, pair.new)]
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        cells = "".join(f"<td>{_breakable(side.get(name, ''))}</td>" for side in sides)
        yield f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    yield "</tbody></table></section>"


def _declared(found: Beside | None, *, short: bool = False) -> Iterator[str]:
    for block in blocks(found, short=short) if found else ():
        yield f"<h3>{escape(block.name)}</h3>" if block.name else ""
        yield f"<p>{escape(block.about)}</p>" if block.about else ""
        lines = "".join(f"<li>{escape(line)}</li>" for line in block.lines)
        yield f"<ul>{lines}</ul>" if lines else ""


def _change(change: Change, name: str, context: int | None) -> Iterator[str]:
    words = "".join(map(_part, shown(change, context)))
    yield f'<article id="{name}" tabindex="-1" aria-labelledby="{name}-title" data-words="{_words(change)}">'
    yield f'<h3 id="{name}-title">{escape(headline(change))}</h3>'
    yield f'<p class="facts">{escape(" · ".join(aside(change)))}</p>'
    yield f'<div class="words">{words}</div></article>'


def _words(change: Change) -> str:
    """What the filters go by: kinds, then the class."""
    return f"{' '.join(how(change))}|{change.change_class.value if change.change_class else ''}"


def _part(part: DiffPart) -> str:
    text = _breakable(safe(part.text))
    if part.op is Op.EQUAL:
        return text
    tag, word = _TAGS[part.op]
    return f'<{tag}><span class="vh">[{word}: </span>{text}<span class="vh"> end of {word}]</span></{tag}>'


def _runs(title: str, word: str, found: Iterable[Run]) -> Iterator[str]:
    items = [f'<li tabindex="-1" data-words="{word}|"><span>{escape(str(run))}</span></li>' for run in found]
    if items:
        yield f"<h3>{title}</h3><ul>{''.join(items)}</ul>"


def _references(pair: Compared) -> Iterator[str]:
    notes = reference_notes(pair)
    if notes:
        items = "".join(
            f"<li>{escape(f'{clause}: ' if clause else '')}{escape(told)}</li>" for clause, told in notes
        )
        yield f"<h3>References</h3><ul>{items}</ul>"
    if lines := running_notes(pair):
        yield f"<h3>{RUNNING}</h3><ul>{''.join(f'<li>{_breakable(line)}.</li>' for line in lines)}</ul>"
