"""One unit of work: a report to be made, and everything that it may be made from.

A unit carries the files themselves. So what a page was made from is exactly what its record says, whatever
changes on the disk meanwhile; a notebook finds no other file than those; and the unit can be sent to a machine
that has none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from forcefoi.reports.plan import Report


@dataclass(frozen=True)
class Unit:
    """`files` has path under the project's folder → content. `executed` is the notebook as it was run before
    (JSON text), where only its page is to be made anew; `time_limit` is for one cell, in seconds. `page_files` are
    what the page is made from besides; no notebook sees them.
    """

    report: Report
    files: dict[str, bytes]
    time_limit: int
    executed: bytes | None = None
    page_files: dict[str, bytes] = field(default_factory=dict)

    def unpack(self, folder: Path) -> None:
        """Write the files into a folder of their own."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True)
class Made:
    """A page, its numbers as data (`provenance`, JSON text), the files to take away (`beside`: path in the project →
    content) and the notebook that all were made from (JSON text), not yet written; `code` is what stood in the cells of
    the notebook that was run.
    """

    report: Report
    html: str
    provenance: str
    beside: dict[str, bytes]
    executed: str
    code: list[str]
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A report that could not be made: why, and the notebook as far as it ran (JSON text) where there is one."""

    report: Report
    why: str
    notebook: str = ""
    seconds: float = 0.0
