"""What the texts themselves yield: pages, clauses, asides, changes, lineages, watched phrases' course.

Apart from `derive`, since here alone versions are compared: nearly all of a build's time is spent below.

On its own: the rows that follow from texts, where the record has no say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from mouarchive.archive.database.fingerprints import comparison_engine
from mouarchive.archive.database.readings import Reading
from mouarchive.archive.database.rows import change_row, clause_row, json_text
from mouarchive.archive.database.series import HeldVersion, Series, version_text
from mouarchive.archive.database.superseded import broken_pairs, public_since, superseded_rows
from mouarchive.archive.record.corrections import between, decisions
from mouarchive.model import Comparison, Warn

if TYPE_CHECKING:
    from mouarchive.comparing.alignment import ByHand
    from mouarchive.comparing.lineages import Lineage
    from mouarchive.comparing.tracing import PhraseEvent, VersionText

__all__ = ["TextRows", "text_rows"]

Row = dict[str, Any]
Texts = Sequence[tuple[HeldVersion, Reading]]
_SHORTENED = 200
"""Characters of a lineage's words in its table: enough to tell it by, and a row stays a line."""


class TextRows(msgspec.Struct, frozen=True):
    """Rows by table, and the warnings of comparisons by id of the older and the newer version."""

    tables: dict[str, list[Row]]
    warnings: Mapping[tuple[str, str], Sequence[Warn]]


def text_rows(series: Series, stored: Collection[str]) -> TextRows:
    """All that an agreement's texts yield; files that are `stored` (SHA-256) for another have their pages."""
    from mouarchive.comparing import align, compared, identified, lineages  # noqa: PLC0415 - loads the comparing room

    texts = [(item, item.reading) for item in series.versions if item.reading is not None]
    by_hand = _by_hand(series, texts)
    neighbours = list(pairwise(texts))
    keys = [(old.version.label, new.version.label) for (old, _), (new, _) in neighbours]
    aligned = [
        align(before.cut.clauses, after.cut.clauses, by_hand.get(key, ()))
        for ((_, before), (_, after)), key in zip(neighbours, keys, strict=True)
    ]
    versions = [(item.version.label, reading.cut.clauses) for item, reading in texts]
    followed = lineages(versions, series.agreement.id, by_hand, aligned)
    place = {(label, eid): line.id for line in followed for label, eid in line.steps}
    comparisons = {
        (old.id, new.id): (old, new, identified(compared(one), old.id, new.id))
        for ((old, _), (new, _)), one in zip(neighbours, aligned, strict=True)
    }
    now = [comparison for _, _, comparison in comparisons.values()]
    files = _files(series, stored)
    tables = {
        "pages": [row for reading in files for row in _page_rows(reading)],
        "asides": [row for reading in files for row in _aside_rows(reading)],
        "lineages": list(_lineage_rows(series, texts, followed)),
        "clauses": [row for item, reading in texts for row in _clause_rows(series, item, reading, place)],
        "changes": [row for one in comparisons.values() for row in _change_rows(series, *one, place)],
        "superseded": list(_superseded_rows(texts, now, by_hand, followed, place)),
        "pairings": list(_pairing_rows(series, texts)),
        "phrase_events": _phrase_event_rows(series, by_hand, followed),
    }
    warnings = {key: comparison.warnings for key, (_, _, comparison) in comparisons.items()}
    far = {key: decided for key, decided in by_hand.items() if key not in keys}
    return TextRows(tables, warnings | _unusable(series, texts, far))


def _files(series: Series, stored: Collection[str]) -> list[Reading]:
    """What was read of each file, once, whatever the number of versions that it is a copy of."""
    files: dict[str, Reading] = {}
    for item in series.versions:
        for _, reading in item.copies:
            if isinstance(reading, Reading) and reading.sha256 not in stored:
                files.setdefault(reading.sha256, reading)
    return list(files.values())


# ------------------------------------------------------------------ what people decided


def _by_hand(series: Series, texts: Texts) -> dict[tuple[str, str], Sequence[ByHand]]:
    """What people decided about pairs of clauses, by label of the older and the newer version held."""
    found: dict[tuple[str, str], Sequence[ByHand]] = {}
    for (old, before), (new, after) in combinations(texts, 2):
        wanted = between(series.agreement.pairings, old.version.label, new.version.label)
        if wanted:
            key = (old.version.label, new.version.label)
            found[key] = decisions(wanted, before.cut.clauses, after.cut.clauses)
    return found


def _unusable(
    series: Series, texts: Texts, by_hand: Mapping[tuple[str, str], Sequence[ByHand]]
) -> dict[tuple[str, str], Sequence[Warn]]:
    """Warnings about decisions between versions that are no neighbours: no stored comparison has them."""
    if not by_hand:
        return {}
    from mouarchive.comparing.alignment import decide  # noqa: PLC0415 - loads the comparing room

    clauses = {item.version.label: reading.cut.clauses for item, reading in texts}
    name = series.agreement.id
    return {
        (f"{name}@{old}", f"{name}@{new}"): decide(clauses[old], clauses[new], decided).unusable
        for (old, new), decided in by_hand.items()
    }


def _pairing_rows(series: Series, texts: Texts) -> Iterator[Row]:
    """Every decision as it was made, turned so that the older version comes first, with the clauses found."""
    name = series.agreement.id
    order = [item.version.label for item in series.versions]
    clauses = {item.version.label: reading.cut.clauses for item, reading in texts}
    for number, given in enumerate(series.agreement.pairings, 1):
        old, new = sorted((given.old, given.new), key=order.index)
        (one,) = between([given], old, new)
        (hand,) = decisions([one], clauses.get(old, ()), clauses.get(new, ()))
        ids = [
            f"{name}@{label}/{eid}" if eid in {c.eid for c in clauses.get(label, ())} else None
            for label, eid in ((old, hand.old), (new, hand.new))
        ]
        yield {
            "id": f"{name}/{number}",
            "agreement": name,
            "old_version": f"{name}@{old}",
            "new_version": f"{name}@{new}",
            "old_eid": hand.old,
            "new_eid": hand.new,
            "old_clause": ids[0],
            "new_clause": ids[1],
            "together": int(one.together),
            "who": one.who,
            "why": one.why,
        }


# ------------------------------------------------------------------ what stands in the texts


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


def _superseded_rows(
    texts: Texts,
    now: Sequence[Comparison],
    by_hand: Mapping[tuple[str, str], Sequence[ByHand]],
    followed: Sequence[Lineage],
    place: Mapping[tuple[str, str], str],
) -> Iterator[Row]:
    """Changes of pairs that were neighbours once; `now` are the comparisons of those that are."""
    from mouarchive.comparing import compare, identified  # noqa: PLC0415 - loads the comparing room
    from mouarchive.comparing.lineages import decided  # noqa: PLC0415

    versions = [item for item, _ in texts]
    broken = broken_pairs([public_since(item) for item in versions])
    held = [item.version.label for item in versions]
    whole = {(at, at + 1): comparison for at, comparison in enumerate(now)}
    for one in broken:
        (old, before), (new, after) = texts[one.old], texts[one.new]
        hand = decided(by_hand, followed, held, old.version.label, new.version.label) if by_hand else ()
        found = compare(before.cut.clauses, after.cut.clauses, hand)
        whole[one.old, one.new] = identified(found, old.id, new.id)
    yield from superseded_rows(versions, broken, whole, place)


# ------------------------------------------------------------------ through the versions


def _lineage_rows(series: Series, texts: Texts, followed: Sequence[Lineage]) -> Iterator[Row]:
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


def _phrase_event_rows(
    series: Series, by_hand: Mapping[tuple[str, str], Sequence[ByHand]], followed: Sequence[Lineage]
) -> list[Row]:
    from mouarchive.comparing.lineages import decided  # noqa: PLC0415 - loads the comparing room

    if not series.agreement.phrases:
        return []
    held = [item.version.label for item in series.versions if item.reading]
    pairs = combinations(held, 2) if by_hand else ()
    found: dict[str, dict[str, Sequence[ByHand]]] = {}
    for old, new in pairs:
        found.setdefault(old, {})[new] = decided(by_hand, followed, held, old, new)
    texts = [
        version_text(
            item.version.label,
            reading.cut.clauses if reading else None,
            state=item.state,
            dated=item.version.dated,
            pages=len(reading.pages) if reading else None,
            pages_read=reading.pages_read if reading else None,
            decided=found.get(item.version.label),
        )
        for item, reading in ((item, item.reading) for item in series.versions)
    ]
    return list(_events_of(series, texts))


def _events_of(series: Series, texts: Sequence[VersionText]) -> Iterator[Row]:
    from mouarchive.comparing.tracing import trace  # noqa: PLC0415 - loads the comparing room

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
