"""`python -m mouarchive` is the `mouarchive` command."""

from __future__ import annotations

from mouarchive.cli import main

if __name__ == "__main__":
    main(prog_name="mouarchive")
