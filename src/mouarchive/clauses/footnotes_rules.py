"""Hand-set numbers and rules of footnotes and their marks.

On its own: the numbers and rules of the notes, as in every other chamber.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

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

    # fmt: off
    small: Rule = Rule(
        "small type at the foot", "notes are set smaller than the text they stand under",
        "1 See section 12.", code="clauses.footnotes:_is_small", without=False)
    ruled: Rule = Rule(
        "rule above the notes", "a short rule at the left parts notes from text, whatever their size",
        "---- / 1 See section 12.", code="clauses.footnotes:_below_rule", without=None)
    goes_on: Rule = Rule(
        "note that goes on over the page",
        "what stands first below the rule without a mark ends the last page's note",
        "---- / and in the Act of 1998.", code="clauses.footnotes:_is_open", without=False,
        seen="long notes of policies that cross a page")
    scanned: Rule = Rule(
        "notes of a scanned page", "OCR loses raised marks, so place and type have to do",
        "l See section 12.", code="clauses.footnotes:_stand_apart", without=False,
        seen="scanned agreements whose notes would end the last clause of the page")
    plain: Rule = Rule(
        "notes in the text's own type", "browsers print notes as large as the text, at the foot",
        "1. See section 12.", code="clauses.footnotes:_block", without=None,
        seen="pages printed from a browser: their notes would end the last clause of the page")
    listed: Rule = Rule(
        "number of a list",
        "a paragraph that a list counts up to is no note, though a mark refers to its number",
        "3. Costs, after 2. Term", code="clauses.footnotes:_is_listed", without=False,
        seen="lists of which one item's number is also that of a note")
    wrapped: Rule = Rule(
        "mark on a line of its own",
        "a raised mark may wrap to the next line, behind the sentence it belongs to", "… to it. / 1",
        code="clauses.footnotes:_with_wrapped_marks", without=AS_IT_WAS,
        seen="justified lines that leave their mark to the next line, where it looks like a label")
    raised: Rule = Rule(
        "mark read before its line", "it stands higher and is small, so that it was read as a line",
        "3 / the Act to create", code="clauses.footnotes:join_raised", without=AS_IT_WAS)
    level: Rule = Rule(
        "mark level with a label",
        "a mark raises its line so that the label next to it stands level with it", "3.2  1",
        code="clauses.footnotes:_parted", without=AS_IT_WAS,
        seen="headings with a mark behind their number: they would lose their label")
    dropped: Rule = Rule(
        "mark of a known note", "it is no part of the sentence, and counts on when a note is put in",
        "the Act3 to create", code="clauses.footnotes:drop_footnote_marks", without=AS_IT_WAS)
    glued: Rule = Rule(
        "mark that the font draws raised",
        "its place tells it: close to a word, once on the page of its note", "statute.1",
        code="clauses.footnotes:_glued", without={},
        seen="fonts with figures drawn raised: the file says nothing of their height")
    # fmt: on


NOTE_RULES = NoteRules()
