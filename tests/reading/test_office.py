"""Word and OpenDocument texts are read as LibreOffice lays them out, confined, and as they were saved."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import threading
import zipfile

import pytest
from msgspec.structs import force_setattr

from mouarchive.answers.texts import load
from mouarchive.errors import UnreadableError
from mouarchive.reading import page_rules
from mouarchive.reading.process import office
from mouarchive.reading.process.office import as_pdf, kind_of

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    not OFFICE, reason="LibreOffice is not installed here: nothing to lay out with"
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-"
MAIN = "officedocument.wordprocessingml.document.main+xml"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TERMS = "1. The parties agree to share what this memorandum says, and nothing else."
CALLED = {"draw": "drawing", "svg": "svg-compatible"}
NAMES = ("office", "text", "draw", "svg", "script", "manifest")


def paragraph(text):
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word(path, body):
    """The smallest Word file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{KINDS}package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName='
            f'"/word/document.xml" ContentType="{KINDS}{MAIN}"/></Types>',
        )
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{DOCUMENT}" '
            'Target="word/document.xml"/></Relationships>',
        )
        made.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return path


def opened(path, body, manifest=""):
    """The smallest OpenDocument text."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{CALLED.get(name, name)}:1.0"' for name in NAMES
    )
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    kind = "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {names} manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
            f'manifest:media-type="text/xml">{manifest}</manifest:file-entry></manifest:manifest>',
        )
        made.writestr(
            "content.xml",
            f'<office:document-content {names} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return path


def words(path):
    """All that is read of a file."""
    (source,) = load([str(path)])
    return source, " ".join(clause.words for clause in source.clauses)


@needs_office
def test_a_word_and_an_opendocument_text_of_the_same_words_read_alike(tmp_path):
    """Clauses, hash of the file itself, and a warning that the pages are LibreOffice's."""
    source, text = words(word(tmp_path / "a.docx", paragraph(TERMS) + paragraph("2. It ends in a year.")))
    _, other = words(
        opened(tmp_path / "a.odt", f"<text:p>{TERMS}</text:p><text:p>2. It ends in a year.</text:p>")
    )

    assert text == other
    assert [clause.eid for clause in source.clauses] == ["1", "2"]
    assert (source.name, source.pages) == ("a.docx", 1)
    assert source.sha256 == hashlib.sha256((tmp_path / "a.docx").read_bytes()).hexdigest()
    assert source.engine.startswith("LibreOffice ")
    assert [warning.code for warning in source.warnings] == ["laid-out"]


FIELDS = "".join(
    f'<w:p><w:fldSimple w:instr=" {code} "><w:r><w:t>{saved}</w:t></w:r></w:fldSimple></w:p>'
    for code, saved in (
        ("DATE \\@ &quot;d MMMM yyyy&quot;", "Dated 1 January 2001"),
        ("time", "at noon"),
        ("FILENAME \\p", "deed.docx"),
        ("USERNAME", "Anne Clerk"),
    )
)
SPREAD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> DATE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Signed 2 January 2001'
    "</w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@needs_office
def test_fields_say_what_they_said_when_the_file_was_saved(tmp_path):
    """No day of reading, name of this machine's user or place of the file gets into an agreement's words."""
    _, text = words(word(tmp_path / "a.docx", paragraph(TERMS) + FIELDS + SPREAD))
    for saved in ("Dated 1 January 2001", "at noon", "deed.docx", "Anne Clerk", "Signed 2 January 2001"):
        assert saved in text
    body = (
        f'<text:p>{TERMS} <text:date text:date-value="2001-01-01" text:fixed="false">1 January 2001'
        "</text:date> <text:time>noon</text:time> <text:file-name>deed.odt</text:file-name> "
        "<text:author-name>Anne Clerk</text:author-name></text:p>"
    )
    _, text = words(opened(tmp_path / "a.odt", body))
    assert text.endswith("1 January 2001 noon deed.odt Anne Clerk")


@needs_office
def test_nothing_is_fetched_and_no_other_file_is_read(tmp_path):
    """A picture on a server is not asked for, and a linked section keeps the words that it was saved with."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

        do_OPTIONS = do_HEAD = do_GET  # noqa: N815

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        secret = tmp_path / "secret.txt"
        secret.write_text("words of another file", "utf-8")
        picture = f"http://127.0.0.1:{server.server_port}/picture.png"
        _, text = words(
            opened(
                tmp_path / "a.odt",
                f'<text:p>{TERMS}<draw:frame svg:width="2cm" svg:height="2cm"><draw:image '
                f'xlink:href="{picture}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
                "</draw:frame></text:p>"
                f'<text:section text:name="S"><text:section-source xlink:href="{secret.as_uri()}" '
                'xlink:type="simple"/><text:p>As it was saved.</text:p></text:section>',
            )
        )
    finally:
        server.shutdown()
        server.server_close()
    assert "As it was saved." in text
    assert "words of another file" not in text
    assert asked == []


def refused(path):
    """The code and the one line of a refusal."""
    with pytest.raises(UnreadableError) as raised, as_pdf(path):
        pass
    assert "\n" not in str(raised.value)
    return raised.value.code, str(raised.value)


@needs_office
def test_two_texts_at_once_are_refused(tmp_path):
    """Tracked changes are no text: who reads it would take struck words for words that stand."""
    tracked = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    region = '<text:tracked-changes><text:changed-region text:id="c"/></text:tracked-changes>'

    for path in (
        word(tmp_path / "a.docx", paragraph(TERMS) + tracked),
        opened(tmp_path / "a.odt", f"{region}<text:p>{TERMS}</text:p>"),
    ):
        code, told = refused(path)
        assert code == "tracked-changes"
        assert "accept or reject them all, and save" in told
    assert office._TRACKED["docx"].search(b"<w:delText>x</w:delText><w:insideH/>") is None


@needs_office
def test_what_is_locked_damaged_or_too_big_is_refused(tmp_path):
    """One plain line each: a password, a broken zip, parts that unpack to more than is allowed."""
    locked = opened(tmp_path / "a.odt", f"<text:p>{TERMS}</text:p>", "<manifest:encryption-data/>")
    assert refused(locked)[0] == "encrypted"
    whole = word(tmp_path / "a.docx", paragraph(TERMS))
    broken = tmp_path / "b.docx"
    data = whole.read_bytes()
    broken.write_bytes(data[:60] + bytes(40) + data[100:])
    assert refused(broken)[0] == "broken"
    big = word(tmp_path / "c.docx", paragraph(TERMS))
    with zipfile.ZipFile(big, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/zeros.bin", bytes(600_000_000))
    assert big.stat().st_size < 1_000_000
    assert refused(big)[0] == "limit"


@needs_office
def test_it_is_given_up_when_time_is_over(tmp_path):
    """A file that LibreOffice does not finish is refused, and no process or folder is left."""
    before = page_rules.OFFICE.wall_seconds
    force_setattr(page_rules.OFFICE, "wall_seconds", 0.05)
    try:
        code, told = refused(word(tmp_path / "a.docx", paragraph(TERMS)))
    finally:
        force_setattr(page_rules.OFFICE, "wall_seconds", before)
    assert code == "time"
    assert "save it as PDF" in told


def test_without_libreoffice_one_line_says_what_is_missing(tmp_path, monkeypatch):
    """The file is not called broken: what is missing is named, and what to do."""
    monkeypatch.setattr(office.shutil, "which", lambda _: None)

    code, told = refused(word(tmp_path / "deed.docx", paragraph(TERMS)))
    assert code == "no-office"
    assert told == (
        "deed.docx: a Word document: to read it LibreOffice is needed, and is not installed here; "
        "install it, or save the file as PDF"
    )
    assert refused(opened(tmp_path / "deed.odt", ""))[0] == "no-office"


def test_what_a_file_is_its_bytes_say(tmp_path):
    """Names decide nothing; other zips, folders and what is not there are left to the reader of PDFs."""
    named = word(tmp_path / "agreement.pdf", paragraph(TERMS))
    sheet = tmp_path / "a.docx"
    with zipfile.ZipFile(sheet, "w") as made:
        made.writestr("xl/workbook.xml", "x")
    (tmp_path / "b.docx").write_bytes(b"")

    assert kind_of(named) == "docx"
    assert kind_of(opened(tmp_path / "c", "")) == "odt"
    assert [kind_of(path) for path in (sheet, tmp_path / "b.docx", tmp_path, tmp_path / "nowhere")] == [
        None
    ] * 4
    with as_pdf(sheet) as laid:
        assert (laid.path, laid.made) == (sheet, False)
