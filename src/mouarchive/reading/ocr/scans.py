"""Pages read from their picture: made fit for OCR, black boxes found, and what to tell the reader about them.

    shadow   the light of a copier falls off towards the spine and the edges: each spot is measured against
             the paper around it, and the letters in the shadow become as dark as the others
    grain    the speckle of paper that a scanner keeps is hardly seen, and hides short words from the engine:
             all that is as light as the paper within its grain becomes white
    pale     the ink of a faded copy is made as dark as ink is: where only parts of the letters are dark, the
             parts are taken for dust
    askew    a page that went in at an angle is turned until its lines are level
    dust     a dot smaller than a full stop's letter is wide, with nothing within half a line of it, belongs
             to no letter: full stops and the dots of an i stand beside one
    boxes    black boxes and a table's rules are painted white: an engine takes them for letters
    dots     so is a row of dots to sign on: an engine tries to spell it, and loses the line below

None but the turning touches a page that is even, dark, clean and without boxes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.model import Box, Rule, Warn
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.engine import ocr_engine, switched_off
from mouarchive.reading.ocr.ocr_rules import OCR
from mouarchive.reading.ocr.recognition import recognise
from mouarchive.reading.redaction.boxes import merged, standing
from mouarchive.reading.text.lines import line_of, rows
from mouarchive.reading.text.pieces import insert_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL import Image

    from mouarchive.model import Line
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = [
    "Photo", "Scan", "black_boxes", "darkened", "deskew_angle", "dotted", "evened", "photograph",
    "read_photo", "round_spot", "ruled", "turned", "whitened", "whole", "without", "without_dust",
]  # fmt: skip

_PAPER = 255  # fact: white
_FOUR_FIFTHS_BELOW = (
    0.16  # fact: share of normally spread values more than once their spread below the middle
)
_RUN = re.compile(rb"\x01+")


class Scan(msgspec.Struct, frozen=True):
    """Lines read from a page's picture, and the rules of its tables, level as the lines are."""

    lines: tuple[Line, ...]
    engine: str
    confidence: float
    warnings: tuple[Warn, ...]
    specks: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()


class Photo(NamedTuple):
    """A page's picture, taken so that it can be read without the page: its number, pixels and measures."""

    number: int
    image: Image.Image
    scale: float
    width: float
    rules: Sequence[Rule]


def photograph(
    page: OpenPage, number: int, job: Job, drawing: Drawing, widen: Callable[[], bool]
) -> Photo | str:
    """The picture of a page for OCR; where it cannot be read, what keeps it from being read.

    `widen` allows the page its own time, or refuses where no page of the limit is left.
    """
    if not job.ocr or switched_off():
        return "it was not read, since OCR is switched off"
    if ocr_engine() is None:
        return "install mouarchive[ocr], or the tesseract program, to have it read"
    if not widen():
        return f"it was not read, over the limit of {job.ocr_pages} pages by OCR (ocr_pages)"
    image, scale = grey(page, OCR.dpi, job.image_pixels)
    return Photo(number, image, scale, page.width, drawing.rules)


def read_photo(photo: Photo, seconds: int) -> Scan | str:
    """Read a page's picture; where it takes longer than `seconds`, the sentence that says so.

    PDFium is not used here, so that several pictures can be read at the same time.
    """
    number, scale = photo.number, photo.scale
    even = darkened(evened(photo.image))
    angle = deskew_angle(even)
    level = turned(photo.image, angle)
    dark = turned(even, angle)
    blots, rules = black_boxes(level, scale), ruled(dark, scale)
    clean = without(dark, [*blots, *dotted(dark, scale)], rules, scale)
    try:
        seen = recognise(without_dust(whitened(clean), scale), scale, seconds)
    except TimeoutError:
        return f"it was not read, since OCR took over {seconds} seconds (ocr_seconds_per_page)"
    in_text = standing([box for box in blots if not round_spot(level, box, scale)], seen.pieces, rules)
    boxes = merged([box for box in blots if box in in_text], seen.pieces)
    warnings: list[Warn] = []
    if boxes:
        what = "1 passage is" if len(boxes) == 1 else f"{len(boxes)} passages are"
        warnings.append(Warn("redaction", f"{what} blacked out on page {number}", number))
    if seen.confidence < OCR.sure:
        share = f"{seen.confidence:.0f} of 100"
        message = (
            f"page {number} was read from a poor picture (confidence {share}): check it against the page"
        )
        warnings.append(Warn("ocr-doubtful", message, number))
    else:
        warnings.append(Warn("ocr", f"page {number} was read from its picture", number))
    if seen.unread:
        some = "1 line" if seen.unread == 1 else f"{seen.unread} lines"
        said = f"in front of {some} of page {number} stands something that could not be read"
        warnings.append(Warn("unread-ink", f"{said}: clause numbers may be missing", number))
    marked = insert_tokens(seen.pieces, boxes, seen.pieces)
    upright_rules = [rule for rule in (*photo.rules, *rules) if not rule.horizontal]
    lines = tuple(line_of(row, number, upright_rules) for row in rows(marked, photo.width))
    specks = tuple(line_of([piece], number) for piece in seen.dirt)
    return Scan(lines, seen.engine, seen.confidence, tuple(warnings), specks, tuple(whole(rules)))


# ------------------------------------------------------------------ shadows, grain, dust


def evened(image: Image.Image) -> Image.Image:
    """The grey page with its shadows lightened; the same page where it has none worth the name."""
    from PIL import Image, ImageFilter, ImageMath  # noqa: PLC0415 - only pages without text pay for it

    coarse = image.reduce(OCR.coarse).filter(ImageFilter.MaxFilter(OCR.thick))
    shaded = sum(coarse.histogram()[: OCR.shade])
    if shaded < OCR.shaded * coarse.width * coarse.height:
        return image
    paper = coarse.filter(ImageFilter.GaussianBlur(OCR.soft)).resize(image.size, Image.Resampling.BILINEAR)
    even: Image.Image = ImageMath.lambda_eval(
        lambda args: args["min"](args["v"] * _PAPER / args["max"](args["p"], 1), _PAPER), v=image, p=paper
    )
    level: Image.Image = even.convert("L")
    return level


def darkened(image: Image.Image) -> Image.Image:
    """The grey page with its ink made dark; the same page where it is.

    The ink is told from the darkest quarter of all that is darker than paper, as letters have soft edges.
    """
    inked = image.histogram()[: OCR.shade]
    ink = _quantile(inked, OCR.darkest)
    if ink < OCR.pale or not sum(inked):
        return image
    least = _PAPER * (ink - OCR.inked) // (_PAPER - OCR.inked)
    return image.point(lambda value: max(0, (value - least) * _PAPER // (_PAPER - least)))


def whitened(image: Image.Image) -> Image.Image:
    """The grey page with its paper made white; the same page where the paper has no grain.

    The lines' engine reads `2.1.1` as `Sided` on paper whose grain nobody sees, and well on white.
    """
    light = image.histogram()[OCR.light :]
    paper = OCR.light + _quantile(light, 1 / 2)
    spread = paper - OCR.light - _quantile(light, _FOUR_FIFTHS_BELOW)
    if spread <= 1:
        return image
    level = max(OCR.light, paper - OCR.grain * spread)
    return image.point(lambda value: min(_PAPER, value * _PAPER // level))


def _quantile(counts: list[int], share: float) -> int:
    """The place in a histogram below which a share of what it counts lies."""
    left = share * sum(counts)
    for place, count in enumerate(counts):
        left -= count
        if left <= 0:
            return place
    return len(counts)


def without_dust(image: Image.Image, scale: float) -> Image.Image:
    """The page without lone dots; `scale` is pixels for a point.

    Letters are thickened until those of a line run together: what then still stands alone and is small was
    alone before.
    """
    from PIL import Image, ImageDraw, ImageFilter  # noqa: PLC0415 - as above

    step = max(1, round(scale))
    dark = image.point(lambda value: _PAPER if value < OCR.light else 0).reduce(step)
    points = dark.point(lambda value: 1 if value >= OCR.least_dark else 0)
    reach = max(1, round(OCR.clear * scale / step / 2))
    thick = Image.new("L", (points.width + 2 * reach, points.height + 2 * reach))
    thick.paste(points, (reach, reach))
    thick = thick.filter(ImageFilter.MaxFilter(2 * reach + 1))
    most = round(OCR.dust * scale / step) + 1 + 2 * reach
    clean: Image.Image | None = None
    for left, top, right, bottom in _spots(thick.tobytes(), thick.width, most):
        clean = clean or image.copy()
        inner = (left, top, right - 2 * reach, bottom - 2 * reach)
        box = [edge * step for edge in inner]
        ImageDraw.Draw(clean).rectangle((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), fill=_PAPER)
    return clean or image


def _spots(data: bytes, width: int, most: int) -> Iterator[tuple[int, int, int, int]]:
    """Dark spots at most `most` wide and high, as left, top, right, bottom; larger ones are passed over."""
    above: list[tuple[int, int, list[int]]] = []  # runs of the row before, each with its spot's box
    for y in range(len(data) // width + 1):
        row: list[tuple[int, int, list[int]]] = []
        for start, end in _runs(data[y * width : (y + 1) * width]):
            box = [start, y, end, y + 1]
            for left, right, other in above:
                if left <= end and right >= start and other is not box:
                    _widen(other, box)
                    above = [(x0, x1, other if known is box else known) for x0, x1, known in above]
                    row = [(x0, x1, other if known is box else known) for x0, x1, known in row]
                    box = other
            row.append((start, end, box))
        going = {id(box) for _, _, box in row}
        for box in {id(box): box for _, _, box in above if id(box) not in going}.values():
            if box[2] - box[0] <= most and box[3] - box[1] <= most:
                yield box[0], box[1], box[2], box[3]
        above = row


def _widen(box: list[int], other: list[int]) -> None:
    box[0], box[1] = min(box[0], other[0]), min(box[1], other[1])
    box[2], box[3] = max(box[2], other[2]), max(box[3], other[3])


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where ink begins and ends in a row of pixels, each 0 or 1."""
    return [match.span() for match in _RUN.finditer(row)]


# ------------------------------------------------------------------ askew


def turned(image: Image.Image, angle: float) -> Image.Image:
    """The page turned by some degrees against the clock, with white at the corners."""
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    if not angle:
        return image
    return image.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=_PAPER)


def deskew_angle(image: Image.Image) -> float:
    """By how many degrees to turn the page so that its lines are level; 0 where they are.

    Lines are level where the rows of pixels differ most: full ones in the text, empty ones between.
    """
    edge_x, edge_y = round(OCR.margin_share * image.width), round(OCR.margin_share * image.height)
    image = image.crop((edge_x, edge_y, image.width - edge_x, image.height - edge_y))
    ratio = OCR.small_height / max(1, image.height)
    small = image.resize((max(1, round(image.width * ratio)), OCR.small_height)) if ratio < 1 else image
    ink = small.point(lambda value: _PAPER if value < OCR.ink else 0)
    best = 0.0
    reach = OCR.widest_angle
    for step in (OCR.coarse_step, OCR.fine_step):
        count = round(reach / step)
        angles = [best + step * index for index in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (_unevenness(ink, angle), -abs(angle)))
        reach = step
    return round(best, 2) if abs(best) >= OCR.least_angle else 0.0


def _unevenness(ink: Image.Image, angle: float) -> float:
    from PIL import Image  # noqa: PLC0415 - as in turned

    turned = ink.rotate(angle, resample=Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), resample=Image.Resampling.BOX).tobytes()
    return sum((first - second) ** 2 for first, second in pairwise(rows))


# ------------------------------------------------------------------ black boxes and rules


class _Dark(NamedTuple):
    """A dark area, by rows that overlap: left, right, first and last row, and how much of it is ink."""

    x0: int
    x1: int
    top: int
    bottom: int
    ink: int


def black_boxes(image: Image.Image, scale: float) -> list[Box]:
    """Solid black rectangles at least 12 by 6 points, in points; `scale` is pixels for a point.

    Shadows at the edge of the glass, areas over two fifths of the page and the plain parts of a dark
    heading with light letters are left out.
    """
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    size = max(1, round(image.width / scale)), max(1, round(image.height / scale))
    small = image.resize(size, Image.Resampling.BOX).point(lambda value: 1 if value < OCR.black else 0)
    solid = [dark for dark in _dark_areas(small.tobytes(), small.width) if _is_solid(dark, *size)]
    boxes = [Box(float(it.x0), float(it.top), float(it.x1), float(it.bottom + 1)) for it in solid]
    return [box for box in boxes if not _part_of_more(box, small)]


def _dark_areas(data: bytes, width: int) -> Iterator[_Dark]:
    """Areas of long runs of ink one below the other; each as soon as it ends."""
    going: list[_Dark] = []
    for y in range(len(data) // width + 1):
        row = data[y * width : (y + 1) * width]
        runs = [run for run in _runs(row) if run[1] - run[0] >= OCR.box_wide]
        still: list[_Dark] = []
        for dark in going:
            run = next((run for run in runs if run[0] < dark.x1 and run[1] > dark.x0), None)
            if run is None:
                yield dark
                continue
            runs.remove(run)
            x0, x1 = min(dark.x0, run[0]), max(dark.x1, run[1])
            still.append(_Dark(x0, x1, dark.top, y, dark.ink + run[1] - run[0]))
        going = still + [_Dark(start, end, y, y, end - start) for start, end in runs]


def _is_solid(dark: _Dark, width: int, height: int) -> bool:
    """Whether an area is high enough, full of ink, away from the page's edges, and not most of the page."""
    rows = dark.bottom - dark.top + 1
    area = (dark.x1 - dark.x0) * rows
    away = min(dark.x0, dark.top, width - dark.x1, height - dark.bottom) >= OCR.box_high
    full = dark.ink >= OCR.fill * area and area <= OCR.largest * width * height
    return rows >= OCR.box_high and away and full


def round_spot(image: Image.Image, box: Box, scale: float) -> bool:
    """Whether a box is about as high as wide and its corners are white: a punched hole, a dot, a seal."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if not OCR.square <= wide / high <= 1 / OCR.square:
        return False
    size = OCR.corner * max(wide, high)
    white = 0
    for x0 in (box.x0, box.x1 - size):
        for y0 in (box.y0, box.y1 - size):
            corner = image.crop((x0 * scale, y0 * scale, (x0 + size) * scale, (y0 + size) * scale))
            dark = sum(corner.histogram()[: OCR.rule_ink])
            white += dark < OCR.corner_ink * corner.width * corner.height
    return white >= OCR.several


def _part_of_more(box: Box, ink: Image.Image) -> bool:
    """Whether the dark goes on beyond one of the box's sides: it then is a heading's, around letters."""
    x0, y0, x1, y1 = (int(edge) for edge in (box.x0, box.y0, box.x1, box.y1))
    for strip in (
        (x0 - OCR.around, y0 + 1, x0, y1 - 1),
        (x1, y0 + 1, x1 + OCR.around, y1 - 1),
        (x0 + 1, y0 - OCR.around, x1 - 1, y0),
        (x0 + 1, y1, x1 - 1, y1 + OCR.around),
    ):
        part = ink.crop(strip)
        if part.histogram()[1] > OCR.mostly * part.width * part.height:
            return True
    return False


def ruled(image: Image.Image, scale: float) -> list[Rule]:
    """The rules of a page's tables, in points; `scale` is pixels for a point.

    Lines over 28 points long, longer than any letter is high, and at most 2.4 thick; level ones only where
    they meet an upright one, so that underlined words and blanks to be filled in are none.
    """
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    ink = image.point(lambda value: 1 if value < OCR.rule_ink else 0)
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    uprights = [Box(y0, x0, y1, x1) for x0, y0, x1, y1 in _lines(turned, scale)]
    levels = [Box(*line) for line in _lines(ink, scale)]
    joint = OCR.joint * scale
    levels = [level for level in levels if any(_meet(level, other, joint) for other in uprights)]
    return [
        Rule(Box(box.x0 / scale, box.y0 / scale, (box.x1 + 1) / scale, (box.y1 + 1) / scale), horizontal=flat)
        for flat, boxes in ((False, uprights), (True, levels))
        for box in boxes
    ]


def dotted(image: Image.Image, scale: float) -> list[Box]:
    """Rows of dots or dashes that stand alone between the margins, in points: a place to sign or to fill in.

    Dots behind words, as in a contents list, are none: a heading and its page belong together by them.
    """
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    size = round(image.width / scale * 2), round(image.height / scale * 2)
    small = image.resize(size, Image.Resampling.BOX)
    pale = small.point(lambda value: 1 if value < OCR.shade else 0)
    data, width = small.point(lambda value: 1 if value < OCR.light else 0).tobytes(), small.width
    found: list[Box] = []
    for run in re.finditer(rb"(?:\x01{1,6}\x00{1,12}){%d,}" % OCR.dots, data):
        y, left = divmod(run.start(), width)
        if left + len(run[0]) > width or any(box.y1 * 2 >= y for box in found[-1:]):
            continue
        x0, x1 = max(0, left - 1), left + len(run[0].rstrip(b"\x00")) + 1
        high, low = round(OCR.dotted_above * 2), round(OCR.dust * 2)
        row = pale.crop((0, max(0, y - high), width, y + round(OCR.dotted_below * 2))).histogram()[1]
        own = pale.crop((x0, y - 1, x1, y + low)).histogram()[1]
        if own >= OCR.alone * row and x1 - x0 >= OCR.rule_long * 2:
            found.append(Box(x0 / 2, (y - 1) / 2, x1 / 2, (y + low) / 2))
    return found


def whole(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that touch or nearly touch as one: each row of pixels of a rule was found by itself."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.box.y0, rule.box.x0)):
        box = rule.box
        for at, other in enumerate(found):
            if other.horizontal is rule.horizontal and _meet(other.box, box, OCR.joint):
                x0, y0 = min(other.box.x0, box.x0), min(other.box.y0, box.y0)
                x1, y1 = max(other.box.x1, box.x1), max(other.box.y1, box.y1)
                found[at] = Rule(Box(x0, y0, x1, y1), horizontal=rule.horizontal)
                break
        else:
            found.append(rule)
    return found


def without(image: Image.Image, boxes: Sequence[Box], rules: Sequence[Rule], scale: float) -> Image.Image:
    """The page with black boxes and a table's rules painted white.

    An OCR engine takes a box's ends for stray letters and a rule for "|", "I" or "l".
    """
    from PIL import ImageDraw  # noqa: PLC0415 - only pages without text pay for it

    clean = image.copy()
    draw = ImageDraw.Draw(clean)
    for margin, areas in ((1, boxes), (OCR.fuzz, [rule.box for rule in rules])):
        for box in areas:
            edges = (box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin)
            draw.rectangle([round(edge * scale) for edge in edges], fill=_PAPER)
    return clean


def _lines(ink: Image.Image, scale: float) -> list[tuple[int, int, int, int]]:
    """Long thin level lines as boxes in pixels: left, top, right, bottom."""
    width = ink.width
    thick = max(2, round(OCR.rule_thick * scale))
    found: list[tuple[int, int, int, int]] = []
    for run in re.finditer(rb"\x01{%d,}" % round(OCR.rule_long * scale), ink.tobytes()):
        y, left = divmod(run.start(), width)
        right = left + run.end() - run.start()
        if right > width:  # the run goes on in the next row of pixels
            continue
        around = ink.crop((left, max(0, y - thick), right, min(ink.height, y + thick + 1)))
        if around.histogram()[1] < (thick + 1) * (right - left):
            found.append((left, y, right - 1, y))
    return found


def _meet(one: Box, other: Box, joint: float) -> bool:
    return (
        one.x0 - joint <= other.x1
        and one.x1 + joint >= other.x0
        and one.y0 - joint <= other.y1
        and one.y1 + joint >= other.y0
    )
