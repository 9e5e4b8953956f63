"""Hand-set numbers and rules of tables."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rules, Tolerances, Why

__all__ = ["TABLES", "TABLE_RULES"]


class TableTolerances(Tolerances, frozen=True):
    """What makes rows and columns of lines that stand below and beside each other."""

    aligned: Annotated[
        float, Why("pt", "cells of a column begin at one edge, but for letters' shapes and hanging signs")
    ] = 4.0
    gutter: Annotated[float, Why("pt", "columns are parted by more than the widest space between words")] = (
        5.0
    )
    far: Annotated[
        float, Why("text sizes", "rows stand up to an empty line apart; a wider step ends the table")
    ] = 3.2
    tight: Annotated[
        float, Why("text sizes", "the next line of a cell; a wider step in the first column begins a row")
    ] = 1.7
    paragraph: Annotated[
        float, Why("text sizes", "a new paragraph in a cell of another column is spaced, but not a row away")
    ] = 2.6
    looser: Annotated[
        float,
        Why("of the step inside cells", "rows are set wider apart than lines of a cell, if by a twelfth"),
    ] = 1.08
    rows: Annotated[
        int,
        Why("rows", "two rows of two columns are a place and date, or names side by side; three are a table"),
    ] = 3
    columns: Annotated[
        int, Why("columns", "numbers that go up beside one or two columns are clauses' own")
    ] = 4
    starts: Annotated[
        float, Why("share of the rows", "most cells of a column begin at its edge, most numbers go up")
    ] = 0.6
    filled: Annotated[
        float, Why("share of the column's width", "prose ends its full lines nearer than this to the edge")
    ] = 0.12
    prose: Annotated[int, Why("words a cell or line", "prose has more; data has one to five")] = 6
    framed: Annotated[
        float, Why("share of the lines", "rules with more between them are the table's frame, not its rows'")
    ] = 0.6
    inside: Annotated[
        float, Why("pt", "rules are drawn up to two points beside where they belong, text over its frame")
    ] = 2.0
    middle: Annotated[
        float, Why("of the text size", "a letter's middle stands this far above its baseline")
    ] = 0.3
    same_columns: Annotated[
        float, Why("pt", "a table that runs on is set again, its columns as wide but for rounding")
    ] = 6.0
    touch: Annotated[float, Why("pt", "cells drawn one by one leave gaps of a rule's width at corners")] = 3.0
    shortest: Annotated[float, Why("pt", "shorter rules are boxes to tick, bullets, underlined letters")] = (
        8.0
    )
    tallest: Annotated[float, Why("pt", "rules further apart are no borders of one row")] = 260.0
    letters: Annotated[
        float, Why("letters' widths", "where a cell should end is known to a word's space or two")
    ] = 3.0


TABLES = TableTolerances()


class TableRules(Rules, frozen=True):
    """Each thing that makes a table, or shows that there is none."""


TABLE_RULES = TableRules()
