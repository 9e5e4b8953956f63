"""The worker's own steps, taken in this process: our own files are safe here."""

from __future__ import annotations

import io
import os
import signal
import sys
from array import array
from types import SimpleNamespace

import msgspec
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from mouarchive.errors import UnreadableError
from mouarchive.model import Leak, Warn
from mouarchive.reading import check_leaks, engine, read_pdf
from mouarchive.reading.process import gate, parent, wire, worker
from mouarchive.reading.process.wire import End, Fault, Found, Head, Job, Note, PageRead, Picture, Started
from mouarchive.reading.text.glyphs import characters


@pytest.fixture
def pdf(drawn, tmp_path):
    path = tmp_path / "any.pdf"
    path.write_bytes(drawn(lambda canvas: canvas.drawString(72, 700, "1. Purpose of the exchange")))
    return path


def said(path, **wanted) -> list:
    """What the worker says of a file."""
    messages: list = []
    fd = os.open(path, os.O_RDONLY)
    try:
        worker.do(Job(fd=fd, name="any.pdf", **wanted), messages.append)
    finally:
        os.close(fd)
    return messages


def kinds(messages) -> list[type]:
    return [type(message) for message in messages]


def test_a_file_is_read_page_by_page(pdf) -> None:
    """Head, start, page, end; what the file says of itself stands in the head."""
    messages = said(pdf)
    assert kinds(messages) == [Head, Started, PageRead, End]
    assert ("Producer" in dict(messages[0].info)) is True
    assert [line.text for line in messages[2].page.lines] == ["1. Purpose of the exchange"]


def test_pages_are_drawn_and_files_checked(pdf) -> None:
    """The same worker draws pages, or looks for what the pages do not show."""
    assert kinds(said(pdf, image_pages=(1,), dpi=40)) == [Picture, End]
    assert kinds(said(pdf, check=True))[-1] is End


@pytest.mark.parametrize(
    ("content", "code"), [(b"%PDF-1.7\nnothing", "broken"), ("locked", "encrypted"), ("empty", "broken")]
)
def test_a_file_that_cannot_be_opened(tmp_path, content, code) -> None:
    """One fault, with a stable word."""
    path = tmp_path / "bad.pdf"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        writer = PdfWriter()
        if content == "locked":
            writer.add_blank_page(100, 100)
            writer.encrypt("secret", algorithm="AES-256")
        writer.write(path)
    (fault,) = said(path)
    assert (type(fault), fault.code) == (Fault, code)


def test_what_a_file_carries_besides_its_pages(tmp_path) -> None:
    """Embedded files, a portfolio and a form that only some programs show are each said."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("a.csv", b"a")
    writer.root_object[NameObject("/Collection")] = DictionaryObject()
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): DictionaryObject()})
    path = tmp_path / "more.pdf"
    writer.write(path)
    notes = [message.warn.code for message in said(path) if isinstance(message, Note)]
    assert notes[:3] == ["attachments", "portfolio", "xfa"]


class Broken:
    """A reader that fails whatever is asked."""

    pages = ()

    def __getattr__(self, name):
        raise ValueError(name)


def test_a_broken_description_keeps_nothing_from_being_read() -> None:
    """Whatever a library stumbles over, the answers are the careful ones."""
    made = gate.Gate(Broken())
    assert (made.info(), made.layers(), made.form(), made.warnings()) == ((), True, None, ())


def test_pages_that_two_readers_count_differently(monkeypatch, pdf) -> None:
    """The difference is said, and a page that cannot be opened keeps its place, empty."""
    opened = gate.open_gate

    def one_more(fd):
        made = opened(fd)
        made.pages += 1
        return made

    monkeypatch.setattr(gate, "open_gate", one_more)
    messages = said(pdf)
    assert [one.warn.code for one in messages if isinstance(one, Note)] == ["page-count", "page-unread"]
    assert [one.page.quality.usable for one in messages if isinstance(one, PageRead)] == [True, False]


def test_a_document_with_too_much_text_is_given_up(pdf) -> None:
    """Nothing is sent behind the fault."""
    messages = said(pdf, text_characters=5)
    assert [one.code for one in messages if isinstance(one, Fault)] == ["limit"]


def test_the_command_line_of_the_worker(monkeypatch) -> None:
    """One job as JSON, answers as frames; memory that runs out is said; rubbish is seldom looked for."""
    sent = io.BytesIO()
    monkeypatch.setattr(worker, "confine", lambda _: None)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=sent))
    monkeypatch.setattr(worker, "do", lambda _, send: send(End()))
    objects = []
    monkeypatch.setattr(worker.gc, "set_threshold", objects.append)
    told = msgspec.json.encode(Job(fd=3, name="any.pdf")).decode()
    assert worker.main([told]) == 0

    def hungry(*_):
        raise MemoryError

    monkeypatch.setattr(worker, "do", hungry)
    worker.main([told])
    decode = msgspec.msgpack.Decoder(wire.Message).decode
    first, second = map(decode, wire.unframed(bytearray(sent.getvalue())))
    assert (type(first), second.code) == (End, "memory")
    assert 60_000 < objects[0] < 140_000


class Machine:
    """Stands for the system's limits."""

    RLIM_INFINITY = -1
    RLIMIT_CPU, RLIMIT_AS, RLIMIT_NOFILE, RLIMIT_CORE = range(4)
    RUSAGE_SELF = 0

    def __init__(self, hard: int = -1) -> None:
        self.hard, self.set = hard, {}

    def getrlimit(self, one):
        return self.set.get(one, (self.hard, self.hard))

    def setrlimit(self, one, pair):
        if self.hard != -1 and pair[1] > self.hard:
            raise ValueError
        self.set[one] = pair

    def getrusage(self, _):
        return SimpleNamespace(ru_utime=7.0, ru_stime=1.0)


def test_limits_set_from_outside_stand(monkeypatch) -> None:
    """A lower limit stays; the network is left by the way that is allowed; OCR may widen the time."""
    asked = []
    monkeypatch.setattr(
        worker.ctypes,
        "CDLL",
        lambda *_, **__: SimpleNamespace(unshare=lambda flags: asked.append(flags) or 1),
    )
    for hard in (-1, 50):
        machine = Machine(hard)
        monkeypatch.setitem(sys.modules, "resource", machine)
        worker.confine(Job(fd=0, name="", ocr=True))
        assert machine.set[machine.RLIMIT_NOFILE][0] == (64 if hard == -1 else 50)
        assert machine.set[machine.RLIMIT_CPU][0] == 30
    assert asked
    machine = Machine()
    machine.set[machine.RLIMIT_CPU] = (10, -1)
    monkeypatch.setitem(sys.modules, "resource", machine)
    wire.allow_seconds(5, lambda _: None, 2)
    assert machine.set[machine.RLIMIT_CPU] == (19, -1)
    machine.set.clear()
    wire.allow_seconds(5, lambda _: None)
    assert machine.set == {}
    monkeypatch.setitem(sys.modules, "resource", None)
    worker.confine(Job(fd=0, name=""))
    wire.allow_seconds(5, lambda _: None)


@pytest.mark.parametrize(
    ("status", "stderr", "code"),
    [
        (-signal.SIGXCPU, "", "time"),
        (-signal.SIGABRT, "", "memory"),
        (1, "MemoryError", "memory"),
        (-signal.SIGSEGV, "", "crashed"),
        (1, "ValueError: no", "crashed"),
        (3, "", "crashed"),
    ],
)
def test_what_a_worker_died_of(status, stderr, code) -> None:
    """Each way to die has its stable word."""
    assert parent._death(status, stderr).code == code


@pytest.mark.parametrize(
    ("script", "limits", "code"),
    [
        ("import sys; sys.stdout.buffer.write(b'x' * 99)", (9, 50), "limit"),
        ("import time; time.sleep(9)", (0.2, 50), "time"),
        ("import sys; sys.stderr.write('bad'); sys.exit(1)", (9, 50), "crashed"),
        ("import sys; sys.stdout.buffer.write(b'xxx')", (9, 50), "crashed"),
    ],
)
def test_a_worker_that_goes_wrong(monkeypatch, script, limits, code) -> None:
    """Too much said, too long taken, failed, cut short: one death each, and nothing is left running."""
    start = parent.subprocess.Popen
    monkeypatch.setattr(
        parent.subprocess,
        "Popen",
        lambda _, **options: start([sys.executable, "-I", "-c", script], **options),
    )
    with open(os.devnull, "rb") as file, pytest.raises(parent.Death) as death:  # noqa: PTH123 - a device
        list(parent.run(Job(fd=file.fileno(), name=""), *limits))
    assert death.value.code == code


def scripted(monkeypatch, *messages) -> None:
    def run(*_):
        for message in messages:
            if isinstance(message, parent.Death):
                raise message
            yield message

    monkeypatch.setattr(parent, "run", run)


def test_a_leak_check_is_put_together(monkeypatch, pdf) -> None:
    """Leaks, warnings and progress; a check that stops or dies is no clean one."""
    leak, warn, calls = Leak("hidden", "", 3, 1), Warn("page-unchecked", "page 2", 2), []
    scripted(monkeypatch, Head(2), Started(1), Found(leak), Note(warn), End())
    report = check_leaks(pdf, progress=lambda *done: calls.append(done))
    assert (report.pages, report.leaks, report.warnings, calls) == (2, (leak,), (warn,), [(1, 2)])
    for messages in ([Head(2)], [Fault("broken", "no")], [parent.Death("time", "slow")]):
        scripted(monkeypatch, *messages)
        with pytest.raises(UnreadableError):
            check_leaks(pdf)


def test_a_reading_that_stops_without_a_word(monkeypatch, pdf) -> None:
    """Is a crash; a picture that never comes, too; and a file that may not be opened is said to be so."""
    scripted(monkeypatch, Head(2))
    with pytest.raises(UnreadableError, match="before the end"):
        read_pdf(pdf)
    scripted(monkeypatch, Head(1), Started(1), parent.Death("crashed", "it broke"))
    with pytest.raises(UnreadableError, match="it broke"):
        read_pdf(pdf)
    scripted(monkeypatch, End())
    with pytest.raises(UnreadableError, match="no picture"):
        list(parent.page_images(pdf, (1,)))
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_pdf(pdf / "below")


def test_the_name_of_the_reader(monkeypatch, tmp_path) -> None:
    """Switched off, that is named; a package that is not there is said to be missing."""
    monkeypatch.setenv(engine.SWITCH, "off")
    assert engine.engine_name().endswith(" / OCR off")
    assert engine._version("no-such-package-here") == "missing"
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    (tmp_path / "eng.traineddata").touch()
    assert engine.tessdata() == tmp_path


@pytest.mark.parametrize(
    ("units", "letters"),
    [
        ([0x41, 0xD835, 0xDC00], ["A", "\U0001d400", ""]),
        ([0xD835, 0x41], ["\ufffd", "A"]),
        ([0xDC00], ["\ufffd"]),
    ],
)
def test_characters_of_two_units(units, letters) -> None:
    """A pair is one character, half a pair is none."""
    assert characters(array("H", units)) == letters
