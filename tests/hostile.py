"""Files made to harm whoever reads them, by kinds: written byte by byte, the same for the same seed.

`files(200)` gives so many, all kinds in turn; `pair` versions that are as hard to compare as can be.
"""

from __future__ import annotations

import itertools
import random
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["KINDS", "PAIRS", "files", "one_page", "pair", "pdf", "text_pages"]

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
_WORDS = (
    "agreement", "party", "data", "pupil", "school", "record", "share", "purpose", "secure", "transfer",
    "retain", "destroy", "request", "notify", "staff", "lawful", "consent", "annex", "schedule",
    "version", "review", "officer", "department", "minister", "signed", "within", "days", "before",
)  # fmt: skip


def pdf(parts: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these numbered objects with a right table of their places; object 1 is its root."""
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    size = max(parts) + 1
    rows = [b"0000000000 65535 f \n"] * size
    for number, part in parts.items():
        rows[number] = b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    end = b"trailer\n<</Size %d/Root 1 0 R" % size + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return bytes(data) + b"xref\n0 %d\n" % size + b"".join(rows) + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A packed stream."""
    body = zlib.compress(content)
    head = b"<<" + entries + b"/Filter/FlateDecode/Length %d>>stream\n" % len(body)
    return head + body + b"\nendstream"


def page(contents: bytes = b"4 0 R", more: bytes = b"", resources: bytes = b"") -> bytes:
    """A page of A4 with a font F, which is object 5."""
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " + contents
    return head + b"/Resources<</Font<</F 5 0 R>>" + resources + b">>" + more + b">>"


def shown(lines: list[str]) -> bytes:
    """Operators that show these lines, one under the other."""
    told = b" ".join(b"(" + line.encode("latin-1", "replace") + b") '" for line in lines)
    return b"BT /F 11 Tf 15 TL 60 790 Td " + told + b" ET"


def text_pages(lines: list[str], per_page: int = 50) -> bytes:
    """A whole, sound file of these lines."""
    parts: dict[int, bytes] = {1: _CATALOG, 5: _FONT + b">>"}
    kids = []
    for start in range(0, len(lines), per_page):
        number = 6 + 2 * len(kids)
        kids.append(b"%d 0 R" % number)
        parts[number] = page(b"%d 0 R" % (number + 1))
        parts[number + 1] = stream(shown(lines[start : start + per_page]))
    parts[2] = b"<</Type/Pages/Count %d/Kids[" % len(kids) + b" ".join(kids) + b"]>>"
    return pdf(parts)


def one_page(content: bytes, others: dict[int, bytes] | None = None, **wanted: bytes) -> bytes:
    """A file of one page; `others` are further objects or stand for the usual ones, `wanted` as in `page`."""
    parts = {1: _CATALOG, 2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>", 3: page(**wanted)}
    return pdf(parts | {4: stream(content), 5: _FONT + b">>"} | (others or {}))


def sentences(chance: random.Random, count: int) -> list[str]:
    """Numbered clauses of one line each."""
    return [f"{n}. {' '.join(chance.choices(_WORDS, k=9)).capitalize()}." for n in range(1, count + 1)]


def sound(chance: random.Random) -> bytes:
    """An ordinary text of two pages, to be damaged."""
    return text_pages(sentences(chance, chance.randint(60, 90)))


# ------------------------------------------------------------------ page trees and tables


def false_count(chance: random.Random) -> bytes:
    """One page, and a page tree that claims up to a million or more."""
    count = chance.choice([1_000_000, 4_999, 100_000, 2**31 - 1, 2**63, -1])
    return one_page(shown(sentences(chance, 20)), {2: b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count})


def false_kids(chance: random.Random) -> bytes:
    """A tree whose branches are one page many times, itself, or nothing."""
    many = [b"3 0 R " * 4000, b"3 0 R 2 0 R", b"2 0 R", b"3 0 R null (a) 3 0 R", b"3 0 R" + b" 77 0 R" * 900]
    tree = b"<</Type/Pages/Count 4000/Kids[" + chance.choice(many) + b"]>>"
    return one_page(shown(sentences(chance, 5)), {2: tree})


def doubling_tree(chance: random.Random) -> bytes:
    """Branches that each hold the next one twice: a few hundred bytes, two to the 18th pages or more."""
    depth = chance.randint(18, 30)
    parts = {2: b"<</Type/Pages/Count %d/Kids[10 0 R]>>" % 2**depth, 10 + depth: page()}
    for n in range(10, 10 + depth):
        count = 2 ** (10 + depth - n)
        parts[n] = b"<</Type/Pages/Count %d/Kids[%d 0 R %d 0 R]>>" % (count, n + 1, n + 1)
    return one_page(shown(["1. Term."]), parts)


def cyclic_table(chance: random.Random) -> bytes:
    """A table of places whose predecessor is itself, or stands nowhere."""
    data = sound(chance)
    itself = data.split(b"startxref\n")[1].split(b"\n")[0]
    place = chance.choice([itself, b"0", b"99999999999", b"-5"])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + place)


def packed_objects(chance: random.Random) -> bytes:
    """Objects in a stream of objects that lies about their count, and extends itself."""
    count = chance.choice([3, 50_000, 10**9])
    holder = stream(b"7 0 8 30 <<>> <<>>", b"/Type/ObjStm/N %d/First 9/Extends 6 0 R" % count)
    rows = b"\x01\x00\x10\x00" * 9 + b"\x02\x00\x06\x00" * 3
    table = stream(rows, b"/Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Index[0 %d]" % (count, count))
    return one_page(shown(["1. Term."]), {6: holder, 9: table})


def nested(chance: random.Random) -> bytes:
    """Arrays, dictionaries or strings inside each other, up to a hundred thousand deep."""
    deep = chance.choice([500, 5_000, 100_000])
    odd = chance.choice([b"[" * deep + b"]" * deep, b"<</A" * deep + b">>" * deep, b"[" * deep, b"(" * deep])
    return one_page(shown(["1. Term."]), more=b"/Odd " + odd)


# ------------------------------------------------------------------ too much of everything


def shared_stream(chance: random.Random) -> bytes:
    """Hundreds of pages that share one heavy stream."""
    count = chance.choice([300, 2000, 4000])
    weight = chance.choice([b"", b" 0 0 m 9 9 l S" * 20_000, b" q Q" * 100_000])
    heavy = shown(sentences(chance, chance.choice([60, 400]))) + weight
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 10 + count))
    tree = {2: b"<</Type/Pages/Count %d/Kids[" % count + kids + b"]>>"}
    return one_page(heavy, tree | {n: page() for n in range(10, 10 + count)})


def flate_bomb(chance: random.Random) -> bytes:
    """A stream that unpacks to hundreds of megabytes, packed once or twice."""
    block = chance.choice([b" ", b"q Q ", b"(a)' ", b"0 0 m 1 1 l S "]) * 100_000
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(block) for _ in range(chance.choice([60, 300]))) + packer.flush()
    twice = chance.random() < 1 / 2
    body = zlib.compress(body, 9) if twice else body
    filters = b"[/FlateDecode/FlateDecode]" if twice else b"/FlateDecode"
    head = b"<</Filter" + filters + b"/Length %d>>stream\n" % len(body)
    return one_page(b"", {4: head + body + b"\nendstream"})


def repeated_contents(chance: random.Random) -> bytes:
    """A page whose contents name one big stream thousands of times."""
    content = b"[" + b"4 0 R " * chance.choice([500, 20_000]) + b"]"
    return one_page(shown(sentences(chance, 50)) * 20, contents=content)


def doubling_forms(chance: random.Random) -> bytes:
    """Drawings that each draw the next one twice or more, the last perhaps the first again."""
    depth, times = chance.choice([(25, 2), (12, 10), (200, 1)])
    last = stream(shown(["1. Term."]), _FORM + b"/Resources<</Font<</F 5 0 R>>>>")
    parts = {10 + depth: last}
    for n in range(10, 10 + depth + (chance.random() < 1 / 3)):
        following = n + 1 if n < 10 + depth else 10
        parts[n] = stream(b"/X Do " * times, _FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % following)
    return one_page(b"/X Do", parts, resources=b"/XObject<</X 10 0 R>>")


def endless_text(chance: random.Random) -> bytes:
    """A few kilobytes that unpack to millions of letters."""
    line = b"(" + " ".join(chance.choices(_WORDS, k=12)).encode() + b") ' "
    return one_page(b"BT /F 6 Tf 1 TL 10 830 Td " + line * chance.choice([5_000, 60_000, 300_000]) + b"ET")


def numbered_lines(chance: random.Random) -> bytes:
    """Thousands of numbered lines."""
    count, form = chance.choice([5_000, 20_000, 100_000]), chance.choice(["{0}. Data.", "1.{0} Data {0}."])
    return text_pages([form.format(n) for n in range(1, count + 1)], per_page=chance.choice([50, 400]))


def deep_numbers(chance: random.Random) -> bytes:
    """Numbers of hundreds of levels or thousands of digits, and Roman ones without end."""
    deep = [
        ".".join(["1"] * chance.choice([30, 300])) + " Data.",
        "9" * chance.choice([20, 5000]) + ". Data.",
    ]
    return text_pages([*deep, "M" * 400 + ". Roman", "i" * 400 + ". roman", "z" * 300 + ". letters"] * 20)


def one_long_word(chance: random.Random) -> bytes:
    """A word of half a million letters."""
    letters = chance.choice([b"a", b"1.", b"\xb4", b"-", b"_"]) * 300_000
    return one_page(b"BT /F 1 Tf 10 800 Td (" + letters + b") Tj ET")


def many_parts(chance: random.Random) -> bytes:
    """Thousands of notes, fields, rules or clips on one page."""
    count, which = chance.choice([3_000, 30_000]), chance.randrange(4)
    if which in {0, 1}:
        refs = b"6 0 R " * count
        note = b"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(x)>>"
        field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(1. Term)/Rect[10 10 90 20]/F 4>>"
        form = b"/AcroForm<</Fields[" + refs + b"]>>" if which else b""
        parts = {1: _CATALOG[:-2] + form + b">>", 6: field if which else note}
        return one_page(shown(["1. Term."]), parts, more=b"/Annots[" + refs + b"]")
    drawn = b"%d %d 400 1 re f " if which - 2 else b"q %d %d 30 12 re W n Q "
    rules = b"".join(drawn % (n % 500, n % 800) for n in range(count))
    return one_page(rules + shown(sentences(chance, 30)))


def wide_picture(chance: random.Random) -> bytes:
    """A picture of up to billions of billions of points in a few bytes."""
    side = chance.choice([2_000, 60_000, 2**31 - 1])
    kind = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceRGB/Width %d/Height %d"
    picture = stream(bytes(1000), kind % (side, side))
    return one_page(b"q 595 0 0 842 0 0 cm /X Do Q", {6: picture}, resources=b"/XObject<</X 6 0 R>>")


def huge_map(chance: random.Random) -> bytes:
    """A table to Unicode of up to a million rows, which each of a hundred pages needs."""
    rows = b"".join(b"<%04X> <%04X>\n" % (n, n) for n in range(65536)) * chance.choice([1, 10])
    space = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 100 beginbfchar "
    font = _FONT + b"/ToUnicode 7 0 R>>"
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 110))
    parts = {2: b"<</Type/Pages/Count 100/Kids[" + kids + b"]>>", 5: font}
    parts |= {7: stream(space + rows + b"endbfchar endcmap")} | {n: page() for n in range(10, 110)}
    return one_page(shown(["1. Term."]), parts)


# ------------------------------------------------------------------ damage on the way


def cut(chance: random.Random) -> bytes:
    """A download that stopped somewhere."""
    data = sound(chance)
    return data[: chance.randrange(20, len(data))]


def without_end(chance: random.Random) -> bytes:
    """A file that lost only its last lines."""
    data = sound(chance)
    return data[: data.rindex(chance.choice([b"%%EOF", b"startxref", b"trailer"]))]


def with_rubbish(chance: random.Random) -> bytes:
    """Bytes before the first or behind the last."""
    rubbish = chance.randbytes(chance.choice([10, 900, 5_000]))
    data = sound(chance)
    return chance.choice([rubbish + data, data + rubbish, rubbish + data + rubbish])


def sent_as_text(chance: random.Random) -> bytes:
    """Sent as text: by FTP, recoded, through seven bits."""
    data = sound(chance)
    return chance.choice([
        data.replace(b"\n", b"\r\n"), data.replace(b"\r", b"\n"), data.replace(b"\n", b""),
        data.decode("latin-1").encode(), data.decode("utf-8", "replace").encode(),
        bytes(byte & 127 for byte in data), data.replace(b"\x00", b" "),
    ])  # fmt: skip


def other_bytes(chance: random.Random) -> bytes:
    """Some bytes of a sound file are others."""
    data = bytearray(sound(chance))
    for _ in range(chance.choice([1, 10, 100, 1000])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def spliced(chance: random.Random) -> bytes:
    """Pieces of a sound file doubled, left out or moved."""
    data = sound(chance)
    for _ in range(chance.choice([1, 5])):
        a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
        data = chance.choice(
            [data[:a] + data[b:], data[:a] + data[b:c] + data[a:b] + data[c:], data + data[a:]]
        )
    return data


def other_numbers(chance: random.Random) -> bytes:
    """Some numbers of a sound file are huge, negative or none."""
    odd = [b"-1", b"0", b"99999999999999999999", b"1e999", b"nan", b"2147483648", b"null"]
    pieces = sound(chance).split(b" ")
    for at in chance.sample(range(len(pieces)), min(len(pieces), chance.choice([1, 5, 30]))):
        pieces[at] = chance.choice(odd) if pieces[at].strip().isdigit() else pieces[at]
    return b" ".join(pieces)


# ------------------------------------------------------------------ what is no text, or no page


def wild_measures(chance: random.Random) -> bytes:
    """A page without end or of no size, turned by no right angle, with letters of any size."""
    size = chance.choice([b"0 0 1e38 1e38", b"0 0 0 0", b"99 99 -99 -99", b"0 0 1000000 1", b"nan nan 1 1"])
    letters = chance.choice([b"1e30", b"-12", b"0", b"0.0000001", b"99999"])
    odd = page(more=b"/Rotate 45/UserUnit 1e9/CropBox[1 1 2 2]").replace(b"0 0 595 842", size)
    return one_page(b"BT /F " + letters + b" Tf 60 700 Td (1. Term of this agreement) Tj ET", {3: odd})


def odd_letters(chance: random.Random) -> bytes:
    """A font that maps letters to halves of characters, controls, marks of direction, or thousands each."""
    codes = [b"D800", b"DFFF", b"0000", b"001B", b"202E", b"FFFF", b"DBFFDFFF", b"0041" * 4000, b"000A"]
    rows = b"".join(
        b"<%02X> <%b>\n" % (n, target) for n in range(97, 123, 3) for target in [chance.choice(codes)]
    )
    space = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 9 beginbfchar "
    parts = {5: _FONT + b"/ToUnicode 6 0 R>>", 6: stream(space + rows + b"endbfchar endcmap")}
    return one_page(shown(sentences(chance, 30)), parts)


def odd_description(chance: random.Random) -> bytes:
    """A title of a megabyte, of escapes, of half a character, of a script, or that is a page."""
    titles = [
        b"(" + b"a" * 1_000_000 + b")",
        b"(\x1b]0;x\x07\x1b[2J)",
        b"<FEFFD800>",
        b"3 0 R",
        b"(<script>)",
    ]
    info = b"<</Title " + chance.choice(titles) + b"/CreationDate(D:99999999999999)>>"
    data = one_page(shown(sentences(chance, 10)), {6: info})
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")


def cyclic_parts(chance: random.Random) -> bytes:
    """A form, an outline, a structure, a list of files or layers that holds itself."""
    root = chance.choice([
        b"/AcroForm<</Fields[6 0 R]>>", b"/Outlines 6 0 R", b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>",
        b"/Names<</EmbeddedFiles 6 0 R>>", b"/OCProperties 6 0 R", b"/PageLabels 6 0 R",
    ])  # fmt: skip
    odd = b"<</Kids[6 0 R 6 0 R]/K[6 0 R 6 0 R]/First 6 0 R/Next 6 0 R/Last 6 0 R/Parent 6 0 R/OCGs[6 0 R]"
    odd += b"/T(a)/FT/Tx/V 6 0 R/S/P/D 6 0 R/Subtype/Widget/Rect[0 0 9 9]/AP<</N 6 0 R>>>>"
    parts = {1: _CATALOG[:-2] + root + b">>", 6: odd}
    return one_page(shown(sentences(chance, 20)), parts, more=b"/Annots[6 0 R 6 0 R]/StructParents 0")


def other_things(chance: random.Random) -> bytes:
    """What was only named .pdf."""
    return chance.choice([
        b"<!DOCTYPE html><html>Not found", b"PK\x03\x04" + b"word/document.xml" * 20, b"", bytes(5000),
        b"%PDF-", b"%PDF-1.7\n%%EOF", b"{\\rtf1 agreement}", b"%PDF-1.7\n" + chance.randbytes(60_000),
        chance.randbytes(4000), b"Dear Sir,\x1b[2J\n", b"%!PS-Adobe-3.0\n", b"\xd0\xcf\x11\xe0" + bytes(900),
    ])  # fmt: skip


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        false_count, false_kids, doubling_tree, cyclic_table, packed_objects, nested, shared_stream,
        flate_bomb, repeated_contents, doubling_forms, endless_text, numbered_lines, deep_numbers,
        one_long_word, many_parts, wide_picture, huge_map, cut, without_end, with_rubbish, sent_as_text,
        other_bytes, spliced, other_numbers, wild_measures, odd_letters, odd_description, cyclic_parts,
        other_things,
    )
}  # fmt: skip

PAIRS = ("two-words", "shuffled", "look-alikes", "strangers")


def files(count: int, seed: int = 13) -> Iterator[tuple[str, bytes]]:
    """So many files with their names, all kinds in turn."""
    for number, kind in zip(range(count), itertools.cycle(KINDS), strict=False):
        yield f"{kind}-{number // len(KINDS)}.pdf", KINDS[kind](random.Random(f"{seed} {number}"))  # noqa: S311


def pair(kind: str, words: int = 60_000) -> tuple[bytes, bytes]:
    """Two versions of about so many words.

    `two-words`: one clause of two words in any order; `shuffled`: all words alike, in another order;
    `look-alikes`: thousands of clauses that differ in a word or two; `strangers`: nothing in common.
    """
    return _side(kind, words, "a"), _side(kind, words, "b")


def _side(kind: str, words: int, side: str) -> bytes:
    chance = random.Random(f"{kind} {side}")  # noqa: S311
    if kind in {"two-words", "shuffled"}:
        alike = [f"w{n}" for n in range(words)]
        told = chance.choices(["a", "b"], k=words) if kind == "two-words" else chance.sample(alike, words)
        told = ["1.", *told]
        return text_pages([" ".join(told[n : n + 14]) for n in range(0, len(told), 14)])
    fixed = list(_WORDS[:8]) if kind == "look-alikes" else []
    bag = [f"{side if kind == 'strangers' else 'z'}{n}" for n in range(40)]
    rows = ([*fixed, *chance.choices(bag, k=10 - len(fixed))] for _ in range(words // 10))
    return text_pages([f"{n}. {' '.join(row)}." for n, row in enumerate(rows, start=1)])
