"""Faults: what pdfminer finds wrong with a file, goes on from, and only writes to its log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

# What may cost words or pages. The rest (a colour or a font's box that is missing) costs none, and is common.
COSTLY = re.compile(
    r"xref|data-loss|cannot render|execute called|mediabox|invalid|unexpected eof", re.IGNORECASE
)
MOST = 20


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.heard) < MOST and COSTLY.search(record.getMessage()):
            self.heard.append(record.getMessage()[:200])


@contextmanager
def listening() -> Iterator[list[str]]:
    """What pdfminer says meanwhile of faults that may cost words or pages; kept from the terminal."""
    log, listener = logging.getLogger("pdfminer"), _Listener()
    before = log.propagate
    log.addHandler(listener)
    log.propagate = False
    try:
        yield listener.heard
    finally:
        log.removeHandler(listener)
        log.propagate = before
