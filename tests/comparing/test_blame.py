"""Each word of a clause has the version that brought it, each struck word the version that took it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing.blame import Moment, Told, blame
from mouarchive.comparing.normalise import is_all_redacted

WORDS = st.lists(
    st.sampled_from(["the", "pupil", "data", "shall", "be", "[redacted]", "kept,", "not", "“shared”", "\n"]),
    max_size=12,
).map(" ".join)
TOLD = st.one_of(
    st.tuples(WORDS, st.just("")),
    st.tuples(st.none(), st.just("")),
    st.tuples(st.none(), st.sampled_from(["not held", "unread"])),
)


@st.composite
def series(draw):
    """Versions of a clause: with words, without it, or silent; some texts stand in several."""
    texts = draw(st.lists(TOLD, min_size=1, max_size=4))
    picked = draw(st.lists(st.sampled_from(texts), min_size=1, max_size=7))
    return tuple(Told(str(at), words, silent) for at, (words, silent) in enumerate(picked))


def told(*texts):
    """Versions 0, 1, 2 …: their texts, None for one without the clause, Ellipsis for one not held."""
    return [
        Told(str(at), None if text is ... else text, "not held" if text is ... else "")
        for at, text in enumerate(texts)
    ]


def runs(*texts):
    """(words, brought by, taken by, state) of each run."""
    found = blame(told(*texts)).runs
    return [(r.text.strip(), r.brought.version, r.taken.version if r.taken else None, r.state) for r in found]


@given(series())
def test_runs_give_every_version_exactly(versions):
    """No letter of any version is lost, none is added, and what stands is the newest text."""
    found = blame(versions)

    for one in versions:
        assert found.text_in(one.label) == (one.words or "")
    known = [one for one in versions if not one.silent]
    assert found.stands == ((known[-1].words or "") if known else "")
    assert found.newest == (known[-1].label if known else None)


@given(series())
def test_what_is_blacked_out_takes_nothing(versions):
    """A version that is blacked out where words stood, or says nothing, is never said to take them."""
    mute = {one.label for one in versions if one.silent or (one.words and is_all_redacted(one.words))}
    for run in blame(versions).runs:
        takers = {spell.taken.version for spell in run.spells if spell.taken}
        assert run.mark or not takers & mute


@given(series())
def test_moments_name_no_version_twice(versions):
    """What is between two versions lies between them, and a run's spells follow each other."""
    place = {one.label: at for at, one in enumerate(versions)}
    for run in blame(versions).runs:
        at = -1
        for spell in run.spells:
            for moment in filter(None, (spell.brought, spell.taken)):
                start = -1 if moment.after is None else place[moment.after]
                assert [place[label] for label in moment.between] == [
                    *range(start + 1, place[moment.version])
                ]
            assert at <= place[spell.brought.version] <= place[spell.last]
            at = place[spell.last]
        assert run.state == ("stands" if at == place.get(blame(versions).newest) else run.state)


@given(series())
def test_the_same_versions_give_the_same_runs(versions):
    """Nothing depends on chance, and a silent version at the end alters no run's words."""
    found = blame(versions)

    assert found == blame(versions)
    more = blame((*versions, Told("later", None, "not held")))
    assert [run.text for run in more.runs] == [run.text for run in found.runs]


def test_each_word_has_its_version():
    """What the oldest says stands from the start; later words have their own version, struck ones end."""
    assert runs("kept for five years", "kept for seven years", "kept safely for seven years") == [
        ("kept", "0", None, "stands"),
        ("safely", "2", None, "stands"),
        ("for", "0", None, "stands"),
        ("five", "0", "1", "taken"),
        ("seven", "1", None, "stands"),
        ("years", "0", None, "stands"),
    ]


def test_words_brought_and_taken_in_between_are_kept():
    """What no end of the series holds is shown, with both versions."""
    assert ("secretly", "1", "2", "taken") in runs("it is kept", "it is secretly kept", "it is kept")


def test_words_that_return_to_their_place_are_brought_back():
    """A run has a spell for each time it stood."""
    (_, back, _) = blame(told("the full name of it", "the name of it", "the full name of it")).runs

    assert back.text.strip() == "full"
    assert [spell.brought.version for spell in back.spells] == ["0", "2"]
    assert back.spells[0].taken == Moment("1", "0")
    assert (back.state, back.taken) == ("stands", None)


def test_a_clause_that_is_gone_for_a_while_comes_back_with_its_words():
    """A version without the clause takes all of it; its words are found again, and only new ones are new."""
    assert runs("name and address", None, "name and full address") == [
        ("name and", "0", None, "stands"),
        ("full", "2", None, "stands"),
        ("address", "0", None, "stands"),
    ]
    (first, *_) = blame(told("name and address", None, "name and full address")).runs
    assert first.spells[0].taken == Moment("1", "0")


def test_a_gap_is_named():
    """Nobody saw in which of the versions not held it happened."""
    found = blame(told("five years", ..., ..., "seven years"))

    assert found.runs[0].taken == Moment("3", "0", ("1", "2"))
    assert found.runs[1].brought == Moment("3", "0", ("1", "2"))
    assert blame(told(..., "five years")).runs[0].brought == Moment("1", None, ("0",))


def test_what_is_blacked_out_is_unknown():
    """Words under a black box are neither struck nor standing."""
    text = ("the name of the child is kept", "the [redacted] is kept")
    hidden = [run for run in blame(told(*text)).runs if run.state == "unknown"]

    assert [run.text for run in hidden] == ["name of the child"]
    assert hidden[0].taken is None
    assert not [run for run in blame(told(*text)).runs if run.state == "taken"]


def test_what_a_black_box_hid_is_known_again_when_it_is_shown():
    """Words shown again stood all the time, as far as anybody knows; others may have come under the box."""
    same = blame(told("name of the child", "[redacted]", "name of the child"))
    other = blame(told("name of the child", "[redacted]", "age of the child"))

    assert [(run.text, run.state) for run in same.runs if not run.mark] == [("name of the child", "stands")]
    assert len(same.runs[0].spells) == 1
    age = next(run for run in other.runs if run.text == "age")
    assert age.brought == Moment("2", "0", ("1",))
    assert next(run for run in other.runs if run.text == "name").taken == Moment("2", "0", ("1",))


def test_a_box_that_stays_goes_on_hiding():
    """As long as the mark stands, what it hides is unknown."""
    found = blame(told("a name is kept", "a [redacted] is kept", "a [redacted] is safely kept"))

    assert [(run.text, run.state) for run in found.runs if "name" in run.text] == [("name", "unknown")]


def test_layout_brings_and_takes_nothing():
    """A line broken elsewhere, other quotes, a word cut at a line end are the same words."""
    first, second = "the “pupil\ninforma-\ntion” is kept", 'the "pupil information" is kept'

    assert [run.text for run in blame(told(first, second)).runs] == [second]


def test_a_misread_scan_brings_nothing():
    """What looks like a misreading is the same words, spelled as each version has them."""
    versions = [Told("0", "the nationality is kept"), Told("1", "the nationa1ity is kept", misread=True)]
    versions.append(Told("2", "the nationality is kept", misread=True))

    assert {run.brought.version for run in blame(versions).runs} == {"0"}
    assert blame(versions).text_in("1") == "the nationa1ity is kept"
