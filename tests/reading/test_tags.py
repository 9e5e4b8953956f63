"""The file's own tags are heard where a copy is audited, line by line, and never change what is read."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject

from mouarchive.reading.witness import OUTSIDE

LINES = (
    "Running head of the agreement",
    "1 First clause of the text",
    "2 Second clause of it",
    "Page 1 of 1",
)


def element(writer, kind: str, page, *inside, parent=None):
    """An element of the structure that holds marked contents (numbers) or other elements."""
    made = DictionaryObject({
        NameObject("/S"): NameObject(f"/{kind}"),
        NameObject("/Pg"): page,
        NameObject("/K"): ArrayObject([NumberObject(it) if isinstance(it, int) else it for it in inside]),
    })  # fmt: skip
    reference = writer._add_object(made)
    if parent is not None:
        made[NameObject("/P")] = parent
    return reference


def tagged(drawn, contents, build) -> bytes:
    """A page of lines, each marked as numbered content or as artifact, and what `build` makes of them."""

    def draw(canvas) -> None:
        for row, (line, content) in enumerate(zip(LINES, contents, strict=True)):
            canvas._code.append("/Artifact BMC" if content is None else f"/P <</MCID {content}>> BDC")
            canvas.drawString(72, 760 - 40 * row, line)
            canvas._code.append("EMC")

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(draw))))
    page = writer.pages[0]
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    reference = writer._add_object(root)
    elements, parents = build(writer, page.indirect_reference, reference)
    root[NameObject("/K")] = ArrayObject(elements)
    numbers = ArrayObject([NumberObject(0), ArrayObject(parents)])
    root[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): numbers})
    page[NameObject("/StructParents")] = NumberObject(0)
    writer.root_object[NameObject("/StructTreeRoot")] = reference
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def plain(writer, page, root):
    """The second clause before the first: an order that nobody sees."""
    second, first = (element(writer, "P", page, number, parent=root) for number in (1, 0))
    return [second, first], [first, second]


def test_each_line_has_its_place_in_the_file_s_own_order(drawn, read) -> None:
    """Artifacts stand outside; the others are counted as the structure has them, whatever the page shows."""
    data = tagged(drawn, (None, 0, 1, None), plain)
    page, _ = read(data, witness="all")
    assert page.tags == (OUTSIDE, 1, 0, OUTSIDE)
    assert [line.text for line in page.lines] == list(LINES)


def test_tags_are_asked_only_where_a_copy_is_audited(drawn, read) -> None:
    """An ordinary reading does not pay for them, and is the same with and without."""
    data = tagged(drawn, (None, 0, 1, None), plain)
    page, warnings = read(data)
    audited, _ = read(data, witness="all")
    assert page.tags == ()
    assert page.lines == audited.lines
    assert warnings == []


def test_a_page_without_structure_has_no_tags(drawn, read) -> None:
    """Most files have none, and nothing is said of them."""
    page, _ = read(lambda canvas: canvas.drawString(72, 700, "1 A clause"), witness="all")
    assert page.tags == ()
    assert read(tagged(drawn, (None, 0, 1, None), lambda *_: ([], [])), witness="all")[0].tags == ()


def test_a_hostile_structure_is_read_in_part(drawn, read) -> None:
    """A structure that holds itself, or is nested without end, never keeps a page from being read."""

    def endless(writer, page, root):
        inner = element(writer, "P", page, 0, parent=root)
        first = inner
        for _ in range(300):
            inner = element(writer, "Div", page, inner, parent=root)
        loop = element(writer, "Sect", page, 1, parent=root)
        loop.get_object()["/K"].append(loop)
        return [loop, inner], [first, loop]

    page, _ = read(tagged(drawn, (None, 0, 1, None), endless), witness="all")
    assert [line.text for line in page.lines] == list(LINES)
