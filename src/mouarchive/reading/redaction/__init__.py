"""Redactions, and text that a file carries and does not show."""
