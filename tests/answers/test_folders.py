"""The files of two folders are paired by what they say: never by name, and each at most once."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.answers.folders import files_in, pairing
from mouarchive.answers.texts import Source
from mouarchive.model import Clause

WORDS = {name: [f"{name}{at}" for at in range(100)] for name in ("lease", "pupils", "loan", "grant")}


def source(name, words, same=""):
    """A file of these words; files of the same words are other bytes, unless they are the `same`."""
    text = " ".join(words)
    clauses = (Clause("1", "1", None, text, 1, 1),) if words else ()
    digest = hashlib.sha256((same or name + text).encode()).hexdigest()
    return Source(name, name, digest, 1, "made", clauses)


def changed(words, share):
    """The words with a share of them, 0..1, written anew at the end."""
    kept = round(len(words) * (1 - share))
    return [*words[:kept], *(f"new{at}" for at in range(len(words) - kept))]


def named(pairs):
    """The names of pairs."""
    return [(one.old, one.new) for one in pairs]


def test_names_and_order_decide_nothing():
    """The lease is paired with the lease, though another file of the other folder is called like it."""
    old = [source("lease.pdf", WORDS["lease"]), source("loan.pdf", WORDS["loan"])]
    new = [source("lease.pdf", changed(WORDS["loan"], 0.2)), source("b.pdf", changed(WORDS["lease"], 0.2))]

    pairs, lone = pairing(old, new)
    assert named(pairs) == [("lease.pdf", "b.pdf"), ("loan.pdf", "lease.pdf")]
    assert lone == ()
    assert pairs[0].why.startswith("79 % of their runs of four words are in both")


@pytest.mark.parametrize(
    ("share", "paired"),
    [
        (0.0, True),
        (0.5, True),
        (0.75, True),  # a quarter left: the versions furthest apart that were seen have as much in common
        (0.92, False),  # a letterhead and a few stock phrases
        (1.0, False),
    ],
)
def test_strangers_are_no_pair(share, paired):
    """Too little in common is no pair: both are named as compared with none."""
    pairs, lone = pairing(
        [source("a.pdf", WORDS["lease"])], [source("b.pdf", changed(WORDS["lease"], share))]
    )

    assert bool(pairs) is paired
    assert [(one.side, one.file) for one in lone] == ([] if paired else [("old", "a.pdf"), ("new", "b.pdf")])
    assert all("nothing like it in the other folder" in one.why for one in lone)


def test_the_likest_pair_is_taken_first_and_each_file_once():
    """Of two drafts the nearer one is the partner; the other is named, with what it is like."""
    drafts = [source("d1.pdf", changed(WORDS["grant"], 0.4)), source("d2.pdf", changed(WORDS["grant"], 0.1))]
    pairs, lone = pairing([source("grant.pdf", WORDS["grant"])], drafts)

    assert named(pairs) == [("grant.pdf", "d2.pdf")]
    assert [(one.side, one.file) for one in lone] == [("new", "d1.pdf")]
    assert lone[0].why == "most like grant.pdf, 59 %, which has a partner already"


def test_what_came_near_is_named():
    """A pair that could nearly have been another says so."""
    drafts = [source("d1.pdf", changed(WORDS["grant"], 0.12)), source("d2.pdf", changed(WORDS["grant"], 0.1))]
    pairs, _ = pairing([source("grant.pdf", WORDS["grant"])], drafts)

    assert pairs[0].why.endswith("nearly as like: d1.pdf, 88 %")


def test_what_many_files_share_tells_little():
    """Two leases on one template are told apart by their own words, though most words are the template's."""
    form = WORDS["lease"]
    of = {name: [*form, *WORDS[name][:12]] for name in ("pupils", "loan", "grant")}
    old = [source(f"{name}-old", words) for name, words in of.items()]
    new = [source(f"{name}-new", [*words[5:], "signed"]) for name, words in of.items()]

    pairs, lone = pairing(old, new)
    assert [(a.split("-")[0], b.split("-")[0]) for a, b in named(pairs)] == [
        (name, name) for name in sorted(of)
    ]
    assert lone == ()


def test_the_same_bytes_are_the_same_file():
    """A file that is in both folders is paired with itself first; of copies of it the names decide."""
    old = [source("x.pdf", WORDS["loan"], "same"), source("y.pdf", WORDS["loan"], "same")]
    new = [source("y.pdf", WORDS["loan"], "same"), source("z.pdf", WORDS["loan"])]

    pairs, lone = pairing(old, new)
    assert named(pairs) == [("x.pdf", "z.pdf"), ("y.pdf", "y.pdf")]
    assert pairs[1].why == "the same file, byte for byte; there are others like it, byte for byte"
    assert lone == ()


def test_a_file_without_text_is_paired_with_nothing_but_itself():
    """What could not be read says nothing, so that it is like nothing; and that is said."""
    scan, same = source("scan.pdf", []), source("copy.pdf", [], "blank")

    _, lone = pairing([scan], [source("b.pdf", WORDS["loan"])])
    assert lone[0].why == "no text could be read in it, so it cannot be paired by content"
    pairs, _ = pairing([source("blank.pdf", [], "blank")], [same])
    assert named(pairs) == [("blank.pdf", "copy.pdf")]


@st.composite
def folder(draw):
    """A few files, each a changed version of one of four texts."""
    made = draw(st.lists(st.tuples(st.sampled_from(sorted(WORDS)), st.integers(0, 9)), max_size=6))
    return [source(f"{at}.pdf", changed(WORDS[name], share / 10)) for at, (name, share) in enumerate(made)]


@given(folder(), folder(), st.randoms())
def test_pairing_is_the_same_in_any_order_and_mirrored(old, new, chance):
    """In any order the pairs are the same, and with the folders swapped the same the other way round.

    Every file is in one pair or in none, never in two and never left out.
    """
    pairs, lone = pairing(old, new)
    mixed = [chance.sample(side, len(side)) for side in (old, new)]
    mirrored, _ = pairing(new, old)

    assert pairing(*mixed) == (pairs, lone)
    assert {(one.new, one.old) for one in mirrored} == set(named(pairs))
    for side, files in (("old", old), ("new", new)):
        told = [getattr(one, side) for one in pairs] + [one.file for one in lone if one.side == side]
        assert sorted(told) == sorted(one.name for one in files)


def test_what_is_opened_in_a_folder(tmp_path):
    """PDF, Word and OpenDocument files, in folders inside it too; no hidden file and no lock."""
    for name in ("b.PDF", "sub/a.docx", "c.odt", "notes.txt", ".hidden.pdf", "~$a.docx", ".git/x.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    found, other = files_in(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b.PDF", "c.odt", "sub/a.docx"]
    assert other == ["notes.txt"]
