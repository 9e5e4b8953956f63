"""How a Word file of a redline is set: paper, styles, header and footer, numbers of changes in the margin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mouarchive.output.word.tracked import Tracked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = [
    "DEEPEST",
    "INDENT",
    "MARKED",
    "NUMBER",
    "Margin",
    "broken_page",
    "headed",
    "set_page",
    "set_styles",
]

_MARGIN, _HEADER_AT = 25, 12
"""Millimetres of white at each edge of an A4 page, and from its top or bottom to header and footer."""
INDENT, NUMBER, MARKED = 284, 964, 800
"""Twentieths of a point by which each level is indented (5 mm), how wide a clause's number may be (17 mm),
and how far out in the margin the number of a change begins (14 mm)."""
DEEPEST = 6  # levels of indents, and of headings in the navigation pane
_FONT = "Times New Roman"  # what courts and firms print in; others take its place where it is missing
_INK = "1F2A44"  # of headings and of the numbers of changes: dark blue, black when printed
_SIZES: Mapping[str, float] = {
    "Normal": 11, "Heading 1": 16, "Heading 2": 13, "Heading 3": 12, "Heading 4": 11, "Heading 5": 11,
    "Heading 6": 11, "Header": 9, "Footer": 9, "Clause note": 9, "Clause box": 10,
}  # fmt: skip


def set_styles(made: Document, *, small: bool = False) -> None:
    """One typeface, dark headings, and styles for what stands beside or below a text.

    `small` sets what must stand on one page.
    """
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, and only for this format
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    for name in ("Clause text", "Clause note", "Clause box"):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
    for name, size in _SIZES.items():
        style: Any = made.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
        if name.startswith("Heading"):
            style.font.color.rgb, style.font.bold, style.font.italic = RGBColor.from_string(_INK), True, False
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
        if name in {"Header", "Footer"}:
            for tabs in style.element.xpath("w:pPr/w:tabs"):  # else the first tab goes to the middle
                tabs.getparent().remove(tabs)
    normal: Any = made.styles["Normal"]
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.1
    if small:
        _set_close(made)
    box: Any = made.styles["Clause box"]
    box.element.get_or_add_pPr().append(_border())


def _set_close(made: Document) -> None:
    """Smaller letters and less white space: a client's summary is one page."""
    from docx.shared import Pt  # noqa: PLC0415

    normal: Any = made.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(9), Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    for name in ("Heading 1", "Heading 2"):
        style: Any = made.styles[name]
        style.paragraph_format.space_before = Pt(6)


def _border() -> Any:
    tracked = Tracked()
    around = tracked.element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        around.append(tracked.element(side, val="single", sz="4", space="4", color="808080"))
    return around


def set_page(section: Section) -> None:
    """An A4 page, upright."""
    from docx.shared import Mm  # noqa: PLC0415

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(_HEADER_AT)


def headed(section: Section, header: str, footer: str) -> None:
    """What stands on top and at the foot of each page of a section: its texts, and page X of Y."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].text = header
    line = section.footer.paragraphs[0]
    line.text = f"{footer}\tPage "
    tracked = Tracked()
    for name, between in (("PAGE", " of "), ("NUMPAGES", "")):
        field = tracked.element("fldSimple", instr=f" {name} ")
        run = tracked.element("r")
        shown = tracked.element("t")
        shown.text = "1"
        run.append(shown)
        field.append(run)
        line._p.append(field)  # noqa: SLF001 - python-docx has no fields
        if between:
            line.add_run(between)
    for one in (section.header.paragraphs[0], line):
        _ruled(one, "bottom" if one is not line else "top", tracked)


def _ruled(paragraph: Any, side: str, tracked: Tracked) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(210 - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    around = tracked.element("pBdr")
    around.append(tracked.element(side, val="single", sz="4", space="4", color="808080"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(around, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def broken_page(made: Document) -> None:
    """What follows begins on a new page."""
    from docx.enum.text import WD_BREAK  # noqa: PLC0415

    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


class Margin:
    """The numbers of changes, "#3" in the margin: numbers of a list, which are no part of any text.

    So accepting and rejecting leaves both texts free of them, letter for letter. Each paragraph that bears
    one has a list of its own, which begins with that number.
    """

    def __init__(self, made: Document, tracked: Tracked) -> None:
        self._tracked = tracked
        self._lists = made.part.numbering_part.element
        taken = self._lists.xpath("w:num/@w:numId")
        self._next = max((int(number) for number in taken), default=0) + 1
        self._abstract = str(len(self._lists.xpath("w:abstractNum")) + 100)  # a number of its own
        self._lists.insert(0, self._pattern())

    def _pattern(self) -> Any:
        """A list with a level for each depth of clauses: behind its number the text begins at its indent."""
        new = self._tracked.element
        pattern = new("abstractNum", abstractNumId=self._abstract)
        pattern.append(new("multiLevelType", val="multilevel"))
        for depth in range(DEEPEST + 1):
            pattern.append(self._level(depth))
        return pattern

    def _level(self, depth: int) -> Any:
        new = self._tracked.element
        level, place, look = new("lvl", ilvl=str(depth)), new("pPr"), new("rPr")
        for tag, value in (
            ("start", "1"), ("numFmt", "decimal"), ("suff", "nothing"), ("lvlText", f"#%{depth + 1}"),
            ("lvlJc", "left"),
        ):  # fmt: skip
            level.append(new(tag, val=value))
        tabs, at = new("tabs"), depth * INDENT
        tabs.append(new("tab", val="num", pos=str(at)))
        place.append(tabs)
        place.append(new("ind", left=str(at), hanging=str(at + MARKED)))
        look.append(new("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial"))
        for tag, value in (
            ("b", "1"), ("i", "0"), ("strike", "0"), ("color", _INK), ("sz", "14"), ("u", "none"),
        ):  # fmt: skip
            look.append(new(tag, val=value))
        level.append(place)
        level.append(look)
        return level

    def numbered(self, number: int, depth: int) -> Any:
        """The property that gives a paragraph of this depth this number."""
        new = self._tracked.element
        one = new("num", numId=str(self._next))
        one.append(new("abstractNumId", val=self._abstract))
        start = new("lvlOverride", ilvl=str(depth))
        start.append(new("startOverride", val=str(number)))
        one.append(start)
        self._lists.append(one)
        found = new("numPr")
        found.append(new("ilvl", val=str(depth)))
        found.append(new("numId", val=str(self._next)))
        self._next += 1
        return found
