"""Hand-set numbers and rules of footnotes and their marks."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rules, Tolerances, Why

__all__ = ["NOTES", "NOTE_RULES"]


class NoteTolerances(Tolerances, frozen=True):
    """What tells footnotes from text, and raised marks from figures beside a line."""

    small: Annotated[float, Why("of the text size", "notes are set a point smaller at least: 11 to 12")] = (
        0.93
    )
    parted: Annotated[
        float, Why("usual steps of lines", "white space above notes; one step is the next line of the text")
    ] = 1.5
    low: Annotated[
        float, Why("share of the page's height", "notes stand at the foot: a page of notes alone is an annex")
    ] = 0.33
    rule_width: Annotated[
        float, Why("share of the page's width", "the rule over notes is short; longer ones frame tables")
    ] = 0.6
    shortest_rule: Annotated[float, Why("pt", "shorter rules are underlined words or blanks")] = 40.0
    rule_above: Annotated[
        float, Why("pt", "notes stand right below their rule; further down it parts something else")
    ] = 24.0
    underline: Annotated[float, Why("pt", "a rule closer below a line is its underline")] = 2.0
    scanned: Annotated[
        float, Why("share of the page", "a picture that covers more of the page is the page: a scan")
    ] = 0.5
    same_edge: Annotated[float, Why("pt", "numbers of one list begin at one edge, but for rounding")] = 2.0
    raised: Annotated[
        float,
        Why(
            "of the line's size", "raised marks are set in two thirds of the size; figures as large are text"
        ),
    ] = 0.75
    lowest: Annotated[float, Why("of the line's size", "a mark on the line's own baseline is not raised")] = (
        0.1
    )
    highest: Annotated[float, Why("of the line's size", "higher up stands the line above")] = 0.6
    near: Annotated[
        float, Why("of the line's size", "a mark is set close to its word; wider white space parts columns")
    ] = 0.4


NOTES = NoteTolerances()


class NoteRules(Rules, frozen=True):
    """Each thing that makes lines a footnote, or a figure its mark."""


NOTE_RULES = NoteRules()
