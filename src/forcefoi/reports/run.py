"""Run one notebook from its first cell to its last."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from forcefoi.reports import notebooks  # noqa: F401  (before nbformat)

# isort: split
import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from papermill import PapermillExecutionError, execute_notebook, inspect_notebook
from papermill.execute import ERROR_MARKER_TAG

from forcefoi.reports.cells import number, tags
from forcefoi.reports.failed import ReportFailed
from forcefoi.reports.kernel import own_kernel
from forcefoi.reports.pin import pinned
from forcefoi.reports.settings import TIME_LIMIT
from forcefoi.reports.warm.start import ServerGone, is_there

# What papermill logs about a failure, ReportFailed says; without a handler it would go to the terminal as well.
logging.getLogger("papermill").addHandler(logging.NullHandler())


def run(
    notebook: Path,
    parameters: dict[str, Any],
    root: Path,
    *,
    report: str = "",
    time_limit: int = TIME_LIMIT,
    warm: str | None = None,
) -> NotebookNode:
    """The executed notebook, each of its code cells run once, in a fresh kernel in the folder `root`.

    `report` is the name that an error calls it by; without one, the notebook's own. `warm` is the address of a
    server to fork the kernel (see `warm`); without one it starts from nothing. The outputs are the same.
    Raises ReportFailed when a cell raises, ends the run, or takes longer than `time_limit` seconds, when the
    kernel dies, and when the notebook is not there or takes no such parameter; ServerGone when the server died.
    """
    watch = _Watch(report or notebook.stem, _shown(notebook, root))
    _check(notebook, parameters, watch)
    with own_kernel(root, warm) as kernel:
        try:
            nb = execute_notebook(
                notebook,
                None,
                parameters,
                cwd=root,
                progress_bar=False,
                # Nothing is written while it runs; what it has done is in memory, also when it fails.
                request_save_on_cell_execute=False,
                execution_timeout=time_limit,
                shutdown_kernel="immediate",
                on_notebook_start=watch.start,
                on_cell_start=watch.cell,
                **kernel.papermill,
            )
        except PapermillExecutionError as error:
            raise watch.failed(f"{error.ename}: {error.evalue}") from None
        except CellTimeoutError:
            raise watch.failed(f"the cell ran longer than the {time_limit} seconds it may take") from None
        except (DeadKernelError, RuntimeError) as error:
            if warm and not is_there(warm):
                raise ServerGone(f"{watch.report}: the process that forks kernels died") from None
            what = (
                "could not be used"
                if watch.at is None
                else "died: killed, out of memory, or the cell ended it"
            )
            raise watch.failed(f"the kernel {what}\n{kernel.last_words() or error}") from error
    _check_complete(nb, watch)
    return pinned(nb)


class _Watch:
    """Holds on to the notebook while it runs, so that a failure can say how far it came."""

    def __init__(self, report: str, notebook: str) -> None:
        self.report, self.notebook = report, notebook
        self.nb: NotebookNode | None = None
        self.at: NotebookNode | None = None

    def start(self, notebook: NotebookNode) -> None:
        self.nb = notebook

    def cell(self, cell: NotebookNode, cell_index: int) -> None:
        # The cell itself, since its index moves when papermill marks an error.
        self.at = cell

    def failed(self, error: str, cell: NotebookNode | None = None) -> ReportFailed:
        cell = cell or self.at
        if self.nb is None or cell is None:
            return ReportFailed(self.report, self.notebook, None, "", error)
        # papermill's marks point at the cell by HTML of its own; the message does that in words.
        self.nb.cells = [each for each in self.nb.cells if ERROR_MARKER_TAG not in tags(each)]
        index = next(i for i, each in enumerate(self.nb.cells) if each is cell)
        kept = nbformat.writes(self.nb)
        return ReportFailed(self.report, self.notebook, number(self.nb, index), cell.source, error, kept)


def _check(notebook: Path, parameters: dict[str, Any], watch: _Watch) -> None:
    if not notebook.is_file():
        raise watch.failed("this notebook is not there")
    try:
        nbformat.read(notebook, as_version=4)
    except (NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        raise watch.failed(f"not a notebook that can be read: {error}") from None
    taken = inspect_notebook(str(notebook)) if parameters else {}
    unknown = sorted(set(parameters) - set(taken))
    if unknown:
        raise watch.failed(
            f"it takes no parameter {', '.join(unknown)}; a cell tagged 'parameters' must set it"
        )


def _check_complete(nb: NotebookNode, watch: _Watch) -> None:
    """A cell may end a run without an error (`sys.exit(0)`), and what follows is then never run."""
    for cell in nb.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if any(output.output_type == "error" for output in cell.outputs):
            raise watch.failed("the cell ended the notebook before its last cell", cell)
        if cell.execution_count is None:
            raise watch.failed("the cell was not run", cell)


def _shown(notebook: Path, root: Path) -> str:
    return notebook.relative_to(root).as_posix() if notebook.is_relative_to(root) else str(notebook)
