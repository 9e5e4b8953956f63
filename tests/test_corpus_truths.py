"""What is known to be true of real documents (the corpus lists it) must be what we find."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from mouarchive.clauses.segment import segment
from mouarchive.comparing.comparison import compare
from mouarchive.errors import UnreadableError
from mouarchive.model import ChangeKind, Comparison, Document, Op, Segmentation
from mouarchive.reading.process.parent import check_leaks, read_pdf

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@functools.cache
def document(path: Path) -> Document:
    return read_pdf(path)


@functools.cache
def parts(path: Path) -> Segmentation:
    return segment(document(path))


@functools.cache
def comparison(old: Path, new: Path) -> Comparison:
    return compare(parts(old).clauses, parts(new).clauses)


def of_kind(found: Comparison, kind: ChangeKind) -> list[str]:
    return [(c.old or c.new).eid for c in found.changes if c.kind is kind and (c.old or c.new)]


def codes(path: Path) -> set[str]:
    return {warning.code for warning in (*document(path).warnings, *parts(path).warnings)}


def test_one_deleted_item_is_one_removed_clause_and_its_followers_are_renumbered(corpus):
    """Deleting sub-item (c) removes one clause; old (d) and (e) become (c) and (d); nothing else changes."""
    found = comparison(corpus / "edi-compsoc--2015-03-04a.pdf", corpus / "edi-compsoc--2015-03-04b.pdf")

    assert len(of_kind(found, ChangeKind.REMOVED)) == 1
    assert of_kind(found, ChangeKind.ADDED) == []
    renumbered = [(c.old.label, c.new.label) for c in found.changes if c.renumbered and c.old and c.new]
    assert len(renumbered) == 2
    assert [old.strip("().") for old, _ in renumbered] == ["d", "e"]
    assert [new.strip("().") for _, new in renumbered] == ["c", "d"]


def test_an_added_paragraph_is_found_where_it_was_added(corpus):
    """From v2.4 to v2.5 of a certificate policy clause 5.2.1 grew; few numbered clauses changed besides."""
    found = comparison(corpus / "fpki-common--v2.4.pdf", corpus / "fpki-common--v2.5.pdf")
    changed = {
        c.new.eid for c in found.changes if c.kind is ChangeKind.MODIFIED and c.new and not c.new.passage
    }

    assert any(eid.startswith("5.2.1") for eid in changed)
    assert len(changed) <= 8
    assert of_kind(found, ChangeKind.REMOVED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("fpki-common--v1.32", "fpki-common--v2.0"), ("basecamp-dpa--202109", "basecamp-dpa--202212")],
)
def test_a_rewrite_is_not_matched_by_force(corpus, old, new):
    """In a rewrite, clauses with few words in common are paired for an equal title or items, or hardly."""
    found = comparison(corpus / f"{old}.pdf", corpus / f"{new}.pdf")
    paired = [change for change in found.changes if change.old and change.new]
    loose = [
        change
        for change in paired
        if change.similarity < 0.35 and not any(reason in change.rule for reason in ("title", "items"))
    ]

    assert of_kind(found, ChangeKind.REMOVED)
    assert len(loose) <= 0.02 * len(paired)


def test_shifted_margin_line_numbers_are_no_change(corpus):
    """Margin line numbers differ on nearly every line of two bylaws versions; most clauses stay unchanged."""
    found = comparison(corpus / "omf-bylaws--v1.42.pdf", corpus / "omf-bylaws--v1.50.pdf")

    assert found.count(ChangeKind.UNCHANGED) >= 0.9 * len(found.changes)


def test_the_approval_timeline_changed_in_5_4(corpus):
    """Clause 5.4's approval timeline lost its 75 days, and 30 days became 14."""
    found = comparison(corpus / "omf-bylaws--v1.42.pdf", corpus / "omf-bylaws--v1.50.pdf")
    words = {
        part.op: part.text
        for change in found.changes
        if change.kind is ChangeKind.MODIFIED and change.new and change.new.eid.startswith("5.4")
        for part in change.diff
        if part.op is not Op.EQUAL
        and ("75" in part.text or "14" in part.text or "fourteen" in part.text.lower())
    }

    assert words


@pytest.mark.parametrize("version", ["v1.5", "v1.6"])
def test_a_zero_width_space_after_a_number_hides_no_clause(corpus, version):
    """Two versions carry U+200B after every clause number; they hold as many clauses as their neighbour."""
    neighbour = {clause.eid for clause in parts(corpus / "le-sa--v1.4.pdf").clauses}
    here = {clause.eid for clause in parts(corpus / f"le-sa--{version}.pdf").clauses}

    assert len(neighbour & here) >= 0.85 * len(neighbour)


@pytest.mark.parametrize(
    "name", ["basecamp-dpa--201805", "fpki-annual-review--v1.0", "core-lettings--2022-23", "ogf-501c3"]
)
def test_an_unreadable_text_layer_is_said_or_read_by_ocr(corpus, name):
    """A garbled or missing text layer is never taken as text: OCR reads the page, or a warning refuses it."""
    found = document(corpus / f"{name}.pdf")
    unsure = [
        page for page in found.pages if page.quality.ocr_confidence is not None or not page.quality.usable
    ]

    assert unsure
    assert codes(corpus / f"{name}.pdf") & {"garbled", "scan", "ocr", "unreadable", "no-text"}


def test_an_html_page_named_pdf_is_refused_by_what_it_is(corpus):
    """A web page saved under a .pdf name is refused in one line that says HTML."""
    with pytest.raises(UnreadableError, match="HTML") as refusal:
        read_pdf(corpus / "cern-ohl-html-named-pdf.pdf")

    assert "\n" not in str(refusal.value)


def test_an_empty_password_opens_an_encrypted_file(corpus):
    """A file encrypted with an empty user password is read like any other."""
    assert (
        sum(page.quality.characters for page in document(corpus / "us-dmca-summary-encrypted.pdf").pages)
        > 20_000
    )


@pytest.mark.parametrize("name", ["foi-letter-psni", "foi-letter-tfl"])
def test_a_covering_letter_is_no_agreement(corpus, name):
    """Hardly any numbered clause is found in an ordinary letter."""
    numbered = [c for c in parts(corpus / f"{name}.pdf").clauses if c.kind not in {"unnumbered", "front"}]

    assert len(numbered) <= 3


def test_row_numbers_of_tables_are_no_clauses(corpus):
    """Of eighteen pages of tables whose rows are numbered only the attachments' titles are clauses."""
    found = parts(corpus / "va-data-asset-memo.pdf").clauses

    assert {"annex"} == {clause.kind for clause in found if 9 <= clause.page <= 26}


def test_two_versions_bound_in_one_file_are_both_kept(corpus):
    """Where a notice binds the next version behind the first, that is said, and every number stands twice."""
    found = parts(corpus / "le-sa-v1.2-notice.pdf")
    assert [(warn.code, warn.page) for warn in found.warnings] == [("bound-together", 9)]
    eids = {clause.eid for clause in found.clauses}
    once = {eid for eid in eids if not eid.endswith("#2")}

    assert len(once) >= 29
    assert len({f"{eid}#2" for eid in once} & eids) >= 28


def test_decimals_are_read_to_the_fourth_level(corpus):
    """A policy numbered to 5.1.2.7 and beyond gives each of these paragraphs a clause of its own."""
    eids = {clause.eid for clause in parts(corpus / "nhs-open-api-policy.pdf").clauses}

    assert {f"5.1.2.{number}" for number in range(1, 8)} <= eids


def test_the_text_layer_of_a_scan_is_read_as_it_is(corpus):
    """A scan that carries an OCR layer needs no second OCR: its numbered points are found in that layer."""
    path = corpus / "doi-open-data-memo.pdf"

    assert ["1", "2", "3", "4"] == [one.eid for one in parts(path).clauses if not one.passage]
    assert all(page.quality.image_share > 0.5 for page in document(path).pages)


def test_three_columns_are_read_one_after_the_other(corpus):
    """Through a notice's columns lettered paragraphs follow in order; other numbers are only (1) to (3)."""
    found = parts(corpus / "federal-register-2020-17221.pdf").clauses
    letters = [clause.eid for clause in found if clause.kind == "item" and len(clause.eid) == 1]

    assert letters == sorted(letters)
    assert set("ghijklmnopq") <= set(letters)
    numbered = [one for one in found if not one.passage and one.kind not in {"item", "unnumbered"}]
    assert {clause.eid for clause in numbered} == {"1", "2", "3"}


def test_text_under_a_box_is_masked_and_reported(corpus):
    """A failed redaction is taken out of the public text, and the leak check reports it."""
    path = corpus / "redact-bad-synthetic.pdf"
    text = " ".join(clause.text for clause in parts(path).clauses)
    report = check_leaks(path)

    assert "[redacted]" in text
    assert any(leak.grave and leak.letters for leak in report.leaks)
    assert "text-under-box" in codes(path)


def refusal_of(path: Path) -> str | None:
    try:
        document(path)
    except UnreadableError as refusal:
        return str(refusal)
    return None


def test_every_file_gives_a_document_or_one_clear_line(corpus):
    """Reading ends in a document, or in a refusal of one line that names the file."""
    refusals = {path.name: refusal_of(path) for path in sorted(corpus.glob("*.pdf"))}

    assert {"cern-ohl-html-named-pdf.pdf"} == {name for name, refusal in refusals.items() if refusal}
    assert all("\n" not in refusal and name in refusal for name, refusal in refusals.items() if refusal)
