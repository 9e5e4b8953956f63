"""Where a field's words stand among those of the page, just on each side of each number."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mouarchive.model import Box
from mouarchive.reading.forms.fields import Filled, FormFields, add_to_lines, fill_in
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

STYLE = Style(10.0, bold=False, italic=False)


def printed(text: str, x0: float, baseline: float):
    """A printed word of ten points, five a letter."""
    return piece_of([Word("", text, x0, baseline - 8, x0 + 5 * len(text), baseline + 2, baseline, STYLE)])


def filled(text: str, box: Box, size: float | None = 10.0, *, lines: bool = False) -> Filled:
    return Filled("text", box, text, len(text), size, lines)


def added(one: Filled, *pieces):
    """The pieces that a field's words make."""
    return fill_in(list(pieces), [one], [], 1).added


BOX = Box(100, 100, 300, 120)


def test_a_line_stands_in_the_middle_of_its_box() -> None:
    """Its baseline is half a capital's height under the middle, and a letter is half as wide as high."""
    (piece,) = added(filled("Specimen12", BOX))
    assert 112 < piece.baseline < 115
    assert 40 < piece.x1 - piece.x0 < 60
    assert 6 < piece.baseline - piece.y0 < 9


@pytest.mark.parametrize(
    ("what", "box", "pieces", "low", "high"),
    [
        ("a high box on a page without print", Box(100, 100, 300, 200), (), 9, 13),
        ("a box lower than the page's print", Box(100, 100, 300, 108), (printed("Name", 10, 500),), 5, 7),
    ],
)
def test_a_field_that_names_no_size_is_as_large_as_the_print_or_its_box(what, box, pieces, low, high) -> None:
    """Programs choose the size that fits; the usual size of print is eleven points."""
    (piece,) = added(filled("Jane", box, None), *pieces)
    assert low < piece.size < high, what


@pytest.mark.parametrize(("off", "joined"), [(5, True), (8, False)])
def test_a_field_goes_with_the_printed_line_beside_it(off, joined) -> None:
    """Fields are drawn by hand, a little above or below the words that they go with."""
    near = printed("Name", 50, 113.5 - off)
    (piece,) = added(filled("Jane", BOX), near)
    assert (piece.baseline == near.baseline) is joined


def test_the_nearest_printed_line_is_taken() -> None:
    """Of two printed lines the nearer one; turned words are none."""
    turned = piece_of([Word("", "Up", 90, 90, 95, 130, 113.6, STYLE._replace(turned=True))])
    (piece,) = added(filled("Jane", BOX), printed("Far", 50, 117), printed("Near", 50, 113), turned)
    assert piece.baseline == 113


@pytest.mark.parametrize(("off", "pieces"), [(2, 1), (4, 2)])
def test_words_stand_inside_the_printed_line_they_are_on(off, pieces) -> None:
    """A large field's line is put into the printed words only where both are on one line."""
    before, after = printed("by", 80, 112 + off), printed("on", 400, 112 + off)
    whole = piece_of([*before.words, *after.words])
    found = fill_in([whole], [filled("Jane", Box(100, 100, 300, 130), lines=True)], [], 1).pieces
    assert len(found) == pieces
    assert found[0].words[0].text == "by"


def test_lines_of_a_field_are_a_line_apart() -> None:
    """Programs set them a little over their size apart, and wrap them as wide as the box."""
    first, second = added(
        filled("The purposes of this specimen are these", Box(100, 100, 210, 160), lines=True)
    )
    assert 9 < second.baseline - first.baseline < 14
    assert (len(first.words), len(second.words)) == (4, 3)


def test_a_field_under_a_passage_blacked_out_says_nothing() -> None:
    """Its letters are counted, and a reader is warned."""
    found = fill_in([], [filled("Jane", BOX)], [Box(90, 90, 310, 130)], 1)
    assert found.fields == ()
    assert [warning.code for warning in found.warnings] == ["text-under-box"]
    assert "4 letters" in found.warnings[0].message


def test_words_are_added_to_the_lines_of_a_scan_at_their_height() -> None:
    """A picture shows no form: its words are lines of their own, between those above and below."""
    lines = add_to_lines((), [printed("Above", 72, 100), printed("Below", 72, 200)], 1)
    assert [line.text for line in add_to_lines(lines, added(filled("Jane", BOX)), 1)] == [
        "Above",
        "Jane",
        "Below",
    ]


# ------------------------------------------------------------------ how much of a form is read


PAGE = SimpleNamespace(crop=(0.0, 0.0, 600.0, 800.0), rotation=0, width=600.0, height=800.0)


def fields_of(*widgets: dict[str, object], **form: object) -> list[Filled]:
    """The fields of a page with these widgets."""
    reader = SimpleNamespace(pages=[{"/Annots": list(widgets)}])
    gate = SimpleNamespace(reader=reader, form=lambda: {f"/{key}": value for key, value in form.items()})
    return list(FormFields(gate).on(PAGE, 1))


def widget(**entries: object) -> dict[str, object]:
    return {"/Subtype": "/Widget", "/FT": "/Tx", "/Rect": [100, 100, 300, 120]} | {
        f"/{key}": value for key, value in entries.items()
    }


def test_endless_fields_and_values_are_read_in_part() -> None:
    """A page has some hundred fields, a field some hundred letters; more is made to hold up readers."""
    assert 1_500 < len(fields_of(*[widget(V="Jane")] * 2_500)) < 2_400
    (one,) = fields_of(widget(V="a" * 35_000))
    assert 15_000 < len(one.text) < 25_000


@pytest.mark.parametrize(("above", "found"), [(12, 1), (20, 0)])
def test_a_value_is_looked_for_in_the_fields_above(above, found) -> None:
    """Fields stand in two or three others; a chain without end is a hostile file's."""
    whole = widget()
    inner = whole
    for _ in range(above):
        inner["/Parent"] = inner = {}
    inner["/V"] = "Jane"
    assert len(fields_of(whole)) == found


@pytest.mark.parametrize(
    ("what", "entries", "why"),
    [
        ("grey", {"DA": "/Helv 12 Tf 0.5 g"}, ""),
        ("white", {"DA": "/Helv 12 Tf 1 g"}, "white"),
        ("white by three colours", {"DA": "1 1 1 rg /Helv 12 Tf"}, "white"),
        ("yellow", {"DA": "1 1 0 rg /Helv 12 Tf"}, ""),
        ("white on black", {"DA": "/Helv 12 Tf 1 g", "MK": {"/BG": [0]}}, ""),
        ("white on white", {"DA": "/Helv 12 Tf 1 g", "MK": {"/BG": [1]}}, "white"),
        ("a colour without its numbers", {"DA": "g"}, ""),
    ],
)
def test_a_field_set_in_white_is_unseen(what, entries, why) -> None:
    """White answers on white ground are hidden, as white words of the page are."""
    (one,) = fields_of(widget(V="Jane", **entries))
    assert (what, one.unseen) == (what, why)


@pytest.mark.parametrize(
    ("appearance", "size"), [("/Helv 12 Tf 0 g", 12.0), ("/Helv 0 Tf", None), ("Tf", None), ("", None)]
)
def test_a_fields_size_is_what_its_appearance_says(appearance, size) -> None:
    """Zero, or nothing, leaves it to the program that draws."""
    (one,) = fields_of(widget(V="Jane"), DA=appearance)
    assert one.size == size


def test_values_of_every_kind_become_words() -> None:
    """Bytes in both alphabets, streams, long answers cut by their own drawing, and control characters."""
    stream = SimpleNamespace(get_data=lambda: b"Jane")
    values = ["\tJane\x07", b"\xfe\xff\x00J\x00a", b"J\xe4ne", stream]
    assert [one.text for one in fields_of(*[widget(V=value) for value in values])] == [
        "Jane",
        "Ja",
        "Jäne",
        "Jane",
    ]


def test_a_broken_page_or_field_is_passed_over() -> None:
    """What cannot be told never keeps a page from being read; a file without form has no fields."""
    gate = SimpleNamespace(reader=SimpleNamespace(pages=[]), form=dict)
    assert FormFields(gate).on(PAGE, 1) == ()
    plain = SimpleNamespace(is_typed_on=lambda: False)
    assert FormFields(SimpleNamespace(reader=None, form=lambda: None)).on(plain, 1) == ()
    assert fields_of(widget(FT="/Sig", V="Jane"), widget(Rect=3, V="Jane")) == []
    ticked = widget(FT="/Btn", V="/Yes", AP={"/N": {"/Yes": 1}})
    other = widget(FT="/Btn", V="/No", AP={"/N": {"/Yes": 1}})
    assert [one.text for one in fields_of(ticked, other)] == ["\u2612", "\u2610"]


def test_what_a_field_draws_counts_where_it_can_be_told() -> None:
    """A drawing that cannot be read leaves the value; a value that runs out of its box is taken whole."""

    def drawn(words):
        def said(_):
            if words is None:
                raise ValueError
            return words

        page = SimpleNamespace(
            get=lambda _: [widget(V="Jane Specimen", AP={"/N": drawing})], extract_xform_text=said
        )
        gate = SimpleNamespace(reader=SimpleNamespace(pages=[page]), form=dict)
        (one,) = FormFields(gate).on(PAGE, 1)
        return one.text, one.other

    drawing = SimpleNamespace(get_data=lambda: b"", get_object=lambda: drawing)
    assert drawn("John") == ("John", 12)
    assert drawn("Jane Sp") == ("Jane Specimen", 0)
    assert drawn("J\ufffdne") == ("Jane Specimen", 0)
    assert drawn(None) == ("Jane Specimen", 0)
