"""The cells of an executed notebook: their tags, and their numbers as a person counts them."""

from __future__ import annotations

from typing import Any

INJECTED = "injected-parameters"


def tags(cell: Any) -> set[str]:
    """The tags of a notebook's cell."""
    return set(cell.metadata.get("tags", []))


def number(nb: Any, index: int) -> int | None:
    """The place of cell `index` in the stored notebook, from 1; None for the parameters that papermill put in."""
    if INJECTED in tags(nb.cells[index]):
        return None
    return 1 + sum(INJECTED not in tags(cell) for cell in nb.cells[:index])
