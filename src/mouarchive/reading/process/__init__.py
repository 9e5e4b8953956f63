"""From a path to what a limited process says of the file: the side that never parses, the side that does."""
