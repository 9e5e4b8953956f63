"""What was filled into a PDF's form."""
