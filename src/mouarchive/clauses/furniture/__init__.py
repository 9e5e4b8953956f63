"""What stands on pages and is no part of the agreement's text: running lines, numbers, side notes."""
