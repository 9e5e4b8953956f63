"""Hand-set numbers and rules of tables."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

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
    mostly: Annotated[
        float,
        Why(
            "share of the rows",
            "most cells of a column begin at its edge, most of its"
            " numbers go up; rules with more rows between"
            " them are the table's frame",
        ),
    ] = 0.6
    filled: Annotated[
        float, Why("share of the column's width", "prose ends its full lines nearer than this to the edge")
    ] = 0.12
    prose: Annotated[int, Why("words a cell or line", "prose has more; data has one to five")] = 6
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

    # fmt: off
    ruled: Rule = Rule(
        "frame of crossing rules", "rules drawn across each other divide cells", "a box of two columns",
        code="clauses.tables.finding:_ruled", without=None)
    numbering: Rule = Rule(
        "frame round numbered clauses", "word processors lay out clauses as tables of number and text",
        "1.1 | The Authority shall …", code="clauses.tables.finding:_is_numbering", without=False,
        seen="agreements laid out as a table of number and text: their clauses would be cells")
    rules_between: Rule = Rule(
        "rules between rows", "where rules part the rows, cells of several lines are not cut",
        "Name / Address under one rule", code="clauses.tables.finding:_rows_between", without=(),
        seen="schedules whose cells have several lines")
    borderless: Rule = Rule(
        "table without rules", "rows whose cells begin at the same edges, three below each other",
        "Name      Post", code="clauses.tables.borderless:find_borderless", without=())
    evidence: Rule = Rule(
        "evidence for rows", "a line that gapes is no table", "1.   text      more text",
        code="clauses.tables.borderless:_convincing", without=True)
    begins_alike: Rule = Rule(
        "second column at one edge", "a column begins at one place; gaps in prose do not",
        "Anna      Clerk", code="clauses.tables.borderless:_begins_alike", without=True)
    items: Rule = Rule(
        "labels are no column", "lists have their labels apart from the text", "(a)      first item",
        code="clauses.tables.borderless:_are_items", without=False,
        seen="lists with wide gaps behind their labels")
    gapes: Rule = Rule(
        "one justified line of a list", "a wide gap in one item makes no third column", "(b)  the   goods",
        code="clauses.tables.borderless:_gapes_once", without=False,
        seen="justified lists: one line with wide gaps would make a table of the whole list")
    counts_rows: Rule = Rule(
        "column that numbers the rows", "its head says so: these numbers are no clauses",
        "No. | Name | Post", code="clauses.tables.borderless:_counts_rows", without=False,
        seen="schedules that count their rows: their numbers would be clauses")
    clauses: Rule = Rule(
        "clause numbers beside columns", "clauses of two columns, old and new, are no table",
        "4.1   old text   new text", code="clauses.tables.borderless:_are_clauses", without=False)
    runs_through: Rule = Rule(
        "prose beside a list", "a letterhead has a list beside the letter, which runs on past each row",
        "Members   … the committee has", code="clauses.tables.borderless:_runs_through", without=False,
        seen="letters with a list of members along their edge")
    head_splits: Rule = Rule(
        "head with narrow gaps", "cells of a head may stand so near that they are read as one",
        "Name Post    Since", code="clauses.tables.borderless:_splits_header", without=False)
    label_first: Rule = Rule(
        "label before a line", "a label and its text are no two columns", "3.   The Board",
        code="clauses.tables.borderless:_without_label", without=AS_IT_WAS)
    rising: Rule = Rule(
        "numbers that go up", "a column of rising clause numbers is the text's own", "4.1, 4.2, 4.3",
        code="clauses.tables.grids:label_run", without=False)
    cut: Rule = Rule(
        "cells read as one",
        "a cell that reaches into the next column is cut at the word that begins there", "Anna Clerk",
        code="clauses.tables.grids:cut_at", without=None, seen="tables whose cells nearly touch")
    mended: Rule = Rule(
        "word broken in a cell", "cells are narrow and words broken, which is no hyphen", "agree- / ment",
        code="clauses.tables.grids:mend_words", without=AS_IT_WAS, seen="schedules in narrow columns")
    address: Rule = Rule(
        "address broken in a cell", "addresses have no blanks", "clerk@ / a.example",
        code="clauses.tables.grids:_is_broken_address", without=False)
    runs_on: Rule = Rule(
        "table over the page",
        "a table at the top of a page with the columns of the last one goes on with it",
        "rows 9 to 14 on page 2", code="clauses.tables.finding:_same_columns", without=False)
    head_again: Rule = Rule(
        "head printed again", "word processors repeat it on each page", "Name | Post, again on page 2",
        code="clauses.tables.finding:_same_words", without=False)
    rest_of_list: Rule = Rule(
        "row cut by the page break",
        "a first row without all its cells that goes on with bullets is the rest of a cell",
        "\u2022 second point", code="clauses.tables.finding:_is_rest_of_list", without=False,
        seen="schedules whose row goes over the page in the midst of its list")
    # fmt: on


TABLE_RULES = TableRules()
