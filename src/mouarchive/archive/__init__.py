"""The archive: `documents/` as the record, and the database derived from it."""
