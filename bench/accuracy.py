"""Measure accuracy against documents with known truth, in one command.

    .venv/bin/python bench/accuracy.py [-v]

Scores the made set that comes with the project (scripts/made); and, where it is found, the accuracy set (two
made series and six real documents labelled by hand) by its own scorers, run on the installed `mouarchive`,
every figure beside the mark we hold ourselves to.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _made
from bench._outside import at_hand, mouarchive, publish

MARKS: dict[str, dict[str, float]] = {
    "made series A, C": {
        "segF1": 0.99,
        "textE2E": 0.99,
        "page": 0.99,
        "alignF1": 0.99,
        "kind": 0.98,
        "eventF1": 0.95,
        "moved": 0.95,
        "renum": 0.95,
        "recon": 1.0,
        "stable": 1.0,
        "phrase": 0.99,
        "trace": 0.99,
    },
    "real, labelled by hand": {
        "segF1": 0.96,
        "textE2E": 0.96,
        "page": 0.98,
        "composite": 0.95,
    },
}
FIGURES = (
    "segF1",
    "textE2E",
    "page",
    "phrase",
    "trace",
    "alignF1",
    "kind",
    "eventF1",
    "moved",
    "renum",
    "recon",
    "stable",
    "composite",
)


def run_scorer(script: Path, extra: list[str]) -> dict[str, object]:
    """Run one scorer on the installed command and return its JSON report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, str(script), "--cmd", str(mouarchive()), "--json", str(report), *extra]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not report.exists():
            sys.exit(done.stderr or done.stdout)
        found: dict[str, object] = json.loads(report.read_text())
    return found


def table(title: str, report: dict) -> list[str]:
    """Lay out one report: a row a series and the mean, with marks and what is missed below."""
    marks = MARKS[title]
    rows = [(name, {**entry["metrics"]}) for name, entry in report["series"].items()]
    rows.append(("mean", {**report["mean"], "composite": report["composite"]}))
    lines = [title, f"{'':16}" + "".join(f"{figure:>10}" for figure in FIGURES)]
    for name, metrics in rows:
        cells = (metrics.get(figure) for figure in FIGURES)
        lines.append(f"{name:16}" + "".join(f"{'-' if c is None else format(c, '.3f'):>10}" for c in cells))
    lines.append(
        f"{'mark':16}" + "".join(f"{format(marks[f], '.2f') if f in marks else '-':>10}" for f in FIGURES)
    )
    mean = rows[-1][1]
    missed = [f"{f} {mean[f]:.3f} < {m}" for f, m in marks.items() if mean.get(f) is not None and mean[f] < m]
    lines.append("missed: " + (", ".join(missed) or "none"))
    failed = report.get("errors") or []
    if failed:
        lines.append(f"calls that failed: {failed}")
    return lines


def mistakes(report: dict) -> list[str]:
    """List every mistake the scorer named."""
    return [
        f"  {where} | {what}: {which}"
        for where, kinds in report["mistakes"].items()
        for what, which in kinds.items()
        if which and which != [[], []]
    ]


def main() -> None:
    """Print the tables, with every mistake where -v asks for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", help="list every mistake")
    verbose = parser.parse_args().v
    lines = [*_made.table(_made.scores(), verbose=verbose), ""]
    accuracy, corpus = at_hand("MOUARCHIVE_ACCURACY", "accuracy"), at_hand("MOUARCHIVE_CORPUS", "corpus")
    if accuracy is None:
        lines.append("the accuracy set is not here: set MOUARCHIVE_ACCURACY to its folder")
    else:
        report = run_scorer(accuracy / "score.py", [])
        lines += [*table("made series A, C", report), *(mistakes(report) if verbose else []), ""]
    if accuracy is not None and corpus is not None:
        report = run_scorer(accuracy / "real" / "score.py", ["--pdf-root", str(corpus / "pdf")])
        lines += [*table("real, labelled by hand", report), *(mistakes(report) if verbose else []), ""]
    if verbose:
        print("\n".join(lines))
    else:
        publish("accuracy", "\n".join(lines).rstrip())


if __name__ == "__main__":
    main()
