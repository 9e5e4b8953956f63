"""A small database made from rows, and small PDFs made on the spot."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from mouarchive.archive.database import rows as stored
from mouarchive.archive.database.build import build
from mouarchive.archive.database.schema import create_tables, finish, insert_rows
from mouarchive.archive.locate import Root
from mouarchive.archive.store.store import Store
from mouarchive.model import Box, Change, ChangeClass, ChangeKind, Clause, DiffPart, Op, PageBox, Warn

OLD = (
    Clause("15", "15", "Annex 5", "", 4, 4, kind="annex"),
    Clause("15.2", "15.2", None, "Data  items", 4, 4, 1, parent="15"),
    Clause("15.2.5", "15.2.5.", None, "Home address", 4, 4, 2, parent="15.2"),
    Clause(
        "15.2.6", "15.2.6.", None, "(Once  collected)\nNationality", 4, 5, 2, parent="15.2",
        boxes=(PageBox(4, Box(72, 100.25, 400, 112)),), ocr=True, warnings=(Warn("low", "hard to read", 4),),
    ),
    Clause("15.2.7", "15.2.7.", None, "School of\xa0attendance\xb2", 5, 5, 2, parent="15.2"),
    Clause("annex-a", "Annex A", "Contacts", "", 6, 6, kind="annex"),
    Clause("annex-a.1.1", "1.1", None, "The once-collected nationality of o\ufb03cials", 6, 6, 1),
    Clause("16(a)", "(a)", None, "first", 6, 6, 1),
    Clause("17(a)", "(a)", None, "second", 6, 6, 1),
)  # fmt: skip
NEW = (*OLD[:3], Clause("15.2.6", "15.2.6.", None, "School of attendance", 5, 5, 2, parent="15.2"), *OLD[5:])


def _comparison() -> list[Change]:
    same = [Change(ChangeKind.UNCHANGED, c, c, similarity=1.0, rule="same words") for c in OLD[:3]]
    gone = Change(
        ChangeKind.REMOVED, OLD[3], None, change_class=ChangeClass.SUBSTANTIVE, rule="nothing alike",
        diff=(DiffPart(Op.DELETE, OLD[3].words),),
    )  # fmt: skip
    kept = Change(
        ChangeKind.UNCHANGED, OLD[4], NEW[3], renumbered=True, similarity=0.9876543, rule="in place"
    )
    return [*same, gone, kept]


def _version(agreement, label, position, **more):
    row = {"id": f"{agreement}@{label}", "agreement": agreement, "label": label, "position": position}
    return row | {"held": 0, "state": "declared"} | more


@pytest.fixture
def conn(tmp_path: Path):
    """A database of one agreement with two held versions and one declared, and one without texts."""
    connection = sqlite3.connect(tmp_path / "small.db")
    create_tables(connection)
    insert_rows(connection, "agreements", [
        {"id": "pupil-data", "title": "Pupil data", "parties": '["A","B"]', "specimen": 1},
        {"id": "visa-data", "title": "Visa data", "parties": "[]", "specimen": 0},
    ])  # fmt: skip
    held = {"held": 1, "state": "held", "sha256": "a" * 64}
    insert_rows(connection, "versions", [
        _version("pupil-data", "0.2", 0),
        _version("pupil-data", "1.0", 1, **held),
        _version("pupil-data", "2.1", 2, **held),
        _version("visa-data", "1.0", 0, state="registered"),
        _version("visa-data", "3.0", 1, state="registered"),
    ])  # fmt: skip
    insert_rows(connection, "lineages", [
        {"id": "L1", "agreement": "pupil-data", "first_version": "pupil-data@1.0",
         "last_version": "pupil-data@2.1", "versions": 2, "label": "15.2.6.", "words": "School"},
    ])  # fmt: skip
    for version, clauses, followed in (("1.0", OLD, "15.2.7"), ("2.1", NEW, "15.2.6")):
        rows = [stored.clause_row(c, f"pupil-data@{version}", "pupil-data", i) for i, c in enumerate(clauses)]
        extra = [{"sha256": "a" * 64, "lineage": "L1" if row["eid"] == followed else None} for row in rows]
        insert_rows(connection, "clauses", [row | more for row, more in zip(rows, extra, strict=True)])
    rows = [
        stored.change_row(c, "pupil-data@1.0", "pupil-data@2.1", "pupil-data", i)
        | {"lineage": "L1" if c.renumbered else None}
        for i, c in enumerate(_comparison())
    ]
    insert_rows(connection, "changes", rows)
    finish(connection)
    yield connection
    connection.close()


@pytest.fixture
def store(conn) -> Store:
    return Store(conn)


@pytest.fixture
def clauses_1_0() -> tuple[Clause, ...]:
    return OLD


# ------------------------------------------------------------------ an archive with PDFs

TEXTS = {
    "1.0": [
        "The parties share data monthly.",
        "Home address",
        "(once collected) nationality",
        "School",
    ],
    "2.1": ["The parties share data monthly.", "Home address", "School"],
}


def _pdf(path: Path, label: str, items: list[str]) -> str:
    """A plain agreement on one page; returns its SHA-256. The same input gives the same bytes."""
    page = Canvas(str(path), invariant=1)
    lines = [f"Version {label}", "1. Introduction", f"1.1 {items[0]}", "2. Data items", "2.1 The items are:"]
    lines += [f"2.1.{n} {item}" for n, item in enumerate(items[1:], 1)]
    lines += [
        "3. Ending",
        "3.1 Either party may end this agreement by giving three months' notice in writing.",
    ]
    for n, line in enumerate(lines):
        page.drawString(72, 760 - 24 * n, line)
    page.showPage()
    page.save()
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def make_pdf():
    """A function of (path, label, items) that writes a small agreement and returns its SHA-256."""
    return _pdf


@pytest.fixture
def root(tmp_path: Path, template: Root) -> Root:
    """An archive of its own for each test; its PDFs have been read already, its database is not made."""
    shutil.copytree(template.folder, tmp_path, dirs_exist_ok=True)
    return Root.at(tmp_path)


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Root:
    """An archive: two agreements, 1.0 and 2.1 held in both, 0.1 withheld, 3.0 registered, one phrase."""
    made = Root.at(tmp_path_factory.mktemp("template"))
    for name in ("pupil-data", "visa-data"):
        folder = made.documents / name
        folder.mkdir(parents=True)
        parts = [f'title = "{name}"\nspecimen = true\n']
        for label, items in TEXTS.items():
            digest = _pdf(folder / f"v{label}.pdf", label, [f"{items[0]} ({name})", *items[1:]])
            copy = f'[[version.copy]]\nfile = "v{label}.pdf"\nsha256 = "{digest}"\ndisclosed = "2017-02"\n'
            parts.append(f'[[version]]\nlabel = "{label}"\nstatus = "final"\n{copy}')
        parts.append('[[version]]\nlabel = "0.1"\nheld = false\nexemption = "FOIA s.35"\n')
        parts.append('[[version]]\nlabel = "3.0"\n[[version.copy]]\nurl = "https://example.org/3.pdf"\n')
        parts.append('[[phrase]]\ntext = "(once collected) nationality"\n')
        parts.append('[[statement]]\ndate = "2016-09"\nwho = "A minister"\nsays = "No plans."\n')
        (folder / "agreement.toml").write_text("".join(parts))
    build(made)
    made.database.unlink()
    return made
