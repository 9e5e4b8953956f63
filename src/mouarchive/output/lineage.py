"""A clause's course through the versions as JSON. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mouarchive.archive.database.rows import LineageRow
from mouarchive.archive.store.store import LineageStep
from mouarchive.output.standing import upgrade_json

__all__ = ["lineages_json"]


def lineages_json(asked: str, found: Sequence[tuple[LineageRow, Sequence[LineageStep]]]) -> dict[str, Any]:
    """The lineages that a number has meant, each with one step for every version held."""
    return {
        "clause": asked,
        "lineages": [
            {
                "id": row.id,
                "agreement": row.agreement,
                "first_version": row.first_version,
                "last_version": row.last_version,
                "steps": [_step(step) for step in steps],
            }
            for row, steps in found
        ],
    }


def _step(step: LineageStep) -> dict[str, Any]:
    clause, change = step.clause, step.change
    return {
        "version": step.version.id,
        "dated": step.version.dated,
        "sha256": step.version.sha256,
        "id": clause.eid if clause else None,
        "label": clause.label if clause else None,
        "heading": clause.heading if clause else None,
        "text": clause.text if clause else None,
        "page": clause.page if clause else None,
        "unknown": step.unknown,
        "kind": change.kind.value if change else None,
        "class": change.change_class.value if change and change.change_class else None,
        "renumbered": change.renumbered if change else False,
        "moved": change.moved if change else False,
        "rule": change.rule if change else None,
        "diff": [[part.op.value, part.text] for part in change.diff] if change else [],
        "upgrades": [
            upgrade_json(one)
            | {"diff": [d for _, _, new, d in one.differences if clause and new == clause.eid]}
            for one in step.upgrades
        ],
    }
