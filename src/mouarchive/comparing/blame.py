"""Which version brought each word of a clause, and which took what it no longer says. Pure.

The word redlines of successive versions are composed: what is equal goes on, what is deleted ends, what is
inserted begins. A version that is not held or not read says nothing, and what is blacked out in a version is
unknown there, never taken. Words struck that return to their place are the same words, brought back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from mouarchive.comparing.normalise import has_redaction, redaction_mark, same_layout
from mouarchive.comparing.worddiff import redline
from mouarchive.model import DiffPart, Op

__all__ = ["Blame", "Moment", "Run", "Spell", "Told", "blame"]


class Told(msgspec.Struct, frozen=True):
    """What one version of a series says of a clause, in the order of the series.

    `words` is None where it does not hold the clause; where it says nothing at all, `silent` says why ("not
    held"). `misread`: it differs from the version before as a misread scan would, which is no change.
    """

    label: str
    words: str | None = None
    silent: str = ""
    misread: bool = False


class Moment(msgspec.Struct, frozen=True):
    """Between `after` and `version` something happened; the versions `between` do not say in which of them.

    `after` is the last version known before it, None where none is.
    """

    version: str
    after: str | None = None
    between: tuple[str, ...] = ()


class Spell(msgspec.Struct, frozen=True):
    """Words that stood from one version on until another took them; `last` is the last that holds them.

    `taken` is None where no version is known to be without them since.
    """

    brought: Moment
    last: str
    taken: Moment | None = None


class Run(msgspec.Struct, frozen=True):
    """Words that came and went together; `text` is as the last version spells it that holds them.

    `spelled` are all versions that hold them, each with its own white space, quotes and hyphens. `spells` has
    more than one entry where they were taken and brought back. `state`: "stands" in the newest version known,
    "taken", or "unknown": blacked out in the newest one. `mark` says that they are no words of the
    document's but stand for what is blacked out.
    """

    text: str
    state: str
    spells: tuple[Spell, ...]
    spelled: tuple[tuple[str, str], ...]
    mark: bool = False

    @property
    def brought(self) -> Moment:
        """When the words first came."""
        return self.spells[0].brought

    @property
    def taken(self) -> Moment | None:
        """When they were taken for the last time; None where they stand or nobody knows."""
        return self.spells[-1].taken


class Blame(msgspec.Struct, frozen=True):
    """A clause through a series: its runs in reading order, and the versions they were made from.

    `newest` is the last version that says anything of the clause, be it that it is not in it; None where no
    version does.
    """

    runs: tuple[Run, ...]
    versions: tuple[Told, ...]
    newest: str | None = None

    def text_in(self, label: str) -> str:
        """The words of the clause in one version, exactly; nothing where it has none."""
        return "".join(text for run in self.runs for version, text in run.spelled if version == label)

    @property
    def stands(self) -> str:
        """The words of the clause in the newest version known, exactly."""
        return "".join(run.text for run in self.runs if run.state == "stands")


def blame(versions: Sequence[Told]) -> Blame:
    """Compose the redlines of successive versions, oldest first; labels must differ.

    The runs that stand in a version, joined as it spells them, are that version's text exactly.
    """
    runs: list[_Thread] = []
    last: int | None = None
    for at, told in enumerate(versions):
        if told.silent or told.words is None:
            continue
        runs = _Step(runs, last, at, misread=told.misread).composed(told.words)
        last = at
    said = [at for at, told in enumerate(versions) if not told.silent]
    newest = said[-1] if said else None
    frozen = tuple(_frozen(group, versions, newest) for group in _alike(runs))
    return Blame(frozen, tuple(versions), None if newest is None else versions[newest].label)


# ------------------------------------------------------------------ one version after the other


class _Thread(msgspec.Struct):
    """A run while it grows: how each version spells it, by index, and where its place is blacked out.

    `under` are the marks that hide it.
    """

    spelled: dict[int, str]
    hidden: set[int]
    mark: bool = False
    under: tuple[_Thread, ...] = ()

    def cut(self, version: int, length: int) -> _Thread:
        """Keep the first letters of it, counted as this version spells it, and give the rest.

        A version that spells it otherwise has all of it in the first part.
        """
        whole = self.spelled[version]
        rest = {at: text[length:] if text == whole else "" for at, text in self.spelled.items()}
        self.spelled = {at: text[:length] if text == whole else text for at, text in self.spelled.items()}
        return _Thread(rest, set(self.hidden), self.mark, self.under)


class _Step:
    """The runs of all versions so far, and one version more.

    `last` is the last version that had words, None for the first.
    """

    def __init__(self, runs: Sequence[_Thread], last: int | None, at: int, *, misread: bool) -> None:
        self._left = deque(runs)
        self._last = -1 if last is None else last
        self._at = at
        self._misread = misread
        self._done: list[_Thread] = []

    def composed(self, words: str) -> list[_Thread]:
        """All runs, those of the words of this version among them."""
        before = "".join(run.spelled.get(self._last, "") for run in self._left)
        for gone, come in _edits(redline(before, words)):
            if gone is come:
                self._carry(gone)
            else:
                self._edit(gone, come)
        self._done += self._left
        for run in self._done:
            if self._last in run.hidden and any(self._at in mark.spelled for mark in run.under):
                run.hidden.add(self._at)
        return self._done

    def _take(self, length: int, onto: list[_Thread]) -> Iterator[_Thread]:
        """The next runs of the version before with so many letters; ended ones on the way go `onto`."""
        while length:
            run = self._left.popleft()
            text = run.spelled.get(self._last, "")
            if not text:
                onto.append(run)
                continue
            if len(text) > length:
                self._left.appendleft(run.cut(self._last, length))
            length -= min(len(text), length)
            yield run

    def _carry(self, text: str) -> None:
        for run in self._take(len(text), self._done):
            run.spelled[self._at] = run.spelled[self._last]
            self._done.append(run)

    def _edit(self, gone: str, come: str) -> None:
        zone: list[_Thread] = []
        ended: list[_Thread] = []
        for run in self._take(len(gone), zone):
            zone.append(run)
            ended.append(run)
        while self._left and self._last not in self._left[0].spelled:
            zone.append(self._left.popleft())
        if shares := self._shares([run.spelled[self._last] for run in ended], come):
            for run, text in zip(ended, shares, strict=True):
                run.spelled[self._at] = text
            self._done += zone
            return
        came = self._arrive(zone, ended, come)
        marks = tuple(run for run in (*came, *zone) if run.mark and self._at in run.spelled)
        for run in zone if marks else ():
            if not run.mark and self._at not in run.spelled and (run in ended or self._last in run.hidden):
                run.hidden.add(self._at)
                run.under = marks
        shown = {at for run in ended if run.mark for at in run.spelled}
        for run in came:
            if not run.mark:
                run.hidden |= shown

    def _shares(self, texts: Sequence[str], come: str) -> list[str]:
        """What comes, cut among what goes, where the two differ in layout or by misreading; else nothing."""
        gone = "".join(texts)
        if not gone or not come or has_redaction(gone) or has_redaction(come):
            return []
        if len(texts) == 1:
            return [come] if self._misread or same_layout(gone, come) else []
        if not same_layout(gone, come):
            return []
        found = []
        for text in texts[:-1]:
            end = next((k for k in range(1, len(come)) if same_layout(text, come[:k])), 0)
            if not end:
                return []
            found.append(come[:end])
            come = come[end:]
        return [*found, come]

    def _arrive(self, zone: Sequence[_Thread], ended: Collection[_Thread], come: str) -> list[_Thread]:
        """Put what comes among the ended runs of its place, those it holds again brought back.

        Gives the new runs.
        """
        just = set(map(id, ended))
        left = deque(zone)
        old = "".join(_last_text(run) for run in zone if id(run) not in just)
        came: list[_Thread] = []
        for part in redline(old, come) if old else _inserted(come):
            if part.op is not Op.INSERT:
                back = part.op is Op.EQUAL and any(map(str.isalnum, part.text))
                for run in self._ended(left, just, len(part.text)):
                    if back:
                        run.spelled[self._at] = _last_text(run)
                    self._done.append(run)
                if back or part.op is Op.DELETE:
                    continue
            if all(id(run) in just for run in left):
                self._done += left
                left.clear()
            new = [_Thread({self._at: text}, set(), mark) for text, mark in _marked(part.text)]
            came += new
            self._done += new
        self._done += left
        return came

    def _ended(self, left: deque[_Thread], just: set[int], length: int) -> Iterator[_Thread]:
        """The next runs that ended before, with so many letters; the others on the way are done."""
        while length:
            run = left.popleft()
            text = _last_text(run)
            if id(run) in just or not text:
                self._done.append(run)
                continue
            if len(text) > length:
                left.appendleft(run.cut(max(run.spelled), length))
            length -= min(len(text), length)
            yield run


def _last_text(run: _Thread) -> str:
    return run.spelled[max(run.spelled)]


def _inserted(text: str) -> tuple[DiffPart, ...]:
    return (DiffPart(Op.INSERT, text),) if text else ()


def _edits(parts: Iterable[DiffPart]) -> Iterator[tuple[str, str]]:
    """What goes and what comes, edit by edit; what is equal as one and the same text twice."""
    for equal, group in groupby(parts, key=lambda part: part.op is Op.EQUAL):
        members = list(group)
        if equal:
            text = "".join(part.text for part in members)
            yield text, text
        else:
            texts = ["".join(p.text for p in members if p.op is op) for op in (Op.DELETE, Op.INSERT)]
            yield texts[0], texts[1]


def _marked(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut where it is blacked out: (piece, whether it is a mark for that)."""
    at = 0
    for found in redaction_mark.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


# ------------------------------------------------------------------ what it amounts to


def _alike(runs: Iterable[_Thread]) -> Iterator[_Thread]:
    """Neighbours that came and went together as one."""
    for _, group in groupby(runs, key=lambda run: (set(run.spelled), run.hidden, run.mark)):
        first, *more = group
        joined = {at: text + "".join(run.spelled[at] for run in more) for at, text in first.spelled.items()}
        yield replace(first, spelled=joined)


def _frozen(run: _Thread, versions: Sequence[Told], newest: int | None) -> Run:
    known = {at for at, told in enumerate(versions) if not told.silent and at not in run.hidden}
    spells = tuple(_spells(run.spelled, known, versions))
    stands = newest in run.spelled
    state = "stands" if stands else "unknown" if spells[-1].taken is None else "taken"
    spelled = tuple((versions[at].label, text) for at, text in sorted(run.spelled.items()))
    return Run(_last_text(run), state, spells, spelled, run.mark)


def _spells(spelled: Collection[int], known: Collection[int], versions: Sequence[Told]) -> Iterator[Spell]:
    """Each time the words stood, from the versions that hold them and those that say so or the contrary."""
    ordered = sorted({*spelled, *known})
    for stood, group in groupby(range(len(ordered)), key=lambda place: ordered[place] in spelled):
        if not stood:
            continue
        places = list(group)
        first, last = places[0], places[-1]
        before = ordered[first - 1] if first else None
        after = ordered[last + 1] if last + 1 < len(ordered) else None
        brought = _moment(versions, before, ordered[first])
        taken = None if after is None else _moment(versions, ordered[last], after)
        yield Spell(brought, versions[ordered[last]].label, taken)


def _moment(versions: Sequence[Told], after: int | None, at: int) -> Moment:
    start = 0 if after is None else after + 1
    label = None if after is None else versions[after].label
    return Moment(versions[at].label, label, tuple(told.label for told in versions[start:at]))
