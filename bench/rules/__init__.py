"""What the hand-set numbers and rules do: `python -m bench.rules` (see `__main__`)."""
