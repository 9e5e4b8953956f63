"""Taking PDFs in: what each is, what a person must hear, and where it is fetched from."""
