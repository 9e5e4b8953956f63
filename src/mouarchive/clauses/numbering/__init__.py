"""Which labels are believed, and the tree of clauses that they make."""
