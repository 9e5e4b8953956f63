"""Pages that are pictures: cleaned, recognised, and put in rows."""
