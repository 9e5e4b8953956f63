"""How bold the text of a line is, its label left aside.

11.1  *Key personnel*     the number in regular type, the heading in bold: bold throughout
1.2.  *Fees.* They are    a bold beginning: bold in part
"""

from __future__ import annotations

from mouarchive.clauses.labels import read_labels
from mouarchive.model import Line

__all__ = ["text_weight"]


def text_weight(line: Line, start: int | None = None) -> float:
    """Share 0..1 of bold letters in what follows the label that ends at `start`.

    Without `start` the label is the longest that the line may begin with. The share is told from that of
    the whole line, the label being as bold as the line's first word.
    """
    if line.bold in {0.0, 1.0}:
        return line.bold
    if start is None:
        start = max((reading.rest for reading in read_labels(line.text)), default=0)
    label, rest = _letters(line.text[:start]), _letters(line.text[start:])
    if not label or not rest:
        return line.bold
    bold = line.bold * (label + rest) - (label if line.lead_bold else 0)
    return max(0.0, min(1.0, bold / rest))


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
