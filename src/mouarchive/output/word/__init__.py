"""What a Word file of tracked changes is made of: its elements, its paragraphs, its page."""
