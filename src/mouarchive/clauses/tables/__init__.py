"""Tables with and without rules, their cells kept by row."""
