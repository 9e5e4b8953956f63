"""What one document may cost before it is given up, and what is said then."""

from __future__ import annotations

import msgspec

__all__ = ["DEFAULT", "Limits"]


class Limits(msgspec.Struct, frozen=True):
    """Ceilings for reading one document. Times in seconds, sizes in bytes, texts in characters.

    The defaults are above what any real document needed and below what harms a small machine;
    an error that comes from one of them names it.
    """

    file_bytes: int = 200_000_000
    cpu_seconds: int = 30
    wall_seconds: int = 40
    memory_bytes: int = 1_000_000_000
    pages: int = 5_000
    text_characters: int = 20_000_000
    page_characters: int = 2_000_000
    output_bytes: int = 400_000_000
    open_files: int = 64
    image_pixels: int = 16_000_000
    ocr_seconds_per_page: int = 30
    ocr_pages: int = 300


DEFAULT = Limits()
