"""The texts of clauses: lines collected, joined, parted from headings, and given to their clause."""
