"""Small edits of a text layer: those that carry the law, and those that a typesetter makes.

Each takes a random source and a sentence and gives the older and the newer text, or None where the sentence
has no place for it.
"""
# ruff: noqa: RUF001 - look-alike characters are its business

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

__all__ = ["LEGAL", "TYPOGRAPHIC", "Edit"]

Pair = tuple[str, str]
Edit = Callable[[random.Random, str], Pair | None]

NOUNS = ("pupil", "parent", "school", "officer", "child", "teacher", "guardian", "applicant", "analyst")
TERMS = (
    "Personal Data", "Working Day", "Data Controller", "Agreement", "Participant", "Confidential Information",
    "Effective Date", "Service Level", "Secure Line", "Recipient",
)  # fmt: skip
SIGNS = "%<>=+/&@#$£€?!*~^|\\§°±≥≤²½"


def _into(rng: random.Random, host: str, old: str, new: str) -> Pair:
    """Both wordings put at one place between two words of a sentence."""
    words = host.split(" ")
    at = rng.randrange(1, len(words))
    return tuple(" ".join(filter(None, (*words[:at], part, *words[at:]))) for part in (old, new))  # type: ignore[return-value]


def _pairs(make: Callable[[random.Random], Pair]) -> Edit:
    """An edit of words that are put into the sentence; either of the two may be the older."""

    def edit(rng: random.Random, host: str) -> Pair:
        old, new = _into(rng, host, *make(rng))
        return (old, new) if rng.random() < 0.5 else (new, old)

    return edit


def _one_of(*options: Pair) -> Edit:
    return _pairs(lambda rng: rng.choice(options))


def _number(rng: random.Random) -> int:
    return rng.choice((rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 999)))


def _sign(rng: random.Random) -> Pair:
    n, (one, other) = _number(rng), rng.sample(("<", ">", "≤", "≥", "=", "±", ""), 2)
    gap = rng.choice(("", " "))
    return f"of {one}{gap}{n} records".replace("  ", " "), f"of {other}{gap}{n} records".replace("  ", " ")


def _percent(rng: random.Random) -> Pair:
    n, gap = _number(rng), rng.choice(("", " "))
    return f"in {n}{gap}% of cases", f"in {n}{rng.choice(('', f'{gap}‰'))} of cases"


def _decimal(rng: random.Random) -> Pair:
    a, b = rng.randint(0, 99), rng.randint(1, 99)
    return f"of {a}.{b} metres", rng.choice((f"of {a}{b} metres", f"of {a},{b} metres", f"of {a} {b} metres"))


def _thousands(rng: random.Random) -> Pair:
    a, b = rng.randint(1, 999), rng.randint(0, 999)
    new = rng.choice((f"{a}{b:03}", f"{a}.{b:03}", f"{a},{b:03}0", f"{a} {b:03}"))
    return f"of {a},{b:03} records", f"of {new} records"


def _apostrophe(rng: random.Random) -> Pair:
    noun, mark = rng.choice(NOUNS), rng.choice("'’")
    forms = [f"the {noun}{mark}s file", f"the {noun}s{mark} file", f"the {noun}s file"]
    one, other = rng.sample(forms, 2)
    return one, other


def _negation(rng: random.Random) -> Pair:
    return rng.choice((
        ("shall be kept", "shall not be kept"), ("a lawful use", "an unlawful use"), ("a copy", "no copy"),
        ("the disclosure", "the non-disclosure"), ("with a key", "without a key"),
        ("authorised", "unauthorised"), ("can be seen", "cannot be seen"),
        ("complete", "incomplete"), ("either side", "neither side"),
    ))  # fmt: skip


def _case(rng: random.Random) -> Pair:
    term = rng.choice(TERMS)
    return f"the {term}", f"the {term.lower()}"


def _comma(rng: random.Random, host: str) -> Pair | None:
    places = [at for at, char in enumerate(host) if char == " " and host[at - 1].isalnum()]
    if not places:
        return None
    at = rng.choice(places)
    pair = host, f"{host[:at]}{rng.choice(',;:')}{host[at:]}"
    return pair if rng.random() < 0.5 else pair[::-1]


def _unit(rng: random.Random) -> Pair:
    n, (one, other) = _number(rng), rng.sample(("m", "km", "cm", "kg", "g", "days", "weeks", "GB", "MB"), 2)
    return f"over {n} {one}", f"over {n} {other}"


def _range(rng: random.Random) -> Pair:
    a, b = rng.randint(1, 9), rng.randint(1, 99)
    return f"{a}{rng.choice('-–')}{b} days", rng.choice((f"{a}{b} days", f"{a} {b} days", f"{a}/{b} days"))


def _currency(rng: random.Random) -> Pair:
    n, (one, other) = _number(rng), rng.sample(("£", "$", "€", "¥", ""), 2)
    return f"a fee of {one}{n}", f"a fee of {other}{n}"


def _ordinal(rng: random.Random) -> Pair:
    one, other = rng.sample(("1st", "2nd", "3rd", "4th", "5th", "first", "second", "third", "1", "2"), 2)
    return f"the {one} day", f"the {other} day"


def _plural(rng: random.Random) -> Pair:
    noun = rng.choice(NOUNS[:4])
    return f"the {noun}", f"the {noun}s"


def _hyphen(rng: random.Random, host: str) -> Pair | None:
    """A hyphen between or inside words of one line."""
    places = [at for at in range(1, len(host) - 1) if host[at - 1].isalnum() and host[at].isalnum()]
    at = rng.choice(places)
    pair = host, f"{host[:at]}-{host[at:]}"
    return pair if rng.random() < 0.5 else pair[::-1]


def _letter(rng: random.Random, host: str) -> Pair | None:
    """A letter or two for those that they look like."""
    pairs = (
        ("rn", "m"),
        ("m", "rn"),
        ("cl", "d"),
        ("d", "cl"),
        ("l", "1"),
        ("o", "0"),
        ("i", "l"),
        ("e", "c"),
    )
    old, new = rng.choice(pairs)
    places = [found.start() for found in re.finditer(old, host)]
    if not places:
        return None
    at = rng.choice(places)
    return host, host[:at] + new + host[at + len(old) :]


def _any_sign(rng: random.Random, host: str) -> Pair:
    at = rng.randrange(1, len(host))
    pair = host, f"{host[:at]}{rng.choice(SIGNS)}{host[at:]}"
    return pair if rng.random() < 0.5 else pair[::-1]


def _any_figure(rng: random.Random, host: str) -> Pair:
    at = rng.randrange(1, len(host))
    pair = host, f"{host[:at]}{rng.randrange(10)}{host[at:]}"
    return pair if rng.random() < 0.5 else pair[::-1]


def _minus(rng: random.Random) -> Pair:
    n = _number(rng)
    return f"at -{n} degrees", f"at {n} degrees"


def _bracketed(rng: random.Random) -> Pair:
    said = rng.choice(("if any", "or both", "but not later", "with consent", "in part", "excluding costs"))
    return rng.choice(((f"a copy ({said})", "a copy"), (f"a copy ({said})", f"a copy {said}")))


LEGAL: Mapping[str, Edit] = {
    "signs": _pairs(_sign),
    "per cent": _pairs(_percent),
    "decimal points": _pairs(_decimal),
    "thousands": _pairs(_thousands),
    "apostrophes": _pairs(_apostrophe),
    "negation": _pairs(_negation),
    "capitals of terms": _pairs(_case),
    "commas": _comma,
    "units": _pairs(_unit),
    "ranges": _pairs(_range),
    "currencies": _pairs(_currency),
    "ordinals": _pairs(_ordinal),
    "plurals": _pairs(_plural),
    "and/or": _one_of(("name and/or age", "name and or age"), ("name and/or age", "name and age"),
                      ("name and age", "name or age"), ("name/age", "name age")),
    "brackets": _pairs(_bracketed),
    "hyphens in a line": _hyphen,
    "look-alikes": _letter,
    "minus signs": _pairs(_minus),
    "raised figures": _one_of(
        ("10² metres", "102 metres"), ("5 m²", "5 m"), ("10² metres", "10³ metres"), ("½ page", "1 page")
    ),
    "boxes ticked": _one_of(
        ("☐ Nationality", "☒ Nationality"), ("□ Nationality", "■ Nationality"), ("☐ Yes ☒ No", "☒ Yes ☐ No")
    ),
    "any sign anywhere": _any_sign,
    "any figure anywhere": _any_figure,
}  # fmt: skip
"""Edits that can change what is agreed, on text layers: none is a lesser one."""


# ------------------------------------------------------------------ what a typesetter does


def _swap(rng: random.Random, host: str, glyphs: Sequence[str], old: str, new: str) -> Pair:
    """Words with marks, set with one glyph and with another."""
    one, other = rng.sample(list(glyphs), 2)
    made = _into(rng, host, old, new)
    return made[0].replace("\x00", one), made[1].replace("\x00", other)


def _quotes(rng: random.Random, host: str) -> Pair:
    sets = [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'")]
    same = sets[:4] if rng.random() < 0.6 else sets[4:]
    term, (one, other) = rng.choice(TERMS), rng.sample(same, 2)
    return _into(rng, host, f"the {one[0]}{term}{one[1]}", f"the {other[0]}{term}{other[1]}")


def _apostrophes(rng: random.Random, host: str) -> Pair:
    noun = rng.choice(NOUNS)
    form = rng.choice((f"the {noun}\x00s file", f"the {noun}s\x00 file"))
    return _swap(rng, host, "'’ʼ′", form, form)


def _dashes(rng: random.Random, host: str) -> Pair:
    n = rng.randint(2, 98)
    form = rng.choice(
        (f"{n}\x00{n + 1} days", "a well\x00known form", "one \x00 or more \x00 of them", f"\x00{n} degrees")
    )
    return _swap(rng, host, "-–—‑−", form, form)


def _ligatures(rng: random.Random, host: str) -> Pair:
    word, set_ = rng.choice(
        (("officer", "oﬃcer"), ("file", "ﬁle"), ("flow", "ﬂow"), ("staff", "staﬀ"), ("effect", "eﬀect"))
    )
    return _into(rng, host, f"the {word}", f"the {set_}")


def _inside(rng: random.Random, host: str, put: str) -> Pair | None:
    """Something put into a long word of small letters."""
    places = [found.start() + 3 for found in re.finditer(r"[a-z]{7,}", host)]
    if not places:
        return None
    at = rng.choice(places)
    pair = host, f"{host[:at]}{put}{host[at:]}"
    return pair if rng.random() < 0.5 else pair[::-1]


def _line_end(rng: random.Random, host: str) -> Pair | None:
    return _inside(rng, host, rng.choice(("- ", "-\n")))


def _soft(rng: random.Random, host: str) -> Pair | None:
    return _inside(rng, host, rng.choice(("\u00ad", "\u200b", "\u200c", "\ufeff")))


def _compound(rng: random.Random, host: str) -> Pair:
    """A compound broken at its own hyphen."""
    one, other = rng.choice((("well", "known"), ("re", "use"), ("case", "worker"), ("long", "term")))
    return _into(rng, host, f"a {one}-{other} form", f"a {one}-\n{other} form")


def _spaces(rng: random.Random, host: str) -> Pair:
    gap = rng.choice(("\u00a0", "  ", "\n", "\t", "\u2009", "\u202f", " \n "))
    words = host.split(" ")
    at = rng.randrange(1, len(words))
    pair = host, " ".join(words[:at]) + gap + " ".join(words[at:])
    return pair if rng.random() < 0.5 else pair[::-1]


def _ellipsis(rng: random.Random, host: str) -> Pair:
    return _into(rng, host, "and so on…", "and so on...")


def _blank(rng: random.Random, host: str) -> Pair:
    mark = rng.choice("_.")
    return _into(rng, host, f"by {mark * rng.randint(4, 20)}", f"by {mark * rng.randint(21, 60)}")


def _bullets(rng: random.Random, host: str) -> Pair:
    one, other = rng.sample("•▪◦●‣∙", 2)
    return f"{host}\n{one} one\n{one} two", f"{host}\n{other} one\n{other} two"


TYPOGRAPHIC: Mapping[str, Edit] = {
    "quotation marks": _quotes,
    "apostrophe glyphs": _apostrophes,
    "dash glyphs": _dashes,
    "ligatures": _ligatures,
    "soft hyphens": _soft,
    "line-end hyphens": _line_end,
    "broken compounds": _compound,
    "spaces": _spaces,
    "ellipses": _ellipsis,
    "blanks": _blank,
    "bullet glyphs": _bullets,
}
"""Edits that say nothing: none is a change. Capitals of headings are made beside them."""
