"""The bench of printers in small: one text set by programs that share nothing is one text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from bench import _toolchains  # noqa: E402
from bench._toolchains import Block, Toolchain, blocks_of, notes_of, print_all  # noqa: E402
from bench.printers import Printed, Row, _is_false, rows, table  # noqa: E402

import make_set  # noqa: E402 - stands beside its sources, which it imports by name
from mouarchive.clauses import segment  # noqa: E402
from mouarchive.comparing import compare  # noqa: E402
from mouarchive.model import Change, Clause  # noqa: E402
from mouarchive.reading import read_pdf  # noqa: E402

TEXTS = {text.name: text for text in make_set.texts()}


def printed(folder, name, *wanted):
    """Both versions of a text by these toolchains, read; skips where one is not installed."""
    jobs = {version: blocks_of(TEXTS[name], version) for version in (1, 2)}
    chains = [chain for chain in _toolchains.TOOLCHAINS if chain.name in wanted]
    missing = list(print_all(chains, [(blocks, folder / f"v{at}") for at, blocks in jobs.items()], folder))
    if missing:
        pytest.skip("; ".join(missing))
    return [
        Printed(name, at, one, blocks, segment(read_pdf(folder / f"v{at}-{one}.pdf", ocr=False)).clauses)
        for one in wanted
        for at, blocks in jobs.items()
    ]


def figures(row: Row) -> tuple[float | None, ...]:
    whole = row.outside[0] / row.outside[1]
    return row.read.figure("segF1"), whole, row.same.figure("events"), row.crossed.figure("events"), row.false


def test_a_report_generator_and_its_file_written_anew_print_one_text(tmp_path):
    """Every clause, every edit, all text outside clauses; nothing changes from one to the other."""
    found = dict(rows(printed(tmp_path, "meals", "reportlab", "pypdf")))
    assert {name: figures(row) for name, row in found.items()} == {
        "reportlab": (1.0, 1.0, 1.0, 1.0, 0),
        "pypdf": (1.0, 1.0, 1.0, 1.0, 0),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "other", ["office", "chromium", "weasyprint", "groff", "typst", "ghostscript", "cairo"]
)
def test_another_program_prints_the_same_text(tmp_path, other):
    """Numbers on lines of their own against others; notes in brackets or raised."""
    found = dict(rows(printed(tmp_path, "harbour", "reportlab", other)))
    assert figures(found["reportlab"]) == figures(found[other]) == (1.0, 1.0, 1.0, 1.0, 0)


def test_a_missing_program_is_named(tmp_path):
    """What is not measured is said, with what it needs."""
    chain = Toolchain("pressroom", ("a-program-of-nobody",), lambda _jobs: None)
    assert list(print_all([chain], [], tmp_path)) == [
        "pressroom: left out, a-program-of-nobody not installed"
    ]


def test_a_lost_clause_a_lost_note_and_a_false_change_are_counted(tmp_path):
    """The bench can fail: each thing that a printer may lose costs its figure."""
    right = printed(tmp_path, "meals", "reportlab")
    wrong = [
        one._replace(
            printer="thief", clauses=tuple(c for c in one.clauses if c.eid not in {"1.2", "front-parties-1"})
        )
        for one in right
    ]
    found = dict(rows([*right, *wrong]))
    assert found["thief"].read.figure("segF1") < 1
    assert found["thief"].outside[0] < found["thief"].outside[1]
    assert found["reportlab"].false >= 2
    assert any("1.2 is missing" in mistake for mistake in found["thief"].mistakes)
    assert "thief" in "\n".join(table(list(found.items()), []))


def test_notes_and_their_title_may_stand_where_the_printer_puts_them():
    """A footnote of one printer is an end note of the other; a changed clause never passes for that."""
    old = Clause("footnote-1", "1", None, "It rains.", 1, 1, kind="footnote")
    clause = Clause("1.1", "1.1", None, "It rains.", 1, 1)
    [gone] = compare((old,), ()).changes
    [lost] = compare((clause,), ()).changes
    assert isinstance(gone, Change)
    assert (_is_false(gone), _is_false(lost)) == (False, True)


def test_every_piece_of_a_text_is_printed():
    """Tables are one block, notes are found in order, and nothing of a version is left out."""
    for text in TEXTS.values():
        for version, pieces in enumerate(text.versions, 1):
            blocks = blocks_of(text, version)
            words = " ".join(" ".join([*one[2:5], *(c for row in one.rows for c in row)]) for one in blocks)
            lost = [p.text for p in pieces for cell in p.text.split("|") if cell.strip() not in words]
            assert (text.name, lost) == (text.name, [])
    assert notes_of([Block("front", text="One ^[first] and two ^[second].")]) == ["first", "second"]
