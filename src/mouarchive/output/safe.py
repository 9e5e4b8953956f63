r"""Text made safe to show: what a PDF or a file name says must not command the terminal that shows it.

Control characters (escape sequences among them), characters that turn the direction of writing,
line separators in disguise and undecodable bytes are replaced by a visible name such as `\x1b` or
`\u202e`. Everything else stays as it is.
"""

from __future__ import annotations

import re

__all__ = ["UNSAFE", "safe", "safe_line"]

# C0 without tab and newline, DEL and C1; soft line ends; direction marks, embeddings, overrides and
# isolates; zero-width joiners are spared (scripts need them), the byte-order mark and tags are not;
# lone surrogates stand for the undecodable bytes of a file name.
UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f\ud800-\udfff]"
)


def _name(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was no UTF-8, as Python keeps it in file names  # noqa: PLR2004
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - two bytes


def safe(text: str) -> str:
    """The text with every unsafe character named; newlines and tabs stay."""
    return UNSAFE.sub(_name, text)


def safe_line(text: str) -> str:
    """The text on one line, safe to show: each run of white space becomes one space."""
    return " ".join(safe(text).split())
