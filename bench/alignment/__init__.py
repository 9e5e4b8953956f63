"""How well clauses are paired, on edits of our own making with exact truth: `python -m bench.alignment`."""
