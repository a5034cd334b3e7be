"""What the tests of workbooks share: a file opened, one of its sheets, and the kinds of what is told of it."""

from __future__ import annotations

from pathlib import Path

from forcefoi.sources.replies import opening
from forcefoi.sources.replies.grid import Document, Grid


def opened(path: Path) -> Document:
    document = opening.read(path)
    assert document.status == "read", document.why
    return document


def sheet(document: Document, name: str = "Data") -> Grid:
    found = document.find(f"sheet '{name}'")
    assert found is not None
    return found


def kinds(document: Document) -> set[str]:
    return {notice.kind for notice in document.notices}
