"""Take out of an executed notebook what differs from run to run and says nothing: times, addresses, random ids."""

from __future__ import annotations

import re
from collections.abc import Callable

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
from nbformat import NotebookNode

from forcefoi.reports.cells import INJECTED, tags

# A place in memory, as Python shows an object that has no better words: <object at 0x7f3a2b1c>.
ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{8,16}(?=>|&gt;)")
# The name that pandas gives to a styled table; its rules and its cells' ids begin with it.
STYLED = re.compile(r'<table id="(T_[0-9a-f]{5})"')
# The file that IPython says a cell is, in a warning: its folder and number are those of one process.
CELL_FILE = re.compile(r"\S*/ipykernel_\d+/(\d+\.py)")


def pinned(nb: NotebookNode) -> NotebookNode:
    """The same notebook, in place: run twice from the same inputs, it is now the same text.

    Gone are papermill's and nbclient's times. The cell that papermill puts in has a lasting id, memory addresses
    read 0x…, and the tables of pandas' Styler are numbered in their order.
    """
    nb.metadata.pop("papermill", None)
    styled: dict[str, str] = {}
    for cell in nb.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if INJECTED in tags(cell):
            cell.id = INJECTED
        for output in cell.get("outputs", []):
            _pin(output, styled)
    return nb


def _pin(output: NotebookNode, styled: dict[str, str]) -> None:
    def settle(text: str) -> str:
        for name in STYLED.findall(text):
            text = text.replace(name, styled.setdefault(name, f"T_{len(styled) + 1}"))
        return CELL_FILE.sub(r"ipykernel/\1", ADDRESS.sub("0x…", text))

    _apply(settle, output, ("text", "evalue"))
    if "data" in output:
        _apply(settle, output.data, tuple(output.data))
    if "traceback" in output:
        output.traceback = [settle(line) for line in output.traceback]


def _apply(settle: Callable[[str], str], to: NotebookNode, names: tuple[str, ...]) -> None:
    for name in names:
        if isinstance(to.get(name), str):
            to[name] = settle(to[name])
