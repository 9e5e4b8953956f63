"""The texts of the made set printed by other programs: a word processor, browsers, typesetters, rewriters.

Each toolchain sets the same pieces in the way that is common with it: real footnotes or notes at the end,
hanging numbers or numbers in the text or on lines of their own, justified and hyphenated or ragged. One that
is not installed is named and left out.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from made.printing import MARKING
from made.source import NUMBERED, Piece, Text

__all__ = ["TOOLCHAINS", "Toolchain", "blocks_of", "notes_of", "print_all"]

SECONDS = 120
NOTE = re.compile(r"\s?\^\[(?P<note>[^\]]*)\]")
INDENT = {1: 0, 2: 0, 3: 36, 4: 36, 5: 72}
"""Points from the margin to the number of a clause, by its depth."""


class Block(NamedTuple):
    """A paragraph, heading or table of a version; `rows` for a table, each a list of cells."""

    kind: str
    depth: int = 0
    label: str = ""
    heading: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


class Toolchain(NamedTuple):
    """How a version is printed; `needs` are the programs or modules without which it cannot be."""

    name: str
    needs: tuple[str, ...]
    print: Callable[[list[tuple[list[Block], Path]]], None]


def blocks_of(text: Text, version: int) -> list[Block]:
    """One version (from 1) as blocks in order; rows of one table together."""
    found = [Block("title", text=text.title)]
    waiting = ""
    for piece in text.versions[version - 1]:
        kind = piece.kind.replace("front-", "")
        if kind == "row":
            cells = tuple(cell.strip() for cell in piece.text.split("|"))
            if found[-1].kind == "table":
                found[-1] = found[-1]._replace(rows=(*found[-1].rows, cells))
            else:
                found.append(Block("table", rows=(cells,)))
        elif kind in {"attached", "part"}:
            found.append(Block("attached", label=piece.label, text=piece.text))
        elif kind == NUMBERED:
            if text.runin and piece.depth == 1:
                found.append(Block("heading", text=piece.heading))
                waiting = f"{piece.label}\u2014" if not piece.text else ""
                if piece.text:
                    found.append(Block("clause", 1, piece.label, "", piece.text))
                continue
            found.append(_clause(piece, waiting))
            waiting = ""
        else:
            found.append(Block({"front": "front", "heading": "heading"}.get(kind, kind), text=piece.text))
    return found


def _clause(piece: Piece, waiting: str) -> Block:
    return Block("clause", piece.depth, waiting + piece.label, piece.heading, piece.text)


def notes_of(blocks: Iterable[Block]) -> list[str]:
    """The notes of a version in order."""
    return [found["note"] for block in blocks for found in NOTE.finditer(block.text)]


def print_all(wanted: Iterable[Toolchain], jobs: list[tuple[list[Block], Path]], to: Path) -> Iterator[str]:
    """Print every job by every toolchain into `to`; yields what could not be printed, and why."""
    for chain in wanted:
        missing = [need for need in chain.needs if not (shutil.which(need) or find_spec(need))]
        if missing:
            yield f"{chain.name}: left out, {' and '.join(missing)} not installed"
            continue
        try:
            chain.print([(blocks, to / f"{base.name}-{chain.name}.pdf") for blocks, base in jobs])
        except (subprocess.SubprocessError, OSError) as error:
            yield f"{chain.name}: failed ({error})"


def _run(command: list[str], folder: str | Path, text: str | None = None) -> bytes:
    given = text.encode() if text is not None else None
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, timeout=SECONDS, check=True)
    return done.stdout


def _marked(text: str, mark: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """A text with its notes replaced by what `mark` makes of each, all else by `plain`."""
    parts, at = [], 0
    for found in NOTE.finditer(text):
        parts += [plain(text[at : found.start()]), mark(found["note"])]
        at = found.end()
    return "".join([*parts, plain(text[at:])])


# ------------------------------------------------------------------ HTML: numbers in the text, end notes

_STYLE = """
@page { size: A4; margin: 25mm 22mm }
body { font: 11pt/1.35 serif } h1 { font-size: 17pt } h2 { font-size: 12pt; margin: 1em 0 .4em }
p { margin: 0 0 .5em } table { border-collapse: collapse; margin: .4em 0 } td { border: 1px solid #555 }
td { padding: 2pt 5pt }
sup { font-size: 65% }
"""


def _html(blocks: list[Block]) -> str:
    notes: list[str] = []

    def mark(note: str) -> str:
        notes.append(note)
        return f"<sup>{len(notes)}</sup>"

    def words(text: str) -> str:
        return _marked(text, mark, html.escape)

    out = [f"<p>{MARKING}</p>", *(_tagged(one, words) for one in blocks)]
    if notes:
        out.append("<h2>Notes</h2>")
        out += [f"<p><sup>{at}</sup> {html.escape(note)}</p>" for at, note in enumerate(notes, 1)]
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{_STYLE}</style>'
    return "\n".join([head, "<body>", *out, "</body></html>"])


def _tagged(one: Block, words: Callable[[str], str]) -> str:
    """One block in HTML; `words` are its text with the notes marked."""
    pad = f' style="margin-left:{INDENT.get(one.depth, 0)}pt"'
    if one.kind == "table":
        rows = ["".join(f"<td>{words(cell)}</td>" for cell in row) for row in one.rows]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    if one.kind == "clause" and one.heading:
        text = f"<p{pad}>{words(one.text)}</p>" if one.text else ""
        return f"<h2{pad}>{one.label} {words(one.heading)}</h2>{text}"
    before = {"attached": f"{one.label}: ", "clause": f"{one.label} "}.get(one.kind, "")
    tags = {"title": "h1", "heading": "h2", "attached": "h2", "bullet": "ul><li"}
    tag = tags.get(one.kind, f"p{pad}")
    return f"<{tag}>{before}{words(one.text)}</{tag.split(' ')[0].split('>')[0]}>"


def _by_html(command: Callable[[str, str], list[str]]) -> Callable[[list[tuple[list[Block], Path]]], None]:
    def print_them(jobs: list[tuple[list[Block], Path]]) -> None:
        for blocks, to in jobs:
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "a.html").write_text(_html(blocks), "utf-8")
                _run(command(f"{folder}/a.html", str(to)), folder)

    return print_them


def _chromium(source: str, to: str) -> list[str]:
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return ["chromium", *quiet, f"--print-to-pdf={to}", f"file://{source}"]


def _weasyprint(source: str, to: str) -> list[str]:
    return ["weasyprint", source, to]


def _wkhtmltopdf(source: str, to: str) -> list[str]:
    return ["wkhtmltopdf", "--quiet", source, to]


# ------------------------------------------------------------------ a word processor: hanging numbers, a foot


def _docx(blocks: list[Block], to: Path) -> None:
    from docx import Document  # noqa: PLC0415 - as all printers here: only where it is asked for
    from docx.shared import Pt  # noqa: PLC0415

    document = Document()
    document.styles["Normal"].font.name = "DejaVu Sans"
    document.styles["Normal"].font.size = Pt(10)
    document.sections[0].footer.paragraphs[0].text = f"{blocks[0].text} (specimen)"
    notes: list[str] = []

    def add(text: str, *, bold: bool = False, left: float = 0.0, label: str = "") -> None:
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after, form.left_indent = Pt(6), Pt(left + (36 if label else 0))
        if label:
            form.first_line_indent = Pt(-36)
            form.tab_stops.add_tab_stop(Pt(left + 36))
            paragraph.add_run(f"{label}\t").bold = bold
        at = 0
        for found in NOTE.finditer(text):
            paragraph.add_run(text[at : found.start()]).bold = bold
            notes.append(found["note"])
            paragraph.add_run(str(len(notes))).font.superscript = True
            at = found.end()
        paragraph.add_run(text[at:]).bold = bold

    add(MARKING)
    for one in blocks:
        if one.kind == "table":
            table = document.add_table(len(one.rows), max(map(len, one.rows)), "Table Grid")
            for row, cells in zip(table.rows, one.rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=False):
                    cell.text = words
            document.add_paragraph()
        else:
            _typed(one, add)
    if notes:
        add("Notes", bold=True)
        for at, note in enumerate(notes, 1):
            paragraph = document.add_paragraph()
            paragraph.add_run(str(at)).font.superscript = True
            paragraph.add_run(f" {note}")
    document.save(str(to))


def _typed(one: Block, add: Callable[..., None]) -> None:
    """One block as paragraphs with hanging numbers."""
    left = INDENT.get(one.depth, 0)
    if one.kind == "clause" and one.heading:
        add(one.heading, bold=True, left=left, label=one.label)
        if one.text:
            add(one.text, left=left + 36)
    elif one.kind in {"clause", "bullet"}:
        add(one.text, left=left or 36 * (one.kind == "bullet"), label=one.label or "\u2022")
    elif one.kind == "attached":
        add(f"{one.label} \u2013 {one.text}", bold=True)
    else:
        add(one.text, bold=one.kind in {"title", "heading"}, left=36 if one.kind == "paragraph" else 0)


def _by_office(jobs: list[tuple[list[Block], Path]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for blocks, to in jobs:
            _docx(blocks, Path(folder, to.with_suffix(".docx").name))
        sources = sorted(str(path) for path in Path(folder).glob("*.docx"))
        home = f"-env:UserInstallation=file://{folder}/home"
        _run(["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources], folder)
        for _, to in jobs:
            shutil.copy(Path(folder, to.name), to)


# ------------------------------------------------------------------ typesetters: real footnotes, justified

_TEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{",
    "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u2022": r"\textbullet{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return _marked(
        text, lambda note: rf"\footnote{{{_tex(note)}}}", lambda part: "".join(_TEX.get(c, c) for c in part)
    )


def _latex(blocks: list[Block]) -> str:
    out = [
        r"\documentclass[11pt,a4paper]{article}\usepackage[utf8]{inputenc}",
        r"\usepackage{textcomp}\setlength{\parindent}{0pt}\setlength{\parskip}{5pt}",
        r"\newcommand{\hang}[3]{\begin{list}{}{\leftmargin=#1\labelwidth=30pt\labelsep=6pt\topsep=0pt}",
        r"\item[#2\hfill] #3\end{list}}\begin{document}",
        _tex(MARKING) + r"\par",
    ]
    for one in blocks:
        text = _tex(one.text)
        if one.kind == "title":
            out.append(rf"{{\Large\bfseries {text}\par}}")
        elif one.kind == "heading":
            out.append(rf"\medskip{{\bfseries {text}\par}}")
        elif one.kind == "attached":
            out.append(rf"\bigskip{{\large\bfseries {_tex(one.label)}: {text}\par}}")
        elif one.kind == "table":
            wide = max(map(len, one.rows))
            rows = r" \\ \hline ".join(" & ".join(map(_tex, row)) for row in one.rows)
            columns = "|".join([f"p{{{0.8 / wide:.2f}\\textwidth}}"] * wide)
            out.append(rf"\begin{{tabular}}{{|{columns}|}}\hline {rows} \\ \hline\end{{tabular}}\par")
        elif one.kind in {"clause", "bullet"}:
            left = f"{INDENT.get(one.depth, 36) + 36}pt"
            label = _tex(one.label or "\u2022")
            if one.heading:
                label, text = (
                    rf"\textbf{{{label}}}",
                    rf"\textbf{{{_tex(one.heading)}}}" + (rf"\par {text}" if text else ""),
                )
            out.append(rf"\hang{{{left}}}{{{label}}}{{{text}}}")
        else:
            left = "36pt" if one.kind == "paragraph" else "0pt"
            out.append(rf"{{\leftskip={left} {text}\par}}")
    return "\n".join([*out, r"\end{document}"])


def _by_latex(jobs: list[tuple[list[Block], Path]]) -> None:
    for blocks, to in jobs:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.tex").write_text(_latex(blocks), "utf-8")
            _run(["pdflatex", "-interaction=batchmode", "a.tex"], folder)
            shutil.copy(Path(folder, "a.pdf"), to)


def _roff(text: str) -> str:
    def plain(part: str) -> str:
        part = (
            part.replace("\\", r"\e")
            .replace("\u2019", r"\(cq")
            .replace("\u2022", r"\(bu")
            .replace("-", r"\-")
        )
        return part.replace("\u2014", r"\(em").replace("\u2013", r"\(en")

    text = _marked(text, lambda note: f"\\**\n.FS\n{plain(note)}\n.FE\n\\&", plain)
    return "\n".join(line if line.startswith((".F", "\\**")) else f"\\&{line}" for line in text.split("\n"))


def _groff(blocks: list[Block]) -> str:
    out = [".nr PS 11", ".nr VS 14", ".nr LL 6i", ".LP", _roff(MARKING)]
    for one in blocks:
        left = INDENT.get(one.depth, 36)
        if one.kind in {"title", "heading", "attached"}:
            label = f"{one.label}: " if one.label else ""
            out += [".LP", f'.B "{_roff(label + one.text)}"']
        elif one.kind == "table":
            wide = max(map(len, one.rows))
            rows = ["T{\n" + "\nT}@T{\n".join(map(_roff, row)) + "\nT}" for row in one.rows]
            columns = " ".join([f"lw({5 / wide:.1f}i)"] * wide)
            out += [".TS", "allbox tab(@);", f"{columns}.", *rows, ".TE"]
        elif one.kind in {"clause", "bullet"}:
            label = one.label or "\u2022"
            out += [f".in {left}p", f'.IP "{_roff(label)}" 36p']
            if one.heading:
                out += [f'.B "{_roff(one.heading)}"'] + (['.IP "" 36p', _roff(one.text)] if one.text else [])
            else:
                out.append(_roff(one.text))
            out.append(".in 0")
        else:
            out += ['.IP "" 36p' if one.kind == "paragraph" else ".LP", _roff(one.text)]
    return "\n".join(out) + "\n"


def _by_groff(jobs: list[tuple[list[Block], Path]]) -> None:
    for blocks, to in jobs:
        to.write_bytes(_run(["groff", "-t", "-ms", "-Kutf8", "-Tpdf"], to.parent, _groff(blocks)))


def _typ(text: str) -> str:
    def plain(part: str) -> str:
        return re.sub(r"([\\#$*_`<>@\[\]~=+/-])", r"\\\1", part)

    return _marked(text, lambda note: f"#footnote[{plain(note)}]", plain)


def _typst(blocks: list[Block]) -> str:
    out = [
        '#set page(paper: "a4", numbering: "1 / 1")',
        "#set par(justify: true)",
        "#set text(size: 10.5pt)",
        _typ(MARKING),
    ]
    for one in blocks:
        if one.kind in {"title", "heading", "attached"}:
            label = f"{one.label}: " if one.label else ""
            out.append(
                f'#text(weight: "bold", size: {16 if one.kind == "title" else 12}pt)'
                f"[{_typ(label + one.text)}]"
            )
        elif one.kind == "table":
            cells = ", ".join(f"[{_typ(cell)}]" for row in one.rows for cell in row)
            out.append(f"#table(columns: {max(map(len, one.rows))}, {cells})")
        elif one.kind in {"clause", "bullet"}:
            left, label = INDENT.get(one.depth, 36), _typ(one.label or "\u2022")
            wide = 64 if len(label) > 6 else 36
            text = _typ(one.text)
            if one.heading:
                label, text = f"*{label}*", f"*{_typ(one.heading)}*" + (f"\n\n{text}" if text else "")
            out.append(f"#pad(left: {left}pt, grid(columns: ({wide}pt, 1fr), [{label}], [{text}]))")
        else:
            out.append(f"#pad(left: {36 if one.kind == 'paragraph' else 0}pt)[{_typ(one.text)}]")
    return "\n\n".join(out)


def _by_typst(jobs: list[tuple[list[Block], Path]]) -> None:
    for blocks, to in jobs:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "a.typ")
            source.write_text(_typst(blocks), "utf-8")
            if shutil.which("typst"):
                _run(["typst", "compile", str(source), str(to)], folder)
            else:
                import typst  # noqa: PLC0415 # type: ignore[import-not-found]

                typst.compile(str(source), output=str(to))


# ------------------------------------------------------------------ a report generator: numbers apart


def _flowing(blocks: list[Block], to: Path) -> None:
    from reportlab.lib.pagesizes import LETTER  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table  # noqa: PLC0415

    notes: list[str] = []

    def mark(note: str) -> str:
        notes.append(note)
        return f" [{len(notes)}]"

    def words(text: str, *, bold: bool = False, left: float = 0.0, size: float = 10.5) -> Flowable:
        style = ParagraphStyle(
            "a", fontName="Helvetica", fontSize=size, leading=size * 1.3, leftIndent=left, spaceAfter=5
        )
        body = _marked(text, mark, html.escape)
        return Paragraph(f"<b>{body}</b>" if bold else body, style)

    flow: list[Flowable] = [words(MARKING)]
    for one in blocks:
        left = INDENT.get(one.depth, 0)
        if one.kind == "table":
            wide = max(map(len, one.rows))
            cells = [[words(cell) for cell in row] for row in one.rows]
            flow.append(
                Table(cells, colWidths=[440 / wide] * wide, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
            )
        elif one.kind == "clause":
            flow.append(words(one.label, bold=bool(one.heading), left=left))
            flow += [words(one.heading, bold=True, left=left)] if one.heading else []
            flow += [words(one.text, left=left)] if one.text else []
        elif one.kind == "bullet":
            flow.append(words(f"\u2022 {one.text}", left=18))
        else:
            label = f"{one.label}: " if one.label else ""
            flow.append(words(label + one.text, bold=one.kind not in {"front", "paragraph"}))
    if notes:
        flow.append(words("Notes", bold=True))
        flow += [words(f"[{at}] {note}") for at, note in enumerate(list(notes), 1)]
    SimpleDocTemplate(str(to), pagesize=LETTER, title="specimen", invariant=1).build(flow)


def _by_reportlab(jobs: list[tuple[list[Block], Path]]) -> None:
    for blocks, to in jobs:
        _flowing(blocks, to)


# ------------------------------------------------------------------ the same file written anew


def _anew(rewrite: Callable[[Path, Path], None]) -> Callable[[list[tuple[list[Block], Path]]], None]:
    """Printed by the report generator with numbers on lines of their own, then written anew."""

    def print_them(jobs: list[tuple[list[Block], Path]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for blocks, to in jobs:
                _flowing(blocks, Path(folder, "a.pdf"))
                rewrite(Path(folder, "a.pdf"), to)

    return print_them


def _ghostscript(source: Path, to: Path) -> None:
    _run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={to}", str(source)],
        source.parent,
    )


def _cairo(source: Path, to: Path) -> None:
    _run(["pdftocairo", "-pdf", str(source), str(to)], source.parent)


def _pypdf(source: Path, to: Path) -> None:
    from pypdf import PdfWriter  # noqa: PLC0415

    writer = PdfWriter(clone_from=source)
    for page in writer.pages:
        page.compress_content_streams()
    writer.compress_identical_objects()
    writer.write(to)


def _scanned(source: Path, to: Path) -> None:
    """200 dots an inch in grey, half a degree askew, with the speckle of paper."""
    import pypdfium2  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    pages = []
    for page in pypdfium2.PdfDocument(source):
        image = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        grain = Image.effect_noise(image.size, 22).point(lambda shade: max(0, shade - 118))
        image = image.rotate(0.4, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pages.append(Image.blend(image, Image.eval(grain, lambda shade: 255 - shade), 0.12))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200, quality=70)
    to.write_bytes(out.getvalue())


TOOLCHAINS = (
    Toolchain("office", ("soffice", "docx"), _by_office),
    Toolchain("chromium", ("chromium",), _by_html(_chromium)),
    Toolchain("weasyprint", ("weasyprint",), _by_html(_weasyprint)),
    Toolchain("wkhtml", ("wkhtmltopdf",), _by_html(_wkhtmltopdf)),
    Toolchain("latex", ("pdflatex",), _by_latex),
    Toolchain("groff", ("groff",), _by_groff),
    Toolchain("typst", ("typst",), _by_typst),
    Toolchain("reportlab", ("reportlab",), _by_reportlab),
    Toolchain("ghostscript", ("gs", "reportlab"), _anew(_ghostscript)),
    Toolchain("cairo", ("pdftocairo", "reportlab"), _anew(_cairo)),
    Toolchain("pypdf", ("pypdf", "reportlab"), _anew(_pypdf)),
    Toolchain("scan", ("reportlab", "PIL"), _anew(_scanned)),
)
