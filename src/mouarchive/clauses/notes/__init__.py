"""Footnotes and the marks that call them."""
