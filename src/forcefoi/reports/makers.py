"""What can make units of work into pages: processes on this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from types import TracebackType
from typing import Protocol

from forcefoi.reports.unit import Failed, Made, Unit


class Maker(Protocol):
    """Opened as a context; makes units until it is closed. No process of its own outlives it."""

    def __enter__(self) -> Maker: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def make_all(self, units: Iterable[Unit]) -> Generator[Made | Failed, None, None]:
        """Each unit, made or failed, in the order in which they are done; units are asked for one by one."""
        ...
