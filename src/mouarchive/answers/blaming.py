"""Which version brought each word of a clause, and which took what it no longer says: in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from mouarchive.answers.texts import Progress, Source, load, quiet
from mouarchive.archive.database.rows import VersionRow
from mouarchive.archive.lookup import find_clause
from mouarchive.archive.store.store import LineageStep, Store, mark_unknown
from mouarchive.comparing import compared, lineages
from mouarchive.comparing.alignment import align
from mouarchive.comparing.blame import Blame, Moment, Run, Told, blame
from mouarchive.errors import NotFoundError, UsageError
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison
from mouarchive.words import counted, safe_line, spoken

__all__ = ["Blamed", "Blaming", "Place", "Version", "blame_archive", "blame_files", "row_of"]

_HIDDEN = "blacked out"


class Version(msgspec.Struct, frozen=True):
    """One version of the series: `name` is what people call it in it, `state` whether its text is held.

    `sha256` is that of the copy read; `ocr` counts its clauses that were read from a picture.
    """

    name: str
    state: str
    dated: str | None = None
    sha256: str | None = None
    ocr: int = 0

    @property
    def said(self) -> str:
        """What is known of it in one line."""
        read = f"{counted(self.ocr, 'clause')} read by OCR, whose misreadings look like new words"
        known = (self.state, f"dated {self.dated}" if self.dated else "", read if self.ocr else "")
        return ", ".join(filter(None, known))


class Place(msgspec.Struct, frozen=True):
    """Where a clause stands in one version that holds it: the clause `at` of its text, from 0."""

    version: str
    clause: Clause
    at: int = 0


class Blamed(msgspec.Struct, frozen=True):
    """One clause through a series: its words with their versions, and where it stands in each.

    `remarks` are what the words alone do not tell: that the clause was divided, or joined with another.
    """

    lineage: str
    blame: Blame
    places: tuple[Place, ...]
    remarks: tuple[str, ...] = ()

    @property
    def last(self) -> Place:
        """Where it stands in the newest version that holds it."""
        return self.places[-1]

    @property
    def stands(self) -> bool:
        """Whether the newest version known holds it."""
        return self.last.version == self.blame.newest

    @property
    def name(self) -> str:
        """What the clause is called where it was last seen."""
        clause = self.last.clause
        return safe_line(spoken(clause.eid, clause.label) or clause.eid)

    @property
    def sentence(self) -> str:
        """Where the clause stands, and what it has been numbered."""
        newest, last = safe_line(self.blame.newest or ""), safe_line(self.last.version)
        here = f"As it stands in {last}, page {self.last.clause.page}"
        if not self.stands:
            gone = next(
                (run.taken for run in self.blame.runs if run.taken and run.taken.after == self.last.version),
                None,
            )
            moment = f"gone {self.when(gone)}" if gone else f"not in {newest}, the newest version known"
            here = f"As it last stood in {last}, page {self.last.clause.page}; {moment}"
        numbers = list(self._numbers())
        if len(numbers) > 1:
            here += f"; numbered {'; '.join(numbers)}"
        return f"{here}."

    def _numbers(self) -> Iterator[str]:
        for at, place in enumerate(self.places):
            before = self.places[at - 1].clause if at else None
            if before is None or before.eid != place.clause.eid:
                name = spoken(place.clause.eid, place.clause.label) or place.clause.eid
                yield f"{safe_line(name)} in {safe_line(place.version)}"

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that have words to show."""
        return tuple(run for run in self.blame.runs if run.text.strip())

    @property
    def changed(self) -> bool:
        """Whether any of its words came or went after it was first seen."""
        return len({(run.brought.version, run.state, len(run.spells)) for run in self.runs}) > 1 or any(
            run.state != "stands" for run in self.runs
        )

    @property
    def pieces(self) -> tuple[tuple[str, str, str], ...]:
        """All runs as (what became of them, words, mark): "kept", "brought", "struck" or "unknown"."""
        return tuple((self._fate(run), run.text, self.mark(run)) for run in self.blame.runs)

    def _fate(self, run: Run) -> str:
        if run.state != "stands":
            return "struck" if run.state == "taken" else "unknown"
        return "kept" if not self.mark(run) else "brought"

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """A row for each run that has words: the words, and in which versions they came and went."""
        return tuple((safe_line(run.text), self.brought(run), self.taken(run)) for run in self.runs)

    def mark(self, run: Run) -> str:
        """The versions of a run, to stand beside its words: "1.0", "1.0, struck 2.1", "struck 2.1"."""
        said = []
        for at, spell in enumerate(run.spells):
            first = not at and spell.brought.version == self._oldest
            came = "" if first else self._short(spell.brought)
            said += [f"again {came}" if at else came] if came else []
            said += [f"struck {self._short(spell.taken)}"] if spell.taken else []
        if run.state == "unknown":
            said.append(f"unknown since {safe_line(run.spells[-1].last)}")
        return ", ".join(said)

    @property
    def _oldest(self) -> str:
        return next((told.label for told in self.blame.versions if not told.silent), "")

    def _short(self, moment: Moment) -> str:
        return f"{'≤ ' if moment.between else ''}{safe_line(moment.version)}"

    def brought(self, run: Run) -> str:
        """In which version the words came, and where that is not known between which."""
        if run.mark:
            return f"blacked out {self.when(run.brought)}"
        said = self.when(run.brought)
        again = [self.when(spell.brought) for spell in run.spells[1:]]
        return "; ".join((said, *(f"again {moment}" for moment in again)))

    def taken(self, run: Run) -> str:
        """In which version the words went; nothing where they stand."""
        said = [self.when(spell.taken) for spell in run.spells if spell.taken]
        if run.state == "unknown":
            said.append(f"unknown: {_HIDDEN} after {safe_line(run.spells[-1].last)}")
        return "; ".join(said)

    def when(self, moment: Moment) -> str:
        """A moment in words: "in 1.0", "in or before 2.0 (1.1 not held)", "already in 0.2, ..."."""
        version = safe_line(moment.version)
        if moment.after is None:
            if moment.version != self._oldest:
                return f"in {version}"
            return f"already in {version}, the oldest that could be read"
        if not moment.between:
            return f"in {version}"
        why = {told.label: told.silent or _HIDDEN for told in self.blame.versions}
        reasons: dict[str, list[str]] = {}
        for label in moment.between:
            reasons.setdefault(why[label], []).append(safe_line(label))
        listed = "; ".join(f"{', '.join(labels)} {reason}" for reason, labels in reasons.items())
        return f"in or before {version} ({listed})"


class Blaming(msgspec.Struct, frozen=True):
    """The answer to `blame`: clauses of a series, in the order of the newest text.

    `asked` is the clause asked for, nothing for the whole series; `versions` are all of it, held or not.
    """

    series: str
    versions: tuple[Version, ...]
    found: tuple[Blamed, ...]
    asked: str = ""
    specimen: bool = False

    @property
    def title(self) -> str:
        """What is shown, in one line."""
        which = safe_line(self.asked) if self.asked else "every clause"
        return f"{safe_line(self.series)}: {which}, word by word by version"

    @property
    def sentence(self) -> str:
        """How to read the marks, and of which versions this speaks."""
        read = [safe_line(one.name) for one in self.versions if one.state == "held"]
        rest = len(self.versions) - len(read)
        versions = f"From the {counted(len(read), 'version')} that could be read ({', '.join(read)})"
        gaps = f"; {counted(rest, 'other')} not held or not read" if rest else ""
        return f"{versions}{gaps}. Words without a mark are from the oldest of them."

    @property
    def counts(self) -> str:
        """How many clauses have words of which version: "0.2: 160 clauses, 1.0: 12"."""
        found = Counter(
            version
            for one in self.found
            for version in {run.brought.version for run in one.runs if not run.mark}
        )
        order = [one.name for one in self.versions if found[one.name]]
        said = (f"{safe_line(name)} brought words of {counted(found[name], 'clause')}" for name in order)
        return "; ".join(said)


# ------------------------------------------------------------------ from an archive, or from files


def blame_archive(store: Store, name: str, clause: str = "") -> Blaming:
    """The words of a clause of an agreement, by version; of every clause where none is named.

    AGREEMENT@LABEL says in which version the number is meant. A number that has meant several clauses gives
    each. Raises NotFoundError where no such agreement, version or clause is held.
    """
    version = store.resolve(name) if "@" in name else None
    agreement = store.agreement(version.agreement if version else name)
    rows = store.versions(agreement.id)
    texts = {row.id: store.clauses(row.id) for row in rows if row.held}
    if not texts:
        raise NotFoundError(f"{agreement.id}: the text of no version is held; see: mouarchive status")
    series = _Series(rows, texts, store.lineage_places(agreement.id), store.comparison)
    found = series.blamed(clause, [version.id] if version else list(texts))
    return Blaming(agreement.id, series.versions, found, clause, agreement.specimen)


def blame_files(
    names: Sequence[str], clause: str = "", *, ocr: bool = True, progress: Progress = quiet
) -> Blaming:
    """The same of texts that are no series of an archive: files, oldest first.

    Raises UsageError for fewer than two, NotFoundError where none of them has the clause.
    """
    if len(set(names)) < len(names) or len(names) < 2:  # noqa: PLR2004 - one text has nothing before it
        raise UsageError("name two files or more, each once, the oldest first")
    sources = load(names, ocr=ocr, progress=progress)
    rows = [row_of(source, at, sources) for at, source in enumerate(sources)]
    texts = {row.id: source.clauses for row, source in zip(rows, sources, strict=True)}
    aligned = {(a.id, b.id): align(texts[a.id], texts[b.id]) for a, b in pairwise(rows)}
    lines = lineages([(row.id, texts[row.id]) for row in rows], "files", aligned=list(aligned.values()))

    def compare(old: str, new: str) -> Comparison:
        known = aligned.get((old, new))
        return compared(align(texts[old], texts[new]) if known is None else known)

    series = _Series(rows, texts, {line.id: dict(line.steps) for line in lines}, compare)
    found = series.blamed(clause, list(texts))
    return Blaming(f"{rows[0].label} to {rows[-1].label}", series.versions, found, clause)


def row_of(source: Source, at: int, sources: Sequence[Source]) -> VersionRow:
    """A file as a version of a series: called by its name, with its place where another is called so."""
    same = sum(one.name == source.name for one in sources) > 1
    label = f"{source.name} ({at + 1})" if same else source.name
    return VersionRow(
        id=label,
        label=label,
        agreement="",
        position=at,
        held=True,
        state="held",
        printed_label=source.printed.label,
        printed_date=source.printed.date,
        printed_status=source.printed.status,
        marking=source.printed.marking,
        sha256=source.sha256,
        pages=source.pages,
        pages_read=source.pages_read,
        clauses=len(source.clauses),
        engine=source.engine,
    )


class _Series:
    """Versions in order, the clauses of those held by id, where each lineage stands, and how two compare."""

    def __init__(
        self,
        rows: Sequence[VersionRow],
        texts: Mapping[str, Sequence[Clause]],
        lines: Mapping[str, Mapping[str, str]],
        compare: Callable[[str, str], Comparison],
    ) -> None:
        self._rows, self._texts, self._lines = rows, texts, lines
        self._compare = cache(compare)
        self._held = [row for row in rows if row.id in texts]
        self._by_eid = {name: {c.eid: c for c in reversed(found)} for name, found in texts.items()}
        self._at = {name: {c.eid: at for at, c in enumerate(found)} for name, found in texts.items()}
        self._changes = {
            new.id: {
                (side.eid, old): change
                for change in reversed(self._compare(before.id, new.id).changes)
                for side, old in ((change.new, False), (change.old, True))
                if side
            }
            for before, new in pairwise(self._held)
        }

    @property
    def versions(self) -> tuple[Version, ...]:
        """All of the series, held or not."""
        return tuple(
            Version(r.label, r.state, r.dated, r.sha256, sum(c.ocr for c in self._texts.get(r.id, ())))
            for r in self._rows
        )

    def blamed(self, clause: str, named: Sequence[str]) -> tuple[Blamed, ...]:
        """The lineages of a clause in the versions named, or all of them in the order of the newest text."""
        chosen = self._named(clause, named) if clause else self._ordered()
        return tuple(self._one(line) for line in chosen)

    def _named(self, clause: str, named: Sequence[str]) -> list[str]:
        owner = {step: line for line, steps in self._lines.items() for step in steps.items()}
        found: list[str] = []
        missing: NotFoundError | None = None
        for name in named:
            try:
                found.append(owner[name, find_clause(clause, self._texts[name], name).eid])
            except NotFoundError as error:
                missing = error
        if not found and missing:
            raise missing
        return list(dict.fromkeys(found))

    def _ordered(self) -> list[str]:
        """All lineages as the newest text has them, each one that is gone behind what it stood behind."""
        order: list[str] = []
        for row in reversed(self._held):
            rank = {clause.eid: at for at, clause in enumerate(self._texts[row.id])}
            here = [line for line, steps in self._lines.items() if row.id in steps]
            here.sort(key=lambda line: rank.get(self._lines[line][row.id], -1))
            at = {line: place for place, line in enumerate(order)}
            behind: dict[str | None, list[str]] = {}
            last: str | None = None
            for line in here:
                if line in at:
                    last = line
                else:
                    behind.setdefault(last, []).append(line)
            order = [*behind.get(None, ()), *(one for line in order for one in (line, *behind.get(line, ())))]
        return order

    def _one(self, line: str) -> Blamed:
        """One clause from what each held version says of it."""
        steps = {step.version.id: step for step in self._steps(self._lines[line])}
        told = []
        for row in self._rows:
            step = steps.get(row.id)
            if step is None:
                silent = row.state if row.state in {"withheld", "unread"} else "not held"
                told.append(Told(row.label, None, silent))
            elif step.clause is None:
                told.append(Told(row.label, None, _silent(step)))
            else:
                told.append(Told(row.label, step.clause.words, "", _misread(step.change)))
        places = tuple(
            Place(step.version.label, step.clause, self._at[step.version.id][step.clause.eid])
            for step in steps.values()
            if step.clause
        )
        remarks = tuple(said for s in steps.values() if (said := _remark(s.version.label, s.change)))
        return Blamed(line, blame(told), places, remarks)

    def _steps(self, places: Mapping[str, str]) -> tuple[LineageStep, ...]:
        steps = []
        last = ""
        for row in self._held:
            eid = places.get(row.id)
            clause = self._by_eid[row.id].get(eid) if eid else None
            known = self._changes.get(row.id, {})
            change = known.get((clause.eid, False)) if clause else known.get((last, True))
            steps.append(LineageStep(row, clause, change))
            last = clause.eid if clause else ""
        return mark_unknown(steps, self._compare, self._texts.__getitem__)


def _silent(step: LineageStep) -> str:
    """Why a held version without the clause says nothing of it; "" where it says that it is not there."""
    if step.unknown:
        return f"{_HIDDEN} where it would stand"
    read, pages = step.version.pages_read, step.version.pages
    if read is not None and pages is not None and read < pages:
        return f"read in part: {read} of {counted(pages, 'page')}"
    return ""


def _misread(change: Change | None) -> bool:
    return bool(
        change and change.kind is ChangeKind.UNCHANGED and change.change_class is ChangeClass.OCR_LIKE
    )


def _remark(version: str, change: Change | None) -> str:
    if change and change.split_from:
        return f"{safe_line(version)}: divided from {safe_line(change.split_from)} of the version before"
    if change and change.merged_into:
        return f"{safe_line(version)}: joined with {safe_line(change.merged_into)}"
    return ""
