"""Running titles of a few pages only, and titles that say that they go on."""

from __future__ import annotations

from collections import Counter

import pytest

from mouarchive.clauses.sorting import sort_lines

TITLE = "STRATEGY COMMITTEE"


def _made(printed, tops, *, ends="and of the other party at all times", begins="in each of the"):
    """Pages of prose in which each page's first lines are given."""
    sheets = []
    for number, top in enumerate(tops, 1):
        own = chr(ord("a") + number) * 4
        text = printed.prose(130, 30, words=f"The Participants {own} act in line with it")
        first = printed.line((70, f"{begins} {own} years and so on"), y=116)
        last = printed.line((70, f"{own} {ends}"), y=560)
        lines = [printed.line(*cells, y=60 + 14 * at, **look) for at, (cells, look) in enumerate(top)]
        sheets.append(printed.page(number, *lines, first, *text, last))
    return printed.document(*sheets)


def _line(text, *, x=70, **look):
    return (((x, text),), look)


def test_a_title_on_successive_pages_is_no_text(printed):
    """The same short line first on two pages running, in the middle of a sentence, is a running title."""
    tops = [[]] * 4 + [[_line(TITLE)]] * 2 + [[]] * 4
    layout = sort_lines(_made(printed, tops))
    assert printed.set_aside(layout, "header") == [TITLE] * 2


def test_a_title_named_before_is_a_running_title(printed):
    """Words that an earlier page gives as a name, first on the pages after it, are furniture."""
    tops = [[]] * 3 + [[_line(f"Short Name: {TITLE} (for use in tags)")]] + [[_line(TITLE)]] * 2 + [[]] * 4
    layout = sort_lines(_made(printed, tops, ends="at all times.", begins="Then in"))
    assert printed.set_aside(layout, "header") == [TITLE] * 2
    assert any("Short Name" in text for text in printed.body(layout))


@pytest.mark.parametrize(
    ("reason", "tops"),
    [
        ("it stands on one page", [[_line(TITLE)]]),
        ("it is a label", [[_line("Schedule 2")]] * 2),
        ("it is a point of a list", [[_line("\u2022 Strategy committee")]] * 2),
        ("it is a sentence", [[_line("It is kept safe.")]] * 2),
        ("it stands elsewhere", [[_line(TITLE)], [_line(TITLE, x=200)]]),
        ("it is a row of a table", [[(((70, "Name"), (300, "Reason")), {})]] * 2),
        ("it is long", [[_line("One and two and three and four and five and six")]] * 2),
    ],
)
def test_what_else_comes_first_on_a_page_stays(printed, reason, tops):
    """Without repetition at one place, or as part of a list, sentence or table, a first line is text."""
    layout = sort_lines(_made(printed, [[]] * 4 + tops + [[]] * 4))
    assert not printed.set_aside(layout, "header"), reason


@pytest.mark.parametrize("below", ["I certify that", "Copy {} of two"])
def test_a_form_printed_twice_keeps_its_title(printed, below):
    """Two forms that are alike but for a number each begin with their title: it is no running title."""
    pages = [printed.page(n, *printed.prose(100, 30)) for n in range(1, 5)]
    named = printed.page(5, printed.line((70, "The certificate of destruction is sent."), y=100))
    forms = [
        printed.page(
            n,
            printed.line((70, "CERTIFICATE OF DESTRUCTION"), y=60),
            printed.line((70, below.format(n - 5)), y=90),
            *printed.prose(120, n),
        )
        for n in (6, 7)
    ]
    layout = sort_lines(printed.document(*pages, named, *forms))
    assert printed.body(layout).count("CERTIFICATE OF DESTRUCTION") == 2


def test_a_title_that_says_it_goes_on_is_furniture(printed):
    """`ATTACHMENT 2 continued` and the line of the title it repeats are no text of the attachment."""
    tops = [[]] * 3
    tops += [[_line("ATTACHMENT 2", bold=1.0), _line("Operating Guidance", bold=1.0)]]
    tops += [[_line("ATTACHMENT 2 continued", bold=1.0), _line("Operating Guidance", bold=1.0)]]
    tops += [[_line("[Attachment 2, cont'd]", bold=1.0)], [_line("Annex 9 (continued)")]]
    layout = sort_lines(_made(printed, tops))
    assert printed.set_aside(layout, "header") == [
        "ATTACHMENT 2 continued",
        "Operating Guidance",
        "[Attachment 2, cont'd]",
    ]
    assert "ATTACHMENT 2" in printed.body(layout)
    assert "Annex 9 (continued)" in printed.body(layout)


def test_no_character_is_lost(printed):
    """Running titles leave the body for what was set aside, and nothing else goes."""
    document = _made(printed, [[]] * 4 + [[_line(TITLE)]] * 3)
    layout = sort_lines(document)
    kept = [item.line.text for item in layout.body] + [one.text for one in (*layout.asides, *layout.apart)]
    before = [line.text for page in document.pages for line in page.lines]
    assert Counter("".join(kept).replace(" ", "")) == Counter("".join(before).replace(" ", ""))
