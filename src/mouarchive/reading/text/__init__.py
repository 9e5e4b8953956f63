"""From a page's characters to words and lines with their boxes."""
