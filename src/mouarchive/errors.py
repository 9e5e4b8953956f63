"""The one exception tree.

    MouarchiveError            said to the user in one line, exit code 1
    ├── UnreadableError        the bytes cannot be read as a PDF, or not within the limits
    ├── TookTooLongError       an answer was not ready by its deadline; only the site sets one
    ├── RecordError            documents/ asserts something broken; carries every problem at once
    └── UsageError             the call names something that does not exist; exit code 2
        └── NotFoundError      an unknown agreement, version or clause; names the nearest ones

Operational errors (one bad PDF) are recorded and the run goes on; errors in the record stop before
anything is written; anything else is a bug and may crash.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "MouarchiveError",
    "NotFoundError",
    "RecordError",
    "TookTooLongError",
    "UnreadableError",
    "UsageError",
]


class MouarchiveError(Exception):
    """A problem the user can understand and act on; its text is one line."""

    exit_code = 1


class UnreadableError(MouarchiveError):
    """The file cannot be read: `code` is a stable word for tables, the text says what and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class TookTooLongError(MouarchiveError):
    """An answer was not ready by the deadline it was given."""


class RecordError(MouarchiveError):
    """`documents/` is broken: `problems` holds one line for each fault, each naming file and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class UsageError(MouarchiveError):
    """The command was called in a way that cannot be meant."""

    exit_code = 2


class NotFoundError(UsageError):
    """A named agreement, version or clause is not held; the text names what is near."""
