"""How hand-set numbers and rules are written down: each with its reason, so that it can be questioned.

Every chamber has one file of them, `<chamber>_rules.py`: an object of tolerances (lengths, shares, counts,
limits) and an object of rules. The other files of reading, clauses and comparing hold no number that
somebody chose; elsewhere such a number is a named constant with its reason. `docs/rules.md` is
made from these files, and `make rules` changes each number and drops each rule to see which test notices.

    class ColumnTolerances(Tolerances, frozen=True):
        \"\"\"What tells columns of text from a gap between words.\"\"\"

        gutter: Annotated[float, Why("pt", "narrower gaps stand between words of a justified line")] = 9.0

    COLUMNS = ColumnTolerances()

A number that nobody chose (72 points are an inch) is a fact: a module constant ending `# fact: …`.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

__all__ = ["AS_IT_WAS", "Rule", "Rules", "Tolerances", "Tolerated", "Why", "tolerated"]

AS_IT_WAS = "as it was"
"""What a dropped rule answers whose work is to change a value: the value it was given, unchanged."""


class Why(NamedTuple):
    """The reason of a hand-set number, beside it in the annotation.

    `unit`: "pt", "share of the page's height", "of the text size", "lines" …; `reason`: what in the way
    agreements are written, printed or scanned makes this the number, and what goes wrong below or above it;
    `seen`: kinds of real documents that need it ("" where the reason carries it alone).
    """

    unit: str
    reason: str
    seen: str = ""


class Tolerances(msgspec.Struct, frozen=True):
    """The numbers of one chamber: subclass it with `name: Annotated[float, Why(…)] = value` fields."""


class Rule(msgspec.Struct, frozen=True):
    """One named rule.

    `name` is public, plain words: it stands in `show --explain`, in JSON and in docs. `reason` says why texts
    are so; `example` is a minimal text or layout that goes wrong without it (the test table has it in full).
    `weight`: the points it gives or takes where evidence is added up; None for a rule that decides by itself.
    `code`: where it stands, as "room.chamber.module:function"; `without`: what that function answers when the
    rule is dropped (AS_IT_WAS: its first argument). Point rules need neither. `seen` as in Why; of a
    rule that fires on fewer than two series of documents, or was not tried on them yet (docs/rules.md), it
    says why the rule stays.
    """

    name: str
    reason: str
    example: str
    weight: float | None = None
    code: str = ""
    without: Any = None
    seen: str = ""


class Rules(msgspec.Struct, frozen=True):
    """The rules of one chamber: subclass it with one `Rule` field each."""

    def all(self) -> tuple[tuple[str, Rule], ...]:
        """Every rule with the name of its field, in the order in which they are written."""
        return tuple((field, getattr(self, field)) for field in self.__struct_fields__)


class Tolerated(NamedTuple):
    """One hand-set number as read from its chamber's object."""

    field: str
    value: float
    why: Why


def tolerated(numbers: Tolerances) -> tuple[Tolerated, ...]:
    """Every number of a chamber with its reason; the hints are only looked at here, not when a PDF is read.

    Raises TypeError for a number without a reason.
    """
    hints = get_type_hints(type(numbers), include_extras=True)
    found = []
    for field in numbers.__struct_fields__:
        whys = [extra for extra in get_args(hints[field]) if isinstance(extra, Why)]
        if not whys:
            raise TypeError(f"{type(numbers).__name__}.{field} has no reason")
        found.append(Tolerated(field, getattr(numbers, field), whys[0]))
    return tuple(found)
