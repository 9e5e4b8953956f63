"""Typed questions to the database; nothing here writes."""
