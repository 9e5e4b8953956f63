"""A small archive for the site's tests: a specimen series, an agreement without text, and a hostile one.

Made by the same public functions that a build uses; only the clauses are written by hand.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from mouarchive.archive.database.rows import change_row, clause_row
from mouarchive.archive.database.schema import create_tables, finish, insert_rows
from mouarchive.comparing.comparison import compare
from mouarchive.comparing.identity import identified
from mouarchive.comparing.tracing import VersionText, trace
from mouarchive.model import Box, Clause, PageBox

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
BIDI = "pay \u202e10\u202c pounds to\u200b nobody"
FORMULA = '=HYPERLINK("https://example.org")'
ENGINE = "made by hand"


def clause(eid: str, heading: str | None, text: str, parent: str | None = None, **more: Any) -> Clause:
    """A clause whose number is its identifier, on page 1."""
    page = int(more.pop("page", 1))
    boxes = (PageBox(page, Box(72, 100, 500, 120)),)
    return Clause(
        eid,
        more.pop("label", eid),
        heading,
        text,
        page,
        page,
        eid.count("."),
        parent=parent,
        boxes=boxes,
        **more,
    )


def _items(items: Sequence[str]) -> list[Clause]:
    return [
        clause(f"15.2.{number}", None, text, "15.2", page=2) for number, text in enumerate(items, start=1)
    ]


_ITEMS = (
    "Surname of the pupil",
    "Forename of the pupil",
    "Date of birth of the pupil",
    "Address at which the pupil lives",
    "School that the pupil attends",
    "(Once collected) Nationality",
    "Date of the last school census",
    "Language spoken at home",
)


def _passage(kind: str, place: str, text: str, label: str = "", **more: Any) -> Clause:
    return clause(f"{kind}-{place}", None, text, label=label, kind=kind, **more)


def _series(items: Sequence[str], days: int) -> tuple[Clause, ...]:
    act = {10: "1998", 20: "2018"}[days]
    return (
        _passage("front", "1", "MEMORANDUM OF UNDERSTANDING"),
        _passage("front", "2", "between the two specimen departments"),
        _passage("recital", "a", "Schools hold a census of pupils.", "(A)"),
        clause("1", "Introduction", ""),
        clause("1.1", None, "This memorandum is made between the two specimen departments.", "1"),
        clause("1.2", None, "It creates no legal obligation between them.", "1"),
        clause("2", "Legal", ""),
        clause("2.1", None, f"Requests are answered within {days} working days of receipt.", "2"),
        _passage("footnote", "1", f"See section 7 of the Act of {act}.", "1", note_of="2.1"),
        clause("15", "Annex 5 Process Level MoU", "", page=2, kind="annex"),
        clause("15.2", "Data to be shared", "The following items are shared:", "15", page=2),
        *_items(items),
        _passage("signature", "1", "Signed for Department A", page=2),
    )


HISTORY = (
    ("1.0", "2015-12-18", "First version"),
    ("2.0", "2016-09", "To reduce scope"),
    ("2.1", "2016-10-07", "15.2.6 removed; 1.2 amended <b>"),
)
V10 = _series(_ITEMS, 10)
V21 = _series([item for item in _ITEMS if "Nationality" not in item], 20)
HOSTILE_TEXT = (
    clause("1", HOSTILE, HOSTILE),
    clause("2", None, BIDI),
    clause("3(a)(ii)", None, "Brackets in the number", label="(ii)"),
    clause("4/5", None, "A slash in the number"),
    clause("5", None, FORMULA),
)


def _version(agreement: str, label: str, position: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{agreement}@{label}",
        "agreement": agreement,
        "label": label,
        "position": position,
        "status": "final",
        "held": 0,
        "state": "held" if more.get("held") else "registered",
        **more,
    }


class _Maker:
    """Writes rows into an open database."""

    def __init__(self, connection: sqlite3.Connection, documents: Path) -> None:
        self.connection = connection
        self.documents = documents

    def rows(self, table: str, *rows: Mapping[str, Any]) -> None:
        insert_rows(self.connection, table, rows)

    def held(self, agreement: str, label: str, position: int, clauses: Sequence[Clause], **more: Any) -> None:
        """A version with text, and its copy on disk."""
        name = f"{position}.pdf"
        body = _pdf(f"{agreement} {position}")
        folder = self.documents / agreement
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
        sha256 = hashlib.sha256(body).hexdigest()
        version = f"{agreement}@{label}"
        self.rows(
            "versions",
            _version(
                agreement,
                label,
                position,
                **{
                    "held": 1,
                    "sha256": sha256,
                    "pages": 2,
                    "clauses": len(clauses),
                    "engine": ENGINE,
                    **more,
                },
            ),
        )
        self.rows("copies", _copy(version, agreement, name, sha256, len(body)))
        self.rows("pages", *(_page(sha256, page) for page in (1, 2)))
        self.rows(
            "clauses",
            *(
                clause_row(c, version, agreement, at)
                | {"sha256": sha256, "engine": ENGINE, "lineage": _lineage(agreement, c)}
                for at, c in enumerate(clauses)
            ),
        )
        self.rows(
            "asides",
            {"id": f"{sha256}/1", "sha256": sha256, "page": 1, "role": "marking", "text": "SPECIMEN MARKING"},
        )


def _copy(version: str, agreement: str, name: str, sha256: str, size: int) -> dict[str, Any]:
    return {
        "id": f"{version}/1",
        "version": version,
        "agreement": agreement,
        "number": 1,
        "file": name,
        "sha256": sha256,
        "bytes": size,
        "received_as": "Final V0 1.PDF.pdf",
        "disclosed": "2017-02",
        "accessioned": "2026-11-01",
        "authority": "Specimen department",
        "request": "SPEC-1",
        "exemptions": json.dumps(["FOIA s.40(2)"]),
        "state": "read",
        "of_record": 1,
        "pages": 2,
        "engine": ENGINE,
    }


def _page(sha256: str, page: int) -> dict[str, Any]:
    return {
        "id": f"{sha256}/{page}",
        "sha256": sha256,
        "page": page,
        "width": 595.0,
        "height": 842.0,
        "text": "",
        "characters": 500,
        "usable": 1,
        "image_share": 0.0,
        "engine": ENGINE,
    }


def _lineage(agreement: str, clause: Clause) -> str:
    """Same words, same lineage: enough for a series in which nothing else changes."""
    key = clause.eid if not clause.eid.startswith("15.2.") else clause.text
    return f"{agreement}-" + hashlib.sha256(key.encode()).hexdigest()[:8]


def _pdf(title: str) -> bytes:
    """Two real pages, the same bytes each time."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for page in (1, 2):
        canvas.drawString(72, 730, f"{title}, page {page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_archive(root: Path) -> Path:
    """Make documents/ and db/mouarchive.db under `root`; returns the database."""
    (root / "db").mkdir(parents=True)
    database = root / "db" / "mouarchive.db"
    with closing(sqlite3.connect(database)) as connection:
        create_tables(connection)
        maker = _Maker(connection, root / "documents")
        _specimen(maker)
        _registered(maker)
        _hostile(maker)
        _chain(maker)
        finish(connection)
    return database


def _pdf_sha256(agreement: str, position: int) -> str:
    return hashlib.sha256(_pdf(f"{agreement} {position}")).hexdigest()


def _upgrade(agreement: str, label: str, sha256: str) -> dict[str, Any]:
    """An older reader misread one clause, and names markup that must not work."""
    diff = [["delete", "Horne <b>address"], ["insert", "Home address"]]
    return {
        "id": f"{agreement}@{label}/1/1", "agreement": agreement, "version": f"{agreement}@{label}",
        "sha256": sha256, "number": 1, "seen": "2026-01-02", "old_engine": "older <i>reader",
        "new_engine": ENGINE,
        "modified": 1, "only_old": 0, "only_new": 0, "renumbered": 0,
        "differences": json.dumps([["modified", "15.2.5", "15.2.5", diff]]),
    }  # fmt: skip


def _specimen(maker: _Maker) -> None:
    name = "specimen"
    maker.rows(
        "agreements",
        {
            "id": name,
            "title": "Specimen memorandum on pupil data",
            "parties": json.dumps(["Department A", "Department B"]),
            "specimen": 1,
            "about": "A series written for tests.",
            "source": "tests",
        },
    )
    for key, row in _lineages(name).items():
        maker.rows("lineages", {"id": key, "agreement": name, **row})
    maker.rows("versions", _version(name, "0.1", 0, state="withheld", exemption="FOIA s.35", status="draft"))
    maker.held(name, "1.0", 1, V10, dated="2015-12-18", in_force_from="2015-07", in_force_until="2016-10-06",
               in_force_source="https://example.org/table", printed_label="Version1.0",
               marking="OFFICIAL")  # fmt: skip
    maker.rows("versions", _version(name, "2.0", 2, state="registered"))
    maker.held(name, "2.1", 3, V21, dated="2016-10-07")
    maker.rows("upgrades", _upgrade(name, "2.1", _pdf_sha256(name, 3)))
    maker.rows(
        "register",
        {"id": f"{name}@0.1", "agreement": name, "label": "0.1", "state": "withheld",
         "declared_in": json.dumps(["2.1"]), "declared_date": "May 2015", "exemption": "FOIA s.35"},
        {"id": f"{name}@2.0", "agreement": name, "label": "2.0", "state": "registered",
         "declared_in": json.dumps([])},
    )  # fmt: skip
    maker.rows(
        "history",
        *(
            {"id": f"{name}@2.1/{at}", "version": f"{name}@2.1", "agreement": name, "label": label,
             "date": date, "note": note, "page": 1}
            for at, (label, date, note) in enumerate(HISTORY)
        ),
    )  # fmt: skip
    _changes(maker, name)
    _phrases(maker, name)
    maker.rows(
        "warnings",
        {"id": f"{name}/1", "agreement": name, "version": f"{name}@1.0", "code": "label-differs",
         "message": "The cover prints Version1.0, the record says 1.0.", "page": 1},
        {"id": f"{name}/2", "agreement": name, "version": f"{name}@2.1", "old_version": f"{name}@1.0",
         "code": "gap",
         "message": "between 1.0 and 2.1 lies 2.0, whose text is not held or could not be read"},
    )  # fmt: skip


def _lineages(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for label, clauses in (("1.0", V10), ("2.1", V21)):
        for one in clauses:
            row = found.setdefault(
                _lineage(name, one),
                {"first_version": f"{name}@{label}", "versions": 0, "words": one.words[:80]},
            )
            row |= {
                "last_version": f"{name}@{label}",
                "versions": row["versions"] + 1,
                "label": one.label,
            }
    return found


def _changes(maker: _Maker, name: str) -> None:
    old, new = f"{name}@1.0", f"{name}@2.1"
    maker.rows(
        "changes",
        *(
            change_row(change, old, new, name, at)
            | {"lineage": _lineage(name, change.new or change.old or V10[0]), "engine": ENGINE}
            for at, change in enumerate(identified(compare(V10, V21), old, new).changes)
        ),
    )


def _phrases(maker: _Maker, name: str) -> None:
    phrase = "(once collected) nationality"
    maker.rows("phrases", {"id": f"{name}/1", "agreement": name, "text": phrase, "note": "Why it matters."})
    texts = [
        VersionText("0.1", None, held=False),
        VersionText("1.0", V10),
        VersionText("2.0", None, held=False),
        VersionText("2.1", V21),
    ]
    maker.rows("phrase_events", *_events(name, trace(phrase, texts).events))
    maker.rows(
        "statements",
        {"id": f"{name}/1", "agreement": name, "date": "2016-09-26", "who": "A department",
         "says": "The items will not be passed on.", "phrases": json.dumps(["nationality"]),
         "source": "https://example.org/said"},
    )  # fmt: skip
    maker.rows(
        "events",
        {"id": f"{name}/1", "agreement": name, "date": "2015-12-18", "precision": "day", "kind": "dated",
         "version": f"{name}@1.0", "title": "Version 1.0 is dated"},
        {"id": f"{name}/2", "agreement": name, "date": "2016-09-26", "precision": "day", "kind": "statement",
         "title": "A department: the items will not be passed on", "source": "https://example.org/said"},
        {"id": f"{name}/3", "agreement": name, "date": "2017-02", "precision": "month", "kind": "disclosed",
         "version": f"{name}@1.0", "title": "Version 1.0 is made public"},
    )  # fmt: skip


def _events(name: str, events: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for at, event in enumerate(events):
        yield {
            "id": f"{name}/1/{at}",
            "phrase": f"{name}/1",
            "agreement": name,
            "event": event.event.value,
            "version": f"{name}@{event.version}",
            "previous_version": f"{name}@{event.previous}" if event.previous else None,
            "clauses": json.dumps([]),
            "note": event.sentence,
        }


def _registered(maker: _Maker) -> None:
    name = "registered"
    maker.rows(
        "agreements",
        {"id": name, "title": "Agreement of which no text is held", "parties": json.dumps(["A", "B"]),
         "specimen": 0},
    )  # fmt: skip
    maker.rows("versions", _version(name, "1.0", 0, dated="2015", source="https://example.org/list"))
    maker.rows(
        "copies",
        {"id": f"{name}@1.0/1", "version": f"{name}@1.0", "agreement": name, "number": 1,
         "state": "registered", "url": "https://example.org/1.pdf", "disclosed": "2017-02",
         "exemptions": "[]", "of_record": 0},
    )  # fmt: skip
    maker.rows(
        "claims",
        {"id": f"{name}@1.0/1", "version": f"{name}@1.0", "agreement": name, "about": "disclosed",
         "value": "2016-12", "source": "https://example.org/other", "note": "Another page says December."},
    )  # fmt: skip
    maker.rows(
        "register",
        {"id": f"{name}@1.0", "agreement": name, "label": "1.0", "state": "registered", "declared_in": "[]"},
    )


def _hostile(maker: _Maker) -> None:
    name = "hostile"
    maker.rows(
        "agreements",
        {"id": name, "title": HOSTILE, "parties": json.dumps([HOSTILE]), "specimen": 0, "about": HOSTILE,
         "source": "javascript:alert(1)"},
    )  # fmt: skip
    for one in HOSTILE_TEXT:
        maker.rows(
            "lineages",
            {"id": _lineage(name, one), "agreement": name, "first_version": f"{name}@{HOSTILE}",
             "last_version": f"{name}@{HOSTILE}", "versions": 1, "label": one.label, "words": one.words},
        )  # fmt: skip
    maker.held(name, HOSTILE, 0, HOSTILE_TEXT, note=HOSTILE, marking=HOSTILE, source="data:text/html,x")
    maker.rows("phrases", {"id": f"{name}/1", "agreement": name, "text": HOSTILE, "note": HOSTILE})
    maker.rows(
        "statements",
        {"id": f"{name}/1", "agreement": name, "date": HOSTILE, "who": HOSTILE, "says": HOSTILE,
         "phrases": json.dumps([HOSTILE]), "source": "javascript:alert(3)"},
    )  # fmt: skip
    maker.rows(
        "events",
        {"id": f"{name}/1", "agreement": name, "date": HOSTILE, "precision": "day", "kind": HOSTILE,
         "title": HOSTILE, "detail": HOSTILE, "source": "javascript:alert(4)"},
    )  # fmt: skip


CHAIN = tuple((clause("1", None, f"The term is {years} years."),) for years in ("two", "three", "four"))


def _chain(maker: _Maker) -> None:
    """Three versions; the middle one was found last, so that a change between the others fell away."""
    name = "chain"
    maker.rows(
        "agreements",
        {"id": name, "title": "Agreement in three versions", "parties": json.dumps(["A"]), "specimen": 0},
    )
    maker.rows(
        "lineages",
        {"id": _lineage(name, CHAIN[0][0]), "agreement": name, "first_version": f"{name}@1",
         "last_version": f"{name}@3", "versions": 3, "label": "1", "words": "The term"},
    )  # fmt: skip
    for at, text in enumerate(CHAIN):
        maker.held(name, str(at + 1), at, text, dated=f"20{at + 10}")
    now = []
    for at in (0, 1):
        old, new = f"{name}@{at + 1}", f"{name}@{at + 2}"
        (change,) = identified(compare(CHAIN[at], CHAIN[at + 1]), old, new).changes
        now.append(change.change_id)
        lineage = {"lineage": _lineage(name, CHAIN[0][0]), "engine": ENGINE}
        maker.rows("changes", change_row(change, old, new, name, 0) | lineage)
    (gone,) = identified(compare(CHAIN[0], CHAIN[2]), f"{name}@1", f"{name}@3").changes
    maker.rows(
        "superseded",
        {"id": f"{name}@1..{name}@3/1", "number": 1, "change_id": gone.change_id, "agreement": name,
         "old_version": f"{name}@1",
         "new_version": f"{name}@3", "broken_by": json.dumps([f"{name}@2"]), "since": "2026-11-01",
         "superseded_by": json.dumps(now), "unknown_by": "[]"},
    )  # fmt: skip
