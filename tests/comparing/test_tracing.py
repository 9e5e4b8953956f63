"""The course of a phrase: what may be said of it, and what not."""

from __future__ import annotations

import pytest
from msgspec import structs

from mouarchive.comparing import ByHand, Event, State, VersionText, trace
from mouarchive.comparing.alignment import flipped

INTRO = "15.2 | The following data items will be shared:"
WITH = ["Home address", "(Once collected) Nationality", "Unique pupil number"]
WITHOUT = ["Home address", "Unique pupil number"]
PHRASE = "(once collected) nationality"


def items(texts):
    return "\n".join(
        [
            "annex-5 | Process level agreement | ",
            "15 | Data | ",
            INTRO,
            *(f"15.2.{n} | {t}" for n, t in enumerate(texts, 5)),
        ]
    )


@pytest.fixture(name="version")
def _version(tree):
    def make(label, texts=None, **more):
        return VersionText(label, None if texts is None else tree(items(texts)), **more)

    return make


def events(found):
    return [(str(event.event), event.previous, event.version) for event in found.events]


def test_the_story(version):
    """A phrase that stands in 1.0 only appears in it and vanishes between it and the next version held."""
    found = trace(PHRASE, [version("0.2", WITHOUT), version("1.0", WITH), version("2.1", WITHOUT)])
    assert events(found) == [("appears", "0.2", "1.0"), ("vanishes", "1.0", "2.1")]
    hit = found.events[0].hits[0]
    assert (hit.eid, hit.page, hit.quote) == ("15.2.6", 1, "(Once collected) Nationality")
    assert "vanishes between 1.0, where it stands at 15.2.6 (" in found.events[1].sentence


def test_oldest_and_newest_are_the_edge_of_what_is_held(version):
    """Present in the oldest version held is not "appears", and present in the newest is said."""
    found = trace(PHRASE, [version("1.0", WITH), version("1.1", WITH)])
    assert events(found) == [("present-in-oldest", None, "1.0"), ("present-in-newest", None, "1.1")]


def test_a_phrase_returns(version):
    """After it vanished, its next appearance is a return."""
    found = trace(PHRASE, [version("1", WITH), version("2", WITHOUT), version("3", WITH)])
    assert [event.event for event in found.events] == [
        Event.PRESENT_IN_OLDEST, Event.VANISHES, Event.RETURNS, Event.PRESENT_IN_NEWEST,
    ]  # fmt: skip


def test_gaps_are_named(version):
    """Versions that are not held or could not be read are named within the event that spans them."""
    found = trace(
        PHRASE, [version("0.2", WITHOUT), version("0.3", held=False), version("0.4"), version("1.0", WITH)]
    )
    event = found.events[0]
    assert [(gap.version, gap.why) for gap in event.gaps] == [("0.3", State.NOT_HELD), ("0.4", State.UNREAD)]
    assert "; 0.3 is not held; 0.4 is unread" in event.sentence


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(["Home address", "[redacted]", "Unique pupil number"], id="the clause itself"),
        pytest.param(["Home address", "[redacted]"], id="an item of the list that may be it"),
        pytest.param(["Home address", "Unique pupil number", "[redacted]"], id="an item at another place"),
    ],
)
def test_a_blacked_out_place_is_unknown(version, hidden):
    """Blacked out where it would stand, a phrase is neither present nor absent; the event spans it."""
    found = trace(PHRASE, [version("1.0", WITH), version("2.0", hidden), version("2.1", WITHOUT)])
    assert found.versions[1].state is State.REDACTED
    vanishes = found.events[1]
    assert (vanishes.event, vanishes.previous, vanishes.version) == (Event.VANISHES, "1.0", "2.1")
    assert [gap.version for gap in vanishes.gaps] == ["2.0"]


def test_a_redaction_elsewhere_leaves_no_doubt(version, tree):
    """A name blacked out elsewhere says nothing about a list that can be read; the absence mentions it."""
    text = (
        items(WITHOUT)
        + "\n16 | Contacts | \n16.1 | Questions go to [redacted] at the Department at any time."
    )
    found = trace(PHRASE, [version("1.0", WITH), VersionText("2.0", tree(text), pages=18, pages_read=18)])
    assert found.versions[1].state is State.ABSENT
    assert (
        "in 2.0, 18 of 18 pages were read and 1 passage elsewhere is blacked out" in found.events[-1].sentence
    )


def test_a_masked_sibling_whose_words_are_known_leaves_no_doubt(version):
    """A half blacked-out item that is known from the other version hides nothing else."""
    old = [*WITH, "Name of the officer Jane Doe who signs for the school"]
    new = [*WITHOUT, "Name of the officer [redacted] who signs for the school"]
    found = trace(PHRASE, [version("1.0", old), version("2.0", new)])
    assert found.versions[1].state is State.ABSENT


def test_absence_is_refused_where_too_little_was_read(tree, version):
    """Without the list in the pages read nobody can say that the phrase is gone."""
    scrap = tree(
        "1 | Purpose | \n1.1 | This agreement says how data about pupils is shared between two departments."
    )
    found = trace(PHRASE, [version("1.0", WITH), VersionText("2.0", scrap, pages=18, pages_read=4)])
    assert found.versions[1].state is State.PARTLY_READ
    assert [event.event for event in found.events] == [Event.PRESENT_IN_OLDEST, Event.PRESENT_IN_NEWEST]
    assert found.events[-1].gaps[0].version == "2.0"


def test_a_near_hit_in_a_scan_is_doubt_not_absence(version):
    """What a scanner garbled is shown apart and makes the version neither with nor without the phrase."""
    scan = version("2.0", ["Home address", "(Once coilected) Nationa1ity", "Unique pupil number"])
    scan = structs.replace(scan, clauses=[structs.replace(c, ocr=True) for c in scan.clauses])
    found = trace(PHRASE, [version("1.0", WITH), scan])
    assert found.versions[1].state is State.UNSURE
    assert not found.versions[1].hits
    assert found.versions[1].near[0].eid == "15.2.6"


@pytest.mark.parametrize(
    ("phrase", "text", "exact", "near"),
    [
        ("nationality", "Nation- ality", 1, 0),
        ("nation", "Nationality", 0, 0),
        ("following data items", "\u201cfollowing  data items\u201d", 2, 0),
        ("country of birth", "c0untry of birth", 0, 1),
        ("country of birth", "country of birih", 0, 1),
        ("within 10 working days", "within 18 working days", 0, 0),
        ("will not share data", "will now share data", 0, 1),
        ("UPN 12", "UPN 13", 0, 0),
        ("be shared: second item", "second item", 1, 0),
    ],
)
def test_exact_and_near_hits_are_kept_apart(version, phrase, text, exact, near):
    """Layout never hides a phrase; a scanner's error makes a near hit; other digits none."""
    state = trace(phrase, [version("1", ["First", text])]).versions[0]
    assert (len(state.hits), len(state.near)) == (exact, near)


def test_a_hit_names_its_titles(version):
    """Annex and section of a hit are given as printed."""
    hit = trace(PHRASE, [version("1", WITH)]).versions[0].hits[0]
    assert hit.path[-1].startswith("15.2")


def test_a_phrase_over_a_clause_border(version):
    """A phrase may run from one clause into the next; the hit names both."""
    hit = trace("home address (once collected)", [version("1", WITH)]).versions[0].hits[0]
    assert (hit.eid, hit.last_eid) == ("15.2.5", "15.2.6")


def test_nothing_to_search_for(version):
    """A phrase without a letter or digit is refused."""
    with pytest.raises(ValueError, match="at least one letter or digit"):
        trace(" - ", [version("1", WITH)])


def test_nothing_could_be_read(version):
    """Where no version has a text, the trace says so and makes no event."""
    found = trace(PHRASE, [version("1"), version("2", held=False)])
    assert not found.events
    assert "nothing can be said" in found.warnings[0]


def test_a_pair_made_by_hand_says_where_a_phrase_would_stand(tree):
    """Where a person says which clause it is, that clause is asked whether it is blacked out, both ways."""
    shared = [
        "3 | Use of the records |",
        "3.1 | Records are used for the purposes set out here, no other.",
    ]
    shared += ["5 | Other matters |", "5.1 | Costs lie where they fall, and are not recovered from anybody."]
    shown = tree("\n".join([*shared, f"3.2 | The items listed include {PHRASE} where it is known."]))
    hidden = tree("\n".join([*shared, "5.2 | [redacted]"]))
    said = ByHand("3.2", "5.2", together=True, who="A. Archivist", why="moved")

    for order, decision in (((shown, hidden), said), ((hidden, shown), next(iter(flipped([said]))))):
        labels = ("1", "2")
        plain = trace(PHRASE, [VersionText(*pair) for pair in zip(labels, order, strict=True)])
        told = trace(
            PHRASE,
            [VersionText("1", order[0], decided={"2": [decision]}), VersionText("2", order[1])],
        )
        at = order.index(hidden)
        assert plain.versions[at].state is State.ABSENT
        assert told.versions[at].state is State.REDACTED
        assert told.versions[at].note == "blacked out at 5.2, where the phrase would stand"
