"""Numbers and rules of what was filled into a form, each with its reason.

On its own: the numbers and rules of the chamber, as in every other.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rule, Rules, Tolerances, Why

__all__ = ["FORMS", "FORMS_RULES"]

_EM = "of the type size"


class FormsTolerances(Tolerances, frozen=True):
    """Where a field's words stand among those of the page, and how much of a form is read."""

    fields: Annotated[
        int, Why("fields", "a page has some hundred; a hostile one must not hold up the rest")
    ] = 2_000
    characters: Annotated[
        int, Why("characters", "a page of print holds a quarter; more is no answer to a form")
    ] = 20_000
    depth: Annotated[int, Why("fields above", "fields stand in two or three; more is a hostile file's")] = 16
    size: Annotated[float, Why("pt", "the usual size of print, for a page without any")] = 11.0
    height: Annotated[float, Why(_EM, "letters rise so high over their baseline: a field is no lower")] = 0.75
    letter: Annotated[float, Why(_EM, "a letter's usual width, by which long answers are wrapped")] = 0.5
    leading: Annotated[float, Why(_EM, "programs set the lines of an answer so far apart")] = 1.15
    middle: Annotated[
        float, Why(_EM, "half a capital's height: one line stands in the middle of its box")
    ] = 0.35
    beside: Annotated[
        float, Why(_EM, "the printed words that a field goes with stand on its line, not on the one above")
    ] = 0.6
    same_line: Annotated[
        float, Why(_EM, "baselines of one line differ by less, those of two lines by more")
    ] = 0.3


class FormsRules(Rules, frozen=True):
    """What a field says, and what gives way to it."""

    under_box: Rule = Rule(
        "a field under a black box says nothing",
        "a redaction holds for the form's words as for the page's own",
        "a black rectangle over a filled field",
        code="reading.forms.fields:covered",
        without=False,
        seen="forms released with a box drawn over an answer: the form's own words would give it away",
    )
    white: Rule = Rule(
        "a field set in white is hidden",
        "answers are hidden by setting them in white, as words of the page are",
        "a field whose default appearance says 1 g",
        code="reading.forms.fields:_in_white",
        without=False,
        seen="forms whose answers were hidden by setting them in white",
    )
    blanks: Rule = Rule(
        "underscores make way for the words on them",
        "a printed form has a row of dots or underscores for the pen to write on",
        "Signed by ________ with a field on the blank",
        code="reading.forms.fields:_written_over",
        without=False,
        seen="order forms and signature pages: the row of dots would stand beside the answer",
    )
    printed_line: Rule = Rule(
        "a field goes with the line it stands on",
        "a form's fields are drawn by hand, a little above or below the printed words",
        "The contact is [field] or a deputy, the field two points higher",
        code="reading.forms.fields:_beside",
        without=None,
        seen="forms whose answers stand in the midst of a sentence: it would be cut in three",
    )


FORMS = FormsTolerances()
FORMS_RULES = FormsRules()
