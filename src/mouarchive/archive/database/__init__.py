"""From the record and the texts to `db/mouarchive.db`: readings, rows, tables, and building them."""
