"""The specimen series: reproducible, marked on every page, clean under its boxes, telling its story."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from PIL import ImageChops
from pypdfium2 import PdfDocument

from mouarchive.reading.process.parent import read_pdf

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "documents" / "specimen-pupil-data"
sys.path.insert(0, str(ROOT / "scripts"))

import make_specimens  # noqa: E402 - stands beside its sources, which it imports by name
from specimen import scan as scanning  # noqa: E402
from specimen.inline import break_lines, hyphenations, words_of  # noqa: E402
from specimen.markup import apply_edits, number, parse  # noqa: E402

DOCUMENTS = make_specimens.documents()
NAMES = [document["file"] for document in DOCUMENTS]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Folder into which the script has written everything anew, in a process of its own."""
    folder = tmp_path_factory.mktemp("specimens")
    script = ROOT / "scripts" / "make_specimens.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    return folder


def blocks(version: str):
    return make_specimens.blocks_of(next(doc for doc in DOCUMENTS if doc["version"] == version))


@cache
def operations(name: str) -> list[str]:
    """What is drawn on each page of a document."""
    return ["\n".join(sheet.operations) for sheet in make_specimens.sheets_of(DOCUMENTS[NAMES.index(name)])]


def copies() -> dict[str, dict]:
    record = tomllib.loads((FOLDER / "agreement.toml").read_text(encoding="utf-8"))
    found = [
        copy | {"label": version["label"]}
        for version in record["version"]
        for copy in version.get("copy", ())
    ]
    return {copy["file"]: copy for copy in found}


@pytest.mark.parametrize("name", NAMES)
def test_made_again_byte_for_byte(made, name):
    """Running the script again gives the same bytes as the file in documents/."""
    document = DOCUMENTS[NAMES.index(name)]
    if document.get("scan") and scanning.made_with() != scanning.MADE_WITH:
        pytest.skip(f"the scan was made with {scanning.MADE_WITH}, here is {scanning.made_with()}")
    assert (made / name).read_bytes() == (FOLDER / name).read_bytes()


def test_hashes_stand_in_the_record():
    """agreement.toml names every PDF of the folder, each under the right version and with its sha256."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.pdf")}
    assert {name: copy["sha256"] for name, copy in copies().items()} == found
    assert {name: copy["label"] for name, copy in copies().items()} == {
        document["file"]: document["version"] for document in DOCUMENTS
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_specimen(name):
    """Each page, the scan's included, carries the specimen note and the protective marking in its head."""
    marking = DOCUMENTS[NAMES.index(name)]["marking"]
    for page in operations(name):
        assert "(SPECIMEN \x96 written for demonstration, never released by any authority)" in page
        assert f"({marking})" in page


@pytest.mark.parametrize("name", [document["file"] for document in DOCUMENTS if not document.get("scan")])
def test_a_reader_finds_the_note_on_every_page(name):
    """The reader that the archive uses finds the specimen note on each page of the file itself."""
    pages = read_pdf(FOLDER / name, ocr=False).pages
    assert len(pages) == len(operations(name))
    for page in pages:
        assert any(line.text.startswith("SPECIMEN") for line in page.lines)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_under_the_black_boxes(name):
    """Text that is blacked out is not in the file at all, only the boxes are."""
    document = DOCUMENTS[NAMES.index(name)]
    drawn = "\n".join(operations(name))
    source = (make_specimens.SOURCES / document["text"]).read_text(encoding="utf-8")
    for group, inner in re.findall(r"\{\{(\w+):(.*?)\}\}", source):
        if group in document["black"]:
            assert inner not in drawn
    assert " re f" in drawn


def test_the_list_is_blacked_out_in_the_scan():
    """Nothing of the items of 15.2, their numbers included, is drawn in version 2.0."""
    drawn = "\n".join(operations("20160912-final-v2.0-redacted-scan.pdf"))
    assert "15.2.1" not in drawn
    assert "ationality" not in drawn
    assert "15.3.1." in drawn


def test_the_scan_looks_the_same_everywhere(made):
    """Whatever releases draw it, the scan shows the same pages: fewer than 2 in 100 pixels differ."""
    name = "20160912-final-v2.0-redacted-scan.pdf"
    with PdfDocument(made / name) as new, PdfDocument(FOLDER / name) as old:
        assert len(new) == len(old)
        for ours, theirs in zip(new, old, strict=True):
            pictures = [page.render(scale=1, grayscale=True).to_pil() for page in (ours, theirs)]
            greys = ImageChops.difference(*pictures).histogram()
            assert sum(greys[64:]) < 0.02 * sum(greys)


def test_scan_has_no_text_layer():
    """The scan's pages are pictures alone."""
    data = (FOLDER / "20160912-final-v2.0-redacted-scan.pdf").read_bytes()
    assert data.count(b"/CCITTFaxDecode") == 18
    assert b" Tj" not in data


def test_sizes():
    """The specimens are small enough to be carried in the repository."""
    for path in FOLDER.glob("*.pdf"):
        assert path.stat().st_size < (1_500_000 if "scan" in path.name else 400_000)


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("20151218-final-v1.0-redacted.pdf", 18),
        ("20151218-final-v1.0-redacted-second-release.pdf", 18),
        ("20161007-final-v2.1-redacted.pdf", 18),
    ],
)
def test_page_counts_follow_the_originals(name, pages):
    """Version 1.0 and version 2.1 have eighteen pages each."""
    assert len(operations(name)) == pages


def test_one_clause_goes_and_four_move_up():
    """Between 1.0 and 2.1 the nationality item goes, four items are renumbered, and no other word differs."""
    before = {block.key or at: block for at, block in enumerate(without_history("1.0"))}
    after = {block.key or at: block for at, block in enumerate(without_history("2.1"))}
    gone = [block.text for key, block in before.items() if isinstance(key, str) and key not in after]
    assert gone == ["(Once collected) Nationality"]
    labels = [
        (block.label, after[key].label)
        for key, block in before.items()
        if key in after and isinstance(key, str)
    ]
    assert [pair for pair in labels if pair[0] != pair[1]] == [
        ("15.2.7", "15.2.6"), ("15.2.8", "15.2.7"), ("15.2.9", "15.2.8"), ("15.2.10", "15.2.9"),
    ]  # fmt: skip
    texts = [block.text for block in before.values() if block.key != "items.nationality"]
    assert texts == [block.text for block in after.values()]


def without_history(version: str):
    found = blocks(version)
    rows = next(at for at, block in enumerate(found) if block.rows and block.rows[0][0] == "Version")
    return found[:rows] + found[rows + 1 :]


def test_the_draft_has_no_nationality():
    """Draft 0.2 does not yet list nationality; 1.0 lists it as 15.2.6, inside Annex 5."""
    assert not any("ationality" in block.text for block in blocks("0.2"))
    found = {block.text: block.label for block in blocks("1.0")}
    assert found["(Once collected) Nationality"] == "15.2.6"
    assert found["Annex 5 Process Level MoU \N{EN DASH} Locating Persons Sought"] == "15"


def test_markup_numbers_follow_the_form():
    """Sections, clauses, sub-clauses, letters and roman numbers count on; an annex starts again."""
    text = "# [a] One\n* x {ref b}\n** y\n- i\n-- r\n-- r\n- i\n* [b] z\n@ Annex A\n# Again\n* w"
    numbered = [(block.kind, block.label) for block in number(parse(text))]
    assert numbered == [
        ("section", "1"), ("clause", "1.1"), ("sub", "1.1.1"), ("item", "(a)"), ("subitem", "(i)"),
        ("subitem", "(ii)"), ("item", "(b)"), ("clause", "1.2"), ("annex", ""), ("section", "1"),
        ("clause", "1.1"),
    ]  # fmt: skip
    assert number(parse(text))[1].text == "x 1.2"


def test_an_edit_that_names_nothing_is_refused():
    """An edit whose key is not in the text stops the script instead of passing unseen."""
    with pytest.raises(KeyError):
        apply_edits(parse("# [a] One"), [{"op": "drop", "key": "b"}])


def test_a_move_takes_what_belongs_to_the_clause():
    """A clause moves with its items."""
    text = "# One\n* [a] first\n- item\n* [b] second"
    moved = apply_edits(parse(text), [{"op": "move", "key": "a", "behind": "b"}])
    assert [block.text for block in moved] == ["One", "second", "first", "item"]


def test_hyphens_at_line_ends_only():
    """A word may be broken where the list allows it, and nothing is lost when the lines are joined again."""
    words = words_of("an agreement about process-level information", "Helvetica", 10)
    lines = break_lines(words, 44, hyphenations("agree-ment in-for-ma-tion"))
    printed = [" ".join(word.text for word in line) for line in lines]
    assert any(line.endswith("-") for line in printed)
    assert "".join(printed).replace("-", "").replace(" ", "") == "anagreementaboutprocesslevelinformation"
