"""What the texts themselves yield: pages, clauses, asides, changes, lineages, watched phrases' course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mouarchive.archive.fingerprints import comparison_engine
from mouarchive.archive.readings import Reading
from mouarchive.archive.series import HeldVersion, Series
from mouarchive.archive.texts import version_text
from mouarchive.archive.values import change_row, clause_row, json_text
from mouarchive.model import Clause, Comparison

if TYPE_CHECKING:
    from mouarchive.comparing.lineages import Lineage
    from mouarchive.comparing.tracing import PhraseEvent

__all__ = ["Derived", "text_rows"]

Row = dict[str, Any]
_SHORTENED = 200


class Derived:
    """Rows by table, as they come; a row whose id is there already (one file, two versions) is left out."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {}
        self._ids: set[tuple[str, str]] = set()

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        kept = self.tables.setdefault(table, [])
        for row in rows:
            key = (table, row["id"])
            if key not in self._ids:
                self._ids.add(key)
                kept.append(row)


def text_rows(series: Series, rows: Derived) -> Mapping[tuple[str, str], Comparison]:
    """Add all that the agreement's texts yield; returns the comparisons of neighbours, for their warnings."""
    for item in series.versions:
        for _, reading in item.copies:
            if isinstance(reading, Reading):
                rows.add("pages", _page_rows(reading))
                rows.add("asides", _aside_rows(reading))
    held = [(item, item.reading) for item in series.versions]
    texts = [(item, reading) for item, reading in held if reading is not None]
    followed = _lineages(series, texts)
    rows.add("lineages", _lineage_rows(series, texts, followed))
    place = {(label, eid): line.id for line in followed for label, eid in line.steps}
    for item, reading in texts:
        rows.add("clauses", _clause_rows(series, item, reading, place))
    comparisons = {}
    for (old, before), (new, after) in pairwise(texts):
        comparison = _compare(before.cut.clauses, after.cut.clauses)
        comparisons[old.id, new.id] = comparison
        rows.add("changes", _change_rows(series, old, new, comparison, place))
    rows.add("phrase_events", _phrase_event_rows(series))
    return comparisons


def _compare(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    from mouarchive.comparing import compare  # noqa: PLC0415 - loads the comparing room

    return compare(old, new)


def _page_rows(reading: Reading) -> Iterator[Row]:
    for page in reading.pages:
        quality = page.quality
        yield {
            "id": f"{reading.sha256}/{page.number}",
            "sha256": reading.sha256,
            "page": page.number,
            "width": page.width,
            "height": page.height,
            "text": page.text,
            "characters": quality.characters,
            "stop_words": _rounded(quality.stop_words),
            "usable": int(quality.usable),
            "ocr_confidence": _rounded(quality.ocr_confidence),
            "image_share": _rounded(quality.image_share),
            "engine": quality.engine,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _aside_rows(reading: Reading) -> Iterator[Row]:
    for number, aside in enumerate(reading.cut.asides, 1):
        yield {
            "id": f"{reading.sha256}/{number}",
            "sha256": reading.sha256,
            "page": aside.page,
            "role": aside.role,
            "text": aside.text,
        }


def _clause_rows(
    series: Series, item: HeldVersion, reading: Reading, place: Mapping[tuple[str, str], str]
) -> Iterator[Row]:
    for position, clause in enumerate(reading.cut.clauses):
        yield clause_row(clause, item.id, series.agreement.id, position) | {
            "lineage": place.get((item.version.label, clause.eid)),
            "sha256": reading.sha256,
            "engine": reading.engine,
        }


def _change_rows(
    series: Series,
    old: HeldVersion,
    new: HeldVersion,
    comparison: Comparison,
    place: Mapping[tuple[str, str], str],
) -> Iterator[Row]:
    engine = comparison_engine()
    for position, change in enumerate(comparison.changes):
        lineage = None
        if change.new is not None:
            lineage = place.get((new.version.label, change.new.eid))
        elif change.old is not None:
            lineage = place.get((old.version.label, change.old.eid))
        yield change_row(change, old.id, new.id, series.agreement.id, position) | {
            "lineage": lineage,
            "engine": engine,
        }


# ------------------------------------------------------------------ through the versions


def _lineages(series: Series, texts: Sequence[tuple[HeldVersion, Reading]]) -> tuple[Lineage, ...]:
    from mouarchive.comparing.lineages import lineages  # noqa: PLC0415 - loads the comparing room

    versions = [(item.version.label, reading.cut.clauses) for item, reading in texts]
    return lineages(versions, series.agreement.id)


def _lineage_rows(
    series: Series, texts: Sequence[tuple[HeldVersion, Reading]], followed: Sequence[Lineage]
) -> Iterator[Row]:
    clauses = {(item.version.label, c.eid): c for item, reading in texts for c in reading.cut.clauses}
    name = series.agreement.id
    for line in followed:
        last = clauses[line.steps[-1]]
        words = " ".join(last.words.split())
        yield {
            "id": line.id,
            "agreement": name,
            "first_version": f"{name}@{line.steps[0][0]}",
            "last_version": f"{name}@{line.steps[-1][0]}",
            "versions": len(line.steps),
            "label": last.label,
            "words": words if len(words) <= _SHORTENED else words[: _SHORTENED - 1] + "…",
        }


def _phrase_event_rows(series: Series) -> Iterator[Row]:
    from mouarchive.comparing.tracing import trace  # noqa: PLC0415 - loads the comparing room

    if not series.agreement.phrases:
        return
    texts = [
        version_text(
            item.version.label,
            reading.cut.clauses if reading else None,
            state=item.state,
            dated=item.version.dated,
            pages=len(reading.pages) if reading else None,
            pages_read=reading.pages_read if reading else None,
        )
        for item, reading in ((item, item.reading) for item in series.versions)
    ]
    for number, phrase in enumerate(series.agreement.phrases, 1):
        if not any(char.isalnum() for char in phrase.text):
            continue
        key = f"{series.agreement.id}/{number}"
        for at, event in enumerate(trace(phrase.text, texts).events, 1):
            yield {"id": f"{key}/{at}", "phrase": key} | _phrase_event(series.agreement.id, event)


def _phrase_event(agreement: str, event: PhraseEvent) -> Row:
    stood = event.previous if event.event == "vanishes" else event.version
    ids = dict.fromkeys(f"{agreement}@{stood}/{hit.eid}" for hit in event.hits)
    return {
        "agreement": agreement,
        "event": event.event.value,
        "version": f"{agreement}@{event.version}",
        "previous_version": f"{agreement}@{event.previous}" if event.previous else None,
        "clauses": json_text(list(ids)),
        "note": event.sentence,
    }
