"""What holds for every pair of versions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from mouarchive.comparing import compare
from mouarchive.comparing.normalise import layout_form, same_layout
from mouarchive.model import ChangeKind, Clause, Op

TEXTS = st.one_of(
    st.sampled_from(["Surname", "Gender", "Date of birth", "(once collected) nationality", "[redacted]", ""]),
    st.lists(
        st.sampled_from(
            [
                "the",
                "data",
                "will",
                "not",
                "be",
                "shared",
                "or",
                "kept",
                "by",
                "either",
                "department",
                "after",
                "review",
                "of",
                "this",
            ]
        ),
        min_size=5,
        max_size=14,
    ).map(" ".join),
)


@st.composite
def versions(draw):
    """A version: sections with clauses, some with a heading, some items."""
    out = []
    for section in range(1, draw(st.integers(1, 4))):
        heading = draw(st.sampled_from(["Purpose", "Data", "Review", None]))
        out.append(Clause(str(section), str(section), heading, draw(TEXTS) if not heading else "", 1, 1))
        for number in range(1, draw(st.integers(1, 5))):
            eid = f"{section}.{number}"
            out.append(Clause(eid, eid, None, draw(TEXTS), 1, 1, 1, "clause", str(section)))
    return tuple(out)


def pairs(found):
    return {(c.old.eid, c.new.eid) for c in found.changes if c.old and c.new}


def joined(clauses):
    """Eid and words of each clause, the portions of one put together."""
    whole: dict[str, str] = {}
    for clause in clauses:
        if clause:
            whole[clause.eid] = whole.get(clause.eid, "") + clause.words
    return list(whole.items())


@given(versions(), versions())
@settings(max_examples=60)
def test_every_clause_stands_in_the_result_once(old, new):
    """No word of either version is lost or told twice, and the new text keeps its order.

    A clause that was divided stands in several changes, whose portions are its words.
    """
    found = compare(old, new)
    assert joined(c.new for c in found.changes) == [(c.eid, c.words) for c in new]
    assert sorted(joined(c.old for c in found.changes)) == sorted((c.eid, c.words) for c in old)
    assert sum(bool(c.new and not c.carried) for c in found.changes) <= len(new)


@given(versions(), versions())
@settings(max_examples=60)
def test_a_change_is_a_difference_in_words(old, new):
    """A pair is modified if and only if its words differ in more than layout; both texts are rebuilt."""
    found = compare(old, new)
    pieces = {c.split_from for c in found.changes} | {c.merged_into for c in found.changes}
    for change in found.changes:
        before = change.old.words if change.old else ""
        after = change.new.words if change.new else ""
        assert "".join(p.text for p in change.diff if p.op is not Op.INSERT) == before
        assert "".join(p.text for p in change.diff if p.op is not Op.DELETE) == after
        assert 0 <= change.similarity <= 1
        assert change.rule
        if change.old and change.new:
            divided = {c.eid for c in (change.old, change.new)} & pieces
            assert divided or (change.kind is ChangeKind.UNCHANGED) is same_layout(before, after)
            assert divided or (change.change_class is None) is (before == after)
            assert not (change.moved and change.renumbered)


@given(versions(), versions())
@settings(max_examples=200, derandomize=True)
def test_old_and_new_swapped_give_the_same_pairs(old, new):
    """It makes no difference to the pairs, the moves and the numbers which version is the older."""
    there, back = compare(old, new), compare(new, old)
    assert pairs(there) == {(a, b) for b, a in pairs(back)}
    assert {(c.old.eid, c.new.eid) for c in there.changes if c.moved} == {
        (c.new.eid, c.old.eid) for c in back.changes if c.moved
    }
    assert there.renumbered == back.renumbered


@given(versions())
def test_a_version_against_itself_has_no_change(version):
    """The same text twice: all unchanged, nothing moved or renumbered."""
    found = compare(version, version)
    assert found.count(ChangeKind.UNCHANGED) == len(version)
    assert not found.moved
    assert not found.renumbered


@given(versions())
def test_layout_alone_is_no_change(version):
    """The same words typeset otherwise are all unchanged."""
    other = [structs.replace(c, text=c.text.replace(" ", "\n "), page=9) for c in version]
    found = compare(version, other)
    assert found.count(ChangeKind.UNCHANGED) == len(version)
    assert all(layout_form(c.old.text) == layout_form(c.new.text) for c in found.changes)
