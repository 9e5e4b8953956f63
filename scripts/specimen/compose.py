"""A whole document from its blocks: cover, contents, text, then header and footer on every page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from specimen.inline import break_lines, words_of
from specimen.markup import Block
from specimen.pdffile import A4, Sheet
from specimen.typeset import Layout, Typesetter

__all__ = ["Edition", "compose"]

EXPLANATION = (
    "This is a specimen. It was written to demonstrate an archive of agreements. The departments, people, "
    "register and Act in it are invented, and no authority ever made or released it."
)


@dataclass(frozen=True)
class Edition:
    """What is printed around the text of one version; the umbrella prints no `label`."""

    label: str
    status: str
    marking: str
    specimen: str
    umbrella: bool
    blocks: tuple[Block, ...]
    black: frozenset[str]

    @property
    def footer(self) -> str:
        """Left part of the foot of each page."""
        return f"Version{self.label}  {self.status}" if self.label else ""


def compose(edition: Edition, layout: Layout, breaks: dict[str, tuple[int, ...]]) -> list[Sheet]:
    """Set the document; the contents list is set twice, the second time with page numbers."""
    pages: dict[str, int] = {}
    for _ in range(2):
        setter = Typesetter(layout, edition.black, breaks)
        _cover(setter, edition)
        _contents(setter, edition, pages)
        setter.new_page()
        for block in edition.blocks:
            setter.block(block)
        setter.finish()
        pages = setter.section_pages
    for at, sheet in enumerate(setter.sheets, 1):
        _furniture(sheet, edition, layout, at, len(setter.sheets))
    return setter.sheets


def _centred(sheet: Sheet, y: float, words: str, font: str, size: float) -> None:
    sheet.text((A4[0] - stringWidth(words, font, size)) / 2, y, words, font, size)


def _cover(setter: Typesetter, edition: Edition) -> None:
    setter.new_page()
    layout, sheet = setter.layout, setter.sheet
    lines = [
        "Memorandum of Understanding", "Between", "The Office for Borders (specimen)", "And",
        "Department for Learning (specimen)", "In Respect of the Exchange", "Of Information Assets",
    ]  # fmt: skip
    if edition.umbrella:
        lines = [
            "UMBRELLA MEMORANDUM OF UNDERSTANDING (UMoU)", "BETWEEN THE DEPARTMENT FOR LEARNING (SPECIMEN)",
            "AND THE OFFICE FOR BORDERS (SPECIMEN)", "In Respect of the Exchange", "Of Information",
        ]  # fmt: skip
    y = 210.0
    for line in lines:
        _centred(sheet, y, line, layout.bold, 15 if edition.umbrella else 18)
        y += 36
    if edition.label:
        _centred(sheet, y + 40, f"Version{edition.label}", layout.bold, 14)
        _centred(sheet, y + 66, edition.status, layout.bold, 14)
    setter.y = 690.0
    for words in break_lines(words_of(EXPLANATION, layout.font, 10), layout.edge - layout.left - 40, {}):
        _centred(sheet, setter.y, " ".join(word.text for word in words), layout.font, 10)
        setter.y += 14


def _contents(setter: Typesetter, edition: Edition, pages: dict[str, int]) -> None:
    """The contents list in the manner of the originals, whose numbers lose their full stop from 15 on."""
    setter.new_page()
    layout, sheet = setter.layout, setter.sheet
    sheet.text(layout.left, setter.y, "Contents", layout.bold, 14)
    setter.y += 30
    if edition.umbrella:
        for x, head in ((0, "Paragraph Number"), (130, "Title of Paragraph"), (370, "Page Number")):
            sheet.text(layout.left + x, setter.y, head, layout.bold, 10)
        setter.y += 22
    annexes = any(block.kind == "annex" for block in edition.blocks)
    restarted = False
    for block in edition.blocks:
        restarted = restarted or block.kind == "annex"
        if block.kind == "annex" or (block.kind == "section" and not (annexes and restarted)):
            _entry(setter, block, pages.get(block.key, 0), umbrella=edition.umbrella)


def _entry(setter: Typesetter, block: Block, page: int, *, umbrella: bool) -> None:
    layout, sheet = setter.layout, setter.sheet
    x = layout.left + (130 if umbrella and block.label else 0 if umbrella else 36)
    if block.label:
        stop = "" if umbrella or int(block.label) > 14 else "."
        sheet.text(layout.left, setter.y, block.label + stop, layout.font, layout.size)
    room = layout.left + 330 - x
    lines = break_lines(words_of(block.text, layout.font, layout.size), room, {})
    leading = layout.leading if umbrella else layout.leading + 2
    middle = setter.y + leading * (len(lines) - 1) / 2
    number_x = layout.left + 392
    sheet.text(number_x, middle, str(page), layout.font, layout.size)
    for line in lines:
        sheet.text(x, setter.y, " ".join(word.text for word in line), layout.font, layout.size)
        setter.y += leading
    setter.y += 3 if umbrella else 7


def _furniture(sheet: Sheet, edition: Edition, layout: Layout, page: int, count: int) -> None:
    """Marking and specimen note at the head, version and page at the foot."""
    _centred(sheet, 38, edition.marking, layout.bold, 11)
    _centred(sheet, 54, edition.specimen, layout.font, 8.5)
    foot = A4[1] - 38
    if edition.umbrella:
        _centred(sheet, foot, edition.marking, layout.bold, 11)
        number = f"Page {page} of {count}"
    else:
        sheet.text(layout.left, foot, edition.footer, layout.font, 9)
        number = str(page)
    sheet.text(layout.edge - stringWidth(number, layout.font, 9), foot, number, layout.font, 9)
