"""What an ordinary kernel has imported when it has run our notebooks, imported once and for all."""

from __future__ import annotations

import importlib
import os
import sys
import warnings

# Found by running every notebook in an ordinary kernel and looking at `sys.modules` at its end. What stands here
# brings the rest with it; a test says so when a notebook comes to need what is not here.
MODULES = (
    # the kernel itself
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "faulthandler",
    "sqlite3",
    # what notebooks call
    "forcefoi.analysis",
    "forcefoi.charts",
    "forcefoi.claims",
    "forcefoi.processed",
    "forcefoi.wording",
    # what these import at their first use
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.string",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "runpy",
    "scipy.special",
)
# What must not be there: imported here, it would take no notice of the kernel that it is to draw for, and every
# pyplot chart would be lost without a word.
NOT_YET = "matplotlib_inline.backend_inline"


class NotAlone(RuntimeError):
    """There is a second thread: a kernel forked now could wait for ever for a lock that thread held."""


def preload() -> dict[str, str]:
    """Import all of MODULES. Returns the variables that this has put into the environment.

    Raises NotAlone when it has started a thread.
    """
    before = dict(os.environ)
    for name in MODULES:
        importlib.import_module(name)
    _use_first()
    sys.modules.pop(NOT_YET, None)
    _as_in_a_kernel()
    if (count := threads()) != 1:
        raise NotAlone(f"{count} threads are at work after the imports; kernels can be forked from one only")
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def _use_first() -> None:
    """What libraries put off until they are first used: the rules of our tables, and all that a chart needs."""
    import pandas as pd

    from forcefoi.charts.style import drawing, new_figure
    from forcefoi.charts.svg import to_svg
    from forcefoi.processed.slices import SLICE, as_model, rules

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for model in SLICE.values():
            empty = pd.DataFrame({name: [] for name in model.to_schema().columns})
            rules(model).validate(as_model(empty, model))
        with drawing():
            figure = new_figure(3)
            ax = figure.subplots()
            ax.plot(pd.to_datetime(["2014-04-01", "2015-04-01"]), [1, 2], marker="o")
            ax.annotate("text", (0.5, 0.5), xycoords="axes fraction")
            to_svg(figure, "first", "title", "description")


def _as_in_a_kernel() -> None:
    """What libraries settle at import by looking whether a kernel or a terminal imports them."""
    pandas = sys.modules["pandas"]
    pandas.set_option("display.max_columns", 20)
    pandas.set_option("display.encoding", "UTF-8")


def threads() -> int:
    """How many threads the system counts, those of C libraries included."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("Threads:"))
