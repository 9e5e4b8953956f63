"""Redlines and listings as terminal text, Markdown and JSON: values in, text out."""
