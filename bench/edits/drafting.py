"""What drafters change, each kind with the tags that it must be given and no other."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bench.edits.templates import held, seen

from mouarchive.model import Clause

__all__ = ["KINDS", "Made", "make"]


class Made(NamedTuple):
    """The older and newer clauses of one made edit; `eid` is the clause that was changed."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    eid: str


class Kind(NamedTuple):
    """A kind of edit: which sentences it goes into, the words that change, the tags they must have."""

    templates: str
    words: Callable[[random.Random], tuple[str, str]]
    tags: tuple[str, ...]


def _two(*options: str) -> Callable[[random.Random], tuple[str, str]]:
    """Any two of these, one for the other."""
    return lambda rng: tuple(rng.sample(options, 2))  # type: ignore[return-value]


def _either(*pairs: tuple[str, str]) -> Callable[[random.Random], tuple[str, str]]:
    """One of these pairs, in either direction."""
    return lambda rng: rng.choice(pairs)[:: rng.choice((1, -1))]  # type: ignore[return-value]


WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "ten", "twelve", "twenty", "thirty")
MONTHS = ("January", "February", "March", "May", "June", "July", "September", "October", "December")


def _numbers(rng: random.Random) -> tuple[str, str]:
    one, other = rng.sample(range(2, 900), 2)
    return rng.choice((
        (str(one), str(other)), (f"{one} %", f"{other} %"), (f"{one}%", str(one)), (f"> {one}", f"< {one}"),
        (f"at least {one}", f"at least {other}"), (f"{one}.5", f"{one}5"), (f"{one},000", f"{other},000"),
        (f"{one} GB", f"{other} GB"), (f"{one} km", f"{one} m"), tuple(rng.sample(WORDS, 2)),
        (f"{one} per cent", f"{other} per cent"), (f"\u2265 {one}", f"\u2264 {one}"),
    ))  # type: ignore[return-value]  # fmt: skip


def _period(rng: random.Random, count: tuple[str, str], units: tuple[str, str]) -> tuple[str, str]:
    lead = rng.choice(("within", "within", "after", "at the latest"))
    return f"{lead} {count[0]} {units[0]}", f"{lead} {count[1]} {units[1]}"


def _periods(rng: random.Random) -> tuple[str, str]:
    unit = rng.choice(("days", "weeks", "months", "working days", "hours", "calendar months"))
    one, other = rng.sample(range(2, 90), 2)
    a, b = rng.sample(WORDS, 2)
    counts = rng.choice(((str(one), str(other)), (a, b), (f"{a} ({one})", f"{b} ({other})")))
    return _period(rng, counts, (unit, unit))


def _measures(rng: random.Random) -> tuple[str, str]:
    count = rng.choice((str(rng.randint(2, 60)), rng.choice(WORDS)))
    units = rng.sample(("days", "weeks", "months", "working days", "hours", "years", "school days"), 2)
    return _period(rng, (count, count), (units[0], units[1]))


def _money(rng: random.Random) -> tuple[str, str]:
    one, other = rng.sample(range(2, 900), 2)
    mark = rng.choice("£$€")
    return rng.choice((
        (f"{mark}{one}", f"{mark}{other}"), (f"{mark}{one},000", f"{mark}{one}0,000"),
        (f"{mark}{one} million", f"{mark}{other} million"), (f"{one} euros", f"{other} euros"),
        (f"GBP {one}.50", f"GBP {other}.50"),
    ))  # fmt: skip


def _currency(rng: random.Random) -> tuple[str, str]:
    one, other = rng.sample("£$€", 2)
    amount = rng.choice(("250", "1,000", "4.5 million", "99.50"))
    return f"{one}{amount}", f"{other}{amount}"


def _dates(rng: random.Random) -> tuple[str, str]:
    (a, b), (m, n), (y, z) = (
        rng.sample(range(1, 28), 2),
        rng.sample(MONTHS, 2),
        rng.sample(range(1998, 2030), 2),
    )
    return rng.choice((
        (f"{a} {m} {y}", f"{b} {m} {y}"), (f"{a} {m} {y}", f"{a} {n} {y}"), (f"{a} {m} {y}", f"{a} {m} {z}"),
        (f"the {a}th of {m} {y}", f"the {a}th of {n} {y}"), (f"{y}-05-{a:02}", f"{y}-05-{b:02}"),
        (f"{a}/5/{y}", f"{b}/5/{y}"), (f"{m} {a}, {y}", f"{n} {a}, {y}"),
    ))  # fmt: skip


def _references(rng: random.Random) -> tuple[str, str]:
    (a, b), noun = rng.sample(range(1, 20), 2), rng.choice(("clause", "paragraph", "section", "article"))
    return rng.choice((
        (f"{noun} {a}", f"{noun} {b}"), (f"{noun} {a}.1", f"{noun} {a}.2"), ("Annex A", "Annex B"),
        (f"{noun}s {a}.1 and {a}.2", f"{noun}s {a}.1 and {a}.3"), (f"{noun} {a}(a)", f"{noun} {a}(b)"),
        (f"Schedule {a}", f"Schedule {b}"),
        (f"{noun} {a}.1 of this Agreement", f"{noun} {b}.1 of this Agreement"),
    ))  # fmt: skip


def _parties(rng: random.Random) -> tuple[str, str]:
    groups = (
        ("the Home Office", "the Cabinet Office", "the Department for Education", "the Ministry of Justice"),
        ("the Supplier", "the Customer", "the Controller", "the Processor", "the Recipient"),
        ("Northwick Borough Council", "Eastwick Borough Council", "Harbour Trust Limited", "the Agency"),
        ("Ferryline", "Quayside"),
    )
    one, other = rng.sample(rng.choice(groups), 2)
    return one, other


def _items(rng: random.Random) -> tuple[str, str]:
    one, other = rng.sample(
        ("nationality", "country of birth", "first language", "home address", "ethnic group", "gender",
         "passport number", "former surname", "telephone number", "date of entry"), 2,
    )  # fmt: skip
    return rng.choice((("", f", {one}"), (f", {one}", ""), (f", {one}", f", {other}")))


KINDS: Mapping[str, Kind] = {
    "obligation": Kind("obligation", _two("shall", "may", "must", "will", "should", "can"), ("obligation",)),
    "negation": Kind("negation", _either(("", "not "), ("never ", ""), ("", "no longer ")), ("negation",)),
    "opposites": Kind(
        "opposite",
        _either(("lawful", "unlawful"), ("authorised", "unauthorised"), ("complete", "incomplete"),
                ("confidential", "non-confidential"), ("accurate", "inaccurate"), ("verified", "unverified")),
        ("negation",),
    ),
    "numbers": Kind("number", _numbers, ("number",)),
    "periods": Kind("period", _periods, ("number", "period")),
    "measures of periods": Kind("period", _measures, ("period",)),
    "how often": Kind(
        "often", _two("monthly", "weekly", "annually", "every month", "each quarter", "every year", "daily"),
        ("period",),
    ),
    "sums": Kind("money", _money, ("number", "money")),
    "currencies": Kind("money", _currency, ("money",)),
    "dates": Kind("date", _dates, ("date",)),
    "and, or": Kind("connective", _two("and", "or", "and/or"), ("connective",)),
    "conditions": Kind(
        "condition", _two("unless", "if", "provided that", "only if", "where", "until", "except where"),
        ("condition",),
    ),
    "scope": Kind("scope", _two("all", "any", "only", "some", "solely", "most", "other"), ("scope",)),
    "references": Kind("reference", _references, ("reference",)),
    "parties": Kind("party", _parties, ("party",)),
    "terms in small letters": Kind(
        "term", _either(("Personal Data", "personal data"), ("Working Files", "working files")),
        ("defined-term",),
    ),
    "another term": Kind("term", _two("Personal Data", "Working Files", "Census Returns"), ("defined-term",)),
    "definitions": Kind(
        "definition", _either(("", "on paper"), ("in the archive", "in the cellar"), ("of a school", "")),
        ("defined-term",),
    ),
    "items in a sentence": Kind("inline item", _items, ("data-item",)),
    "items of a list": Kind("", _items, ("data-item",)),
}  # fmt: skip
"""Kinds of drafting edits; the last is made of clauses, not of words in a sentence."""

_BESIDE = (
    Clause("front-1", "", None, "(1) Ferryline (“Ferryline”), which carries; and", 1, 1, kind="parties"),
    Clause("front-2", "", None, "(2) Quayside (“Quayside”), which stores.", 1, 1, kind="parties"),
    Clause("1", "1", "Definitions", "", 1, 1, kind="section"),
    Clause("1.1", "1.1", None, "“Personal Data” means what the law says it does.", 1, 1, 1, parent="1"),
    Clause("1.2", "1.2", None, "“Working Files” means papers of the officers.", 1, 1, 1, parent="1"),
    Clause("1.3", "1.3", None, "“Census Returns” means what schools send in.", 1, 1, 1, parent="1"),
    Clause("2", "2", "Use", "", 1, 1, kind="section"),
)
_LEADS = (
    "The school supplies the following items on each pupil:",
    "Data to be shared:",
    "The extract contains these data fields, where they are held:",
    "The following categories of personal data are processed:",
    "Where there is a match, the agency is given this information:",
    "Particulars of each traveller that the form asks for:",
)
_ITEMS = (
    "Surname and former surnames",
    "Date and place of birth",
    "Home address, with the date of entry",
    "Case number",
)


def make(kind: str, rng: random.Random, *, unseen: bool) -> Made:
    """One edit of a kind, in a small document; `unseen` takes the sentences that are kept apart."""
    one = KINDS[kind]
    if not one.templates:
        return _listing(rng, unseen=unseen)
    text = rng.choice((held if unseen else seen)(one.templates))
    old, new = (_clause(" ".join(text.format(words).split())) for words in one.words(rng))
    return Made((*_BESIDE, old), (*_BESIDE, new), "2.1")


def _clause(text: str, eid: str = "2.1", parent: str = "2", depth: int = 1) -> Clause:
    text = text.replace(" , ", ", ")
    return Clause(eid, eid, None, text[0].upper() + text[1:], 1, 1, depth, parent=parent)


def _listing(rng: random.Random, *, unseen: bool) -> Made:
    """An item of a list of data that comes, goes or changes."""
    leads = [text for at, text in enumerate(_LEADS) if (at % 3 == 2) is unseen]
    lead = _clause(rng.choice(leads))
    old, new = (words.lstrip(", ") for words in _items(rng))

    def side(item: str) -> tuple[Clause, ...]:
        listed = [*_ITEMS[:2], *([item] if item else []), *_ITEMS[2:]]
        items = (_clause(words, f"2.1.{at}", "2.1", 2) for at, words in enumerate(listed, start=1))
        return (*_BESIDE, lead, *items)

    return Made(side(old), side(new), "2.1.3")
