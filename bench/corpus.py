"""Put every PDF of the corpus through `mouarchive show`, in one command.

    .venv/bin/python bench/corpus.py

Prints for each file: exit code, seconds, pages, clauses, warnings by code, or the one line of refusal; last
what must never happen: a traceback, a hang, an answer that is neither JSON nor one line.
"""

from __future__ import annotations

import collections
import json
import subprocess
import time
from pathlib import Path

from _outside import mouarchive, outside, publish

PATIENCE = 120


def look(pdf: Path) -> tuple[str, bool]:
    """Return one line on this file, and whether the answer kept the promise."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [str(mouarchive()), "show", str(pdf), "--format", "json"],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"{pdf.stem:40}  HANGS (over {PATIENCE} s)", False
    seconds = time.perf_counter() - start
    head = f"{pdf.stem:40}{done.returncode:3}{seconds:7.2f}"
    try:
        found = json.loads(done.stdout)
    except ValueError:
        refusal = done.stderr.strip()
        kept = done.returncode != 0 and refusal.count("\n") == 0 and bool(refusal)
        return f"{head}  {refusal[-160:]}", kept
    codes = collections.Counter(warning["code"] for warning in found["warnings"])
    named = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
    kept = done.returncode == 0 and "Traceback" not in done.stderr
    return f"{head}{found['pages']:6}{len(found['clauses']):8}  {named}", kept


def main() -> None:
    """Print the table."""
    pdfs = sorted((outside("MOUARCHIVE_CORPUS", "corpus") / "pdf").glob("*.pdf"))
    rows = [look(pdf) for pdf in pdfs]
    broken = [line for line, kept in rows if not kept]
    lines = [f"{'file':40}{'rc':>3}{'s':>7}{'pages':>6}{'clauses':>8}  warnings"]
    lines += [line for line, _ in rows]
    lines.append(f"promise broken: {len(broken)} of {len(rows)}")
    publish("corpus", "\n".join(lines + broken))


if __name__ == "__main__":
    main()
