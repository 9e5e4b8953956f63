"""What is drawn on a page, and pictures of it."""
