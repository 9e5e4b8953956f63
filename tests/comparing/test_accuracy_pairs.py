"""Pairs of the labelled series, on their true clauses: what comparing itself gets right and wrong."""

from __future__ import annotations

import json
import re

import pytest

from mouarchive.comparing import compare
from mouarchive.model import ChangeKind, Clause

# What words cannot tell: an item of one word replaced by another ("sex", "gender") is removed and added.
UNDECIDABLE = 0


def clauses(path):
    out = []
    known = set()
    for each in json.loads(path.read_text())["clauses"]:
        above = each["id"]
        while above and (above not in known):
            above = re.sub(r"(\([^()]*\)|(^|\.)[^.()]*)$", "", above)
        known.add(each["id"])
        page = each["page"]
        out.append(
            Clause(
                each["id"],
                each["label"],
                each["heading"],
                each["text"],
                page,
                page,
                0,
                each["kind"],
                above or None,
            )
        )
    return out


def pair_files(folder):
    files = sorted(folder.glob("gold/*/pair_*.json")) + sorted(folder.glob("real/gold/*/pair_*.json"))
    assert files
    return files


@pytest.mark.accuracy
def test_true_clauses_are_paired(accuracy):
    """Over all labelled series no pair is missed, none invented, no kind wrong, no move wrong."""
    missed, invented = [], []
    for file in pair_files(accuracy):
        truth = json.loads(file.read_text())
        made = compare(
            clauses(file.parent / f"{truth['old']}.json"), clauses(file.parent / f"{truth['new']}.json")
        )
        got = {(c.old.eid, c.new.eid): c for c in made.changes if c.old and c.new}
        pieces = [(split["old"], new) for split in truth["splits"] for new in split["new"]]
        pieces += [(old, merge["new"]) for merge in truth["merges"] for old in merge["old"]]
        want = {tuple(pair) for pair in truth["pairs"]}
        optional = {*truth["optional_old"], *truth["optional_new"]}
        free = {tuple(pair) for key in ("kind_free", "xref_only") for pair in truth[key]}
        missed += [pair for pair in want - set(got) - set(pieces) if not optional & set(pair)]
        invented += [pair for pair in set(got) - want - set(pieces) if not optional & set(pair)]
        modified = {tuple(pair) for pair in truth["modified"]}
        for pair in want & set(got) - free - set(pieces):
            assert (got[pair].kind is ChangeKind.MODIFIED) is (pair in modified), (file.name, pair)
        moved = {tuple(pair) for pair in truth["moved"]}
        loose = {tuple(p) for p in truth["moved_free"]} | {
            tuple(p) for group in truth["moved_any"] for p in group
        }
        assert {pair for pair in want & set(got) if got[pair].moved} - loose - set(pieces) == moved, file.name
        for group in truth["moved_any"]:
            assert sum(got[tuple(pair)].moved for pair in group) == 1
    assert not missed
    assert not invented
