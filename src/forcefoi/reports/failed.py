"""A report that could not be made, told so that the next step is plain."""

from __future__ import annotations

import re

from forcefoi.errors import ForcefoiError

MOST_LINES = 12
# Colours and other terminal control, as IPython puts them into its messages.
ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]")


class ReportFailed(ForcefoiError):
    """Which report, which notebook, which cell, what it says and what went wrong.

    `cell` counts all cells of the stored notebook from 1; None where no cell is at fault. `kept` is the executed
    notebook as JSON text, for whoever wants to look; it is no part of the message.

    >>> print(ReportFailed("kent", "notebooks/force.ipynb", 3, "1/0", "ZeroDivisionError: division by zero"))
    kent: notebooks/force.ipynb, cell 3
      error:    ZeroDivisionError: division by zero
      cell:     1/0
    """

    def __init__(
        self, report: str, notebook: str, cell: int | None, source: str, error: str, kept: str = ""
    ) -> None:
        # All of them, so that it crosses from one process to another whole.
        super().__init__(report, notebook, cell, source, error, kept)
        self.report, self.notebook, self.cell = report, notebook, cell
        self.source, self.error, self.kept = source, plain(error), kept

    def __str__(self) -> str:
        lines = [f"{self.report}: {self.notebook}" + (f", cell {self.cell}" if self.cell else "")]
        lines.append(f"  error:    {block(self.error)}")
        if self.source.strip():
            lines.append(f"  cell:     {block(self.source)}")
        return "\n".join(lines)


def plain(text: str) -> str:
    """A message without the codes that colour a terminal.

    >>> plain("\\x1b[0;31mValueError\\x1b[0m: no")
    'ValueError: no'
    """
    return ANSI.sub("", text)


def block(text: str) -> str:
    """The first lines of a text, indented to stand in a message."""
    lines = text.strip().splitlines()
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"… ({len(lines) - MOST_LINES} more lines)"]
    return "\n            ".join(lines)
