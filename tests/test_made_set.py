"""Agreements that never existed, printed in several layouts: what is true of them is what is answered."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import make_set  # noqa: E402 - stands beside its sources, which it imports by name
from made.printing import LAYOUTS, MARKING  # noqa: E402
from made.scoring import FIGURES, score_clauses, score_layout, score_step, total  # noqa: E402
from made.source import read_text  # noqa: E402
from mouarchive.clauses.segment import segment  # noqa: E402
from mouarchive.comparing.comparison import compare  # noqa: E402
from mouarchive.model import Change, ChangeKind, Clause  # noqa: E402
from mouarchive.reading.process.parent import read_pdf  # noqa: E402

# A few of all (bench/accuracy.py has the rest): each text and each layout once, where the answer is exact.
EXACT = {
    "ferries": "plain",
    "finds": "justified",
    "forest": "typed",
    "harbour": "numbered",
    "lending": "columns",
    "meals": "justified",
    "seeds": "apart",
    "signal": "columns",
    "weather": "plain",
}
# A clause's first words before a list are taken for its heading where they end without a colon.
HEADINGS = {"ferries", "lending", "signal", "weather"}
STEPS = [
    (name, version)
    for name, truth in make_set.truths().items()
    for version in range(2, len(truth.versions) + 1)
    if name != "signal"  # a clause of seven words of which one changed is not paired with itself
]
LAYOUT = {layout.name: layout for layout in LAYOUTS}


class Made:
    """What is printed and read so far."""

    def __init__(self, folder):
        self.printed = cache(lambda name, layout: make_set.make(folder, [name], [LAYOUT[layout]]))
        self.read = cache(lambda *which: read_pdf(self.file(*which), ocr=False))

    def file(self, name, version, layout):
        return self.printed(name, layout)[version - 1].file

    def clauses(self, name, version, layout):
        return segment(self.read(name, version, layout)).clauses


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The set, printed and read as far as it is asked for."""
    return Made(tmp_path_factory.mktemp("made-set"))


@pytest.mark.parametrize(
    ("name", "version"),
    [(name, version) for name in EXACT for version in range(1, len(make_set.truths()[name].versions) + 1)],
)
def test_every_clause_is_found_as_it_was_written(made, name, version):
    """Number, words, page and, where types differ, heading of every clause are the true ones, and no more."""
    pages = made.printed(name, EXACT[name])[version - 1].pages
    truth = make_set.truths()[name].versions[version - 1]
    score = score_clauses(truth, pages, made.clauses(name, version, EXACT[name]), headed=name in HEADINGS)

    assert score.mistakes == ()


@pytest.mark.parametrize(("name", "version"), STEPS)
def test_what_a_version_changed_is_what_is_said(made, name, version):
    """Added, removed, modified, renumbered, moved, split and merged clauses are those that were."""
    old, new = (made.clauses(name, one, EXACT[name]) for one in (version - 1, version))
    score = score_step(make_set.truths()[name].steps[version - 2], compare(old, new).changes)

    assert score.mistakes == ()


@pytest.mark.parametrize(
    ("name", "other"), [("lending", "justified"), ("ferries", "apart"), ("meals", "plain")]
)
def test_another_layout_is_no_change(made, name, other):
    """One version in two layouts has no change, no move and no renumbered clause."""
    both = (made.clauses(name, 2, layout) for layout in (EXACT[name], other))
    score = score_layout(make_set.truths()[name].versions[1], compare(*both).changes)

    assert score.mistakes == ()


# ------------------------------------------------------------------ the set itself


def test_the_summary_of_the_truth_is_up_to_date():
    """scripts/made/truth.txt, which a person can look through, is what the scorer holds answers against."""
    assert make_set.TRUTH.read_text("utf-8") == make_set.summary()


def test_the_same_bytes_come_out_each_time(tmp_path):
    """No date or random id: a document read once is known again."""
    first, second = (make_set.make(tmp_path / name, ["signal"], [LAYOUT["columns"]])[0].file for name in "ab")

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("layout", LAYOUT)
def test_every_page_says_that_it_is_a_specimen(layout, tmp_path):
    """Nobody can take a page for an agreement that somebody made."""
    for one in make_set.make(tmp_path, ["harbour"], [LAYOUT[layout]]):
        pages = one.file.read_bytes()
        assert pages.count(MARKING.encode()) == pages.count(b"/Type /Page\n")


def test_a_line_without_a_mark_is_refused(tmp_path):
    """A slip in a source is not printed as something else."""
    (tmp_path / "slip.md").write_text("= title: A\n= levels: 1.\n= items: (a)\nA line without a mark.\n")

    with pytest.raises(ValueError, match=r"slip\.md:4"):
        read_text(tmp_path / "slip.md")


# ------------------------------------------------------------------ the scorer


def answer(name, version):
    """The truth as a perfect reader would answer it."""
    found = make_set.truths()[name].versions[version - 1]
    return [Clause(one.id, one.label, one.heading or None, one.text, 1, 1) for one in found]


PAGES = {one.id: 1 for truth in make_set.truths().values() for version in truth.versions for one in version}


def test_the_truth_itself_has_full_marks():
    """A perfect answer has no mistake and 1 in each figure of a document."""
    for name, truth in make_set.truths().items():
        score = score_clauses(truth.versions[0], PAGES, answer(name, 1))
        assert score.mistakes == ()
        assert {score.figure(one) for one in ("segF1", "text", "page", "heading")} == {1.0}


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (lambda found: found[1:], "1 is missing"),
        (lambda found: [*found, replace(found[0], eid="99")], "99 is none"),
        (lambda found: [replace(found[0], page=2), *found[1:]], "1: page 2, not 1"),
        (lambda found: [replace(found[0], heading="Aim"), *found[1:]], "1: heading 'aim', not 'purpose'"),
        (lambda found: [replace(found[0], text="and more"), *found[1:]], "1: text 'Purpose\\nand more'"),
    ],
)
def test_each_mistake_of_a_document_is_named(change, mistake):
    """A clause lost, made up, on another page, with another heading or other words."""
    score = score_clauses(make_set.truths()["harbour"].versions[0], PAGES, change(answer("harbour", 1)))

    assert mistake in score.mistakes


def changes():
    """A perfect comparison of the first two versions of a text without splits."""
    truth = make_set.truths()["lending"]
    old, new = ({one.eid: one for one in answer("lending", version)} for version in (1, 2))
    step = truth.steps[0]
    found = [
        Change(
            ChangeKind.MODIFIED if pair in step.modified else ChangeKind.UNCHANGED,
            old[pair[0]],
            new[pair[1]],
            renumbered=pair[0] != pair[1],
            moved=pair in step.moved,
        )
        for pair in step.pairs
    ]
    found += [Change(ChangeKind.REMOVED, old[one], None) for one in step.removed]
    return step, found + [Change(ChangeKind.ADDED, None, new[one]) for one in step.added]


def test_the_true_changes_have_full_marks():
    """A perfect comparison has no mistake."""
    score = score_step(*changes())

    assert score.mistakes == ()
    assert {score.figure(one) for one in FIGURES} == {1.0, None}


def test_each_false_change_is_named():
    """A change that is kept back, made up or flagged wrongly costs its figure."""
    step, found = changes()
    silent = [replace(one, kind=ChangeKind.UNCHANGED) if one.kind == "modified" else one for one in found]
    loud = [
        replace(one, moved=True, kind=ChangeKind.MODIFIED) if one.old and one.old.eid == "1" else one
        for one in found
    ]

    assert score_step(step, silent).mistakes == ("4 > 5: not said to be modified",)
    assert score_step(step, loud).mistakes == ("1: falsely said to be modified", "1: moved is wrong")
    assert score_step(step, [one for one in found if one.kind != "added"]).figure("events") == 0.4


def test_scores_add_up():
    """Figures of several answers weigh by what there was to find."""
    step, found = changes()
    whole = total([score_step(step, found), score_step(step, [])])

    assert whole.figure("kind") == 0.5
    assert whole.figure("parted") is None
